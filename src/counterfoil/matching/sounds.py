"""What words of other scripts sound like among the tokens of a reference."""

from __future__ import annotations

import math
from functools import cache, cached_property

import numpy as np

from counterfoil.matching.columns import Column
from counterfoil.matching.fold import decode
from counterfoil.matching.layout import FIRST, LAST, Ints, Tokens
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.pairing import Near
from counterfoil.matching.transliteration import LatinVocabulary, script_of, transliterator
from counterfoil.matching.writing import ARABIC, CYRILLIC

MOST = 32  # tokens per word
LEAST = 60  # likeness, of 1000, below which a token is not looked at
# Where a model learned letters few names sound alike, so that even an unlikely one is worth a look;
# of syllables there are few, and many names share one.
LEAST_OF = {ARABIC: 2, CYRILLIC: 2}
_EVEN, _BELOW, _ABOVE = 850, 45, 20  # agreement at even odds, and per nat of odds below and above
_MOST_HEARD = 999  # only what is the same agrees wholly


@cache
def agreement(script: str) -> Ints:
    """Return how much of a word agrees, of 1000, by its likeness; syllables: as much.

    A likeness is the chance that a token is the word's, among some twenty that sound alike. Those
    are few of all tokens: what is as likely as not among them agrees in nearly all that tells.
    """
    if script not in LEAST_OF:
        return np.arange(1001, dtype=np.int32)
    odds = [math.log((like + 0.5) / (1000.5 - like)) for like in range(1001)]
    found = [round(_EVEN + (_BELOW if x < 0 else _ABOVE) * x) for x in odds]
    return np.minimum(np.array(found, np.int32), _MOST_HEARD)


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
            script = script_of(word)
            reader = transliterator(script)
            if reader is not None and len(self._tokens.facts):
                ids, like = reader.nearest(word, self._vocabulary, MOST)
                chosen = like >= LEAST_OF.get(script, LEAST)
                self._ids.extend(ids[chosen])
                self._like.extend(agreement(script)[like[chosen]])
                sizes[token - before] = chosen.sum()
        self._done = len(queries.native)
        self._starts.extend(self._starts.view()[-1] + np.cumsum(sizes, dtype=np.uint32))
        return Near(self._starts.view(), self._ids.view(), self._like.view())
