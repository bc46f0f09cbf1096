"""Compiled inner loops of transliteration: model look-ups, alignment costs, hypotheses.

All costs are milli-nats as int64, smaller is likelier; every sum is over integers, so results
are equal on every processor. A model is two back-off tables. The forward one gives the cost of a
Latin chunk under the source letters around it, the reverse one the cost of a source letter under
the Latin letters around a chunk. Contexts and entries are found by 64-bit keys that are chained,
context by context, from coarse to fine.
"""

# Kernels take arrays of any kind and are compiled for those they meet: no types are written.
# ruff: noqa: ANN001, ANN201, ANN202, C901, PLR0912, PLR0915, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def, no-untyped-call, type-arg, call-overload"

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import kernel

NEVER = 1 << 29
MAX_UNITS, MAX_LETTERS, MAX_LEVELS = 24, 40, 8
CHUNK_BASE = 27
SEED = np.uint64(0x1234567)
_ENTRY = np.uint64(0xABCDEF0123)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_LOW = np.uint64(7)
_ONE = np.uint64(1)
_EMPTY = np.uint64(0)


@kernel
def mixed(key, value):
    """Return the key of a context one feature finer; features are -1 (unknown) or more."""
    mixed_key = (key ^ np.uint64(value + 1)) * _MULTIPLIER
    return mixed_key ^ (mixed_key >> _SHIFT)


@kernel
def slot_of(keys, key):
    """Return the slot of a key in an open-addressing table, -1 where it is not kept."""
    mask = np.uint64(len(keys) - 1)
    slot = (key >> _LOW) & mask
    while keys[slot] != _EMPTY:
        if keys[slot] == key:
            return np.int64(slot)
        slot = (slot + _ONE) & mask
    return np.int64(-1)


@kernel
def put(keys, values, key, value):
    """Put a key into an open-addressing table that has room; the last value wins."""
    mask = np.uint64(len(keys) - 1)
    slot = (key >> _LOW) & mask
    while keys[slot] != _EMPTY and keys[slot] != key:
        slot = (slot + _ONE) & mask
    keys[slot] = key
    values[slot] = value


@kernel
def fill_chunks(keys, values, codes):
    """Fill the table from the code of a chunk to its number."""
    for number in range(len(codes)):
        put(keys, values, mixed(SEED, codes[number]), number)


@kernel
def fill_tables(features, depths, backoffs, rows, outcomes, costs, tables):
    """Fill the context and entry tables from lines of a model file.

    features: int64 lines x levels; depths: features used per line; rows: line of each entry.
    """
    context_keys, context_values, entry_keys, entry_values = tables
    keys = np.zeros(len(depths), np.uint64)
    for line in range(len(depths)):
        key = SEED
        for level in range(depths[line]):
            key = mixed(key, features[line, level])
        keys[line] = key
        put(context_keys, context_values, key, backoffs[line])
    for entry in range(len(rows)):
        key = mixed(keys[rows[entry]] ^ _ENTRY, outcomes[entry])
        put(entry_keys, entry_values, key, costs[entry])


@kernel
def backed_off(tables, outcome, nodes, backoffs, depth, floor):
    """Return the cost of an outcome under nested contexts, from the finest that knows it."""
    spent = np.int64(0)
    for level in range(depth - 1, -1, -1):
        slot = slot_of(tables[2], mixed(nodes[level] ^ _ENTRY, outcome))
        if slot >= 0:
            return spent + tables[3][slot]
        spent += backoffs[level]
    return spent + floor


@kernel
def forward_costs(features, tables, chunk_starts, unit_chunks, chunk_count, floor):
    """Return int64 units x chunks: the cost of each chunk for each unit, NEVER if unseen."""
    count, levels = features.shape
    costs = np.full((count, chunk_count), NEVER, np.int64)
    nodes = np.zeros(MAX_LEVELS, np.uint64)
    backoffs = np.zeros(MAX_LEVELS, np.int64)
    for unit in range(count):
        key = SEED
        for level in range(levels):
            key = mixed(key, features[unit, level])
            slot = slot_of(tables[0], key)
            nodes[level] = key
            backoffs[level] = tables[1][slot] if slot >= 0 else 0
        first = features[unit, 0]
        if first < 0:
            continue
        for at in range(chunk_starts[first], chunk_starts[first + 1]):
            chunk = unit_chunks[at]
            costs[unit, chunk] = backed_off(tables, chunk, nodes, backoffs, levels, floor)
    return costs


@kernel
def _latin_context(letters, size, end, length, chunk, offsets, tables, nodes, backoffs):
    key = SEED
    depth = np.int64(0)
    for level in range(len(offsets)):
        offset = offsets[level]
        if offset == 0:
            feature = np.int64(chunk)
        else:
            at = end + offset - 1 if offset > 0 else end - length + offset
            feature = np.int64(letters[at]) if 0 <= at < size else np.int64(0)
        key = mixed(key, feature)
        slot = slot_of(tables[0], key)
        if slot < 0:
            break
        nodes[level] = key
        backoffs[level] = tables[1][slot]
        depth += 1
    return depth


@kernel
def alignment_cost(letters, size, word, reverse, prices, room):
    """Return the cost of the best alignment of one Latin token with a word.

    letters: int64, 1..26; word: (forward costs, cheapest per chunk, units); reverse: (tables,
    offsets, chunk keys, chunk ids, longest chunk); prices: letter added, unit not written,
    unseen unit, weight of the forward cost and of the reverse cost in hundredths.
    """
    forward, cheapest, units = word
    tables, offsets, chunk_keys, chunk_ids, longest = reverse
    added, dropped, floor, forward_weight, reverse_weight = prices
    best, nodes, backoffs = room
    count = len(units)
    empty = chunk_ids[slot_of(chunk_keys, mixed(SEED, np.int64(0)))]
    for end in range(size + 1):
        best[0, end] = end * added
        for unit in range(1, count + 1):
            best[unit, end] = best[unit, end - 1] + added if end > 0 else NEVER
        code = np.int64(0)
        power = np.int64(1)
        for length in range(1, min(longest, end) + 1):
            code += letters[end - length] * power
            power *= CHUNK_BASE
            slot = slot_of(chunk_keys, mixed(SEED, code))
            if slot < 0:
                continue
            chunk = chunk_ids[slot]
            if cheapest[chunk] >= NEVER:
                continue
            depth = np.int64(-1)
            for unit in range(1, count + 1):
                price = forward[unit - 1, chunk]
                total = best[unit - 1, end - length] + forward_weight * price // 100
                if price >= NEVER or total >= best[unit, end]:
                    continue
                if reverse_weight > 0:
                    if depth < 0:
                        depth = _latin_context(
                            letters, size, end, length, chunk, offsets, tables, nodes, backoffs
                        )
                    cost = backed_off(tables, units[unit - 1], nodes, backoffs, depth, floor)
                    total += reverse_weight * cost // 100
                best[unit, end] = min(best[unit, end], total)
        depth = np.int64(-1)
        for unit in range(1, count + 1):
            total = best[unit - 1, end] + dropped
            if end > 0:
                total = min(total, best[unit - 1, end - 1] + dropped)
            best[unit, end] = min(best[unit, end], total)
            price = forward[unit - 1, empty]
            total = best[unit - 1, end] + forward_weight * price // 100
            if price >= NEVER or total >= best[unit, end]:
                continue
            if reverse_weight > 0:
                if depth < 0:
                    depth = _latin_context(
                        letters, size, end, np.int64(0), empty, offsets, tables, nodes, backoffs
                    )
                cost = backed_off(tables, units[unit - 1], nodes, backoffs, depth, floor)
                total += reverse_weight * cost // 100
            best[unit, end] = min(best[unit, end], total)
    return best[count, size]


@kernel
def alignment_costs(codes, offsets, ids, word, reverse, prices):
    """Return int64 costs of the tokens `ids`; token i is codes[offsets[i]:offsets[i + 1]].

    Letters are lower-case ASCII; other bytes count as a letter that no model has seen.
    """
    costs = np.empty(len(ids), np.int64)
    best = np.zeros((len(word[2]) + 1, MAX_LETTERS + 1), np.int64)
    room = (best, np.zeros(MAX_LEVELS, np.uint64), np.zeros(MAX_LEVELS, np.int64))
    letters = np.zeros(MAX_LETTERS, np.int64)
    for at in range(len(ids)):
        start = np.int64(offsets[ids[at]])
        size = min(np.int64(offsets[ids[at] + 1]) - start, MAX_LETTERS)
        for letter in range(size):
            letters[letter] = np.int64(codes[start + letter]) & 31
        costs[at] = alignment_cost(letters, size, word, reverse, prices, room)
    return costs
