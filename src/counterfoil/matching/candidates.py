"""Candidates that grams alone do not bring: by acronym, and by the sound of another script."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterfoil.matching.hashing import hashed
from counterfoil.matching.jit import inlined, plain
from counterfoil.matching.keys import ACRONYM_LEAST, ACRONYM_MOST, first_of, initials
from counterfoil.matching.layout import (
    FIRST,
    KNOWN,
    LAST,
    RARITY,
    TOKEN_SHIFT,
    Ints,
    Unsigned,
)
from counterfoil.matching.postings import add_grams
from counterfoil.matching.ranked import insert

MAX_CANDIDATES = 192
_BY_KEY = 8  # names that one acronym may bring
_BY_SOUND = 96
_TOUCHED = 200_000


class Seen(NamedTuple):
    """Working memory of one thread for candidates."""

    rows: Ints  # per name, the last query that it was a candidate of
    sums: Ints  # per name, how much of it the query sounds like
    touched: Unsigned
    values: Ints
    best: Ints


def seen(names: int, *, sounds: bool) -> Seen:
    """Return fresh working memory; `sounds` says that a query holds words of other scripts."""
    return Seen(
        np.zeros(names, np.int32),
        np.zeros(names if sounds else 0, np.int64),
        np.zeros(_TOUCHED if sounds else 0, np.uint32),
        np.zeros(_BY_SOUND, np.int64),
        np.zeros(_BY_SOUND, np.int64),
    )


@plain
def add(rows, count, full, row, seen, mark):
    """Add a row that was not seen for this query, up to `full`; return how many there are."""
    if count < full and seen[row] != mark:
        seen[row] = mark
        rows[count] = row
        return count + 1
    return count


@plain
def by_acronym(
    letters,
    facts,
    entries,
    starts,
    name,
    hashes,
    names,
    words,
    tokens,
    holder_starts,
    holders,
    r_facts,
    rows,
    count,
    full,
    seen,
    mark,
):
    """Add names whose initials are a word of the query, and names that hold the query's initials."""
    for at in range(np.int64(starts[name]), np.int64(starts[name + 1])):
        token = np.int64(entries[at]) >> TOKEN_SHIFT
        begin, end = np.int64(facts[token, FIRST]), np.int64(facts[token, LAST])
        if facts[token, KNOWN] or not ACRONYM_LEAST <= end - begin <= ACRONYM_MOST:
            continue
        value = hashed(letters, begin, end)
        here = first_of(hashes, value)
        last = min(here + _BY_KEY, len(hashes))
        while here < last and hashes[here] == value:
            count = add(rows, count, full, np.int64(names[here]), seen, mark)
            here += 1
    value, size = initials(facts, entries, starts, name)
    if ACRONYM_LEAST <= size <= ACRONYM_MOST:
        here = first_of(words, value)
        if here < len(words) and not r_facts[np.int64(tokens[here]), KNOWN]:
            token = np.int64(tokens[here])
            begin = np.int64(holder_starts[token])
            for at in range(begin, min(begin + _BY_KEY, np.int64(holder_starts[token + 1]))):
                count = add(rows, count, full, np.int64(holders[at]), seen, mark)
    return count


@inlined
def _is_before(entries, first, last, token):
    """Say whether another reading of a word has the token too."""
    for at in range(first, last):
        if np.int64(entries[at]) >> TOKEN_SHIFT == token:
            return True
    return False


@plain
def by_sound(query, name, reference, near, rows, count, full, seen, mark):
    """Add the names that hold most of what words of other scripts sound like."""
    size = 0
    starts, holders = reference.holders
    seen_rows, sums, touched, values, best = seen
    for at in range(np.int64(query.names.starts[name]), np.int64(query.names.starts[name + 1])):
        word = np.int64(query.names.words[at])
        first = np.int64(query.words.starts[query.words.readings[word]])
        last = np.int64(query.words.starts[query.words.readings[word + 1]])
        for entry_at in range(first, last):
            token = np.int64(query.words.entries[entry_at]) >> TOKEN_SHIFT
            if _is_before(query.words.entries, first, entry_at, token):
                continue
            for neighbour in range(np.int64(near.starts[token]), np.int64(near.starts[token + 1])):
                other = near.tokens[neighbour]
                gain = (
                    np.int64(reference.book.tokens.facts[other, RARITY])
                    * near.like[neighbour]
                    // 1000
                )
                for place in range(np.int64(starts[other]), np.int64(starts[other + 1])):
                    row = holders[place]
                    if sums[row] == 0 and size < len(touched):
                        touched[size] = row
                        size += 1
                    sums[row] += gain
    kept = np.int64(0)
    for at in range(size):
        row = np.int64(touched[at])
        length = np.int64(reference.book.rows.starts[row + 1]) - np.int64(
            reference.book.rows.starts[row]
        )
        value = sums[row] * 16 // (3 + length)
        sums[row] = 0
        kept = insert(values, best, kept, np.int64(_BY_SOUND), value, row)
    for at in range(kept):
        count = add(rows, count, full, best[at], seen_rows, mark)
    return count


@plain
def query_grams(query, name, gram_starts, grams, space, mark):
    """Write the grams of a query, of all readings of its words; return how many."""
    marks, found, worth = space.marks, space.grams, space.worth
    facts = query.tokens.facts
    if not query.rows.several[name]:
        first, last = np.int64(query.rows.starts[name]), np.int64(query.rows.starts[name + 1])
        return add_grams(
            query.rows.entries,
            first,
            last,
            gram_starts,
            grams,
            marks,
            mark,
            facts,
            found,
            worth,
            np.int64(0),
        )
    starts, words = query.words.starts, query.names.words
    count = np.int64(0)
    for at in range(np.int64(query.names.starts[name]), np.int64(query.names.starts[name + 1])):
        word = np.int64(words[at])
        first, last = (
            np.int64(starts[query.words.readings[word]]),
            np.int64(starts[query.words.readings[word + 1]]),
        )
        count = add_grams(
            query.words.entries,
            first,
            last,
            gram_starts,
            grams,
            marks,
            mark,
            facts,
            found,
            worth,
            count,
        )
    return count
