"""The script of a word, and the units in which its script writes it."""

from __future__ import annotations

import unicodedata
from functools import cache

from anyascii import anyascii

from counterfoil.matching import tables

LATIN, ARABIC, CYRILLIC, KOREAN, CHINESE, KANA, DEVANAGARI, INDIC = (
    "latin", "arabic", "cyrillic", "korean", "chinese", "kana", "devanagari", "indic",
)  # fmt: skip
_RANGES = (
    (0x41, 0x24F, LATIN), (0x370, 0x3FF, "greek"), (0x400, 0x52F, CYRILLIC),
    (0x530, 0x58F, "armenian"), (0x590, 0x5FF, "hebrew"), (0x600, 0x6FF, ARABIC),
    (0x750, 0x77F, ARABIC), (0x8A0, 0x8FF, ARABIC), (0x900, 0x97F, DEVANAGARI),
    (0x980, 0xD7F, INDIC),
    (0xE00, 0xE7F, "thai"), (0x10A0, 0x10FF, "georgian"), (0x1100, 0x11FF, KOREAN),
    (0x1C80, 0x1C8F, CYRILLIC), (0x1C90, 0x1CBF, "georgian"), (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFF, "greek"), (0x2D00, 0x2D2F, "georgian"), (0x3005, 0x3007, CHINESE),
    (0x3041, 0x30FF, KANA), (0x3130, 0x318F, KOREAN), (0x31F0, 0x31FF, KANA),
    (0x3400, 0x4DBF, CHINESE), (0x4E00, 0x9FFF, CHINESE), (0xA640, 0xA69F, CYRILLIC),
    (0xAC00, 0xD7AF, KOREAN), (0xF900, 0xFAFF, CHINESE), (0xFB1D, 0xFB4F, "hebrew"),
    (0xFB50, 0xFDFF, ARABIC), (0xFE70, 0xFEFF, ARABIC), (0xFF66, 0xFF9D, KANA),
    (0x20000, 0x3134F, CHINESE),
)  # fmt: skip
# Letters of other languages as the nearest letter that the trained language has.
_ARABIC_LETTERS = {
    "ی": "ي", "ک": "ك", "ە": "ه", "ہ": "ه", "ۀ": "ه", "ے": "ي", "ٱ": "ا", "ۃ": "ة", "ې": "ي",
    "ۍ": "ي", "ێ": "ي", "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ۇ": "و", "گ": "غ", "پ": "ب", "چ": "تش",
    "ژ": "ج", "ڤ": "ف", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن", "ھ": "ه", "ۋ": "و", "ـ": "",
}  # fmt: skip
_CYRILLIC_LETTERS = {
    "і": "и", "ї": "йи", "є": "е", "ґ": "г", "ј": "й", "ў": "у", "љ": "ль", "њ": "нь", "ћ": "ч",
    "ђ": "дь", "џ": "дж", "ѓ": "г", "ќ": "к", "ѕ": "з", "ѐ": "е", "ѝ": "и", "ә": "а", "ғ": "г",
    "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "җ": "дж", "ҳ": "х", "ҷ": "дж",
    "ӣ": "и", "ӯ": "у", "ҡ": "к", "ҙ": "з", "ҫ": "с", "ѣ": "е", "ѳ": "ф", "ѵ": "и", "ӧ": "о",
    "ӱ": "у", "ӑ": "а", "ӗ": "е", "ӏ": "", "’": "", "ʼ": "",
}  # fmt: skip


def script_of(word: str) -> str:
    """Return the script of most letters of a word, the first on a tie; empty if there is none.

    Scripts: latin, arabic, cyrillic, korean, chinese (Han), kana, greek, hebrew, georgian,
    armenian, thai, devanagari, indic (Bengali to Malayalam).
    """
    if word.isascii():
        return LATIN if any(c.isalpha() for c in word) else ""
    counts: dict[str, int] = {}
    for character in word:
        script = _script_of_letter(character)
        if script:
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return ""
    if counts.get(KANA) and counts.get(CHINESE):
        return KANA  # a Japanese word: its Han characters have no Chinese reading
    return max(counts, key=counts.__getitem__)


def units_of(word: str, script: str) -> tuple[str, ...]:
    """Return the units that a trained model reads: letters, jamo, or Han characters."""
    text = unicodedata.normalize("NFKC", word).lower()
    if script == CHINESE:
        text = text.translate(tables.han_variants())
    elif script == ARABIC:
        text = text.translate(_table(ARABIC))
    elif script == CYRILLIC:
        text = text.translate(_table(CYRILLIC))
    elif script == KOREAN:
        text = unicodedata.normalize("NFD", text)
    return tuple(c for c in text if _script_of_letter(c) == script and not unicodedata.combining(c))


@cache
def syllable_of(unit: str) -> str:
    """Return the pinyin of a Han character without tone; other units as they are."""
    if _script_of_letter(unit) != CHINESE:
        return unit
    return "".join(c for c in anyascii(unit).lower() if "a" <= c <= "z") or unit


@cache
def _script_of_letter(character: str) -> str:
    if not character.isalpha() and unicodedata.category(character) not in {"Mn", "Mc", "Lm"}:
        return ""
    code = ord(character)
    return next((script for low, high, script in _RANGES if low <= code <= high), "")


@cache
def _table(script: str) -> dict[int, str]:
    letters = _ARABIC_LETTERS if script == ARABIC else _CYRILLIC_LETTERS
    return {ord(letter): plain for letter, plain in letters.items()}
