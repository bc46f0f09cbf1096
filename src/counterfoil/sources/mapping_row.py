"""Rows of a mapped list: values out of a record, an id from its key, statements."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping as Record
from typing import Any

from counterfoil.domain.entity import LISTED, NAME, NAME_PROPS, ORGANISATION_KINDS, UNKNOWN_KIND
from counterfoil.sources.acronym import is_initials, split_acronym
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import Detail, Draft, Subject
from counterfoil.sources.mapping_file import ColumnPart, Mapping
from counterfoil.sources.mapping_listing import lines_of
from counterfoil.sources.mapping_value import dates_in, fulfils, pieces_of, texts_at
from counterfoil.sources.origin import (
    ADDRESS_PROPS,
    ORIGIN_PROPS,
    PERSON_ADDRESS,
    PERSON_ORIGIN,
    PERSON_REMARK,
    UNKNOWN_COUNTRY,
    UNKNOWN_REMARK,
    Origins,
    tells_origin,
)
from counterfoil.sources.values import clean, slug

_PLAIN_KEY = re.compile(r"^[a-z0-9][a-z0-9_.-]{0,63}$")
_FREE_TEXT = frozenset({"notes", "summary", "description", "remarks"})
_COUNTRY_PROPS = frozenset({"country", "jurisdiction", "mainCountry"})
_NEUTRAL = "listed"
_PERSON = "Person"


class RowBook:
    """Takes records one by one; references between rows wait until the book is closed."""

    def __init__(self, draft: Draft, mapping: Mapping) -> None:
        """Start empty."""
        self._draft, self._mapping = draft, mapping
        self._first_row: dict[str, int] = {}
        self._by_key: dict[str, str] = {}
        self._origins = Origins()
        self._references: list[tuple[Subject, str, str]] = []

    def take(self, row: int, record: Record[str, Any]) -> bool:
        """Add the statements of one record; False if it has no key."""
        mapping, draft = self._mapping, self._draft
        keys = [" ".join(texts_at(record, path)) for path in mapping.entity.key]
        for path, unstated in mapping.entity.countries.items():
            place = mapping.entity.key.index(path)
            keys[place] = country_code(clean(keys[place]).value or unstated)
        if not any(clean(key).value for key in keys):
            draft.issue(
                row, mapping.entity.key[0], "the row has no value in its key", "row skipped"
            )
            return False
        subject = Subject(self._entity_id(keys), self._kind(record), row)
        first = self._first_row.setdefault(subject.entity_id, row)
        if first != row:
            draft.issue(
                row, ", ".join(mapping.entity.key), f"the same key as row {first}", "rows merged"
            )
        names = [
            clean(text).value
            for column in mapping.columns
            if column.prop == NAME
            for text in texts_at(record, column.source)
        ]
        for column in mapping.columns:
            if fulfils(record, column.when):
                self._column(subject, column, record, next(iter(names), ""))
        self._listings(subject, record)
        self._origin(subject, record)
        return True

    def close(self) -> None:
        """Resolve references, then take each person's origin out of what is said of it."""
        for subject, prop, text in self._references:
            target = self._by_key.get(_fold(text), "")
            if target and target != subject.entity_id:
                self._draft.add(subject, prop, target, Detail(original=text))
            else:
                self._draft.issue(
                    subject.row,
                    prop,
                    f"{clean(text).value!r} is no row of this list",
                    f"kept as {prop}Name",
                )
                self._draft.add(subject, f"{prop}Name", text)
        draft = self._draft
        draft.statements, count = self._origins.scrub(draft.statements, _NEUTRAL)
        draft.drop(PERSON_ORIGIN, count)

    def _entity_id(self, keys: list[str]) -> str:
        """Return the dataset and a plain key as it is, else a readable piece and a hash."""
        folded = [_fold(key) for key in keys]
        if len(keys) == 1 and _PLAIN_KEY.match(keys[0].strip()):
            key = keys[0].strip()
        else:
            digest = hashlib.sha256("\x1f".join(folded).encode()).hexdigest()[:10]
            key = f"{slug(folded[0])}-{digest}".strip("-")
        entity_id = f"{self._mapping.dataset.id}:{key}"
        self._by_key.setdefault(folded[0], entity_id)
        return entity_id

    def _kind(self, record: Record[str, Any]) -> str:
        entity = self._mapping.entity
        return next((k.kind for k in entity.kinds if fulfils(record, k.when)), entity.kind)

    def _column(
        self, subject: Subject, column: ColumnPart, record: Record[str, Any], name: str
    ) -> None:
        for text in pieces_of(column, record):
            if self._is_kept(subject, column.prop, text):
                self._value(subject, column, text, name)

    def _is_kept(self, subject: Subject, prop: str, text: str) -> bool:
        """Drop and count what does not come in for entities of this kind."""
        person, unknown = subject.kind == _PERSON, subject.kind == UNKNOWN_KIND
        reason = ""
        if person and prop in ORIGIN_PROPS:
            self._origins.learn(subject.entity_id, text)
            reason = PERSON_ORIGIN
        elif person and prop in ADDRESS_PROPS:
            reason = PERSON_ADDRESS
        elif person and prop in _FREE_TEXT:
            # Free text about a person may say anything; nothing in it decides a rule.
            reason = PERSON_REMARK
        elif unknown and prop in _COUNTRY_PROPS:
            reason = UNKNOWN_COUNTRY
        elif unknown and prop in NAME_PROPS:
            reason = (
                ""  # without its name an entry is lost; a ministry may be "of Religious Affairs"
            )
        elif (person or unknown) and prop not in ADDRESS_PROPS and tells_origin(text):
            reason = PERSON_ORIGIN if person else UNKNOWN_REMARK
        if reason and text.strip():
            self._draft.drop(reason)
        return not reason

    def _value(self, subject: Subject, column: ColumnPart, text: str, name: str) -> None:
        draft, prop = self._draft, column.prop
        if column.reference:
            if text.strip():
                self._references.append((subject, prop, text))
        elif column.date is not None:
            found = dates_in(text, column.date)
            if found:
                draft.add(subject, prop, min(found), Detail(original=text))
            elif text.strip():
                draft.issue(
                    subject.row, column.source, "the date is not understood", "date left out"
                )
        elif prop in _COUNTRY_PROPS and subject.kind in ORGANISATION_KINDS:
            draft.add(subject, prop, country_code(text), Detail(original=text))
        elif column.acronym and subject.kind != _PERSON:
            self._name(subject, column, text, name)
        else:
            draft.add(subject, prop, text, Detail(lang=column.lang))

    def _name(self, subject: Subject, column: ColumnPart, text: str, main: str) -> None:
        """Add a name, and as a statement of its own the acronym that it ends with or is."""
        value, _, problems = clean(text)
        body, acronym = split_acronym(value)
        if acronym:  # otherwise the draft says it
            for what, done in problems:
                self._draft.issue(subject.row, column.prop, f"the value holds {what}", done)
        is_acronym = column.prop != NAME and is_initials(value, split_acronym(main)[0])
        self._draft.add(
            subject,
            "acronym" if is_acronym else column.prop,
            body if acronym else text,
            Detail(lang=column.lang, original=text if acronym else ""),
        )
        if acronym:
            self._draft.add(subject, "acronym", acronym)

    def _listings(self, subject: Subject, record: Record[str, Any]) -> None:
        for listing in self._mapping.listings:
            for line in lines_of(listing, record):
                if line.missing:
                    self._draft.issue(
                        subject.row, line.missing, "no listing date found", "listed without a date"
                    )
                detail = Detail(valid_from=line.since, valid_to=line.until)
                for value in line.values:
                    self._draft.add(subject, LISTED, value, detail)

    def _origin(self, subject: Subject, record: Record[str, Any]) -> None:
        if subject.kind not in {_PERSON, UNKNOWN_KIND}:
            return
        for path in self._mapping.origin.columns:
            for text in texts_at(record, path):
                if text.strip():
                    self._draft.drop(PERSON_ORIGIN)
                    self._origins.learn(subject.entity_id, text)


def _fold(text: str) -> str:
    """Return the spelling that keys are compared by: letter size and white space do not count."""
    return clean(unicodedata.normalize("NFKC", clean(text).value).casefold()).value
