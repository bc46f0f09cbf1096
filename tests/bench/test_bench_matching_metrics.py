from __future__ import annotations

import pytest

from bench.matching.case import NEVER, Case, Outcome, ranked
from bench.matching.entrant import Answer, Query
from bench.matching.metrics import (
    alert_threshold,
    at_threshold,
    best_threshold,
    calibration_error,
    distinct_share,
    hit_rate,
    largest_ratio,
    recall_at,
)
from tests.bench.dice import dice_of


def found(score: float, *, right: bool = True, probability: float | None = None) -> Outcome:
    return Outcome(listed=True, right=right, score=score, probability=probability, group="")


def unlisted(score: float, *, probability: float | None = None) -> Outcome:
    return Outcome(listed=False, right=False, score=score, probability=probability, group="")


def test_a_wrong_entity_is_a_false_hit_and_a_miss() -> None:
    """A listed name answered by another entity costs both precision and recall."""
    rows = [found(9), found(8, right=False), unlisted(7), found(1), unlisted(NEVER)]
    precision, recall, f1 = at_threshold(rows, 5)
    assert precision == recall == f1 == pytest.approx(1 / 3)


def test_no_answer_is_never_a_hit() -> None:
    """A case without an answer is no hit at any threshold, however low."""
    assert hit_rate([unlisted(NEVER), unlisted(3)], NEVER) == 0.5
    assert at_threshold([found(NEVER, right=False)], NEVER) == (0, 0, 0)


def test_best_threshold_has_the_highest_f1_of_all_scores() -> None:
    """No other threshold on the same outcomes has a higher F1."""
    dice = dice_of(4)
    rows = [found(dice.gauss(6, 2), right=dice.random() < 0.9) for _ in range(200)]
    rows += [unlisted(dice.gauss(3, 2)) for _ in range(200)]
    best = at_threshold(rows, best_threshold(rows)).f1
    assert best == pytest.approx(max(at_threshold(rows, one.score).f1 for one in rows))


def test_best_threshold_does_not_part_equal_scores() -> None:
    """Outcomes of one score are hits together, whatever order they come in."""
    rows = [unlisted(5), found(5), found(5), unlisted(5), unlisted(2)]
    assert best_threshold(rows) == best_threshold(rows[::-1]) == 3.5


@pytest.mark.parametrize("allowed", [0, 1, 2, 3])
def test_alert_threshold_lets_through_no_more_than_allowed(allowed: int) -> None:
    """Of unlisted names no more are hits than allowed, ties among them included."""
    rows = [unlisted(score) for score in (9, 9, 7, 5) + (1,) * 996]
    hits = round(1000 * hit_rate(rows, alert_threshold(rows, allowed)))
    assert hits == {0: 0, 1: 0, 2: 2, 3: 3}[allowed]


def test_alert_threshold_is_as_low_as_it_can_be() -> None:
    """A listed name that scores just above the first forbidden alert is still found."""
    rows = [unlisted(score) for score in (9, 4) + (1,) * 998]
    assert 4 < alert_threshold(rows) < 9
    assert alert_threshold([unlisted(9), *[unlisted(NEVER)] * 999]) == NEVER


def test_calibration_error_of_a_truthful_matcher_is_zero() -> None:
    """Nine in ten right at probability .9 is no error; told as .6 it is an error of .3."""
    for told, error in ((0.9, 0.0), (0.6, 0.3)):
        rows = [found(1, right=at > 0, probability=told) for at in range(10)]
        assert calibration_error(rows) == pytest.approx(error)


def test_calibration_error_counts_unlisted_names_as_wrong() -> None:
    """A sure answer to an unlisted name is an error of its whole probability."""
    assert calibration_error([unlisted(1, probability=1.0)]) == pytest.approx(1.0)
    assert calibration_error([unlisted(1)]) is None


def test_distinct_share_looks_at_the_top_only() -> None:
    """Ties below the highest scores do not count."""
    rows = [found(score) for score in (9, 8, 8, 1, 1, 1)]
    assert distinct_share(rows, top=3) == pytest.approx(2 / 3)
    assert distinct_share([]) == 0


def test_recall_counts_listed_cases_alone() -> None:
    """An unlisted case has nothing to be recalled."""
    cases = [
        Case(Query("a"), frozenset({"x", "y"})),
        Case(Query("b"), frozenset({"z"})),
        Case(Query("c")),
    ]
    ids = [["p", "y"], ["q"], ["r"]]
    assert recall_at(ids, cases, 2) == 0.5
    assert recall_at(ids, cases, 1) == 0


def test_largest_ratio_takes_none_as_half_a_hit() -> None:
    """A group without a false hit does not make the ratio endless."""
    assert largest_ratio([(4, 100), (2, 100), (0, 100)]) == pytest.approx(8)
    assert largest_ratio([]) == 1


def test_equal_scores_favour_nobody() -> None:
    """Of two equal answers each comes first about half of the time, the better one always."""
    answers = [Answer("x", 1), Answer("y", 1), Answer("z", 2)]
    orders = [[one.entity_id for one in ranked(answers, dice_of(seed))] for seed in range(400)]
    assert all(order[0] == "z" for order in orders)
    assert 150 < sum(order[1] == "x" for order in orders) < 250
