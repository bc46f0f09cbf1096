"""The US Commerce Control List as text: one JSON object a line, one line per entry or sub-entry.

An entry that is in an older version of the list than the newest is withdrawn: its statements end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from counterfoil.domain.area import AREA, BROADER, CODE, HEADING
from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.draft import Detail, Draft, Subject
from counterfoil.sources.files import LIMITS, Limits, broken, edition_of, one_part
from counterfoil.sources.json_text import JsonText

DATASET = "us-ccl"
_KEYS = frozenset({"eccn", "version", "heading", "text"})
_ECCN = re.compile(r"\d[A-E]\d{3}(\.[a-z0-9]{1,4}){0,12}")
_ENTRY = 5  # characters of an entry; what follows is a paragraph of it
# A made-up entry that tools put in to try themselves out.
_SAMPLE = re.compile(
    r"\b(demonstration purposes?|example (descriptive )?entry|lorem ipsum)\b", re.IGNORECASE
)


class _Entry(NamedTuple):
    row: int
    eccn: str
    version: date
    first: date | None
    heading: str
    parent_heading: str
    text: str


class CclReader:
    """Reader of the Commerce Control List by ECCN."""

    name = "ccl"
    version = "1"
    known = "US Commerce Control List by ECCN (JSON lines: eccn, version, heading, text)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per file whose first line is an entry with an ECCN."""
        return [
            Source(self.name, DATASET, (path,), edition_of(path))
            for path in sorted(paths)
            if self._fits(path)
        ]

    def _fits(self, path: Path) -> bool:
        try:
            part = one_part(path)
            if not part.name.endswith((".jsonl", ".ndjson", ".json")):
                return False
            values = JsonText(part, lambda _row, _key: None, self._limits).lines()
            found = [value for _, value in islice(values, 1)]
        except DataError:
            return False
        return bool(found) and isinstance(found[0], dict) and found[0].keys() >= _KEYS

    def read(self, source: Source) -> Reading:
        """Read the list; raise DataError where it is cut off or mostly strange."""
        part, draft = one_part(source.paths[0]), Draft()
        entries: dict[str, _Entry] = {}
        wrong = 0
        for row, record in JsonText(part, draft.repeated_key, self._limits).lines():
            draft.rows += 1
            entry = _entry(row, record, draft)
            if entry is None:
                wrong += 1
            elif entry.eccn in entries:
                what = f"{entry.eccn} stands here twice"
                draft.issue(row, "eccn", what, "the newer version kept")
                entries[entry.eccn] = max(entries[entry.eccn], entry, key=lambda e: e.version)
            else:
                entries[entry.eccn] = entry
        if not entries or wrong > max(1, draft.rows // 100):
            raise broken(part, f"{wrong} of {draft.rows} rows are no entry of the list")
        newest = max(entry.version for entry in entries.values())
        _write(draft, entries, newest)
        info = DatasetInfo(
            DATASET,
            "Commerce Control List (Supplement No. 1 to Part 774)",
            "U.S. Department of Commerce, Bureau of Industry and Security",
            "US government work, public domain",
            source.edition or newest,
        )
        return draft.reading(info)


def _entry(row: int, record: object, draft: Draft) -> _Entry | None:
    if not isinstance(record, dict):
        draft.issue(row, "", "the entry is no object with keys", "row skipped")
        return None
    eccn, heading, text = (str(record.get(key) or "") for key in ("eccn", "heading", "text"))
    if not _ECCN.fullmatch(eccn):
        draft.issue(row, "eccn", "there is no ECCN such as 3A001 or 3A001.b.2", "row skipped")
        return None
    if _SAMPLE.search(heading) or _SAMPLE.search(text):
        draft.issue(row, "heading", f"{eccn} calls itself a demonstration", "row refused")
        return None
    version = _day(record.get("version"))
    if version is None:
        draft.issue(row, "version", f"{eccn} has no date of its version", "row skipped")
        return None
    heading = heading.removeprefix(eccn).lstrip(" -\u2014\u2013:")
    return _Entry(
        row, eccn, version, _day(record.get("first_version")), heading, _above(record), text
    )


def _above(record: dict[str, object]) -> str:
    """Return the heading of the five-character entry above, empty where none is given."""
    crumbs, eccn = record.get("breadcrumbs"), str(record.get("eccn"))[:_ENTRY]
    if not isinstance(crumbs, list):
        return ""
    found = (c for c in crumbs if isinstance(c, str) and c.startswith(eccn + " "))
    return next(found, "")[_ENTRY:].lstrip(" -\u2014\u2013:")


def _write(draft: Draft, entries: dict[str, _Entry], newest: date) -> None:
    withdrawn = 0
    named: dict[str, _Entry] = {}
    for entry in entries.values():
        subject = Subject(f"{DATASET}:{entry.eccn}", AREA, entry.row)
        detail = _detail(entry, newest)
        withdrawn += bool(detail.valid_to)
        draft.add(subject, CODE, entry.eccn, detail)
        draft.add(subject, HEADING, entry.heading, detail)
        draft.add(subject, "notes", entry.text, detail)
        if "." in entry.eccn:
            above = entry.eccn.rsplit(".", 1)[0]
            while "." in above and above not in entries:  # a paragraph without a row of its own
                above = above.rsplit(".", 1)[0]
            draft.add(subject, BROADER, f"{DATASET}:{above}", detail)
            best = named.get(entry.eccn[:_ENTRY])
            if best is None or (entry.version, bool(entry.parent_heading)) > (
                best.version,
                bool(best.parent_heading),
            ):
                named[entry.eccn[:_ENTRY]] = entry
    # An entry with paragraphs has no row of its own: its heading stands above theirs.
    for eccn in sorted(named.keys() - entries.keys()):
        entry = named[eccn]
        subject = Subject(f"{DATASET}:{eccn}", AREA, entry.row)
        detail = _detail(entry, newest)
        draft.add(subject, CODE, eccn, detail)
        draft.add(subject, HEADING, entry.parent_heading, detail)
    if withdrawn:
        what = f"{withdrawn} entries are not in the version of {newest.isoformat()}"
        draft.issue(0, "version", what, "kept as withdrawn")


def _detail(entry: _Entry, newest: date) -> Detail:
    """Return since when an entry stands, and until when if it is gone.

    The last version that holds it is known, the day it went is not: it stands to that version.
    """
    since = entry.first.isoformat() if entry.first and entry.first <= entry.version else ""
    until = entry.version.isoformat() if entry.version < newest else ""
    return Detail(valid_from=since, valid_to=until)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
