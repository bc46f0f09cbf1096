"""From alignments to the lines of a model file: back-off tables, smoothed and pruned.

Each level adds one feature to the context of the level before. Probabilities are interpolated
with the coarser level (Witten-Bell); an entry stays if it says enough that its back-off does not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bench.transliteration_align import Aligned
from counterfoil.matching.transliteration_model import EDGE, EMPTY_CHUNK

Array = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Level(NamedTuple):
    """The entries of one level: first occurrence, context number, probability, lower one, count."""

    first: Array
    context: Array
    chance: Floats
    lower: Floats
    seen: Floats
    backoff: Floats  # per context
    sample: Array  # per context an occurrence


class Occurrences(NamedTuple):
    """Every aligned unit with the Latin letters around its chunk.

    Attributes:
        word: the pair of each unit; begin, end: its chunk's place in the letters.
        chunks: texts; chunk: number of each unit's chunk.

    """

    aligned: Aligned
    word: Array
    begin: Array
    end: Array
    chunks: list[str]
    chunk: Array

    def letter(self, offset: int) -> Array:
        """Return the letter before (negative) or after the chunk, 0 outside the token."""
        at = self.end + offset - 1 if offset > 0 else self.begin + offset
        return _inside(self.aligned.letters, self.aligned.letter_offsets, at, self.word)

    def unit(self, offset: int) -> Array:
        """Return the unit at an offset, 0 outside the word."""
        at = np.arange(len(self.word)) + offset
        return _inside(self.aligned.units, self.aligned.unit_offsets, at, self.word)


def occurrences(aligned: Aligned) -> Occurrences:
    """Return the units of alignments with their chunks."""
    word = np.repeat(np.arange(len(aligned.unit_offsets) - 1), np.diff(aligned.unit_offsets))
    end = np.cumsum(aligned.lengths)  # every letter belongs to a chunk, so words do not shift
    begin = end - aligned.lengths
    text = (aligned.letters + 96).astype(np.uint8).tobytes().decode()
    spelled = [text[b:e] for b, e in zip(begin.tolist(), end.tolist(), strict=True)]
    chunks = sorted(set(spelled))
    number = {chunk: n for n, chunk in enumerate(chunks)}
    return Occurrences(
        aligned, word, begin, end, chunks, np.array([number[s] for s in spelled], np.int64)
    )


def fitted(features: list[Array], outcome: Array, outcomes: int, strength: float) -> list[Level]:
    """Return the smoothed levels; `strength` weighs the coarser level."""
    context = np.zeros(len(outcome), np.int64)
    lower = np.full(len(outcome), 1.0 / outcomes)
    levels = []
    for feature in features:
        joint = context * (feature.max() + 1) + feature
        _, sample, context, sizes = np.unique(
            joint, return_index=True, return_inverse=True, return_counts=True
        )
        _, first, entry, count = np.unique(
            context * outcomes + outcome, return_index=True, return_inverse=True, return_counts=True
        )
        of = context[first]
        kinds = strength * np.bincount(of, minlength=len(sizes))
        chance = (count + kinds[of] * lower[first]) / (sizes[of] + kinds[of])
        levels.append(
            Level(
                first,
                of,
                chance,
                lower[first],
                count.astype(float),
                kinds / (sizes + kinds),
                sample,
            )
        )
        lower = chance[entry]
    return levels


def kept(levels: list[Level], gain: float) -> list[npt.NDArray[np.bool_]]:
    """Return which entries of each level say at least `gain` nats more than their back-off."""
    marks = [np.ones(len(levels[0].first), np.bool_)]
    for level in levels[1:]:
        told = np.log(level.chance / (level.backoff[level.context] * level.lower))
        marks.append((level.seen * np.abs(told) > gain) & (level.seen > 1))
    return marks


def lines(  # noqa: PLR0917
    kind: str,
    levels: list[Level],
    gain: float,
    names: list[list[str]],
    features: list[Array],
    outcome: tuple[Array, list[str]],
) -> list[str]:
    """Return the lines of a model file, coarse contexts first."""
    found: dict[tuple[str, ...], list[str]] = {}
    backs: dict[tuple[str, ...], int] = {}
    for depth, (level, keep) in enumerate(zip(levels, kept(levels, gain), strict=True)):
        sizes = len(level.backoff)
        mass = np.bincount(level.context[keep], level.chance[keep], sizes)
        below = np.bincount(level.context[keep], level.lower[keep], sizes)
        backoff = np.clip(1 - mass, 1e-4, 1) / np.clip(1 - below, 1e-4, None)
        costs = np.round(-1000 * np.log(level.chance)).astype(int)
        order = np.flatnonzero(keep)
        order = order[np.lexsort((costs[order], level.context[order]))]
        for entry in order:
            at = level.sample[level.context[entry]]
            context = tuple(names[n][features[n][at]] for n in range(depth + 1))
            for shorter in range(1, depth + 1):
                found.setdefault(context[:shorter], [])
            value = outcome[1][outcome[0][level.first[entry]]]
            found.setdefault(context, []).append(f"{value}:{costs[entry]}")
            backs[context] = round(-1000 * float(np.log(backoff[level.context[entry]])))
    rows = [kind]
    for context in sorted(found):  # depth first: a context stands under its coarser ones
        entries = " ".join(found[context])
        rows.append(f"{len(context)}\t{context[-1]}\t{backs.get(context, 0)}\t{entries}")
    return rows


def latin_names() -> list[str]:
    """Return the names of letters 0..26."""
    return [EDGE, *map(chr, range(97, 123))]


def chunk_names(chunks: list[str]) -> list[str]:
    """Return the chunks as a model file writes them."""
    return [chunk or EMPTY_CHUNK for chunk in chunks]


def _inside(values: Array, offsets: Array, at: Array, word: Array) -> Array:
    found = np.zeros(len(at), np.int64)
    inside = (at >= offsets[:-1][word]) & (at < offsets[1:][word])
    found[inside] = values[at[inside]]
    return found
