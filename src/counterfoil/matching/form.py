"""The form of a name: what the matcher reads in it, once, before any comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from counterfoil.matching import tables
from counterfoil.matching.clean import (
    clean,
    is_capped,
    join_dotted,
    without_apostrophes,
    without_marks,
)
from counterfoil.matching.legal import take_legal, two_letter_words
from counterfoil.matching.romanise import romanised
from counterfoil.matching.tokens import (
    LEGAL,
    PLACE,
    STOP,
    TRANSLATION,
    TRANSLITERATION,
    Reading,
    Token,
    canonical,
    cyrillic_readings,
    latin_readings,
    readings,
    token,
)
from counterfoil.matching.unspaced import UNSPACED, unspaced_readings

_WORDS = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"[(\[（]\s*([^()\[\]（）]{2,40}?)\s*[)\]）]")
# What lists append to a name: `(a.k.a., ...`, `f/k/a ...`.
_FORMER = re.compile(r"\s*[(,;]?\s*\b[afn][./]k[./]a\b.*$", re.IGNORECASE)
_RUN = re.compile("(" + UNSPACED.pattern + "+)")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SHORT, _LONG = 2, 8  # letters of an acronym
_LONGEST_SEAT = 3  # words of a place that stands apart
_ARTICLE = "ال"
ACRONYM_ALONE = 5  # a single word of at most so many letters says too little
MAX_WORDS = 40


class Form(NamedTuple):
    """A name as the matcher reads it.

    Attributes:
        name: the name as given, cleaned.
        words: per word its readings; legal forms, stop words and acronyms are taken out.
        legal: legal forms found, sorted.
        acronyms: acronyms that the name gives beside its words, e.g. in brackets.
        context: place words that stand apart at the end (`..., Veld`), not part of the name.
        is_short: the whole name is one word too short to stand alone.
        is_capped: a part of the name was too long to be read.
        is_bare: it has no legal form and its letters are all capitals, or all small.

    """

    name: str
    words: tuple[tuple[Reading, ...], ...]
    legal: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    context: tuple[Token, ...] = ()
    is_short: bool = False
    is_bare: bool = False
    is_capped: bool = False

    def tokens(self) -> list[Token]:
        """Return the first reading of each word, as one list."""
        return [item for word in self.words for item in word[0]]

    def all_tokens(self) -> Iterator[Token]:
        """Return the tokens of every reading."""
        return (item for word in self.words for reading in word for item in reading)


def read_name(name: str) -> Form:
    """Return the form of a name; any text gives one, an unreadable text an empty one."""
    text = clean(name)
    shown, text = text, _FORMER.sub("", text) or text
    body, acronyms = _take_acronyms(text)
    body, context = _take_context(body)
    words, legal = take_legal(_raw_words(body))
    parsed = _without_legal(tuple(_kept(words)), legal)
    if not parsed and legal:  # a name that is only a legal form is a name after all
        parsed = tuple(_kept([word for form in legal for word in form.split()]))
        legal = []
    if not parsed and acronyms:
        parsed, acronyms = tuple(_kept(list(acronyms))), ()
    tokens = [item for word in parsed for item in word[0]]
    short = len(parsed) == len(tokens) == 1 and len(tokens[0].text) <= ACRONYM_ALONE
    bare = not legal and text in {text.upper(), text.lower()}
    return Form(
        shown, parsed, tuple(sorted(legal)), acronyms, context, short, bare, is_capped(name)
    )


def initials(form: Form) -> str:
    """Return the first letters of a name's words, from which an acronym may come."""
    return "".join(item.text[0] for item in form.tokens() if item.text and not item.text.isdigit())


def _without_legal(
    words: tuple[tuple[Reading, ...], ...], legal: list[str]
) -> tuple[tuple[Reading, ...], ...]:
    """Take out legal forms that only translation has made visible, if a name is left."""
    texts = [item.text for word in words for item in word[0]]
    if len(texts) != len(words):
        return words
    forms = translated_legal_forms()
    for at, first in enumerate(texts):
        for form in forms.get(first, ()):
            size = len(form)
            if len(texts) > size and tuple(texts[at : at + size]) == form:
                legal.append(" ".join(form))
                return words[:at] + words[at + size :]
    return words


@cache
def translated_legal_forms() -> dict[str, list[tuple[str, ...]]]:
    """Return the legal forms of three words and more by first word, the longest first."""
    phrases = {
        tuple(canonical(w) for w in form.split() if w not in tables.stop_words())
        for form in tables.legal_forms()
    }
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        if len(phrase) > _SHORT:
            found.setdefault(phrase[0], []).append(phrase)
    return found


def _take_acronyms(text: str) -> tuple[str, tuple[str, ...]]:
    """Take out acronyms: one capitalised word in brackets, or among words that are not capitals."""
    found: list[str] = []

    def check(match: re.Match[str]) -> str:
        inner = without_apostrophes(match.group(1)).replace(".", "").strip("\"' ")
        if _is_acronym(inner) or (text == text.lower() and _is_acronym(inner.upper(), text)):
            found.append(inner.lower())
            return " "
        return f" {match.group(1)} "

    body = _BRACKETS.sub(check, text)
    if body.upper() != body:
        for word in _WORDS.findall(body):
            if len(word) > _SHORT and _is_acronym(word) and _matches_rest(word, body):
                found.append(word.lower())
                body = re.sub(rf"\b{word}\b", " ", body, count=1)
    return body, tuple(dict.fromkeys(found))


def _is_acronym(word: str, body: str = "") -> bool:
    """Say whether a word looks like an acronym, and where `body` is given, of its words."""
    if len(word) > _LONG + _SHORT or word[1:].islower():
        return False
    letters = word.replace("-", "").replace("&", "")
    return (
        letters.isascii()
        and letters.isalpha()
        and _SHORT <= len(letters) <= _LONG
        and sum(map(str.isupper, letters)) * 2 > len(letters)
        and letters.lower() not in tables.legal_forms()
        and (not body or _matches_rest(letters, body))
    )


def _matches_rest(word: str, body: str) -> bool:
    """Say whether a word's letters are the first letters of other words of the text, in order."""
    firsts = "".join(other[0] for other in _WORDS.findall(body) if other != word).lower()
    remaining = iter(firsts)
    return all(letter in remaining for letter in word.lower())


def _take_context(body: str) -> tuple[str, tuple[Token, ...]]:
    """Take out a trailing part after a comma, or in brackets, that holds only places."""
    head, comma, tail = body.rpartition(",")
    if not comma or len(_WORDS.findall(head)) < _SHORT:
        return body, ()
    words = _raw_words(tail)
    if not words or len(words) > _LONGEST_SEAT or not all(w.isascii() for w in words):
        return body, ()
    found = tuple(token(word, word) for word in words)
    if all(item.sort == PLACE for item in found):
        return head, found
    return body, ()


def _raw_words(text: str) -> list[str]:
    """Return the lower-case words; Latin letters without accents, others as written."""
    text = join_dotted(without_apostrophes(text), two_letter_words())
    text = without_marks(text.casefold()).replace("&", " and ").replace("\u200c", "")
    words: list[str] = []
    for word in _WORDS.findall(text):
        words += [part for part in _RUN.split(word) if part] if UNSPACED.search(word) else [word]
        if len(words) >= MAX_WORDS:
            break
    return words[:MAX_WORDS]


def _kept(words: list[str]) -> Iterator[tuple[Reading, ...]]:
    """Return the readings of each word that carries evidence."""
    for word in words:
        for found in _readings(word):
            kept = [
                tuple(item for item in phrase if item.text and item.sort not in {STOP, LEGAL})
                for phrase in found
            ]
            if kept and kept[0]:  # a reading that is empty says that the word may be left out
                yield tuple(dict.fromkeys(kept))


def _readings(word: str) -> tuple[tuple[Reading, ...], ...]:
    if word.isascii():
        return (latin_readings(word),)
    if UNSPACED.match(word):
        return unspaced_readings(word)
    if _ARABIC.search(word):
        return (_arabic_readings(word),)
    if _CYRILLIC.search(word):
        return (cyrillic_readings(word),)
    plain = re.sub("[^a-z0-9]", "", romanised(word))
    if not plain:
        return ()
    return (latin_readings(plain, "" if _is_latin(word) else TRANSLITERATION, word),)


def _is_latin(word: str) -> bool:
    return all(c < "\u0250" for c in word)


def _arabic_readings(word: str) -> tuple[Reading, ...]:
    terms = tables.arabic_terms()
    base = tables.plain_arabic(word)
    for prefix in ("", "ال", "و", "وال", "لل", "بال", "ل", "ب"):
        if base.startswith(prefix) and base[len(prefix) :] in terms:
            return readings(word, terms[base[len(prefix) :]], via=TRANSLATION)
    bare = base.removeprefix(_ARTICLE) if len(base) > 2 * len(_ARTICLE) else base
    plain = re.sub("[^a-z0-9]", "", romanised(bare))
    return ((token(plain, word, TRANSLITERATION),),) if plain else ()


def plain_words(name: str) -> list[str]:
    """Return a name's romanised words without legal form, untranslated; see `fingerprint`."""
    words, _ = take_legal(_raw_words(clean(name)))
    return [w for w in _romanised(words or _raw_words(clean(name))) if w]


def _romanised(words: list[str]) -> list[str]:
    return [re.sub("[^a-z0-9]", "", romanised(word)) for word in words]
