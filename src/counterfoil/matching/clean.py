"""Text hygiene: what a name is before anything is read into it.

Never raises on any string: lone surrogates, NUL, direction marks and a million characters are
all inputs that a list or a spreadsheet may hold.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_INITIALS = 2  # dotted letters of a person; more are one word
MAX_LENGTH = 400  # characters of a name that are read; the longest real name known to us has 350

_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʹʺʼʻ′\"“”„«»", ""))
_SPACES = re.compile(r"\s+")
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}(?:\w\b)?|\b\w\.\w\b")
# Latin look-alikes of Cyrillic and Greek letters, applied only inside a token of mixed scripts.
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухѵԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανι",
    "ABESIJKMHOPCTXYaesijopcyxvdqwhABEZHIKMNOPTYXoavi",
)
# Marks that make another letter: kana, short i and u; vowels of Thai, Lao and Tibetan; the sign that
# takes an Indic letter its vowel.
_OWN_LETTER = re.compile(
    "[\u3040-\u30ff\u0439\u045e\u0e38\u0e39\u0eb8\u0eb9\u0f71-\u0f84\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d"
    "\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2]"
)
_TO_CYRILLIC = str.maketrans("ABEKMHOPCTXaeopcyx", "АВЕКМНОРСТХаеорсух")


def clean(name: str) -> str:
    """Return the readable text of a name: NFKC, no control or invisible characters, one space.

    Text beyond `MAX_LENGTH` is not read; see `is_capped`.
    """
    if name.isascii() and len(name) <= MAX_LENGTH:
        return _SPACES.sub(" ", _printable(name)).strip()
    text = unicodedata.normalize("NFKC", name[: 4 * MAX_LENGTH])
    text = _SPACES.sub(" ", _printable(text)).strip()[:MAX_LENGTH]
    return " ".join(_unmixed(word) for word in text.split(" "))


def is_capped(name: str) -> bool:
    """Say whether a part of the name was not read because it is too long."""
    return len(name) > MAX_LENGTH


def without_apostrophes(text: str) -> str:
    """Return the text without apostrophes and quotation marks: Xi'an and Xian are one word."""
    return text.translate(_APOSTROPHES)


def join_dotted(text: str, whole: frozenset[str]) -> str:
    """Join dotted letters that are one word (`S.A.`, `U.S.S.R.`), keep the initials of a person.

    `whole` holds two-letter words that are always one (legal forms).
    """

    def join(found: re.Match[str]) -> str:
        letters = [c for c in found.group() if c.isalnum()]
        joined = "".join(letters)
        is_word = joined.casefold() in whole or (
            len(letters) > _INITIALS and " " not in found.group()[:-1]
        )
        return (joined if is_word else " ".join(letters)) + " "

    return _DOTTED.sub(join, text) if "." in text else text


def unmarked(name: str) -> str:
    """Return the name with its Latin letters bare of accents; other letters stay as they are."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFC", name).translate(_marked())


@cache
def _marked() -> dict[int, str]:
    """Return the Latin letters that are an ASCII letter with marks, and that letter."""
    parts = {
        code: unicodedata.normalize("NFD", chr(code))
        for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    }
    return {
        code: text[0]
        for code, text in parts.items()
        if text[0].isascii() and all(map(unicodedata.combining, text[1:]))
    }


def without_marks(text: str) -> str:
    """Return the text without combining marks (accents, Arabic vowel signs)."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def bare(text: str) -> str:
    """Return the text without accents; marks that make another letter (kana, short i) stay."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return "".join(c if _OWN_LETTER.match(c) else without_marks(c) for c in text)


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cf", "Cs", "Co", "Cn"}:
        return ""
    return " " if category in {"Cc", "Zl", "Zp", "Zs"} else character


def _unmixed(word: str) -> str:
    """Replace look-alike letters in a word that mixes Latin with Cyrillic or Greek."""
    if word.isascii():
        return word
    latin = sum("a" <= c.lower() <= "z" for c in word)
    other = sum("Ͱ" <= c <= "ӿ" for c in word)
    if not latin or not other:
        return word
    cyrillic = sum("Ѐ" <= c <= "ӿ" for c in word)
    if cyrillic > latin:
        return word.translate(_TO_CYRILLIC)
    return "".join(_latin_twin(c) for c in word.translate(_LOOKALIKES))


@lru_cache(maxsize=4096)
def _latin_twin(character: str) -> str:
    """Return the Latin letter that a character is mistaken for, itself where there is none."""
    if character.isascii() or not character.isalpha():
        return character
    from confusable_homoglyphs import confusables

    found = confusables.is_confusable(character, greedy=True, preferred_aliases=["latin"])
    twins = [one["c"] for entry in found or () for one in entry["homoglyphs"] if one["c"].isascii()]
    return next((twin for twin in twins if twin.isalpha()), character)
