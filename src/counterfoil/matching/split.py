"""Words of a name: fast for plain Latin text, careful for everything else."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from counterfoil.matching.clean import (
    MAX_LENGTH,
    clean,
    join_dotted,
    unmarked,
    without_apostrophes,
    without_marks,
)
from counterfoil.matching.compounds import with_compounds
from counterfoil.matching.legal import legal_starters, take_legal, two_letter_words
from counterfoil.matching.scripts import native_words
from counterfoil.matching.unspaced import UNSPACED

MAX_WORDS = 40
# Marks that make another letter: kana, short i and u; vowels of Thai, Lao and Tibetan; the sign that
# takes an Indic letter its vowel.
_OWN_LETTER = re.compile(
    "[\u3040-\u30ff\u0439\u045e\u0e38\u0e39\u0eb8\u0eb9\u0f71-\u0f84\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d"
    "\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2]"
)
# Vowels of Indic and South-East Asian scripts are marks, and part of their word.
_WORDS = re.compile(
    "(?:[^\\W_]|[\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece\u0f71-\u0fbc\u102b-\u103e\u17b4-\u17d3])+"
)
_RUN = re.compile("(" + UNSPACED.pattern + "+)")
# What lists append to a name: `(a.k.a., ...`, `f/k/a ...`.
_FORMER = re.compile(r"\s*[(,;]?\s*\b[afn][./]k[./]a\b.*$", re.IGNORECASE)
_PLAIN: dict[int, str | None] = {
    ord(c): " " for c in map(chr, range(128)) if c not in string.ascii_letters + string.digits
}
_PLAIN |= {ord(c): None for c in "'`\""}
_SLOW = frozenset("./")


class Words(NamedTuple):
    """A name taken apart: words in order (native scripts as written), and its legal forms."""

    words: Sequence[str]
    legal: Sequence[str] = ()


def split(name: str) -> Words:
    """Return the words of a name; any text gives some, an unreadable text none."""
    plain = unmarked(name)
    if plain.isascii() and len(plain) <= MAX_LENGTH and _SLOW.isdisjoint(plain):
        words = plain.lower().translate(_PLAIN).split()
    else:
        words = _carefully(name)
    words = words[:MAX_WORDS]
    if all(map(str.isascii, words)) and legal_starters().isdisjoint(words):
        return Words(words)
    return _without_legal(words)


def _without_legal(words: list[str]) -> Words:
    kept, legal = take_legal(words)
    if kept:
        return Words(kept, legal)
    return Words(words)  # a name that is only a legal form is a name after all


def _carefully(name: str) -> list[str]:
    text = clean(name)
    text = _FORMER.sub("", text) or text
    text = join_dotted(without_apostrophes(text), two_letter_words())
    text = _bare(text.casefold()).replace("\u200c", "")
    found: list[str] = []
    for word in _WORDS.findall(text):
        for part in _RUN.split(word) if UNSPACED.search(word) else (word,):
            found += native_words(part) if part and not part.isascii() else [part] if part else []
        if len(found) >= MAX_WORDS:
            break
    return with_compounds(found)


def _bare(text: str) -> str:
    """Return the text without accents; marks that make another letter (kana, short i) stay."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return "".join(c if _OWN_LETTER.match(c) else without_marks(c) for c in text)
