"""Lists read by a mapping: JSON, JSON lines, CSV or a workbook, as a small TOML file says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path
from typing import Any

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import (
    LIMITS,
    Limits,
    Part,
    broken,
    edition_of,
    one_part,
    read_text,
)
from counterfoil.sources.json_text import JsonText
from counterfoil.sources.mapping_file import SHIPPED, Mapping, load_mapping, shipped_mappings
from counterfoil.sources.mapping_row import RowBook
from counterfoil.sources.mapping_sheet import find_sheet, sheet_records
from counterfoil.sources.mapping_value import texts_at
from counterfoil.sources.table import RowCheck, iter_rows
from counterfoil.sources.workbook import Sheet, is_workbook, open_workbook

_MISSING = object()
_SNIFFED = 64 << 20  # a larger JSON document is not looked into


class MappingReader:
    """Reader of every list for which a mapping stands in one of the folders or is shipped."""

    name = "mapping"
    version = "2"

    def __init__(self, folders: Sequence[Path] = (), limits: Limits = LIMITS) -> None:
        """Load the mappings; those in the folders come before the shipped ones."""
        self._limits = limits
        self._mappings: dict[str, Mapping] = {}
        for folder in folders:
            for path in sorted(folder.glob("*.toml")):
                self._mappings[str(path)] = load_mapping(path)
        own = {mapping.dataset.id for mapping in self._mappings.values()}
        self._mappings |= {
            name: mapping for name, mapping in shipped_mappings() if mapping.dataset.id not in own
        }

    @property
    def known(self) -> str:
        """Return what is known, for messages."""
        titles = "; ".join(mapping.dataset.title for mapping in self._mappings.values())
        return f"by mapping: {titles}"

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per file that a mapping describes."""
        found = (self._source(path) for path in sorted(paths))
        return [source for source in found if source is not None]

    def _source(self, path: Path) -> Source | None:
        try:
            part = _part(path)
            looks = _Look(part, self._limits)
            for name, mapping in self._mappings.items():
                if looks.fits(mapping):
                    return Source(
                        self.name, mapping.dataset.id, (path,), looks.edition(mapping), name
                    )
        except DataError:
            return None
        return None

    def read(self, source: Source) -> Reading:
        """Read the list; raise DataError where it is cut off or does not fit its mapping."""
        mapping = self._mapping(source)
        part, draft = _part(source.paths[0]), Draft()
        book, wrong = RowBook(draft, mapping), 0
        for row, record in self._records(part, mapping, draft):
            draft.rows += 1
            if not isinstance(record, dict):
                draft.issue(row, "", "the entry is no object with keys", "row skipped")
                wrong += 1
            elif not book.take(row, record):
                wrong += 1
        if not draft.rows:
            raise broken(part, "the list is empty")
        if wrong > max(1, draft.rows // 100) or wrong == draft.rows:
            raise broken(
                part, f"{wrong} of {draft.rows} rows do not fit the mapping of {mapping.dataset.id}"
            )
        book.close()
        if source.edition is None:
            draft.issue(0, "edition", "the file carries no date", "edition unknown")
        about = mapping.dataset
        return draft.reading(
            DatasetInfo(about.id, about.title, about.publisher, about.licence, source.edition)
        )

    def _mapping(self, source: Source) -> Mapping:
        found = self._mappings.get(source.mapping)
        if found is not None:
            return found
        if source.mapping.startswith(SHIPPED):  # replaced by one of the workspace since
            raise DataError("the mapping is not in use any more", where=source.mapping)
        return load_mapping(Path(source.mapping))

    def _records(self, part: Part, mapping: Mapping, draft: Draft) -> Iterator[tuple[int, Any]]:
        file = mapping.file
        if file.type == "csv":
            return _table(part, mapping, draft, self._limits)
        if file.type == "xlsx":
            return sheet_records(open_workbook(part.path), file, part, draft)
        text = JsonText(part, draft.repeated_key, self._limits)
        if file.type == "jsonl":
            return text.lines()
        records = _at(text.decode(read_text(part, self._limits, file.encoding)), file.records)
        if not isinstance(records, list):
            raise broken(part, f"there is no list at {file.records or 'the top'!r}")
        return iter(enumerate(records, 1))


class _Look:
    """A first look at a file, taken once per type and shared by all mappings."""

    def __init__(self, part: Part, limits: Limits) -> None:
        self._part = part
        self._limits = Limits(
            min(limits.size, _SNIFFED), limits.ratio, limits.ratio_floor, limits.line, _SNIFFED
        )
        self._document: Any = _MISSING
        self._first_line: Any = _MISSING
        self._headers: dict[tuple[str, str], list[str]] = {}
        self._sheets: list[Sheet] | None = None

    def fits(self, mapping: Mapping) -> bool:
        """Tell whether the mapping describes the file."""
        file = mapping.file
        if file.type == "xlsx" or is_workbook(self._part.path):
            return file.type == "xlsx" and find_sheet(self._workbook(), file) is not None
        if file.type == "csv":
            return set(file.columns) <= set(self._header(file.delimiter, file.encoding))
        if not self._part.name.endswith((".json", ".jsonl", ".ndjson")):
            return False
        if file.type == "jsonl":
            return _has(self._line(), file.columns)
        document = self._json()
        if not all(
            any(fnmatchcase(text, wanted) for text in texts_at(document, path))
            for path, wanted in file.match.items()
        ):
            return False
        records = _at(document, file.records)
        first = records[0] if isinstance(records, list) and records else None
        return first is not None and _has(first, file.columns)

    def edition(self, mapping: Mapping) -> date | None:
        """Return the publisher's date as the mapping tells to find it, else the name's."""
        part = mapping.edition
        if part.date is not None:
            return part.date
        texts = texts_at(self._json(), part.path) if part.path else []
        for text in texts:
            if found := _day(text, part.pattern, part.complete):
                return found
        return edition_of(self._part.path)

    def _workbook(self) -> list[Sheet]:
        """Return the sheets, none where the file is no workbook or a broken one."""
        if self._sheets is None:
            self._sheets = []
            if is_workbook(self._part.path):
                with suppress(DataError):
                    self._sheets = open_workbook(self._part.path)
        return self._sheets

    def _json(self) -> Any:  # noqa: ANN401 - JSON may be anything
        if self._document is _MISSING:
            self._document = None
            text = JsonText(self._part, lambda _row, _key: None, self._limits)
            try:
                self._document = text.decode(read_text(self._part, self._limits))
            except DataError:
                return None
        return self._document

    def _line(self) -> Any:  # noqa: ANN401 - JSON may be anything
        if self._first_line is _MISSING:
            self._first_line = None
            text = JsonText(self._part, lambda _row, _key: None, self._limits)
            try:
                self._first_line = next((value for _, value in text.lines()), None)
            except DataError:
                return None
        return self._first_line

    def _header(self, delimiter: str, encoding: str) -> list[str]:
        key = (delimiter, encoding)
        if key not in self._headers:
            self._headers[key] = []
            try:
                rows = iter_rows(self._part, delimiter=delimiter, encoding=encoding)
                for _, cells in islice(rows, 1):
                    self._headers[key] = [cell.strip() for cell in cells]
            except DataError:
                return []
        return self._headers[key]


def _part(path: Path) -> Part:
    """Return the part to read; a workbook is a zip archive and still one file."""
    return Part(path) if is_workbook(path) else one_part(path)


def _table(
    part: Part, mapping: Mapping, draft: Draft, limits: Limits
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV table as records of header and cell."""
    file = mapping.file
    rows = iter_rows(part, delimiter=file.delimiter, encoding=file.encoding, limits=limits)
    _, header = next(rows, (0, []))
    header = [cell.strip() for cell in header]
    for name in {name for name in header if header.count(name) > 1}:
        draft.issue(1, name, "two columns have the same name", "the last one used")
    check = RowCheck(part, len(header))
    for row, cells in rows:
        if check.fits(row, cells):
            yield row, dict(zip(header, cells, strict=True))
        else:
            draft.issue(
                row, "", f"the row has {len(cells)} cells, the header {len(header)}", "row skipped"
            )
    check.finish()


def _at(document: object, path: str) -> object:
    """Return what stands at a dotted path of a document; the document itself for none."""
    for step in filter(None, path.split(".")):
        document = document.get(step) if isinstance(document, dict) else None
    return document


def _has(record: object, columns: Sequence[str]) -> bool:
    return isinstance(record, dict) and all(name in record for name in columns)


def _day(text: str, pattern: str, complete: str) -> date | None:
    """Return the date in a text; a pattern names its groups year, month and day."""
    if not pattern:
        try:
            return date.fromisoformat(text.strip()[:10])
        except ValueError:
            return None
    found = re.search(pattern, text)
    groups = found.groupdict() if found else {}
    if not groups.get("year"):
        return None
    month, day = complete.split("-")
    year = groups["year"] if len(groups["year"]) > 2 else f"20{groups['year']}"  # noqa: PLR2004
    try:
        return date(int(year), int(groups.get("month") or month), int(groups.get("day") or day))
    except ValueError:
        return None
