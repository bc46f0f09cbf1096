"""Entities of FollowTheMoney turned into statements; a person's origin stays outside."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from counterfoil.domain.entity import LISTED
from counterfoil.domain.ftm_id import from_ftm_id
from counterfoil.sources import ftm_schema as schema
from counterfoil.sources.acronym import is_initials
from counterfoil.sources.calendar_text import iso_date
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import PLAIN, Detail, Draft, Subject
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
from counterfoil.sources.values import clean

_IMO = re.compile(r"\D+")
NEUTRAL = "listed"  # what a listing says when its programme repeats a person's origin


@dataclass(frozen=True, slots=True)
class FtmEntity:
    """One entity as the file gives it.

    `odd` names properties with values that are no text; `is_target` tells that the list is
    about this entity; `details` holds language and original of (property, value) where known.
    """

    key: str
    schema: str
    properties: dict[str, list[str]]
    row: int
    odd: tuple[str, ...] = ()
    is_target: bool = False
    details: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def detail(self, prop: str, text: str) -> Detail:
        """Return what is said beside a value."""
        lang, original = self.details.get((prop, text), ("", ""))
        return Detail(lang=lang, original=original)

    def texts(self, prop: str) -> list[str]:
        """Return the values of a property, none if it is missing."""
        return self.properties.get(prop, [])

    def first(self, *props: str) -> str:
        """Return the first value of the first property that has one."""
        return next((text for prop in props for text in self.texts(prop)), "")


class FtmBook:
    """Takes entities one by one; what needs another entity waits until the book is closed."""

    def __init__(self, draft: Draft, dataset: str) -> None:
        """Start empty."""
        self._draft, self._dataset = draft, dataset
        self._kinds: dict[str, str] = {}
        self._origins = Origins()
        self._listings: list[FtmEntity] = []
        self._targets: dict[str, Subject] = {}
        self._streets: dict[str, str] = {}
        self._used_streets: list[tuple[Subject, str]] = []
        self._ignored: Counter[str] = Counter()

    def take(self, entity: FtmEntity) -> None:
        """Take one entity; schemata that are not kept are counted."""
        for prop in entity.odd:
            self._draft.issue(
                entity.row, clean(prop).value, "a value is neither text nor number", "value skipped"
            )
        if entity.schema in schema.THINGS:
            self._thing(entity)
        elif entity.schema in schema.TIES:
            self._tie(entity)
        elif entity.schema == schema.SANCTION:
            self._listings.append(entity)
        elif entity.schema == schema.ADDRESS:
            parts = ("street", "city", "state", "postalCode", "country")
            joined = ", ".join(t for p in parts for t in entity.texts(p)[:1])
            self._streets[entity.key] = entity.first("full") or joined
        elif entity.schema in schema.PAPERS:
            self._draft.drop(PERSON_ORIGIN)
            for value in entity.texts("country"):
                self._origins.learn(self._id(entity.first("holder")), value)
        else:
            self._ignored[entity.schema] += 1

    def close(self) -> None:
        """Add what had to wait, then take each person's origin out of what is said of it."""
        for entity in self._listings:
            self._listing(entity)
        for subject in self._targets.values():
            self._draft.add(subject, LISTED, NEUTRAL)
        for subject, key in self._used_streets:
            self._draft.add(subject, "address", self._streets.get(key, ""))
        for name, count in sorted(self._ignored.items()):
            kind = "private ties" if name in schema.PRIVATE_TIES else "schema not kept"
            self._draft.issue(
                0, clean(name).value, f"{count} entities of this schema ({kind})", "left out"
            )
        self._draft.statements, count = self._origins.scrub(self._draft.statements, NEUTRAL)
        self._draft.drop(PERSON_ORIGIN, count)

    def _id(self, key: str) -> str:
        key = clean(key).value
        # Our own export writes ids with the dataset in them.
        ours = from_ftm_id(key) if ".." in key else ""
        return ours if ours.startswith(f"{self._dataset}:") else f"{self._dataset}:{key}"

    def _thing(self, entity: FtmEntity) -> None:
        kind, key = entity.schema, self._id(entity.key)
        if key in self._kinds:
            self._draft.issue(entity.row, "id", f"{key} stands twice", "entities merged")
        self._kinds[key] = kind
        subject = Subject(key, kind, entity.row)
        if not self._names(subject, entity):
            self._draft.issue(entity.row, "name", "the entity has no name", "kept without")
        self._listed(subject, entity)
        if kind == schema.PERSON:
            self._person(subject, entity)
        elif kind in {"Vessel", "Airplane"}:
            for prop in schema.SHIP_PROPS:
                self._add(subject, entity, prop)
            for text in entity.texts("imoNumber"):
                number = _IMO.sub("", text)
                self._draft.add(subject, "imoNumber", number, Detail(original=text))
            self._references(subject, entity, ("owner", "operator"))
        else:
            self._body(subject, entity)

    def _add(self, subject: Subject, entity: FtmEntity, prop: str, kept: str = "") -> bool:
        found = [
            self._draft.add(subject, kept or prop, text, entity.detail(prop, text))
            for text in entity.texts(prop)
        ]
        return any(found)

    def _names(self, subject: Subject, entity: FtmEntity) -> bool:
        """Add all names; an alias made of the initials of a main name is an acronym."""
        mains = entity.texts("name") if entity.schema != schema.PERSON else []
        found = []
        for prop, kept in schema.NAMES.items():
            for text in entity.texts(prop):
                short = kept == "alias" and any(is_initials(text, main) for main in mains)
                kind, detail = "acronym" if short else kept, entity.detail(prop, text)
                found.append(self._draft.add(subject, kind, text, detail))
        return any(found)

    def _person(self, subject: Subject, entity: FtmEntity) -> None:
        for prop, texts in entity.properties.items():
            if prop in ORIGIN_PROPS or prop in ADDRESS_PROPS:
                self._draft.drop(
                    PERSON_ORIGIN if prop in ORIGIN_PROPS else PERSON_ADDRESS, len(texts)
                )
                for text in texts if prop in ORIGIN_PROPS - {"idNumber", "passportNumber"} else ():
                    self._origins.learn(subject.entity_id, text)
            elif prop in schema.BODY_TEXT:
                self._draft.drop(PERSON_REMARK, len(texts))
        for prop in schema.PERSON_PLAIN:
            for text in entity.texts(prop):
                if tells_origin(text):
                    self._draft.drop(PERSON_ORIGIN)
                else:
                    self._draft.add(subject, prop, text)
        self._dates(subject, entity, schema.PERSON_DATES)

    def _body(self, subject: Subject, entity: FtmEntity) -> None:
        """Add what is said of an organisation or of a body of unknown kind."""
        draft, known = self._draft, entity.schema in schema.COMPANY_LIKE
        for prop in schema.BODY_PROPS:
            self._add(subject, entity, prop)
        for prop in schema.REGISTERS:
            for text in entity.texts(prop):
                marked = "" if prop == "registrationNumber" else f"{prop} {text}"
                draft.add(subject, "registrationNumber", text, Detail(original=marked))
        for text in (text for prop in schema.BODY_TEXT for text in entity.texts(prop)):
            if not known and tells_origin(text):
                draft.drop(UNKNOWN_REMARK)
            else:
                draft.add(subject, "notes", text)
        self._countries(subject, entity, is_known=known)
        self._add(subject, entity, "address")
        self._used_streets += [(subject, key) for key in entity.texts("addressEntity")]
        self._dates(subject, entity, schema.BODY_DATES)
        self._references(subject, entity, ("parent",))

    def _countries(self, subject: Subject, entity: FtmEntity, *, is_known: bool) -> None:
        """Add an organisation's countries; those of a body of unknown kind stay outside."""
        for prop in schema.COUNTRY_PROPS:
            for text in entity.texts(prop):
                if is_known:
                    kept = "jurisdiction" if prop == "jurisdiction" else "country"
                    self._draft.add(subject, kept, country_code(text), Detail(original=text))
                else:
                    self._draft.drop(UNKNOWN_COUNTRY)
        hidden = ORIGIN_PROPS - {*schema.COUNTRY_PROPS, *schema.REGISTERS, "idNumber"}
        if not is_known:
            self._draft.drop(UNKNOWN_REMARK, sum(len(entity.texts(prop)) for prop in hidden))

    def _listed(self, subject: Subject, entity: FtmEntity) -> None:
        """Add listings that stand on the entity itself."""
        found = [self._add(subject, entity, prop, LISTED) for prop in ("program", "programId")]
        if entity.is_target and not any(found):
            self._targets[subject.entity_id] = subject

    def _listing(self, entity: FtmEntity) -> None:
        start = iso_date(entity.first("listingDate", "startDate"))
        value = entity.first("program", "programId", "authority") or NEUTRAL
        for key in entity.texts("entity"):
            target = self._id(key)
            if target not in self._kinds:
                self._draft.issue(
                    entity.row,
                    "entity",
                    f"the sanction is about {target}, which is not in the file",
                    "left out",
                )
                continue
            self._targets.pop(target, None)
            subject = Subject(target, self._kinds[target], entity.row)
            self._draft.add(
                subject,
                LISTED,
                value,
                Detail(valid_from=start, valid_to=iso_date(entity.first("endDate"))),
            )

    def _tie(self, entity: FtmEntity) -> None:
        subject = Subject(self._id(entity.key), entity.schema, entity.row)
        span = Detail(
            valid_from=iso_date(entity.first("startDate")),
            valid_to=iso_date(entity.first("endDate")),
        )
        ends = schema.TIES[entity.schema]
        if not all(entity.texts(prop) for prop in ends):
            self._draft.issue(
                entity.row, " and ".join(ends), "the relation lacks one of its ends", "row skipped"
            )
            return
        self._references(subject, entity, ends, span)
        for prop in schema.TIE_PROPS:
            for text in entity.texts(prop):
                if tells_origin(text):
                    self._draft.drop(PERSON_ORIGIN)
                else:
                    self._draft.add(subject, prop, text)
        self._dates(subject, entity, schema.TIE_DATES)

    def _references(
        self, subject: Subject, entity: FtmEntity, props: tuple[str, ...], span: Detail = PLAIN
    ) -> None:
        for prop in props:
            for key in entity.texts(prop):
                if clean(key).value:
                    self._draft.add(subject, prop, self._id(key), span)

    def _dates(self, subject: Subject, entity: FtmEntity, props: tuple[str, ...]) -> None:
        for prop in props:
            for text in entity.texts(prop):
                day = iso_date(text)
                if day:
                    self._draft.add(subject, prop, day, Detail(original=text))
                elif text.strip():
                    self._draft.issue(
                        entity.row, prop, "the date is not understood", "date left out"
                    )
