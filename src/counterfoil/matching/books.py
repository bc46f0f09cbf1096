"""The lexicon and names of a reference as one book of arrays."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.layout import SAME, NameRows, Unsigned
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.pairing import Book
from counterfoil.matching.rarity import fill_rarity
from counterfoil.matching.rows import held_by, token_rows


def reference_book(lexicon: Lexicon, names: NameRows) -> tuple[Book, Unsigned]:
    """Return the book of a reference, and per token how many of its names hold it."""
    tokens, words = lexicon.tokens(), lexicon.words()
    rows = token_rows(names, words, tokens.facts)
    held = held_by(rows, len(tokens.facts))
    fill_rarity(tokens.facts, held, len(rows.starts) - 1)
    tokens.facts[:, SAME] = np.arange(len(tokens.facts))
    return Book(tokens, rows, names, words), held
