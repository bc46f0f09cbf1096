"""Arabic names of two words that Latin letters write as one or apart.

`Abd al-Rahman` is also Abdul Rahman and Abdulrahman, `Jalal al-Din` also Jalaluddin. In a name the
two stand as one word, apart by a space where they are written so, and have a reading for each way.
"""

from __future__ import annotations

from counterfoil.matching import tables

ARTICLE = "ال"
_SERVANT = "عبد"
_GOD = frozenset({"الله", "اللہ"})
_LAST = _GOD | {"الدین"}  # as `plain_arabic` writes them
_SHORTEST = 2  # letters of either word, the article aside


def with_compounds(words: list[str]) -> list[str]:
    """Return the words of a name, the two of a compound as one with a space between."""
    found: list[str] = []
    for word in words:
        if found and word.startswith(ARTICLE) and _is_compound(found[-1], word):
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    return found


def compound_spellings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which Latin letters may divide a compound; () where a word is none.

    The article goes with neither word, with the first, or all three are one.
    """
    plain = tables.plain_arabic(word).replace(" ", "")
    first, last = _parts(plain)
    if not last:
        return ()
    if ARTICLE + last in _GOD:
        return (first, ARTICLE + last), (plain,)
    return (first, last), (first + ARTICLE, last), (plain,)


def _is_compound(first: str, second: str) -> bool:
    one, two = tables.plain_arabic(first), tables.plain_arabic(second)
    if " " in one or one.isascii() or one in tables.arabic_terms():
        return False
    return bool(_parts(one + two)[1]) and (one == _SERVANT or two in _LAST)


def _parts(plain: str) -> tuple[str, str]:
    """Return the first word of a compound and the second without its article; empty if it is none."""
    if plain.startswith(_SERVANT + ARTICLE):
        last = plain[len(_SERVANT + ARTICLE) :]
        return (_SERVANT, last) if len(last) >= _SHORTEST else ("", "")
    for last in _LAST:
        first = plain.removesuffix(last)
        if first != plain and len(first) >= _SHORTEST:
            return first, last.removeprefix(ARTICLE)
    return "", ""
