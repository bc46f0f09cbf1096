"""The model: published whole-number weights per feature, and the probability of a score.

`weights.tsv` has a row per feature: for two names of unknown kind, for people, for organisations.
A score is milli log-odds: (bias + sum of weight times feature) / 1000, rounded down.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from counterfoil.matching.features import COUNT, NAMES
from counterfoil.matching.jit import inlined
from counterfoil.matching.layout import Ints

ANY, PERSON, ORGANISATION = range(3)
KINDS = ("any", "person", "organisation")
LOWEST, HIGHEST = -20_000, 20_000
_FOLDER = files("counterfoil.matching") / "models"


@cache
def weights() -> Ints:
    """Return the weights, kinds by features, the bias last; ValueError where the file is wrong."""
    found: Ints = np.zeros((len(KINDS), COUNT + 1), np.int64)
    rows = [
        line.split("\t")
        for line in (_FOLDER / "weights.tsv").read_text(encoding="utf-8").splitlines()
    ]
    rows = [row for row in rows if row[0] and not row[0].startswith("#")]
    if [row[0] for row in rows] != ["feature", *NAMES, "bias"]:
        raise ValueError("weights.tsv does not have the features of this version, in their order")
    for at, row in enumerate(rows[1:]):
        found[:, at] = [int(value) for value in row[1:]]
    return found


@inlined
def milli_log_odds(features, weights, kind):
    """Return the score of one pair in milli log-odds."""
    total = weights[kind, COUNT]
    for at in range(COUNT):
        total += weights[kind, at] * features[at]
    score = total // 1000
    return max(LOWEST, min(HIGHEST, score))


def probability(score: int) -> int:
    """Return the probability of a score in ten-thousandths, 1 to 9999."""
    steps = _probabilities()
    if score <= steps[0][0] or score >= steps[-1][0]:
        return steps[0][1] if score <= steps[0][0] else steps[-1][1]
    for (low, least), (high, most) in pairwise(steps):
        if score <= high:
            return least + (most - least) * (score - low) // (high - low)
    raise AssertionError(score)


def probabilities(scores: Ints) -> Ints:
    """Return the probabilities of scores, as `probability` does of one."""
    score, value = np.array(_probabilities(), np.int64).T
    asked = np.clip(scores, score[0], score[-1])
    at = np.clip(np.searchsorted(score, asked), 1, len(score) - 1)
    rise, run = value[at] - value[at - 1], score[at] - score[at - 1]
    found: Ints = (value[at - 1] + rise * (asked - score[at - 1]) // run).astype(np.int32)
    return found


@cache
def _probabilities() -> list[tuple[int, int]]:
    text = (_FOLDER / "probability.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(int(score), min(9999, max(1, int(value)))) for score, value in rows]
