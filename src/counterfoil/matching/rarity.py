"""How much a word tells: its rarity in milli-nats, in integers only.

Rarity is the natural logarithm of (names / names that hold the word), counted over a shipped
general table and the reference together, so that a small reference does not make `university` rare.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from counterfoil.matching import tables
from counterfoil.matching.tokens import INITIAL, NUMBER, STOP, Token

GENERAL_NAMES = 100_000  # names behind the shipped counts
_UNSEEN = 12  # pseudo-count of a word that the general table does not hold
_SHORT_WORD = 3  # letters; a shorter word is worth its share of this length
_UNSEEN_PLACE = 60  # likewise of a place
_MOST, _LEAST = 9_000, 500
_NUMBER_WORTH, _INITIAL_WORTH = 3_500, 700
_LN2_MILLI = 693_147  # ln 2 in millionths
_FRACTION_BITS = 12


@lru_cache(maxsize=65536)
def milli_log(top: int, bottom: int) -> int:
    """Return 1000 ln(top / bottom), rounded down, by integer arithmetic alone."""
    if bottom <= 0 or top <= bottom:
        return 0
    shift = 40
    value = (top << shift) // bottom  # fixed point
    whole = value.bit_length() - 1 - shift
    value >>= whole
    bits = 0
    for _ in range(_FRACTION_BITS):  # binary logarithm, one bit per squaring
        value = (value * value) >> shift
        bits <<= 1
        if value >> (shift + 1):
            bits |= 1
            value >>= 1
    return ((whole << _FRACTION_BITS) + bits) * _LN2_MILLI // (1000 << _FRACTION_BITS)


class Rarity:
    """The rarity of words, given how many reference names hold each."""

    def __init__(self, counts: Mapping[str, int] | None = None, names: int = 0) -> None:
        self._counts = counts or {}
        self._total = GENERAL_NAMES + names
        self._known: dict[str, int] = {}

    def of(self, token: Token) -> int:
        """Return the rarity of a token in milli-nats; stop words weigh nothing."""
        if token.sort == NUMBER:
            return _NUMBER_WORTH
        if token.sort == INITIAL:
            return _INITIAL_WORTH
        if token.sort == STOP:
            return 0
        return self.word(token.text)

    def word(self, text: str) -> int:
        """Return the rarity of a word in milli-nats."""
        known = self._known.get(text)
        if known is None:
            unseen = _UNSEEN_PLACE if text in tables.places() else _UNSEEN
            general = tables.frequencies().get(text, unseen)
            count = general + self._counts.get(text, 0)
            known = min(_MOST, max(_LEAST, milli_log(self._total, count)))
            if len(text) < _SHORT_WORD:
                known = known * len(text) // _SHORT_WORD
            self._known[text] = known
        return known
