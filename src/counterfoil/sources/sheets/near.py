"""Labels like known ones: how much an unseen label shares with the vocabulary, in pieces of words.

Compound words, inflections and abbreviations differ from every phrase and share most pieces with
some. The nearest phrases of each field vote; pieces that many fields use weigh little.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

_SIZES = (3, 4)
_VOTES = 2  # nearest phrases of a field that count
_WEIGHT, _LEAST = 0.7, 0.30


class Nearness:
    """Nearness of labels to the phrases of fields, by shared pieces."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Index the phrases; `phrases` is phrase -> fields."""
        self._fields = {phrase: tuple(fields) for phrase, fields in phrases.items()}
        held: dict[str, set[str]] = defaultdict(set)
        for phrase in self._fields:
            for piece in pieces(phrase):
                held[piece].add(phrase)
        size = max(1, len(self._fields))
        self._rarity = {piece: math.log(1 + size / len(found)) for piece, found in held.items()}
        self._held = held
        self._length = {phrase: self._norm(phrase) for phrase in self._fields}

    def scores(self, label: str) -> dict[str, float]:
        """Return field -> nearness from 0 to 1."""
        shared: dict[str, float] = defaultdict(float)
        for piece in pieces(label):
            weight = self._rarity.get(piece, 0.0) ** 2
            for phrase in self._held.get(piece, ()):
                shared[phrase] += weight
        norm = self._norm(label)
        near: dict[str, list[float]] = defaultdict(list)
        for phrase, value in shared.items():
            likeness = value / (norm * self._length[phrase])
            if likeness >= _LEAST:
                for field in self._fields[phrase]:
                    near[field].append(likeness)
        found = {}
        for field, values in near.items():
            best = sorted(values, reverse=True)[:_VOTES]
            found[field] = _WEIGHT * (0.75 * best[0] + 0.25 * sum(best) / _VOTES)
        return found

    def _norm(self, text: str) -> float:
        # A piece no phrase has counts as the rarest.
        rarest = math.log(1 + len(self._fields))
        return math.sqrt(sum(self._rarity.get(p, rarest) ** 2 for p in pieces(text))) or 1.0


@cache
def pieces(text: str) -> frozenset[str]:
    """Return the pieces of three and four letters of each word, its ends marked."""
    return frozenset(
        marked[start : start + size]
        for word in text.split()
        for marked in [f"<{word}>"]
        for size in _SIZES
        for start in range(max(1, len(marked) - size + 1))
    )
