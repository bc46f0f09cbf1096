"""Search: the candidates of each query, and, once they are scored, the best name per entity."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.candidates import MAX_CANDIDATES, add, by_acronym, by_sound, query_grams
from counterfoil.matching.how import NONE
from counterfoil.matching.jit import inlined, plain
from counterfoil.matching.layout import Bytes, Ints, Unsigned
from counterfoil.matching.pairing import Book
from counterfoil.matching.postings import Postings
from counterfoil.matching.retrieve import nearest
from counterfoil.matching.rows import MAX_TOKENS

_TAKEN = -(1 << 40)  # in place of a score: a name of an entity that is already found
_AT_LEAST, _FAR = 8, 45  # candidates scored however far; per cent of the best from which more are


class Reference(NamedTuple):
    """The reference as kernels see it: its names and the ways to find them."""

    book: Book
    postings: Postings
    entity: Unsigned  # per name
    kind: Bytes  # per name: any, person, organisation
    holders: tuple[Unsigned, Unsigned]  # rows (starts, names) per token
    initials: tuple[Unsigned, Unsigned]  # sorted hashes of initials, and the names
    words: tuple[Unsigned, Unsigned]  # sorted hashes of tokens, and the tokens


class Found(NamedTuple):
    """Results: per query `limit` names (-1 where there are fewer), scores and agreeing masses.

    `how` says per token of either name how it was answered (queries, limit, 2, MAX_TOKENS); without
    tokens where it was not asked for.
    """

    rows: Ints
    scores: Ints
    agreed: Ints
    how: Bytes


def nothing_found(count: int, limit: int, *, reasons: bool = False) -> Found:
    """Return room for the results of so many queries; `reasons` asks for room for these."""
    size = (count, limit)
    return Found(
        np.full(size, -1, np.int32),
        np.full(size, -1, np.int32),
        np.full(size, -1, np.int32),
        np.full((*size, 2, MAX_TOKENS if reasons else 0), NONE, np.uint8),
    )


class Pairs(NamedTuple):
    """Candidates: the names of the query and the rows of the reference to be compared."""

    names: Unsigned
    rows: Unsigned
    starts: Ints  # per query of the chunk


@plain
def find(first, last, query, grams, reference, near, space, keep, most, seen, pairs):
    """Write the candidates of the queries first to last; return how many there are."""
    names = len(reference.entity)
    gram_starts, all_grams = grams
    q_letters, q_facts = query.tokens
    q_entries, q_starts, _ = query.rows
    r_facts = reference.book.tokens.facts
    hashes, initial_names = reference.initials
    short, short_tokens = reference.words
    holder_starts, holders = reference.holders
    pointers, positions, impacts, gram_weights, gram_counts = reference.postings
    pair_names, rows, starts = pairs
    scores, found = space.scores, space.found
    to = np.int64(0)
    for name in range(first, last):
        mark = name + 1
        starts[name - first] = to
        size = query_grams(query, name, gram_starts, all_grams, space, mark)
        got = nearest(
            pointers, positions, impacts, gram_weights, gram_counts, names, space, size, keep, most
        )  # fmt: skip
        count, full = to, to + MAX_CANDIDATES
        for at in range(got):
            if at >= _AT_LEAST and np.int64(scores[at]) * 100 < np.int64(scores[0]) * _FAR:
                break
            count = add(rows, count, full, found[at], seen.rows, mark)
        count = by_acronym(
            q_letters, q_facts, q_entries, q_starts, name, hashes, initial_names, short, short_tokens,
            holder_starts, holders, r_facts, rows, count, full, seen.rows, mark,
        )  # fmt: skip
        if len(near.tokens):
            count = by_sound(query, name, reference, near, rows, count, full, seen, mark)
        for at in range(to, count):
            pair_names[at] = name
        to = count
    starts[last - first] = to
    return to


@plain
def choose(first, pairs, count, scores, agreed, how, entity, found):
    """Write the best name of each entity: by score, then evidence, then the reference's order."""
    _, rows, starts = pairs
    found_rows, found_scores, found_agreed, found_how = found
    limit = found_rows.shape[1]
    for name in range(count):
        begin, end = starts[name], starts[name + 1]
        for place in range(limit):
            best = np.int64(-1)
            for at in range(begin, end):
                if scores[at] > _TAKEN and (best < 0 or _is_better(at, best, scores, agreed, rows)):
                    best = at
            if best < 0:
                break
            found_rows[first + name, place] = rows[best]
            found_scores[first + name, place] = scores[best]
            found_agreed[first + name, place] = agreed[best]
            for token in range(found_how.shape[3]):
                found_how[first + name, place, 0, token] = how[best, 0, token]
                found_how[first + name, place, 1, token] = how[best, 1, token]
            same = entity[rows[best]]
            for at in range(begin, end):
                if entity[rows[at]] == same:
                    scores[at] = _TAKEN


@inlined
def _is_better(one, two, scores, agreed, rows):
    if scores[one] != scores[two]:
        return scores[one] > scores[two]
    if agreed[one] != agreed[two]:
        return agreed[one] > agreed[two]
    return rows[one] < rows[two]
