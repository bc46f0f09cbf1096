"""Words of a name: fast for plain Latin text, careful for everything else."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import NamedTuple

from counterfoil.matching.clean import (
    MAX_LENGTH,
    bare,
    clean,
    join_dotted,
    unmarked,
    without_apostrophes,
)
from counterfoil.matching.compounds import with_compounds
from counterfoil.matching.legal import legal_starters, take_legal, two_letter_words
from counterfoil.matching.scripts import native_words
from counterfoil.matching.unspaced import UNSPACED

MAX_WORDS = 40
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
    text = bare(text.casefold()).replace("\u200c", "")
    found: list[str] = []
    for word in _WORDS.findall(text):
        for part in _RUN.split(word) if UNSPACED.search(word) else (word,):
            found += native_words(part) if part and not part.isascii() else [part] if part else []
        if len(found) >= MAX_WORDS:
            break
    return with_compounds(found)
