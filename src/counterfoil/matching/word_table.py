"""Words as bytes, each once, numbered in the order they came: a hash table in arrays.

A word is found again by comparing its bytes, so that no two words are ever taken for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from counterfoil.matching.hashing import hashed
from counterfoil.matching.jit import inlined, plain
from counterfoil.matching.layout import Bytes, Ints, Unsigned


class WordBytes(NamedTuple):
    """Words as kernels see them: the bytes of word w are `letters[starts[w]:starts[w + 1]]`."""

    letters: Bytes
    starts: Ints
    slots: Ints  # open addressing: a word, or -1
    sizes: Ints  # words, letters


def nothing(words: int, letters: int) -> WordBytes:
    """Return a table without words, with room for so many of so many letters."""
    return WordBytes(
        np.zeros(letters, np.uint8),
        np.zeros(words + 1, np.int64),
        np.full(1 << (2 * words).bit_length(), -1, np.int32),
        np.zeros(2, np.int64),
    )


def with_room(table: WordBytes, words: int, letters: int) -> WordBytes:
    """Return the table with room for so many more words of so many letters."""
    words += int(table.sizes[0]) + 1
    letters += int(table.sizes[1]) + 1
    if words < len(table.starts) and letters <= len(table.letters):
        return table
    room = nothing(max(words, 2 * len(table.starts)), max(letters, 2 * len(table.letters)))
    room.letters[: len(table.letters)] = table.letters
    room.starts[: len(table.starts)] = table.starts
    room.sizes[:] = table.sizes
    _rehash(room)
    return room


def table_of(words: Sequence[str]) -> WordBytes:
    """Return a table of words, in their order."""
    text, bounds = in_one_row(words)
    table = nothing(len(words) + 1, len(text) + 1)
    intern_words(text, bounds, table, np.zeros(len(words), np.uint32))
    return table


def in_one_row(words: Sequence[str]) -> tuple[Bytes, Unsigned]:
    """Return the bytes of words one after the other, and where each begins."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    text = np.frombuffer(bytearray(b"".join(encoded)), np.uint8)
    return text, starts_of(np.fromiter(map(len, encoded), np.int64, len(words)))


def starts_of(counts: Ints) -> Unsigned:
    """Return where rows of so many numbers begin, and the end of the last."""
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


@inlined
def slot_of(table, text, first, last):
    """Return the slot of a word: that which holds it, or the empty one where it belongs."""
    letters, starts, slots, _ = table
    at = np.int64(hashed(text, first, last)) & (len(slots) - 1)
    while slots[at] >= 0:
        word = slots[at]
        begin = starts[word]
        if starts[word + 1] - begin == last - first:
            is_same = True
            for step in range(last - first):
                if letters[begin + step] != text[first + step]:
                    is_same = False
                    break
            if is_same:
                break
        at = (at + 1) & (len(slots) - 1)
    return at


@plain
def number_of(table, text, first, last):
    """Return the number of a word, -1 where the table does not hold it."""
    return np.int64(table.slots[slot_of(table, text, first, last)])


@plain
def interned(table, text, first, last):
    """Return the number of a word, which is added where it is new; there must be room."""
    letters, starts, slots, sizes = table
    slot = slot_of(table, text, first, last)
    if slots[slot] >= 0:
        return np.int64(slots[slot])
    word, end = sizes[0], sizes[1]
    for step in range(last - first):
        letters[end + step] = text[first + step]
    starts[word] = end
    starts[word + 1] = end + last - first
    slots[slot] = word
    sizes[0] = word + 1
    sizes[1] = end + last - first
    return np.int64(word)


@plain
def intern_words(text, bounds, table, found):
    """Write the numbers of words that stand in one row; new ones are added."""
    for at in range(len(found)):
        found[at] = interned(table, text, np.int64(bounds[at]), np.int64(bounds[at + 1]))


@plain
def _rehash(table):
    letters, starts, slots, sizes = table
    for word in range(sizes[0]):
        at = np.int64(hashed(letters, starts[word], starts[word + 1])) & (len(slots) - 1)
        while slots[at] >= 0:
            at = (at + 1) & (len(slots) - 1)
        slots[at] = word
