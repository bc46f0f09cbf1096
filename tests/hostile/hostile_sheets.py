"""Hostile spreadsheets of engagements: the register's importer must take or refuse them in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import xlsxwriter

from tests.hostile.sound import REGISTER, REGISTERS, delimited, renamed, workbook
from tests.sources.hostile_workbooks import xlsx

REFUSED, TAKEN, EITHER = "refused", "taken", "either"
Write = Callable[[Path], object]
_LABELS = REGISTERS["physics.csv"].decode().splitlines()[0]
_HEAD = _LABELS.encode() + b"\n"
_CELLS = _LABELS.split(";")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LINE = ";".join(REGISTER[0]).encode() + b"\n"


def _with(old: str, new: str | bytes) -> bytes:
    """Return the sound table with every such cell replaced."""
    content = REGISTERS["physics.csv"]
    assert old.encode() in content
    return content.replace(old.encode(), new if isinstance(new, bytes) else new.encode())


def texts() -> dict[str, tuple[bytes, str]]:
    """Return tables as text: bytes and what must become of them."""
    title = "Ore sorting by sound 7"
    universities = " and ".join(f"University Lund{n} Works" for n in range(8000))
    return {
        "of nothing": (b"", REFUSED),
        "of blank lines": (b";;;\n" * 2000, REFUSED),
        "of one quotation mark": (b'"', REFUSED),
        "with a delimiter that is a quotation mark": (b'sep="\n' + _HEAD + _LINE, EITHER),
        "with a delimiter that is a line break": (b"sep=\r\r\n" + _HEAD + _LINE, EITHER),
        "in Latin-1": (renamed("physics.csv", b"K\xf6ln"), TAKEN),
        "with a raw surrogate": (renamed("physics.csv", b"\xed\xa0\x80"), TAKEN),
        "with a NUL": (renamed("physics.csv", "Lhota\0 Institute"), TAKEN),
        "with a direction mark": (renamed("physics.csv", "Lhota\u202e Institute"), TAKEN),
        "with homoglyphs": (renamed("physics.csv", "Lhоta Mining Institutе 7"), TAKEN),
        "with escape signs": (renamed("physics.csv", "\x1b[2J\x1b]0;x\x07Lhota"), TAKEN),
        "with formulas": (_with("Ore sorting", "=HYPERLINK(1)+Ore"), TAKEN),
        "with signs before names": (_with("Lhota", "@Lhota"), TAKEN),
        "with half of UTF-16": ("\ufeff".encode("utf-16-le") + b"\x00\xd8x", REFUSED),
        "with 100,000 columns": (b";".join([_HEAD.strip(), b";" * 100_000]) + b"\n", EITHER),
        "with labels of 100,000 letters": (
            _LABELS.replace("Title", "Title;" + "x " * 50_000).encode() + b"\n" + _LINE,
            EITHER,
        ),
        "with a cell of 200,000 letters": (_with(title, "x" * 200_000), REFUSED),
        "with a title of 100,000 letters": (_with(title, "x " * 50_000), TAKEN),
        "with 8,000 partners in a cell": (
            renamed("physics.csv", universities[:130_000]),
            TAKEN,
        ),
        "with 20,000 partners on lines": (
            renamed("physics.csv", '"' + "\n".join(f"B{n}" for n in range(20_000)) + '"'),
            TAKEN,
        ),
        "with a row of stars": (renamed("physics.csv", "Lhota" + "*" * 60_000 + "x"), TAKEN),
        "with a title of stars": (_with(title, "*" * 100_000 + "x"), TAKEN),
        "with brackets": (renamed("physics.csv", "Lhota" + "(" * 100_000), TAKEN),
        "with dates that are ranges": (_with("2026-10-07", "1-" * 60_000), TAKEN),
        "with dates of no year": (_with("2026-10-07", "5.1.2026-01.01.1900"), TAKEN),
        "with dates of year 0": (_with("2026-10-07", "March 0000"), TAKEN),
        "with dates of year 9999": (_with("2026-10-07", "WS 9999"), TAKEN),
        "with week 52 of year 9999": (_with("2026-10-07", "week 52 9999"), TAKEN),
        "with dates of figures": (_with("2026-10-07", "9" * 5000), TAKEN),
        "with ends before starts": (_with("2027-03-07", "1999-01-01"), TAKEN),
        "of one row 30,000 times": (_HEAD + _LINE * 30_000, EITHER),
        "of 300,000 rows": (_HEAD + b"Q;t;p;Norway;2026-10-01;;\n" * 300_000, REFUSED),
        "of 30 million cells": (_HEAD + (b"ab;" * 3000 + b"\n") * 7000, REFUSED),
        "of headings": (_HEAD + b"".join(b"heading %d\n" % n for n in range(40_000)), EITHER),
        "of 20,000 rows without a reference": (
            b"Title;Partner;Country;Start date\n"
            + b"".join(b"Ore %d;Lhota %d;Norway;2026-10-01\n" % (n, n) for n in range(20_000)),
            EITHER,
        ),
        "a page of HTML": (b"<!DOCTYPE html><html><body>404</body></html>", REFUSED),
        "a program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40, REFUSED),
    }


def workbooks() -> dict[str, tuple[str, Write, str]]:
    """Return workbooks: file name, how it is written, what must become of it."""
    sound = REGISTERS["physics.xlsx"]
    return {
        "macros": ("physics.xlsm", partial(_put, _plus(sound, _MACROS)), TAKEN),
        "external links": ("physics.xlsx", partial(_put, _plus(sound, _LINKS)), TAKEN),
        "encrypted": ("physics.xlsx", partial(_put, _encrypted()), REFUSED),
        "a workbook called CSV": ("physics.csv", partial(_put, sound), REFUSED),
        "a table called XLSX": (
            "physics.xlsx",
            partial(_put, REGISTERS["physics.csv"]),
            REFUSED,
        ),
        "a table called ODS": ("physics.ods", partial(_put, REGISTERS["physics.csv"]), REFUSED),
        "an XLSX called ODS": ("physics.ods", partial(_put, sound), EITHER),
        "an XLS of noise": ("physics.xls", partial(_put, _OLE + bytes(range(256)) * 99), REFUSED),
        "an archive of archives": ("physics.xlsx", partial(_put, _nested()), REFUSED),
        "no sheet with a cell": ("physics.xlsx", _nothing, REFUSED),
        "500 sheets": ("physics.xlsx", _many_sheets, EITHER),
        "500 sheets that are one large one": ("physics.xlsx", _one_sheet_often, REFUSED),
        "two sheets of one name": ("physics.xlsx", _same_name, EITHER),
        "one range merged over everything": ("physics.xlsx", _all_merged, EITHER),
        "ten thousand merged ranges": ("physics.xlsx", _many_merged, EITHER),
        "merged ranges that overlap": ("physics.xlsx", _overlapping, EITHER),
        "dates out of range": ("physics.xlsx", _odd_dates, TAKEN),
        "dates beyond all time": (
            "physics.xlsx",
            partial(_odd_dates, days=(1e15, 1e300, -1e300)),
            EITHER,
        ),
        "formulas without values": ("physics.xlsx", _formulas, TAKEN),
        "a dimension of 1,048,576 rows": ("physics.xlsx", _stray_cell, REFUSED),
        "100,000 columns": ("physics.xlsx", _too_wide, TAKEN),
        "a cell of 100 MB": ("physics.xlsx", _huge_cell, REFUSED),
        "entities that grow": ("physics.xlsx", _entities, REFUSED),
        "tags that are never closed": ("physics.xlsx", _open_tags, REFUSED),
        "two million short texts": ("physics.xlsx", _short_texts, REFUSED),
    }


_MACROS = {"xl/vbaProject.bin": _OLE + b"Sub AutoOpen()" * 100}
_LINKS = {
    "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    "xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships xmlns="http://schemas.'
    b'openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="http://x.'
    b'invalid/a.xlsx" TargetMode="External"/></Relationships>',
}


def _put(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def _plus(content: bytes, members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _encrypted() -> bytes:
    return _OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000


def _nested() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("physics.xlsx", REGISTERS["physics.xlsx"])
    return buffer.getvalue()


def _nothing(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("One")


def _many_sheets(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        for number in range(500):
            page = book.add_worksheet(f"Year {number}")
            page.write_row(0, 0, _CELLS)
            page.write_row(1, 0, [f"Q-{number}", *REGISTER[0][1:]])


def _rewritten(path: Path, member: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert old in members[member]
    members[member] = members[member].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _one_sheet_often(path: Path) -> None:
    xlsx(path, b"<row/>" * 2_000_000 + _row(1, _CELLS))
    often = b"".join(b'<sheet name="S%d" sheetId="%d" r:id="r1"/>' % (n, n) for n in range(2, 500))
    _rewritten(path, "xl/workbook.xml", b"</sheets>", often + b"</sheets>")


def _same_name(path: Path) -> None:
    path.write_bytes(REGISTERS["physics.xlsx"])
    twin = b'<sheet name="One" sheetId="2" r:id="rId1"/>'
    _rewritten(path, "xl/workbook.xml", b"</sheets>", twin + b"</sheets>")


def _row(number: int, cells: list[str]) -> bytes:
    inner = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{inner}</row>'.encode()


def _rows() -> Iterator[bytes]:
    yield _row(1, _CELLS)
    for number, row in enumerate(REGISTER, 2):
        yield _row(number, list(row))


def _merged(path: Path, ranges: list[str]) -> None:
    xlsx(path, _rows())
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    new = f"</sheetData><mergeCells>{cells}</mergeCells>".encode()
    _rewritten(path, "xl/worksheets/sheet1.xml", b"</sheetData>", new)


def _all_merged(path: Path) -> None:
    _merged(path, ["A1:XFD1048576"])


def _many_merged(path: Path) -> None:
    _merged(path, [f"A{n}:G{n}" for n in range(1, 10_001)])


def _overlapping(path: Path) -> None:
    _merged(path, [f"A{n}:XFD{n + 1000}" for n in range(1, 2000)])


def _odd_dates(path: Path, *, days: tuple[float, ...] = (-1, 0, 60, 2_958_466, 0.1)) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("One")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, _CELLS)
        for number, value in enumerate(days, 1):
            page.write_row(number, 0, [f"Q-{number}", *REGISTER[number][1:4]])
            page.write_number(number, 4, value, day)
            page.write_number(number, 5, value)
    for number, word in enumerate((b"NaN", b"inf"), 1):
        old = b'<c r="F%d"><v>' % (number + 1)
        _rewritten(path, "xl/worksheets/sheet1.xml", old, old + word + b"</v></c><c><v>")


def _formulas(path: Path) -> None:
    signs = ("=", "+", "-", "@", "\t=", "=cmd|'/c calc'!A")
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("One")
        page.write_row(0, 0, _CELLS)
        for number, sign in enumerate(signs, 1):
            page.write_row(number, 0, [f"Q-{number}", f"{sign}1+1", *REGISTER[number][2:]])
            page.write_formula(number, 6, '=WEBSERVICE("http://x.invalid/")', value="")


def _stray_cell(path: Path) -> None:
    xlsx(path, iter([*_rows(), b'<row r="1048576"><c r="G1048576"><v>1</v></c></row>']))


def _too_wide(path: Path) -> None:
    cells = b"".join(b"<c><v>%d</v></c>" % n for n in range(100_000))
    xlsx(path, iter([*_rows(), b'<row r="20">' + cells + b"</row>"]))


def _huge_cell(path: Path) -> None:
    noise = bytes(range(97, 123)) * 40_330  # a MiB of letters
    head = b'<row r="1"><c t="inlineStr"><is><t>'
    xlsx(path, iter([head, *[noise] * 100, b"</t></is></c></row>", *_rows()]))


def _entities(path: Path) -> None:
    path.write_bytes(workbook([tuple(_CELLS), *REGISTER]))
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha" * 10) for n in range(10)
    )
    start = b"<sst "
    _rewritten(path, "xl/sharedStrings.xml", start, b"<!DOCTYPE sst [" + laughs + b"]>" + start)
    _rewritten(path, "xl/sharedStrings.xml", b"<t>Reference</t>", b"<t>&l9;</t>")


def _open_tags(path: Path) -> None:
    xlsx(path, b"<c " * 3_000_000)


def _short_texts(path: Path) -> None:
    row = b'<row><c t="inlineStr"><is><t>%d</t></is></c>' + b'<c t="s"><v>0</v></c>' * 499
    rows = (row % n + b"</row>" for n in range(4000))
    xlsx(path, rows, b"<si><t>" + b"x" * 20 + b"</t></si>")


assert delimited([()]) == b"\n"
