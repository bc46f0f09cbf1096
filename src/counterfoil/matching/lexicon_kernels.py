"""Kernels of the lexicon: tokens of words that are read as they stand, and tokens as letters."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import kernel, plain
from counterfoil.matching.layout import TOKEN_SHIFT
from counterfoil.matching.word_table import interned


@plain
def intern_chosen(letters, starts, chosen, table, codes, entries):
    """Write the entries of the chosen words of one row; those whose token is new are added."""
    to = 0
    for word in range(len(chosen)):
        if chosen[word]:
            first, last = starts[word], starts[word + 1]
            token = interned(table, letters, first, last)
            entries[to] = token << TOKEN_SHIFT | np.int64(codes[letters[first]]) << 2
            to += 1


@kernel
def codes_of(table, before, codes, longest):
    """Return the tokens from `before` on as numbers of letters, as rows (letters, starts).

    What follows a zero byte is no letter: it tells two tokens of the same letters apart.
    """
    count = table.sizes[0] - before
    starts = np.zeros(count + 1, np.uint32)
    letters = np.zeros(table.sizes[1] - table.starts[before], np.uint8)
    to = 0
    for token in range(count):
        first, last = table.starts[before + token], table.starts[before + token + 1]
        for at in range(first, min(last, first + longest)):
            if table.letters[at] == 0:
                break
            letters[to] = codes[table.letters[at]]
            to += 1
        starts[token + 1] = to
    return letters[:to].copy(), starts
