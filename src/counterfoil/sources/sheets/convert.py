"""From entries of a sheet to engagements and people of the register."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from counterfoil.domain.dates import parse_date
from counterfoil.domain.engagement import (
    BodyRef,
    Engagement,
    Kind,
    Party,
)
from counterfoil.domain.partner import Person
from counterfoil.sources.sheets.assignment import Setting, kind_words
from counterfoil.sources.sheets.entry import Entry, PartyEntry
from counterfoil.sources.sheets.labels import read_label
from counterfoil.sources.sheets.leaving import documents_of, flows_of
from counterfoil.sources.sheets.people import people_of
from counterfoil.sources.sheets.words import is_placeholder

_ID = 60
_NAME, _ROLE = 2000, 100
_SEPARATED = re.compile(r"\s*(?:;|\n|\||#|,|\s/\s|\s\+\s)\s*")


@dataclass(slots=True)
class Made:
    """An engagement with the people it brings."""

    engagement: Engagement
    reference: str
    people: list[Person] = field(default_factory=list)


def make_engagement(entry: Entry, setting: Setting) -> Made:
    """Return the engagement an entry describes; what was assumed is noted on the entry."""
    for name, value in setting.given.items():
        if name != "kind" and value != "none" and not entry.values.get(name):
            entry.values[name] = [value]
    kind = _kind(entry, setting)
    reference = entry.first("id") or _made_up(entry)
    parties = [_party(number, party, kind) for number, party in enumerate(entry.parties, 1)]
    people, participants = people_of(entry, setting, kind)
    flows, incomplete = flows_of(entry, setting, parties)
    if not any(not p.is_person for p in entry.parties):
        incomplete.add("parties")
    if not participants and "person" in setting.blank and setting.given.get("person") != "none":
        incomplete.add("people")
    return Made(
        Engagement(
            engagement_id=engagement_id(setting.sender, reference),
            kind=kind,
            title=(entry.first("title") or _title(entry, kind))[:_NAME],
            unit=entry.first("unit"),
            theme=entry.first("theme"),
            proposed=_proposed(entry, setting),
            starts=parse_date(entry.starts).earliest if entry.starts else None,
            ends=parse_date(entry.ends).latest if entry.ends else None,
            funders=_funders(entry, setting),
            summary="\n".join(entry.values.get("summary", ())),
            parties=tuple(parties),
            people=tuple(participants),
            flows=tuple(flows),
            documents=documents_of(entry.values.get("documents", ())),
            incomplete=tuple(sorted(incomplete)),
        ),
        reference,
        people,
    )


def engagement_id(sender: str, reference: str) -> str:
    """Return the id in the register: the sender and the sender's own reference.

    Signs an id cannot hold become hyphens, and a hash keeps two such references apart.
    """
    plain = re.sub(r"[^\w.-]+", "-", reference).strip("-")
    whole = f"{sender}.{plain}"
    is_changed = re.sub(r"\s+", "-", reference) != plain
    if is_changed or len(whole) > _ID or not plain:
        mark = hashlib.sha256(reference.encode("utf-8", "replace")).hexdigest()[:6]
        return f"{whole[: _ID - 7].rstrip('.-')}-{mark}"
    return whole


def kind_of(text: str) -> Kind | None:
    """Return the kind of engagement a text names; None where it names none."""
    plain = f" {read_label(text).plain} "
    found = [
        (plain.index(f" {stem}"), Kind(kind))
        for kind, stems in kind_words()["kind"].items()
        for stem in stems
        if f" {stem}" in plain
    ]
    return min(found, key=lambda item: item[0])[1] if found else None


def _kind(entry: Entry, setting: Setting) -> Kind:
    written = entry.first("kind")
    if written and (found := kind_of(written)):
        return found
    assumed = Kind(setting.given.get("kind", setting.default_kind.value))
    if written:
        entry.note(f"the kind {written!r} is not known; taken for {assumed.value}")
    return assumed


def default_kind(columns: frozenset[str], words: Sequence[str]) -> Kind:
    """Return the kind of a sheet without a column for it: by its columns, its name and title."""
    if "visitor" in columns:
        return Kind.VISITOR
    for text in words:
        if found := kind_of(text):
            return found
    return Kind.PARTNERSHIP


def _made_up(entry: Entry) -> str:
    # Without a reference the subject, the partner and the first day tell one from another.
    names = [party.name for party in entry.parties]
    text = "\x1f".join([entry.first("title"), *names[:2], entry.starts, entry.first("person")])
    entry.note("no reference; one is made from subject, partner and first day")
    year = (entry.starts or entry.proposed)[:4] or "undated"
    return f"{year}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _title(entry: Entry, kind: Kind) -> str:
    what = entry.first("goes_out") or entry.first("summary")[:80]
    named = ", ".join(party.name for party in entry.parties if not party.is_person)
    return f"{what or kind.value.capitalize()}{' with ' + named if named else ''}"


def _proposed(entry: Entry, setting: Setting) -> date:
    if entry.proposed:
        when = parse_date(entry.proposed)
        if not when.is_exact:
            entry.note(f"proposed {entry.proposed}: its last day is taken")
        return when.latest
    starts = parse_date(entry.starts).earliest if entry.starts else setting.today
    day = min(starts, setting.today)
    if "proposed" in setting.columns:
        entry.note(
            f"no date of proposal; {day.isoformat()} ({'first day' if day == starts and entry.starts else 'day of import'}) is taken"
        )
    return day


def _funders(entry: Entry, setting: Setting) -> tuple[str, ...] | None:
    found = [
        piece.lower()
        for text in entry.values.get("funders", ())
        for piece in _SEPARATED.split(text)
        if piece and not is_placeholder(piece)
    ]
    if not found:
        return () if setting.given.get("funders") == "none" else None
    return tuple(dict.fromkeys(found))


def _party(number: int, party: PartyEntry, kind: Kind) -> Party:
    if party.is_person:
        return Party(f"P{number}", "visitor", BodyRef(party.name[:_NAME], is_person=True))
    role = party.role.casefold()[:_ROLE] or str(kind_words()["partner_roles"][kind.value])
    body = BodyRef(
        party.name[:_NAME],
        tuple(name[:_NAME] for name in party.other_names),
        tuple(sorted(party.identifiers.items())),
        " ".join(party.city.split())[:200],
        party.country,
    )
    return Party(f"P{number}", role, body)
