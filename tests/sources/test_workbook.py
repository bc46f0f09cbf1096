"""Workbooks are opened within limits, and only their values come out."""

import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.sources.workbook import (
    Cell,
    Sheet,
    WorkbookLimits,
    cell_text,
    is_workbook,
    open_workbook,
)
from tests.sources.hostile_workbooks import HOSTILE, xlsx

_PROBE = """
import json, resource, sys, time
from pathlib import Path
from counterfoil.errors import DataError
from counterfoil.sources.workbook import open_workbook
start, said = time.monotonic(), "read"
try:
    open_workbook(Path(sys.argv[1]))
except DataError as error:
    said = error.what
# The peak of this program alone: ru_maxrss of this process remembers the one that started it.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
most = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps([said, time.monotonic() - start, most * 1024]))
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with every sort of cell, a hidden sheet and a chart."""
    path = tmp_path_factory.mktemp("books") / "veld.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Partners")
        day, clock, hours = (
            workbook.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "hh:mm", "[hh]:mm")
        )
        for column, value in enumerate((12, 12.5, "Veld Institute", True), 1):
            sheet.write(2, column, value)
        sheet.write_datetime(3, 1, datetime(2026, 5, 3), day)  # noqa: DTZ001 - a cell has no zone
        sheet.write_datetime(3, 2, time(12, 30), clock)
        sheet.write_datetime(3, 3, timedelta(hours=30), hours)
        sheet.write_formula(4, 1, "=1/0", value="#DIV/0!")
        sheet.write_formula(4, 2, "=A1", value="")
        sheet.write_formula(4, 3, "=1+1", value=2)
        sheet.merge_range(6, 1, 7, 2, "both")
        workbook.add_worksheet("Old").hide()
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=Partners!$B$3:$C$3"})
        workbook.add_chartsheet("Chart").set_chart(chart)
    return path


def test_values_and_places(book: Path) -> None:
    """Row numbers are the spreadsheet's, blanks at the ends are left off, a chart is no sheet."""
    partners, old = open_workbook(book)
    assert (partners.name, partners.hidden, old.name, old.hidden) == (
        "Partners",
        False,
        "Old",
        True,
    )
    assert partners.rows[:4] == [
        [],
        [],
        [None, 12.0, 12.5, "Veld Institute", True],
        [None, date(2026, 5, 3), time(12, 30), timedelta(hours=30)],
    ]
    assert partners.rows[4:] == [[None, None, None, 2.0], [], [None, "both"]]
    assert partners.merged == ((6, 1, 7, 2),)
    assert old.rows == []


def test_cells_without_a_value_are_named(book: Path) -> None:
    """An error and a formula that nobody calculated are faults with their place, not blanks."""
    assert open_workbook(book)[0].faults == ("B5: #DIV/0!", "C5: a formula without a value")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (-0.5, "-0.5"),
        (1e20, "100000000000000000000"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("  x ", "  x "),
        (date(2026, 5, 3), "2026-05-03"),
        (datetime(2026, 5, 3), "2026-05-03"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2026, 5, 3, 9, 5), "2026-05-03 09:05:00"),  # noqa: DTZ001
        (time(9, 5), "09:05:00"),
        (timedelta(hours=30, minutes=5), "30:05:00"),
    ],
)
def test_a_cell_as_text(cell: Cell, text: str) -> None:
    """A cell gives what a person would have typed."""
    assert cell_text(cell) == text


@given(st.floats())
def test_every_number_has_a_text(number: float) -> None:
    """No number fails to become text, and 15 digits of it come back."""
    text = cell_text(number)
    if abs(number) < 1e300:
        assert float(text) == pytest.approx(number, rel=1e-14)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_workbooks(tmp_path: Path, name: str) -> None:
    """A hostile workbook ends within ten seconds and one gibibyte, in words or in nothing."""
    path = HOSTILE[name](tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, path], capture_output=True, text=True, check=True
    )
    said, seconds, memory = json.loads(done.stdout)
    assert seconds < 10
    assert memory < 1 << 30
    assert said == "read" if name == "deep_xml.xlsx" else "workbook" in said


def test_too_many_cells(tmp_path: Path) -> None:
    """Rows times columns count, blank cells included, over all sheets."""
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="90"><c r="J90"><v>2</v></c></row>'
    path = xlsx(tmp_path / "wide.xlsx", cells)
    assert len(open_workbook(path, WorkbookLimits(cells=900))[0].rows) == 90
    with pytest.raises(DataError, match=r"more than 899 cells .* 90 rows by 10 columns"):
        open_workbook(path, WorkbookLimits(cells=899))


def test_too_much_text(tmp_path: Path) -> None:
    """What comes out of the parser counts too, because one text may stand in many cells."""
    rows = b"".join(b'<row><c t="s"><v>0</v></c></row>' for _ in range(100))
    path = xlsx(tmp_path / "long.xlsx", rows, b"<si><t>" + b"x" * 1000 + b"</t></si>")
    with pytest.raises(DataError, match="MiB of text"):
        open_workbook(path, WorkbookLimits(text=50_000))


def test_time_is_limited(book: Path) -> None:
    """A parser that takes longer than it may is stopped, and the message says so."""
    with pytest.raises(DataError, match="or 0 s"):
        open_workbook(book, WorkbookLimits(seconds=0.0))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "not a workbook"),
        (b"name,country\n", "not a workbook"),
        (b"PK\x03\x04", "damaged or cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted",
        ),
    ],
)
def test_no_workbook(tmp_path: Path, content: bytes, what: str) -> None:
    """What is no workbook, or locked, is refused with the reason."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataError, match=what):
        open_workbook(path)


def test_a_missing_file(tmp_path: Path) -> None:
    """A path without a file is a DataError."""
    with pytest.raises(DataError, match="cannot be opened"):
        open_workbook(tmp_path / "none.xlsx")


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    """A zip archive under the name of a workbook is refused by the parser."""
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "name\n")
    assert is_workbook(path)
    with pytest.raises(DataError, match="damaged"):
        open_workbook(path)


def test_too_many_members(tmp_path: Path) -> None:
    """An archive of very many files is refused before it is unpacked."""
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(12):
            archive.writestr(f"{number}", "")
    with pytest.raises(DataError, match="more than 11 files"):
        open_workbook(path, WorkbookLimits(members=11))


@given(st.data())
@settings(max_examples=25)
def test_mutated_workbooks(
    tmp_path_factory: pytest.TempPathFactory, book: Path, data: st.DataObject
) -> None:
    """A workbook with pieces cut or overwritten is read or refused."""
    content = book.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 60)))
        content = content[:start] + data.draw(st.binary(max_size=12)) + content[end:]
    path = tmp_path_factory.mktemp("mutated") / "x.xlsx"
    path.write_bytes(content)
    with suppress(DataError):
        assert all(isinstance(sheet, Sheet) for sheet in open_workbook(path))


@given(st.binary(max_size=200))
@settings(max_examples=25)
def test_mutated_sheets(tmp_path_factory: pytest.TempPathFactory, rows: bytes) -> None:
    """Any bytes in the place of the rows of a sheet are read or refused."""
    path = xlsx(tmp_path_factory.mktemp("rows") / "x.xlsx", b'<row r="1">' + rows + b"</row>")
    with suppress(DataError):
        assert [sheet.name for sheet in open_workbook(path)] == ["One"]
