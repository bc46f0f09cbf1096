"""Latin tokens with their trigrams, so that the nearest to a few spellings are found quickly."""

# Compiled kernels carry no types.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from counterfoil.matching import latin_vocabulary_kernels as kernels

_IDF_STEPS = 8  # per nat: coarse, so that rounding cannot differ between processors


class LatinVocabulary:
    """Lower-case Latin tokens, built once, read by any number of threads.

    Attributes:
        codes: uint8, the ASCII letters of all tokens.
        offsets: int64; token i is codes[offsets[i]:offsets[i + 1]].

    """

    def __init__(self, tokens: Sequence[str]) -> None:
        text = "".join(tokens).encode("ascii", "replace")
        self.codes: npt.NDArray[np.uint8] = np.frombuffer(text, np.uint8)
        self.offsets: npt.NDArray[np.int64] = np.zeros(len(tokens) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, tokens), np.int64, len(tokens)), out=self.offsets[1:])
        self._starts, self._ids = kernels.postings(self.codes, self.offsets)
        sizes = np.diff(self._starts).tolist()
        known = {size: _rarity(len(tokens), size) for size in set(sizes)}
        self._idf = np.array([known[size] for size in sizes], np.int64)
        self._norms = kernels.norms(self.codes, self.offsets, self._idf)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.offsets) - 1

    def candidates(
        self,
        letters: npt.NDArray[np.int64],
        sizes: npt.NDArray[np.int64],
        costs: npt.NDArray[np.int64],
        count: int,
    ) -> npt.NDArray[np.int64]:
        """Return ids of up to `count` tokens that share most trigrams with the spellings.

        letters: spellings x letters, 1..26; costs: milli-nats, a spelling counts half as much
        for every 693. The ids are in ascending order; at the cut, smaller ids stay.
        """
        found: npt.NDArray[np.int64] = kernels.candidates(
            letters, sizes, costs, self._starts, self._ids, self._idf, self._norms, count
        )
        return found


def _rarity(tokens: int, holding: int) -> int:
    return round(_IDF_STEPS * math.log((tokens + 1) / (holding + 1))) + 1
