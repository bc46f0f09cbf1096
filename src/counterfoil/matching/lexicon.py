"""The lexicon: every distinct word of a side once, with its readings, as flat arrays.

A name is a row of words; a word has readings; a reading is a row of tokens. Kernels only see
arrays of numbers, and what is costly in a word is done once, however many names hold it.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np

from counterfoil.matching import tables
from counterfoil.matching.columns import Column
from counterfoil.matching.fold import code_of, encode, fold_tokens
from counterfoil.matching.layout import (
    FACTS,
    FAMILY,
    GENERAL,
    KNOWN,
    NICK,
    SORT,
    TOKEN_SHIFT,
    NameRows,
    Tokens,
    WordTable,
)  # fmt: skip
from counterfoil.matching.legal import is_certain
from counterfoil.matching.quick import is_plain
from counterfoil.matching.scripts import is_native, word_readings
from counterfoil.matching.sorts import CODE_OF, LEGAL, TITLE, WORD
from counterfoil.matching.split import split
from counterfoil.matching.tokens import TRANSLATION, TRANSLITERATION, Reading
from counterfoil.matching.word_facts import word_facts

VIA = {"": 0, TRANSLATION: 1, TRANSLITERATION: 2}
NATIVE = 3  # a word of another script, spelled by its sound
MAX_LETTERS = 60  # letters of a token that are compared


class Lexicon:
    """Words and tokens of one side of a comparison; grows as names are read."""

    def __init__(self, *, by_sound: bool = False) -> None:
        """Begin an empty lexicon; `by_sound` says that words of other scripts are looked up by sound.

        Each of them then has a token of its own: what sounds like it must not follow from another
        word that happens to be spelled as it sounds.
        """
        self._by_sound = by_sound
        self._words: dict[str, int] = {}
        self._tokens: dict[str, int] = {}
        self.texts: list[str] = []  # per token
        self.written: list[str] = []  # per word
        self.native: list[tuple[str, int]] = []  # words spelled by their sound, and their tokens
        self._reading_starts = Column(np.uint32, [0])  # per word, then per reading
        self._entry_starts = Column(np.uint32, [0])
        self._entries = Column(np.uint32)
        self._new: list[bytes] = []  # letters of tokens that are not laid out yet
        self._new_facts: list[int] = []
        self._letters = np.zeros(0, np.uint8)
        self._facts = np.zeros((0, FACTS), np.int32)

    def __len__(self) -> int:
        return len(self.texts)

    def read(self, names: Iterable[str]) -> NameRows:
        """Return the names as rows of words; new words are added."""
        known, new = self._words, self._add
        flat: list[int] = []
        starts = [0]
        legal: list[int] = []
        for name in names:
            words, forms = split(name)
            for word in words:
                at = known.get(word)
                flat.append(new(word) if at is None else at)
            starts.append(len(flat))
            legal.append(crc32(" ".join(sorted(forms)).encode()) if forms else 0)
        return NameRows(
            np.array(flat, np.uint32), np.array(starts, np.uint32), np.array(legal, np.uint32)
        )

    def words(self) -> WordTable:
        """Return the words' readings."""
        return WordTable(
            self._reading_starts.view(), self._entry_starts.view(), self._entries.view()
        )

    def tokens(self) -> Tokens:
        """Return the tokens; the facts are the caller's own, rarity and place still to be filled."""
        self._lay_out()
        return Tokens(self._letters, self._facts.copy())

    def _add(self, word: str) -> int:
        at = len(self._words)
        self._words[word] = at
        self.written.append(word)
        if is_plain(word):
            self._entries.append(self._token(word, WORD) << TOKEN_SHIFT | code_of(word[0]) << 2)
            self._entry_starts.append(len(self._entries))
        else:
            found = word_readings(word)
            for reading in found[:-1]:
                self._add_reading(word, reading)
            last = found[-1] if found else ()
            if self._by_sound and _is_spelled(word, last):
                self.native.append((word, len(self.texts)))
                self._add_reading(word, last, f"\0{word}")
            else:
                self._add_reading(word, last)
        self._reading_starts.append(len(self._entry_starts) - 1)
        return at

    def _add_reading(self, word: str, reading: Reading, key: str = "") -> None:
        for token in reading:
            sort = CODE_OF[token.sort]
            if token.text in tables.titles() and token.text not in tables.frequencies():
                sort = TITLE
            if sort == WORD and (is_certain(token.text) or (word.isascii() and is_certain(word))):
                sort = LEGAL
            is_same = len(reading) == 1 and word.isascii()  # the letter an acronym takes from it
            letter = code_of(word[0] if is_same else token.text[0])
            entry = self._token(token.text, sort, key) << TOKEN_SHIFT | letter << 2
            self._entries.append(entry | VIA[token.via])
        self._entry_starts.append(len(self._entries))

    def _token(self, text: str, sort: int, key: str = "") -> int:
        at = self._tokens.get(key or text)
        if at is not None:
            return at
        at = self._tokens[key or text] = len(self.texts)
        self.texts.append(text)
        self._new.append(encode(text[:MAX_LETTERS]))
        self._new_facts += (sort, *word_facts(text))
        return at

    def _lay_out(self) -> None:
        """Bring letters and facts up to date."""
        if not self._new:
            return
        letters = np.frombuffer(b"".join(self._new), np.uint8)
        starts = np.zeros(len(self._new) + 1, np.uint32)
        np.cumsum([len(one) for one in self._new], out=starts[1:])
        facts = np.zeros((len(self._new), FACTS), np.int32)
        facts[:, (SORT, KNOWN, FAMILY, NICK, GENERAL)] = np.array(self._new_facts).reshape(-1, 5)
        more = fold_tokens(letters, starts, len(self._letters), facts)
        self._letters = np.concatenate([self._letters, more])
        self._facts = np.concatenate([self._facts, facts])
        self._new, self._new_facts = [], []


def _is_spelled(word: str, reading: Reading) -> bool:
    """Say whether the reading of a word of another script is its sound in Latin letters."""
    return len(reading) == 1 and reading[0].via == TRANSLITERATION and is_native(word)
