"""Compiled inner loops of the vocabulary of Latin tokens: postings, retrieval, edits."""

# Kernels take arrays of any kind and are compiled for those they meet: no types are written.
# ruff: noqa: ANN001, ANN201, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def, no-untyped-call, type-arg"

from __future__ import annotations

import numpy as np

from counterfoil.matching.jit import kernel

_SYMBOLS = 27  # 0 is the edge of a token and any byte that is not a letter
GRAMS = _SYMBOLS**3
_BINS = 4096


@kernel
def _symbol(codes, start, end, at):
    if at < start or at >= end:
        return np.int64(0)
    letter = np.int64(codes[at]) & 31
    return letter if letter < _SYMBOLS else np.int64(0)


@kernel
def _gram(codes, start, end, at):
    gram = _symbol(codes, start, end, at - 1) * _SYMBOLS + _symbol(codes, start, end, at)
    return gram * _SYMBOLS + _symbol(codes, start, end, at + 1)


@kernel
def postings(codes, offsets):
    """Return where the tokens of each trigram start, and the tokens."""
    starts = np.zeros(GRAMS + 1, np.int64)
    for token in range(len(offsets) - 1):
        for at in range(offsets[token], offsets[token + 1]):
            starts[_gram(codes, offsets[token], offsets[token + 1], at) + 1] += 1
    for gram in range(GRAMS):
        starts[gram + 1] += starts[gram]
    ids = np.zeros(len(codes), np.int32)
    filled = starts[:-1].copy()
    for token in range(len(offsets) - 1):
        for at in range(offsets[token], offsets[token + 1]):
            gram = _gram(codes, offsets[token], offsets[token + 1], at)
            ids[filled[gram]] = token
            filled[gram] += 1
    return starts, ids


@kernel
def _root(value):
    """Return the whole part of a square root."""
    if value <= 1:
        return value
    guess = value
    better = (guess + 1) // 2
    while better < guess:
        guess = better
        better = (guess + value // guess) // 2
    return guess


@kernel
def norms(codes, offsets, idf):
    """Return the length of each token as a vector of rarities."""
    found = np.ones(len(offsets) - 1, np.int64)
    for token in range(len(found)):
        total = np.int64(0)
        for at in range(offsets[token], offsets[token + 1]):
            weight = idf[_gram(codes, offsets[token], offsets[token + 1], at)]
            total += weight * weight
        found[token] = max(1, _root(total))
    return found


@kernel
def candidates(letters, sizes, costs, starts, ids, idf, lengths, count):
    """Return tokens that share most with the spellings, see LatinVocabulary."""
    weights = np.zeros(GRAMS, np.int64)
    touched = np.zeros(letters.shape[0] * letters.shape[1], np.int64)
    size = 0
    for spelling in range(len(sizes)):
        weight = np.int64(1024) >> min(10, (costs[spelling] - costs[0]) // 693)
        for at in range(sizes[spelling]):
            gram = _gram(letters[spelling], np.int64(0), sizes[spelling], at)
            if weights[gram] == 0:
                touched[size] = gram
                size += 1
            weights[gram] += weight
    scores = np.zeros(len(lengths), np.int64)
    for at in range(size):
        gram = touched[at]
        weight = weights[gram] * idf[gram] * idf[gram]
        for posting in range(starts[gram], starts[gram + 1]):
            scores[ids[posting]] += weight
    return _best(scores, lengths, count)


@kernel
def _best(scores, lengths, count):
    top = np.int64(1)
    for token in range(len(scores)):
        scores[token] //= lengths[token]
        top = max(top, scores[token])
    histogram = np.zeros(_BINS + 1, np.int64)
    for token in range(len(scores)):
        if scores[token] > 0:
            histogram[scores[token] * _BINS // top] += 1
    cut, found = _BINS + 1, 0
    while cut > 0 and found + histogram[cut - 1] <= count:
        cut -= 1
        found += histogram[cut]
    spare = count - found
    chosen = np.zeros(min(count, len(scores)), np.int64)
    found = 0
    for token in range(len(scores)):
        if scores[token] == 0:
            continue
        place = scores[token] * _BINS // top
        if place >= cut:
            chosen[found] = token
            found += 1
        elif place == cut - 1 and spare > 0:
            chosen[found] = token
            found += 1
            spare -= 1
    return chosen[:found]


@kernel
def edits_of(text, codes, offsets, ids):
    """Return the letters to add, drop or change between a text and each token."""
    counts = np.zeros(len(ids), np.int64)
    row = np.zeros(len(text) + 1, np.int64)
    for at in range(len(ids)):
        start, end = np.int64(offsets[ids[at]]), np.int64(offsets[ids[at] + 1])
        for i in range(len(text) + 1):
            row[i] = i
        for j in range(start, end):
            diagonal = row[0]
            row[0] += 1
            for i in range(1, len(text) + 1):
                same = diagonal + (0 if text[i - 1] == codes[j] else 1)
                diagonal = row[i]
                row[i] = min(same, row[i] + 1, row[i - 1] + 1)
        counts[at] = row[len(text)]
    return counts
