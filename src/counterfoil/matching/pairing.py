"""One pair of names: each word in the reading that answers the other name, aligned and scored."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.align import FIRST_LETTER, HOW, TOKEN, VIA, align, neighbour, side
from counterfoil.matching.caps import capped
from counterfoil.matching.features import COUNT, fill
from counterfoil.matching.how import NONE
from counterfoil.matching.jit import inlined, plain
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

_FOUND = 1000  # thousandths of a word


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


def desk() -> Desk:
    """Return fresh working memory."""
    return Desk(
        side(),
        side(),
        np.zeros(64, np.uint64),
        np.zeros((MAX_TOKENS, MAX_TOKENS), np.int32),
        np.zeros(COUNT, np.int64),
        np.zeros(128, np.uint8),
    )


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


@plain
def _worth(book, reading, facts, other, m, near, is_heard):
    """Return how well a reading answers the other name, in thousandths.

    Two per word found, one off per other; in between, by how much a word sounds like one.
    """
    near_starts, near_tokens, near_like = near
    worth = 0
    for at in range(np.int64(book.words.starts[reading]), np.int64(book.words.starts[reading + 1])):
        token = np.int64(book.words.entries[at]) >> TOKEN_SHIFT
        same = book.tokens.facts[token, SAME]
        like = np.int64(0)
        for j in range(m):
            answer = facts[other[TOKEN, j], SAME]
            if same >= 0 and answer == same:
                like = np.int64(_FOUND)
            elif is_heard and len(near_tokens):
                like = max(
                    like, neighbour(near_starts, near_tokens, near_like, token, np.int64(answer))
                )
        worth += 3 * like - _FOUND
    return worth


@plain
def load_best(book, name, side, facts, other, m, near, is_heard):
    """Lay out a name, each word in the reading that answers the other name best."""
    n = 0
    for at in range(np.int64(book.names.starts[name]), np.int64(book.names.starts[name + 1])):
        word = np.int64(book.names.words[at])
        best = np.int64(book.words.readings[word])
        best_worth = _worth(book, best, facts, other, m, near, is_heard)
        for reading in range(best + 1, np.int64(book.words.readings[word + 1])):
            worth = _worth(book, reading, facts, other, m, near, is_heard)
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


@plain
def load_several(query, name, reference, row, left, right, n, m, near):
    """Lay out a pair again, where a word of either has several readings; return its sizes."""
    one, two = query.tokens.facts, reference.tokens.facts
    if query.rows.several[name]:
        n = load_best(query, name, left, two, right, m, near, np.int64(1))
    if reference.rows.several[row]:
        m = load_best(reference, row, right, one, left, n, near, np.int64(0))
        if query.rows.several[name]:
            n = load_best(query, name, left, two, right, m, near, np.int64(1))
    return n, m


class Laid(NamedTuple):
    """What is kept of pairs beside their scores; arrays without pairs are not filled.

    Shapes: (pairs, 2 sides, rows of a side, MAX_TOKENS), (pairs, 2), (pairs, features), (pairs, 2,
    MAX_TOKENS): of the last, per token how it was answered (`how`), and `how.NONE` beyond the last.
    """

    sides: Ints
    sizes: Ints
    features: Ints
    how: Bytes


def laid(pairs: int = 0, *, features: int = 0, reasons: int = 0) -> Laid:
    """Return room for the alignments of so many pairs, for features, and for reasons of so many."""
    return Laid(
        np.zeros((pairs, 2, *side().shape), np.int32),
        np.zeros((pairs, 2), np.int64),
        np.zeros((features, COUNT), np.int64),
        np.zeros((reasons, 2, MAX_TOKENS), np.uint8),
    )


@plain
def score_pairs(
    pairs, query, names, reference, rows, kinds, weights, near, desk, scores, agreed, laid
):
    """Align and score the first pairs of (names[i] of the query, rows[i] of the reference).

    `kinds` is per name of the reference. Written are milli log-odds, agreeing masses in milli-nats
    and, where there is room for it, what `Laid` holds.
    """
    # Taken out of their tuples once: each look inside costs more than comparing two words.
    q_letters, q_facts = query.tokens
    r_letters, r_facts = reference.tokens
    q_entries, q_starts, q_several = query.rows
    r_entries, r_starts, r_several = reference.rows
    q_legal, r_legal = query.names.legal, reference.names.legal
    near_starts, near_tokens, near_like = near
    left, right, masks, table, features, joined = desk
    sides, sizes, kept, how = laid
    for at in range(pairs):
        name, row = np.int64(names[at]), np.int64(rows[at])
        m = load(r_entries, r_starts, row, right)
        n = load(q_entries, q_starts, name, left)
        if q_several[name] or r_several[row]:
            n, m = load_several(query, name, reference, row, left, right, n, m, near)
        align(
            q_letters, q_facts, left, n, r_letters, r_facts, right, m,
            near_starts, near_tokens, near_like, masks, table, joined,
        )  # fmt: skip
        mass = fill(q_facts, left, n, r_facts, right, m, q_legal[name], r_legal[row], features)
        kind = np.int64(kinds[row])
        score = milli_log_odds(features, weights, kind)
        scores[at] = capped(score, features, mass, kind == ORGANISATION)
        agreed[at] = mass
        if len(sides):
            for what in range(len(left)):
                for place in range(MAX_TOKENS):
                    sides[at, 0, what, place] = left[what, place]
                    sides[at, 1, what, place] = right[what, place]
            sizes[at, 0] = n
            sizes[at, 1] = m
        if len(how):
            for place in range(MAX_TOKENS):
                how[at, 0, place] = left[HOW, place] if place < n else NONE
                how[at, 1, place] = right[HOW, place] if place < m else NONE
        if len(kept):
            for place in range(COUNT):
                kept[at, place] = features[place]
