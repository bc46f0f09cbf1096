import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.exports.table import (
    OVERVIEW_HEADER,
    Cell,
    csv_text,
    overview_csv,
    safe_cell,
)
from tests.exports import invented

STARTS = tuple("=+-@\t\r\n")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "\u202e=1", "＝1"]
)
def test_formulas_become_text(cell: str) -> None:
    """A cell that a spreadsheet would run starts with an apostrophe, hidden starts included."""
    assert str(safe_cell(cell)).startswith("'")


@pytest.mark.parametrize("cell", [-5, 0.5, None, "", "Veld = north", "'quoted", invented.ARABIC])
def test_other_cells_stay(cell: Cell) -> None:
    """Numbers, empty cells and ordinary names are written as they are."""
    assert safe_cell(cell) == cell


@given(st.lists(st.text(st.characters()), min_size=1))
def test_no_cell_starts_a_formula(cells: list[str]) -> None:
    """Read back, no cell of any text starts with a formula character."""
    text = csv_text(["a"] * len(cells), [cells])
    _, *rows = csv.reader(io.StringIO(text, newline=""))
    assert [len(row) for row in rows] in ([len(cells)], [])
    assert not any(cell.startswith(STARTS) for row in rows for cell in row)


def test_the_overview_as_a_table() -> None:
    """One line per engagement in the overview's order, under a header."""
    header, *rows = csv.reader(io.StringIO(overview_csv(invented.overview(5, title="=Survey"))))
    assert tuple(header) == OVERVIEW_HEADER
    assert [row[0] for row in rows] == [f"2026-{n:03}" for n in range(1, 6)]
    assert rows[0][1] == "'=Survey, part 1"
