"""Retrieval: the names that share most with a query, by summing the postings of its grams."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.grams import SLOTS
from counterfoil.matching.jit import plain
from counterfoil.matching.layout import Ints, Unsigned
from counterfoil.matching.postings import BLOCK, MAX_GRAMS, gram_weight
from counterfoil.matching.ranked import insert

MAX_POSTINGS = 100_000  # of one query; the rarest grams are read first
_SCALE = 4095  # of a query's weights, so that a sum fits 16 bits
_SHIFT = 5
_STRIDE = 128


class Scratch(NamedTuple):
    """Working memory of one thread of retrieval."""

    sums: Unsigned  # uint16 per name of a block
    marks: Ints  # int64 per gram
    grams: Unsigned
    worth: Ints
    order: Ints
    weight: Ints
    tops: Unsigned  # uint16 per stride
    ranked: Unsigned  # uint16
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
        np.zeros(keep, np.uint16),
        np.zeros(keep, np.int64),
    )


@plain
def _plan(counts, gram_weights, grams, worth, order, weight, size, most):
    """Weigh the grams of a query, the rarest first, until their postings would be too many."""
    norm = 0.0
    for at in range(size):
        gram = np.int64(grams[at])
        value = gram_weight(gram_weights[gram], worth[at])
        norm += value * value
        order[at] = (np.int64(counts[gram]) << 20) | at
    norm = max(np.sqrt(norm), 1.0)
    _sort(order, size)
    read = np.int64(0)
    kept = 0
    for place in range(size):
        at = order[place] & 0xFFFFF
        gram = np.int64(grams[at])
        count = np.int64(counts[gram])
        if not count:
            continue
        if read + count > most and read:
            break
        read += count
        weight[kept] = np.uint16(_SCALE * gram_weight(gram_weights[gram], worth[at]) / norm)
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


@plain
def _add_postings(pointers, positions, impacts, slot, weight, sums):
    first, last = np.uint64(pointers[slot]), np.uint64(pointers[slot + 1])
    for where in range(first, last):
        to = np.uint64(positions[np.uint64(where)])
        gain = (weight * np.uint32(impacts[np.uint64(where)])) >> np.uint32(_SHIFT)
        sums[to] += np.uint16(gain)


@plain
def _highest(sums, begin):
    highest = np.uint16(0)
    for at in range(np.uint64(_STRIDE)):
        highest = max(highest, sums[begin + np.uint64(at)])
    return highest


@plain
def _bound(tops, strides, keep, ranked):
    """Return a value that at least `keep` sums exceed, 0 where that is not known."""
    if strides < keep:
        return np.uint16(0)
    size = 0
    for stride in range(strides):
        value = tops[stride]
        if size == keep and value <= ranked[keep - 1]:
            continue
        at = size if size < keep else keep - 1
        while at > 0 and ranked[at - 1] < value:
            ranked[at] = ranked[at - 1]
            at -= 1
        ranked[at] = value
        size = min(size + 1, keep)
    return ranked[keep - 1] - np.uint16(1) if ranked[keep - 1] else np.uint16(0)


@plain
def nearest(pointers, positions, impacts, gram_weights, counts, names, space, size, keep, most):
    """Find the names with the highest sums, best first, ties in the reference's order.

    `space.grams` holds the query's grams. Return how many were written to `space.found`, at most
    `keep`, with their sums in `space.scores`.
    """
    sums, _, grams, worth, order, weight, tops, ranked, scores, rows = space
    kept = _plan(counts, gram_weights, grams, worth, order, weight, size, most)
    found = 0
    least = np.uint16(0)
    blocks = (names + BLOCK - 1) // BLOCK
    for block in range(blocks):
        here = min(BLOCK, names - block * BLOCK)
        padded = (here + _STRIDE - 1) // _STRIDE * _STRIDE
        for at in range(padded):
            sums[at] = 0
        for at in range(kept):
            _add_postings(
                pointers,
                positions,
                impacts,
                order[at] * blocks + block,
                np.uint32(weight[at]),
                sums,
            )
        strides = padded // _STRIDE
        for stride in range(strides):
            tops[stride] = _highest(sums, np.uint64(stride * _STRIDE))
        if found < keep:
            least = max(least, _bound(tops, strides, keep, ranked))
        for stride in range(strides):
            if tops[stride] <= least:
                continue
            begin = np.uint64(stride * _STRIDE)
            for at in range(np.uint64(_STRIDE)):
                value = sums[begin + np.uint64(at)]
                if value > least:
                    row = block * BLOCK + np.int64(begin + np.uint64(at))
                    found = insert(scores, rows, found, keep, value, row)
                    if found == keep:
                        least = max(least, scores[keep - 1])
    return found
