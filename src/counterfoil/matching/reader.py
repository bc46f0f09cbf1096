"""The reader: words that call for care, each with its readings, as columns."""

from __future__ import annotations

from counterfoil.matching import tables
from counterfoil.matching.fold import code_of
from counterfoil.matching.legal import is_certain
from counterfoil.matching.quick import is_plain
from counterfoil.matching.scripts import is_native, word_readings
from counterfoil.matching.sorts import CODE_OF, LEGAL, TITLE, WORD
from counterfoil.matching.tokens import TRANSLATION, TRANSLITERATION, Token
from counterfoil.matching.word_facts import word_facts

VIA = {"": 0, TRANSLATION: 1, TRANSLITERATION: 2}


class Reader:
    """Reads words one by one into columns: readings per word, tokens per reading, and the tokens."""

    def __init__(self, heard: set[str] | None) -> None:
        """Begin; `heard` holds the keys of words looked up by sound, None where none is."""
        self._heard = heard
        self.readings: list[int] = []  # per word
        self.tokens: list[int] = []  # per reading
        self.keys: list[str] = []  # per token: its letters, and where it is heard how it is written
        self.rest: list[int] = []  # per token: first letter of its word, and how it came from it
        self.facts: list[tuple[int, int, int, int, int]] = []  # per token
        self.native: list[tuple[str, int]] = []  # what is new to be heard, and its token's place

    def read(self, word: str) -> None:
        """Read a word."""
        if is_plain(word):
            self.readings.append(1)
            self.tokens.append(1)
            self._add(word, WORD, code_of(word[0]) << 2, word)
            return
        found = word_readings(word) or ((),)
        self.readings.append(len(found))
        for reading in found:
            self.tokens.append(len(reading))
            for token in reading:
                is_same = (
                    len(reading) == 1 and word.isascii()
                )  # the letter an acronym takes from it
                letter = code_of(word[0] if is_same else token.text[0])
                rest = letter << 2 | VIA[token.via]
                self._add(token.text, _sort(word, token), rest, self._key(token))

    def _key(self, token: Token) -> str:
        """Return under what a token is kept: words that are heard do not share one with others.

        What sounds like a word must not follow from another that is spelled as it sounds.
        """
        if self._heard is None or not _is_spelled(token):
            return token.text
        key = f"{token.text}\0{token.written}"
        if key not in self._heard:
            self._heard.add(key)
            self.native.append((token.written, len(self.keys)))
        return key

    def _add(self, text: str, sort: int, rest: int, key: str) -> None:
        self.keys.append(key)
        self.rest.append(rest)
        self.facts.append((sort, *word_facts(text)))


def _sort(word: str, token: Token) -> int:
    sort = CODE_OF[token.sort]
    if token.text in tables.titles() and token.text not in tables.frequencies():
        sort = TITLE
    if sort == WORD and (is_certain(token.text) or (word.isascii() and is_certain(word))):
        sort = LEGAL
    return sort


def _is_spelled(token: Token) -> bool:
    """Say whether a token is the sound of a word of another script in Latin letters."""
    return token.via == TRANSLITERATION and is_native(token.written)
