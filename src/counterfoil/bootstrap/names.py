"""Names and pairs from files, for screening without an engagement."""

from __future__ import annotations

from pathlib import Path

from counterfoil.app.screen import Pair
from counterfoil.matching.engine import TokenMatcher
from counterfoil.ports.matcher import MatchIndex, QueryName, ReferenceName
from counterfoil.sources.name_file import kind_of, read_rows


def new_matcher() -> TokenMatcher:
    """Return the matching engine."""
    return TokenMatcher()


def one_name(name: str) -> list[QueryName]:
    """Return one name as a batch of queries."""
    return [QueryName("1", name)]


def read_names(path: Path) -> list[QueryName]:
    """Read queries `id,name[,kind]`; raise DataError."""
    rows = read_rows(path, ("id", "name"), ("kind",))
    return [QueryName(row["id"], row["name"], kind_of(row.get("kind", ""))) for row in rows]


def read_pairs(path: Path) -> list[Pair]:
    """Read pairs `id,left,right[,kind]`; raise DataError."""
    rows = read_rows(path, ("id", "left", "right"), ("kind",))
    return [
        Pair(row["id"], row["left"], row["right"], kind_of(row.get("kind", ""))) for row in rows
    ]


def reference_index(path: Path) -> MatchIndex:
    """Return an index over a file of names `id,name[,kind]`; several rows may share an id."""
    rows = read_rows(path, ("id", "name"), ("kind",))
    return TokenMatcher().build(
        [ReferenceName(row["id"], row["name"], kind_of(row.get("kind", ""))) for row in rows]
    )
