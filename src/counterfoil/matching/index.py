"""The index: a reference laid out in arrays, so that a query touches few of its names.

Columns in, columns out: names as texts, results as rows of numbers. `NameIndex` puts entities,
context and words around it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from counterfoil.matching import model, store
from counterfoil.matching.bookkeeping import query_book, reference_book
from counterfoil.matching.candidates import all_initials, hashed_words, same_words
from counterfoil.matching.grams import token_grams
from counterfoil.matching.layout import Ints, NameRows, Unsigned
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.pairing import Book, Near, desk
from counterfoil.matching.postings import build
from counterfoil.matching.retrieve import MAX_POSTINGS, scratch
from counterfoil.matching.rows import rows_of_tokens
from counterfoil.matching.search import Found, Reference, search
from counterfoil.matching.sounds import Sounds

KEEP = 24  # names per query that are aligned and scored
_MOST_WORDS = 100_000  # of a query lexicon; beyond, a fresh one is begun
_TOUCHED = 200_000


class Index:
    """An index over names; a row is a name, in the order given.

    Results are the same for any split of a batch and any number of threads.
    """

    def __init__(self, reference: Reference, held: Unsigned) -> None:
        self.reference = reference
        self.held = held
        self._lock = threading.Lock()
        self._fresh()

    @classmethod
    def of(cls, names: Sequence[str], entity: npt.NDArray[Any], kind: npt.NDArray[Any]) -> Index:
        """Build an index; `entity` numbers the bearer of each name, `kind` is one of `model.KINDS`."""
        lexicon = Lexicon()
        rows = lexicon.read(names)
        book, held = reference_book(lexicon, rows)
        reference = Reference(
            book,
            build(book.rows, *token_grams(book.tokens), book.tokens.facts),
            entity.astype(np.uint32),
            kind.astype(np.uint8),
            rows_of_tokens(book.rows, held),
            all_initials(book.tokens, book.rows),
            hashed_words(book.tokens),
        )
        return cls(reference, held)

    def save(self, folder: Path, key: str = "") -> None:
        """Write the index; `key` is the hash of what it was made from."""
        store.save(folder, self.reference, self.held, key)

    @classmethod
    def load(cls, folder: Path, key: str = "") -> Index:
        """Map a written index into memory; raise IntegrityError where it is of another key."""
        return cls(*store.load(folder, key))

    def __len__(self) -> int:
        return len(self.reference.entity)

    def __getstate__(self) -> dict[str, Any]:
        return {"reference": self.reference, "held": self.held}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["reference"], state["held"])  # type: ignore[misc]

    def read(self, names: Sequence[str]) -> tuple[Book, Near]:
        """Return queries as a book, and what their words of other scripts sound like here."""
        with self._lock:
            if len(self._queries.written) > _MOST_WORDS:
                self._fresh()
            rows = self._queries.read(names)
            return self._laid_out(rows)

    def search(
        self,
        names: Sequence[str],
        *,
        limit: int = 5,
        threads: int = 1,
        keep: int = KEEP,
        weights: Ints | None = None,
    ) -> Found:
        """Return per name up to `limit` names of different entities, the best first."""
        query, near = self.read(names)
        grams = token_grams(query.tokens)
        found = Found(*(np.full((len(names), limit), -1, np.int32) for _ in range(3)))
        weights = model.weights() if weights is None else weights
        bounds = np.linspace(0, len(names), threads + 1).astype(np.int64)
        sounds = len(near.tokens) > 0

        def run(part: int) -> None:
            search(
                bounds[part], bounds[part + 1], query, grams, self.reference, weights, near,
                scratch(), desk(), keep, MAX_POSTINGS, np.zeros(len(self), np.int32),
                np.zeros(len(self) if sounds else 0, np.int64),
                np.zeros(_TOUCHED if sounds else 0, np.uint32), found,
            )  # fmt: skip

        if threads == 1 or len(names) < threads:
            bounds = np.array([0, len(names)], np.int64)
            run(0)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(run, range(threads)))
        return found

    def _fresh(self) -> None:
        self._queries = Lexicon(by_sound=True)
        self._same = np.zeros(0, np.int32)
        self._sounds = Sounds(self.reference.book.tokens)

    def _laid_out(self, rows: NameRows) -> tuple[Book, Near]:
        tokens = self._queries.tokens()
        known = len(self._same)
        if len(tokens.facts) > known:
            same = np.zeros(len(tokens.facts), np.int32)
            same[:known] = self._same
            mine = self.reference.book.tokens
            same_words(tokens, known, self.reference.words, mine, same)
            self._same = same
        book = query_book(self._queries, rows, self._same, self.held, len(self))
        return book, self._sounds.near(self._queries, len(tokens.facts))
