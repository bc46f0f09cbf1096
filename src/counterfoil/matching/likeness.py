"""How alike two tokens are, 0 to 1000, and in what way."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.how import CUT, INITIAL, MISSING, NICKNAME, TYPO
from counterfoil.matching.how import FAMILY as MEANING
from counterfoil.matching.how import SOUND as SOUNDS
from counterfoil.matching.jit import inlined
from counterfoil.matching.layout import (
    CONSONANT_COUNT,
    CONSONANTS,
    FAMILY,
    FIRST,
    KNOWN,
    LAST,
    LETTER_SET,
    NICK,
    SORT,
    SOUND,
    SOUND_FIRST,
    SOUND_LAST,
)  # fmt: skip
from counterfoil.matching.sorts import INITIAL as LETTER
from counterfoil.matching.sorts import NUMBER, PLACE, TYPE

SAME = 1000
_LETTER_LIKE, _NICK_LIKE, _FAMILY_LIKE, _CUT_LIKE = 500, 900, 650, 600
_SOUND_LIKE, _CONSONANTS_LIKE, _CONSONANTS_NEAR = 950, 830, 780
_LEAST_TYPO, _LEAST_SHORT, _SHORTEST, _SHORT = 720, 780, 3, 4
_SHORTEST_CUT, _CUT_BY = 3, 3
_NEARLY = 550  # spelling from which a look at the sound pays


@inlined
def common_letters(left, left_at, left_end, right, right_at, right_end, masks):
    """Return the length of the longest common subsequence, 64 letters at once."""
    for at in range(left_at, left_end):
        masks[left[at]] |= np.uint64(1) << np.uint64(at - left_at)
    row = ~np.uint64(0)
    for at in range(right_at, right_end):
        both = row & masks[right[at]]
        row = (row + both) | (row - both)
    for at in range(left_at, left_end):
        masks[left[at]] = np.uint64(0)
    size = left_end - left_at
    row = ~row
    if size < 64:
        row &= (np.uint64(1) << np.uint64(size)) - np.uint64(1)
    return bits(row & np.uint64(0xFFFFFFFF)) + bits(row >> np.uint64(32))


@inlined
def bits(value):
    """Return how many of 32 bits are set."""
    found = np.uint32(value)
    found -= (found >> np.uint32(1)) & np.uint32(0x55555555)
    found = (found & np.uint32(0x33333333)) + ((found >> np.uint32(2)) & np.uint32(0x33333333))
    found = (found + (found >> np.uint32(4))) & np.uint32(0x0F0F0F0F)
    return np.int64((np.uint64(found) * np.uint64(0x01010101)) >> np.uint64(24)) & 0xFF


@inlined
def _spelling(left, first, last, right, begin, end, masks):
    """Return twice the common letters per thousand letters of both."""
    size = last - first + end - begin
    if not size or 2000 * min(last - first, end - begin) < 600 * size:
        return 0
    return 2000 * common_letters(left, first, last, right, begin, end, masks) // size


@inlined
def _is_cut(left, first, last, right, begin, end):
    """Say whether one token is the beginning of the other, much longer one."""
    short = min(last - first, end - begin)
    if short < _SHORTEST_CUT or abs((last - first) - (end - begin)) < _CUT_BY:
        return False
    for at in range(short):
        if left[first + at] != right[begin + at]:
            return False
    return True


@inlined
def may_be_alike(one, a, two, b):
    """Say whether two tokens are worth a closer look; costs a fraction of it.

    True wherever `likeness` of tokens that are not crossed finds something: a letter that only one
    of them has is not in what they have in common.
    """
    if one[a, SOUND] == two[b, SOUND] or one[a, CONSONANTS] == two[b, CONSONANTS]:
        return True
    if not (one[a, KNOWN] and two[b, KNOWN]):
        left, right = one[a, LETTER_SET], two[b, LETTER_SET]
        only_left, only_right = bits(left & ~right), bits(right & ~left)
        if only_left == 0 or only_right == 0:
            return True
        size_left, size_right = one[a, LAST] - one[a, FIRST], two[b, LAST] - two[b, FIRST]
        common = min(size_left - only_left, size_right - only_right)
        if 2000 * common >= _NEARLY * (size_left + size_right):
            return True
    if one[a, FAMILY] and one[a, FAMILY] == two[b, FAMILY]:
        return True
    return one[a, NICK] != 0 and one[a, NICK] == two[b, NICK]


@inlined
def likeness(left, one, a, right, two, b, crossed, masks):
    """Return (likeness, how) of token a of one side and b of the other, not the same text."""
    sort_a, sort_b = one[a, SORT], two[b, SORT]
    if sort_a == NUMBER or sort_b == NUMBER:
        return 0, MISSING
    if sort_a == LETTER or sort_b == LETTER:
        if left[one[a, FIRST]] != right[two[b, FIRST]] or sort_a == sort_b:
            return 0, MISSING
        if sort_a == PLACE or sort_b == PLACE or sort_a == TYPE or sort_b == TYPE:
            return 0, MISSING
        return _LETTER_LIKE, INITIAL
    if one[a, NICK] and one[a, NICK] == two[b, NICK]:
        return _NICK_LIKE, NICKNAME
    if one[a, FAMILY] and one[a, FAMILY] == two[b, FAMILY]:
        return _FAMILY_LIKE, MEANING
    if one[a, KNOWN] and two[b, KNOWN]:
        return 0, MISSING
    first, last = np.int64(one[a, FIRST]), np.int64(one[a, LAST])
    begin, end = np.int64(two[b, FIRST]), np.int64(two[b, LAST])
    short = min(last - first, end - begin)
    if short < _SHORTEST and not crossed:
        return 0, MISSING
    spelled = _spelling(left, first, last, right, begin, end, masks)
    best, how = 0, MISSING
    if spelled >= (_LEAST_TYPO if short > (_SHORTEST if crossed else _SHORT) else _LEAST_SHORT):
        best, how = min(spelled, SAME - 20), TYPO
    if one[a, SOUND] == two[b, SOUND]:
        if best < _SOUND_LIKE:
            best, how = _SOUND_LIKE, SOUNDS
        return best, how
    count = one[a, CONSONANT_COUNT]
    if one[a, CONSONANTS] == two[b, CONSONANTS]:
        if crossed and count >= 2 and best < _CONSONANTS_LIKE:
            best, how = _CONSONANTS_LIKE, SOUNDS
        elif count >= 3 and spelled >= 600 and best < _CONSONANTS_NEAR:
            best, how = _CONSONANTS_NEAR, SOUNDS
    if best < _SOUND_LIKE and (crossed or spelled >= _NEARLY):
        sounding = _spelling(
            left, np.int64(one[a, SOUND_FIRST]), np.int64(one[a, SOUND_LAST]),
            right, np.int64(two[b, SOUND_FIRST]), np.int64(two[b, SOUND_LAST]), masks,
        ) - 30  # fmt: skip
        if sounding > best and sounding >= (
            _LEAST_TYPO - 100 * crossed
            if short > (_SHORTEST if crossed else _SHORT)
            else _LEAST_SHORT
        ):
            best, how = sounding, SOUNDS
    if best < _CUT_LIKE and _is_cut(left, first, last, right, begin, end):
        best, how = _CUT_LIKE, CUT
    return best, how
