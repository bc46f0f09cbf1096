"""Grams: the runs of three letters of a token, and its consonants, as numbers."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import kernel
from counterfoil.matching.layout import CONSONANT_COUNT, CONSONANTS, FIRST, LAST, Tokens, Unsigned

LETTERS = 37
TRIGRAMS = LETTERS**3
CONSONANT_SLOTS = 1 << 13
SLOTS = TRIGRAMS + CONSONANT_SLOTS
_FEWEST_CONSONANTS = 2


@kernel
def token_grams(tokens: Tokens, begins: int) -> tuple[Unsigned, Unsigned]:
    """Return the distinct grams of tokens from `begins` on, as rows (starts, grams)."""
    facts = tokens.facts
    count = len(facts) - begins
    starts = np.zeros(count + 1, np.uint32)
    room = np.int64(2 * count + 1)
    for token in range(begins, begins + count):
        room += np.int64(facts[token, LAST]) - np.int64(facts[token, FIRST])
    grams = np.zeros(room, np.uint32)
    to = 0
    for token in range(begins, begins + count):
        first, last = np.int64(facts[token, FIRST]), np.int64(facts[token, LAST])
        begin = to
        before, here = 0, 0
        for at in range(first, last + 1):
            after = np.int64(tokens.letters[at]) if at < last else 0
            if at > first:
                gram = (before * LETTERS + here) * LETTERS + after
                is_new = True
                for other in range(begin, to):
                    if grams[other] == gram:
                        is_new = False
                        break
                if is_new:
                    grams[to] = gram
                    to += 1
            before, here = here, after
        if facts[token, CONSONANT_COUNT] >= _FEWEST_CONSONANTS:
            grams[to] = TRIGRAMS + np.int64(facts[token, CONSONANTS]) % CONSONANT_SLOTS
            to += 1
        starts[token - begins + 1] = to
    return starts, grams[:to].copy()
