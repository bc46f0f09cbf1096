"""Retrieval: the names that share most with a query, by summing the postings of its grams."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.grams import SLOTS
from counterfoil.matching.jit import inlined, plain
from counterfoil.matching.layout import Ints, Unsigned
from counterfoil.matching.postings import BLOCK, MAX_GRAMS, gram_weight
from counterfoil.matching.ranked import insert

MAX_POSTINGS = 80_000  # of one query; the rarest grams are read first
_ENOUGH = 0.95  # of a query's weight, squared; its commonest grams tell names little apart
_SCALE = 255  # of a query's weights, see `postings`
_STRIDE = 128


class Scratch(NamedTuple):
    """Working memory of one thread of retrieval."""

    sums: Unsigned  # uint16 per name of a block; all 0 between two queries
    marks: Ints  # int64 per gram
    grams: Unsigned
    worth: Ints
    order: Ints
    weight: Ints
    tops: Unsigned  # uint16 per stride
    scores: Unsigned  # uint16 per name found
    found: Ints  # the names found


def scratch(keep: int) -> Scratch:
    """Return fresh working memory to find `keep` names per query."""
    return Scratch(
        np.zeros(BLOCK, np.uint16),
        np.full(SLOTS, -1, np.int64),
        np.zeros(MAX_GRAMS, np.uint32),
        np.zeros(MAX_GRAMS, np.int32),
        np.zeros(MAX_GRAMS, np.int64),
        np.zeros(MAX_GRAMS, np.uint16),
        np.zeros(BLOCK // _STRIDE, np.uint16),
        np.zeros(keep, np.uint16),
        np.zeros(keep, np.int64),
    )


@plain
def _plan(counts, gram_weights, grams, worth, order, weight, size, most):
    """Weigh the grams of a query, the rarest first, until they say enough or are held by too many."""
    norm = 0.0
    for at in range(size):
        gram = np.int64(grams[at])
        value = gram_weight(gram_weights[gram], worth[at])
        norm += value * value
        order[at] = (np.int64(counts[gram]) << 20) | at
    enough = _ENOUGH * norm
    norm = max(np.sqrt(norm), 1.0)
    _sort(order, size)
    read = np.int64(0)
    said = 0.0
    kept = 0
    for place in range(size):
        at = order[place] & 0xFFFFF
        gram = np.int64(grams[at])
        count = np.int64(counts[gram])
        if not count:
            continue
        if read and (read + count > most or said >= enough):
            break
        read += count
        value = gram_weight(gram_weights[gram], worth[at])
        said += value * value
        weight[kept] = np.uint16(_SCALE * value / norm)
        order[kept] = gram
        kept += 1
    return kept


@plain
def _sort(values, size):
    """Sort a few values in place."""
    for at in range(1, size):
        value = values[at]
        to = at
        while to > 0 and values[to - 1] > value:
            values[to] = values[to - 1]
            to -= 1
        values[to] = value


@inlined
def _add_postings(pointers, positions, impacts, slot, weight, sums):
    first, last = np.uint64(pointers[slot]), np.uint64(pointers[slot + 1])
    for where in range(first, last):
        sums[np.uint64(positions[np.uint64(where)])] += np.uint16(
            weight * np.uint32(impacts[np.uint64(where)])
        )


@inlined
def _highest(sums, begin):
    highest = np.uint16(0)
    for at in range(np.uint64(_STRIDE)):
        highest = max(highest, sums[begin + np.uint64(at)])
    return highest


@inlined
def _clear(sums, begin):
    for at in range(np.uint64(_STRIDE)):
        sums[begin + np.uint64(at)] = np.uint16(0)


@plain
def _bound(sums, tops, strides, keep):
    """Fill in the highest sum per stride; return a value that at least `keep` exceed, or 0."""
    high = np.int64(0)
    for stride in range(strides):
        tops[stride] = _highest(sums, np.uint64(stride * _STRIDE))
        high = max(high, np.int64(tops[stride]))
    low = np.int64(0)
    while high - low > 1:  # at least `keep` exceed the one, or it is 0; fewer the other
        middle = (low + high) >> 1
        above = np.uint16(0)
        for stride in range(strides):
            above += np.uint16(tops[stride] > np.uint16(middle))
        if above < keep:
            high = middle
            continue
        low = middle
        if above < keep + (keep >> 1):
            break
    return np.uint16(low)


@plain
def nearest(pointers, positions, impacts, gram_weights, counts, names, space, size, keep, most):
    """Find the names with the highest sums, best first, ties in the reference's order.

    `space.grams` holds the query's grams. Return how many were written to `space.found`, at most
    `keep`, with their sums in `space.scores`.
    """
    sums, _, grams, worth, order, weight, tops, scores, rows = space
    kept = _plan(counts, gram_weights, grams, worth, order, weight, size, most)
    found = np.int64(0)
    least = np.uint16(0)
    blocks = (names + BLOCK - 1) // BLOCK
    for block in range(blocks):
        for at in range(kept):
            _add_postings(
                pointers,
                positions,
                impacts,
                order[at] * blocks + block,
                np.uint32(weight[at]),
                sums,
            )
        strides = (min(BLOCK, names - block * BLOCK) + _STRIDE - 1) // _STRIDE
        few = found < keep
        if few:
            least = max(least, _bound(sums, tops, strides, keep))
        for stride in range(strides):
            begin = np.uint64(stride * _STRIDE)
            if (tops[stride] if few else _highest(sums, begin)) > least:
                for at in range(begin, begin + np.uint64(_STRIDE)):
                    value = sums[np.uint64(at)]
                    if value > least:
                        row = block * BLOCK + np.int64(at)
                        found = insert(scores, rows, found, keep, value, row)
                        if found == keep:
                            least = max(least, scores[keep - 1])
            _clear(sums, begin)
    return found
