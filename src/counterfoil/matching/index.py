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
from counterfoil.matching.books import reference_book
from counterfoil.matching.candidates import MAX_CANDIDATES, seen
from counterfoil.matching.grams import token_grams
from counterfoil.matching.keys import all_initials, hashed_words
from counterfoil.matching.layout import Ints, Unsigned
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.pairing import desk, laid, score_pairs
from counterfoil.matching.postings import build
from counterfoil.matching.queries import Asked, Queries
from counterfoil.matching.retrieve import MAX_POSTINGS, scratch
from counterfoil.matching.rows import rows_of_tokens
from counterfoil.matching.search import Found, Pairs, Reference, choose, find, nothing_found

KEEP = 24  # names per query that are aligned and scored
_KEEP_OF_MANY, _MANY = 64, 200_000  # more, where a reference has so many names that are near
_MOST_WORDS = 100_000  # of a query lexicon; beyond, a fresh one is begun
_CHUNK = 1_024  # queries whose candidates are held at once
_PART = 2_048  # names that are read and handed to a thread at once


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
            build(book.rows, *token_grams(book.tokens, 0), book.tokens.facts),
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

    def read(self, names: Sequence[str]) -> Asked:
        """Return queries as kernels see them."""
        with self._lock:
            if len(self._queries) > _MOST_WORDS:
                self._fresh()
            return self._queries.read(names)

    def search(
        self,
        names: Sequence[str],
        *,
        limit: int = 5,
        threads: int = 1,
        keep: int | None = None,
        weights: Ints | None = None,
        reasons: bool = False,
    ) -> Found:
        """Return per name up to `limit` names of different entities, the best first.

        `reasons` asks for how each token was answered. With several threads, some names are read
        while those before them are searched for.
        """
        found = nothing_found(len(names), limit, reasons=reasons)
        if threads == 1:
            self._fill(self.read(names), found, keep, weights)
            return found
        with ThreadPoolExecutor(threads) as pool:
            running = []
            for at in range(0, len(names), _PART):
                part = Found(*(column[at : at + _PART] for column in found))
                asked = self.read(names[at : at + _PART])
                running.append(pool.submit(self._fill, asked, part, keep, weights))
        for one in running:
            one.result()
        return found

    def found(
        self, asked: Asked, *, limit: int = 5, keep: int | None = None, weights: Ints | None = None
    ) -> Found:
        """Return what `search` does, of queries that were read."""
        found = nothing_found(len(asked.book.rows.several), limit)
        self._fill(asked, found, keep, weights)
        return found

    def _fill(self, asked: Asked, found: Found, keep: int | None, weights: Ints | None) -> None:
        query, near, grams = asked
        keep = keep or (_KEEP_OF_MANY if len(self) > _MANY else KEEP)
        weights = model.weights() if weights is None else weights
        space, memory = scratch(keep), seen(len(self), sounds=len(near.tokens) > 0)
        count = len(found.rows)
        most = min(_CHUNK, count) * MAX_CANDIDATES
        pairs = Pairs(
            np.zeros(most, np.uint32), np.zeros(most, np.uint32), np.zeros(_CHUNK + 1, np.int64)
        )
        scores, agreed = np.zeros(most, np.int64), np.zeros(most, np.int64)
        at_desk, room = desk(), laid(reasons=most if found.how.shape[3] else 0)
        for at in range(0, count, _CHUNK):
            end = min(at + _CHUNK, count)
            pair_count = find(
                at, end, query, grams, self.reference, near, space, keep, MAX_POSTINGS, memory, pairs,
            )  # fmt: skip
            score_pairs(
                pair_count, query, pairs.names, self.reference.book, pairs.rows, self.reference.kind,
                weights, near, at_desk, scores, agreed, room,
            )  # fmt: skip
            choose(at, pairs, end - at, scores, agreed, room.how, self.reference.entity, found)

    def _fresh(self) -> None:
        mine = self.reference
        self._queries = Queries(mine.book.tokens, mine.words, self.held, len(self))
