"""Ties from statements: shares as people write them, parents, succession, ownership."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.ties import read_share, ties_of
from counterfoil.domain.statement import Statement
from counterfoil.domain.tie import UNSTATED, Share, TieKind
from tests.app.shelves import owns


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("51", 51, 51),
        ("51 %", 51, 51),
        ("51%", 51, 51),
        (" 33.3 ", "33.3", "33.3"),
        ("33,3", "33.3", "33.3"),
        ("25-50", 25, 50),
        ("25 - 50 %", 25, 50),
        ("25% to 50%", 25, 50),
        ("50-25", 25, 50),
        ("> 75", 75, 100),
        (">=75", 75, 100),
        ("≥ 75", 75, 100),
        ("< 10", 0, 10),
        ("≤10", 0, 10),
        ("1/3", "100/3", "100/3"),
        ("2/2", 100, 100),
        ("0", 0, 0),
        ("100", 100, 100),
    ],
)
def test_a_share_as_it_is_written(text: str, low: int | str, high: int | str) -> None:
    """Numbers, ranges, bounds and fractions are read exactly."""
    assert read_share(text) == Share(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    "text", ["", "majority", "101", "1-2-3", "-", "1/0", "10/00", "n/a", "0-100", "1000 shares"]
)
def test_a_share_that_says_nothing(text: str) -> None:
    """What cannot be read for certain is not stated."""
    assert read_share(text) == UNSTATED
    assert not read_share(text).is_stated


@given(st.text(max_size=30))
def test_any_text_gives_a_share(text: str) -> None:
    """Whatever a source writes, the share lies between 0 and 100 and its ends are in order."""
    share = read_share(text)
    assert 0 <= share.low <= share.high <= 100


def test_parents_and_children_are_one_tie() -> None:
    """A parent that names its child and a child that names its parent say one thing."""
    above = Statement("r:a", "Organization", "child", "r:b")
    below = Statement("r:b", "Organization", "parent", "r:a")
    (tie,) = ties_of([below, above])
    assert (tie.kind, tie.source, tie.target, tie.origin) == (TieKind.PARENT, "r:a", "r:b", "r")
    assert len(tie.statements) == 2


def test_a_predecessor_stands_above_its_successor() -> None:
    """Succession leads from the body today to the body it was."""
    old = Statement("r:old", "Organization", "successor", "r:new")
    new = Statement("r:new", "Organization", "predecessor", "r:old")
    (tie,) = ties_of([old, new])
    assert (tie.kind, tie.source, tie.target) == (TieKind.PREDECESSOR, "r:old", "r:new")


def test_an_ownership_with_its_share_and_dates() -> None:
    """Owner, asset, share and end come from the statements of one ownership."""
    (tie,) = ties_of(owns("r:o1", "r:a", "r:b", "25-50", "2025"))
    assert (tie.kind, tie.source, tie.target) == (TieKind.OWNS, "r:a", "r:b")
    assert tie.share == Share(Fraction(25), Fraction(50))
    assert tie.start is None
    assert tie.end is not None
    assert tie.end.text() == "2025"
    assert len(tie.statements) == 4


def test_an_ownership_without_a_share_is_not_stated() -> None:
    """No share, or two that differ, is a share nobody knows."""
    (none,) = ties_of(owns("r:o1", "r:a", "r:b"))
    two = [*owns("r:o2", "r:a", "r:b", "10"), Statement("r:o2", "Ownership", "percentage", "60")]
    (both,) = ties_of(two)
    assert none.share == both.share == UNSTATED


def test_an_ownership_without_two_ends_is_no_tie() -> None:
    """An owner of nothing and an asset of nobody tie nothing."""
    assert ties_of([Statement("r:o1", "Ownership", "owner", "r:a")]) == []
    assert ties_of([Statement("r:o1", "Ownership", "asset", "r:a")]) == []


def test_a_date_nobody_can_read_is_no_date() -> None:
    """A torn date leaves the tie without it."""
    (tie,) = ties_of(owns("r:o1", "r:a", "r:b", "51", "last spring"))
    assert tie.end is None


@given(st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(chance: object) -> None:
    """Statements in any order give the same ties in the same order."""
    import random

    assert isinstance(chance, random.Random)
    statements = [
        *owns("r:o1", "r:a", "r:b", "51"),
        *owns("s:o2", "s:c", "s:d"),
        Statement("r:b", "Organization", "parent", "r:c"),
        Statement("r:c", "Organization", "child", "r:b"),
    ]
    expected = ties_of(statements)
    chance.shuffle(statements)
    assert ties_of(statements) == expected
