"""Rows of the Consolidated Screening List, turned into statements.

What comes in follows the readers of the single lists: of persons only names, dates of birth,
offices and harmless remarks; of entries of unknown kind no papers and no remark on origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from counterfoil.domain.entity import LISTED, NAME, ORGANISATION_KINDS, UNKNOWN_KIND
from counterfoil.sources.acronym import is_initials, split_acronym
from counterfoil.sources.calendar_text import iso_date
from counterfoil.sources.citation import register_dates
from counterfoil.sources.draft import Detail, Draft, Subject
from counterfoil.sources.ofac_remark import (
    LISTING_DATE,
    NOTES,
    PERSON_PROPS,
    Remark,
    read_remarks,
)
from counterfoil.sources.origin import (
    PERSON_ADDRESS,
    PERSON_ORIGIN,
    PERSON_REMARK,
    UNKNOWN_REMARK,
    Origins,
    tells_origin,
    values_in,
)
from counterfoil.sources.values import clean

_PERSON, _SHIP = "Person", "Vessel"
_KINDS = {
    "individual": _PERSON,
    "entity": "Organization",
    "vessel": _SHIP,
    "aircraft": "Airplane",
    "": UNKNOWN_KIND,
}
_SHIP_COLUMNS = (
    ("call_sign", "callSign"),
    ("vessel_type", "type"),
    ("gross_tonnage", "tonnage"),
    ("gross_registered_tonnage", "grossRegisterTonnage"),
    ("vessel_flag", "flag"),
    ("vessel_owner", "ownerName"),
)
_ORIGIN_COLUMNS = ("citizenships", "nationalities", "places_of_birth")
_NOTE_COLUMNS = ("license_requirement", "license_policy")
_NEUTRAL = "US CSL"
_CODE = re.compile(r"(?:^|,)\s*([A-Z]{2})$")


class CslBook:
    """Takes rows one by one; what repeats a person's origin goes when the book is closed."""

    def __init__(self, draft: Draft) -> None:
        """Start empty."""
        self._draft = draft
        self._origins = Origins()
        self._first_row: dict[str, int] = {}

    def take(self, row: int, cells: Mapping[str, str], entity_id: str) -> None:
        """Add the statements of one row, which must have the columns of the list."""
        draft = self._draft
        sort = cells["type"].casefold()
        if sort not in _KINDS:
            draft.issue(
                row, "type", f"{clean(cells['type']).value!r} is not known", "kind left open"
            )
        subject = Subject(entity_id, _KINDS.get(sort, UNKNOWN_KIND), row)
        first = self._first_row.setdefault(entity_id, row)
        if first != row:
            draft.issue(row, "entity_number", f"the same entry as row {first}", "rows merged")
        self._names(subject, cells)
        self._listing(subject, cells)
        self._origin(subject, cells)
        self._addresses(subject, cells)
        for day in _split(cells.get("dates_of_birth", "")):
            if not draft.add(subject, "birthDate", iso_date(day), Detail(original=day)):
                draft.drop(PERSON_REMARK)
        if title := cells.get("title", ""):
            self._say(subject, "position", title)
        if subject.kind == _SHIP:
            for column, prop in _SHIP_COLUMNS:
                draft.add(subject, prop, cells.get(column, ""))
        for remark in self._remarks(subject, cells):
            self._remark(subject, remark)

    def close(self) -> None:
        """Take each person's origin out of what is said of it."""
        draft = self._draft
        draft.statements, count = self._origins.scrub(draft.statements, _NEUTRAL)
        draft.drop(PERSON_ORIGIN, count)

    def _names(self, subject: Subject, cells: Mapping[str, str]) -> None:
        main = self._name(subject, NAME, cells["name"], "")
        if not main:
            self._draft.issue(subject.row, "name", "the row has no name", "kept without")
        for alias in _split(cells["alt_names"]):
            self._name(subject, "alias", alias.removeprefix("and "), main)

    def _name(self, subject: Subject, prop: str, text: str, main: str) -> str:
        """Add a name, and its acronym as a statement of its own; return the name without it."""
        draft = self._draft
        if subject.kind == _PERSON:
            return draft.add(subject, prop, text)
        body, acronym = split_acronym(clean(text).value)
        is_acronym = prop != NAME and is_initials(body, main)
        kept = body if acronym else text
        detail = Detail(original=text if acronym else "")
        draft.add(subject, "acronym", acronym)
        return draft.add(subject, "acronym" if is_acronym else prop, kept, detail)

    def _listing(self, subject: Subject, cells: Mapping[str, str]) -> None:
        notice = register_dates(cells["federal_register_notice"])
        since = iso_date(cells["start_date"]) or min(notice, default="")
        detail = Detail(valid_from=since, valid_to=iso_date(cells["end_date"]))
        if not self._draft.add(subject, LISTED, cells["source"], detail):
            self._draft.issue(
                subject.row, "source", "the row names no list", f"listed as {_NEUTRAL}"
            )
            self._draft.add(subject, LISTED, _NEUTRAL, detail)
        for programme in _split(cells["programs"]):
            self._draft.add(subject, LISTED, programme, detail)

    def _origin(self, subject: Subject, cells: Mapping[str, str]) -> None:
        for column in _ORIGIN_COLUMNS:
            for value in _split(cells.get(column, "")):
                self._learn(subject, value)

    def _learn(self, subject: Subject, value: str) -> None:
        self._draft.drop(PERSON_ORIGIN)
        if subject.kind in {_PERSON, UNKNOWN_KIND}:
            self._origins.learn(subject.entity_id, value)

    def _addresses(self, subject: Subject, cells: Mapping[str, str]) -> None:
        for address in _split(cells["addresses"]):
            found = _CODE.search(address)
            if subject.kind == _PERSON:
                self._draft.drop(PERSON_ADDRESS)
                if found:
                    self._origins.learn(subject.entity_id, found[1])
                continue
            self._draft.add(subject, "address", address)
            if found and subject.kind in ORGANISATION_KINDS:
                self._draft.add(subject, "country", found[1])

    def _remarks(self, subject: Subject, cells: Mapping[str, str]) -> Iterator[Remark]:
        """Yield the pieces of the remarks, of the licence columns and of the papers."""
        yield from read_remarks(cells.get("remarks", ""))
        for column in _NOTE_COLUMNS:
            if text := cells.get(column, ""):
                yield Remark(NOTES, text, text)
        for paper in _split(cells.get("ids", "")):
            if subject.kind == _PERSON:
                self._draft.drop(PERSON_ORIGIN)
                if found := re.match(r"([A-Z]{2}),", paper):
                    self._origins.learn(subject.entity_id, found[1])
            elif subject.kind == UNKNOWN_KIND:
                self._draft.drop(UNKNOWN_REMARK)
            else:
                yield from read_remarks(_paper(paper))

    def _remark(self, subject: Subject, remark: Remark) -> None:
        person, unknown = subject.kind == _PERSON, subject.kind == UNKNOWN_KIND
        draft = self._draft
        if remark.prop == LISTING_DATE:  # of one programme; the columns have the entry's date
            remark = remark._replace(prop=NOTES, value=remark.piece)
        values = values_in(remark.piece) if person else []
        if values:
            for value in values:
                self._learn(subject, value)
        elif person and remark.prop not in PERSON_PROPS:
            draft.drop(PERSON_ORIGIN if tells_origin(remark.piece) else PERSON_REMARK)
        elif unknown and tells_origin(remark.piece):
            draft.drop(UNKNOWN_REMARK)
        elif remark.prop == NOTES:
            self._say(subject, NOTES, remark.value)
        else:
            draft.add(subject, remark.prop, remark.value, Detail(original=remark.piece))

    def _say(self, subject: Subject, prop: str, text: str) -> None:
        """Add free text unless it tells an origin."""
        if tells_origin(text):
            self._draft.drop(UNKNOWN_REMARK if subject.kind == UNKNOWN_KIND else PERSON_ORIGIN)
        else:
            self._draft.add(subject, prop, text)


def _split(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(";") if piece.strip()]


def _paper(text: str) -> str:
    """Return a paper in the order of OFAC's remarks: `VX, 100070, Tax ID No.` gives its sort first.

    The issuing country, two letters at the front, goes behind in parentheses.
    """
    pieces = [piece.strip() for piece in text.split(",")]
    land = pieces.pop(0) if len(pieces) > 2 and re.fullmatch("[A-Z]{2}", pieces[0]) else ""  # noqa: PLR2004
    sort = pieces.pop()
    whole = " ".join(filter(None, (sort, ", ".join(pieces))))
    return f"{whole} ({land})" if land else whole
