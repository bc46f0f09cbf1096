"""Candidates that grams alone do not bring: by acronym, and by the sound of another script."""

from __future__ import annotations

import numpy as np

from counterfoil.matching.hashing import EMPTY, hashed, hashed_on
from counterfoil.matching.jit import kernel
from counterfoil.matching.layout import FIRST, KNOWN, LAST, LETTER_MASK, RARITY, SORT, TOKEN_SHIFT
from counterfoil.matching.postings import add_grams
from counterfoil.matching.ranked import insert
from counterfoil.matching.sorts import NUMBER

MAX_CANDIDATES = 192
_BY_KEY = 8  # names that one acronym may bring
_BY_SOUND = 96
_ACRONYM_LEAST, _ACRONYM_MOST = 3, 8


@kernel
def _initials(facts, entries, starts, name):
    """Return (hash, number) of the first letters of a name's words."""
    value = EMPTY
    count = 0
    for at in range(np.int64(starts[name]), np.int64(starts[name + 1])):
        entry = np.int64(entries[at])
        if facts[entry >> TOKEN_SHIFT, SORT] != NUMBER:
            value = hashed_on(value, (entry >> 2) & LETTER_MASK)
            count += 1
    return value, count


@kernel
def all_initials(tokens, rows):
    """Return the names that have three to eight words, by the hash of their initials."""
    names = len(rows.starts) - 1
    hashes = np.zeros(names, np.uint32)
    found = np.zeros(names, np.uint32)
    to = 0
    for name in range(names):
        value, count = _initials(tokens.facts, rows.entries, rows.starts, name)
        if _ACRONYM_LEAST <= count <= _ACRONYM_MOST:
            hashes[to] = value
            found[to] = name
            to += 1
    order = np.argsort(hashes[:to], kind="mergesort")
    return hashes[:to][order], found[:to][order]


@kernel
def hashed_words(tokens):
    """Return the tokens by the hash of their letters."""
    count = len(tokens.facts)
    hashes = np.zeros(count, np.uint32)
    for token in range(count):
        hashes[token] = hashed(
            tokens.letters,
            np.int64(tokens.facts[token, FIRST]),
            np.int64(tokens.facts[token, LAST]),
        )
    order = np.argsort(hashes, kind="mergesort")
    return hashes[order], order.astype(np.uint32)


@kernel
def same_words(mine, first, by_hash, others, same):
    """Fill in the position among the other tokens of my tokens from `first` on, -1 where none."""
    letters, facts = mine
    hashes, tokens = by_hash
    other_letters, other_facts = others
    for token in range(first, len(facts)):
        begin, end = np.int64(facts[token, FIRST]), np.int64(facts[token, LAST])
        value = hashed(letters, begin, end)
        same[token] = -1
        here = _first_of(hashes, value)
        while here < len(hashes) and hashes[here] == value:
            other = np.int64(tokens[here])
            at = np.int64(other_facts[other, FIRST])
            equal = np.int64(other_facts[other, LAST]) - at == end - begin
            for step in range(end - begin):
                if equal and letters[begin + step] != other_letters[at + step]:
                    equal = False
            if equal:
                same[token] = other
                break
            here += 1


@kernel
def add(rows, count, row, seen, mark):
    """Add a row that was not seen for this query; return how many there are."""
    if count < MAX_CANDIDATES and seen[row] != mark:
        seen[row] = mark
        rows[count] = row
        return count + 1
    return count


@kernel
def _first_of(hashes, value):
    """Return where a value begins in sorted hashes, their number where it is not there."""
    low, high = 0, len(hashes)
    while low < high:
        middle = (low + high) >> 1
        if hashes[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low if low < len(hashes) and hashes[low] == value else len(hashes)


@kernel
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
    seen,
    mark,
):
    """Add names whose initials are a word of the query, and names that hold the query's initials."""
    for at in range(np.int64(starts[name]), np.int64(starts[name + 1])):
        token = np.int64(entries[at]) >> TOKEN_SHIFT
        begin, end = np.int64(facts[token, FIRST]), np.int64(facts[token, LAST])
        if facts[token, KNOWN] or not _ACRONYM_LEAST <= end - begin <= _ACRONYM_MOST:
            continue
        value = hashed(letters, begin, end)
        here = _first_of(hashes, value)
        last = min(here + _BY_KEY, len(hashes))
        while here < last and hashes[here] == value:
            count = add(rows, count, np.int64(names[here]), seen, mark)
            here += 1
    initials, size = _initials(facts, entries, starts, name)
    if _ACRONYM_LEAST <= size <= _ACRONYM_MOST:
        here = _first_of(words, initials)
        if here < len(words) and not r_facts[np.int64(tokens[here]), KNOWN]:
            token = np.int64(tokens[here])
            begin = np.int64(holder_starts[token])
            for at in range(begin, min(begin + _BY_KEY, np.int64(holder_starts[token + 1]))):
                count = add(rows, count, np.int64(holders[at]), seen, mark)
    return count


@kernel
def by_sound(query, name, reference, near, rows, count, seen, mark, sums, touched):
    """Add the names that hold most of what words of other scripts sound like."""
    size = 0
    starts, holders = reference.holders
    for at in range(np.int64(query.names.starts[name]), np.int64(query.names.starts[name + 1])):
        word = np.int64(query.names.words[at])
        for entry_at in range(
            np.int64(query.words.starts[query.words.readings[word]]),
            np.int64(query.words.starts[query.words.readings[word + 1]]),
        ):
            token = np.int64(query.words.entries[entry_at]) >> TOKEN_SHIFT
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
    values = np.zeros(_BY_SOUND, np.int64)
    best = np.zeros(_BY_SOUND, np.int64)
    kept = 0
    for at in range(size):
        row = np.int64(touched[at])
        length = np.int64(reference.book.rows.starts[row + 1]) - np.int64(
            reference.book.rows.starts[row]
        )
        value = sums[row] * 16 // (3 + length)
        sums[row] = 0
        kept = insert(values, best, kept, _BY_SOUND, value, row)
    for at in range(kept):
        count = add(rows, count, best[at], seen, mark)
    return count


@kernel
def query_grams(query, name, gram_starts, grams, space, mark):
    """Write the grams of a query, of all readings of its words; return how many."""
    _, marks, found, worth, _, _, _, _ = space
    facts = query.tokens.facts
    if not query.rows.several[name]:
        first, last = np.int64(query.rows.starts[name]), np.int64(query.rows.starts[name + 1])
        return add_grams(
            query.rows.entries, first, last, gram_starts, grams, marks, mark, facts, found, worth, 0
        )
    starts, words = query.words.starts, query.names.words
    count = 0
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
