"""Delimited text as departments save it: encoding and delimiter are found out and said."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from counterfoil.domain.issue import Issue
from counterfoil.sources.files import Part, broken, open_part

MAX_BYTES = 64 << 20
MAX_CELL = 131_072
MAX_CELLS = 4_000_000
_CHUNK = 1 << 20
_SAMPLE = 400  # records looked at to find the delimiter
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32",
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "latin-1": "Latin-1",
}  # fmt: skip
_DELIMITERS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "pipes"}
# Signs that stand inside words only where a Central European page was read as a Western one.
_MISREAD = re.compile(r"(?<=[^\W\d_])[¹³¿¼¾ŸœŒ¶](?=[^\W\d_]|\b)|\b[£¯Œ¥](?=[a-zà-ÿ])")
_CYRILLIC_SHARE = 0.4


def read_delimited(path: Path) -> tuple[list[list[str]], str, list[Issue]]:
    """Return the records, how they were read, and what was odd; raise DataError.

    Blank records and a first line `sep=;` count as records, so that numbers agree with the file.
    """
    part, issues = Part(path), list[Issue]()
    text, encoding = _decode(part, _bytes(part))
    if "\0" in text:
        issues.append(Issue(0, "", "the text holds NUL characters", "removed"))
        text = text.replace("\0", "")
    declared = re.match(r"^sep=(.)\r?\n", text)
    delimiter = declared[1] if declared else _delimiter(text)
    rows = _rows(part, text, delimiter)
    if declared:
        rows[0] = [declared[0].strip()]
    if not any(cell.strip() for row in rows for cell in row):
        raise broken(part, "the file holds no cells")
    words = f"{_NAMES[encoding]}, {_DELIMITERS.get(delimiter, repr(delimiter))}"
    return rows, words, issues


def _rows(part: Part, text: str, delimiter: str) -> list[list[str]]:
    rows, cells = list[list[str]](), 0
    try:
        for row in _reader(text, delimiter):
            rows.append(row)
            cells += len(row) + 1
            if cells > MAX_CELLS:
                what = f"the table holds more than {MAX_CELLS:,} cells"
                raise broken(part, what, "Split the table.", len(rows))
    except (csv.Error, ValueError, TypeError) as error:  # a delimiter that is none, too
        raise broken(
            part, f"a cell is not well formed or holds more than {MAX_CELL} characters ({error})"
        ) from error
    return rows


def _bytes(part: Part) -> bytes:
    pieces, size = [], 0
    with open_part(part) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > MAX_BYTES:
                raise broken(
                    part, f"the file is larger than {MAX_BYTES >> 20} MiB", "Split the table."
                )
            pieces.append(piece)
    if not size:
        raise broken(part, "the file is empty")
    return b"".join(pieces)


def _decode(part: Part, content: bytes) -> tuple[str, str]:
    for mark, name in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(name), name
            except UnicodeDecodeError as error:
                what = f"the file says it is {_NAMES[name]} and is not: it is damaged or cut off"
                raise broken(part, what) from error
    half = len(content) // 2
    for name, blanks in (("utf-16-le", content[1::2]), ("utf-16-be", content[0::2])):
        if half > 2 and blanks.count(0) > half * 0.6:
            try:
                return content.decode(name), name
            except UnicodeDecodeError:
                break
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _legacy(content)


def _legacy(content: bytes) -> tuple[str, str]:
    high = sum(1 for byte in content if byte >= 0xC0)
    letters = high + sum(1 for byte in content if 65 <= byte <= 90 or 97 <= byte <= 122)
    if letters and high / letters > _CYRILLIC_SHARE:
        return content.decode("cp1251", "replace"), "cp1251"
    try:
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1250"), "cp1250"
        except UnicodeDecodeError:
            return content.decode("latin-1"), "latin-1"
    if _MISREAD.search(western):
        return content.decode("cp1250", "replace"), "cp1250"
    return western, "cp1252"


def _delimiter(text: str) -> str:
    best, delimiter = 0.0, ","
    for candidate in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for number, row in enumerate(_reader(text[: 1 << 20], candidate)):
                if number >= _SAMPLE:
                    break
                if any(cell.strip() for cell in row):
                    widths[len(row)] += 1
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 1))
        score = (width - 1) * (count / max(1, widths.total()))
        if width > 1 and score > best:
            best, delimiter = score, candidate
    return delimiter


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
