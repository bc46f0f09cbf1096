"""Han characters read as Chinese syllables: the other reading of a name written in them."""

# Compiled kernels carry no types.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from counterfoil.matching.family_names import name_parts
from counterfoil.matching.latin_vocabulary_kernels import edits_of
from counterfoil.matching.writing import syllable_of

_EXACT, _PER_LETTER, _EDIT = -1500, 600, 2800  # milli-nats; fixed by hand
_LONGEST = 40
Forms = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]


class Pinyin:
    """The pinyin of words in Han characters.

    `foreign` are the characters that write foreign names.
    """

    def __init__(self, foreign: Collection[str]) -> None:
        self._foreign = foreign

    def joined(
        self, units: tuple[str, ...], ranked: list[tuple[str, int]]
    ) -> list[tuple[str, int]]:
        """Return ranked forms with the pinyin added: first for what looks like a person here.

        That is a family name and a given name with a character that foreign names do not use.
        """
        text = self.text(units)
        rest = [item for item in ranked if item[0] != text]
        if not text:
            return rest
        native = not all(unit in self._foreign for unit in units)
        if (native and name_parts("".join(units))) or not rest:
            cost = max(0, rest[0][1] - 1) if rest else 0
            return [(text, cost), *rest]
        return [rest[0], (text, rest[0][1]), *rest[1:]]

    def text(self, units: tuple[str, ...]) -> str:
        """Return the pinyin without tones or spaces."""
        word = "".join(map(syllable_of, units))
        return word[:_LONGEST] if word.isascii() else ""

    def forms(self, units: tuple[str, ...]) -> Forms:
        """Return the pinyin as the one spelling to retrieve by: letters, sizes, costs."""
        text = self.text(units)
        letters = np.zeros((1, _LONGEST), np.int64)
        letters[0, : len(text)] = np.frombuffer(text.encode(), np.uint8).astype(np.int64) - 96
        return letters, np.array([len(text)], np.int64), np.zeros(1, np.int64)

    def logits(
        self,
        units: tuple[str, ...],
        codes: npt.NDArray[np.uint8],
        offsets: npt.NDArray[np.int64] | npt.NDArray[np.uint32],
        ids: npt.NDArray[np.integer],
    ) -> npt.NDArray[np.int64]:
        """Return milli-nats for each token `ids` being the pinyin of the word."""
        text = np.frombuffer(self.text(units).encode(), np.uint8)
        edits: npt.NDArray[np.int64] = edits_of(text, codes, offsets, ids)
        return _EXACT + _PER_LETTER * len(text) - _EDIT * edits
