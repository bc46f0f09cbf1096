"""Other scripts in Latin letters, and two coarser forms that survive different romanisations.

`romanised` writes any text in ASCII letters. `folded` makes spellings of one sound agree
(Yekaterinburg, Ekaterinburg). `skeleton` keeps the consonants: what is left of a name when a
script does not write its vowels.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

FOLDS = (
    ("shch", "6"), ("sch", "6"), ("tsch", "4"), ("tch", "4"), ("dzh", "j"), ("sh", "6"),
    ("ch", "4"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ts", "s"),
    ("tz", "s"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("qu", "k"),
    ("q", "k"), ("x", "ks"), ("w", "v"), ("ye", "e"), ("yo", "o"), ("yu", "u"), ("iu", "u"),
    ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("iy", "i"), ("yy", "i"), ("ij", "i"), ("y", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")


@lru_cache(maxsize=65536)
def romanised(text: str) -> str:
    """Return the text in lower-case ASCII; what has no Latin form is dropped."""
    if text.isascii():
        return text.lower()
    try:
        return anyascii(text).lower()
    except (ValueError, UnicodeError):
        return text.encode("ascii", "ignore").decode().lower()


@lru_cache(maxsize=131072)
def folded(word: str) -> str:
    """Return a lower-case ASCII word with spellings of one sound made alike."""
    for old, new in FOLDS:
        if old in word:
            word = word.replace(old, new)
    return _DOUBLE.sub(r"\1", word)


@lru_cache(maxsize=131072)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word, h and semivowels aside; keeps a first vowel as `a`."""
    base = folded(word)
    if not base:
        return ""
    head = "a" if base[0] in "aeiou" else ""
    rest = base.translate(_VOWELS)
    rest = rest[:1] + rest[1:].replace("h", "")
    return _DOUBLE.sub(r"\1", head + rest)
