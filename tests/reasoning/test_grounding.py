"""Conditions over the frozen sets of an engagement: empty sets and sets that are incomplete."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from counterfoil.domain.outcome import Outcome
from counterfoil.reasoning.interval import Interval, interval_of
from tests.reasoning.as_program import invented_predicates, program_of
from tests.reasoning.oracle import Both, Condition, Each, Fact, Nay, Rule, Says, Some, World


@pytest.fixture(autouse=True)
def predicates() -> Iterator[None]:
    """Let the invented predicates be written."""
    with invented_predicates():
        yield


def interval(
    when: Condition,
    parties: tuple[str, ...],
    incomplete: frozenset[str] = frozenset(),
    known: dict[Fact, bool] | None = None,
) -> Interval:
    """Return the interval of a pack with one rule over an engagement with these parties."""
    world = World({"parties": parties, "people": (), "flows": ()}, incomplete, known or {})
    program = program_of((Rule("R", (), when, 7),), world)
    return interval_of(program.rules, program.known)


NEVER = Interval(Outcome.NONE, Outcome.NONE, hold=False)
OPEN = Interval(Outcome.NONE, Outcome.PROHIBIT, hold=False)
ALWAYS = Interval(Outcome.PROHIBIT, Outcome.PROHIBIT, hold=False)
WATCHED = Says("watched", ("p",))


@pytest.mark.parametrize("quantifier", [Some, Each])
def test_of_an_empty_set_nothing_holds(quantifier: type[Some | Each]) -> None:
    """Over an empty set `any` is false, and so is `every`."""
    assert interval(quantifier("p", "parties", WATCHED), ()) == NEVER


def test_every_of_an_empty_set_fails_even_for_what_is_denied() -> None:
    """Over an empty set `every` is false whatever is said, and its denial is true."""
    assert interval(Each("p", "parties", Nay(WATCHED)), ()) == NEVER
    assert interval(Nay(Each("p", "parties", WATCHED)), ()) == ALWAYS


def test_an_incomplete_set_has_one_member_more() -> None:
    """Somebody not named keeps `any` from being false and `every` from being true."""
    some, each = Some("p", "parties", WATCHED), Each("p", "parties", WATCHED)
    fact: Fact = ("watched", ("P1",))
    no, yes = {fact: False}, {fact: True}
    incomplete = frozenset({"parties"})
    assert interval(some, ("P1",), known=no) == NEVER
    assert interval(some, ("P1",), incomplete, no) == OPEN
    assert interval(some, ("P1",), incomplete, yes) == ALWAYS
    assert interval(each, ("P1",), known=yes) == ALWAYS
    assert interval(each, ("P1",), incomplete, yes) == OPEN
    assert interval(each, ("P1",), incomplete, no) == NEVER
    assert interval(each, (), incomplete) == OPEN


def test_the_unnamed_of_two_sets_are_not_one() -> None:
    """What is asked of the party nobody named says nothing of the person nobody named."""
    party = Some("p", "parties", Says("briefed", ("p",)))
    person = Some("s", "people", Says("briefed", ("s",)))
    either = frozenset({"parties", "people"})
    assert interval(Both((party, Nay(person))), (), either) == OPEN


def test_the_unnamed_member_is_one_and_the_same() -> None:
    """Within one set nobody is both watched and not watched, not even somebody not named."""
    never = Some("p", "parties", Both((WATCHED, Nay(WATCHED))))
    assert interval(never, ("P1",), frozenset({"parties"})) == NEVER
