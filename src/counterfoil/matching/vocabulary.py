"""Distinct words, numbered: names of plain letters are taken apart by a kernel, others by `split`."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

import numpy as np

from counterfoil.matching.clean import MAX_LENGTH, unmarked
from counterfoil.matching.known_words import CERTAIN, DOUBTFUL, STRANGE, known
from counterfoil.matching.layout import Bytes, Ints, NameRows, Unsigned
from counterfoil.matching.legal import is_certain, legal_hash
from counterfoil.matching.split import MAX_WORDS, split
from counterfoil.matching.vocabulary_kernels import (
    AGAIN,
    BETWEEN,
    CAREFUL,
    DOT,
    DROPPED,
    SLOW,
    intern_split,
    take_apart,
    weave,
)
from counterfoil.matching.word_table import (
    in_one_row,
    nothing,
    starts_of,
    with_room,
)

_CHUNK = 4_096  # names taken apart at once


class Vocabulary:
    """Words numbered in the order they are met, each once."""

    def __init__(self) -> None:
        self._table = nothing(15, 100)
        self._flags: Bytes = np.zeros(16, np.uint8)
        self._resolved = 0  # words of which it is known whether they are certain

    def __len__(self) -> int:
        return int(self._table.sizes[0])

    def text(self, word: int) -> str:
        """Return a word as it is written."""
        first, last = self._table.starts[word], self._table.starts[word + 1]
        return self._table.letters[first:last].tobytes().decode("utf-8", "surrogatepass")

    def texts(self, first: int, chosen: Bytes) -> Iterator[str]:
        """Yield those chosen of the words from `first` on, as they are written."""
        letters, starts = self.letters(first)
        text, bounds = letters.tobytes(), starts.tolist()
        for word in np.flatnonzero(chosen).tolist():
            yield text[bounds[word] : bounds[word + 1]].decode("utf-8", "surrogatepass")

    def is_strange(self, first: int) -> Bytes:
        """Return per word from `first` on whether it is in no table and so read as it stands."""
        return (self._flags[first : len(self)] & STRANGE) > 0

    def letters(self, first: int) -> tuple[Bytes, Bytes]:
        """Return the bytes of the words from `first` on in one row, and where each begins."""
        starts = self._table.starts[first : len(self) + 1]
        return self._table.letters[starts[0] : starts[-1]], starts - starts[0]

    def read(self, names: Sequence[str]) -> NameRows:
        """Return names as rows of words; new words are added."""
        parts = [self._read(names[at : at + _CHUNK]) for at in range(0, len(names), _CHUNK)]
        if len(parts) == 1:
            return parts[0]
        empty = np.zeros(0, np.uint32)
        words = np.concatenate([empty, *(part.words for part in parts)])
        counts = np.concatenate([empty, *(np.diff(part.starts) for part in parts)])
        return NameRows(
            words, starts_of(counts), np.concatenate([empty, *(part.legal for part in parts)])
        )

    def _read(self, names: Sequence[str]) -> NameRows:
        words, counts, legal = self._apart(names)
        self._resolve()
        for reason, read in ((AGAIN, self._read), (SLOW, self._with_care)):
            left = np.flatnonzero(counts == reason)
            if len(left):
                rows = read([names[at] for at in left.tolist()])
                counts[left] = 0
                more = np.zeros(len(names), np.int32)
                more[left] = np.diff(rows.starts)
                legal[left] = rows.legal
                words = weave(words, np.maximum(counts, 0), rows.words, more)
                counts += more
        return NameRows(words, starts_of(counts), legal)

    def _apart(self, names: Sequence[str]) -> tuple[Unsigned, Ints, Unsigned]:
        """Return words, how many each name has or why it has none, and hashes of legal forms."""
        joined = "".join(names)
        if not joined.isascii():
            names = [unmarked(name) for name in names]
            joined = "".join(names)
        text = np.frombuffer(bytearray(joined.encode("ascii", "replace")), np.uint8)
        bounds = starts_of(np.fromiter(map(len, names), np.int64, len(names)))
        most = (len(text) + len(names)) // 2 + 1
        self._make_room(most, len(text))
        words, counts = np.zeros(most, np.uint32), np.zeros(len(names), np.int32)
        legal, room = np.zeros(len(names), np.uint32), np.zeros(2 * MAX_LENGTH, np.uint8)
        size = take_apart(
            text, bounds, self._table, self._flags, known(), _letter_table(), MAX_LENGTH, MAX_WORDS,
            room, words, counts, legal,
        )  # fmt: skip
        return words[:size].copy(), counts, legal

    def _with_care(self, names: Sequence[str]) -> NameRows:
        found = [split(name) for name in names]
        text, bounds = in_one_row(list(chain.from_iterable(one.words for one in found)))
        self._make_room(len(bounds), len(text))
        words = np.zeros(len(bounds) - 1, np.uint32)
        room = np.zeros(2 * MAX_LENGTH, np.uint8)
        intern_split(text, bounds, self._table, self._flags, known(), room, words)
        counts = np.array([len(one.words) for one in found], np.int64)
        legal = np.array([legal_hash(one.legal) for one in found], np.uint32)
        return NameRows(words, starts_of(counts), legal)

    def _resolve(self) -> None:
        """Find out which of the new doubtful words are certain words of legal forms."""
        flags = self._flags[self._resolved : len(self)]
        for at in np.flatnonzero(flags & DOUBTFUL).tolist():
            flags[at] ^= DOUBTFUL
            flags[at] |= CERTAIN if is_certain(self.text(self._resolved + at)) else 0
        self._resolved = len(self)

    def _make_room(self, words: int, letters: int) -> None:
        """See to it that so many more words of so many letters have room."""
        self._table = with_room(self._table, words, letters)
        if len(self._flags) < len(self._table.starts):
            flags = np.zeros(len(self._table.starts), np.uint8)
            flags[: len(self._flags)] = self._flags
            self._flags = flags


@cache
def _letter_table() -> Bytes:
    """Return per byte its lower-case letter, or what else becomes of it."""
    found = np.full(256, BETWEEN, np.uint8)
    for letter in string.ascii_letters + string.digits:
        found[ord(letter)] = ord(letter.lower())
    for letter in "'`\"":
        found[ord(letter)] = DROPPED
    for letter in "/_?":  # a question mark stands for a letter beyond ASCII
        found[ord(letter)] = CAREFUL
    found[ord(".")] = DOT
    return found
