"""A grid: one sheet as rows of cells, whatever file it came from, with its merged cells filled."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counterfoil.domain.issue import Issue
from counterfoil.errors import DataError
from counterfoil.sources.sheets.delimited import read_delimited
from counterfoil.sources.workbook import (
    Cell,
    WorkbookLimits,
    cell_text,
    is_workbook,
    open_workbook,
)

# Marks that change what is seen and not what is meant: joiners, direction marks, soft hyphens.
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff\u061c\u180e",
    )
)
_JOINERS = frozenset("\u200c\u200d")  # written inside words in Persian, Hindi and others
_WIDEST = 512  # columns looked at; cells beyond are noise
_MOST_ROWS, _MOST_CELLS = 20_000, 1_000_000  # of all sheets: a register of engagements is smaller
_LIMITS = WorkbookLimits(
    unpacked=100 << 20, text=100 << 20, values=2_000_000, rows=_MOST_ROWS, memory=700 << 20
)


@dataclass(slots=True)
class Grid:
    """One sheet.

    Attributes:
        name: name of the sheet; empty for a text file.
        rows: row 1 of the sheet first; all of one width.
        across: (row, first column, last column), from 0, of cells merged across.
        down: (first row, last row, column) of cells merged down; their value stands in each row.
        issues: what was wrong with single cells.

    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    across: list[tuple[int, int, int]] = field(default_factory=list)
    down: list[tuple[int, int, int]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _seen: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def text(self, row: int, column: int) -> str:
        """Return a cell as a person reads it, blanks and invisible marks at its ends removed."""
        if not 0 <= column < self.width:
            return ""
        return self.texts(row)[column]

    def texts(self, row: int) -> list[str]:
        """Return a row of cells as text."""
        if row not in self._seen:
            self._seen[row] = [seen(cell_text(cell)) for cell in self.rows[row]]
        return self._seen[row]


def read_grids(path: Path) -> tuple[list[Grid], str]:
    """Return the sheets of a file and how it was read (encoding, delimiter); raise DataError."""
    if is_workbook(path) or path.suffix.lower() in {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}:
        grids = []
        sheets = open_workbook(path, _LIMITS)
        _check_size(path, [sheet.rows for sheet in sheets])
        for sheet in sheets:
            grid = Grid(sheet.name, _even(sheet.rows), sheet.hidden)
            grid.issues += [
                Issue(0, "", f"cell {fault}", "read as blank") for fault in sheet.faults
            ]
            grid.issues += _beyond(sheet.rows)
            _fill(grid, sheet.merged)
            grids.append(grid)
        if not any(grid.rows for grid in grids):
            raise DataError(
                "the workbook holds no cells", where=str(path), do="Choose another file."
            )
        return grids, "workbook"
    rows, how, issues = read_delimited(path)
    issues += _beyond(rows)
    cells: list[list[Cell]] = [list(row[:_WIDEST]) for row in rows]
    _check_size(path, [cells])
    return [Grid("", _even(cells), issues=issues)], how


def _check_size(path: Path, tables: Sequence[Sequence[Sequence[Cell]]]) -> None:
    """Raise DataError where the sheets of a file are larger than a register can be."""
    rows = sum(len(table) for table in tables)
    area = sum(len(t) * min(max(map(len, t), default=0), _WIDEST) for t in tables)
    if rows > _MOST_ROWS or area > _MOST_CELLS:
        raise DataError(
            f"the sheets span {rows:,} rows and {area:,} cells; a register of engagements is read"
            f" up to {_MOST_ROWS:,} rows and {_MOST_CELLS:,} cells",
            where=str(path),
            do="Copy the table alone into a new file, or split it; nothing of it was kept.",
        )


def seen(text: str) -> str:
    """Return what a reader sees: no invisible marks, one kind of space, no blanks at the ends."""
    if not text.isascii():
        keep = any(unicodedata.category(mark) == "Lo" for mark in text)
        table = {k: v for k, v in _INVISIBLE.items() if not (keep and chr(k) in _JOINERS)}
        text = (
            text.translate(table)
            .replace("\u00a0", " ")
            .replace("\u202f", " ")
            .replace("\u3000", " ")
        )
    text = text.removeprefix("'")
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _beyond(rows: Sequence[Sequence[Cell]]) -> list[Issue]:
    wide = sum(1 for row in rows if any(cell not in {None, ""} for cell in row[_WIDEST:]))
    what = f"{wide} rows have cells to the right of column {_WIDEST}"
    return [Issue(0, "", what, "those cells are left out")] if wide else []


def _even(rows: list[list[Cell]]) -> list[list[Cell]]:
    # Cells far to the right of everything are noise: one stray cell must not make a million.
    width = min(max((len(row) for row in rows), default=0), _WIDEST)
    return [[*row[:width], *[None] * (width - len(row))] for row in rows]


def _fill(grid: Grid, merged: tuple[tuple[int, int, int, int], ...]) -> None:
    left_over = len(grid.rows) * grid.width  # ranges that do not overlap cover no more
    for top, left, lowest, rightmost in merged:
        if top >= len(grid.rows) or left >= grid.width:
            continue
        bottom, right = min(lowest, len(grid.rows) - 1), min(rightmost, grid.width - 1)
        left_over -= (bottom - top + 1) * (right - left + 1)
        if left_over < 0:
            what = "merged ranges overlap; those after the first are left out"
            grid.issues.append(Issue(0, "", what, "read as they stand"))
            return
        value = grid.rows[top][left]
        if right > left:
            grid.across.append((top, left, right))
        if bottom > top:
            for column in range(left, right + 1):
                grid.down.append((top, bottom, column))
        for row in range(top, bottom + 1):
            grid.rows[row][left] = value
