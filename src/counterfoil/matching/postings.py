"""Postings: which names hold a gram, in blocks small enough for the processor's cache.

Per gram and block of 32,768 names: positions within the block (16 bits) and impacts (8 bits); the
blocks of a gram stand one after the other, so that a query reads few long rows. An impact is the
gram's weight in its name, so that summing weight times impact over the grams of a query gives the
cosine of the two names.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.grams import SLOTS
from counterfoil.matching.jit import kernel
from counterfoil.matching.layout import RARITY, TOKEN_SHIFT, Bytes, Ints, TokenRows, Unsigned
from counterfoil.matching.rarity import milli_log

BLOCK = 1 << 15
MAX_GRAMS = 512
_IMPACT = 240  # of a name that is one gram; with weights to 255, no sum overflows 16 bits


class Postings(NamedTuple):
    """Postings of gram g in block b: `pointers[g * blocks + b]` to the next pointer."""

    pointers: Unsigned
    positions: Bytes  # uint16
    impacts: Bytes
    weights: Ints  # per gram, milli-nats; 0 where no name holds it
    counts: Unsigned  # names per gram


@kernel
def add_grams(entries, first, last, gram_starts, grams, marks, mark, facts, found, worth, count):
    """Add the distinct grams of entries and how much their tokens tell; return how many there are."""
    for at in range(first, last):
        token = np.int64(entries[at]) >> TOKEN_SHIFT
        for gram_at in range(np.int64(gram_starts[token]), np.int64(gram_starts[token + 1])):
            gram = np.int64(grams[gram_at])
            if marks[gram] == mark:
                for other in range(count):
                    if found[other] == gram:
                        worth[other] = max(worth[other], facts[token, RARITY])
                        break
            elif count < MAX_GRAMS:
                marks[gram] = mark
                found[count] = gram
                worth[count] = facts[token, RARITY]
                count += 1
    return count


@kernel
def _grams_of(rows, name, gram_starts, grams, marks, mark, facts, found, worth):
    first, last = np.int64(rows.starts[name]), np.int64(rows.starts[name + 1])
    return add_grams(
        rows.entries, first, last, gram_starts, grams, marks, mark, facts, found, worth, 0
    )


@kernel
def build(rows: TokenRows, gram_starts: Unsigned, grams: Unsigned, facts: Ints) -> Postings:
    """Build postings in two passes: count, then fill."""
    names = len(rows.starts) - 1
    blocks = max(1, (names + BLOCK - 1) // BLOCK)
    marks = np.full(SLOTS, -1, np.int64)
    found = np.zeros(MAX_GRAMS, np.uint32)
    worth = np.zeros(MAX_GRAMS, np.int32)
    counts = np.zeros(SLOTS, np.uint32)
    pointers = np.zeros(blocks * SLOTS + 1, np.uint32)
    for name in range(names):
        block = name // BLOCK
        for at in range(
            _grams_of(rows, name, gram_starts, grams, marks, name, facts, found, worth)
        ):
            gram = np.int64(found[at])
            counts[gram] += np.uint32(1)
            pointers[gram * blocks + block + 1] += np.uint32(1)
    weights = np.zeros(SLOTS, np.int32)
    for gram in range(SLOTS):
        if counts[gram]:
            weights[gram] = milli_log(names + 1, np.int64(counts[gram])) + 500
    total = np.uint32(0)
    for at in range(len(pointers)):
        total += pointers[at]
        pointers[at] = total
    positions = np.zeros(total, np.uint16)
    impacts = np.zeros(total, np.uint8)
    ends = pointers[:-1].copy()
    marks[:] = -1
    for name in range(names):
        block = name // BLOCK
        size = _grams_of(rows, name, gram_starts, grams, marks, name, facts, found, worth)
        norm = np.sqrt(_norm(found, worth, size, weights))
        for at in range(size):
            gram = np.int64(found[at])
            slot = gram * blocks + block
            to = np.int64(ends[slot])
            positions[to] = name % BLOCK
            impacts[to] = np.uint8(
                np.int64(_IMPACT * gram_weight(weights[gram], worth[at]) / norm + 0.5)
            )
            ends[slot] = to + 1
    return Postings(pointers, positions, impacts, weights, counts)


@kernel
def gram_weight(weight, worth):
    """Return the weight of a gram in a name: its own rarity, and that of its token."""
    return np.float64(weight) * np.float64(min(worth, 9000) + 2000)


@kernel
def _norm(found, worth, size, weights):
    total = 0.0
    for at in range(size):
        weight = gram_weight(weights[np.int64(found[at])], worth[at])
        total += weight * weight
    return max(total, 1.0)
