"""Latin spellings of a word, the likeliest first, and how much they look like names."""

# Kernels take arrays of any kind and are compiled for those they meet: no types are written.
# ruff: noqa: ANN001, ANN201, ANN202, C901, PLR0912, PLR0915
# mypy: disable-error-code="no-untyped-def, no-untyped-call, type-arg"

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import kernel
from counterfoil.matching.ranked import ascending
from counterfoil.matching.transliteration_kernels import (
    CHUNK_BASE,
    MAX_LETTERS,
    MAX_LEVELS,
    NEVER,
    SEED,
    backed_off,
    mixed,
    slot_of,
)


@kernel
def _cheapest(costs, count):
    """Return the places of the smallest costs, ascending; ties in the order of places."""
    places = np.zeros(count, np.int64)
    found = 0
    for place in range(len(costs)):
        cost = costs[place]
        if cost >= NEVER or (found == count and cost >= costs[places[found - 1]]):
            continue
        at = found if found < count else count - 1
        while at > 0 and costs[places[at - 1]] > cost:
            places[at] = places[at - 1]
            at -= 1
        places[at] = place
        found = min(found + 1, count)
    return places[:found]


@kernel
def beam(forward, chunk_codes, width, branch):
    """Return the likeliest Latin strings by the forward model alone.

    Returns (letters int64 found x MAX_LETTERS, sizes int64, costs int64), best first; equal
    strings are merged under the smaller cost, ties keep the order of the chunks.
    """
    units = forward.shape[0]
    capacity = width * branch
    texts = np.zeros((width, MAX_LETTERS), np.int64)
    sizes = np.zeros(width, np.int64)
    costs = np.zeros(width, np.int64)
    found = 1
    new_texts = np.zeros((capacity, MAX_LETTERS), np.int64)
    new_sizes = np.zeros(capacity, np.int64)
    new_costs = np.zeros(capacity, np.int64)
    new_keys = np.zeros(capacity, np.uint64)
    for unit in range(units):
        chosen = _cheapest(forward[unit], branch)
        count = np.int64(0)
        for old in range(found):
            for chunk in chosen:
                price = forward[unit, chunk]
                if price >= NEVER:
                    break
                size = sizes[old]
                for letter in range(size):
                    new_texts[count, letter] = texts[old, letter]
                code = chunk_codes[chunk]
                length = 0
                while code > 0 and size + length < MAX_LETTERS:
                    code //= CHUNK_BASE
                    length += 1
                code = chunk_codes[chunk]
                for letter in range(length):
                    new_texts[count, size + length - 1 - letter] = code % CHUNK_BASE
                    code //= CHUNK_BASE
                new_sizes[count] = size + length
                new_costs[count] = costs[old] + price
                key = SEED
                for letter in range(new_sizes[count]):
                    key = mixed(key, new_texts[count, letter])
                new_keys[count] = key
                count += 1
        if count == 0:
            continue
        order = ascending(new_costs, count)
        found = 0
        taken = np.zeros(width, np.uint64)
        for candidate in order:
            if found == width:
                break
            is_new = True
            for earlier in range(found):
                if taken[earlier] == new_keys[candidate]:
                    is_new = False
                    break
            if is_new:
                taken[found] = new_keys[candidate]
                for letter in range(MAX_LETTERS):
                    texts[found, letter] = new_texts[candidate, letter]
                sizes[found] = new_sizes[candidate]
                costs[found] = new_costs[candidate]
                found += 1
    return texts[:found], sizes[:found], costs[:found]


@kernel
def latin_costs(letters, sizes, tables, levels, floor):
    """Return int64 costs of Latin strings as names: each letter after those before it."""
    costs = np.zeros(len(sizes), np.int64)
    nodes = np.zeros(MAX_LEVELS, np.uint64)
    backoffs = np.zeros(MAX_LEVELS, np.int64)
    for text in range(len(sizes)):
        for at in range(sizes[text] + 1):
            key = SEED
            depth = np.int64(0)
            for level in range(levels):
                before = letters[text, at - 1 - level] if at - 1 - level >= 0 else np.int64(0)
                key = mixed(key, before)
                slot = slot_of(tables[0], key)
                if slot < 0:
                    break
                nodes[level] = key
                backoffs[level] = tables[1][slot]
                depth += 1
            outcome = letters[text, at] if at < sizes[text] else np.int64(0)
            costs[text] += backed_off(tables, outcome, nodes, backoffs, depth, floor)
    return costs
