"""Scripts without a trained model: Latin forms of their letters, from a readable table.

The table becomes a model without context, so that these scripts are read and compared by the
same code as the trained ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from counterfoil.matching.transliteration_model import (
    EDGE,
    EMPTY_CHUNK,
    FORWARD,
    REVERSE,
    Model,
    parse_model,
)
from counterfoil.matching.writing import DEVANAGARI, INDIC, KANA

_PATH = files("counterfoil.matching") / "models" / "scripts.tsv"
_FIRST, _STEP, _VOWEL = 200, 700, 900  # milli-nats: first form, each further one, a vowel after
_SETTINGS = (
    "!syllabic\t0", "!longest\t5", "!forward\t0", "!reverse\t0", "!prices\t4000 4500 0 100 0",
    "!calibration\t-1000 800 400 800",
)  # fmt: skip
_KATAKANA, _HIRAGANA = range(0x30A1, 0x30F7), 0x60
# A consonant before another (or before a sign of nasal sound) is spoken with a vowel that is not written.
_UNWRITTEN = re.compile(
    "([\u0915-\u0939\u0958-\u095f]\u093c?)(?=[\u0901-\u0903\u0904-\u0939\u0958-\u095f])"
)
_SHORT_A = "\u0905"
# The blocks from Bengali to Malayalam are laid out as Devanagari is.
_INDIC, _BLOCK, _FIRST_INDIC = range(0x0980, 0x0D80), 0x80, 0x0900


@cache
def letter_scripts() -> frozenset[str]:
    """Return the scripts of the table."""
    return frozenset(_letters())


@cache
def letter_model(script: str) -> Model:
    """Return the model of one script of the table."""
    rows = [*_SETTINGS, FORWARD]
    for letter, forms in sorted(_letters()[script].items()):
        entries = " ".join(f"{form}:{cost}" for form, cost in forms.items())
        rows.append(f"1\t{letter}\t0\t{entries}")
    return parse_model([*rows, REVERSE, f"1\t{EMPTY_CHUNK}\t0\t{EDGE}:0"])


@cache
def letter_units(word: str, script: str) -> tuple[str, ...]:
    """Return the letters of a word that the table has, pairs of letters before single ones."""
    known = _letters()[script]
    text = _plain(word, script)
    longest = max(map(len, known))
    units, at = [], 0
    while at < len(text):
        size = next((n for n in range(longest, 0, -1) if text[at : at + n] in known), 0)
        if size:
            units.append(text[at : at + size])
        at += max(size, 1)
    return tuple(units)


def _in_devanagari(letter: str) -> str:
    if ord(letter) not in _INDIC:
        return letter
    return chr(_FIRST_INDIC + ord(letter) % _BLOCK)


def _plain(word: str, script: str) -> str:
    text = unicodedata.normalize("NFKC", word).lower()
    if script == KANA:
        return "".join(chr(ord(c) - _HIRAGANA) if ord(c) in _KATAKANA else c for c in text)
    if script == INDIC:
        text = "".join(map(_in_devanagari, text))
    if script in {DEVANAGARI, INDIC}:
        return _UNWRITTEN.sub("\\1" + _SHORT_A, text)
    if script in {"greek", "hebrew", "georgian"}:
        text = unicodedata.normalize("NFD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return text.replace("'", "׳")


@cache
def _letters() -> dict[str, dict[str, dict[str, int]]]:
    """Return script to letter to the cost of each Latin form."""
    scripts: dict[str, dict[str, dict[str, int]]] = {}
    for line in _PATH.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, letter, forms = line.split("\t")
        costs = {form: _FIRST + _STEP * n for n, form in enumerate(forms.split())}
        if name.endswith("+"):
            for form, cost in list(costs.items()):
                for n, vowel in enumerate("aeoiu") if form != EMPTY_CHUNK else ():
                    costs.setdefault(form + vowel, cost + _VOWEL + n)
        scripts.setdefault(name.rstrip("+"), {})[letter] = costs
    _add_doubled(scripts[KANA])
    scripts[INDIC] = scripts[DEVANAGARI]
    return scripts


def _add_doubled(kana: dict[str, dict[str, int]]) -> None:
    """Add the small tsu before each syllable (it doubles the consonant) and the long mark after."""
    for letter, forms in list(kana.items()):
        doubled = {
            ("t" if form.startswith("ch") else form[0]) + form: cost
            for form, cost in forms.items()
            if form[0] not in "aeiouyn-"
        }
        if doubled:
            kana["っ" + letter] = doubled
