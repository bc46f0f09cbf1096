"""Fit what turns alignment costs into likeness, on the development slice.

    python -m bench.calibrate_transliteration [--script NAME]

Prints the calibration of each script for SETTINGS in bench/train_transliteration.py: of the 20
nearest tokens of a word, those listed for it are right, the others wrong. Four numbers in
milli-nats: base, per Latin letter, per unit of the word, and the slope of the cost in thousandths.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.transliteration import learned, slices
from bench.transliteration_data import FILES, Pair
from counterfoil.matching.transliteration import LatinVocabulary, Transliterator

Floats = npt.NDArray[np.float64]
STEPS, QUERIES = 30, 2000


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate_transliteration")
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--script", choices=[*FILES], action="append")
    given = parser.parse_args()
    for script in given.script or FILES:
        slice_, rest = slices(script, Path(given.data), development=True)
        features, right = examples(learned(script, rest), slice_)
        print(script, [round(1000 * float(w)) for w in logistic(features, right)], flush=True)


def examples(reader: Transliterator, pairs: list[Pair]) -> tuple[Floats, Floats]:
    """Return rows (1, letters, units, -cost in nats) and whether each is right."""
    forms: dict[str, set[str]] = defaultdict(set)
    for native, token in pairs:
        forms[native].add(token)
    drawn = random.Random(7).sample(sorted(forms), min(QUERIES, len(forms)))
    tokens = sorted({token for _, token in pairs})
    vocabulary = LatinVocabulary(tokens)
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for word in drawn:
        ids, _ = reader.nearest(word, vocabulary, 20)
        costs, units = reader.alignment(word, vocabulary.codes, vocabulary.offsets, ids)
        for one, cost in zip(ids.tolist(), costs.tolist(), strict=True):
            rows.append((1.0, len(tokens[one]), units, -cost / 1000))
            right.append(tokens[one] in forms[word])
    return np.array(rows), np.array(right, float)


def logistic(features: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression, by Newton's method with a small ridge."""
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (right - chance) - 1e-3 * weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features
        weights = weights + np.linalg.solve(bend + 1e-3 * np.eye(len(weights)), slope)
    return weights


if __name__ == "__main__":
    main()
