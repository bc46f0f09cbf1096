"""A hash of letters, the same on every machine (FNV-1a of 32 bits)."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import inlined, plain

EMPTY, _PRIME = np.uint32(2166136261), np.uint32(16777619)


@inlined
def hashed_on(value, letter):
    """Return the hash of one letter more."""
    return np.uint32((value ^ np.uint32(letter)) * _PRIME)


@plain
def hashed(letters, first, last):
    """Return the hash of letters[first:last]."""
    value = EMPTY
    for at in range(first, last):
        value = hashed_on(value, letters[at])
    return value
