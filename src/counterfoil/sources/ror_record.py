"""One record of the Research Organization Registry, schema 2, turned into statements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from counterfoil.domain.entity import NAME
from counterfoil.sources.calendar_text import iso_date
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import PLAIN, Detail, Draft, Subject

DATASET = "ror"
KIND = "Organization"
STUB = "stub"
_ID = re.compile(r"^(?:https?://)?(?:www\.)?ror\.org/(0[a-z0-9]{8})/?$", re.IGNORECASE)
_BARE = re.compile(r"^0[a-z0-9]{8}$", re.IGNORECASE)
# The first sort that applies decides: a main name that is also an alias is a main name.
_NAME_PROPS = (("ror_display", NAME), ("label", NAME), ("alias", "alias"), ("acronym", "acronym"))
_RELATIONS = frozenset({"parent", "child", "related", "successor", "predecessor"})


def ror_id(text: object) -> str:
    """Return the bare id of a ROR address such as `https://ror.org/000025p04`, else empty."""
    if not isinstance(text, str):
        return ""
    found = _ID.match(text.strip())
    if found:
        return found[1].lower()
    return text.strip().lower() if _BARE.match(text.strip()) else ""


def is_record(value: object) -> bool:
    """Tell whether a JSON value looks like a record of schema 2."""
    return (
        isinstance(value, dict)
        and bool(ror_id(value.get("id")))
        and isinstance(value.get("names"), list)
    )


class RorBook:
    """Takes records and stubs, and remembers which ids are there."""

    def __init__(self, draft: Draft) -> None:
        """Start empty."""
        self._draft = draft
        self._seen: set[str] = set()
        self.newest = ""

    def take(self, row: int, record: Mapping[str, Any]) -> None:
        """Add the statements of one record; an id that stands twice is reported and merged."""
        subject = self._open(row, record["id"])
        self._names(subject, record["names"])
        self._places(subject, _list(record, "locations"))
        for prop, key in (("domain", "domains"), ("type", "types")):
            for text in _list(record, key):
                self._text(subject, prop, text)
        self._text(subject, "status", record.get("status"))
        established = record.get("established")
        if isinstance(established, int) and not isinstance(established, bool):
            self._draft.add(subject, "incorporationDate", iso_date(f"{established:04d}"))
        for link in _list(record, "links"):
            if isinstance(link, dict) and link.get("type") == "website":
                self._text(subject, "website", link.get("value"))
        self._relations(subject, _list(record, "relationships"))
        self._externals(subject, _list(record, "external_ids"))
        self._remember_date(record.get("admin"))

    def take_stub(self, row: int, address: str, label: str) -> bool:
        """Add an id of which only the label is known; False where the record itself is there."""
        key = ror_id(address)
        if key in self._seen:
            return False
        subject = self._open(row, key)
        self._draft.add(subject, NAME, label)
        self._draft.add(subject, "status", STUB)
        return True

    def _open(self, row: int, address: str) -> Subject:
        key = ror_id(address)
        subject = Subject(f"{DATASET}:{key}", KIND, row)
        if key in self._seen:
            self._draft.issue(row, "id", f"{key} stands twice", "records merged")
        self._seen.add(key)
        self._draft.add(subject, "rorId", key)
        return subject

    def _text(self, subject: Subject, prop: str, value: object, detail: Detail = PLAIN) -> None:
        if isinstance(value, str):
            self._draft.add(subject, prop, value, detail)
        elif value is not None:
            self._draft.issue(subject.row, prop, "the value is not text", "value left out")

    def _names(self, subject: Subject, names: list[Any]) -> None:
        for name in names:
            if not isinstance(name, dict) or not isinstance(name.get("value"), str):
                self._draft.issue(subject.row, "names", "a name has no value", "name left out")
                continue
            types = name.get("types")
            types = types if isinstance(types, list) else []
            prop = next((prop for sort, prop in _NAME_PROPS if sort in types), "alias")
            lang = name.get("lang")
            self._draft.add(
                subject, prop, name["value"], Detail(lang=lang if isinstance(lang, str) else "")
            )

    def _places(self, subject: Subject, places: list[Any]) -> None:
        for place in places:
            details = place.get("geonames_details") if isinstance(place, dict) else None
            if not isinstance(details, dict):
                self._draft.issue(
                    subject.row, "locations", "a location has no details", "location left out"
                )
                continue
            self._text(subject, "city", details.get("name"))
            code = details.get("country_code") or details.get("country_name")
            if isinstance(code, str):
                self._draft.add(subject, "country", country_code(code))

    def _relations(self, subject: Subject, relations: list[Any]) -> None:
        for relation in relations:
            sort = relation.get("type") if isinstance(relation, dict) else None
            key = ror_id(relation.get("id")) if isinstance(relation, dict) else ""
            if isinstance(sort, str) and sort.lower() in _RELATIONS and key:
                self._draft.add(subject, sort.lower(), f"{DATASET}:{key}")
            else:
                self._draft.issue(
                    subject.row,
                    "relationships",
                    "a relationship has no known type or no ROR id",
                    "relationship left out",
                )

    def _externals(self, subject: Subject, externals: list[Any]) -> None:
        for external in externals:
            if not isinstance(external, dict) or not isinstance(external.get("type"), str):
                self._draft.issue(subject.row, "external_ids", "an id has no type", "id left out")
                continue
            values = {
                v
                for v in [*_list(external, "all"), external.get("preferred")]
                if isinstance(v, str) and v.strip()
            }
            for value in sorted(values):
                self._draft.add(subject, "externalId", f"{external['type'].lower()}:{value}")

    def _remember_date(self, admin: object) -> None:
        modified = admin.get("last_modified") if isinstance(admin, dict) else None
        day = modified.get("date") if isinstance(modified, dict) else None
        if isinstance(day, str):
            self.newest = max(self.newest, day[:10])


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    found = record.get(key)
    return found if isinstance(found, list) else []
