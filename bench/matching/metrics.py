"""Figures over outcomes: precision, recall, thresholds, calibration, ties.

A hit is a case whose best entity scores at or above the threshold. It is right if that entity is;
any other hit is false, on a listed name as on an unlisted one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bench.matching.case import NEVER, Case, Outcome


class Figures(NamedTuple):
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def at_threshold(outcomes: Sequence[Outcome], threshold: float) -> Figures:
    """Return the figures at a threshold."""
    hits = [one for one in outcomes if one.score >= threshold and one.score > NEVER]
    right = sum(one.right for one in hits)
    return _figures(right, len(hits), sum(one.listed for one in outcomes))


def best_threshold(outcomes: Sequence[Outcome]) -> float:
    """Return the threshold of the highest F1, half way down to the next score below."""
    listed = sum(one.listed for one in outcomes)
    rows = sorted((one for one in outcomes if one.score > NEVER), key=lambda one: -one.score)
    best, found, right = -1.0, 0.0, 0
    for at, one in enumerate(rows):
        right += one.right
        below = rows[at + 1].score if at + 1 < len(rows) else one.score
        if below == one.score and at + 1 < len(rows):
            continue  # a threshold cannot part equal scores
        f1 = _figures(right, at + 1, listed).f1
        if f1 > best:
            best, found = f1, (one.score + below) / 2
    return found


def alert_threshold(unlisted: Sequence[Outcome], per_thousand: float = 1.0) -> float:
    """Return the lowest threshold at which at most so many of 1,000 unlisted names are hits."""
    allowed = int(len(unlisted) * per_thousand / 1000)
    scores = sorted((one.score for one in unlisted), reverse=True)
    if allowed >= len(scores) or scores[allowed] == NEVER:
        return NEVER
    above = [score for score in scores[:allowed] if score > scores[allowed]]
    return (above[-1] + scores[allowed]) / 2 if above else _just_above(scores[allowed])


def calibration_error(outcomes: Sequence[Outcome], bins: int = 10) -> float | None:
    """Return the expected calibration error of the best answers' probabilities.

    Every case with a probability counts, listed or not; None where there is no probability.
    """
    rows = [(one.probability, one.right) for one in outcomes if one.probability is not None]
    if not rows:
        return None
    total = 0.0
    for number in range(bins):
        inside = [(p, right) for p, right in rows if min(int(p * bins), bins - 1) == number]
        total += abs(sum(p for p, _ in inside) - sum(right for _, right in inside))
    return total / len(rows)


def distinct_share(outcomes: Sequence[Outcome], top: int = 1000) -> float:
    """Return how many of the highest scores differ, as a share of them."""
    scores = sorted((one.score for one in outcomes if one.score > NEVER), reverse=True)[:top]
    return len(set(scores)) / len(scores) if scores else 0.0


def hit_rate(outcomes: Sequence[Outcome], threshold: float) -> float:
    """Return the share of cases that are hits."""
    hits = sum(one.score >= threshold and one.score > NEVER for one in outcomes)
    return hits / len(outcomes) if outcomes else 0.0


def recall_at(found: Sequence[Sequence[str]], cases: Sequence[Case], most: int) -> float:
    """Return the share of listed cases with a right entity among the first so many."""
    rows = [
        bool(case.truth & set(ids[:most]))
        for ids, case in zip(found, cases, strict=True)
        if case.truth
    ]
    return sum(rows) / len(rows) if rows else 0.0


def largest_ratio(rates: Sequence[tuple[int, int]]) -> float:
    """Return the largest ratio between rates given as (hits, of); none is taken as half a hit."""
    shares = [max(hits, 0.5) / of for hits, of in rates if of]
    return max(shares) / min(shares) if shares else 1.0


def _figures(right: int, hits: int, listed: int) -> Figures:
    precision = right / hits if hits else 0.0
    recall = right / listed if listed else 0.0
    both = precision + recall
    return Figures(precision, recall, 2 * precision * recall / both if both else 0.0)


def _just_above(score: float) -> float:
    return score + max(abs(score), 1.0) * 1e-9
