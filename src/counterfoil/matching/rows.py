"""Rows of names, words and tokens, turned into each other by kernels."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import kernel
from counterfoil.matching.layout import (
    SORT,
    TOKEN_SHIFT,
    Ints,
    NameRows,
    TokenRows,
    Unsigned,
    WordTable,
)
from counterfoil.matching.sorts import LEGAL, STOP

MAX_TOKENS = 24


@kernel
def token_rows(names: NameRows, words: WordTable, facts: Ints) -> TokenRows:
    """Return names as rows of tokens: first readings, without stop words and legal forms.

    A name of which nothing is left keeps all its tokens.
    """
    count = len(names.starts) - 1
    starts = np.zeros(count + 1, np.uint32)
    several = np.zeros(count, np.uint8)
    entries = np.zeros(max(64, 2 * len(names.words) + MAX_TOKENS), np.uint32)
    to = 0
    for name in range(count):
        if to + 2 * MAX_TOKENS > len(entries):
            entries = np.concatenate((entries, np.zeros(len(entries), np.uint32)))
        begin = to
        for keep_all in range(2):
            for at in range(np.int64(names.starts[name]), np.int64(names.starts[name + 1])):
                word = np.int64(names.words[at])
                reading = np.int64(words.readings[word])
                if words.readings[word + 1] - reading > 1:
                    several[name] = 1
                for entry_at in range(
                    np.int64(words.starts[reading]), np.int64(words.starts[reading + 1])
                ):
                    entry = words.entries[entry_at]
                    kind = facts[np.int64(entry) >> TOKEN_SHIFT, SORT]
                    dropped = kind == STOP or kind == LEGAL
                    if (keep_all or not dropped) and to - begin < MAX_TOKENS:
                        entries[to] = entry
                        to += 1
            if to > begin:
                break
        starts[name + 1] = to
    return TokenRows(entries[:to].copy(), starts, several)


@kernel
def held_by(rows: TokenRows, tokens: int) -> Unsigned:
    """Return per token how many names hold it."""
    held = np.zeros(tokens, np.uint32)
    for name in range(len(rows.starts) - 1):
        first, last = np.int64(rows.starts[name]), np.int64(rows.starts[name + 1])
        for at in range(first, last):
            token = np.int64(rows.entries[at]) >> TOKEN_SHIFT
            is_new = True
            for before in range(first, at):
                if np.int64(rows.entries[before]) >> TOKEN_SHIFT == token:
                    is_new = False
                    break
            if is_new:
                held[token] += np.uint32(1)
    return held


@kernel
def rows_of_tokens(rows: TokenRows, held: Unsigned) -> tuple[Unsigned, Unsigned]:
    """Return per token the names that hold it, as rows (starts, names)."""
    starts = np.zeros(len(held) + 1, np.uint32)
    for token in range(len(held)):
        starts[token + 1] = starts[token] + held[token]
    names = np.zeros(starts[-1], np.uint32)
    to = starts[:-1].copy()
    for name in range(len(rows.starts) - 1):
        for at in range(np.int64(rows.starts[name]), np.int64(rows.starts[name + 1])):
            token = np.int64(rows.entries[at]) >> TOKEN_SHIFT
            if to[token] == starts[token] or names[np.int64(to[token]) - 1] != name:
                names[to[token]] = name
                to[token] += np.uint32(1)
    return starts, names
