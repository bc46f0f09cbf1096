"""Text made safe to show: no control characters, no forced direction, no broken code points.

Names come from lists, spreadsheets and web forms. A direction override would let a name rewrite
the words around it on paper, and a lone surrogate cannot be written to a file at all.
"""

from __future__ import annotations

import re
import unicodedata

# Embeddings, overrides and isolates; the byte order mark; annotation marks; tag characters.
_LEFT_OUT = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Lone surrogates cannot be encoded, and these noncharacters cannot stand in XML.
_BROKEN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_LANGUAGES = {
    "ARABIC": "und-Arab",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "BOPOMOFO": "zh",
    "CJK": "und-Hani",
    "CYRILLIC": "und-Cyrl",
    "DEVANAGARI": "und-Deva",
    "ETHIOPIC": "und-Ethi",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "und-Hebr",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "SINHALA": "si",
    "TAMIL": "ta",
    "THAI": "th",
    "TIBETAN": "bo",
}


def tidy(text: str) -> str:
    """Return the text without what cannot or must not be shown; line ends become newlines."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _LEFT_OUT.sub("", text)
    text = _CONTROLS.sub("", text.replace("\t", " "))
    return _BROKEN.sub("\ufffd", text)


def language_of(name: str) -> str:
    """Return a language tag for a name in another script than Latin, else an empty text.

    The tag names the script only, unless one living language uses it: nothing is known about
    the language of a name, and a reading program needs no more than the script.
    """
    for char in name:
        if char.isascii() or not char.isalpha():
            continue
        script = unicodedata.name(char, "").partition(" ")[0]
        if script in _LANGUAGES:
            return _LANGUAGES[script]
    return ""
