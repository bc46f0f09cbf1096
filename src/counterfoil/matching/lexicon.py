"""The lexicon: every distinct word of a side once, with its readings, as flat arrays.

A name is a row of words; a word has readings; a reading is a row of tokens. Kernels only see
arrays of numbers, and what is costly in a word is done once, however many names hold it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterfoil.matching.columns import Column
from counterfoil.matching.fold import CODES, fold_tokens
from counterfoil.matching.layout import (
    FACTS,
    FAMILY,
    GENERAL,
    KNOWN,
    NICK,
    SORT,
    TOKEN_SHIFT,
    Bytes,
    NameRows,
    Tokens,
    Unsigned,
    WordTable,
)  # fmt: skip
from counterfoil.matching.lexicon_kernels import codes_of, intern_chosen
from counterfoil.matching.reader import Reader
from counterfoil.matching.vocabulary import Vocabulary
from counterfoil.matching.word_facts import UNSEEN
from counterfoil.matching.word_table import in_one_row, intern_words, nothing, with_room

MAX_LETTERS = 60  # letters of a token that are compared
_TOLD = np.array([SORT, KNOWN, FAMILY, NICK, GENERAL])
_CODES = np.frombuffer(bytearray(CODES), np.uint8)


class Lexicon:
    """Words and tokens of one side of a comparison; grows as names are read."""

    def __init__(self, *, by_sound: bool = False) -> None:
        """Begin an empty lexicon; `by_sound` says that words of other scripts are looked up by sound."""
        self._heard: set[str] | None = set() if by_sound else None
        self.vocabulary = Vocabulary()
        self.native: list[tuple[str, int]] = []  # what is to be heard, and its token
        self._done = 0  # words that have their readings
        self._tokens = nothing(15, 100)
        self._reading_starts = Column(np.uint32, [0])  # per word, then per reading
        self._entry_starts = Column(np.uint32, [0])
        self._entries = Column(np.uint32)
        self._letters = Column(np.uint8)
        self._facts = Column(np.int32, width=FACTS)

    def read(self, names: Sequence[str]) -> NameRows:
        """Return the names as rows of words; new words are added."""
        rows = self.vocabulary.read(names)
        if len(self.vocabulary) > self._done:
            self._add_words()
        return rows

    def words(self) -> WordTable:
        """Return the words' readings."""
        return WordTable(
            self._reading_starts.view(), self._entry_starts.view(), self._entries.view()
        )

    def tokens(self) -> Tokens:
        """Return the tokens; rarity and place of those that are new are still to be filled."""
        return Tokens(self._letters.view(), self._facts.view())

    def _add_words(self) -> None:
        """Add the words that are new: in bulk those in no table, the others as they are read."""
        first, before = self._done, int(self._tokens.sizes[0])
        strange = self.vocabulary.is_strange(first)
        reader = Reader(self._heard)
        for word in self.vocabulary.texts(first, ~strange):
            reader.read(word)
        as_read = self._interned(reader.keys)
        self.native += [(word, int(as_read[at])) for word, at in reader.native]
        self._add_rows(strange, reader, as_read, self._interned_strange(first, strange))
        self._add_tokens(before, as_read, reader)
        self._done = len(self.vocabulary)

    def _interned(self, keys: list[str]) -> Unsigned:
        text, bounds = in_one_row(keys)
        self._tokens = with_room(self._tokens, len(keys), len(text))
        found = np.zeros(len(keys), np.uint32)
        intern_words(text, bounds, self._tokens, found)
        return found

    def _interned_strange(self, first: int, strange: Bytes) -> Unsigned:
        """Return the entries of words that are read as they stand."""
        letters, starts = self.vocabulary.letters(first)
        self._tokens = with_room(self._tokens, len(strange), len(letters))
        entries = np.zeros(int(strange.sum()), np.uint32)
        intern_chosen(letters, starts, strange, self._tokens, _CODES, entries)
        return entries

    def _add_rows(
        self, strange: Bytes, reader: Reader, as_read: Unsigned, as_they_stand: Unsigned
    ) -> None:
        """Append readings and entries of new words in the words' order."""
        readings = np.ones(len(strange), np.uint32)
        readings[~strange] = reader.readings
        is_read = np.repeat(~strange, readings)
        sizes = np.ones(len(is_read), np.uint32)
        sizes[is_read] = reader.tokens
        is_read = np.repeat(is_read, sizes)
        entries = np.zeros(len(is_read), np.uint32)
        entries[~is_read] = as_they_stand
        entries[is_read] = as_read << np.uint32(TOKEN_SHIFT) | np.array(reader.rest, np.uint32)
        for column, counts in ((self._reading_starts, readings), (self._entry_starts, sizes)):
            column.extend(column.view()[-1] + np.cumsum(counts, dtype=np.uint32))
        self._entries.extend(entries)

    def _add_tokens(self, before: int, as_read: Unsigned, reader: Reader) -> None:
        """Lay out the tokens from `before` on: letters, sounds and what the tables know of them."""
        count = int(self._tokens.sizes[0]) - before
        facts = np.zeros((count, FACTS), np.int32)
        facts[:, GENERAL] = UNSEEN
        told = np.array(reader.facts, np.int32).reshape(-1, 5)
        new = np.flatnonzero(as_read >= before)[::-1]  # the first of equal ones is written last
        facts[np.ix_(as_read[new] - before, _TOLD)] = told[new]
        letters, starts = codes_of(self._tokens, before, _CODES, MAX_LETTERS)
        self._letters.extend(fold_tokens(letters, starts, len(self._letters), facts))
        self._facts.extend(facts)
