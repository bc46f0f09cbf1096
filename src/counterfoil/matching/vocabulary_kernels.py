"""Kernels that take names apart into numbered words, as `split` does; see `vocabulary`."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.hashing import hashed
from counterfoil.matching.jit import kernel, plain
from counterfoil.matching.known_words import CERTAIN, DOUBTFUL, STARTS_FORM, flags_of
from counterfoil.matching.word_table import interned, number_of

# In place of a count of words: the name is to be read with care; it is to be read again, once it is
# known whether its doubtful words are certain words of legal forms.
SLOW, AGAIN = -1, -2
BETWEEN, DROPPED, CAREFUL, DOT = range(4)
_LONGEST_FORM = 12  # words
_SPACE, _J, _S = 32, 106, 115
_JOINT = 5  # letters of `joint` and of `stock`


@plain
def take_apart(
    text, bounds, table, flags, known, letter_table, longest, most, room, words, counts, legal
):
    """Write the words of names of plain letters, and how many each has, or why not; return how many.

    `legal` is per name the hash of the legal forms that were taken out.
    """
    to = np.int64(0)
    for name in range(len(counts)):
        first, last = np.int64(bounds[name]), np.int64(bounds[name + 1])
        begin = to
        is_slow = last - first > longest
        has_form = False
        failed = SLOW
        at = first
        word = first  # where the letters of a word are gathered; never beyond where they are read
        while at <= last and not is_slow and to - begin < most:
            letter = letter_table[text[at]] if at < last else BETWEEN
            at += 1
            if letter > DOT:
                text[word] = letter
                word += 1
            elif letter == CAREFUL or (
                letter == DOT and word == first + 1 and _joins(letter_table, text, at, last)
            ):
                is_slow = True
            elif letter != DROPPED:
                if word > first:
                    known_before = table.sizes[0]
                    number = interned(table, text, first, word)
                    if number == known_before:
                        flags[number] = flags_of(known, room, text, first, word)
                    has_form = has_form or flags[number] & STARTS_FORM
                    words[to] = number
                    to += 1
                first = word = at
        if has_form and not is_slow:
            to, legal[name] = _without_forms(table, flags, known, room, words, begin, to)
            is_slow = to < 0
            failed = to
        if is_slow:
            to = begin
        counts[name] = failed if is_slow else to - begin
    return to


@plain
def _joins(letter_table, text, at, last):
    """Say whether a letter and its dot may be one word with what follows; too often, never too seldom."""
    begin = at
    while at < last and letter_table[text[at]] == BETWEEN:
        at += 1
    for step in range(at, min(at + 2, last)):
        if letter_table[text[step]] == DROPPED or letter_table[text[step]] == CAREFUL:
            return True
    if at >= last or letter_table[text[at]] <= DOT:
        return at < last
    after = letter_table[text[at + 1]] if at + 1 < last else BETWEEN
    return after == DOT or (at == begin and after <= DOT)


@plain
def _without_forms(table, flags, known, room, words, begin, end):
    """Take the legal forms out of a name; return its new end, or why it has none, and their hash."""
    to, at = begin, begin
    found = np.uint32(0)
    is_joint = is_stock = False
    while at < end:
        word = words[at]
        size = 0
        if flags[word] & STARTS_FORM:
            size, value = _form_at(table, known.phrases, known.classes, room, words, at, end)
            found |= value
        if size == 0:
            size = 1
            first, last = table.starts[word], table.starts[word + 1]
            if flags[word] & CERTAIN:
                found |= hashed(table.letters, first, last)
            else:
                if flags[word] & DOUBTFUL:
                    return np.int64(AGAIN), np.uint32(0)
                if abs(last - first - _JOINT) <= 1:
                    is_joint = is_joint or table.letters[first] == _J
                    is_stock = is_stock or table.letters[first] == _S
                words[to] = word
                to += 1
        at += size
    if is_joint and is_stock:  # `joint stock`, its words swapped or misspelled
        return np.int64(SLOW), np.uint32(0)
    if to == begin:  # a name that is only a legal form is a name after all, but its words are lost
        return np.int64(SLOW), np.uint32(0)
    return to, found


@plain
def _form_at(table, phrases, classes, room, words, at, end):
    """Return (words, hash) of the longest legal form that begins here, (0, 0) where none does."""
    size = np.int64(0)
    best, value = 0, np.uint32(0)
    for length in range(1, min(_LONGEST_FORM, end - at) + 1):
        word = words[at + length - 1]
        first, last = table.starts[word], table.starts[word + 1]
        if size + last - first + 1 > len(room):
            break
        if size:
            room[size] = _SPACE
            size += 1
        for step in range(first, last):
            room[size] = table.letters[step]
            size += 1
        phrase = number_of(phrases, room, np.int64(0), size)
        if phrase >= 0:
            best, value = length, classes[phrase]
    return best, value


@plain
def intern_split(text, bounds, table, flags, known, room, found):
    """Write the numbers of words that stand in one row; new ones are added."""
    for at in range(len(found)):
        first, last = np.int64(bounds[at]), np.int64(bounds[at + 1])
        known_before = table.sizes[0]
        found[at] = interned(table, text, first, last)
        if found[at] == known_before:
            flags[found[at]] = 0
            if _is_ascii(text, first, last):
                flags[found[at]] = flags_of(known, room, text, first, last)


@plain
def _is_ascii(text, first, last):
    for at in range(first, last):
        if text[at] >= 128:
            return False
    return True


@kernel
def weave(words, counts, others, more):
    """Return rows of words put together: per name those of the one and those of the other."""
    total = 0
    for name in range(len(counts)):
        total += counts[name] + more[name]
    found = np.zeros(total, np.uint32)
    to = one = two = 0
    for name in range(len(counts)):
        for _ in range(counts[name]):
            found[to] = words[one]
            one += 1
            to += 1
        for _ in range(more[name]):
            found[to] = others[two]
            two += 1
            to += 1
    return found
