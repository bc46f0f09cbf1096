"""The reference lists: names of the SDN and the UN list, nothing else of a record."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from defusedxml.ElementTree import iterparse

from bench.matching.plain import plain
from counterfoil.matching.names import ReferenceName

PERSON, BODY = "Person", "Organization"
_LEFT_OUT = frozenset({"vessel", "aircraft"})
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


@dataclass(frozen=True)
class Listed:
    """One record of a list; the first name is its main one."""

    entity_id: str
    kind: str
    names: tuple[str, ...]
    native: tuple[str, ...] = ()


def read_sdn(folder: Path, edition: str = "2024") -> list[Listed]:
    """Return persons and bodies of the SDN list; `older` is the edition the anchors were taken on."""
    history, watchman = folder / "ofac-sdn-history", folder / "ofac-watchman"
    older = edition == "older"
    main = watchman / "bench_sdn.csv.gz" if older else history / "sdn_2024-05-03.csv.gz"
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in _rows(watchman / ("bench_alt.csv" if older else "alt.csv")):
        if len(row) > 3:
            aliases[row[0].strip()].append(row[3].strip())
    return [
        Listed(
            f"sdn:{row[0].strip()}",
            PERSON if row[2].strip() == "individual" else BODY,
            tuple(_proper((row[1].strip(), *aliases[row[0].strip()]))),
        )
        for row in _rows(main)
        if len(row) > 2 and row[2].strip() not in _LEFT_OUT
    ]


def read_un(folder: Path) -> list[Listed]:
    """Return the records of the UN list with their names in the original script."""
    found: list[Listed] = []
    with gzip.open(folder / "un-consolidated" / "UN_consolidated.xml.gz") as stream:
        for _, element in iterparse(stream):
            if element.tag not in {"INDIVIDUAL", "ENTITY"}:
                continue
            texts = {tag: (element.findtext(tag) or "").strip() for tag in _NAME_PARTS}
            main = " ".join(text for text in texts.values() if text)
            aliases = [(node.text or "").strip() for node in element.iter("ALIAS_NAME")]
            native = (element.findtext("NAME_ORIGINAL_SCRIPT") or "").strip()
            found.append(
                Listed(
                    f"un:{element.findtext('DATAID')}",
                    PERSON if element.tag == "INDIVIDUAL" else BODY,
                    tuple(_proper((main, *aliases))),
                    (native,) if native else (),
                )
            )
    return found


def reference_names(
    lists: Iterable[Listed], without: frozenset[tuple[str, str]] = frozenset()
) -> list[ReferenceName]:
    """Return the names, those left out that are named by entity id and plain form."""
    return [
        ReferenceName(one.entity_id, name, one.kind, "alias" if at else "name")
        for one in lists
        for at, name in enumerate(one.names)
        if (one.entity_id, plain(name)) not in without
    ]


def bearers(lists: Iterable[Listed]) -> dict[str, frozenset[str]]:
    """Return plain form to the entities that bear the name."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in lists:
        for name in one.names:
            found[plain(name)].add(one.entity_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def same_as(lists: Iterable[Listed]) -> dict[str, frozenset[str]]:
    """Return entity id to all entities that share a name with it, itself among them."""
    rows = list(lists)
    known = bearers(rows)
    return {
        one.entity_id: frozenset({one.entity_id}).union(*(known[plain(n)] for n in one.names))
        for one in rows
    }


def _proper(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(name for name in names if plain(name) not in {"", "0"})


def _rows(path: Path) -> Iterator[list[str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
    yield from csv.reader(io.StringIO(text, newline=""))
