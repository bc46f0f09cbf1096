"""Records of the Beneficial Ownership Data Standard turned into statements.

Of persons only names and dates of birth and death are kept. Shareholdings become Ownership, seats
on a board Directorship, every other interest UnknownLink with its name as the role. An owner
whose identity is not disclosed becomes an entity without a name, so that the tie and its share
stay, and the body it owns says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterfoil.domain.entity import NAME
from counterfoil.sources.bods_field import items, part_of, text_of
from counterfoil.sources.bods_share import percentage
from counterfoil.sources.calendar_text import iso_date
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import Detail, Draft, Subject
from counterfoil.sources.origin import PERSON_ADDRESS, PERSON_ORIGIN, PERSON_REMARK
from counterfoil.sources.values import clean

UNDISCLOSED = "undisclosed"
_KINDS = {
    "registeredEntity": "Company",
    "legalEntity": "Organization",
    "arrangement": "Organization",
    "state": "PublicBody",
    "stateBody": "PublicBody",
}
_NAME_PROPS = {"birth": "previousName", "former": "previousName"}
_BOARD = frozenset({"boardMember", "boardChair", "seniorManagingOfficial"})
_ORIGIN_FIELDS = ("nationalities", "taxResidencies", "placeOfBirth", "identifiers")
_TIE_KINDS = {"shareholding": "Ownership"} | dict.fromkeys(_BOARD, "Directorship")
_UNNAMED = frozenset({"", "unknownInterest", "unpublishedInterest"})
_CODE = re.compile(r"[a-zA-Z]{1,60}")


@dataclass(frozen=True, slots=True)
class Record:
    """The latest statement about one record; `sort` is entity, person or relationship."""

    key: str
    sort: str
    status: str
    day: str
    details: Mapping[str, Any]
    row: int

    @property
    def is_closed(self) -> bool:
        """Tell whether the record ended with its statement."""
        return self.status == "closed"


class BodsBook:
    """Takes records in any order; relationships wait until the book is closed."""

    def __init__(self, draft: Draft, dataset: str) -> None:
        """Start empty."""
        self._draft, self._dataset = draft, dataset
        self._kinds: dict[str, str] = {}
        self._undisclosed: dict[str, str] = {}
        self._ties: list[Record] = []
        self._counts: Counter[str] = Counter()

    def take(self, record: Record) -> None:
        """Add the statements of one record."""
        if record.sort == "relationship":
            self._ties.append(record)
        elif record.sort == "person":
            self._person(record)
        else:
            self._entity(record)

    def close(self) -> None:
        """Add the ties, and say what they leave open."""
        for record in self._ties:
            self._relationship(record)
        for what, count in sorted(self._counts.items()):
            self._draft.issue(0, "interests", f"{count} {what}", "kept as stated")

    def _id(self, key: str) -> str:
        return f"{self._dataset}:{clean(key).value}"

    def _open(self, record: Record, kind: str) -> Subject:
        subject = Subject(self._id(record.key), kind, record.row)
        self._kinds[record.key] = kind
        if record.is_closed:
            self._draft.add(subject, "status", "closed")
        return subject

    def _hidden(self, record: Record, subject: Subject, field: str) -> None:
        """Mark an entity or person that exists and is not named."""
        reason = _code(text_of(part_of(record.details, field), "reason"))
        self._undisclosed[record.key] = reason
        self._draft.add(subject, "status", UNDISCLOSED)

    def _person(self, record: Record) -> None:
        details, draft = record.details, self._draft
        subject = self._open(record, "Person")
        if text_of(details, "personType") in {"anonymousPerson", "unknownPerson"}:
            self._hidden(record, subject, "unspecifiedPersonDetails")
        found = [self._person_name(subject, name) for name in items(details, "names")]
        if not any(found) and record.key not in self._undisclosed:
            draft.issue(record.row, "names", "the person has no name", "kept without")
        for prop in ("birthDate", "deathDate"):
            self._date(subject, prop, text_of(details, prop))
        for field in _ORIGIN_FIELDS:
            draft.drop(PERSON_ORIGIN, _size(details, field))
        draft.drop(PERSON_ADDRESS, _size(details, "addresses"))
        draft.drop(PERSON_REMARK, _size(details, "politicalExposure"))

    def _person_name(self, subject: Subject, name: object) -> bool:
        if not isinstance(name, dict):
            return False
        pieces = (text_of(name, k) for k in ("givenName", "patronymicName", "familyName"))
        text = text_of(name, "fullName") or " ".join(p for p in pieces if p)
        sort = text_of(name, "type")
        prop = NAME if sort in {"", "legal"} else _NAME_PROPS.get(sort, "alias")
        return bool(self._draft.add(subject, prop, text))

    def _entity(self, record: Record) -> None:
        details, draft = record.details, self._draft
        sort = text_of(part_of(details, "entityType"), "type")
        subject = self._open(record, _KINDS.get(sort, "LegalEntity"))
        if sort in {"anonymousEntity", "unknownEntity"}:
            self._hidden(record, subject, "unspecifiedEntityDetails")
        elif sort not in _KINDS:
            draft.issue(record.row, "entityType", "the type is not known", "kept as LegalEntity")
        is_named = draft.add(subject, NAME, text_of(details, "name"))
        if not is_named and record.key not in self._undisclosed:
            draft.issue(record.row, "name", "the entity has no name", "kept without")
        for text in items(details, "alternateNames"):
            if isinstance(text, str):
                draft.add(subject, "alias", text)
        for prop, field in (
            ("incorporationDate", "foundingDate"),
            ("dissolutionDate", "dissolutionDate"),
        ):
            self._date(subject, prop, text_of(details, field))
        draft.add(subject, "legalForm", text_of(part_of(details, "entityType"), "details"))
        for identifier in items(details, "identifiers"):
            self._identifier(subject, identifier)
        self._places(subject, details)

    def _identifier(self, subject: Subject, identifier: object) -> None:
        if not isinstance(identifier, dict):
            self._draft.issue(subject.row, "identifiers", "an identifier is no object", "left out")
            return
        number, scheme = text_of(identifier, "id"), text_of(identifier, "scheme")
        label = scheme or text_of(identifier, "schemeName")
        if scheme == "XI-LEI":
            self._draft.add(subject, "leiCode", number)
        elif scheme.startswith(("XI-", "XM-")):  # international schemes that are no register
            self._draft.add(subject, "externalId", f"{scheme.lower()}:{number}" if number else "")
        else:
            original = f"{label} {number}".strip()
            self._draft.add(subject, "registrationNumber", number, Detail(original=original))

    def _places(self, subject: Subject, details: Mapping[str, Any]) -> None:
        """Add jurisdiction and addresses of an organisation, not of a body of unknown kind."""
        if subject.kind == "LegalEntity":
            return
        place = part_of(details, "jurisdiction")
        code = text_of(place, "code") or text_of(place, "name")
        # A subdivision such as US-DE lies in the country before the hyphen.
        country = re.sub(r"^([A-Z]{2})-[A-Z0-9]{1,3}$", r"\1", code)
        self._draft.add(subject, "jurisdiction", country_code(country), Detail(original=code))
        for address in items(details, "addresses"):
            if isinstance(address, dict):
                land = part_of(address, "country")
                pieces = (
                    text_of(address, "address").strip(),
                    text_of(address, "postCode").strip(),
                    text_of(land, "name") or text_of(land, "code"),
                )
                kept = [p for i, p in enumerate(pieces) if p and not (i and p in pieces[0])]
                self._draft.add(subject, "address", ", ".join(kept))

    def _date(self, subject: Subject, prop: str, text: str) -> None:
        day = iso_date(text)
        if day:
            self._draft.add(subject, prop, day, Detail(original=text))
        elif text.strip():
            self._draft.issue(subject.row, prop, "the date is not understood", "date left out")

    def _relationship(self, record: Record) -> None:
        asset, owner = self._end(record, "subject"), self._end(record, "interestedParty")
        if not asset or not owner:
            missing = "subject" if not asset else "interestedParty"
            self._draft.issue(
                record.row, missing, "the relationship lacks one of its ends", "left out"
            )
            return
        interests = [i for i in items(record.details, "interests") if isinstance(i, dict)]
        seen: Counter[str] = Counter()
        for interest in interests or [{}]:
            sort = _code(text_of(interest, "type"))
            seen[sort] += 1
            key = f"{record.key}-{sort or 'interest'}"
            key += f"-{seen[sort]}" if seen[sort] > 1 else ""
            self._interest(record, key, interest, (owner, asset))

    def _end(self, record: Record, field: str) -> str:
        """Return the key of one end; what is not disclosed gets an entity of its own."""
        value = record.details.get(field)
        if isinstance(value, str):
            key = clean(value).value
            if key and key not in self._kinds:
                what = f"{self._id(key)} is not in the file"
                self._draft.issue(record.row, field, what, "kept as a reference")
            return key
        if not isinstance(value, dict):
            return ""
        if text_of(value, "recordId"):
            return clean(text_of(value, "recordId")).value
        key = f"{record.key}-{field}"
        self._undisclosed[key] = _code(text_of(value, "reason"))
        subject = Subject(self._id(key), "LegalEntity", record.row)
        self._draft.add(subject, "status", UNDISCLOSED)
        return key

    def _interest(
        self, record: Record, key: str, interest: Mapping[str, Any], ends: tuple[str, str]
    ) -> None:
        sort, share = _code(text_of(interest, "type")), part_of(interest, "share")
        kind = _TIE_KINDS.get(sort, "UnknownLink")
        if sort in _UNNAMED and interest.get("beneficialOwnershipOrControl") is True:
            # It may be ownership: a tie without a share is unknown, no tie at all would be no.
            kind = "Ownership"
            self._counts["beneficial interests of no stated kind"] += 1
        owner, asset = ends
        start, end = (iso_date(text_of(interest, k)) for k in ("startDate", "endDate"))
        if record.is_closed:
            end = end or record.day
        subject = Subject(self._id(key), kind, record.row)
        for prop, end_key in zip(_PROPS[kind], ends, strict=True):
            self._draft.add(
                subject, prop, self._id(end_key), Detail(valid_from=start, valid_to=end)
            )
        self._draft.add(subject, "startDate", start)
        self._draft.add(subject, "endDate", end)
        if kind != "Ownership" or sort in _UNNAMED:
            self._draft.add(subject, "role", sort or "interest not stated")
        text, original, problem = percentage(share)
        if problem:
            self._draft.issue(record.row, "share", problem, "share left out")
        self._draft.add(subject, "percentage", text, Detail(original=original))
        directness = _code(text_of(interest, "directOrIndirect"))
        if directness in {"direct", "indirect"} and kind == "Ownership":
            self._draft.add(subject, "ownershipType", directness)
        if directness == "indirect" and items(record.details, "componentRecords"):
            self._counts["indirect interests that are also recorded step by step"] += 1
        if owner in self._undisclosed:
            self._say_undisclosed(record, kind, asset, owner, original or text)

    def _say_undisclosed(
        self, record: Record, kind: str, asset: str, owner: str, share: str
    ) -> None:
        """Tell on the body itself that somebody stands behind it who is not named."""
        reason = self._undisclosed[owner]
        unit = "" if "/" in share else " %"  # 1/200 is a part of the whole
        held = f"of {share}{unit}" if share else "of an unstated share"
        what = f"an owner {held}" if kind == "Ownership" else "somebody with an interest"
        text = f"{what} is not disclosed" + (f" ({reason})" if reason else "")
        self._draft.issue(record.row, "interestedParty", text, "kept as an entity without a name")
        if self._kinds.get(asset, "Person") != "Person":
            subject = Subject(self._id(asset), self._kinds[asset], record.row)
            self._draft.add(subject, "notes", text[:1].upper() + text[1:])


_PROPS = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "UnknownLink": ("subject", "object"),
}


def _size(record: Mapping[str, Any], key: str) -> int:
    """Return how many values stand at a key."""
    found = record.get(key)
    return len(found) if isinstance(found, list) else int(bool(found))


def _code(text: str) -> str:
    """Return a word of a code list, empty for free text."""
    return text if _CODE.fullmatch(text) else ""
