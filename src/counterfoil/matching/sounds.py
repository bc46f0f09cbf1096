"""What words of other scripts sound like among the tokens of a reference."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from counterfoil.matching.fold import decode
from counterfoil.matching.layout import FIRST, LAST, Ints, Tokens
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.pairing import Near, nothing_near
from counterfoil.matching.transliteration import LatinVocabulary, script_of, transliterator

MOST = 48  # tokens per word
LEAST = 60  # likeness, of 1000, below which a token is not looked at


class Sounds:
    """The tokens of a reference by their sound; each word of a query is looked up once."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._found: dict[int, tuple[Ints, Ints]] = {}
        self._done = 0

    @cached_property
    def _vocabulary(self) -> LatinVocabulary:
        facts = self._tokens.facts
        text = decode(self._tokens.letters)
        return LatinVocabulary([text[a:b] for a, b in facts[:, (FIRST, LAST)].tolist()])

    def near(self, queries: Lexicon, tokens: int) -> Near:
        """Return per token of the queries the reference's tokens that sound like it."""
        for word, token in queries.native[self._done :]:
            reader = transliterator(script_of(word))
            if reader is not None and len(self._tokens.facts):
                ids, like = reader.nearest(word, self._vocabulary, MOST)
                chosen = like >= LEAST
                self._found[token] = (ids[chosen].astype(np.int32), like[chosen].astype(np.int32))
        self._done = len(queries.native)
        if not self._found:
            return nothing_near(tokens)
        sizes = np.zeros(tokens + 1, np.uint32)
        order = sorted(self._found)
        for token in order:
            sizes[token + 1] = len(self._found[token][0])
        return Near(
            np.cumsum(sizes, dtype=np.uint32),
            np.concatenate([self._found[token][0] for token in order]),
            np.concatenate([self._found[token][1] for token in order]),
        )
