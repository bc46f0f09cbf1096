"""The door: what a sheet says of where a person comes from does not come in."""

from __future__ import annotations

import re

from counterfoil.sources.origin import PERSON_ORIGIN, Origin, tells_origin
from counterfoil.sources.sheets.entry import Entry
from counterfoil.sources.sheets.words import adjectives_of

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
# Text about a person, where one of the person's origin values alone tells it.
_ABOUT = ("summary", "none", "documents", "person_role")
# Text about the work, which may well name a country; only what speaks of origin goes.
_WORK = ("title", "theme", "kind", "unit", "goes_out")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)?|\[[^\[\]]*\]?|[,/–—]\s*[^,/–—()\[\]]*|\s-\s+.*)")
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WITHHELD = "not stated"  # what leaves must not vanish with the words that went


def strip_origin(entry: Entry) -> None:
    """Take out of names and free text what tells where a person comes from, and count it."""
    origin = Origin(
        name for value in entry.values.pop("origin", []) for name in (value, *adjectives_of(value))
    )
    for field in (*_ABOUT, *_WORK):
        if field in entry.values:
            entry.values[field] = _clear(entry, field, origin)
    for field in ("person", "staff"):
        if field in entry.values:
            entry.values[field] = [_name(entry, t, origin) for t in entry.values[field]]
    for party in entry.parties:
        if party.is_person:
            party.name = _name(entry, party.name, origin)


def is_clear(text: str, field: str, origin: Origin) -> bool:
    """Tell whether a text of a field says nothing of where a person comes from."""
    return not (tells_origin(text) or (field in _ABOUT and origin.is_in(text)))


def _clear(entry: Entry, field: str, origin: Origin) -> list[str]:
    kept = []
    for text in entry.values[field]:
        if field == "title":
            text = _title(entry, text, origin)  # noqa: PLW2901 - the same text, cleared
        pieces = _SENTENCE.split(text)
        clear = [piece for piece in pieces if is_clear(piece, field, origin)]
        _count(entry, len(pieces) - len(clear))
        if clear:
            kept.append(" ".join(clear) if len(clear) < len(pieces) else text)
        elif field == "goes_out":
            kept.append(_WITHHELD)
    return kept


def _name(entry: Entry, text: str, origin: Origin) -> str:
    """Return a person's name without what is said beside it of where the person comes from."""

    def beside(found: re.Match[str]) -> str:
        said = found[0].strip(" ()[],/–—-")
        if not (tells_origin(said) or origin.is_in(said)):
            return found[0]
        _count(entry, 1)
        return ""

    return _ASIDE.sub(beside, text).strip() or text


def _title(entry: Entry, text: str, origin: Origin) -> str:
    """Return a title without a bracket that says where somebody comes from."""

    def bracket(found: re.Match[str]) -> str:
        if not (tells_origin(found[0]) or origin.is_in(found[0])):
            return found[0]
        _count(entry, 1)
        return ""

    return " ".join(_BRACKET.sub(bracket, text).split()) or text


def _count(entry: Entry, number: int) -> None:
    if number:
        entry.dropped[PERSON_ORIGIN] = entry.dropped.get(PERSON_ORIGIN, 0) + number
