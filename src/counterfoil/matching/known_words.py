"""What a word calls for before it is read: nothing, for most; a kernel says so of each.

The careful answers are in `quick`, `legal` and `word_facts`; a word for which a kernel is not sure is
left to them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from counterfoil.matching import legal, quick, romanise, tables
from counterfoil.matching.jit import inlined, plain
from counterfoil.matching.layout import Unsigned
from counterfoil.matching.likeness import bits
from counterfoil.matching.word_table import WordBytes, number_of, table_of

STARTS_FORM, DOUBTFUL, STRANGE, CERTAIN = 1, 2, 4, 8
"""A legal form may begin with the word; it may be a certain word of one; it is in no table at all;
it was found to be a certain word of one."""
_A, _Z, _COLON = 97, 122, 58
_HEAD, _STEM_HEAD = quick.HEAD, quick.STEM_HEAD
_LONG = 9  # letters from which a certain word may have two slips, see `legal`


class Known(NamedTuple):
    """The shipped tables as kernels see them."""

    starters: WordBytes  # words that legal forms begin with
    phrases: WordBytes  # legal forms
    shipped: WordBytes  # words that any table holds
    heads: WordBytes  # how stems of translated words begin
    endings: WordBytes  # of words that may be read as others
    certain: WordBytes
    stems: WordBytes  # how certain words begin
    old: WordBytes  # of the folding of spellings
    new: WordBytes  # what replaces them, after a number and a colon, as every word is there once
    classes: Unsigned  # per phrase the hash of its class


@cache
def known() -> Known:
    """Return the shipped tables."""
    shipped = quick.special_words() | set(tables.frequencies()) | set(tables.name_frequencies())
    shipped |= set(tables.nicknames()) | set(tables.nicknames().values())
    forms = sorted(tables.legal_forms())
    return Known(
        starters=table_of(sorted(legal.legal_starters())),
        phrases=table_of(forms),
        shipped=table_of(sorted(word for word in shipped if word.isascii())),
        heads=table_of(sorted(quick.stem_heads())),
        endings=table_of(quick.ENDINGS),
        certain=table_of(legal.CERTAIN),
        stems=table_of(legal.STEMS),
        old=table_of([old for old, _ in romanise.FOLDS]),
        new=table_of([f"{at}:{new}" for at, (_, new) in enumerate(romanise.FOLDS)]),
        classes=np.array(list(map(legal.form_hash, forms)), np.uint32),
    )


@plain
def flags_of(known, room, letters, first, last):
    """Return the flags of a word of lower-case letters and digits; `room` is working memory."""
    flags = 0
    if number_of(known.starters, letters, first, last) >= 0:
        flags |= STARTS_FORM
    is_plain = last - first >= 2
    for at in range(first, last):
        if not _A <= letters[at] <= _Z:
            is_plain = False
    if _may_be_certain(known.certain, known.stems, letters, first, last):
        return flags | DOUBTFUL
    if not is_plain or number_of(known.shipped, letters, first, last) >= 0:
        return flags
    if _has_ending(known.endings, letters, first, last):
        return flags
    if _has_head(known.old, known.new, known.heads, room, letters, first, last):
        return flags
    return flags | STRANGE


@inlined
def _begins(words, begin, end, letters, first, last):
    """Say whether letters[first:last] begin with words[begin:end]."""
    if end - begin > last - first:
        return False
    for step in range(end - begin):
        if words[begin + step] != letters[first + step]:
            return False
    return True


@plain
def _has_ending(endings, letters, first, last):
    words, starts, _, sizes = endings
    for word in range(sizes[0]):
        begin, end = starts[word], starts[word + 1]
        size = end - begin
        if size <= last - first and _begins(words, begin, end, letters, last - size, last):
            return True
    return False


@plain
def _letter_set(letters, first, last):
    found = 0
    for at in range(first, last):
        found |= 1 << (np.int64(letters[at]) & 31)
    return found


@plain
def _may_be_certain(certain, stems, letters, first, last):
    """Say whether a word may be a certain word of a legal form with slips; too often, never too seldom."""
    words, starts, _, sizes = stems
    for word in range(sizes[0]):
        if _begins(words, starts[word], starts[word + 1], letters, first, last):
            return True
    words, starts, _, sizes = certain
    mine = _letter_set(letters, first, last)
    for word in range(sizes[0]):
        begin, end = starts[word], starts[word + 1]
        slips = 2 if end - begin >= _LONG else 1
        if abs((end - begin) - (last - first)) > slips:
            continue
        theirs = _letter_set(words, begin, end)
        if bits(theirs & ~mine) <= slips and bits(mine & ~theirs) <= slips:
            return True
    return False


@plain
def _has_head(old, new, heads, room, letters, first, last):
    """Say whether a word begins as a translated stem does, spellings of one sound made alike."""
    size = min(last - first, _HEAD)
    for step in range(size):
        room[step] = letters[first + step]
    words, starts, _, sizes = old
    present = _letter_set(room, np.int64(0), size)
    for rule in range(sizes[0]):
        if present >> (np.int64(words[starts[rule]]) & 31) & 1:
            size = _replaced(words, starts[rule], starts[rule + 1], new, rule, room, size)
            present = _letter_set(room, np.int64(0), size)
    to = 0
    for at in range(size):
        if to == 0 or room[to - 1] != room[at]:
            room[to] = room[at]
            to += 1
    return number_of(heads, room, np.int64(0), min(to, quick.STEM_HEAD)) >= 0


@plain
def _replaced(words, begin, end, new, rule, room, size):
    """Replace words[begin:end] wherever it stands, from the left, by a rule; return the new size."""
    length = end - begin
    at = np.int64(0)
    while at + length <= size:
        if not _begins(words, begin, end, room, at, size):
            at += 1
            continue
        first, last = new.starts[rule], new.starts[rule + 1]
        while new.letters[first] != _COLON:
            first += 1
        first += 1
        grows = last - first - length
        if grows > 0:
            for step in range(size - 1, at + length - 1, -1):
                room[step + grows] = room[step]
        else:
            for step in range(at + length, size):
                room[step + grows] = room[step]
        for step in range(last - first):
            room[at + step] = new.letters[first + step]
        size += grows
        at += last - first
    return size
