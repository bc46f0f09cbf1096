"""Words in scripts other than Latin: cut into terms where no spaces are written, and read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from counterfoil.matching import tables
from counterfoil.matching.compounds import ARTICLE, compound_spellings
from counterfoil.matching.romanise import romanised
from counterfoil.matching.tokens import (
    TRANSLATION,
    TRANSLITERATION,
    Reading,
    latin_readings,
    readings,
    token,
)
from counterfoil.matching.transliteration import (
    name_parts,
    name_spellings,
    script_of,
    transliterator,
)
from counterfoil.matching.unspaced import UNSPACED, unspaced_words
from counterfoil.matching.writing import CHINESE

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
# The article, `and`, `to`, `in`, `from`, `that`, written on to a word.
_HEBREW_PREFIX = re.compile("[הולבמש]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_PREFIXES = ("", "ال", "و", "وال", "لل", "بال", "ل", "ب")
_SPELLINGS = 3  # of a family name, and of a given one
_LAST_LATIN = "\u0250"
_LAST_EXTENDED = range(0x1E00, 0x1F00)


def native_words(word: str) -> list[str]:
    """Return a word that is not plain ASCII as terms; numerals become digits."""
    if UNSPACED.match(word):
        return unspaced_words(word)
    if is_latin(word):
        plain = re.sub("[^a-z0-9]", "", romanised(word))
        return [plain] if plain else []
    return [word]


def is_latin(word: str) -> bool:
    """Say whether a word is written in Latin letters, with or without accents."""
    return all(c < _LAST_LATIN or ord(c) in _LAST_EXTENDED for c in word)


def is_native(word: str) -> bool:
    """Say whether a word is written in another script than Latin."""
    return not word.isascii()


@lru_cache(maxsize=50_000)
def word_readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of one word as `split` gives it, the likeliest first; empty where none."""
    if word.isascii():
        return latin_readings(word)
    if UNSPACED.match(word):
        return _unspaced_readings(word)
    if _ARABIC.search(word):
        return _arabic_readings(word)
    if _CYRILLIC.search(word):
        plain = "".join(c for c in romanised(word) if c.isascii() and c.isalnum())
        found = latin_readings(plain, TRANSLITERATION, word) if plain else ()
        is_translated = found and found[0] and found[0][0].via == TRANSLATION
        return (*found, *_spelled(word)) if is_translated else _spelled(word)
    return (*_translated(word), *_spelled(word))


def _translated(word: str) -> tuple[Reading, ...]:
    """Return what a word of a further script means, without a Hebrew prefix where it has one."""
    terms = tables.spaced_terms()
    for start in range(3):
        if start and not _HEBREW_PREFIX.fullmatch(word, 0, start):
            break
        values = terms.get(word[start:])
        if values:
            return readings(word, values, via=TRANSLATION)
    return ()


def _unspaced_readings(word: str) -> tuple[Reading, ...]:
    terms, _ = tables.unspaced_terms()
    plain = word.translate(tables.han_variants())
    if plain in terms:
        return readings(word, terms[plain], via=TRANSLATION)
    return (*_as_person(word), *_spelled(word))


def _as_person(word: str) -> Iterator[Reading]:
    """Yield the readings as family and given name, where a word looks like a person's name."""
    families, givens = name_spellings(word) or ((), ())
    is_han = script_of(word) == CHINESE
    _, written = name_parts(word) or ("", "")
    for family in families[:_SPELLINGS]:
        for given in givens[:_SPELLINGS]:
            # Pinyin is one spelling of several: others are found by the sound of the characters.
            heard = written if is_han else given
            yield token(family, family, TRANSLITERATION), token(given, heard, TRANSLITERATION)


def _arabic_readings(word: str) -> tuple[Reading, ...]:
    terms = tables.arabic_terms()
    base = tables.plain_arabic(word)
    for prefix in _PREFIXES:
        if base.startswith(prefix) and base[len(prefix) :] in terms:
            translated = readings(word, terms[base[len(prefix) :]], via=TRANSLATION)
            return (*translated, *_spelled(base[len(prefix) :], word))
    ways = compound_spellings(word)
    if ways:
        return tuple(filter(None, map(_apart, ways)))
    bare = base.removeprefix(ARTICLE) if len(base) > 2 * len(ARTICLE) else base
    return _spelled(bare, word)


def _apart(parts: Sequence[str]) -> Reading:
    """Return the parts of a word, each in Latin letters by its sound, as one reading."""
    return tuple(one for part in parts for reading in _spelled(part) for one in reading)


def _spelled(word: str, written: str = "") -> tuple[Reading, ...]:
    """Return a word in Latin letters by its sound."""
    reader = transliterator(script_of(word))
    plain = re.sub("[^a-z0-9]", "", (reader and reader.best(word)) or romanised(word))
    return ((token(plain, written or word, TRANSLITERATION),),) if plain else ()
