"""The Research Organization Registry (ROR), schema 2: a JSON array or JSON lines, also zipped.

A table of label-only entries (`id,label`) for ids that records point to is read along with the
records; such entries have the status `stub`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import LIMITS, Limits, Part, broken, edition_of, iter_text, parts
from counterfoil.sources.json_text import JsonText, Repeated
from counterfoil.sources.ror_record import DATASET, RorBook, is_record, ror_id
from counterfoil.sources.table import RowCheck, iter_rows

_RECORDS, _STUBS = "records", "stubs"
_HEADER = ["id", "label"]
_JSON = (".json", ".jsonl", ".ndjson")
_BLANK = re.compile(r"\s*")


class RorReader:
    """Reader of ROR records and stubs."""

    name = "ror"
    version = "1"
    known = "ROR records, schema 2 (JSON or JSON lines, also zipped), and id,label tables of stubs"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per file of records; stubs go with it if it is the only one."""
        found: dict[str, list[Path]] = {_RECORDS: [], _STUBS: []}
        for path in sorted(paths):
            sort = self._sort_of(path)
            if sort:
                found[sort].append(path)
        records, stubs = found[_RECORDS], found[_STUBS]
        if len(records) == 1:
            return [self._source((records[0], *stubs))]
        return [self._source((path,)) for path in (*records, *stubs)]

    def _source(self, paths: tuple[Path, ...]) -> Source:
        return Source(self.name, DATASET, paths, edition_of(paths[0]))

    def read(self, source: Source) -> Reading:
        """Read records and stubs; raise DataError where a file is cut off or mostly strange."""
        draft = Draft()
        book = RorBook(draft)
        by_sort = sorted((self._sort_of(path) != _RECORDS, path) for path in source.paths)
        for is_stub, path in by_sort:
            if is_stub:
                self._read_stubs(draft, book, path)
            else:
                self._read_records(draft, book, path)
        edition = source.edition or _day(book.newest)
        if edition is None:
            draft.issue(
                0,
                "edition",
                "neither the file's name nor the records carry a date",
                "edition unknown",
            )
        return draft.reading(
            DatasetInfo(DATASET, "Research Organization Registry", "ROR", "CC0-1.0", edition)
        )

    def _sort_of(self, path: Path) -> str:
        try:
            part = _records_part(path)
            if part is None:
                return ""
            if part.name.endswith(".csv"):
                rows = list(islice(iter_rows(part, limits=self._limits), 2))
                fits = (
                    rows
                    and [c.strip().lower() for c in rows[0][1]] == _HEADER
                    and all(ror_id(cells[0]) for _, cells in rows[1:])
                )
                return _STUBS if fits else ""
            first = next(_values(part, _silent, self._limits), None)
        except DataError:
            return ""
        return _RECORDS if first and is_record(first[1]) else ""

    def _read_records(self, draft: Draft, book: RorBook, path: Path) -> None:
        part = _records_part(path) or Part(path)
        rows = wrong = 0
        for row, record in _values(part, draft.repeated_key, self._limits):
            rows += 1
            if is_record(record):
                book.take(row, record)
            else:
                wrong += 1
                draft.issue(row, "", "not a ROR record with an id and names", "row skipped")
        if wrong == rows or wrong > max(1, rows // 100):
            raise broken(part, f"{wrong} of {rows} entries are not ROR records of schema 2")
        draft.rows += rows

    def _read_stubs(self, draft: Draft, book: RorBook, path: Path) -> None:
        part = _records_part(path) or Part(path)
        check = RowCheck(part, len(_HEADER))
        rows = known = 0
        for row, cells in islice(iter_rows(part, limits=self._limits), 1, None):
            rows += 1
            if not check.fits(row, cells):
                draft.issue(row, "", f"the row has {len(cells)} cells instead of 2", "row skipped")
            elif not ror_id(cells[0]):
                draft.issue(row, "id", "not a ROR id", "row skipped")
            elif not book.take_stub(row, cells[0], cells[1]):
                known += 1
        check.finish()
        draft.rows += rows
        done = (
            f"kept with status stub; {known} of them have a record"
            if known
            else ("kept with status stub")
        )
        draft.issue(0, "label", f"{rows} entries of {path.name} have a label only", done)


def _records_part(path: Path) -> Part | None:
    """Return the part that holds the records: in a zip, the one of schema 2 if there is a choice."""
    found = [part for part in parts(path) if part.member or part.path == path]
    if len(found) == 1:
        return found[0]
    fitting = [part for part in found if part.name.endswith(_JSON)]
    newer = [part for part in fitting if "schema_v2" in part.name]
    chosen = newer or fitting
    return chosen[0] if len(chosen) == 1 else None


def _values(part: Part, repeated: Repeated, limits: Limits) -> Iterator[tuple[int, Any]]:
    """Yield the elements of an array or the values of lines, whichever the file holds."""
    text = JsonText(part, repeated, limits)
    for chunk in iter_text(part, limits):
        start = _BLANK.match(chunk)
        if start and start.end() < len(chunk):
            is_array = chunk[start.end()] == "["
            return text.elements() if is_array else text.lines()
    return iter(())


def _silent(_row: int, _key: str) -> None:
    """Ignore repeated keys while only looking."""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
