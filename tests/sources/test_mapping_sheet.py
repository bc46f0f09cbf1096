"""A mapping of type xlsx reads a table of a workbook, wherever on the sheet it starts."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading, Source
from counterfoil.sources import formats
from counterfoil.sources.mapping import MappingReader
from tests.sources.answers import of
from tests.sources.hostile_workbooks import far_corners
from tests.sources.samples import put

_MAPPING = """
[dataset]
id = "veld-sheet"
title = "Veld sheet"

[file]
type = "xlsx"
header_row = 3
columns = ["Number", "Name of body"]

[edition]
date = 2026-05-03

[entity]
key = ["Number"]
kind = "Organization"

[[columns]]
from = "Name of body"
prop = "name"

[[columns]]
from = "Since"
prop = "incorporationDate"
date = "iso"

[[listings]]
value = "Veld sheet"
"""


def _book(path: Path, sheet: str = "List") -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "Read me")
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write(0, 0, "Veld Office: bodies of concern")
        page.write_row(2, 0, ["Number", "Name of  body", "Since"])
        page.write_row(3, 0, [7, "Veld Ice Works"])
        page.write_datetime(3, 2, date(1999, 5, 3), day)
        page.write_row(5, 0, [8.0, "Polar Ore", "", "beyond"])
        page.write_row(6, 0, [9])
        page.write_formula(6, 1, "=NA()", value="#N/A")
    return path


def _mappings(folder: Path, text: str = _MAPPING) -> list[Path]:
    mappings = folder / "mappings"
    mappings.mkdir(exist_ok=True)
    put(mappings, "sheet.toml", text)
    return [mappings]


def _read(folder: Path, text: str = _MAPPING) -> Reading:
    mappings = _mappings(folder, text)
    (source,) = formats.recognise(_book(folder / "list.xlsx"), mappings)
    return formats.read(source, mappings)


def test_rows_of_a_sheet(tmp_path: Path) -> None:
    """Numbers are keys as they are shown, dates are dates, blank rows are no rows."""
    reading = _read(tmp_path)
    assert (reading.info.dataset, reading.rows) == ("veld-sheet", 3)
    assert of(reading, "7") == {
        "incorporationDate": ["1999-05-03"],
        "listed": ["Veld sheet"],
        "name": ["Veld Ice Works"],
    }
    assert of(reading, "8")["name"] == ["Polar Ore"]


def test_what_is_odd_is_said(tmp_path: Path) -> None:
    """A value beyond the table and a cell with an error are issues with their place."""
    issues = [issue.text() for issue in _read(tmp_path).issues]
    assert "row 6: a value stands to the right of the last column (value left out)" in issues
    assert "file, List: a cell has no value: B7: #N/A (read as blank)" in issues


def test_a_sheet_by_name(tmp_path: Path) -> None:
    """A mapping that names its sheet takes no other, though it has the columns."""
    named = _MAPPING.replace("header_row", 'sheet = "list "\nheader_row')
    assert _read(tmp_path, named).rows == 3
    other = _mappings(tmp_path, _MAPPING.replace("header_row", 'sheet = "Notes"\nheader_row'))
    assert formats.recognise_all(tmp_path / "list.xlsx", other)[0] == []


def test_a_workbook_nobody_knows(tmp_path: Path) -> None:
    """A workbook without a mapping is left over in words, a hostile one with its reason."""
    mappings = _mappings(tmp_path, _MAPPING.replace("header_row = 3", "header_row = 1"))
    _, ((_, why),) = formats.recognise_all(_book(tmp_path / "list.xlsx"), mappings)
    assert why == "no mapping of type xlsx knows its columns"
    _, ((_, why),) = formats.recognise_all(far_corners(tmp_path / "far.xlsx"), mappings)
    assert "far outside the table" in why


def test_a_sheet_that_changed(tmp_path: Path) -> None:
    """A workbook that lost its columns is refused with what to write in the mapping."""
    (folder,) = _mappings(tmp_path)
    reader = MappingReader([folder])
    with xlsxwriter.Workbook(tmp_path / "new.xlsx") as book:
        book.add_worksheet("List").write_row(2, 0, ["No.", "Body"])
    source = Source(
        "mapping", "veld-sheet", (tmp_path / "new.xlsx",), None, str(folder / "sheet.toml")
    )
    with pytest.raises(DataError, match=r"columns Number, Name of body are not in row 3"):
        reader.read(source)
