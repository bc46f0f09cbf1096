"""A transliteration model: how the letters of a script and Latin letters write each other.

A model file has settings, `!name<TAB>numbers`, and two tables, `[forward]` and `[reverse]`:

    level<TAB>feature<TAB>back-off<TAB>outcome:cost outcome:cost ...

A line adds one feature to the context of the nearest line above that is one level coarser. The
features are the letters at the offsets that `!forward` and `!reverse` name: `^` is the edge of
the word, `-` the empty chunk. The outcome is the Latin chunk of a source letter, or the source
letter of a chunk. Costs are milli-nats. A context that has no line or entry for an outcome falls
back to the coarser one for its back-off cost.
"""

# Compiled kernels carry no types.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.matching import transliteration_kernels as kernels
from counterfoil.matching.writing import syllable_of

Array = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Tables = tuple[Keys, Array, Keys, Array]
Line = tuple[int, str, int, str]  # level, feature, back-off, entries
EDGE, EMPTY_CHUNK = "^", "-"
FORWARD, REVERSE = "[forward]", "[reverse]"
_FOLDER = files("counterfoil.matching") / "models"


class Model(NamedTuple):
    """A model as arrays.

    Attributes:
        settings: the numbers of the `!` lines.
        units: source letter or syllable to its number, from 1.
        characters: Han character to its number; the same as units in other scripts.
        forward, reverse: back-off tables, see the kernels.
        chunk_codes: number of a chunk to its code in base 27.
        chunk_keys, chunk_ids: table from code to number.
        chunk_starts, unit_chunks: chunks of unit u are unit_chunks[starts[u]:starts[u + 1]].

    """

    settings: dict[str, tuple[int, ...]]
    is_syllabic: bool
    units: dict[str, int]
    characters: dict[str, int]
    forward: Tables
    reverse: Tables
    chunk_codes: Array
    chunk_keys: Keys
    chunk_ids: Array
    chunk_starts: Array
    unit_chunks: Array

    def word(self, units: tuple[str, ...]) -> tuple[Array, Array]:
        """Return the forward features (units x levels) and the unit numbers of a word."""
        syllables = [syllable_of(u) if self.is_syllabic else u for u in units]
        numbers = [0, *(self.units.get(s, -1) for s in syllables), 0]
        offsets = self.settings["forward"]
        features = np.full((len(units), len(offsets) + self.is_syllabic), -1, np.int64)
        for at, unit in enumerate(units, 1):
            row = [numbers[at]]
            if self.is_syllabic:
                row.append(self.characters.get(unit, -1))
            row += [numbers[min(max(at + offset, 0), len(numbers) - 1)] for offset in offsets[1:]]
            features[at - 1] = row
        return features, np.array(numbers[1:-1], np.int64)


@cache
def read_model(script: str) -> Model:
    """Return the shipped model of a script."""
    return parse_model((_FOLDER / f"{script}.tsv").read_text(encoding="utf-8").splitlines())


def parse_model(lines: Iterable[str]) -> Model:
    """Return the model that the lines of a file hold."""
    settings: dict[str, tuple[int, ...]] = {}
    parts: dict[str, list[Line]] = {FORWARD: [], REVERSE: []}
    part: list[Line] = []
    for line in lines:
        if line.startswith("["):
            part = parts[line]
        elif line.startswith("!"):
            name, _, numbers = line[1:].partition("\t")
            settings[name] = tuple(int(n) for n in numbers.split())
        elif line and not line.startswith("#"):
            level, feature, backoff, entries = line.split("\t")
            part.append((int(level), feature, int(backoff), entries))
    return _assembled(settings, parts[FORWARD], parts[REVERSE])


def _assembled(
    settings: dict[str, tuple[int, ...]], forward: list[Line], reverse: list[Line]
) -> Model:
    syllabic = bool(settings["syllabic"][0])
    coarse = [line[1] for line in forward if line[0] == 1]
    units = {EDGE: 0} | {unit: number for number, unit in enumerate(coarse, 1)}
    characters = {EDGE: 0}
    chunks = {EMPTY_CHUNK: 0}
    for level, feature, _, entries in forward:
        if syllabic and level == 2:  # noqa: PLR2004
            characters.setdefault(feature, len(characters))
        for entry in entries.split():
            chunks.setdefault(entry.partition(":")[0], len(chunks))
    codes = np.array([code_of("" if c == EMPTY_CHUNK else c) for c in chunks], np.int64)
    keys, ids = _table(len(codes))
    kernels.fill_chunks(keys, ids, codes)
    starts = np.zeros(len(units) + 1, np.int64)
    rows: list[list[int]] = [[] for _ in units]
    for level, feature, _, entries in forward:
        if level == 1:
            rows[units[feature]] = [chunks[e.partition(":")[0]] for e in entries.split()]
    starts[1:] = np.cumsum([len(row) for row in rows])
    second = characters if syllabic else units
    latin = {EDGE: 0} | {chr(96 + n): n for n in range(1, 27)}
    return Model(
        settings=settings,
        is_syllabic=syllabic,
        units=units,
        characters=second,
        forward=_tables(forward, [units, second, *[units] * (kernels.MAX_LEVELS - 2)], chunks),
        reverse=_tables(reverse, [chunks, *[latin] * (kernels.MAX_LEVELS - 1)], units),
        chunk_codes=codes,
        chunk_keys=keys,
        chunk_ids=ids,
        chunk_starts=starts,
        unit_chunks=np.array([c for row in rows for c in row], np.int64),
    )


@cache
def latin_names() -> tuple[Tables, int]:
    """Return which letters follow which in names, whatever their language; and the levels."""
    rows = []
    for line in (_FOLDER / "latin.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "[")):
            level, feature, backoff, entries = line.split("\t")
            rows.append((int(level), feature, int(backoff), entries))
    letters = {EDGE: 0} | {chr(96 + n): n for n in range(1, 27)}
    return _tables(rows, [letters] * kernels.MAX_LEVELS, letters), max(row[0] for row in rows)


def code_of(chunk: str) -> int:
    """Return a Latin chunk as a number in base 27, its last letter the smallest digit."""
    code = 0
    for letter in chunk:
        code = code * kernels.CHUNK_BASE + ord(letter) - 96
    return code


def _table(entries: int) -> tuple[Keys, Array]:
    size = 1 << max(4, (2 * entries + 1).bit_length())
    return np.zeros(size, np.uint64), np.zeros(size, np.int64)


def _tables(lines: list[Line], features: list[dict[str, int]], outcomes: dict[str, int]) -> Tables:
    rows, seen, costs = [], [], []
    numbers = np.full((len(lines), kernels.MAX_LEVELS), -1, np.int64)
    depths = np.zeros(len(lines), np.int64)
    context = [-1] * kernels.MAX_LEVELS
    for row, (level, feature, _, entries) in enumerate(lines):
        context[level - 1] = features[level - 1].get(feature, -1)
        depths[row] = level
        numbers[row, :level] = context[:level]
        for entry in entries.split():
            outcome, _, cost = entry.partition(":")
            if outcome in outcomes:
                rows.append(row)
                seen.append(outcomes[outcome])
                costs.append(int(cost))
    tables = _table(len(lines)) + _table(len(rows))
    backoffs = np.array([line[2] for line in lines], np.int64)
    kernels.fill_tables(
        numbers, depths, backoffs,
        np.array(rows, np.int64), np.array(seen, np.int64), np.array(costs, np.int64), tables,
    )  # fmt: skip
    return tables
