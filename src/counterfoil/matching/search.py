"""Search: candidates of each query, scored, the best name per entity, as a kernel over a batch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.align import align
from counterfoil.matching.candidates import MAX_CANDIDATES, add, by_acronym, by_sound, query_grams
from counterfoil.matching.caps import capped
from counterfoil.matching.features import fill
from counterfoil.matching.jit import kernel
from counterfoil.matching.layout import Bytes, Ints, Unsigned
from counterfoil.matching.model import ORGANISATION, milli_log_odds
from counterfoil.matching.pairing import Book, load, load_several
from counterfoil.matching.postings import Postings
from counterfoil.matching.retrieve import nearest

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
    """Results: per query `limit` names (-1 where there are fewer), scores and agreeing masses."""

    rows: Ints
    scores: Ints
    agreed: Ints


@kernel
def search(
    first,
    last,
    query,
    grams,
    reference,
    weights,
    near,
    space,
    desk,
    keep,
    most,
    seen,
    sums,
    touched,
    found,
):
    """Fill `found` for the queries first to last."""
    found_rows, found_scores, found_agreed = found
    limit = found_rows.shape[1]
    names = len(reference.entity)
    rows = np.zeros(MAX_CANDIDATES, np.int64)
    cosine = np.zeros(keep, np.uint16)
    nearest_rows = np.zeros(keep, np.int64)
    scores = np.zeros(MAX_CANDIDATES, np.int64)
    agreed = np.zeros(MAX_CANDIDATES, np.int64)
    gram_starts, all_grams = grams
    # Taken out of their tuples once: each look inside costs more than comparing two words.
    q_letters, q_facts = query.tokens
    r_letters, r_facts = reference.book.tokens
    q_entries, q_starts, q_several = query.rows
    r_entries, r_starts, r_several = reference.book.rows
    q_legal, r_legal = query.names.legal, reference.book.names.legal
    near_starts, near_tokens, near_like = near
    left, right, masks, table, features, joined, _ = desk
    kinds = reference.kind
    hashes, initial_names = reference.initials
    short, short_tokens = reference.words
    holder_starts, holders = reference.holders
    entity = reference.entity
    pointers, positions, impacts, gram_weights, gram_counts = reference.postings
    for name in range(first, last):
        mark = name + 1
        size = query_grams(query, name, gram_starts, all_grams, space, mark)
        got = nearest(
            pointers,
            positions,
            impacts,
            gram_weights,
            gram_counts,
            names,
            space,
            size,
            keep,
            most,
            cosine,
            nearest_rows,
        )
        count = 0
        for at in range(got):
            if at >= _AT_LEAST and np.int64(cosine[at]) * 100 < np.int64(cosine[0]) * _FAR:
                break
            count = add(rows, count, nearest_rows[at], seen, mark)
        count = by_acronym(
            q_letters, q_facts, q_entries, q_starts, name, hashes, initial_names, short, short_tokens,
            holder_starts, holders, r_facts, rows, count, seen, mark,
        )  # fmt: skip
        if len(touched):
            count = by_sound(query, name, reference, near, rows, count, seen, mark, sums, touched)
        for at in range(count):
            row = rows[at]
            m = load(r_entries, r_starts, row, right)
            n = load(q_entries, q_starts, name, left)
            if q_several[name] or r_several[row]:
                n, m = load_several(query, name, reference.book, row, left, right, n, m)
            align(
                q_letters, q_facts, left, n, r_letters, r_facts, right, m,
                near_starts, near_tokens, near_like, masks, table, joined,
            )  # fmt: skip
            agreed[at] = fill(
                q_facts, left, n, r_facts, right, m, q_legal[name], r_legal[row], features
            )
            score = milli_log_odds(features, weights, np.int64(kinds[row]))
            scores[at] = capped(score, features, agreed[at], kinds[row] == ORGANISATION)
        _best(
            rows, scores, agreed, count, entity, limit, found_rows, found_scores, found_agreed, name
        )


@kernel
def _best(rows, scores, agreed, count, entity, limit, found_rows, found_scores, found_agreed, name):
    """Write the best name of each entity: by score, then evidence, then the reference's order."""
    for place in range(limit):
        best = -1
        for at in range(count):
            if rows[at] < 0:
                continue
            if (
                best < 0
                or scores[at] > scores[best]
                or (
                    scores[at] == scores[best]
                    and (
                        agreed[at] > agreed[best]
                        or (agreed[at] == agreed[best] and rows[at] < rows[best])
                    )
                )
            ):
                best = at
        if best < 0:
            found_rows[name, place] = -1
            continue
        found_rows[name, place] = rows[best]
        found_scores[name, place] = scores[best]
        found_agreed[name, place] = agreed[best]
        same = entity[rows[best]]
        for at in range(count):
            if rows[at] >= 0 and entity[rows[at]] == same:
                rows[at] = -1
