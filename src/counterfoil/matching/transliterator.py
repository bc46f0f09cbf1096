"""A transliterator: the Latin forms of words of one script, and how well a Latin token fits.

The likeness of a word and a token is 0 to 1000: 500 means as likely the same name as not, for a
token found among about twenty near ones. It falls with the cost of the best alignment and
depends on nothing but the two.
"""

# Compiled kernels carry no types.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from counterfoil.matching import transliteration_kernels as kernels
from counterfoil.matching.latin_vocabulary import LatinVocabulary
from counterfoil.matching.pinyin import Pinyin
from counterfoil.matching.transliteration_beam import beam, latin_costs
from counterfoil.matching.transliteration_model import Array, Model, latin_names

_WIDTH, _BRANCH = 60, 12
_CANDIDATES, _FINAL = 600, 120
_WEIGHTS = (40, 100, 50)  # of a spelling: forward cost, alignment cost, cost as a Latin name
_LIMIT = 9000  # milli-nats beyond which a likeness is 0 or 1000
_FLOOR = 9000


class Transliterator:
    """Reads words of one script; deterministic, and safe to share between threads."""

    def __init__(
        self, model: Model, units: Callable[[str], tuple[str, ...]], pinyin: Pinyin | None = None
    ) -> None:
        self._model = model
        self._units = units
        self._pinyin = pinyin
        self._reverse = (
            model.reverse,
            np.array(model.settings["reverse"], np.int64),
            model.chunk_keys,
            model.chunk_ids,
            model.settings["longest"][0],
        )
        self._prices = model.settings["prices"]
        self._quick = (*self._prices[:3], 100, 0)  # the forward model alone
        self._calibration = np.array(model.settings["calibration"], np.int64)

    def best(self, word: str) -> str:
        """Return the likeliest Latin form in a-z; empty if no letter can be read.

        Among forms of equal cost the first in the alphabet.
        """
        found = self.hypotheses(word, 1)
        return found[0][0] if found else ""

    def hypotheses(self, word: str, count: int = 30) -> list[tuple[str, int]]:
        """Return up to `count` Latin forms with their costs in milli-nats, best first."""
        units = self._read(word)
        if not units or count < 1:
            return []
        read = self._word(units)
        letters, sizes, forward = self._forms(read)
        texts = [_text(row, size) for row, size in zip(letters, sizes, strict=True)]
        offsets = np.zeros(len(texts) + 1, np.int64)
        np.cumsum(sizes, out=offsets[1:])
        codes = np.frombuffer("".join(texts).encode(), np.uint8)
        ids = np.arange(len(texts), dtype=np.int64)
        costs = kernels.alignment_costs(codes, offsets, ids, read, self._reverse, self._prices)
        name = latin_costs(letters, sizes, *latin_names(), _FLOOR)
        if not self._prices[4]:  # letters without context: the first form of each is the best
            costs, name = forward, forward
        costs = (_WEIGHTS[0] * forward + _WEIGHTS[1] * costs + _WEIGHTS[2] * name) // 100
        found = {text: cost for text, cost in zip(texts, costs.tolist(), strict=True) if text}
        ranked = sorted(found.items(), key=lambda item: (item[1], item[0]))
        if self._pinyin:
            ranked = self._pinyin.joined(units, ranked)
        return ranked[:count]

    def likeness(
        self,
        word: str,
        codes: npt.NDArray[np.uint8],
        offsets: npt.NDArray[np.int64] | npt.NDArray[np.uint32],
        ids: npt.NDArray[np.integer],
    ) -> npt.NDArray[np.int32]:
        """Return the likeness (0..1000) of a word and each Latin token `ids`.

        Token i is codes[offsets[i]:offsets[i + 1]], lower-case ASCII letters.
        """
        units = self._read(word)
        if not units:
            return np.zeros(len(ids), np.int32)
        return self._rated(units, self._word(units), codes, offsets, ids)[0]

    def costs(
        self,
        word: str,
        codes: npt.NDArray[np.uint8],
        offsets: npt.NDArray[np.int64] | npt.NDArray[np.uint32],
        ids: npt.NDArray[np.integer],
    ) -> Array:
        """Return what the likeness is made of, finer: milli-nats, smaller is likelier."""
        units = self._read(word)
        if not units:
            return np.full(len(ids), _LIMIT, np.int64)
        return self._rated(units, self._word(units), codes, offsets, ids)[1]

    def alignment(
        self,
        word: str,
        codes: npt.NDArray[np.uint8],
        offsets: npt.NDArray[np.int64] | npt.NDArray[np.uint32],
        ids: npt.NDArray[np.integer],
    ) -> tuple[Array, int]:
        """Return the raw cost of the best alignment with each token, and the units of the word."""
        units = self._read(word)
        read = self._word(units)
        costs: Array = kernels.alignment_costs(
            codes, offsets, ids, read, self._reverse, self._prices
        )
        return costs, len(units)

    def nearest(
        self, word: str, vocabulary: LatinVocabulary, count: int = 20
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """Return (ids, likeness) of up to `count` tokens, the likest first, then by id."""
        units = self._read(word)
        if not units or not len(vocabulary) or count < 1:
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        read = self._word(units)
        forms = self._forms(read)
        ids = vocabulary.candidates(*forms, max(_CANDIDATES, count))
        if len(ids) > max(_FINAL, count):
            costs = kernels.alignment_costs(
                vocabulary.codes, vocabulary.offsets, ids, read, self._reverse, self._quick
            )
            ids = np.sort(ids[np.lexsort((ids, costs))[: max(_FINAL, count)]])
        if self._pinyin:
            spelled = self._pinyin.forms(units)
            more = vocabulary.candidates(*spelled, max(_FINAL, count))
            ids = np.union1d(ids, more)
        likeness, costs = self._rated(units, read, vocabulary.codes, vocabulary.offsets, ids)
        order = np.lexsort((ids, costs, -likeness))[:count]
        return ids[order], likeness[order]

    def _read(self, word: str) -> tuple[str, ...]:
        return self._units(word)[: kernels.MAX_UNITS]

    def _word(self, units: tuple[str, ...]) -> tuple[Array, Array, Array]:
        features, numbers = self._model.word(units)
        forward = kernels.forward_costs(
            features, self._model.forward, self._model.chunk_starts, self._model.unit_chunks,
            len(self._model.chunk_codes), _FLOOR,
        )  # fmt: skip
        return forward, forward.min(axis=0), numbers

    def _forms(self, read: tuple[Array, Array, Array]) -> tuple[Array, Array, Array]:
        forms: tuple[Array, Array, Array] = beam(read[0], self._model.chunk_codes, _WIDTH, _BRANCH)
        return forms

    def _rated(
        self,
        units: tuple[str, ...],
        read: tuple[Array, Array, Array],
        codes: npt.NDArray[np.uint8],
        offsets: npt.NDArray[np.int64] | npt.NDArray[np.uint32],
        ids: npt.NDArray[np.integer],
    ) -> tuple[npt.NDArray[np.int32], Array]:
        costs: Array = kernels.alignment_costs(
            codes, offsets, ids, read, self._reverse, self._prices
        )
        sizes = offsets[ids + 1].astype(np.int64) - offsets[ids].astype(np.int64)
        base, per_letter, per_unit, slope = self._calibration
        logits = base + per_letter * sizes + per_unit * len(units) - slope * costs // 1000
        if self._pinyin:
            logits = np.maximum(logits, self._pinyin.logits(units, codes, offsets, ids))
        logits[sizes == 0] = -_LIMIT
        return _probabilities()[np.clip(logits, -_LIMIT, _LIMIT) + _LIMIT], -logits


def _text(letters: Array, size: int) -> str:
    return bytes((letters[:size] + 96).astype(np.uint8)).decode("ascii")


@cache
def _probabilities() -> npt.NDArray[np.int32]:
    """Return the probability in thousandths of each logit from -_LIMIT to _LIMIT."""
    return np.array(
        [round(1000 / (1 + math.exp(-x / 1000))) for x in range(-_LIMIT, _LIMIT + 1)], np.int32
    )
