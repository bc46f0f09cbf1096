from pathlib import Path

import pytest

from counterfoil.errors import DataError
from counterfoil.sources.files import Part
from counterfoil.sources.table import CELL, RowCheck, iter_rows
from tests.sources.samples import put


def test_rows_are_numbered_and_blank_ones_left_out(tmp_path: Path) -> None:
    """Row numbers are those a spreadsheet shows for rows without line breaks inside."""
    part = Part(put(tmp_path, "a.csv", 'a,b\r\n\r\n"x\ny",2\r\n'))
    assert list(iter_rows(part)) == [(1, ["a", "b"]), (3, ["x\ny", "2"])]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('a,"b\nc', "cut off"),
        ('a,"b"c\n', "well-formed"),
        ("a," + "x" * (CELL + 1) + "\n", "quotation mark may be missing"),
        ('a,"' + "x\n" * CELL, "quotation mark may be missing"),
    ],
)
def test_broken_cells_are_refused(tmp_path: Path, content: str, word: str) -> None:
    """An open quote, text after a quote and a huge cell each end in a DataError."""
    with pytest.raises(DataError, match=word):
        list(iter_rows(Part(put(tmp_path, "a.csv", content))))


def test_one_odd_row_is_reported_many_refuse_the_file(tmp_path: Path) -> None:
    """A single row of another width passes, several or the last one do not."""
    part = Part(tmp_path / "a.csv")
    few = RowCheck(part, 2)
    assert [few.fits(row, cells) for row, cells in ((1, ["a"]), (2, ["a", "b"]))] == [False, True]
    few.finish()
    many = RowCheck(part, 2)
    assert [many.fits(row, ["a"] * (row % 2 + 1)) for row in range(1, 6)].count(False) == 2
    with pytest.raises(DataError, match="2 of 5 rows"):
        many.finish()
    last = RowCheck(part, 2)
    assert not last.fits(1, ["a"])
    with pytest.raises(DataError, match="the last row"):
        last.finish()
