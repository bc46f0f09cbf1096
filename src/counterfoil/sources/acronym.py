"""Acronyms: told apart from names, because an acronym alone never settles a match."""

from __future__ import annotations

import re

_TRAILING = re.compile(r"^(.*\S)\s*\(([A-Z][A-Z0-9&.\- ]{1,11})\)$")
_LETTERS = re.compile(r"[^A-Z0-9]")
_WORDS = re.compile(r"[^\W_]+")
# Legal forms and places that stand in parentheses after a name and are no acronym of it.
_NOT = frozenset(
    {
        "UK",
        "USA",
        "US",
        "UAE",
        "HK",
        "PRC",
        "BVI",
        "EU",
        "DPRK",
        "ROK",
        "PVT",
        "PTE",
        "LTD",
        "LLC",
        "INC",
        "SA",
        "AG",
        "GMBH",
        "CJSC",
        "OJSC",
        "PJSC",
        "JSC",
        "FZE",
        "FZC",
        "FZCO",
        "LLP",
        "PLC",
        "SARL",
        "SRL",
        "BV",
        "NV",
        "AB",
        "AS",
        "OY",
    }
)
_SHORTEST, _LONGEST = 2, 8


def split_acronym(name: str) -> tuple[str, str]:
    """Return a name without the acronym in parentheses at its end, and the acronym.

    `Emal Bilal Construction Company (EBCC)` gives both; a place or legal form in parentheses
    is no acronym and leaves the name as it is.
    """
    found = _TRAILING.match(name)
    if found is None or not name.isprintable():
        return name, ""
    body, acronym = found[1], found[2].strip()
    letters = _LETTERS.sub("", acronym)
    if letters in _NOT or not len(letters) >= _SHORTEST:
        return name, ""
    if is_initials(letters, body) or (
        not body.isupper()
        and len(letters) <= _LONGEST
        and len(letters) > _SHORTEST
        and " " not in acronym
    ):
        return body, acronym
    return name, ""


def is_initials(text: str, name: str) -> bool:
    """Tell whether a single capital word consists of initials of the name, in their order."""
    letters = re.sub(r"[.\- ]", "", text)
    if not (_SHORTEST <= len(letters) <= _LONGEST and letters.isupper() and letters.isascii()):
        return False
    initials = iter(word[0].upper() for word in _WORDS.findall(name))
    # "13" in CETC-13 is a number of the name, not an initial.
    return all(letter in initials for letter in letters if not letter.isdigit())
