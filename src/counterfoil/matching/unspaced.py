"""Names in scripts without spaces: Chinese, Japanese and Korean, by longest known term."""

from __future__ import annotations

import re
from functools import lru_cache

from counterfoil.matching import tables
from counterfoil.matching.romanise import romanised
from counterfoil.matching.tokens import TRANSLATION, TRANSLITERATION, Reading, readings, token

UNSPACED = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af々〇ー]")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九十")}
_NUMERAL = re.compile("第?([〇一二三四五六七八九十百\\d]{1,5})(?=[研所厂部军号院医附中航机])")


@lru_cache(maxsize=50_000)
def unspaced_readings(text: str) -> tuple[tuple[Reading, ...], ...]:
    """Return the readings of each term in a run of text without spaces."""
    plain = text.translate(tables.han_variants())
    terms, longest = tables.unspaced_terms()
    found: list[tuple[Reading, ...]] = []
    unknown = ""
    at = 0
    while at < len(plain):
        number = _NUMERAL.match(plain, at)
        size = 0 if number else _longest(plain, at, terms, longest)
        if not number and not size:
            unknown += plain[at]
            at += 1
            continue
        found += _name_of(unknown)
        unknown = ""
        if number:
            found.append(((token(_arabic(number.group(1)), number.group(), TRANSLATION),),))
            at = number.end()
        else:
            term = plain[at : at + size]
            found.append(readings(term, terms[term], via=TRANSLATION))
            at += size
    return tuple(found + _name_of(unknown))


def _longest(text: str, at: int, terms: dict[str, tuple[str, ...]], longest: int) -> int:
    for size in range(min(longest, len(text) - at), 0, -1):
        if text[at : at + size] in terms:
            return size
    return 0


def _name_of(run: str) -> list[tuple[Reading, ...]]:
    """Return an unknown run as one romanised word: syllables of a name are written together."""
    word = re.sub("[^a-z0-9]", "", romanised(run))
    return [((token(word, run, TRANSLITERATION),),)] if word else []


def _arabic(numeral: str) -> str:
    """Return a Chinese numeral below one thousand, or a row of digits, in Arabic digits."""
    if numeral.isdecimal():
        return str(int(numeral))
    if "十" not in numeral and "百" not in numeral:
        return "".join(_DIGITS.get(c, c) for c in numeral)
    total, unit = 0, 0
    for character in numeral:
        if character in "十百":
            total += (unit or 1) * (10 if character == "十" else 100)
            unit = 0
        else:
            unit = int(_DIGITS.get(character, character))
    return str(total + unit)


@lru_cache(maxsize=50_000)
def unspaced_words(text: str) -> list[str]:
    """Return a run of text without spaces as known terms, digits, and what stands between."""
    plain = text.translate(tables.han_variants())
    terms, longest = tables.unspaced_terms()
    found: list[str] = []
    unknown = ""
    at = 0
    while at < len(plain):
        number = _NUMERAL.match(plain, at)
        size = 0 if number else _longest(plain, at, terms, longest)
        if not number and not size:
            unknown += plain[at]
            at += 1
            continue
        found += [unknown] if unknown else []
        unknown = ""
        found.append(_arabic(number.group(1)) if number else plain[at : at + size])
        at = number.end() if number else at + size
    return [*found, unknown] if unknown else found
