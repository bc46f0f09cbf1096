"""Train the transliteration models that the program ships.

    python -m bench.train_transliteration [--data FOLDER] [--script NAME] [--out FOLDER]

The folder of real data is named by COUNTERFOIL_REAL_DATA or --data. A model holds costs of
letters in context, no list of names. Settings were fixed on the development slice (see
bench/transliteration.py); the shipped models learn from all pairs.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.transliteration_align import Aligned, align
from bench.transliteration_data import FILES, Pair, default_paths, read_pairs
from bench.transliteration_fit import chunk_names, fitted, latin_names, lines, occurrences
from counterfoil.matching.transliteration_model import EDGE, FORWARD, REVERSE
from counterfoil.matching.writing import syllable_of

LATIN_GAIN = 40.0
MODELS = Path("src/counterfoil/matching/models")


@dataclass(frozen=True)
class Settings:
    """How one script is learned.

    Attributes:
        longest: Latin letters of a chunk; forward, reverse: offsets of the features.
        syllabic: units are Han characters, grouped by their pinyin.
        strength: weight of the coarser level; gain: nats that an entry must add.
        prices: letter added, unit not written, unseen unit, weights of both models in hundredths.
        calibration: base, per letter, per unit, slope in thousandths; milli-nats.
        least: alignment score per symbol under which a pair is taken for an error.

    """

    longest: int
    forward: tuple[int, ...] = (0, 1, -1, 2, -2)
    reverse: tuple[int, ...] = (0, 1, -1, 2, -2)
    syllabic: bool = False
    strength: float = 1.0
    forward_gain: float = 24.0
    reverse_gain: float = 12.0
    prices: tuple[int, ...] = (6000, 11000, 9000, 50, 100)
    calibration: tuple[int, ...] = (0, 800, 400, 700)
    least: float = -1e9
    rare: int = 2


SETTINGS = {
    "arabic": Settings(3, calibration=(-1315, 621, 293, 682), forward_gain=56.0, reverse_gain=28.0),
    "cyrillic": Settings(
        4, calibration=(-1125, 372, 475, 678), forward_gain=212.0, reverse_gain=106.0
    ),
    "korean": Settings(3, calibration=(-2091, 396, 467, 470), forward_gain=63.0, reverse_gain=32.0),
    "chinese": Settings(
        4,
        calibration=(-3514, 777, 356, 434),
        forward=(0, 1, -1),
        syllabic=True,
        prices=(5000, 11000, 9000, 45, 100),
        least=-1.6,
        forward_gain=30.0,
        reverse_gain=15.0,
    ),
}


def main() -> None:
    """Train the wanted scripts and write their files."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_transliteration")
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--script", choices=[*FILES], action="append")
    parser.add_argument("--out", type=Path, default=MODELS)
    given = parser.parse_args()
    if not given.data:
        parser.error("name the folder of real data with --data or COUNTERFOIL_REAL_DATA")
    given.out.mkdir(parents=True, exist_ok=True)
    if not given.script:
        tokens = {t for s in FILES for _, t in read_pairs(s, default_paths(s, Path(given.data)))}
        (given.out / "latin.tsv").write_text("\n".join(latin_lines(sorted(tokens))) + "\n", "utf-8")
    for script in given.script or FILES:
        start = time.perf_counter()
        pairs = read_pairs(script, default_paths(script, Path(given.data)), learning=True)
        text = "\n".join(trained(script, pairs)) + "\n"
        path = given.out / f"{script}.tsv"
        path.write_text(text, "utf-8")
        seconds = time.perf_counter() - start
        print(f"{script}: {len(pairs)} pairs, {path.stat().st_size // 1000} kB, {seconds:.1f} s")


def latin_lines(tokens: list[str]) -> list[str]:
    """Return the lines of the model of Latin names: a letter after the three before it."""
    outcome = np.array([ord(c) - 96 if c != EDGE else 0 for t in tokens for c in t + EDGE])
    start = np.cumsum([0] + [len(t) + 1 for t in tokens[:-1]])
    first = np.repeat(start, [len(t) + 1 for t in tokens])
    features = []
    for back in (1, 2, 3):
        at = np.arange(len(outcome)) - back
        features.append(np.where(at >= first, outcome[np.maximum(at, 0)], 0))
    names = latin_names()
    return [
        "# Which letters follow which in names in Latin letters, three letters back.",
        "# Made by bench/train_transliteration.py.",
        *lines(
            "[latin]",
            fitted(features, outcome, 27, 1.0),
            LATIN_GAIN,
            [names] * 3,
            features,
            (outcome, names),
        ),
    ]


def trained(script: str, pairs: list[Pair], settings: Settings | None = None) -> list[str]:
    """Return the lines of a model file."""
    settings = settings or SETTINGS[script]
    kinds = sorted({syllable_of(c) if settings.syllabic else c for w, _ in pairs for c in w})
    number = {kind: n for n, kind in enumerate(kinds, 1)}
    aligned, kept = _aligned(pairs, number, settings)
    seen = occurrences(aligned)
    common = _common(seen.aligned.units, seen.chunk, settings.rare)
    characters = sorted({c for word, _ in kept for c in word})
    place = {c: n for n, c in enumerate(characters, 1)}
    letters = np.array([place[c] for word, _ in kept for c in word], np.int64)
    forward = [seen.unit(offset)[common] for offset in settings.forward]
    unit_names, forward_names = [EDGE, *kinds], [[EDGE, *kinds]] * len(settings.forward)
    if settings.syllabic:
        forward.insert(1, letters[common])
        forward_names.insert(1, [EDGE, *characters])
    reverse = [
        (seen.letter(offset) if offset else seen.chunk)[common] for offset in settings.reverse
    ]
    chunks = chunk_names(seen.chunks)
    chunk, unit = seen.chunk[common], aligned.units[common]
    return [
        *_head(script, settings),
        *lines(
            FORWARD, fitted(forward, chunk, len(chunks), settings.strength), settings.forward_gain,
            forward_names, forward, (chunk, chunks),
        ),
        *lines(
            REVERSE, fitted(reverse, unit, len(unit_names), settings.strength), settings.reverse_gain,
            [chunks] + [latin_names()] * (len(settings.reverse) - 1), reverse, (unit, unit_names),
        ),
    ]  # fmt: skip


def _aligned(
    pairs: list[Pair], number: dict[str, int], settings: Settings
) -> tuple[Aligned, list[Pair]]:
    """Return alignments and pairs; those that align badly are left out, then learned again."""
    while True:
        words = [
            [number[syllable_of(c) if settings.syllabic else c] for c in word] for word, _ in pairs
        ]
        aligned = align(words, [token for _, token in pairs], settings.longest)
        good = aligned.scores > max(settings.least, -1e8)
        kept = [pair for pair, keep in zip(pairs, good, strict=True) if keep]
        if settings.least < -1e8:
            return aligned.chosen(good), kept
        pairs, settings = kept, replace(settings, least=-1e9)


def _common(units: np.ndarray, chunks: np.ndarray, rare: int) -> np.ndarray:
    """Mark units whose chunk writes them in at least `rare` places."""
    together = units * (chunks.max() + 1) + chunks
    counts = Counter(together.tolist())
    return np.array([counts[t] >= rare for t in together.tolist()])


def _head(script: str, settings: Settings) -> list[str]:
    numbers = {
        "syllabic": (int(settings.syllabic),),
        "longest": (settings.longest,),
        "forward": settings.forward,
        "reverse": settings.reverse,
        "prices": settings.prices,
        "calibration": settings.calibration,
    }
    return [
        f"# How words in {script} script and Latin letters write each other; see",
        "# transliteration_model.py. Made by bench/train_transliteration.py.",
        *(f"!{name}\t{' '.join(map(str, values))}" for name, values in numbers.items()),
    ]


if __name__ == "__main__":
    main()
