"""How alike two words are, and in what way: in thousandths, with the word for the reason."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from counterfoil.matching import tables
from counterfoil.matching.romanise import folded, skeleton
from counterfoil.matching.tokens import (
    INITIAL,
    NUMBER,
    PLACE,
    TRANSLATION,
    TRANSLITERATION,
    TYPE,
    Token,
    canonical,
)

EQUAL, TYPO, INITIAL_OF = "equal", "typo", "initial"
SAME, SAME_SOUND, SAME_CONSONANTS, SAME_FAMILY, SAME_MEANING = 1000, 950, 820, 600, 750
SAME_STEM, _STEM_SHARE = 590, 65
_LONG_WORD, _CUT = 6, 2
_ARTICLES = ("al", "el")
_SLIP = 880  # likeness from which the words as written need no look
_NO: tuple[int, str] = (0, "")
_SHORTEST_TYPO = 4
_TYPOS = ((1, 4, 740), (1, 5, 800), (1, 6, 880), (2, 8, 820), (3, 12, 780))
_ABBREVIATED, _INITIAL_SIMILARITY = 550, 450


@lru_cache(maxsize=400_000)
def similar(left: Token, right: Token) -> tuple[int, str]:
    """Return how alike two tokens are (0 to 1000) and why; 0 where they do not pair."""
    if left.text == right.text:
        return SAME, _same_reason(left, right)
    sorts = {left.sort, right.sort}
    if NUMBER in sorts:
        return _NO
    if INITIAL in sorts:
        return _initial(left, right)
    crossed = TRANSLITERATION in {left.via, right.via}
    best = _words(*sorted((left.text, right.text)), crossed)
    if left.written != left.text or right.written != right.text:
        one, two = sorted((left.written, right.written))
        if one.isascii() and two.isascii() and best[0] < _SLIP:
            slip = _slip(one, two)
            if slip > best[0]:
                return slip, TYPO
    return best


@lru_cache(maxsize=200_000)
def _slip(left: str, right: str) -> int:
    """Return the likeness of two words as written, where only one is a word we know."""
    known = is_known(canonical(left)), is_known(canonical(right))
    return 0 if all(known) else _typo(left, right)


def _same_reason(left: Token, right: Token) -> str:
    if left.written == right.written:
        return EQUAL
    ways = {left.via, right.via}
    if TRANSLATION in ways:
        return TRANSLATION
    return TRANSLITERATION if TRANSLITERATION in ways else EQUAL


def _initial(left: Token, right: Token) -> tuple[int, str]:
    if left.text[0] != right.text[0] or {left.sort, right.sort} & {TYPE, PLACE}:
        return _NO
    return _INITIAL_SIMILARITY, INITIAL_OF


@lru_cache(maxsize=200_000)
def _words(left: str, right: str, crossed: bool) -> tuple[int, str]:  # noqa: FBT001
    known = (is_known(left), is_known(right))
    fixed = left in tables.places() or right in tables.types()
    if folded(left) == folded(right) and not (fixed and all(known)):
        return SAME_SOUND, TRANSLITERATION
    near = _family(left, right)
    if all(known) or near[0]:
        return near
    one, two = _without_article(left, right)
    best = _typo(one, two)
    sound = _sound(one, two, crossed=crossed, known=any(known))
    if max(best, sound):
        return (sound, TRANSLITERATION) if sound > best else (best, TYPO)
    return _NO if any(known) else _beginning(left, right)


def _without_article(left: str, right: str) -> tuple[str, str]:
    """Take an Arabic article off the word that has it grown on, where the other has none."""
    one = left.startswith(_ARTICLES) and len(left) >= _LONG_WORD
    two = right.startswith(_ARTICLES) and len(right) >= _LONG_WORD
    if one == two:
        return left, right
    return (left[2:], right) if one else (left, right[2:])


def _beginning(left: str, right: str) -> tuple[int, str]:
    """Return the likeness of two words with one beginning: another ending, or a word cut short."""
    short, long = sorted((left, right), key=len)
    shared = next(
        (at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if shared >= _LONG_WORD and shared * 100 >= _STEM_SHARE * len(long):
        return SAME_STEM, TRANSLITERATION
    is_cut = shared == len(short) >= _SHORTEST_TYPO and len(long) - len(short) > _CUT
    return (_ABBREVIATED, INITIAL_OF) if is_cut else _NO


@lru_cache(maxsize=200_000)
def is_known(word: str) -> bool:
    """Say whether the word is in a shipped table, so that another known word is another word."""
    return word in tables.frequencies() or word in tables.places() or word in tables.types()


def _family(left: str, right: str) -> tuple[int, str]:
    for families, alike in ((tables.types(), SAME_FAMILY), (tables.families(), SAME_MEANING)):
        family = families.get(left)
        if family is not None and family == families.get(right):
            return alike, TRANSLATION
    return _NO


def _typo(left: str, right: str) -> int:
    shortest = min(len(left), len(right))
    if shortest < _SHORTEST_TYPO:
        return 0
    distance = OSA.distance(left, right, score_cutoff=3)
    return max(
        (worth for most, length, worth in _TYPOS if distance <= most and shortest >= length),
        default=0,
    )


def _sound(left: str, right: str, *, crossed: bool, known: bool) -> int:
    """Return the likeness of the consonants, for spellings that differ in their vowels."""
    one, two = skeleton(left), skeleton(right)
    letters = min(len(one), len(two))
    if one == two:
        if crossed:
            return SAME_CONSONANTS if letters > 2 else 600 if letters == 2 else 0  # noqa: PLR2004
        alike = Indel.normalized_similarity(folded(left), folded(right)) * 100 >= 78  # noqa: PLR2004
        return 760 if letters > 2 and alike and not known else 0  # noqa: PLR2004
    if crossed and letters >= 4 and OSA.distance(one, two, score_cutoff=1) == 1:  # noqa: PLR2004
        return 620
    return 0
