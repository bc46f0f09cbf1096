"""Persons whose name is written without a space: which part is the family name.

A short table of common family names tells; what the tables of words and places know, and what
is spelled like a foreign name, is no person here.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from counterfoil.matching import tables
from counterfoil.matching.writing import CHINESE, KOREAN, script_of

_LENGTHS = range(2, 5)
_COMPOUND = 2
_GIVEN = {CHINESE: range(1, 3), KOREAN: range(2, 3)}  # one syllable after Kim is more often a word
_GIVEN_COMPOUND = range(1, 3)
# Letters that spell foreign names: some never stand in a given name, others seldom alone.
_FOREIGN = frozenset(
    "尔斯克特姆夫拉勒瑟菲弗蒂瓦卡什茨娅耶顿塞贝普兹伯托曼格尼纳默诺莱娃스트크프브드그르텍테츠즈텔텐톤넷닉릭링컴"
)
_OFTEN_FOREIGN = frozenset(
    "德利恩森西比伊奇维里达吉威迪提多登亚蒙福波索柏内塔布佛本罗巴萨阿沃洛伦赫哈库鲁图谢奥"
    "马莫帕费加那坦来理雷考肯希辛"
)
# Last characters of places and institutions.
_ENDINGS = frozenset("省市县区镇村州港院校厂局部所司社馆团岛河湖路街寺族语")


@cache
def family_names() -> dict[str, tuple[str, ...]]:
    """Return family names in Han (simplified) and Hangul to their usual Latin spellings."""
    return tables.read_table("family_names")


def family_spellings(family: str) -> tuple[str, ...]:
    """Return the usual Latin spellings of a family name, the commonest first; () if unknown."""
    return family_names().get(_plain(family), ())


def name_parts(run: str) -> tuple[str, ...] | None:
    """Return (family name, given name) as written; None if a run does not look like a person.

    run: 2 to 4 Han characters or 3 to 4 Hangul syllables that begin with a common family name.
    The parts are in the composed normal form.
    """
    text = unicodedata.normalize("NFC", run)
    if len(text) not in _LENGTHS:
        return None
    script = script_of(text[0])
    if script not in _GIVEN or any(script_of(character) != script for character in text):
        return None
    plain = _plain(text)
    size = _family_size(plain, script)
    if not size or _is_other(plain, size):
        return None
    return text[:size], text[size:]


def _family_size(plain: str, script: str) -> int:
    """Return the letters of the family name, 0 if there is none; a compound comes first."""
    rest = len(plain) - _COMPOUND
    if plain[:_COMPOUND] in family_names():
        return _COMPOUND if rest in _GIVEN_COMPOUND else 0
    return 1 if plain[0] in family_names() and len(plain) - 1 in _GIVEN[script] else 0


def _is_other(plain: str, size: int) -> bool:
    """Tell a word, a place or a foreign name: whole, or its first two or its last letters."""
    terms = tables.unspaced_terms()[0]
    given = plain[size:]
    known = (plain, plain[: size + 1], given if len(given) > 1 else "")
    return (
        any(part in terms for part in known)
        or given[-1] in _ENDINGS
        or not _FOREIGN.isdisjoint(given)
        or _OFTEN_FOREIGN.issuperset(given)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(tables.han_variants())
