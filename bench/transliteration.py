"""Measure the transliteration models: is the Latin form of a word found among many?

    python -m bench.transliteration [--script NAME] [--pairs FILE ...] [--shipped]

By default the pairs of the folder of real data whose native word falls into the test slice are
measured, with a model that learned from no pair that shares a native word or a Latin token with
the slice. `--pairs` measures other files instead. 1,000 native words are drawn; candidates are
all Latin tokens of the slice; every Latin form listed for a word is right; ties are broken at
random. Where the words of a name stand in another order in one script, its pairs are wrong and
cannot be found; `--turned` sets them right by sound. `exhaustive` compares a word with every
candidate, `nearest` retrieves first, as the program does. Calibration: of candidates in the top
20 at a likeness, how many are right.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.train_transliteration import SETTINGS, Settings, trained
from bench.transliteration_data import (
    DEVELOPMENT,
    FILES,
    TEST,
    Pair,
    bucket,
    default_paths,
    read_pairs,
    without,
)
from counterfoil.matching.pinyin import Pinyin
from counterfoil.matching.transliteration import LatinVocabulary, Transliterator, transliterator
from counterfoil.matching.transliteration_model import parse_model
from counterfoil.matching.writing import CHINESE, units_of

CUTS = (1, 20)


def main() -> None:
    """Measure the wanted scripts and print figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.transliteration")
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--script", choices=[*FILES], action="append")
    parser.add_argument("--pairs", type=Path, action="append", help="measure this file instead")
    parser.add_argument("--shipped", action="store_true", help="measure the shipped model as it is")
    parser.add_argument(
        "--development", action="store_true", help="the slice settings are fixed on"
    )
    parser.add_argument(
        "--turned", action="store_true", help="pair words of a name in the order that sounds alike"
    )
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20261103)
    given = parser.parse_args()
    if not given.data:
        parser.error("name the folder of real data with --data or COUNTERFOIL_REAL_DATA")
    if given.pairs and len(given.script or ()) != 1:
        parser.error("name the one script of the pairs with --script")
    for script in given.script or FILES:
        slice_, rest = slices(
            script,
            Path(given.data),
            given.pairs,
            development=given.development,
            turned=given.turned,
        )
        start = time.thread_time()
        reader = transliterator(script) if given.shipped else learned(script, rest)
        assert reader is not None  # noqa: S101 - every script of FILES has one
        seconds = time.thread_time() - start
        result = measured(reader, slice_, given.queries, given.seed)
        result |= {"script": script, "learned_from": len(rest), "train_s": round(seconds, 1)}
        print(json.dumps(result, indent=2), flush=True)


def slices(
    script: str,
    data: Path,
    files: list[Path] | None = None,
    *,
    development: bool = False,
    turned: bool = False,
) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs to measure, and those to learn from."""
    paths = default_paths(script, data)
    plain = read_pairs(script, files or paths, turned=turned)
    rest = read_pairs(script, paths, learning=True)
    wanted = DEVELOPMENT if development else TEST
    slice_ = plain if files else [pair for pair in plain if bucket(pair[0]) == wanted]
    if development:
        rest = [pair for pair in rest if bucket(pair[0]) != TEST]
    return slice_, without(rest, slice_)


def learned(script: str, pairs: list[Pair], settings: Settings | None = None) -> Transliterator:
    """Return the reader of a model trained on pairs."""
    model = parse_model(trained(script, pairs, settings or SETTINGS[script]))
    pinyin = Pinyin(model.characters) if script == CHINESE else None
    return Transliterator(model, partial(units_of, script=script), pinyin)


def measured(reader: Transliterator, pairs: list[Pair], queries: int, seed: int) -> dict[str, Any]:
    """Return recall, milliseconds per word and calibration."""
    forms: dict[str, set[str]] = defaultdict(set)
    for native, token in pairs:
        forms[native].add(token)
    dice = random.Random(seed)
    drawn = dice.sample(sorted(forms), min(queries, len(forms)))
    tokens = sorted({token for _, token in pairs})
    vocabulary, every = LatinVocabulary(tokens), np.arange(len(tokens))
    place = {token: n for n, token in enumerate(tokens)}
    reader.nearest(drawn[0], vocabulary)
    found = {"exhaustive": [0] * len(CUTS), "nearest": [0] * len(CUTS)}
    spent: list[float] = []
    seen: dict[int, list[int]] = defaultdict(list)
    for word in drawn:
        right = {place[token] for token in forms[word]}
        costs = reader.costs(word, vocabulary.codes, vocabulary.offsets, every)
        noise = np.array([dice.random() for _ in tokens])
        ranked = np.lexsort((noise, costs))[: CUTS[-1]].tolist()
        start = time.thread_time()
        ids, likeness = reader.nearest(word, vocabulary, CUTS[-1])
        spent.append(time.thread_time() - start)
        for name, top in (("exhaustive", ranked), ("nearest", ids.tolist())):
            for n, cut in enumerate(CUTS):
                found[name][n] += bool(right.intersection(top[:cut]))
        for one, value in zip(ids.tolist(), likeness.tolist(), strict=True):
            seen[min(value // 100, 9)].append(one in right)
    best = sum(reader.best(word) in forms[word] for word in drawn)
    return {
        "queries": len(drawn),
        "candidates": len(tokens),
        **{name: [round(n / len(drawn), 4) for n in counts] for name, counts in found.items()},
        "best_is_listed": round(best / len(drawn), 4),
        "nearest_ms_median": round(1000 * statistics.median(spent), 2),
        "calibration": {
            f"{tenth / 10:.1f}": [round(sum(marks) / len(marks), 3), len(marks)]
            for tenth, marks in sorted(seen.items())
        },
    }


if __name__ == "__main__":
    main()
