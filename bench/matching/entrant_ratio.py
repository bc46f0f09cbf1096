"""Every reference name compared with every query: the ratio of rapidfuzz over sorted words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from bench.matching.entrant import Answer, Query
from bench.matching.plain import latin_words
from bench.matching.ranking import best_entities
from counterfoil.matching.names import ReferenceName

_AT_ONCE = 256


class RatioEntrant:
    """`rapidfuzz.fuzz.ratio` of romanised, sorted words, exhaustively; 85 is a usual threshold."""

    name = "rapidfuzz sorted ratio"
    threshold = 85.0
    most: int | None = None

    def __init__(self, seed: int = 0) -> None:
        """Order ties by the seed."""
        self._dice = np.random.default_rng(seed)
        self._names: list[str] = []
        self._owners: list[str] = []

    def build(self, names: Sequence[ReferenceName]) -> None:
        """Take the reference in place of any earlier one."""
        self._names = [_sorted_words(name.name) for name in names]
        self._owners = [name.entity_id for name in names]

    def search(self, queries: Sequence[Query], limit: int, threads: int = 1) -> list[list[Answer]]:
        """Return per query its entities, best first."""
        found: list[list[Answer]] = []
        for first in range(0, len(queries), _AT_ONCE):
            asked = [_sorted_words(query.name) for query in queries[first : first + _AT_ONCE]]
            scores = process.cdist(
                asked, self._names, scorer=fuzz.ratio, dtype=np.float32, workers=threads
            )
            found += [best_entities(row, self._owners, limit, self._dice) for row in scores]
        return found

    def retrieve(self, queries: Sequence[Query], limit: int) -> list[list[str]]:
        """Return the same as a search: nothing is left out before scoring."""
        return [[a.entity_id for a in row] for row in self.search(queries, limit, threads=2)]


def _sorted_words(name: str) -> str:
    return " ".join(sorted(latin_words(name)))
