"""The vocabulary of a reference: its distinct words, found again despite typos and scripts.

Trigrams of words (not of whole names) are posted in compressed rows: a word list is a fraction
of a name list, and what is found serves every name that holds the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from counterfoil.matching.romanise import folded, skeleton
from counterfoil.matching.similar import is_known, similar
from counterfoil.matching.tokens import INITIAL, NUMBER, TRANSLITERATION, Token, token

Ints = npt.NDArray[np.int32]
_LETTERS = {c: i for i, c in enumerate(" abcdefghijklmnopqrstuvwxyz0123456789")}
_BASE = len(_LETTERS)
_SLOTS = _BASE**3
_SHORTEST = 4  # letters of a word that may hold a typo
_DICE = 400  # thousandths of shared trigrams from which a word is looked at
_LOOKED_AT = 24
_SHORTEST_SKELETON = 3


class Rows:
    """Compressed rows: for each key a sorted run of positions."""

    def __init__(self, keys: Ints, values: Ints, size: int) -> None:
        order = np.lexsort((values, keys))
        self.values = values[order]
        self.starts = np.searchsorted(keys[order], np.arange(size + 1, dtype=np.int32))

    def row(self, key: int) -> Ints:
        """Return the positions posted under a key."""
        return self.values[self.starts[key] : self.starts[key + 1]]


def trigrams(word: str) -> list[int]:
    """Return the distinct trigram codes of a word with its ends marked."""
    codes = [0, *(_LETTERS.get(c, 0) for c in word), 0]
    return sorted(
        {(codes[i] * _BASE + codes[i + 1]) * _BASE + codes[i + 2] for i in range(len(codes) - 2)}
    )


class Vocabulary:
    """Distinct words with their trigrams and consonants."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: tuple[str, ...] = tuple(sorted(set(words)))
        self.position = {word: at for at, word in enumerate(self.words)}
        self._tokens = [token(word, word) for word in self.words]
        grams = [trigrams(word) for word in self.words]
        self._sizes = np.array([len(g) for g in grams], dtype=np.int32)
        keys = np.array([code for g in grams for code in g], dtype=np.int32)
        values = np.repeat(np.arange(len(grams), dtype=np.int32), self._sizes)
        self._rows = Rows(keys, values, _SLOTS)
        self._sounds: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            for key in _sound_keys(word):
                self._sounds.setdefault(key, []).append(at)
        self._found: dict[tuple[str, bool], tuple[tuple[int, int], ...]] = {}

    def find(self, wanted: Token) -> tuple[tuple[int, int], ...]:
        """Return (position, likeness) of the words that may answer a token, by position."""
        crossed = wanted.via == TRANSLITERATION
        key = (wanted.text, crossed)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._find(wanted)
        return found

    def _find(self, wanted: Token) -> tuple[tuple[int, int], ...]:
        exact = self.position.get(wanted.text)
        found = {} if exact is None else {exact: 1000}
        if wanted.sort in {NUMBER, INITIAL} or is_known(wanted.text):
            return tuple(found.items())
        looked_at = set(self._by_trigrams(wanted.text))
        for key in _sound_keys(wanted.text):
            looked_at.update(self._sounds.get(key, ()))
        for at in sorted(looked_at - found.keys()):
            alike = similar(wanted, self._tokens[at])[0]
            if alike:
                found[at] = alike
        return tuple(sorted(found.items()))

    def _by_trigrams(self, text: str) -> Sequence[int]:
        if len(text) < _SHORTEST or not len(self.words):
            return ()
        codes = trigrams(text)
        posted = np.concatenate([self._rows.row(code) for code in codes])
        if not len(posted):
            return ()
        shared = np.bincount(posted, minlength=len(self.words))
        likely = np.flatnonzero(shared > 1)
        dice = 2000 * shared[likely] // (len(codes) + self._sizes[likely])
        keep = likely[dice >= _DICE]
        order = np.lexsort((keep, -dice[dice >= _DICE]))
        return [int(at) for at in keep[order[:_LOOKED_AT]]]


def _sound_keys(word: str) -> list[str]:
    consonants = skeleton(word)
    keys = ["=" + folded(word)] if len(word) >= _SHORTEST else []
    return [*keys, consonants] if len(consonants) >= _SHORTEST_SKELETON else keys
