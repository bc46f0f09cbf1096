"""The arrays that kernels read: plain rows of numbers, which a file can be mapped to."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy.typing as npt

# Arrays by the sort of number they hold; the kernels' compiler, not the type checker, tells widths.
Ints = npt.NDArray[Any]
Unsigned = npt.NDArray[Any]
Bytes = npt.NDArray[Any]

# Columns of a token's facts: where its letters stand, and the letters of its sound; hashes of its
# sound and of its consonants, and how many these are; its sort; whether a shipped table knows it; a
# number shared by words of near meaning, or by forms of one given name (0: none); its rarity in
# milli-nats; its position among the reference's tokens (-1: not there); how many general names hold it;
# which letters it has, as bits.
(
    FIRST, LAST, SOUND_FIRST, SOUND_LAST, SOUND, CONSONANTS, CONSONANT_COUNT, SORT, KNOWN, FAMILY, NICK,
    RARITY, SAME, GENERAL, LETTER_SET,
) = range(15)  # fmt: skip
FACTS = 16  # one to spare: a row fills one line of a processor's cache
# An entry of a row: how the token came from its word, the first letter of the word, the token.
TOKEN_SHIFT, LETTER_MASK = 8, 63


class NameRows(NamedTuple):
    """Names as rows of words: words of name i are `words[starts[i]:starts[i + 1]]`.

    `legal` is a hash of the legal forms taken out, 0 where there were none.
    """

    words: Unsigned
    starts: Unsigned
    legal: Unsigned


class WordTable(NamedTuple):
    """Readings of word w: `readings[w]` to `readings[w + 1]`, rows of `entries` by `starts`.

    An entry holds a token's position, its word's first letter, and how it came from it (`VIA`).
    """

    readings: Unsigned
    starts: Unsigned
    entries: Unsigned


class Tokens(NamedTuple):
    """Tokens of one side: all their letters in one row, and a row of facts for each.

    Letters are 1 to 26, digits 27 to 36. The columns of `facts` are named below; a row fills one
    line of a processor's cache.
    """

    letters: Bytes
    facts: Ints


class TokenRows(NamedTuple):
    """Names as rows of entries, each word in its first reading; `several` marks other readings."""

    entries: Unsigned
    starts: Unsigned
    several: Bytes
