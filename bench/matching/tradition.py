"""Invented people of several naming traditions, in Latin letters and in their own script.

The words are those of the transliteration pairs, and which of them belong to a tradition is told by
spelling alone; given and family name are recombined at random, so that nobody real is meant.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FAMILY_RU = re.compile(r"(?:ов|ев|ин|ский|цкий|енко|ова|ева|ская)$")
_PATRONYMIC = re.compile(r"^(.{3,})(?:ович|евич)$")
_SYLLABLES = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|"
    r"un|uo|a|e|i|o|u)"
)
_ARABIC_ONLY = frozenset("عحصضظذ")
_LEAST_WORDS = 20


class Written(NamedTuple):
    """A name or a part of one, in Latin letters and in the script of its tradition."""

    latin: str
    native: str


class Tradition(NamedTuple):
    """Given and family names of one tradition."""

    name: str
    given: list[Written]
    family: list[Written]
    family_first: bool = False

    def people(self, count: int, dice: random.Random) -> list[Written]:
        """Return so many different invented people."""
        found: dict[str, Written] = {}
        while len(found) < count:
            given, family = dice.choice(self.given), dice.choice(self.family)
            latin = f"{given.latin} {family.latin}".title()
            native = f"{given.native} {family.native}"
            if self.family_first:
                native = family.native + given.native
            found[latin] = Written(latin, native)
        return list(found.values())


def traditions(folder: Path) -> list[Tradition]:
    """Return the traditions that the pairs can tell apart by spelling."""
    folder /= "name-transliteration"
    found = [_russian(folder), _arabic(folder), _korean(folder), _chinese(folder)]
    for one in found:
        if min(len(one.given), len(one.family)) < _LEAST_WORDS:
            raise ValueError(f"too few {one.name} names")
    return found


def _russian(folder: Path) -> Tradition:
    """Return given names that a patronymic is made of, and family names by their endings."""
    pairs = list(_pairs(folder / "wd_russian_80.tsv.gz"))
    stems = {m.group(1) for pair in pairs if (m := _PATRONYMIC.match(pair.native))}
    given = [pair for pair in pairs if pair.native in stems]
    family = [pair for pair in pairs if len(pair.native) > 4 and _FAMILY_RU.search(pair.native)]
    return Tradition("Russian", given, family)


def _arabic(folder: Path) -> Tradition:
    """Return words with a letter that foreign names are hardly ever written with.

    Family names have the article or the ending of origin; the others are given names.
    """
    with (folder / "google_ar2en.txt").open(encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream]
    pairs = [Written(row[1].lower(), row[0]) for row in rows if len(row) == 2]
    pairs += _pairs(folder / "wd_arabic_all.tsv")
    own = [pair for pair in pairs if len(pair.native) > 2 and _ARABIC_ONLY & set(pair.native)]
    family = [pair for pair in own if pair.native.startswith("ال") or pair.native.endswith("ي")]
    return Tradition("Arabic", [pair for pair in own if pair not in set(family)], family)


def _korean(folder: Path) -> Tradition:
    """Return the parts of full names of three syllables, written as one word, family name first."""
    given, family = [], []
    for latin, native in _rows(folder / "wd_korean_fullnames.tsv"):
        words = latin.lower().split()
        if len(native) == 3 and len(words) == 2 and words[0] in _KOREAN_FAMILIES.get(native[0], ()):
            family.append(Written(words[0], native[0]))
            given.append(Written(words[1], native[1:]))
    return Tradition("Korean", given, family, family_first=True)


_KOREAN_FAMILIES = {
    "김": ("kim", "gim"), "이": ("lee", "yi", "rhee", "ri"), "박": ("park", "pak"),
    "최": ("choi", "choe"), "정": ("jung", "jeong", "chung"), "강": ("kang", "gang"),
    "조": ("cho", "jo"), "윤": ("yoon", "yun"), "장": ("jang", "chang"), "임": ("lim", "im"),
    "한": ("han",), "신": ("shin", "sin"), "유": ("yoo", "yu", "ryu"), "황": ("hwang",),
}  # fmt: skip


def _chinese(folder: Path) -> Tradition:
    """Return words that are one syllable of pinyin to each character: one a family, two a given name."""
    pairs = list(_pairs(folder / "wd_chinese_all.tsv"))
    spelled = [pair for pair in pairs if _is_pinyin(pair)]
    return Tradition(
        "Chinese",
        [pair for pair in spelled if len(pair.native) == 2],
        [pair for pair in spelled if len(pair.native) == 1],
        family_first=True,
    )


def _is_pinyin(pair: Written) -> bool:
    if len(pair.native) not in {1, 2}:
        return False
    return re.fullmatch(f"(?:{_SYLLABLES.pattern}){{{len(pair.native)}}}", pair.latin) is not None


def _pairs(path: Path) -> Iterator[Written]:
    """Yield pairs of the files that write each letter of the native side apart."""
    for latin, spaced in _rows(path):
        yield Written(latin, spaced.replace(" ", ""))


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for row in csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield row[0], row[1]
