"""Beneficial Ownership Data Standard 0.4: who owns and controls a body, as its registry says.

A record is said again and again; the latest statement about it counts. An interest becomes a tie
in FollowTheMoney's words (see `bods_record`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.bods_field import items, part_of, text_of
from counterfoil.sources.bods_record import BodsBook, Record
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import LIMITS, Limits, Part, broken, edition_of, iter_text, parts
from counterfoil.sources.ftm import dataset_of_name
from counterfoil.sources.json_text import JsonText
from counterfoil.sources.values import clean

_TYPES = frozenset({"entity", "person", "relationship"})
_OLD_TYPES = frozenset(
    {"entityStatement", "personStatement", "ownershipOrControlStatement"}
)  # BODS 0.1 to 0.3
_NAMES = (".json", ".jsonl", ".ndjson")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Said(NamedTuple):
    """One statement: its record, and what decides whether it is the latest one."""

    day: str
    number: int
    statement_id: str
    record: Record


class BodsReader:
    """Reader of statements of the Beneficial Ownership Data Standard."""

    name = "bods"
    version = "1"
    known = "Beneficial Ownership Data Standard 0.4 (JSON, JSON lines, or a zip of them)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per file, or zip archive of files, of statements."""
        found = []
        for path in sorted(paths):
            try:
                fits = any(self._fits(part) for part in _json_parts(path)[:20])
            except DataError:
                continue
            if fits:
                found.append(Source(self.name, dataset_of_name(path), (path,), edition_of(path)))
        return found

    def _fits(self, part: Part) -> bool:
        """Tell whether the first value of a part is a statement, of an old version too."""
        try:
            values = self._values(part, Draft())
            return any(_is_statement(v) or _is_old(v) for _, v in islice(values, 1))
        except DataError:
            return False

    def read(self, source: Source) -> Reading:
        """Read all statements; raise DataError where most are none, or are of an old version."""
        draft, path = Draft(), source.paths[0]
        about = _About()
        latest = self._latest(path, draft, about)
        book = BodsBook(draft, source.dataset)
        for said in sorted(latest.values(), key=lambda said: said.number):
            book.take(said.record)
        book.close()
        edition = source.edition or _day(about.newest)
        if edition is None:
            draft.issue(0, "statementDate", "no statement carries a date", "edition unknown")
        return draft.reading(
            DatasetInfo(source.dataset, source.dataset, about.publisher, about.licence, edition)
        )

    def _latest(self, path: Path, draft: Draft, about: _About) -> dict[str, _Said]:
        """Return the latest statement per record, in the order in which records first stand."""
        latest: dict[str, _Said] = {}
        replaced: set[str] = set()
        wrong = 0
        for part in _json_parts(path):
            if not self._fits(part):
                draft.issue(0, part.member or part.name, "no statements in it", "file skipped")
                continue
            for row, value in self._values(part, draft):
                draft.rows += 1
                if not _is_statement(value):
                    _refuse_old(part, value, row)
                    wrong += 1
                    what = "the entry is no statement with recordId, recordType and recordDetails"
                    draft.issue(row, "", what, "entry skipped")
                    continue
                about.take(value)
                replaced.update(t for t in items(value, "replacesStatements") if isinstance(t, str))
                _keep(latest, _said(value, draft.rows), draft)
        if wrong > max(1, draft.rows // 100) or wrong == draft.rows:
            what = f"{wrong} of {draft.rows} entries are no statements"
            raise broken(Part(path), what)
        return {k: said for k, said in latest.items() if said.statement_id not in replaced}

    def _values(self, part: Part, draft: Draft) -> Iterator[tuple[int, Any]]:
        text = JsonText(part, draft.repeated_key, self._limits)
        head = next((c.lstrip() for c in iter_text(part, self._limits) if c.strip()), "")
        return text.elements() if head.startswith("[") else text.lines()


class _About:
    """What the statements say of their publication."""

    def __init__(self) -> None:
        self.newest = self.publisher = self.licence = ""

    def take(self, statement: Mapping[str, Any]) -> None:
        publication = part_of(statement, "publicationDetails")
        days = (text_of(publication, "publicationDate"), text_of(statement, "statementDate"))
        self.newest = max(self.newest, *(found[0] for d in days if (found := _DAY.match(d))), "")
        self.publisher = self.publisher or text_of(part_of(publication, "publisher"), "name")
        self.licence = self.licence or text_of(publication, "license")


def _json_parts(path: Path) -> list[Part]:
    return [part for part in parts(path) if part.name.endswith(_NAMES)]


def _is_statement(value: object) -> bool:
    return (
        isinstance(value, dict)
        and text_of(value, "recordType") in _TYPES
        and bool(clean(text_of(value, "recordId")).value)
        and isinstance(value.get("recordDetails"), dict)
        and bool(text_of(value, "statementId"))
    )


def _is_old(value: object) -> bool:
    return isinstance(value, dict) and text_of(value, "statementType") in _OLD_TYPES


def _refuse_old(part: Part, value: object, row: int) -> None:
    if _is_old(value):
        raise broken(
            part,
            "the statements are of BODS 0.3 or older; 0.4 is read",
            "Ask the publisher for version 0.4, or convert the file, and import that.",
            row,
        )


def _said(value: Mapping[str, Any], number: int) -> _Said:
    day = text_of(value, "statementDate")[:10]
    record = Record(
        clean(value["recordId"]).value,
        value["recordType"],
        text_of(value, "recordStatus"),
        day if _DAY.fullmatch(day) else "",
        value["recordDetails"],
        number,
    )
    return _Said(text_of(value, "statementDate"), number, value["statementId"], record)


def _keep(latest: dict[str, _Said], said: _Said, draft: Draft) -> None:
    """Keep a statement unless a later one about the record is known; of one day the last counts."""
    key = said.record.key
    known = latest.get(key)
    if known is None or said.day >= known.day:
        latest[key] = said
    if known is not None and said.record.sort != known.record.sort:
        what = f"record {key} is a {known.record.sort} and a {said.record.sort}"
        draft.issue(said.number, "recordId", what, "the later statement used")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
