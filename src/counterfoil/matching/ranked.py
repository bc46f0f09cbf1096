"""A short list of the best, kept in order."""

from __future__ import annotations

from counterfoil.matching.jit import kernel


@kernel
def insert(values, rows, found, keep, value, row):
    """Insert into lists sorted from the highest value; an equal one stays behind.

    Return how many there are, at most `keep`; where that many are better, nothing is inserted.
    """
    if found == keep and value <= values[keep - 1]:
        return found
    at = found if found < keep else keep - 1
    while at > 0 and values[at - 1] < value:
        values[at] = values[at - 1]
        rows[at] = rows[at - 1]
        at -= 1
    values[at] = value
    rows[at] = row
    return min(found + 1, keep)
