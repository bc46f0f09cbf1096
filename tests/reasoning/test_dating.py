"""One date answers every window that asks about it: only combinations that days can give."""

from __future__ import annotations

from datetime import date

from counterfoil.domain.case import AffiliationFacts, Body, Case, PersonFacts
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.dating import document_answers, tie_answers

DAY = date(2026, 6, 15)


def case(start: str = "", end: str = "") -> Case:
    """Return a case of one person with one tie."""
    tie = AffiliationFacts(
        "A1", "employment", "post", Body("S-1/A1", "", "Fjell"), start, end, "", disclosed=True
    )
    return Case(
        "E", DAY, "grant", (), DAY, None, None, (), (PersonFacts("S-1", "host", (tie,)),), (), (),
        (), None, (), (), (), (), (),
    )  # fmt: skip


def within(*windows: str) -> list[Atom]:
    """Return the atoms that ask about the tie."""
    return [Atom("within", ("S-1", "A1", window)) for window in windows]


def test_a_tie_that_ended_can_be_within_five_years_and_not_current() -> None:
    """The three answers that days can give; current alone, without five years, is none of them."""
    answers = tie_answers(case(start="2015-01-01"), within("years-5", "current"))
    assert [answer.key for answer in answers] == ["within", "within:years-5", "outside"]
    assert dict(answers[1].sets) == {
        Atom("within", ("S-1", "A1", "years-5")): True,
        Atom("within", ("S-1", "A1", "current")): False,
    }


def test_what_the_dates_on_file_exclude_is_no_answer() -> None:
    """A tie known to have ended in 2024 or later cannot be outside of five years."""
    answers = tie_answers(case(start="2015", end="2024/2030"), within("years-5", "current"))
    assert [answer.key for answer in answers] == ["within", "within:years-5"]


def test_windows_that_do_not_touch_can_both_hold_only_for_a_tie_that_lasts() -> None:
    """A tie can be in 2010 and in 2020 and in both; a document has one day and cannot."""
    early, late = "between-2010-01-01-and-2011-01-01", "between-2020-01-01-and-2021-01-01"
    keys = [answer.key for answer in tie_answers(case(), within(early, late))]
    assert keys == ["within", f"within:{early}", f"within:{late}", "outside"]
    dated = [Atom("completed", ("training", window)) for window in (early, late)]
    keys = [answer.key for answer in document_answers(case(), dated)]
    assert keys == [f"within:{early}", f"within:{late}", "outside"]


def test_one_window_keeps_its_two_answers() -> None:
    """Within or outside, as a person says it."""
    assert [a.key for a in tie_answers(case(), within("current"))] == ["within", "outside"]


def test_dates_that_contradict_each_other_leave_both_answers() -> None:
    """An end before the start is a doubt the person settles, not the program."""
    answers = tie_answers(case(start="2025", end="2020"), within("current", "years-5"))
    assert [answer.key for answer in answers] == ["within", "outside"]
