"""Caps: what no sum of evidence may lift a pair above. They are rules, not weights."""

from __future__ import annotations

import numpy as np

from counterfoil.matching import features as f
from counterfoil.matching.jit import plain

POSSIBLE, STRONG = 0, 2944  # milli log-odds of probability .5 and .95
AT_MOST_POSSIBLE, AT_MOST_WEAK = STRONG - 1, POSSIBLE - 1
# Agreeing mass, in milli-nats, below which a pair is at most possible, and at most weak.
STRONG_EVIDENCE, POSSIBLE_EVIDENCE = 8_000, 4_000
_MISSING = 2_800  # milli-nats of words without answer that leave a doubt


@plain
def under(score, cap):
    """Return a score not above a cap; scores above it keep their order just below it."""
    if score <= cap - 1000:
        return score
    over = score - (cap - 1000)
    return cap - 1000 + over * 1000 // (over + 1000)


@plain
def capped(score, features, agreed, is_body):
    """Return the score under the caps that the two names alone call for.

    Two names that both keep a word of their own, of which at most two agree and not letter for letter,
    are those of two bodies more often than of one.

    `is_body` says that the reference name is an organisation's, as a legal form does: with every word the same and enough
    of them, only another body of one name is left to doubt, and that is for a person to see.
    """
    is_body = is_body or features[f.LEGAL_ONE] > 0 or features[f.LEGAL_SAME] > 0
    same = features[f.ALL_SAME] > 0 and features[f.LEGAL_DIFFERS] == 0
    if is_body and same and agreed >= STRONG_EVIDENCE:
        score = max(score, np.int64(STRONG))
    if features[f.NUMBERS] or features[f.NUMBER_ONE] or agreed < STRONG_EVIDENCE:
        score = under(score, np.int64(AT_MOST_POSSIBLE))
    elif features[f.MISS] + features[f.MISS_KNOWN] >= _MISSING or features[f.KINDS]:
        score = under(score, np.int64(AT_MOST_POSSIBLE))
    is_kept = features[f.MISS_BOTH] > 0 and features[f.WORDS_3] == 0
    if agreed < POSSIBLE_EVIDENCE or (is_kept and features[f.LOSS] > 0):
        score = under(score, np.int64(AT_MOST_WEAK))
    return score
