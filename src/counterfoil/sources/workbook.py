"""Workbooks (XLSX, XLSB, XLS, ODS) as sheets of plain values, opened within limits.

The parser runs in a process of its own (`workbook_process`) with a ceiling on memory and time:
a hostile workbook can ask for gigabytes in one cell reference, and a parser that aborts must not
take this program along. Formulas are never run; the values they had when the file was saved
are read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypedDict

from counterfoil.errors import DataError
from counterfoil.sources.files import BROKEN, Part, broken

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a stream of every encrypted XLSX
_CHILD = Path(__file__).with_name("workbook_process.py")
_RESAVE = "Open it in a spreadsheet program, save it again as XLSX and import that."
_SMALLER = "Copy the table alone into a new workbook, save it and import that."


@dataclass(frozen=True, slots=True)
class WorkbookLimits:
    """What is opened at most.

    Attributes:
        unpacked: bytes of all members of the archive, or of the file where it is not packed.
        ratio: unpacked to packed bytes of a workbook of more than 16 MiB.
        members: files inside the archive.
        cells: rows times columns of all sheets, blank cells in between counted.
        text: bytes of all values together.
        values: cells of all sheets up to the last one filled of each row.
        rows: of all sheets up to the last one filled.
        memory: bytes of address space of the parser.
        seconds: of parsing, by the clock on the wall.
        processor: seconds of the processor the parser takes, however busy the machine is.

    """

    unpacked: int = 200 << 20
    ratio: int = 250
    members: int = 10_000
    cells: int = 20_000_000
    text: int = 400 << 20
    values: int = 6_000_000
    rows: int = 1_048_576
    memory: int = 900 << 20
    seconds: float = 60.0
    processor: int = 6


WORKBOOK_LIMITS = WorkbookLimits()
_RATIO_FLOOR = 16 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet; `rows[0]` is row 1 of the spreadsheet, blank rows included.

    Attributes:
        rows: ragged, blank cells at the end of a row and blank rows at the end are left off.
        merged: (top, left, bottom, right) of merged ranges, counted from 0, ends included.
        faults: cells whose value is an error, such as "B5: #DIV/0!", or a formula that was never
            calculated; they read as blank. Found in XLSX only.

    """

    name: str
    hidden: bool
    rows: list[list[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    faults: tuple[str, ...] = field(default=())


class _Head(TypedDict):
    """The line that the parser's process writes before the rows of a sheet."""

    name: str
    hidden: bool
    merged: list[list[int]]
    faults: list[str]


def is_workbook(path: Path) -> bool:
    """Tell by name and first bytes whether a file is a workbook of a kind that can be opened."""
    if path.suffix.lower() not in {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}:
        return False
    try:
        with path.open("rb") as file:
            return file.read(8).startswith((_OLE, _ZIP))
    except OSError:
        return False


def open_workbook(path: Path, limits: WorkbookLimits = WORKBOOK_LIMITS) -> list[Sheet]:
    """Return the worksheets in order, hidden ones too; raise DataError for anything else."""
    _check_package(path, limits)
    sheets: list[Sheet] = []
    for line in _parsed(path, limits):
        if isinstance(line, list):
            sheets[-1].rows.append(line)
        else:
            merged = tuple((a, b, c, d) for a, b, c, d in line["merged"])
            name, faults = line["name"], tuple(line["faults"])
            sheets.append(Sheet(name, line["hidden"], [], merged, faults))
    return sheets


def cell_text(cell: Cell) -> str:
    """Return what a person would have typed: 12.0 is "12", dates are ISO, true is "TRUE"."""
    match cell:
        case None:
            text = ""
        case bool():
            text = "TRUE" if cell else "FALSE"
        case float():
            text = _number(cell)
        case datetime():
            # A cell formatted as date and time often holds a day alone.
            whole = cell.time() == time()
            text = cell.date().isoformat() if whole else cell.isoformat(" ", "seconds")
        case date():
            text = cell.isoformat()
        case time():
            text = cell.isoformat("seconds")
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            text = f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            text = str(cell)
    return text


def _number(value: float) -> str:
    """Return a number with the 15 digits a spreadsheet keeps, without exponent where it is whole."""
    text = f"{value:.15g}"
    if "e" not in text and "n" not in text:  # not 1e+20, nan, inf
        return text
    return str(int(value)) if value.is_integer() else text


def _check_package(path: Path, limits: WorkbookLimits) -> None:
    """Look at the archive before anybody unpacks it."""
    part = Part(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
            if head == _OLE and size <= limits.unpacked and _ENCRYPTED in head + file.read():
                raise broken(part, "the workbook is encrypted", "Save it without a password.")
    except OSError as error:
        raise DataError(
            f"the file cannot be opened ({error.strerror})",
            where=part.where,
            do="Check the path and your right to read it.",
        ) from error
    if not head.startswith((_OLE, _ZIP)):
        raise broken(part, "this is not a workbook (XLSX, XLS or ODS)", _RESAVE)
    total, members = size, 1
    if head.startswith(_ZIP):
        try:
            with zipfile.ZipFile(path) as archive:
                sizes = [item.file_size for item in archive.infolist()]
        except (OSError, *BROKEN) as error:
            what = f"the workbook is damaged or cut off ({error})"
            raise broken(part, what, _RESAVE) from error
        total, members = sum(sizes), len(sizes)
    if members > limits.members:
        raise broken(part, f"the workbook holds more than {limits.members} files", _SMALLER)
    if total > limits.unpacked:
        raise broken(
            part, f"the workbook unpacks to more than {limits.unpacked >> 20} MiB", _SMALLER
        )
    if total > max(_RATIO_FLOOR, size * limits.ratio):
        what = f"the workbook unpacks to more than {limits.ratio} times its size, like a zip bomb"
        raise broken(part, what, "Do not use this file.")


def _parsed(path: Path, limits: WorkbookLimits) -> Iterator[list[Cell] | _Head]:
    """Yield a head per sheet and its rows, as the parser's process writes them."""
    part, done, count, values, rows = Part(path), False, 0, 0, 0
    with _process(path, limits) as (process, lines):
        for line in lines:
            count += len(line)
            if count > limits.text:
                what = f"the sheets hold more than {limits.text >> 20} MiB of text"
                raise broken(part, what, _SMALLER)
            value = json.loads(line, object_hook=_value)
            if isinstance(value, list):
                values, rows = values + len(value), rows + 1
                if values > limits.values or rows > limits.rows:
                    what = (
                        f"the sheets hold more than {limits.values:,} cells or reach down more "
                        f"than {limits.rows:,} rows"
                    )
                    raise broken(part, what, _SMALLER)
            if isinstance(value, dict) and "error" in value:
                raise broken(part, str(value["error"]), _RESAVE)
            done = value == {"done": True}
            if not done:
                yield value
        process.wait()
    if not done:
        raise broken(
            part,
            "the workbook cannot be parsed: it is damaged, or asks for more than "
            f"{limits.memory >> 20} MiB or {min(limits.processor, limits.seconds):.0f} s, as one cell far outside the "
            "table does",
            _SMALLER,
        )


@contextmanager
def _process(
    path: Path, limits: WorkbookLimits
) -> Iterator[tuple[subprocess.Popen[bytes], Iterator[bytes]]]:
    """Run the parser and kill it at the end or when its time is up."""
    # -I: no folder and no variable of the caller can put another module in its place.
    command = [sys.executable, "-I", str(_CHILD), str(path), json.dumps(asdict(limits))]
    with subprocess.Popen(  # noqa: S603 - our own file, no shell, the path is one argument
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        timer = threading.Timer(limits.seconds, process.kill)
        timer.start()
        try:
            if process.stdout is not None:  # always, for a pipe was asked for
                yield process, iter(process.stdout)
        finally:
            timer.cancel()
            process.kill()


def _value(pairs: dict[str, object]) -> object:
    """Return the date or time that JSON cannot say; other objects as they are."""
    match pairs:
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"time": str(text)}:
            return time.fromisoformat(text)
        case {"timedelta": [int(days), int(seconds), int(micro)]}:
            return timedelta(days, seconds, micro)
    return pairs
