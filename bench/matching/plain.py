"""The benchmark's own form of a name: no matcher chooses its own examination."""

from __future__ import annotations

import unicodedata

from anyascii import anyascii


def plain(name: str) -> str:
    """Return the words without case, accents and punctuation, sorted; scripts stay as they are."""
    text = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(sorted(_words("".join(c for c in text if not unicodedata.combining(c)))))


def latin_words(name: str) -> list[str]:
    """Return the words in a-z and 0-9, romanised letter by letter."""
    return _words(anyascii(unicodedata.normalize("NFKC", name)).casefold())


def letters_of(name: str) -> str:
    """Return all letters of a name in the order of the alphabet: one key however words are cut."""
    return "".join(sorted(plain(name).replace(" ", "")))


def script_of(name: str) -> str:
    """Return the script that most letters of a name are written in, as Unicode calls it."""
    counts: dict[str, int] = {}
    for letter in name:
        if letter.isalpha():
            word = unicodedata.name(letter, "?").split()[0]
            counts[word] = counts.get(word, 0) + 1
    most = max(counts, key=lambda word: counts[word], default="?")
    return "Han" if most == "CJK" else most.title()


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()
