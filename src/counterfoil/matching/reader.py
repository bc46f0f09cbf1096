"""The reader: words that call for care, each with its readings, as columns."""

from __future__ import annotations

from counterfoil.matching import tables
from counterfoil.matching.fold import code_of
from counterfoil.matching.legal import is_certain
from counterfoil.matching.quick import is_plain
from counterfoil.matching.scripts import is_native, word_readings
from counterfoil.matching.sorts import CODE_OF, LEGAL, TITLE, WORD
from counterfoil.matching.tokens import TRANSLATION, TRANSLITERATION, Reading, Token
from counterfoil.matching.word_facts import word_facts

VIA = {"": 0, TRANSLATION: 1, TRANSLITERATION: 2}
NATIVE = "\0"  # between the sound and the spelling of a word whose token is its own


class Reader:
    """Reads words one by one into columns: readings per word, tokens per reading, and the tokens."""

    def __init__(self, *, by_sound: bool) -> None:
        self._by_sound = by_sound
        self.readings: list[int] = []  # per word
        self.tokens: list[int] = []  # per reading
        self.keys: list[str] = []  # per token: its letters, and where it is native its word
        self.rest: list[int] = []  # per token: first letter of its word, and how it came from it
        self.facts: list[tuple[int, int, int, int, int]] = []  # per token
        self.native: list[
            tuple[str, int]
        ] = []  # words spelled by their sound, and their tokens' places

    def read(self, word: str) -> None:
        """Read a word."""
        if is_plain(word):
            self.readings.append(1)
            self.tokens.append(1)
            self._add(word, WORD, code_of(word[0]) << 2)
            return
        found = word_readings(word) or ((),)
        self.readings.append(len(found))
        for reading in found[:-1]:
            self._add_reading(word, reading)
        last = found[-1]
        if self._by_sound and _is_spelled(word, last):
            self.native.append((word, len(self.keys)))
            self._add_reading(word, last, NATIVE + word)
        else:
            self._add_reading(word, last)

    def _add_reading(self, word: str, reading: Reading, key: str = "") -> None:
        self.tokens.append(len(reading))
        for token in reading:
            is_same = len(reading) == 1 and word.isascii()  # the letter an acronym takes from it
            letter = code_of(word[0] if is_same else token.text[0])
            self._add(token.text, _sort(word, token), letter << 2 | VIA[token.via], key)

    def _add(self, text: str, sort: int, rest: int, key: str = "") -> None:
        self.keys.append(text + key)
        self.rest.append(rest)
        self.facts.append((sort, *word_facts(text)))


def _sort(word: str, token: Token) -> int:
    sort = CODE_OF[token.sort]
    if token.text in tables.titles() and token.text not in tables.frequencies():
        sort = TITLE
    if sort == WORD and (is_certain(token.text) or (word.isascii() and is_certain(word))):
        sort = LEGAL
    return sort


def _is_spelled(word: str, reading: Reading) -> bool:
    """Say whether the reading of a word of another script is its sound in Latin letters."""
    return len(reading) == 1 and reading[0].via == TRANSLITERATION and is_native(word)
