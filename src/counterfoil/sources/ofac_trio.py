"""The three files of an OFAC list in the old layout, known by their shape and put together.

A primary file has 12 columns, an alias file 5, an address file 6, none has a header; they join
by the number of the entity. Several editions in one folder are told apart by how well their
numbers agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from counterfoil.errors import DataError
from counterfoil.sources.files import Part, iter_lines, one_part
from counterfoil.sources.table import iter_rows

PRIMARY, ALIAS, ADDRESS = "primary", "alias", "address"
END_MARK = "\x1a"
NULL = "-0-"
COLUMNS = {12: PRIMARY, 5: ALIAS, 6: ADDRESS}
WIDTH = {role: width for width, role in COLUMNS.items()}
_TYPES = {"individual", "vessel", "aircraft", NULL, ""}
_ALIAS_TYPES = {"aka", "fka", "nka", "dba"}
_NUMBER = re.compile(r'^\s*"?(\d+)"?\s*,')
_SNIFFED = 5
_PROGRAMME_CELL = 3
_NON_SDN_NAME = "cons_"  # what the publisher calls the files of the consolidated non-SDN lists
# Programmes of lists that are not the SDN list; some of their entries are on the SDN list too.
_NON_SDN_PROGRAMME = re.compile(r"\b(?:NS-PLC|561-Related|CMIC-EO\d+|CAPTA)\b")


@dataclass(frozen=True, slots=True)
class Trio:
    """A primary file and the companions whose numbers agree with it best."""

    primary: Path
    companions: tuple[Path, ...]


def cell(text: str) -> str:
    """Return the content of a cell, empty for OFAC's null."""
    text = text.strip().strip(END_MARK).strip()
    return "" if text == NULL else text


def is_end(cells: Sequence[str]) -> bool:
    """Tell whether a row is nothing but the end mark."""
    return len(cells) == 1 and cells[0].strip() in {END_MARK, ""}


def role_of(path: Path) -> str:
    """Return the role of a file by its first rows, empty if it is none of the three."""
    try:
        rows = [c for _, c in islice(iter_rows(one_part(path)), _SNIFFED) if not is_end(c)]
    except DataError:
        return ""
    roles = {_row_role(cells) for cells in rows}
    return roles.pop() if len(roles) == 1 else ""


def _row_role(cells: list[str]) -> str:
    role = COLUMNS.get(len(cells), "")
    if not role or not cells[0].strip().isdigit():
        return ""
    if role == PRIMARY:
        return role if cells[2].strip() in _TYPES else ""
    if not cells[1].strip().isdigit():
        return ""
    return role if role == ADDRESS or cells[2].strip().lower() in _ALIAS_TYPES else ""


def numbers(path: Path) -> frozenset[str]:
    """Return the entity numbers of a file, as far as it can be read."""
    return frozenset(_iter_numbers(one_part(path)))


def _iter_numbers(part: Part) -> Iterator[str]:
    try:
        for line in iter_lines(part):
            if found := _NUMBER.match(line):
                yield found[1]
    except DataError:
        return  # reading the file will say what is wrong with it


def is_named_non_sdn(path: Path) -> bool:
    """Tell whether a file is called as those of the non-SDN lists are."""
    return path.name.lower().startswith(_NON_SDN_NAME)


def is_non_sdn(path: Path) -> bool:
    """Tell whether a primary file is of the non-SDN lists, by its name or by its programmes.

    One row in ten with such a programme decides; on the SDN list it is one in thousands.
    """
    if is_named_non_sdn(path):
        return True
    rows = hits = 0
    try:
        for _, cells in iter_rows(one_part(path)):
            rows += 1
            if len(cells) > _PROGRAMME_CELL and _NON_SDN_PROGRAMME.search(cells[_PROGRAMME_CELL]):
                hits += 1
    except DataError:
        pass  # reading the file will say what is wrong with it
    return hits * 10 > rows


def group(roles: Iterable[tuple[Path, str]]) -> list[Trio]:
    """Return one trio per primary file; a companion goes to the primary it agrees with best."""
    by_role: dict[str, list[Path]] = {PRIMARY: [], ALIAS: [], ADDRESS: []}
    for path, role in roles:
        by_role[role].append(path)
    known = {path: numbers(path) for paths in by_role.values() for path in paths}
    chosen: dict[Path, list[Path]] = {path: [] for path in by_role[PRIMARY]}
    for role in (ALIAS, ADDRESS):
        for primary, companion in _pairs(by_role[PRIMARY], by_role[role], known):
            chosen[primary].append(companion)
    return [Trio(path, tuple(chosen[path])) for path in sorted(chosen)]


def _pairs(
    primaries: list[Path], companions: list[Path], known: dict[Path, frozenset[str]]
) -> Iterator[tuple[Path, Path]]:
    """Yield each primary and its companion, the best agreement first; each file once."""
    scored = sorted(
        (-len(known[p] & known[c]) / max(1, len(known[p] | known[c])), str(p), str(c), p, c)
        for p in primaries
        for c in companions
    )
    used: set[Path] = set()
    for score, _, _, primary, companion in scored:
        if score < 0 and primary not in used and companion not in used:
            used |= {primary, companion}
            yield primary, companion
