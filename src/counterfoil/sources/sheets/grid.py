"""A grid: one sheet as rows of cells, whatever file it came from, with its merged cells filled."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from counterfoil.domain.issue import Issue
from counterfoil.errors import DataError
from counterfoil.sources.sheets.delimited import read_delimited
from counterfoil.sources.workbook import Cell, cell_text, is_workbook, open_workbook

# Marks that change what is seen and not what is meant: joiners, direction marks, soft hyphens.
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff\u061c\u180e",
    )
)
_JOINERS = frozenset("\u200c\u200d")  # written inside words in Persian, Hindi and others
_WIDEST = 512  # columns looked at; more are counted


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

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def text(self, row: int, column: int) -> str:
        """Return a cell as a person reads it, blanks and invisible marks at its ends removed."""
        if not 0 <= column < self.width:
            return ""
        return seen(cell_text(self.rows[row][column]))

    def texts(self, row: int) -> list[str]:
        """Return a row of cells as text."""
        return [seen(cell_text(cell)) for cell in self.rows[row]]


def read_grids(path: Path) -> tuple[list[Grid], str]:
    """Return the sheets of a file and how it was read (encoding, delimiter); raise DataError."""
    if is_workbook(path) or path.suffix.lower() in {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}:
        grids = []
        for sheet in open_workbook(path):
            grid = Grid(sheet.name, _even(sheet.rows), sheet.hidden)
            grid.issues += [
                Issue(0, "", f"cell {fault}", "read as blank") for fault in sheet.faults
            ]
            _fill(grid, sheet.merged)
            grids.append(grid)
        if not any(grid.rows for grid in grids):
            raise DataError(
                "the workbook holds no cells", where=str(path), do="Choose another file."
            )
        return grids, "workbook"
    rows, how, issues = read_delimited(path)
    cells: list[list[Cell]] = [list(row) for row in rows]
    return [Grid("", _even(cells), issues=issues)], how


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


def _even(rows: list[list[Cell]]) -> list[list[Cell]]:
    # Cells far to the right of everything are noise: one stray cell must not make a million.
    width = min(max((len(row) for row in rows), default=0), _WIDEST)
    return [[*row[:width], *[None] * (width - len(row))] for row in rows]


def _fill(grid: Grid, merged: tuple[tuple[int, int, int, int], ...]) -> None:
    for top, left, lowest, rightmost in merged:
        if top >= len(grid.rows) or left >= grid.width:
            continue
        bottom, right = min(lowest, len(grid.rows) - 1), min(rightmost, grid.width - 1)
        value = grid.rows[top][left]
        if right > left:
            grid.across.append((top, left, right))
        if bottom > top:
            for column in range(left, right + 1):
                grid.down.append((top, bottom, column))
        for row in range(top, bottom + 1):
            grid.rows[row][left] = value
