"""Tokens: the words of a name, each with its class and how it came into Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from counterfoil.matching import tables
from counterfoil.matching.romanise import folded, romanised

WORD, NUMBER, PLACE, TYPE, LEGAL, STOP, INITIAL = (
    "word", "number", "place", "type", "legal", "stop", "initial",
)  # fmt: skip
OPTIONAL = "-"  # the reading of a word that may be left out
TRANSLATION, TRANSLITERATION = "translation", "transliteration"

NUMBERS = {
    word: str(value)
    for value, words in enumerate(
        (
            "", "first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th",
            "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th", "eleventh 11th",
            "twelfth 12th",
        )
    )
    for word in words.split()
} | {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8", "ix": "9", "xii": "12"}  # fmt: skip
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ADJECTIVE = re.compile(r"(?<=...)s?k(?:i|ii|iy|y|yi|aya|aia|oe|oye|ogo|oi|oy)$")
_KEEP_S = ("ss", "us", "is", "os", "as", "ics")
_SHORTEST_PLURAL = 5


class Token(NamedTuple):
    """One word in comparable form.

    Attributes:
        text: lower-case ASCII form that is compared.
        written: the word as the name has it, for reasons.
        sort: word, number, place, type, legal, stop or initial.
        via: how text came from written: empty, translation or transliteration.

    """

    text: str
    written: str
    sort: str
    via: str = ""


# A word of a name has one or more readings; a reading is a phrase of one or more tokens.
Reading = tuple[Token, ...]


@lru_cache(maxsize=200_000)
def latin_readings(word: str, via: str = "", written: str = "") -> tuple[Reading, ...]:
    """Return the readings of one word in Latin letters, the likeliest first.

    `written` is the word in its own script where that is not Latin.
    """
    translated = tables.latin_terms().get(word) or _stem_values(word, via)
    if not translated:
        return ((token(word, written or word, via),),)
    return readings(written or word, translated, via=TRANSLATION)


def readings(written: str, values: tuple[str, ...], *, via: str) -> tuple[Reading, ...]:
    """Return the readings of a translated term, each value a phrase."""
    found = [
        () if value == OPTIONAL else tuple(token(word, written, via) for word in value.split())
        for value in values
    ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=400_000)
def token(word: str, written: str, via: str = "") -> Token:
    """Return the token of one lower-case Latin word."""
    text = canonical(word)
    if via == TRANSLATION and text == tables.LEGAL_FORM:
        return Token(text, written, LEGAL, via)
    return Token(text, written, _sort(text), via)


@lru_cache(maxsize=200_000)
def canonical(word: str) -> str:
    """Return the form under which a word is compared: synonyms, plurals, ordinals folded."""
    word = NUMBERS.get(word, word)
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return ordinal.group(1)
    if word.isdigit():
        return word.lstrip("0") or "0"
    known = tables.synonyms().get(word)
    if known:
        return known
    place = _ADJECTIVE.sub("", word)
    if place != word and place in tables.places():
        return place
    single = _singular(word)
    return tables.synonyms().get(single, single)


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(_KEEP_S):
        return word
    if word in tables.places():
        return word
    singular = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return singular if singular in tables.frequencies() else word


def _sort(text: str) -> str:
    if text.isdigit():
        return NUMBER
    if text in tables.stop_words():
        return STOP
    if len(text) == 1:
        return INITIAL
    if text in tables.types():
        return TYPE
    return PLACE if text in tables.places() else WORD


def _stem_values(word: str, via: str) -> tuple[str, ...]:
    """Return the translations of a Russian word, in Cyrillic or romanised, by its stem."""
    common = word in tables.frequencies() or word in tables.synonyms() or word in tables.places()
    common = common or word in tables.name_frequencies()  # Ryan is no academy
    if not word.isascii() or (common and not via):
        return ()
    stems = tables.russian_stems()
    base = folded(word)
    if base in stems and (via or len(base) > 2):  # noqa: PLR2004
        return stems[base]
    for length in range(len(base), 3 if via else 4, -1):
        values = stems.get(base[:length] + "*")
        if values is not None:
            return values
    return ()


def cyrillic_readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word in Cyrillic letters."""
    plain = "".join(c for c in romanised(word) if c.isalnum())
    return latin_readings(plain, TRANSLITERATION, word) if plain else ()
