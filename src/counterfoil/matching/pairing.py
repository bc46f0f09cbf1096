"""One pair of names: each word in the reading that answers the other name, aligned and scored."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.align import FIRST_LETTER, TOKEN, VIA, align, side
from counterfoil.matching.caps import capped
from counterfoil.matching.features import COUNT, fill
from counterfoil.matching.jit import inlined, kernel
from counterfoil.matching.layout import (
    LETTER_MASK,
    SAME,
    SORT,
    TOKEN_SHIFT,
    Bytes,
    Ints,
    NameRows,
    TokenRows,
    Tokens,
    Unsigned,
    WordTable,
)  # fmt: skip
from counterfoil.matching.model import ORGANISATION, milli_log_odds
from counterfoil.matching.rows import MAX_TOKENS
from counterfoil.matching.sorts import LEGAL, STOP


class Book(NamedTuple):
    """All that kernels know of one side: its tokens, names, words and their readings."""

    tokens: Tokens
    rows: TokenRows
    names: NameRows
    words: WordTable


class Near(NamedTuple):
    """Per token of the query the reference's tokens that sound like it, and how much (0 to 1000)."""

    starts: Unsigned
    tokens: Ints
    like: Ints


class Desk(NamedTuple):
    """Working memory of one thread for pairs."""

    left: Ints
    right: Ints
    masks: Unsigned  # uint64 per letter
    table: Ints
    features: Ints
    joined: Bytes
    sizes: Ints


def desk() -> Desk:
    """Return fresh working memory."""
    return Desk(
        side(),
        side(),
        np.zeros(64, np.uint64),
        np.zeros((MAX_TOKENS, MAX_TOKENS), np.int32),
        np.zeros(COUNT, np.int64),
        np.zeros(128, np.uint8),
        np.zeros(2, np.int64),
    )


def nothing_near(tokens: int) -> Near:
    """Return that no token sounds like another."""
    return Near(np.zeros(tokens + 1, np.uint32), np.zeros(0, np.int32), np.zeros(0, np.int32))


@inlined
def load(entries, starts, name, side):
    """Lay out a name, each word in its first reading; return how many tokens it has."""
    first, last = np.int64(starts[name]), np.int64(starts[name + 1])
    for at in range(first, last):
        entry = np.int64(entries[at])
        side[TOKEN, at - first] = entry >> TOKEN_SHIFT
        side[VIA, at - first] = entry & 3
        side[FIRST_LETTER, at - first] = (entry >> 2) & LETTER_MASK
    return last - first


@kernel
def _worth(book, reading, facts, other, m):
    """Return how well a reading answers the other name: two per word found, one off per other."""
    worth = 0
    for at in range(np.int64(book.words.starts[reading]), np.int64(book.words.starts[reading + 1])):
        same = book.tokens.facts[np.int64(book.words.entries[at]) >> TOKEN_SHIFT, SAME]
        found = False
        for j in range(m):
            if same >= 0 and facts[other[TOKEN, j], SAME] == same:
                found = True
        worth += 2 if found else -1
    return worth


@kernel
def load_best(book, name, side, facts, other, m):
    """Lay out a name, each word in the reading that answers the other name best."""
    n = 0
    for at in range(np.int64(book.names.starts[name]), np.int64(book.names.starts[name + 1])):
        word = np.int64(book.names.words[at])
        best = np.int64(book.words.readings[word])
        best_worth = _worth(book, best, facts, other, m)
        for reading in range(best + 1, np.int64(book.words.readings[word + 1])):
            worth = _worth(book, reading, facts, other, m)
            if worth > best_worth:
                best, best_worth = reading, worth
        for entry_at in range(
            np.int64(book.words.starts[best]), np.int64(book.words.starts[best + 1])
        ):
            entry = np.int64(book.words.entries[entry_at])
            sort = book.tokens.facts[entry >> TOKEN_SHIFT, SORT]
            if n < MAX_TOKENS and sort != STOP and sort != LEGAL:
                side[TOKEN, n] = entry >> TOKEN_SHIFT
                side[VIA, n] = entry & 3
                side[FIRST_LETTER, n] = (entry >> 2) & LETTER_MASK
                n += 1
    return n if n else load(book.rows.entries, book.rows.starts, name, side)


@kernel
def load_several(query, name, reference, row, left, right, n, m):
    """Lay out a pair again, where a word of either has several readings; return its sizes."""
    one, two = query.tokens.facts, reference.tokens.facts
    if query.rows.several[name]:
        n = load_best(query, name, left, two, right, m)
    if reference.rows.several[row]:
        m = load_best(reference, row, right, one, left, n)
        if query.rows.several[name]:
            n = load_best(query, name, left, two, right, m)
    return n, m


@kernel
def score_pair(query, name, reference, row, weights, kind, near, desk):
    """Return (milli log-odds, agreeing mass in milli-nats) of a pair; the alignment stays laid out."""
    m = load(reference.rows.entries, reference.rows.starts, row, desk.right)
    n = load(query.rows.entries, query.rows.starts, name, desk.left)
    if query.rows.several[name] or reference.rows.several[row]:
        n, m = load_several(query, name, reference, row, desk.left, desk.right, n, m)
    desk.sizes[0], desk.sizes[1] = n, m
    one, two = query.tokens, reference.tokens
    align(
        one.letters, one.facts, desk.left, n, two.letters, two.facts, desk.right, m,
        near.starts, near.tokens, near.like, desk.masks, desk.table, desk.joined,
    )  # fmt: skip
    agreed = fill(
        one.facts, desk.left, n, two.facts, desk.right, m,
        query.names.legal[name], reference.names.legal[row], desk.features,
    )  # fmt: skip
    score = milli_log_odds(desk.features, weights, kind)
    return capped(score, desk.features, agreed, kind == ORGANISATION), agreed


@kernel
def pair_features(query, names, reference, rows, near, desk):
    """Return the features of pairs (query names[i], reference rows[i]), pairs by features."""
    found = np.zeros((len(rows), COUNT), np.int64)
    weights = np.zeros((1, COUNT + 1), np.int64)
    for at in range(len(rows)):
        score_pair(query, names[at], reference, rows[at], weights, 0, near, desk)
        found[at] = desk.features
    return found


@kernel
def lay_out_pairs(
    query, names, reference, rows, kinds, weights, near, desk, left, right, sizes, scores
):
    """Write per pair both sides' working memory, their sizes, and (score, agreeing mass)."""
    for at in range(len(rows)):
        score, agreed = score_pair(
            query, names[at], reference, rows[at], weights, kinds[at], near, desk
        )
        left[at] = desk.left
        right[at] = desk.right
        sizes[at, 0] = desk.sizes[0]
        sizes[at, 1] = desk.sizes[1]
        scores[at, 0] = score
        scores[at, 1] = agreed
