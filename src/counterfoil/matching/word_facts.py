"""What the shipped tables know of a token, as numbers for the kernels."""

from __future__ import annotations

from functools import cache

from counterfoil.matching import tables

UNSEEN, UNSEEN_PLACE = 3, 60  # pseudo-counts of words that no general table holds


def word_facts(text: str) -> tuple[int, int, int, int]:
    """Return (is known, family, nickname key, how many general names hold it) of a token."""
    known = text in tables.frequencies() or text in tables.places() or text in tables.types()
    count = tables.frequencies().get(text)
    if count is None:
        unseen = UNSEEN_PLACE if text in tables.places() else UNSEEN
        count = max(unseen, tables.name_frequencies().get(text, 0))
    return int(known), _families().get(text, 0), _nicknames().get(text, 0), count


@cache
def _families() -> dict[str, int]:
    """Return word to the number of its family: kinds of organisations first, then near meanings."""
    found: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for table in (tables.types(), tables.families()):
        for word, family in table.items():
            found.setdefault(word, numbers.setdefault(family, len(numbers) + 1))
    return found


@cache
def _nicknames() -> dict[str, int]:
    """Return the forms of given names to the number of the name."""
    numbers: dict[str, int] = {}
    found: dict[str, int] = {}
    for form, name in tables.nicknames().items():
        number = numbers.setdefault(name, len(numbers) + 1)
        found[form] = number
        found.setdefault(name, number)
    return found
