"""How much a word tells: its rarity in milli-nats, in integers only.

Rarity is the natural logarithm of (names / names that hold the word), counted over shipped general
tables and the reference together, so that a small reference does not make `university` rare.
"""

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import plain
from counterfoil.matching.layout import FIRST, GENERAL, LAST, RARITY, SORT, Ints, Unsigned
from counterfoil.matching.sorts import INITIAL, LEGAL, NUMBER, PARTICLE, STOP, TITLE

GENERAL_NAMES = 100_000  # names behind the shipped counts
MOST, LEAST = 10_500, 500
_NUMBER_WORTH, _INITIAL_WORTH, _TITLE_WORTH = 3_500, 700, 100
_SHORT_WORD = 3  # letters; a shorter word is worth its share of this length
_LETTER = 15  # a longer word is less likely to be met by chance
_LONGEST = 20
_LN2_MILLI = 693_147  # ln 2 in millionths
_BITS = 12
_SHIFT = 32


@plain
def milli_log(top, bottom):
    """Return 1000 ln(top / bottom), rounded down, by integer arithmetic alone; 0 below 1."""
    if bottom <= 0 or top <= bottom:
        return np.int64(0)
    value = (np.uint64(top) << np.uint64(_SHIFT)) // np.uint64(bottom)
    whole = np.int64(0)
    while value >= np.uint64(1) << np.uint64(_SHIFT + 1):
        value >>= np.uint64(1)
        whole += 1
    bits = np.int64(0)
    value >>= np.uint64(1)  # 31 bits of fraction, so that a square fits
    for _ in range(_BITS):
        value = (value * value) >> np.uint64(_SHIFT - 1)
        bits <<= 1
        if value >> np.uint64(_SHIFT):
            bits |= 1
            value >>= np.uint64(1)
    return ((whole << _BITS) + bits) * _LN2_MILLI // (1000 << _BITS)


@plain
def fill_rarity(facts: Ints, held: Unsigned, names: int) -> None:
    """Fill in how rare tokens are; `held` is how many of the reference's names hold each."""
    total = np.int64(GENERAL_NAMES + names)
    for at in range(len(facts)):
        letters = np.int64(facts[at, LAST]) - np.int64(facts[at, FIRST])
        sort = facts[at, SORT]
        if sort == NUMBER:
            facts[at, RARITY] = _NUMBER_WORTH
        elif sort == INITIAL:
            facts[at, RARITY] = _INITIAL_WORTH
        elif sort == STOP:
            facts[at, RARITY] = 0
        elif sort == LEGAL:
            facts[at, RARITY] = LEAST
        elif sort == TITLE or sort == PARTICLE:
            facts[at, RARITY] = _TITLE_WORTH
        else:
            rarity = milli_log(total, np.int64(facts[at, GENERAL]) + np.int64(held[at]))
            rarity = min(max(rarity, LEAST), MOST) + _LETTER * min(letters, _LONGEST)
            if letters < _SHORT_WORD:
                rarity = rarity * letters // _SHORT_WORD
            facts[at, RARITY] = rarity
