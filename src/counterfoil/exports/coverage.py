"""Which code points the fonts of the paper have glyphs for, kept in a small file.

Reading the character map of a collection of 45,000 glyphs takes half a second, so it is read
once and stored as runs of code points.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# Invisible by definition: a font need not have them, and PDF/UA accepts them unseen.
_INVISIBLE = frozenset(
    (
        *(0x00AD, 0x034F, 0x061C, 0x180E),
        *range(0x200B, 0x2010),
        *range(0x2060, 0x2065),
        *range(0xFE00, 0xFE10),
    )
)
_WHITE = frozenset((0x0A, 0x20))


@dataclass(frozen=True, slots=True)
class Coverage:
    """The code points of each font, in the order in which the paper tries them."""

    fonts: tuple[frozenset[int], ...]

    def __contains__(self, cluster: str) -> bool:
        """Tell whether one font alone can print all of a character with its marks."""
        forms = {cluster, unicodedata.normalize("NFC", cluster)}
        needs = [
            [ord(c) for c in form if ord(c) not in _INVISIBLE and ord(c) not in _WHITE]
            for form in forms
        ]
        return any(font.issuperset(need) for font in self.fonts for need in needs)

    def has_all(self, text: str) -> bool:
        """Tell quickly whether one font alone can print a whole text."""
        needed = set(map(ord, text)) - _WHITE - _INVISIBLE
        return any(font.issuperset(needed) for font in self.fonts)


def read_coverage(files: Sequence[Sequence[tuple[Path, int]]]) -> Coverage:
    """Read the character maps; each font is its (file, number in the collection) by weight."""
    from fontTools.ttLib import TTFont

    fonts = []
    for weights in files:
        maps = []
        for path, number in weights:
            with TTFont(path, fontNumber=number, lazy=True) as font:
                maps.append(frozenset(font.getBestCmap()))
        fonts.append(frozenset.intersection(*maps))
    return Coverage(tuple(fonts))


def to_json(coverage: Coverage) -> str:
    """Return the code points as runs: gap to the run before, then its length."""
    return json.dumps([_runs(sorted(font)) for font in coverage.fonts], separators=(",", ":"))


def from_json(text: str) -> Coverage:
    """Read back what `to_json` wrote; raise ValueError or TypeError on anything else."""
    return Coverage(tuple(frozenset(_codepoints(runs)) for runs in json.loads(text)))


def scripts_without_letters(coverage: Coverage) -> tuple[str, ...]:
    """Return the codes of all Unicode scripts of which no letter can be printed, sorted."""
    from fontTools import unicodedata as scripts
    from fontTools.unicodedata import Scripts

    printed = {
        scripts.script(chr(codepoint))
        for font in coverage.fonts
        for codepoint in font
        if unicodedata.category(chr(codepoint)).startswith("L")
    }
    return tuple(sorted(set(Scripts.VALUES) - printed - {"Zyyy", "Zinh", "Zzzz"}))


def _runs(codepoints: Iterable[int]) -> list[int]:
    runs: list[int] = []
    start = end = 0
    for codepoint in codepoints:
        if codepoint != end or not runs:
            runs += [codepoint - end, 0]
            start = codepoint
        end = codepoint + 1
        runs[-1] = end - start
    return runs


def _codepoints(runs: Sequence[int]) -> Iterable[int]:
    at = 0
    for gap, length in zip(runs[::2], runs[1::2], strict=True):
        at += gap
        yield from range(at, at + length)
        at += length
