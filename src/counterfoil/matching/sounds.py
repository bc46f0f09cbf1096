"""What words of other scripts sound like among the tokens of a reference."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from counterfoil.matching.columns import Column
from counterfoil.matching.fold import decode
from counterfoil.matching.layout import FIRST, LAST, Tokens
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.pairing import Near
from counterfoil.matching.transliteration import LatinVocabulary, script_of, transliterator

MOST = 48  # tokens per word
LEAST = 60  # likeness, of 1000, below which a token is not looked at


class Sounds:
    """The tokens of a reference by their sound; each word of a query is looked up once."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._starts = Column(np.uint32, [0])
        self._ids = Column(np.int32)
        self._like = Column(np.int32)
        self._done = 0

    @cached_property
    def _vocabulary(self) -> LatinVocabulary:
        facts = self._tokens.facts
        text = decode(self._tokens.letters)
        return LatinVocabulary([text[a:b] for a, b in facts[:, (FIRST, LAST)].tolist()])

    def near(self, queries: Lexicon, tokens: int) -> Near:
        """Return per token of the queries the reference's tokens that sound like it."""
        before = len(self._starts) - 1
        sizes = np.zeros(tokens - before, np.uint32)
        for word, token in queries.native[self._done :]:
            reader = transliterator(script_of(word))
            if reader is not None and len(self._tokens.facts):
                ids, like = reader.nearest(word, self._vocabulary, MOST)
                chosen = like >= LEAST
                self._ids.extend(ids[chosen])
                self._like.extend(like[chosen])
                sizes[token - before] = chosen.sum()
        self._done = len(queries.native)
        self._starts.extend(self._starts.view()[-1] + np.cumsum(sizes, dtype=np.uint32))
        return Near(self._starts.view(), self._ids.view(), self._like.view())
