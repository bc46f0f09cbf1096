"""Alignment: which token of one name answers which token of the other, as a kernel.

Exact tokens first, then two words written as one, then the likest pairs, then initials of
several words. Each token is used once.
"""

from __future__ import annotations

import numpy as np

from counterfoil.matching.how import (
    ACRONYM,
    EQUAL,
    JOINED,
    MISSING,
    OWN_ACRONYM,
    SOUND,
    TRANSLATION,
)
from counterfoil.matching.jit import inlined, plain
from counterfoil.matching.layout import FIRST, LAST, RARITY, SAME, SORT, Ints
from counterfoil.matching.likeness import SAME as FULL
from counterfoil.matching.likeness import common_letters, likeness, may_be_alike
from counterfoil.matching.rows import MAX_TOKENS
from counterfoil.matching.sorts import INITIAL, NUMBER

_JOINED_LEAST, _SHORTEST_JOINED, _LONGEST_JOINED = 880, 5, 60
_ACRONYM_LEAST, _ACRONYM_MOST = 2, 8
_OWN_LEAST = 3


# Rows of the working memory for one name of a pair: its tokens, how each came from its word, how it
# was answered, by which token of the other name (-1: none), how alike the two are, and the first
# letter of its word.
TOKEN, VIA, HOW, TO, LIKE, FIRST_LETTER = range(6)


def side() -> Ints:
    """Return fresh working memory for one name."""
    return np.zeros((6, MAX_TOKENS), np.int32)


@inlined
def align(
    letters,
    one,
    left,
    n,
    others,
    two,
    right,
    m,
    near_starts,
    near_tokens,
    near_like,
    masks,
    table,
    joined,
):
    """Fill `how`, `to` and `like` of both sides; n and m are their numbers of tokens."""
    for i in range(n):
        left[HOW, i] = MISSING
        left[TO, i] = -1
        left[LIKE, i] = 0
    for j in range(m):
        right[HOW, j] = MISSING
        right[TO, j] = -1
        right[LIKE, j] = 0
    free = n
    for i in range(n):
        same = one[left[TOKEN, i], SAME]
        if same < 0:
            continue
        for j in range(m):
            if right[TOKEN, j] == same and right[TO, j] < 0:
                how = EQUAL
                if left[VIA, i] != right[VIA, j]:
                    how = TRANSLATION if 1 in (left[VIA, i], right[VIA, j]) else SOUND
                _pair(left, i, right, j, np.int64(FULL), np.int64(how))
                free -= 1
                break
    if free == 0 or free - n + m == 0:
        _acronyms(letters, one, left, n, others, two, right, m)
        return
    _joined(letters, one, left, n, others, two, right, m, masks, joined)
    _joined(others, two, right, m, letters, one, left, n, masks, joined)
    _alike(
        letters,
        one,
        left,
        n,
        others,
        two,
        right,
        m,
        near_starts,
        near_tokens,
        near_like,
        masks,
        table,
    )
    _acronyms(letters, one, left, n, others, two, right, m)


@inlined
def _pair(left, i, right, j, like, how):
    left[TO, i] = j
    right[TO, j] = i
    left[LIKE, i] = like
    right[LIKE, j] = like
    left[HOW, i] = how
    right[HOW, j] = how


@inlined
def _alike(
    letters, one, left, n, others, two, right, m, near_starts, near_tokens, near_like, masks, table
):
    """Pair what is left, the likest first; of equals what tells most, then the nearest."""
    some = False
    for i in range(n):
        if left[TO, i] >= 0:
            continue
        for j in range(m):
            if right[TO, j] >= 0:
                continue
            a, b = left[TOKEN, i], right[TOKEN, j]
            crossed = left[VIA, i] == 2 or right[VIA, j] == 2
            if not crossed and not may_be_alike(one, a, two, b):
                table[i, j] = 0
                continue
            like, how = likeness(letters, one, a, others, two, b, crossed, masks)
            if left[VIA, i] == 2 and len(near_tokens):
                known = neighbour(near_starts, near_tokens, near_like, np.int64(a), np.int64(b))
                if known > like:
                    like, how = known, SOUND
            table[i, j] = like * 16 + how
            some = some or like > 0
    while some:
        best = np.int64(0)
        best_i, best_j = np.int64(-1), np.int64(-1)
        for i in range(n):
            if left[TO, i] >= 0:
                continue
            for j in range(m):
                if right[TO, j] >= 0 or table[i, j] < 16:
                    continue
                worth = min(one[left[TOKEN, i], RARITY], two[right[TOKEN, j], RARITY])
                rank = ((np.int64(table[i, j]) >> 4) << 24) + (np.int64(worth) << 6) - abs(i - j)
                if rank > best:
                    best, best_i, best_j = rank, i, j
        if best_i < 0:
            return
        _pair(left, best_i, right, best_j, table[best_i, best_j] >> 4, table[best_i, best_j] & 15)


@inlined
def neighbour(starts, tokens, like, token, other):
    """Return how much a token of the query sounds like one of the reference, 0 where it does not."""
    for at in range(np.int64(starts[token]), np.int64(starts[token + 1])):
        if tokens[at] == other:
            return np.int64(like[at])
    return np.int64(0)


@plain
def _joined(letters, one, left, n, others, two, right, m, masks, joined):
    """Pair two neighbouring tokens of the left side with one of the right."""
    for i in range(n - 1):
        if left[TO, i] >= 0 or left[TO, i + 1] >= 0:
            continue
        a, b = left[TOKEN, i], left[TOKEN, i + 1]
        if one[a, SORT] == NUMBER or one[b, SORT] == NUMBER:
            continue
        first, middle = np.int64(one[a, FIRST]), np.int64(one[a, LAST])
        other_first, last = np.int64(one[b, FIRST]), np.int64(one[b, LAST])
        size = middle - first + last - other_first
        if size > _LONGEST_JOINED or (
            size < _SHORTEST_JOINED and not (one[a, SORT] == INITIAL and one[b, SORT] == INITIAL)
        ):
            continue
        for j in range(m):
            if right[TO, j] >= 0:
                continue
            other = right[TOKEN, j]
            begin, end = np.int64(two[other, FIRST]), np.int64(two[other, LAST])
            if abs(end - begin - size) > 2 or others[begin] != letters[first]:
                continue
            for at in range(first, middle):
                joined[at - first] = letters[at]
            for at in range(other_first, last):
                joined[middle - first + at - other_first] = letters[at]
            like = (
                2000
                * common_letters(joined, np.int64(0), size, others, begin, end, masks)
                // (size + end - begin)
            )
            if like >= _JOINED_LEAST:
                _pair(left, i, right, j, like, np.int64(JOINED))
                _pair(left, i + 1, right, j, like, np.int64(JOINED))
                right[TO, j] = i
                break


@inlined
def _acronyms(letters, one, left, n, others, two, right, m):
    """Pair a short token with the run of words it is made of the first letters of."""
    for i in range(n):
        if left[TO, i] < 0 and _is_short(one, left[TOKEN, i], max(n - 1, m)):
            _acronym(letters, one, left, i, n, right, m)
    for j in range(m):
        if right[TO, j] < 0 and _is_short(two, right[TOKEN, j], max(m - 1, n)):
            _acronym(others, two, right, j, m, left, n)


@inlined
def _is_short(facts, token, most):
    size = facts[token, LAST] - facts[token, FIRST]
    return _ACRONYM_LEAST <= size <= min(most, _ACRONYM_MOST) and facts[token, SORT] != NUMBER


@plain
def _acronym(letters, one, left, i, n, right, m):
    token = left[TOKEN, i]
    first, last = np.int64(one[token, FIRST]), np.int64(one[token, LAST])
    size = last - first
    for start in range(m - size + 1):
        agrees = True
        for at in range(size):
            if right[TO, start + at] >= 0 or right[FIRST_LETTER, start + at] != letters[first + at]:
                agrees = False
                break
        if agrees:
            for at in range(size):
                right[TO, start + at] = i
                right[HOW, start + at] = ACRONYM
                right[LIKE, start + at] = FULL
            left[TO, i] = start
            left[HOW, i] = ACRONYM
            left[LIKE, i] = FULL
            return
    if size < _OWN_LEAST:
        return
    at = first
    for k in range(n):
        if k != i and at < last and left[FIRST_LETTER, k] == letters[at]:
            at += 1
    if at == last:
        left[HOW, i] = OWN_ACRONYM
