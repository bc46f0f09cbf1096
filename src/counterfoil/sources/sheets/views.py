"""What is shown of a sheet before it is taken: columns with examples, and the fate of each row."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from counterfoil.domain.sheet import ColumnView, RowView, SheetView
from counterfoil.sources.origin import Origin
from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.door import is_clear
from counterfoil.sources.sheets.entry import Account
from counterfoil.sources.sheets.grid import Grid
from counterfoil.sources.sheets.header import Head
from counterfoil.sources.sheets.table import Table

_EXAMPLES, _EXAMPLE_LENGTH = 3, 40
# What a register of engagements should say; a sheet without such a column leaves it unknown.
_EXPECTED = (
    "id",
    "title",
    "partner",
    "partner_country",
    "person",
    "proposed",
    "starts",
    "funders",
    "goes_out",
)


def sheet_view(grid: Grid, head: Head, table: Table) -> SheetView:
    """Return a sheet as it was understood; no example tells where a person comes from."""
    views = []
    values = {c.place: _values(grid, head, head.places[c.place]) for c in table.columns}
    told = {v for c in table.columns if c.field == "origin" for v in values[c.place]}
    origin = Origin(told)
    for column in table.columns:
        place = head.places[column.place]
        mine = () if column.field == "origin" else values[column.place]
        clear = (value for value in mine if is_clear(value, column.field, origin))
        shown = tuple(value[:_EXAMPLE_LENGTH] for value in islice(clear, _EXAMPLES))
        letter = column_letter(place) if head.orientation == "rows" else f"row {place + 1}"
        views.append(
            ColumnView(
                letter,
                column.label or column.head,
                numbered_field(column),
                column.why,
                shown,
                column.looks if column.field == "none" else "",
            )
        )
    fields = {column.field for column in table.columns}
    missing = tuple(
        name
        for name in _EXPECTED
        if name not in fields and not (name == "starts" and "period" in fields)
    )
    return SheetView(
        grid.name,
        grid.hidden,
        head.orientation,
        table.header_row,
        tuple(views),
        table.blank,
        missing,
    )


def _values(grid: Grid, head: Head, place: int) -> list[str]:
    """Return the different values of a column, or of a labelled row, in their order."""
    values = (
        [grid.text(row, place) for row in range(head.row + 1, len(grid.rows))]
        if head.orientation == "rows"
        else [grid.text(place, other) for other in range(head.first, grid.width)]
    )
    return list(dict.fromkeys(value for value in values if value))


def numbered_field(column: Column) -> str:
    """Return the field of a column with the number of its partner: `partner_city#2`."""
    numbered = column.field.startswith("partner") and column.group > 1
    return f"{column.field}#{column.group}" if numbered else column.field


def column_letter(place: int) -> str:
    """Return the letter of a column from 0: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def row_view(table: Table, account: Account, ids: Mapping[int, str]) -> RowView:
    """Return the fate of some rows; `ids` gives engagement ids by place of the entry."""
    if account.entry < 0:
        return RowView(table.sheet, account.rows, account.verdict.value, account.what)
    entry = table.entries[account.entry]  # converting may have added notes
    return RowView(
        table.sheet,
        account.rows,
        entry.verdict.value,
        entry.why or "; ".join(entry.notes),
        ids.get(account.entry, ""),
    )
