"""Cosine of trigram vectors, rare trigrams weighing more: exhaustive, in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bench.matching.entrant import Answer, Query
from bench.matching.plain import latin_words
from bench.matching.ranking import best_entities
from counterfoil.matching.names import ReferenceName

_SYMBOLS = 37
_SLOTS = _SYMBOLS**3
_SPACE = 0
_CODES = np.zeros(256, dtype=np.uint8)
_CODES[ord("a") : ord("z") + 1] = np.arange(1, 27)
_CODES[ord("0") : ord("9") + 1] = np.arange(27, 37)

_Longs = npt.NDArray[np.int64]


class TrigramEntrant:
    """TF-IDF over character trigrams of romanised words; .7 is a usual threshold."""

    name = "char-3 TF-IDF"
    threshold = 0.7
    most: int | None = None

    def __init__(self, seed: int = 0) -> None:
        """Order ties by the seed."""
        self._dice = np.random.default_rng(seed)
        self._owners: list[str] = []
        self._starts: _Longs = np.zeros(_SLOTS + 1, dtype=np.int64)
        self._posted: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._weights: npt.NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        self._rarity: npt.NDArray[np.float64] = np.ones(_SLOTS)

    def build(self, names: Sequence[ReferenceName]) -> None:
        """Take the reference in place of any earlier one."""
        self._owners = [name.entity_id for name in names]
        rows, grams, counts = _counted([name.name for name in names])
        seen = np.bincount(grams, minlength=_SLOTS)
        self._rarity = np.log((1 + len(names)) / (1 + seen)) + 1
        weights = counts * self._rarity[grams]
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=len(names)))
        weights /= np.maximum(lengths, 1e-9)[rows]
        order = np.argsort(grams, kind="stable")
        self._posted = rows[order].astype(np.int32)
        self._weights = weights[order].astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(seen)))

    def search(self, queries: Sequence[Query], limit: int, threads: int = 1) -> list[list[Answer]]:
        """Return per query its entities, best first, on one thread."""
        del threads
        return [self._one(query.name, limit) for query in queries]

    def retrieve(self, queries: Sequence[Query], limit: int) -> list[list[str]]:
        """Return the same as a search: nothing is left out before scoring."""
        return [[a.entity_id for a in row] for row in self.search(queries, limit)]

    def _one(self, name: str, limit: int) -> list[Answer]:
        _, grams, counts = _counted([name])
        if not len(grams):
            return []
        weights = counts * self._rarity[grams]
        weights /= np.sqrt((weights**2).sum())
        spans = [slice(self._starts[g], self._starts[g + 1]) for g in grams]
        rows = np.concatenate([self._posted[span] for span in spans])
        parts = [self._weights[s] * w for s, w in zip(spans, weights, strict=True)]
        scores: npt.NDArray[np.float64] = np.bincount(
            rows, np.concatenate(parts), minlength=len(self._owners)
        ).astype(np.float64, copy=False)
        return best_entities(scores, self._owners, limit, self._dice)


def _counted(names: Sequence[str]) -> tuple[_Longs, _Longs, _Longs]:
    """Return rows, trigrams and how often: each name written ` word word `."""
    texts = [f" {' '.join(latin_words(name))} ".encode("ascii", "replace") for name in names]
    codes = _CODES[np.frombuffer(b"".join(texts), dtype=np.uint8)].astype(np.int64)
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in texts])
    if len(codes) < 3:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty
    grams = (codes[:-2] * _SYMBOLS + codes[1:-1]) * _SYMBOLS + codes[2:]
    inside = owner[:-2] == owner[2:]
    keys, counts = np.unique(owner[:-2][inside] * _SLOTS + grams[inside], return_counts=True)
    return keys // _SLOTS, keys % _SLOTS, counts.astype(np.int64)
