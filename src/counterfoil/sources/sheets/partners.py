"""The outside bodies of a row: names, other names, countries, numbers, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.entry import LONGEST, Entry, PartyEntry
from counterfoil.sources.sheets.grouping import Record
from counterfoil.sources.sheets.labels import PARTNER_FIELDS
from counterfoil.sources.sheets.parties import clean_name, name_key, split_bodies
from counterfoil.sources.sheets.words import country_of, is_ditto, is_placeholder

_FORMULA_TEXT = re.compile(r'^=\s*"([^"]*)"$')
_PIECES = re.compile(r"\s*(?:;|\n|\||#|,(?!\s*\d))\s*")
_ATTRIBUTES = ("partner_country", "partner_city", "partner_role", "partner_id")
_ROR = re.compile(r"(?:ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})$", re.IGNORECASE)
_LEI = re.compile(r"^[A-Z0-9]{18}\d{2}$")
_LATIN = 0x250
_COUNTRY_BEHIND = re.compile(r"^(.{4,}?)(?:,\s*|\s*\()([^,()]{2,40})\)?$")
_BRACKET = re.compile(r"^(.{3,}?)\s*[(（]([^()（）]{2,80})[)）]$")


def add_partners(entry: Entry, record: Record, columns: Sequence[Column]) -> None:
    """Add the bodies a row names to an entry; each group of columns is one partner or several."""
    for group in sorted({c.group for c in columns if c.field in PARTNER_FIELDS}):
        _add_group(entry, record, columns, group)


def _add_group(entry: Entry, record: Record, columns: Sequence[Column], group: int) -> None:
    mine = [c for c in columns if c.field in PARTNER_FIELDS and c.group == group]
    texts = {c.field: "" for c in mine}
    for column in mine:
        if column.place in record.merged:
            continue
        text = record.texts[column.place]
        if text:
            texts[column.field] = f"{texts[column.field]}\n{text}".strip()
        if len(texts[column.field]) > LONGEST:
            entry.note(f"a cell of {len(text)} characters was cut at {LONGEST}")
            texts[column.field] = texts[column.field][:LONGEST]
    names, dropped = split_bodies(texts.get("partner", ""))
    for word in dropped:
        entry.note(f"{word!r} is a placeholder, no partner's name")
    others, _ = split_bodies(texts.get("partner_other_names", ""))
    if not names and others:
        names, others = others[:1], others[1:]
        entry.note("the partner is named in the column of other names only")
    pieces = {field: _aligned(texts.get(field, ""), len(names)) for field in _ATTRIBUTES}
    for place, name in enumerate(names):
        party = _party(entry, name)
        for other in (
            others
            if len(names) == 1
            else others[place : place + 1]
            if len(others) == len(names)
            else []
        ):
            if other != party.name and other not in party.other_names:
                party.other_names.append(other)
        _attributes(entry, party, {field: found[place] for field, found in pieces.items()})


def _party(entry: Entry, name: str) -> PartyEntry:
    named, country = _without_country(name)
    bare, other = _bracketed(named)
    for known in entry.parties:
        if not known.is_person and name_key(known.name) == name_key(bare):
            return known
    party = PartyEntry(bare, other_names=[other] if other else [], country=country)
    entry.parties.append(party)
    return party


def _attributes(entry: Entry, party: PartyEntry, given: dict[str, str]) -> None:
    if country := given["partner_country"]:
        code = country_of(country)
        if code:
            party.country = code
        elif not is_placeholder(country) and not is_ditto(country):
            entry.note(f"{country!r} is no country that is known; left out")
    party.city = party.city or (
        "" if is_placeholder(given["partner_city"]) else given["partner_city"]
    )
    party.role = party.role or (
        "" if is_placeholder(given["partner_role"]) else given["partner_role"]
    )
    number = given["partner_id"]
    if number and not is_placeholder(number):
        party.identifiers.setdefault(identifier_kind(number), _number(number))


def identifier_kind(text: str) -> str:
    """Return which strong identifier a number is: ror, lei, or a registration number."""
    cleaned = text.strip()
    if (
        _ROR.search(cleaned)
        and ("ror" in cleaned.casefold() or cleaned.startswith("0"))
        and len(cleaned.rsplit("/", 1)[-1]) == 9
    ):
        return "ror"
    return (
        "lei" if _LEI.match(cleaned.replace(" ", "")) and not cleaned.isdigit() else "registration"
    )


def _number(text: str) -> str:
    found = _FORMULA_TEXT.match(text)
    return (found[1] if found else text).strip()


def _bracketed(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets behind it, where that is another name."""
    found = _BRACKET.match(name)
    if found is None or country_of(found[2]) or is_placeholder(found[2]):
        return name, ""
    inside = found[2].strip()
    outside = found[1]
    scripts = {_is_latin(inside), _is_latin(outside)}
    another = len(scripts) > 1 or (inside.isupper() and " " not in inside)
    return (found[1].strip(), inside) if another else (name, "")


def _is_latin(text: str) -> bool:
    letters = [mark for mark in text if mark.isalpha()]
    return sum(ord(mark) < _LATIN for mark in letters) * 2 > len(letters)


def _without_country(name: str) -> tuple[str, str]:
    """Return a name without the country behind its last comma or in brackets, and its code."""
    found = _COUNTRY_BEHIND.match(name)
    code = country_of(found[2]) if found else ""
    return (found[1].strip(), code) if found and code else (name, "")


def _aligned(text: str, count: int) -> list[str]:
    """Return an attribute per partner: one for all, or one each where there are as many."""
    pieces = [clean_name(piece) for piece in _PIECES.split(text) if piece.strip()]
    if count <= 1:
        return [" ".join(text.split())] * count
    if len(pieces) == count:
        return pieces
    return [pieces[0]] * count if len(pieces) == 1 else [""] * count
