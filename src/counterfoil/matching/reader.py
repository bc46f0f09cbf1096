"""The reader: words that call for care, each with its readings, as columns."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from counterfoil.matching import tables
from counterfoil.matching.fold import code_of
from counterfoil.matching.legal import is_certain
from counterfoil.matching.quick import is_plain
from counterfoil.matching.scripts import is_native, word_readings
from counterfoil.matching.sorts import CODE_OF, LEGAL, TITLE, WORD
from counterfoil.matching.tokens import TRANSLATION, TRANSLITERATION, Token
from counterfoil.matching.word_facts import word_facts

VIA = {"": 0, TRANSLATION: 1, TRANSLITERATION: 2}
_KEPT = 30_000  # words whose reading is kept: those of queries are mostly those of the reference

Facts = tuple[int, int, int, int, int]


class Reading(NamedTuple):
    """All that is read in a word: how many tokens each reading has, and these in one row."""

    sizes: tuple[int, ...]
    texts: tuple[str, ...]  # per token, as the rest
    heard: tuple[str, ...]  # what the token sounds like is how this is read, if anything
    rest: tuple[int, ...]  # first letter of its word, and how it came from it
    facts: tuple[Facts, ...]


class Reader:
    """Reads words one by one into columns: readings per word, tokens per reading, and the tokens."""

    def __init__(self, heard: set[str] | None) -> None:
        """Begin; `heard` holds the keys of words looked up by sound, None where none is."""
        self._heard = heard
        self.readings: list[int] = []  # per word
        self.tokens: list[int] = []  # per reading
        self.keys: list[str] = []  # per token: its letters, and where it is heard how it is written
        self.rest: list[int] = []  # per token: first letter of its word, and how it came from it
        self.facts: list[Facts] = []  # per token
        self.native: list[tuple[str, int]] = []  # what is new to be heard, and its token's place

    def read(self, word: str) -> None:
        """Read a word."""
        found = reading_of(word)
        self.readings.append(len(found.sizes))
        self.tokens += found.sizes
        self.rest += found.rest
        self.facts += found.facts
        if self._heard is None or not any(found.heard):
            self.keys += found.texts
            return
        for text, written in zip(found.texts, found.heard, strict=True):
            self.keys.append(self._key(text, written) if written else text)

    def _key(self, text: str, written: str) -> str:
        """Return under what a heard token is kept: it shares no key with others.

        What sounds like a word must not follow from another that is spelled as it sounds.
        """
        key = f"{text}\0{written}"
        if self._heard is not None and key not in self._heard:
            self._heard.add(key)
            self.native.append((written, len(self.keys)))
        return key


@lru_cache(maxsize=_KEPT)
def reading_of(word: str) -> Reading:
    """Return what is read in a word."""
    if is_plain(word):
        facts = (WORD, *word_facts(word))
        return Reading((1,), (word,), ("",), (code_of(word[0]) << 2,), (facts,))
    readings = word_readings(word) or ((),)
    sizes = tuple(map(len, readings))
    tokens = [token for reading in readings for token in reading]
    # A word that stays one token lends an acronym the letter it is written with.
    alone = [size == 1 and word.isascii() for size in sizes for _ in range(size)]
    return Reading(
        sizes,
        tuple(token.text for token in tokens),
        tuple(token.written if _is_heard(token) else "" for token in tokens),
        tuple(
            code_of((word if is_alone else token.text)[0]) << 2 | VIA[token.via]
            for token, is_alone in zip(tokens, alone, strict=True)
        ),
        tuple((_sort(word, token), *word_facts(token.text)) for token in tokens),
    )


def _sort(word: str, token: Token) -> int:
    sort = CODE_OF[token.sort]
    if token.text in tables.titles() and token.text not in tables.frequencies():
        sort = TITLE
    if sort == WORD and (is_certain(token.text) or (word.isascii() and is_certain(word))):
        sort = LEGAL
    return sort


def _is_heard(token: Token) -> bool:
    """Say whether a token is the sound of a word of another script in Latin letters."""
    return token.via == TRANSLITERATION and is_native(token.written)
