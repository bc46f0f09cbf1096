"""Keys by which names and words are found again: sorted hashes of initials, and of words."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.hashing import EMPTY, hashed, hashed_on
from counterfoil.matching.jit import plain
from counterfoil.matching.layout import (
    FIRST,
    LAST,
    LETTER_MASK,
    SORT,
    TOKEN_SHIFT,
    TokenRows,
    Tokens,
    Unsigned,
)
from counterfoil.matching.sorts import NUMBER

ACRONYM_LEAST, ACRONYM_MOST = 3, 8  # letters


@plain
def initials(facts, entries, starts, name):
    """Return (hash, number) of the first letters of a name's words."""
    value = EMPTY
    count = 0
    for at in range(np.int64(starts[name]), np.int64(starts[name + 1])):
        entry = np.int64(entries[at])
        if facts[entry >> TOKEN_SHIFT, SORT] != NUMBER:
            value = hashed_on(value, (entry >> 2) & LETTER_MASK)
            count += 1
    return value, count


def all_initials(tokens: Tokens, rows: TokenRows) -> tuple[Unsigned, Unsigned]:
    """Return sorted hashes of the initials of names of three to eight words, and the names."""
    names = len(rows.starts) - 1
    hashes, counts = np.zeros(names, np.uint32), np.zeros(names, np.int32)
    _hash_initials(tokens.facts, rows.entries, rows.starts, hashes, counts)
    chosen = np.flatnonzero((counts >= ACRONYM_LEAST) & (counts <= ACRONYM_MOST))
    order = chosen[np.argsort(hashes[chosen], kind="stable")]
    return hashes[order], order.astype(np.uint32)


@plain
def _hash_initials(facts, entries, starts, hashes, counts):
    for name in range(len(hashes)):
        hashes[name], counts[name] = initials(facts, entries, starts, name)


def hashed_words(tokens: Tokens) -> tuple[Unsigned, Unsigned]:
    """Return sorted hashes of the tokens' letters, and the tokens."""
    hashes = np.zeros(len(tokens.facts), np.uint32)
    _hash_words(tokens.letters, tokens.facts, hashes)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], order.astype(np.uint32)


@plain
def _hash_words(letters, facts, hashes):
    for token in range(len(hashes)):
        hashes[token] = hashed(letters, np.int64(facts[token, FIRST]), np.int64(facts[token, LAST]))


@plain
def same_words(mine, first, by_hash, others, same):
    """Write the position among the other tokens of my tokens from `first` on, -1 where none."""
    letters, facts = mine
    hashes, tokens = by_hash
    other_letters, other_facts = others
    for token in range(first, len(facts)):
        begin, end = np.int64(facts[token, FIRST]), np.int64(facts[token, LAST])
        value = hashed(letters, begin, end)
        same[token - first] = -1
        here = first_of(hashes, value)
        while here < len(hashes) and hashes[here] == value:
            other = np.int64(tokens[here])
            at = np.int64(other_facts[other, FIRST])
            equal = np.int64(other_facts[other, LAST]) - at == end - begin
            for step in range(end - begin):
                if equal and letters[begin + step] != other_letters[at + step]:
                    equal = False
            if equal:
                same[token - first] = other
                break
            here += 1


@plain
def first_of(hashes, value):
    """Return where a value begins in sorted hashes, their number where it is not there."""
    low, high = 0, len(hashes)
    while low < high:
        middle = (low + high) >> 1
        if hashes[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low if low < len(hashes) and hashes[low] == value else len(hashes)
