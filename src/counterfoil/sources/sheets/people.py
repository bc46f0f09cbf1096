"""People of the own organisation as a sheet names them: references, roles, other affiliations."""

from __future__ import annotations

import hashlib
import re

from counterfoil.domain.engagement import Affiliation, BodyRef, Kind, Participant
from counterfoil.domain.partner import Person
from counterfoil.sources.sheets.assignment import Setting, kind_words
from counterfoil.sources.sheets.entry import Entry
from counterfoil.sources.sheets.labels import read_label
from counterfoil.sources.sheets.parties import split_bodies
from counterfoil.sources.sheets.words import is_placeholder

_NAME, _ROLE = 2000, 100
_SEPARATED = re.compile(r"\s*(?:;|\n|\||#|,|\s/\s|\s\+\s)\s*")
_PEOPLE = re.compile(r"\s*(?:;|\n|\||#|\s/\s|\s&\s|\s(?:and|und|et|y|og|och|en|i)\s)\s*")
# What is also a surname (Ma, Ing) is a title only with its full stop.
_TITLES = re.compile(
    r"\b(?:(?:prof|dr|dra|dipl|mr|mrs|ms|mme|herr|frau|sir|dott|dhr|mevr|inz|inż|mgr|phd|msc|bsc|priv|doz|univ|assoc|asst|drs|habil|rer)\b\.?|(?:ing|m|ma|pd|ir|em|h\. ?c|hab|nat|med)\.)-?",
    re.IGNORECASE,
)


def name_of_person(text: str) -> str:
    """Return a person's name for comparing: no titles, case, accents; `Kern, Ada` is `ada kern`."""
    text = _TITLES.sub(" ", re.sub(r"\([^()]*\)", " ", text))
    if text.count(",") == 1:
        last, first = text.split(",")
        text = f"{first} {last}"
    return read_label(text).plain


def people_of(entry: Entry, setting: Setting, kind: Kind) -> tuple[list[Person], list[Participant]]:
    """Return the people an entry brings, and who takes part in which role."""
    names = [
        name
        for text in entry.values.get("person", ())
        for name in _PEOPLE.split(text)
        if name.strip() and not is_placeholder(name)
    ]
    given = [s for text in entry.values.get("staff", ()) for s in _SEPARATED.split(text) if s]
    role = (entry.first("person_role") or str(kind_words()["roles"][kind.value])).casefold()[:_ROLE]
    staff = [_staff(s) for s in given if _staff(s)]
    people: list[Person] = []
    found: dict[str, None] = {}
    for place, name in enumerate(names):
        own = staff[place] if len(staff) == len(names) else ""
        key = name_of_person(name)
        reference = own or setting.people.get(key) or _reference(key)
        found.setdefault(reference)
        people.append(Person(reference, " ".join(name.split())[:_NAME], entry.first("unit"), ""))
    for reference in staff if len(staff) != len(names) else []:
        found.setdefault(reference)
    affiliations = tuple(
        Affiliation(BodyRef(body), "employment", "employment", confirmed=setting.today.isoformat())
        for text in entry.values.get("affiliation", ())
        for body in split_bodies(text)[0]
    )
    lead = next(iter(found), "")
    if affiliations and len(found) > 1:
        entry.note("other affiliations are taken for the first person")
    return people, [Participant(ref, role, affiliations if ref == lead else ()) for ref in found]


def _staff(text: str) -> str:
    return re.sub(r"[^\w-]+", "-", text.strip()).strip("-")[:40]


def _reference(key: str) -> str:
    # No part of the name stands in a reference: references stand in assessments.
    return f"p-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:10]}"
