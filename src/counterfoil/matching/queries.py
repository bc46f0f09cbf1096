"""Queries: names read for one reference, each of their words looked up there once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from counterfoil.matching.columns import Column
from counterfoil.matching.grams import token_grams
from counterfoil.matching.keys import same_words
from counterfoil.matching.layout import SAME, Tokens, Unsigned
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.pairing import Book, Near
from counterfoil.matching.rarity import fill_rarity
from counterfoil.matching.rows import token_rows
from counterfoil.matching.sounds import Sounds


class Asked(NamedTuple):
    """Queries as kernels see them."""

    book: Book
    near: Near  # what their words of other scripts sound like in the reference
    grams: tuple[Unsigned, Unsigned]  # rows (starts, grams) per token


class Queries:
    """The words of queries; grows as names are read, and changes nothing that was returned."""

    def __init__(
        self, tokens: Tokens, by_hash: tuple[Unsigned, Unsigned], held: Unsigned, names: int
    ) -> None:
        """Begin for a reference: its tokens, these by hash, names that hold each, and all names."""
        self._tokens, self._by_hash, self._held, self._names = tokens, by_hash, held, names
        self._lexicon = Lexicon(by_sound=True)
        self._sounds = Sounds(tokens)
        self._gram_starts = Column(np.uint32, [0])
        self._grams = Column(np.uint32)
        self._done = 0  # tokens that are looked up

    def __len__(self) -> int:
        return len(self._lexicon.vocabulary)

    def read(self, names: Sequence[str]) -> Asked:
        """Return names as a book, with what their words sound like and their grams."""
        rows = self._lexicon.read(names)
        tokens, words = self._lexicon.tokens(), self._lexicon.words()
        self._look_up(tokens)
        book = Book(tokens, token_rows(rows, words, tokens.facts), rows, words)
        near = self._sounds.near(self._lexicon, len(tokens.facts))
        return Asked(book, near, (self._gram_starts.view(), self._grams.view()))

    def _look_up(self, tokens: Tokens) -> None:
        """Fill in what the reference knows of tokens that are new."""
        new = tokens.facts[self._done :]
        if not len(new):
            return
        same = np.zeros(len(new), np.int32)
        same_words(tokens, self._done, self._by_hash, self._tokens, same)
        held = np.zeros(len(new), np.uint32)
        held[same >= 0] = self._held[same[same >= 0]]
        fill_rarity(new, held, self._names)
        new[:, SAME] = same
        starts, grams = token_grams(tokens, self._done)
        self._gram_starts.extend(starts[1:] + np.uint32(len(self._grams)))
        self._grams.extend(grams)
        self._done = len(tokens.facts)
