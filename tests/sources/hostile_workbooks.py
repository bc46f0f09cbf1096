"""Workbooks nobody would save: built by hand, because spreadsheet programs refuse to."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(path: Path, sheet: bytes | Iterator[bytes], strings: bytes = b"") -> Path:
    """Write a workbook of one sheet from the XML of its rows."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="'
        f'{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as file:
            file.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for piece in [sheet] if isinstance(sheet, bytes) else sheet:
                file.write(piece)
            file.write(b"</sheetData></worksheet>")
        if strings:
            table = b'<sst xmlns="%s">%s</sst>' % (_MAIN.encode(), strings)
            archive.writestr("xl/sharedStrings.xml", table)
    return path


def far_corners(path: Path) -> Path:
    """Two cells, at A1 and at the last cell of the sheet: 17 thousand million in between."""
    cells = (
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c>'
    )
    return xlsx(path, cells + b"</row>")


def repeated_string(path: Path) -> Path:
    """One shared text of a megabyte, meant by five thousand cells."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 5001)
    )
    return xlsx(path, rows, b"<si><t>" + b"x" * 1_000_000 + b"</t></si>")


def zip_bomb(path: Path) -> Path:
    """A sheet of 300 MiB that packs to less than one."""
    return xlsx(path, (b"<row/>" * 170_000 for _ in range(300)))


def lying_size(path: Path) -> Path:
    """A sheet of 900 MiB whose directory says that it has a hundred bytes."""
    xlsx(path, (b"<row/>" * 170_000 for _ in range(900)))
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(mark)
        while at >= 0:
            if struct.unpack_from("<I", data, at + place)[0] > 1 << 20:
                struct.pack_into("<I", data, at + place, 100)
            at = data.find(mark, at + 4)
    path.write_bytes(bytes(data))
    return path


def repeated_rows(path: Path) -> Path:
    """An ODS sheet of one row of text that says it stands there a million times."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="One">'
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="100">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            compress_type=zipfile.ZIP_STORED,
        )
        manifest = (
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'
            '"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.'
            'oasis.opendocument.spreadsheet"/></manifest:manifest>'
        )
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def deep_xml(path: Path) -> Path:
    """A sheet of a million elements one inside the other."""
    return xlsx(path, b"<row>" * 1_000_000)


HOSTILE: dict[str, Callable[[Path], Path]] = {
    "far_corners.xlsx": far_corners,
    "repeated_string.xlsx": repeated_string,
    "zip_bomb.xlsx": zip_bomb,
    "lying_size.xlsx": lying_size,
    "repeated_rows.ods": repeated_rows,
    "deep_xml.xlsx": deep_xml,
}
