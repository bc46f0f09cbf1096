"""The parser of workbooks, run as a process of its own by `workbook`; writes JSON lines.

It imports nothing of this package, so that it starts quickly and can be run by its path. One line
per sheet, then one per row: a list of values, dates as {"date": "2026-01-31"}. The last line is
{"done": true}; without it the reader knows that the process was cut short.
"""

from __future__ import annotations

import html
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MOST_FAULTS = 100
# No tag holds a "<": where one is never closed, the search goes on at the next and not from here.
_FORMULA = rb"<f\b[^<>]*(?:/>|>[^<]*</f>)"
_FAULTY = re.compile(
    rb"<c\b([^<>]*)>(?:" + _FORMULA + rb")?<v>(#[^<]*)</v>"
    rb"|<c\b([^<>]*[^/<>])>" + _FORMULA + rb"(?:<v\s*/>|<v></v>)?</c>"
)


class Refused(Exception):
    """The workbook cannot or must not be read; the text is for the user."""


def main(path: str, limits: dict[str, int]) -> None:
    """Write the sheets of a workbook, or one line that says why not."""
    _restrict(limits["memory"], limits["processor"])
    try:
        for line in _lines(path, limits["cells"]):
            sys.stdout.write(line + "\n")
        last: dict[str, object] = {"done": True}
    except Refused as error:
        last = {"error": str(error)}
    except calamine.PasswordError:
        last = {"error": "the workbook is protected by a password"}
    except MemoryError:
        last = {"error": "the workbook asks for more memory than a table needs"}
    except Exception as error:  # noqa: BLE001 - whatever the parser says, the reader must hear
        last = {"error": f"the workbook is damaged or asks too much ({_short(error)})"}
    except BaseException as error:  # noqa: BLE001 - a panic of the Rust part is no Exception
        last = {"error": f"the workbook breaks its parser ({_short(error)})"}
    sys.stdout.write(json.dumps(last) + "\n")
    sys.stdout.flush()


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _restrict(memory: int, processor: int) -> None:
    """Set a ceiling for memory and for seconds of the processor where the system knows one."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return  # Windows and macOS: the limits on size and time remain


def _lines(path: str, cells: int) -> Iterator[str]:
    """Yield the lines of all worksheets; charts and macros are no worksheets."""
    with Path(path).open("rb") as file:  # a file object: the kind is told by content, not by name
        book = calamine.load_workbook(file)
    left, faults = cells, _faults(path)
    for index, about in enumerate(book.sheets_metadata):
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        start, end = sheet.start or (0, 0), sheet.end or (-1, -1)
        left -= (end[0] + 1) * (end[1] + 1)
        if left < 0:
            raise Refused(
                f"the sheets span more than {cells:,} cells (the last one looked at is "
                f"{about.name!r}, {end[0] + 1:,} rows by {end[1] + 1:,} columns)"
            )
        hidden = about.visible is not calamine.SheetVisibleEnum.Visible
        merged = [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
        head = {"name": about.name, "hidden": hidden, "merged": merged}
        yield json.dumps(head | {"faults": faults.get(about.name, [])})
        yield from _rows(sheet, start[1])


def _rows(sheet: calamine.CalamineSheet, indent: int) -> Iterator[str]:
    """Yield the rows from row 1 on, without blanks at their ends and at the end of the sheet."""
    blank = 0
    for row in sheet.iter_rows() if sheet.end else ():
        width = len(row)
        while width and row[width - 1] == "":
            width -= 1
        if not width:
            blank += 1
            continue
        for _ in range(blank):
            yield "[]"
        blank = 0
        cells = [None if cell == "" else cell for cell in row[:width]]
        yield json.dumps([None] * indent + cells, default=_tagged)


def _tagged(value: object) -> dict[str, object]:
    match value:
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case timedelta():
            return {"timedelta": [value.days, value.seconds, value.microseconds]}
    raise Refused(f"a cell holds a {type(value).__name__}, which is not read")


def _faults(path: str) -> dict[str, list[str]]:
    """Return, by sheet name, the cells of an XLSX that the parser gives as blank without a word.

    Those are errors such as #DIV/0!, and formulas saved by a program that did not calculate them.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if not {_BOOK, _RELATIONS} <= set(archive.namelist()):
            return {}
        book, relations = archive.read(_BOOK).decode(), archive.read(_RELATIONS).decode()
        targets: dict[str, str] = {}
        for tag in re.findall(r"<Relationship\b[^<>]*>", relations):
            targets[_attribute(tag, "Id")] = _attribute(tag, "Target")
        found: dict[str, list[str]] = {}
        looked_at: dict[str, list[str]] = {}  # several sheets may be one and the same member
        for tag in re.findall(r"<sheet\b[^<>]*>", book):
            target = targets.get(_attribute(tag, "r:id"), "")
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if member in archive.namelist():
                name = html.unescape(_attribute(tag, "name"))
                if member not in looked_at:
                    looked_at[member] = _faults_in(archive.read(member))
                found[name] = looked_at[member]
        return found


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return (found[1] or found[2] or "") if found else ""


def _faults_in(xml: bytes) -> list[str]:
    """Return at most so many faults of a sheet, each with its cell."""
    found = []
    for match in _FAULTY.finditer(xml):
        attributes = " " + (match[1] or match[3]).decode("ascii", "replace")
        what = match[2].decode("ascii", "replace") if match[2] else "a formula without a value"
        if match[2] is None or _attribute(attributes, "t") == "e":
            found.append(f"{_attribute(attributes, 'r') or 'a cell'}: {what}")
        if len(found) == _MOST_FAULTS:
            break
    return found


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
