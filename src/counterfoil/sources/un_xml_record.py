"""Records of the UN consolidated list, turned into statements.

The number of a record (DATAID) is its key: it stayed when the committees gave all entries new
reference numbers. A person keeps names, dates of birth, offices held and the listing; nothing else
of a record comes in, whatever its field is called.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from counterfoil.domain.entity import LISTED, NAME
from counterfoil.sources.acronym import is_initials, split_acronym
from counterfoil.sources.calendar_text import iso_date
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import Detail, Draft, Subject
from counterfoil.sources.origin import (
    PERSON_ADDRESS,
    PERSON_ORIGIN,
    PERSON_REMARK,
    Origins,
    tells_origin,
)
from counterfoil.sources.values import clean

DATASET = "un-sc"
AUTHORITY = "UN Security Council"

_PERSON, _BODY = "Person", "Organization"
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ALIAS_PROPS = {
    "good": "alias",
    "a.k.a.": "alias",
    "low": "weakAlias",
    "f.k.a.": "previousName",
    "": "alias",
}
_ADDRESS_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_BIRTHPLACE_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY", "NOTE")
_ISSUER_PARTS = ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE")
_ALIAS_ORIGIN = ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "STATE_PROVINCE_OF_BIRTH")
# What is read; every other field of a person is dropped and counted.
_READ = frozenset(
    {
        *_NAME_PARTS,
        "DATAID",
        "VERSIONNUM",
        "UN_LIST_TYPE",
        "REFERENCE_NUMBER",
        "LISTED_ON",
        "NAME_ORIGINAL_SCRIPT",
        "DESIGNATION",
        "LIST_TYPE",
        "LAST_DAY_UPDATED",
        "INDIVIDUAL_ALIAS",
        "INDIVIDUAL_ADDRESS",
        "INDIVIDUAL_DATE_OF_BIRTH",
        "INDIVIDUAL_PLACE_OF_BIRTH",
        "INDIVIDUAL_DOCUMENT",
        "NATIONALITY",
        "NATIONALITY2",
        "TITLE",
        "SORT_KEY",
        "SORT_KEY_LAST_MOD",
    }
)
# Scripts that one language writes; Arabic, Cyrillic and Han leave it open.
_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HEBREW": "he",
    "GREEK": "el",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
# Programmes named after a country by letters that its names do not have.
_LANDS = {"central african": "CAR", "congo": "DRC", "bissau": "GB", "south sudan": "SouthSudan"}
_NUMBER = re.compile(r"^[A-Za-z0-9._-]{1,40}\Z")
_SCRIPT = re.compile("[ -]")
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_LONGEST_RANGE = 10  # years; a wider range of birth years says too little to be spelled out


def language_of(text: str) -> str:
    """Return the language of a name where its script tells it, else empty."""
    scripts = {_SCRIPT.split(unicodedata.name(c, ""))[0] for c in text if c.isalpha()}
    found = {_SCRIPTS.get(script, "") for script in scripts}
    if found == {"ja", ""} and scripts <= {"HIRAGANA", "KATAKANA", "CJK"}:
        return "ja"
    return found.pop() if len(found) == 1 else ""


class UnBook:
    """Takes records one by one; what repeats a person's origin goes when the book is closed."""

    def __init__(self, draft: Draft) -> None:
        """Start empty."""
        self._draft = draft
        self._origins = Origins()
        self._first_row: dict[str, int] = {}

    def take(self, row: int, record: Element) -> None:
        """Add the statements of one record; one without a number is reported and left out."""
        number = _text(record, "DATAID") or _text(record, "REFERENCE_NUMBER")
        if not _NUMBER.match(number):
            self._draft.issue(row, "DATAID", "the record has no usable number", "record skipped")
            return
        kind = _PERSON if record.tag == "INDIVIDUAL" else _BODY
        subject = Subject(f"{DATASET}:{number}", kind, row)
        first = self._first_row.setdefault(subject.entity_id, row)
        if first != row:
            self._draft.issue(row, "DATAID", f"the same number as record {first}", "records merged")
        self._names(subject, record)
        self._listing(subject, record)
        for text in _texts(record, "DESIGNATION/VALUE"):
            self._position(subject, text)
        if kind == _PERSON:
            self._person(subject, record)
        else:
            self._body(subject, record)

    def close(self) -> None:
        """Take each person's origin out of what is said of it."""
        draft = self._draft
        draft.statements, count = self._origins.scrub(draft.statements, AUTHORITY)
        draft.drop(PERSON_ORIGIN, count)

    def _names(self, subject: Subject, record: Element) -> None:
        draft = self._draft
        main = " ".join(filter(None, (_text(record, part) for part in _NAME_PARTS)))
        body, acronym = split_acronym(main) if subject.kind == _BODY else (main, "")
        if not draft.add(subject, NAME, body, Detail(original=main if acronym else "")):
            draft.issue(subject.row, "FIRST_NAME", "the record has no name", "kept without")
        draft.add(subject, "acronym", acronym)
        for text in _texts(record, "NAME_ORIGINAL_SCRIPT"):
            for name in text.split(";"):
                draft.add(subject, NAME, name, Detail(lang=language_of(name)))
        for alias in [*record.iterfind("INDIVIDUAL_ALIAS"), *record.iterfind("ENTITY_ALIAS")]:
            self._alias(subject, alias, body)

    def _alias(self, subject: Subject, alias: Element, main: str) -> None:
        quality = _text(alias, "QUALITY").casefold()
        prop = _ALIAS_PROPS.get(quality, "")
        if not prop:
            self._draft.issue(
                subject.row, "QUALITY", f"{clean(quality).value!r} is not known", "taken as weak"
            )
            prop = "weakAlias"
        for text in _text(alias, "ALIAS_NAME").split(";"):
            name = text.strip().strip('"“”').strip()
            is_acronym = subject.kind == _BODY and prop == "alias" and is_initials(name, main)
            self._draft.add(subject, "acronym" if is_acronym else prop, name)
        if subject.kind == _PERSON:
            self._birth(subject, _text(alias, "DATE_OF_BIRTH"), "")
            for field in _ALIAS_ORIGIN:
                self._learn(subject, _text(alias, field))
            self._draft.drop(PERSON_REMARK, bool(_text(alias, "NOTE")))

    def _listing(self, subject: Subject, record: Element) -> None:
        draft = self._draft
        text = _text(record, "LISTED_ON")
        since = iso_date(text[:10])
        if not since:
            draft.issue(subject.row, "LISTED_ON", "no listing date found", "listed without a date")
        draft.add(subject, LISTED, AUTHORITY, Detail(valid_from=since))
        draft.add(subject, LISTED, _text(record, "UN_LIST_TYPE"), Detail(valid_from=since))
        draft.add(subject, "unscId", _text(record, "REFERENCE_NUMBER"))
        days = (iso_date(text[:10]) for text in _texts(record, "LAST_DAY_UPDATED/VALUE"))
        draft.add(subject, "modifiedAt", max(days, default=""))

    def _position(self, subject: Subject, text: str) -> None:
        if subject.kind == _PERSON and tells_origin(text):
            self._draft.drop(PERSON_ORIGIN)
        else:
            self._draft.add(subject, "position", text)

    def _learn(self, subject: Subject, text: str) -> None:
        """Drop an origin value, so that it is found again in what else is said of the person."""
        if text:
            self._draft.drop(PERSON_ORIGIN)
            self._origins.learn(subject.entity_id, text)
            for land, programme in _LANDS.items():
                if land in text.casefold():
                    self._origins.learn(subject.entity_id, programme)

    def _person(self, subject: Subject, record: Element) -> None:
        draft = self._draft
        self._origin(subject, record)
        for address in record.iterfind("INDIVIDUAL_ADDRESS"):
            draft.drop(PERSON_ADDRESS, bool(_whole(address)))
            self._origins.learn(subject.entity_id, _text(address, "COUNTRY"))
        for birth in record.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
            self._date_of_birth(subject, birth)
        # A form of address tells descent or religion as often as learning.
        draft.drop(PERSON_ORIGIN, len(_texts(record, "TITLE/VALUE")))
        for field in record:
            if field.tag not in _READ and (text := _whole(field)):
                draft.drop(PERSON_ORIGIN if tells_origin(text) else PERSON_REMARK)

    def _origin(self, subject: Subject, record: Element) -> None:
        """Learn where the person comes from, and drop it with all papers."""
        fields = (
            ("INDIVIDUAL_PLACE_OF_BIRTH", _BIRTHPLACE_PARTS),
            ("INDIVIDUAL_DOCUMENT", _ISSUER_PARTS),
        )
        for field, parts in fields:
            for element in record.iterfind(field):
                for part in parts:
                    self._learn(subject, _text(element, part))
        papers = record.iterfind("INDIVIDUAL_DOCUMENT")
        self._draft.drop(PERSON_ORIGIN, sum(bool(_whole(paper)) for paper in papers))
        for field in ("NATIONALITY", "NATIONALITY2"):
            for value in record.iterfind(field):
                for piece in value.itertext():
                    self._learn(subject, piece.strip())

    def _date_of_birth(self, subject: Subject, birth: Element) -> None:
        is_about = _text(birth, "TYPE_OF_DATE").casefold() in {"approximately", "between"}
        stated = _text(birth, "DATE") or _text(birth, "YEAR")
        first, last = _text(birth, "FROM_YEAR"), _text(birth, "TO_YEAR")
        if stated:
            self._birth(subject, stated, f"circa {stated}" if is_about else "")
        elif first.isdecimal() and last.isdecimal():
            years = range(int(first), int(last) + 1)
            if not 0 < len(years) <= _LONGEST_RANGE:
                self._draft.issue(
                    subject.row, "FROM_YEAR", "the range of birth years is too wide", "left out"
                )
                return
            for year in years:
                self._birth(subject, str(year), f"between {first} and {last}")
        elif note := _text(birth, "NOTE"):
            self._birth(subject, note, note)

    def _birth(self, subject: Subject, text: str, original: str) -> None:
        value = iso_date(text)
        if value:
            self._draft.add(subject, "birthDate", value, Detail(original=original))
        elif text:
            self._draft.drop(PERSON_REMARK)

    def _body(self, subject: Subject, record: Element) -> None:
        draft = self._draft
        for address in record.iterfind("ENTITY_ADDRESS"):
            parts = [_text(address, part) for part in _ADDRESS_PARTS]
            whole, note = ", ".join(filter(None, parts)), _text(address, "NOTE")
            draft.add(
                subject, "address", whole, Detail(original=f"{whole} ({note})" if note else "")
            )
            land = _text(address, "COUNTRY")
            draft.add(subject, "city", _text(address, "CITY"))
            draft.add(subject, "country", country_code(land), Detail(original=land))
        for text in _texts(record, "COMMENTS1"):
            draft.add(subject, "notes", self._without_origin(text))

    def _without_origin(self, text: str) -> str:
        """Return a comment without the sentences that tell where a person comes from."""
        kept: list[str] = []
        for sentence in _SENTENCE.split(text):
            if tells_origin(sentence):
                self._draft.drop(PERSON_ORIGIN)
            else:
                kept.append(sentence)
        return " ".join(kept)


def _text(record: Element, path: str) -> str:
    return (record.findtext(path) or "").strip()


def _texts(record: Element, path: str) -> list[str]:
    found = ((element.text or "").strip() for element in record.iterfind(path))
    return [text for text in found if text]


def _whole(record: Element) -> str:
    """Return all text of an element as one line."""
    return " ".join(_words(record))


def _words(record: Element) -> Iterator[str]:
    return (text.strip() for text in record.itertext() if text.strip())
