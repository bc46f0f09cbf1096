"""Read the CSV files of names and pairs that `screen` and `compare` take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from counterfoil.errors import DataError

MAX_BYTES = 200_000_000
MAX_CELL = 100_000
_KINDS = {
    "person": "Person",
    "organisation": "Organization",
    "organization": "Organization",
    "company": "Company",
    "entity": "",
    "": "",
}


def read_rows(path: Path, columns: Sequence[str], optional: Sequence[str]) -> list[dict[str, str]]:
    """Read a CSV with a header; raise DataError with row and column where it cannot be used.

    A comma, semicolon or tab separates; extra columns are left alone; blank lines are skipped.
    """
    text = _text(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    previous = csv.field_size_limit(MAX_CELL)
    try:
        return list(
            _rows(path, csv.reader(io.StringIO(text), delimiter=delimiter), columns, optional)
        )
    except csv.Error as fault:
        raise DataError(f"not a CSV file: {fault}", where=str(path)) from fault
    finally:
        csv.field_size_limit(previous)


def kind_of(text: str) -> str:
    """Return FollowTheMoney's word for a kind as people write it; unknown words mean unknown."""
    folded = text.strip().casefold()
    return _KINDS.get(folded, text.strip())


def _rows(
    path: Path, reader: Iterator[list[str]], columns: Sequence[str], optional: Sequence[str]
) -> Iterator[dict[str, str]]:
    header = [cell.strip().casefold() for cell in next(reader, [])]
    missing = [name for name in columns if name not in header]
    if missing:
        raise DataError(
            f"the first line lacks the column {', '.join(missing)}",
            where=str(path),
            do=f"It must name {', '.join(columns)}; {', '.join(optional)} may follow.",
        )
    place = {name: header.index(name) for name in (*columns, *optional) if name in header}
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(header) and any(place[name] >= len(row) for name in columns):
            where = f"{path}, row {_line(reader)}"
            raise DataError(f"has {len(row)} cells, the header has {len(header)}", where=where)
        yield {name: row[at].strip() if at < len(row) else "" for name, at in place.items()}


def _line(reader: object) -> int:
    return int(getattr(reader, "line_num", 0))


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DataError(f"{size} bytes are more than {MAX_BYTES}", where=str(path))
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        where = f"{path}, byte {fault.start}"
        raise DataError("not UTF-8 text", where=where, do="Save the file as UTF-8.") from fault
    except OSError as fault:
        raise DataError(f"cannot be read: {fault.strerror}", where=str(path)) from fault
    if "\x00" in text:
        raise DataError("holds NUL bytes, so it is no text file", where=str(path))
    return text
