"""Legal forms: taken out of a name, however they are spelled or ordered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache, reduce
from operator import or_

import numpy as np
from rapidfuzz.distance import OSA

from counterfoil.matching import tables
from counterfoil.matching.hashing import hashed
from counterfoil.matching.romanise import romanised
from counterfoil.matching.unspaced import UNSPACED

# Words that are only ever part of a legal form; a slip of the pen does not make them a name.
CERTAIN = (
    "limited", "liability", "incorporated", "obshchestvo", "obshestvo", "aktsionernoe",
    "aktsionernoye", "ogranichennoi", "ogranichennoy", "otvetstvennostyu", "gesellschaft",
    "responsabilite", "responsabilidad",
)  # fmt: skip
# How words begin that stand in legal forms alone, in the romanisations of Cyrillic ones.
STEMS = (
    "obshchestv", "obschestv", "obshestv", "ogranichen", "otvetstven", "tovarystv", "tovaristv",
    "tavarystv", "obmezhen", "vidpovidaln", "abmezhavan", "adkaznast", "aktsioner", "aktcioner",
    "akcioner", "aktsiyaner", "aktsyaner", "unitarn", "unitary",
)  # fmt: skip
_NEAR = ((1, 6), (2, 9))  # edits allowed from so many letters on
# What may stand around `joint stock` in any order.
_JOINT, _STOCK = "joint", "stock"
_AROUND = frozenset({"joint", "stock", "company", "co", "public", "open", "closed", "private"})


def take_legal(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words without legal forms, and the legal forms found."""
    plain = words
    if not all(map(str.isascii, words)):
        plain = [w if UNSPACED.match(w) else romanised(w) for w in words]
    phrases, longest, firsts = _by_length()
    kept: list[str] = []
    legal: list[str] = []
    at = 0
    while at < len(words):
        size = _phrase_at(plain, at, phrases, longest) if plain[at] in firsts else 0
        if size:
            legal.append(" ".join(plain[at : at + size]))
        elif is_certain(plain[at]):
            legal.append(plain[at])
            size = 1
        else:
            kept.append(words[at])
            size = 1
        at += size
    return _without_joint_stock(kept, legal)


@cache
def legal_starters() -> frozenset[str]:
    """Return the romanised words with which a legal form may begin."""
    return _by_length()[2] | {_JOINT, _STOCK}


def legal_hash(forms: Sequence[str]) -> int:
    """Return a number for the legal forms of a name, whatever their order; 0 for none.

    Forms of one class, as `Ltd` and `GmbH`, have one number, alone or together.
    """
    return reduce(or_, map(form_hash, forms), 0)


@lru_cache(maxsize=10_000)
def form_hash(form: str) -> int:
    """Return a number for the class of a legal form."""
    known = tables.legal_forms().get(form, form)
    letters = np.frombuffer(bytearray(known.encode()), np.uint8)
    return int(hashed(letters, 0, len(letters)))


@cache
def two_letter_words() -> frozenset[str]:
    """Return the words of two letters that stand in legal forms: `S.A.`, `R.L.`, `C.V.`."""
    return frozenset(w for form in tables.legal_forms() for w in form.split() if len(w) == 2)  # noqa: PLR2004


@lru_cache(maxsize=100_000)
def is_certain(word: str) -> bool:
    """Say whether a word is one of the certain legal words, slips allowed."""
    if word in tables.frequencies() and word not in CERTAIN:
        return False
    if word.startswith(STEMS):
        return True
    return any(
        OSA.distance(word, known, score_cutoff=2) <= edits
        for known in CERTAIN
        for edits, length in _NEAR
        if len(known) >= length
    )


@cache
def _by_length() -> tuple[frozenset[tuple[str, ...]], int, frozenset[str]]:
    """Return the phrases, the length of the longest, and the words they may begin with."""
    phrases = frozenset(tuple(form.split()) for form in tables.legal_forms())
    return phrases, max(map(len, phrases)), frozenset(phrase[0] for phrase in phrases)


def _phrase_at(
    plain: Sequence[str], at: int, phrases: frozenset[tuple[str, ...]], longest: int
) -> int:
    for size in range(min(longest, len(plain) - at), 0, -1):
        if tuple(plain[at : at + size]) in phrases:
            return size
    return 0


def _without_joint_stock(kept: list[str], legal: list[str]) -> tuple[list[str], list[str]]:
    """Take out `joint stock company` where its words are swapped or one is misspelled."""
    joint = [w for w in kept if w[0] == "j" and _is_near(w, _JOINT)]
    stock = [w for w in kept if w[0] == "s" and _is_near(w, _STOCK)] if joint else []
    if not joint or not stock:
        return kept, legal
    rest = [w for w in kept if w not in _AROUND and w not in joint and w not in stock]
    if not rest:
        return kept, legal
    return rest, [*legal, "joint stock company"]


def _is_near(word: str, known: str) -> bool:
    return OSA.distance(word, known, score_cutoff=1) <= 1
