"""The corpus of ugly spreadsheets: the program's reading of each table beside its answer key."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.entry import Entry
from counterfoil.sources.sheets.grid import Grid, read_grids
from counterfoil.sources.sheets.header import Head
from counterfoil.sources.sheets.table import Table, read_table, understand

CORPUS = Path(__file__).parents[1] / "corpus"
_KEY = ".answers.toml"


@dataclass(frozen=True, slots=True)
class Case:
    """One table of the corpus: the sheet, how it was understood, and the key to it."""

    source: Path
    grid: Grid
    head: Head
    columns: Sequence[Column]
    table: Table
    key: dict[str, Any]


def sources(half: str) -> list[Path]:
    """Return the spreadsheets of a half, `open` or `aside`, by name."""
    return [_source(key) for key in sorted((CORPUS / half).glob(f"*{_KEY}"))]


def _source(key: Path) -> Path:
    stem = key.name.removesuffix(_KEY)
    (found,) = (p for p in key.parent.glob(f"{stem}.*") if p.suffix != ".toml")
    return found


@cache
def cases(half: str) -> tuple[list[Case], list[str]]:
    """Return the tables of a half that were understood, and the names of those that were not."""
    found: list[Case] = []
    lost: list[str] = []
    for source in sources(half):
        key = tomllib.loads(source.with_name(source.stem + _KEY).read_text("utf-8"))
        grids, _ = read_grids(source)
        by_name = {grid.name: grid for grid in grids}
        for table in key["tables"]:
            name = table.get("sheet") or ""
            grid = by_name[name] if name else grids[0]
            understood = understand(grid)
            if understood is None:
                lost.append(f"{source.name} {name}")
                continue
            head, columns = understood
            read = read_table(grid, head, columns)
            found.append(Case(source, grid, head, columns, read, table))
    return found, lost


def columns_right(case: Case) -> tuple[int, int]:
    """Return how many columns mean what the key says, and how many the key has."""
    wanted: list[str] = case.key["columns"]
    numbered = "#" in " ".join(wanted)
    got = [_field(column, numbered=numbered) for column in case.columns]
    if case.head.orientation != "rows":
        got = _by_label(case, got)
    got += ["none"] * (len(wanted) - len(got))
    if numbered:
        got = _renumbered(wanted, got)
    right = sum(_agree(w, g, numbered=numbered) for w, g in zip(wanted, got, strict=False))
    return right, len(wanted)


def _field(column: Column, *, numbered: bool) -> str:
    mark = f"#{column.group}" if numbered and column.field.startswith("partner") else ""
    return column.field + mark


def _agree(wanted: str, got: str, *, numbered: bool) -> bool:
    return wanted == got or (not numbered and wanted.partition("#")[0] == got.partition("#")[0])


def _renumbered(wanted: Sequence[str], got: Sequence[str]) -> list[str]:
    """Return the fields with the partners' numbers as the key has them, as far as one fits one.

    Which partner is called the first is a matter of taste; what belongs together is not.
    """
    pairs = Counter(
        (g.partition("#")[2], w.partition("#")[2])
        for w, g in zip(wanted, got, strict=False)
        if "#" in w and "#" in g and w.partition("#")[0] == g.partition("#")[0]
    )
    names: dict[str, str] = {}
    for (mine, theirs), _ in pairs.most_common():
        if mine not in names and theirs not in names.values():
            names[mine] = theirs
    found = []
    for field in got:
        base, mark, number = field.partition("#")
        found.append(f"{base}#{names.get(number, number)}" if mark else field)
    return found


def _by_label(case: Case, got: Sequence[str]) -> list[str]:
    """Return the fields of a form in the order of the key's labels; two of one label in order."""
    labels = [" ".join(column.label.split()) for column in case.columns]
    used: set[int] = set()
    found = []
    for header in case.key["headers"]:
        plain = " ".join(header.rstrip(" :").split())
        place = next((i for i, x in enumerate(labels) if i not in used and x == plain), None)
        used |= set() if place is None else {place}
        found.append("none" if place is None else got[place])
    return found


def is_head_right(case: Case) -> bool:
    """Tell whether orientation and header row are those of the key."""
    if case.head.orientation != case.key["orientation"]:
        return False
    return case.head.orientation != "rows" or case.head.row + 1 == case.key["header_row"]


def not_once(case: Case) -> list[int]:
    """Return the rows with a value that are in no account of the table or in several."""
    counted = Counter(row for account in case.table.accounts for row in account.rows)
    filled = [row + 1 for row in range(len(case.grid.rows)) if any(case.grid.texts(row))]
    return [row for row in filled if counted[row] != 1]


def engagements(case: Case) -> Iterator[tuple[dict[str, Any], Entry | None]]:
    """Yield the key's engagements with the entry that stands on the same rows, None for none."""
    by_rows = {tuple(entry.rows): entry for entry in case.table.entries}
    for wanted in case.key["engagements"]:
        yield wanted, by_rows.get(tuple(wanted["rows"]))


def fields_right(wanted: dict[str, Any], entry: Entry) -> dict[str, bool]:
    """Return which fields of an entry are as in the key, whatever case and blanks."""
    bodies = [_plain(party.name) for party in entry.parties if not party.is_person]
    return {
        "id": _plain(wanted["id"]) == _plain(entry.first("id")),
        "title": _plain(wanted["title"]) == _plain(entry.first("title")),
        "partners": [_plain(name) for name in wanted["partners"]] == bodies,
        "proposed": wanted["proposed"] == entry.proposed,
        "starts": wanted["starts"] == entry.starts,
        "ends": wanted["ends"] == entry.ends,
    }


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" *").casefold()
