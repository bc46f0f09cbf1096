"""Names in batches: columns in, columns out, in bounded memory.

A pure function of the index and the names: any runner, chunk size, number of threads and split of
the names into batches gives the same rows. Scores are those of the names alone; what else is known
of two bodies (see `context`) is not looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterfoil.matching.index import Index
from counterfoil.matching.layout import Bytes, Ints, Unsigned
from counterfoil.matching.model import probabilities
from counterfoil.matching.search import Found

COLUMNS_VERSION = "2"
CHUNK = 4_096


class Columns(NamedTuple):
    """Pairs found, as columns of one length: by query, and within a query the best first.

    `query` counts the names from 0, `row` and `entity` are positions in the index, `score` is in
    milli log-odds and `probability` in ten-thousandths. `how` has per pair two rows, one per name: how
    each of its words was answered (codes of `how`, 255 beyond the last); empty where not asked for.
    """

    query: npt.NDArray[np.int64]
    row: Ints
    entity: Unsigned
    score: Ints
    probability: Ints
    how: Bytes


Search = Callable[[Sequence[str]], Found]
Runner = Callable[[Search, Iterable[Sequence[str]]], Iterator[Found]]


def inline(search: Search, chunks: Iterable[Sequence[str]]) -> Iterator[Found]:
    """Search one chunk after the other, in the caller's own thread."""
    return map(search, chunks)


def pool(threads: int) -> Runner:
    """Return a runner that searches `threads` chunks at a time; kernels hold no lock."""

    def run(search: Search, chunks: Iterable[Sequence[str]]) -> Iterator[Found]:
        with ThreadPoolExecutor(threads) as workers:
            under_way: deque[Future[Found]] = deque()
            for chunk in chunks:
                under_way.append(workers.submit(search, chunk))
                if len(under_way) > threads:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

    return run


def match_columns(
    index: Index,
    names: Iterable[Sequence[str]] | Sequence[str],
    *,
    limit: int = 5,
    runner: Runner = inline,
    chunk: int = CHUNK,
    reasons: bool = False,
) -> Iterator[Columns]:
    """Yield the columns of each chunk of names; `names` are names, or batches of names."""
    first = 0

    def search(one: Sequence[str]) -> Found:
        return index.search(one, limit=limit, reasons=reasons)

    for found in runner(search, _chunks(names, chunk)):
        yield _columns(found, first, index.reference.entity)
        first += len(found.rows)


def _chunks(names: Iterable[Sequence[str]], size: int) -> Iterator[list[str]]:
    """Yield the names in lists of `size`, the last one shorter."""
    flat = chain.from_iterable((one,) if isinstance(one, str) else one for one in names)
    while chunk := list(islice(flat, size)):
        yield chunk


def _columns(found: Found, first: int, entity: Unsigned) -> Columns:
    at, place = np.nonzero(found.rows >= 0)
    rows, scores = found.rows[at, place], found.scores[at, place]
    how = found.how[at, place]
    return Columns(at + first, rows, entity[rows], scores, probabilities(scores), how)
