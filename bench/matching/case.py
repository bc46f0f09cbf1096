"""A case: a query, the entities that are right for it, and what came out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.matching.entrant import Answer, Entrant, Query

NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Case:
    """A query with its truth; nothing is right for one that is not listed."""

    query: Query
    truth: frozenset[str] = frozenset()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best answer to a case, told without names."""

    listed: bool
    right: bool
    score: float
    probability: float | None
    group: str


def outcomes(entrant: Entrant, cases: Sequence[Case], seed: int, threads: int = 1) -> list[Outcome]:
    """Return what the entrant's best answers were; equal scores are ordered at random."""
    dice = random.Random(seed)
    answers = entrant.search([case.query for case in cases], 20, threads)
    return [_outcome(case, found, dice) for case, found in zip(cases, answers, strict=True)]


def ranked(answers: Sequence[Answer], dice: random.Random) -> list[Answer]:
    """Return the answers best first, equal scores in an order nobody chose."""
    mixed = list(answers)
    dice.shuffle(mixed)
    return sorted(mixed, key=lambda one: -one.score)


def sampled(cases: Sequence[Case], most: int | None, seed: int) -> list[Case]:
    """Return at most so many cases, drawn at random."""
    if most is None or len(cases) <= most:
        return list(cases)
    return random.Random(seed).sample(list(cases), most)


def _outcome(case: Case, answers: Sequence[Answer], dice: random.Random) -> Outcome:
    best = next(iter(ranked(answers, dice)), None)
    if best is None:
        return Outcome(
            bool(case.truth), right=False, score=NEVER, probability=None, group=case.group
        )
    right = best.entity_id in case.truth
    return Outcome(bool(case.truth), right, best.score, best.probability, case.group)
