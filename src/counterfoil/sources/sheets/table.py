"""Read one sheet: find its table, understand its columns, and give every row an account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.columns import propose
from counterfoil.sources.sheets.entry import Account, Entry, Verdict
from counterfoil.sources.sheets.fill import Filler, day_first_of
from counterfoil.sources.sheets.grid import Grid
from counterfoil.sources.sheets.grouping import Record, settle_repeats, starts_new
from counterfoil.sources.sheets.header import Head, find_head
from counterfoil.sources.sheets.profile import profile_of
from counterfoil.sources.sheets.rows import Row, RowKind, classify
from counterfoil.sources.sheets.when import parse_when
from counterfoil.sources.sheets.words import is_ditto, is_total
from counterfoil.sources.workbook import Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as it was understood: its header row from 1 (0 for forms), columns, rows' fates."""

    sheet: str
    hidden: bool
    orientation: str
    header_row: int
    columns: tuple[Column, ...]
    entries: list[Entry]
    accounts: list[Account]
    blank: tuple[str, ...]  # fields whose column is blank in the whole sheet
    day_first: bool


def understand(grid: Grid) -> tuple[Head, list[Column]] | None:
    """Return the table of a sheet and a proposal for its columns; None where there is none."""
    head = find_head(grid)
    if head is None:
        return None
    if head.orientation == "rows":
        body = grid.rows[head.row + 1 :]
        values = [[row[place] for row in body] for place in head.places]
    else:
        spread = range(head.first, grid.width)
        values = [[grid.rows[row][c] for c in spread] for row in head.places]
    profiles = [profile_of([_start(cell) for cell in cells], len(cells)) for cells in values]
    dates = {
        place: [_first_day(cell) for cell in values[place]]
        for place, profile in enumerate(profiles)
        if profile.day > _DATE_SHARE
    }
    return head, propose(head.labels, profiles, is_form=head.orientation != "rows", dates=dates)


_DATE_SHARE = 0.6
_SHOWN = 1000  # characters of a cell that tell what its column holds


def _start(cell: Cell) -> Cell:
    """Return enough of a cell to tell what its column holds; patterns are slow on long texts."""
    return cell[:_SHOWN] if isinstance(cell, str) else cell


def _first_day(cell: Cell) -> str:
    when = parse_when(cell, serial=True)
    return when.first if when else ""


def read_table(grid: Grid, head: Head, columns: Sequence[Column]) -> Table:
    """Read the rows of a sheet under a mapping of its columns."""
    if head.orientation == "rows":
        records, accounts = _down(grid, head, columns)
    else:
        records, accounts = _sideways(grid, head)
    dated = [[record.cells[c.place] for record in records] for c in columns if c.field in _DATED]
    day_first = day_first_of(
        [cell for cells in dated for cell in cells], [c.label for c in columns]
    )
    filler = Filler(columns, day_first=day_first, year=_year(grid, head, dated))
    entries: list[Entry] = []
    previous: Record | None = None
    for record in _spelled_out(records, columns):
        if previous is None or not entries or starts_new(record, previous, columns):
            entries.append(Entry(grid.name, []))
        elif record.texts == previous.texts:
            accounts.append(Account(grid.name, record.rows, Verdict.LEFT, "duplicate"))
            continue
        filler.fill(entries[-1], record)
        previous = record
    for entry in entries:
        filler.finish(entry)
    entries, repeated = settle_repeats(entries)
    accounts += repeated
    is_form = head.orientation == "form"
    form = tuple(row + 1 for row in head.places if is_form and _texts(grid, row, head.label_column))
    accounts += [
        Account(
            grid.name,
            form if is_form else tuple(entry.rows),
            entry.verdict,
            entry.why or "; ".join(entry.notes),
            place,
        )
        for place, entry in enumerate(entries)
    ]
    return Table(
        grid.name,
        grid.hidden,
        head.orientation,
        head.row + 1 if head.orientation == "rows" else 0,
        tuple(columns),
        entries,
        sorted(accounts, key=lambda account: account.rows),
        _blank(records, columns),
        day_first,
    )


def _year(grid: Grid, head: Head, dated: Sequence[Sequence[Cell]]) -> int:
    """Return the year the title or the name of the sheet gives, else that of most of its dates."""
    title = [grid.name, *(text for row in range(max(head.row, 0)) for text in grid.texts(row))]
    named = {int(year) for text in title for year in _YEAR.findall(text)}
    if len(named) == 1:
        return named.pop()
    years = Counter(
        int(when.first[:4])
        for cells in dated
        for cell in cells
        if (when := parse_when(cell)) and when.first
    )
    (year, count), *_ = years.most_common(1) or [(0, 0)]
    return year if count * 2 > years.total() else 0


_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d|[/-]\d)")
_DATED = frozenset({"proposed", "starts", "ends", "period"})


def _down(grid: Grid, head: Head, columns: Sequence[Column]) -> tuple[list[Record], list[Account]]:
    records, accounts = [], []
    merged = _merged_rows(grid)
    previous: Row | None = None
    for row in classify(grid, head, columns):
        if row.kind is RowKind.BLANK:
            continue
        if row.kind is not RowKind.DATA:
            accounts.append(Account(grid.name, (row.number,), Verdict.LEFT, row.kind.value))
            previous = None if row.kind is RowKind.HEADING else previous
            continue
        filled = frozenset(
            column for column in range(grid.width) if (row.number - 1, column) in merged
        )
        cells = tuple(grid.rows[row.number - 1])
        records.append(Record((row.number,), cells, row.texts, filled, row.heading))
        previous = row
    return records, accounts


def _merged_rows(grid: Grid) -> set[tuple[int, int]]:
    """Return (row, column) of cells whose value belongs to a merged cell that starts above."""
    return {
        (row, column) for top, bottom, column in grid.down for row in range(top + 1, bottom + 1)
    }


def _sideways(grid: Grid, head: Head) -> tuple[list[Record], list[Account]]:
    """Return a form or a transposed table as records whose cells stand in the order of labels."""
    values = [
        column
        for column in range(head.first, grid.width)
        if any(grid.text(row, column) for row in head.places)
    ]
    if head.orientation == "form":
        cells = tuple(_first_cell(grid, row, head.label_column) for row in head.places)
        texts = tuple(_first_text(grid, row, head.label_column) for row in head.places)
        records = [Record((0,), cells, texts, frozenset(), "")]
    else:
        records = [
            Record(
                (column + 1,),
                tuple(grid.rows[row][column] for row in head.places),
                tuple(grid.text(row, column) for row in head.places),
                frozenset(),
                "",
            )
            for column in values
        ]
        records, totals = _without_totals(grid, records)
        labels = [Account(grid.name, (head.label_column + 1,), Verdict.LEFT, "labels")]
        return records, labels + totals
    outside = [
        Account(
            grid.name, (row + 1,), Verdict.LEFT, "title block" if row < head.places[0] else "note"
        )
        for row in range(len(grid.rows))
        if any(grid.texts(row))
        and (row not in head.places or not _texts(grid, row, head.label_column))
    ]
    return records, outside


def _without_totals(grid: Grid, records: list[Record]) -> tuple[list[Record], list[Account]]:
    kept, left = [], []
    for record in records:
        filled = [text for text in record.texts if text]
        heading = any(is_total(grid.text(row, record.rows[0] - 1)) for row in range(len(grid.rows)))
        if (heading and len(filled) < len(record.texts) * 0.5) or len(filled) < 2:
            left.append(
                Account(grid.name, record.rows, Verdict.LEFT, "total" if heading else "note")
            )
        else:
            kept.append(record)
    return kept, left


def _first_cell(grid: Grid, row: int, label_column: int) -> Cell:
    found = [cell for cell in grid.rows[row][label_column + 1 :] if cell is not None]
    texts = _texts(grid, row, label_column)
    return found[0] if len(texts) <= 1 and found else ("; ".join(texts) or None)


def _first_text(grid: Grid, row: int, label_column: int) -> str:
    return "; ".join(_texts(grid, row, label_column))


def _texts(grid: Grid, row: int, label_column: int) -> list[str]:
    return list(dict.fromkeys(text for text in grid.texts(row)[label_column + 1 :] if text))


def _spelled_out(records: Sequence[Record], columns: Sequence[Column]) -> list[Record]:
    """Return the records with "ditto" replaced by what stands above."""
    found: list[Record] = []
    above: dict[int, tuple[Cell, str]] = {}
    fields: Mapping[int, str] = {column.place: column.field for column in columns}
    for record in records:
        cells, texts, copied = list(record.cells), list(record.texts), []
        for place, text in enumerate(texts):
            if text and is_ditto(text) and place in above and fields.get(place, "none") != "none":
                cells[place], texts[place] = above[place]
                copied.append(text)
            elif text:
                above[place] = (record.cells[place], text)
        spelled = replace(record, cells=tuple(cells), texts=tuple(texts), ditto=tuple(copied))
        found.append(spelled if copied else record)
    return found


def _blank(records: Sequence[Record], columns: Sequence[Column]) -> tuple[str, ...]:
    filled = {c.field for c in columns if any(record.texts[c.place] for record in records)}
    named = dict.fromkeys(c.field for c in columns if c.field not in ("none", "origin") and c.label)
    return tuple(field for field in named if field not in filled) if records else ()
