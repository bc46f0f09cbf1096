"""Names in scripts without spaces: Chinese, Japanese and Korean, cut into known terms."""

from __future__ import annotations

import re
from functools import lru_cache

from counterfoil.matching import tables

UNSPACED = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af々〇ー]")
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九十")}
_NUMERAL = re.compile("第?([〇一二三四五六七八九十百\\d]{1,5})(?=[研所厂部军号院医附中航机])")
# What a cut costs: a character in no term, a term, and a term of one character more than another.
_UNKNOWN, _TERM, _SINGLE = 10, 6, 5


@lru_cache(maxsize=50_000)
def unspaced_words(text: str) -> list[str]:
    """Return a run of text without spaces as known terms, digits, and what stands between."""
    plain = text.translate(tables.han_variants())
    found: list[str] = []
    unknown = ""
    terms, _ = tables.unspaced_terms()
    for piece, is_known in _best_cut(plain):
        if not is_known:
            unknown += piece
            continue
        found += [unknown] if unknown else []
        unknown = ""
        found.append(piece if piece in terms else _arabic(piece.removeprefix("第")))
    return [*found, unknown] if unknown else found


def _best_cut(plain: str) -> list[tuple[str, bool]]:
    """Return the pieces that cover most in the fewest terms; of equals, the longest term first."""
    terms, longest = tables.unspaced_terms()
    size = len(plain)
    cost = [0] * (size + 1)
    step = [(1, False)] * (size + 1)
    for at in range(size - 1, -1, -1):
        best, chosen = _UNKNOWN + cost[at + 1], (1, False)
        numeral = _NUMERAL.match(plain, at)
        if numeral:
            length = numeral.end() - at
            best, chosen = cost[at + length], (length, True)
        for length in range(1, min(longest, size - at) + 1) if not numeral else ():
            if plain[at : at + length] in terms:
                here = _TERM + (_SINGLE if length == 1 else 0) + cost[at + length]
                if here <= best:
                    best, chosen = here, (length, True)
        cost[at], step[at] = best, chosen
    pieces = []
    at = 0
    while at < size:
        length, is_known = step[at]
        pieces.append((plain[at : at + length], is_known))
        at += length
    return pieces


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
