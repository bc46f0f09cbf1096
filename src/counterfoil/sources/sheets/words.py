"""Words of many languages: months, countries, placeholders, totals; names from CLDR through Babel."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from babel import Locale

from counterfoil.sources.country import country_code
from counterfoil.sources.sheets.labels import read_label

_LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "nb", "sv", "da", "fi", "pl", "cs", "pt", "hu", "tr", "ro",
    "uk", "ru", "el", "et", "lv", "lt", "sk", "sl", "hr",
)  # fmt: skip
_CODE, _CODE3 = 2, 3
_MONTH_LETTERS = 3
_FEW, _SHORT_LEAD = 4, 8
_STEM = 5  # letters that a country's name and what its people are called have in common
_LEAD_OUT = re.compile(r"\s+[-–—]\s+|\s*\(|:\s")


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _file().items() if name != "countries"}


@cache
def _file() -> dict[str, Any]:
    text = resources.files("counterfoil.sources.sheets").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def plain(text: str) -> str:
    """Return a text as words without case, accents and punctuation; digits stay."""
    digits = re.findall(r"\d+", text)
    return " ".join([read_label(text).plain, *digits]).strip()


@lru_cache(maxsize=50_000)
def is_placeholder(text: str) -> bool:
    """Tell whether a cell says that nothing is known: tbd, N.N., n/a, -, ?, (confidential)."""
    label = read_label(text.replace("_", " "))
    if not label.plain:
        return not re.search(r"\w", text)
    if re.search(r"\d", text):
        return False
    known = _lists()["placeholders"]
    if label.plain in known:
        return True
    lead = _LEAD_OUT.split(text, maxsplit=1)[0]
    if lead != text and read_label(lead).plain in known and len(lead) <= _SHORT_LEAD:
        return True
    words = label.plain.split()
    return len(words) <= _FEW and all(
        word in known or word in _lists()["fillers"] for word in words
    )


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing: none, keine, rien, ingen."""
    return read_label(text).plain in _lists()["nothing"]


@lru_cache(maxsize=50_000)
def is_ditto(text: str) -> bool:
    """Tell whether a cell repeats the one above: dito, idem, -do-, a ditto mark."""
    if text.strip() in {'"', "''", "″", "〃", "〟", "„", '-"-', '—"—', '--"--'}:
        return True
    words = read_label(text).plain
    return words in _lists()["ditto"] or text.strip() == "-do-"


@lru_cache(maxsize=50_000)
def is_total(text: str) -> bool:
    """Tell whether a cell starts a row of totals."""
    words, totals = read_label(text).plain, _lists()["totals"]
    if words in totals:
        return True
    lead = words.split()[:_FEW]
    begun = (" ".join(lead[:size]) for size in range(1, len(lead) + 1))
    return any(len(start) > _CODE3 and start in totals for start in begun)


@lru_cache(maxsize=50_000)
def truth_of(text: str) -> bool | None:
    """Return what a tick box says: x, ja, ✓ are true; nein, no are false; None for a text."""
    if text.strip() in {"✓", "✔", "☑", "☒", "✗x", "●", "•", "+", "√", "TRUE"}:
        return True
    if text.strip() in {"✗", "✘", "☐", "○", "-", "–", "FALSE", "0"}:
        return False
    words = plain(text)
    return True if words in _lists()["yes"] else False if words in _lists()["no"] else None


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        months = Locale(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    word = read_label(name).plain
                    if len(word) >= _MONTH_LETTERS and not re.search(r"\s", word):
                        found.setdefault(word, int(number))
                        if width == "wide" and len(word) > _MONTH_LETTERS + 1:
                            found.setdefault(word[:_MONTH_LETTERS], int(number))
    return {
        **found,
        "marz": 3,
        "maerz": 3,
        "mrz": 3,
        "jun": 6,
        "jul": 7,
        "mai": 5,
        "mar": 3,
        "may": 5,
        "juin": 6,
        "juil": 7,
    }


def month_of(text: str) -> int:
    """Return the month a word names in any of the languages; 0 for none."""
    word = read_label(text).plain
    return _months().get(word, 0)


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == _CODE and code.isalpha():
                found.setdefault(read_label(name).plain, code)
    return {**found, **_file()["countries"]}


@lru_cache(maxsize=50_000)
def country_of(text: str) -> str:
    """Return the two-letter code of a country by a name in any of the languages or by its code.

    Empty where it is none. Two capital letters are taken for a code.
    """
    cleaned = text.strip()
    if not cleaned or any(mark.isdigit() for mark in cleaned):
        return ""
    if len(cleaned) == _CODE and cleaned.isascii() and cleaned.isalpha():
        known = _countries().get(read_label(cleaned).plain)
        return known or (cleaned.upper() if cleaned.isupper() else "")
    for brackets in (r"\([^()]*\)$", r"\([^()]*\)"):  # "Cocos (Keeling) Islands (CC)"
        if found := _countries().get(read_label(re.sub(brackets, "", cleaned)).plain, ""):
            return found
    code = country_code(cleaned)
    if len(code) == _CODE and code.isascii() and code.isalpha():
        return code
    return _iso3().get(cleaned, "") if len(cleaned) == _CODE3 and cleaned.isupper() else ""


@cache
def _stems() -> dict[str, frozenset[str]]:
    """Return the first five letters of countries' names in all languages -> codes."""
    found: dict[str, set[str]] = {}
    for name, code in _countries().items():
        if len(name) >= _STEM and " " not in name and code in _codes():
            found.setdefault(name[:_STEM], set()).add(code)
    return {stem: frozenset(codes) for stem, codes in found.items()}


def adjectives_of(text: str) -> list[str]:
    """Return beginnings of words for the country a nationality is of, in all languages.

    `koreanisch` and `German` lead to their countries by their first letters, and those to what
    other languages call them: `Deutscher` is found from `German`.
    """
    words = read_label(text).plain.split()
    codes = {code for word in words for code in _stems().get(word[:_STEM], ())}
    codes |= {country_of(text)} - {""}
    if not codes or len(codes) > _FEW:
        return []
    names = {name for name, code in _countries().items() if code in codes and " " not in name}
    return sorted({name[:_STEM] for name in names if len(name) >= _STEM})


@cache
def _codes() -> frozenset[str]:
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == _CODE and code.isalpha())


@lru_cache(maxsize=50_000)
def is_known_country(text: str) -> bool:
    """Tell whether a text names a country there is; other two letters do not count."""
    return country_of(text) in _codes()


@cache
def _iso3() -> dict[str, str]:
    from babel.core import get_global

    return {
        three: two for three, two in get_global("territory_aliases").items()
        if len(three) == _CODE3 and three.isalpha()
        for two in [two[0]]
        if len(two) == _CODE
    }  # fmt: skip
