"""A short list of the best, kept in order."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import kernel, plain


@plain
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


@kernel
def ascending(values, count):
    """Return the places of the first values, ascending; equal ones keep their order.

    A merge sort of our own, as the library's takes seconds to compile.
    """
    places, spare = np.arange(count), np.arange(count)
    width = 1
    while width < count:
        for first in range(0, count, 2 * width):
            one, middle = first, min(first + width, count)
            two, last = middle, min(first + 2 * width, count)
            for to in range(first, last):
                if two >= last or (one < middle and values[places[one]] <= values[places[two]]):
                    spare[to] = places[one]
                    one += 1
                else:
                    spare[to] = places[two]
                    two += 1
        places, spare = spare, places
        width *= 2
    return places
