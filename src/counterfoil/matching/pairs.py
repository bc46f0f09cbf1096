"""Pairs of names, aligned and scored, told as matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from counterfoil.domain.match import Band, Match
from counterfoil.matching import context, model
from counterfoil.matching.caps import POSSIBLE, STRONG
from counterfoil.matching.explain import Told, reasons_of
from counterfoil.matching.layout import Ints
from counterfoil.matching.names import ReferenceName
from counterfoil.matching.pairing import Book, Near, desk, laid, score_pairs


class Pair(NamedTuple):
    """An aligned pair: positions of its names, score in milli log-odds, and both sides to be told."""

    left: int
    right: int
    score: int
    sides: tuple[Told, Told]


class Pairing(NamedTuple):
    """What is to be aligned: names[i] of the query with rows[i] of the reference.

    `kinds` is per name of the reference; `texts` are both names of a pair as written.
    """

    query: Book
    near: Near
    reference: Book
    names: Ints
    rows: Ints
    kinds: Ints
    texts: Sequence[tuple[str, str]]


def pairs_of(given: Pairing) -> list[Pair]:
    """Return the pairs aligned and scored."""
    query, near, reference, names, rows, kinds, texts = given
    count = len(rows)
    scores, agreed, room = np.zeros(count, np.int64), np.zeros(count, np.int64), laid(count)
    score_pairs(
        count, query, names.astype(np.uint32), reference, rows.astype(np.uint32), kinds,
        model.weights(), near, desk(), scores, agreed, room,
    )  # fmt: skip
    return [
        Pair(
            int(names[at]),
            int(rows[at]),
            int(scores[at]),
            (
                Told(texts[at][0], query.tokens, room.sides[at, 0], int(room.sizes[at, 0])),
                Told(texts[at][1], reference.tokens, room.sides[at, 1], int(room.sizes[at, 1])),
            ),
        )
        for at in range(count)
    ]


def told(left: context.Side, name: ReferenceName, pair: Pair) -> Match:
    """Return the match of a pair with its reasons, in the light of what is known."""
    one, two = pair.sides
    reasons = reasons_of(one, two)
    right = context.of_reference(name)
    score = context.in_context(left, right, pair.score, (one.size, two.size), reasons)
    match = Match(name.entity_id, name.name, score, band_of(score), tuple(reasons))
    return rescored(match, score)


def rescored(match: Match, score: int) -> Match:
    """Return a match with another score, and the band and probability that go with it."""
    return replace(match, score=score, band=band_of(score), probability=model.probability(score))


def band_of(score: int) -> Band:
    """Return the band of a score in milli log-odds."""
    if score >= STRONG:
        return Band.STRONG
    return Band.POSSIBLE if score >= POSSIBLE else Band.WEAK
