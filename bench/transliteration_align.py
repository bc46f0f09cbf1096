"""Alignment of words with Latin tokens, by expectation maximisation.

Each unit of a word (letter, jamo, syllable) writes 0 to `longest` Latin letters. Passes of the
forward-backward algorithm learn P(chunk | unit); then the best alignment of each pair is taken.
"""

# Kernels take arrays of any kind and are compiled for those they meet: no types are written.
# ruff: noqa: ANN001, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def, no-untyped-call, type-arg"

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Array = npt.NDArray[np.int64]
PASSES = 8
_SIZE = 1 << 22
_MULTIPLIER, _INVERSE = 0x9E3779B97F4A7C15, 0xF1DE83E19937733D  # inverse modulo 2**64
_compiled = njit(cache=True, nogil=True, error_model="numpy")


class Aligned(NamedTuple):
    """Words and tokens, flat, and how they align.

    Attributes:
        units, unit_offsets: numbers of the units, from 1, and where each word starts.
        letters, letter_offsets: 1..26, and where each token starts.
        lengths: Latin letters that each unit writes.
        scores: log-likelihood per unit and letter of each pair.

    """

    units: Array
    unit_offsets: Array
    letters: Array
    letter_offsets: Array
    lengths: Array
    scores: npt.NDArray[np.float64]

    def chosen(self, keep: npt.NDArray[np.bool_]) -> Aligned:
        """Return the pairs marked in `keep`."""
        in_units = np.repeat(keep, np.diff(self.unit_offsets))
        in_letters = np.repeat(keep, np.diff(self.letter_offsets))
        return Aligned(
            self.units[in_units], _offsets(np.diff(self.unit_offsets)[keep]),
            self.letters[in_letters], _offsets(np.diff(self.letter_offsets)[keep]),
            self.lengths[in_units], self.scores[keep],
        )  # fmt: skip


def align(words: list[list[int]], tokens: list[str], longest: int) -> Aligned:
    """Return the alignment of words (unit numbers from 1) with tokens (a-z)."""
    units = np.array([u for word in words for u in word], np.int64)
    letters = np.frombuffer("".join(tokens).encode(), np.uint8).astype(np.int64) - 96
    starts = _offsets(np.array([len(word) for word in words]))
    ends = _offsets(np.array([len(token) for token in tokens]))
    lengths, scores = _learned(units, starts, letters, ends, longest, PASSES)
    size = np.diff(starts) + np.diff(ends)
    return Aligned(units, starts, letters, ends, lengths, scores / size)


def _offsets(sizes: npt.NDArray[np.integer]) -> Array:
    offsets = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    return offsets


@_compiled
def _place(keys, chance, unit, code):
    key = ((np.uint64(unit) << np.uint64(24)) | np.uint64(code)) * np.uint64(_MULTIPLIER)
    mask = np.uint64(_SIZE - 1)
    slot = (key >> np.uint64(20)) & mask
    while keys[slot] != np.uint64(0) and keys[slot] != key:
        slot = (slot + np.uint64(1)) & mask
    if keys[slot] == np.uint64(0):
        keys[slot] = key
        chance[slot] = -1.0
    return np.int64(slot)


@_compiled
def _fill_slots(slots, units, letters, longest, keys, chance):
    for unit in range(len(units)):
        for end in range(len(letters) + 1):
            code, power = 0, 1
            for length in range(min(longest, end) + 1):
                if length > 0:
                    code += letters[end - length] * power
                    power *= 27
                slots[unit, end, length] = _place(keys, chance, units[unit], code)


@_compiled
def _chance(chance, slot, length, ratio):
    """Return P(chunk | unit); before the first pass, short chunks of even length."""
    known = chance[slot]
    return known if known >= 0 else np.exp(-abs(length - ratio)) * 0.04**length


@_compiled
def _expect(slots, units, letters, longest, chance, counts, totals, ahead, behind):
    count, size = len(units), len(letters)
    ratio = size / count
    ahead[: count + 1, : size + 1] = 0.0
    behind[: count + 1, : size + 1] = 0.0
    ahead[0, 0] = 1.0
    for unit in range(count):
        for end in range(size + 1):
            for length in range(min(longest, end) + 1):
                likely = _chance(chance, slots[unit, end, length], length, ratio)
                ahead[unit + 1, end] += ahead[unit, end - length] * likely
    whole = ahead[count, size]
    if whole <= 0:
        return
    behind[count, size] = 1.0
    for unit in range(count - 1, -1, -1):
        for end in range(size, -1, -1):
            after = behind[unit + 1, end]
            if after <= 0:
                continue
            for length in range(min(longest, end) + 1):
                slot = slots[unit, end, length]
                likely = _chance(chance, slot, length, ratio)
                behind[unit, end - length] += after * likely
                share = ahead[unit, end - length] * likely * after / whole
                counts[slot] += share
                totals[units[unit]] += share


@_compiled
def _best(slots, units, letters, longest, chance, ahead, back, lengths):
    count, size = len(units), len(letters)
    ahead[: count + 1, : size + 1] = -1e18
    ahead[0, 0] = 0.0
    for unit in range(count):
        for end in range(size + 1):
            for length in range(min(longest, end) + 1):
                likely = chance[slots[unit, end, length]]
                if likely > 0 and ahead[unit, end - length] > -1e17:
                    total = ahead[unit, end - length] + np.log(likely)
                    if total > ahead[unit + 1, end]:
                        ahead[unit + 1, end] = total
                        back[unit + 1, end] = length
    if ahead[count, size] > -1e17:
        end = size
        for unit in range(count, 0, -1):
            lengths[unit - 1] = back[unit, end]
            end -= back[unit, end]
    return ahead[count, size]


@_compiled
def _maximise(keys, chance, counts, totals):
    for slot in range(_SIZE):
        if keys[slot] != np.uint64(0):
            unit = (keys[slot] * np.uint64(_INVERSE)) >> np.uint64(24)
            total = totals[np.int64(unit)]
            share = counts[slot] / total if total > 0 else 0.0
            if share < 1e-7:
                share = 1e-9 if counts[slot] > 1e-4 else 0.0
            chance[slot] = share
            counts[slot] = 0.0
    totals[:] = 0.0


@_compiled
def _learned(units, starts, letters, ends, longest, passes):
    most = 40
    keys, chance = np.zeros(_SIZE, np.uint64), np.zeros(_SIZE)
    counts, totals = np.zeros(_SIZE), np.zeros(units.max() + 1)
    slots = np.zeros((most, most + 1, 8), np.int64)
    ahead, behind = np.zeros((most + 1, most + 1)), np.zeros((most + 1, most + 1))
    back = np.zeros((most + 1, most + 1), np.int64)
    lengths, scores = np.zeros(len(units), np.int64), np.full(len(starts) - 1, -1e18)
    for step in range(passes + 1):
        for pair in range(len(starts) - 1):
            word = units[starts[pair] : starts[pair + 1]]
            token = letters[ends[pair] : ends[pair + 1]]
            if len(word) > most or len(token) > most or len(token) > longest * len(word):
                continue
            _fill_slots(slots, word, token, longest, keys, chance)
            if step < passes:
                _expect(slots, word, token, longest, chance, counts, totals, ahead, behind)
            else:
                into = lengths[starts[pair] : starts[pair + 1]]
                scores[pair] = _best(slots, word, token, longest, chance, ahead, back, into)
        if step < passes:
            _maximise(keys, chance, counts, totals)
    return lengths, scores
