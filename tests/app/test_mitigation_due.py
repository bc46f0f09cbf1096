"""When a measure is due, and when again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.mitigation.due import (
    again_words,
    due_of,
    repetitions,
    set_by_office,
)
from counterfoil.domain.case import Case
from counterfoil.domain.measure_catalogue import CatalogueMeasure, Repeat
from tests.app.plans import AS_OF, CATALOGUE, case_of, entry

CASE = case_of()


def got(code: str) -> CatalogueMeasure:
    """A measure of the small catalogue."""
    found = CATALOGUE.get(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "due", "words"),
    [
        ("start", date(2027, 1, 18), "by 18 Jan 2027, 14 days before the start"),
        ("signing", date(2027, 1, 18), "by 18 Jan 2027, 14 days before the signing"),
        ("departure", date(2027, 1, 18), "by 18 Jan 2027, 14 days before the departure"),
        ("release", date(2027, 1, 18), "by 18 Jan 2027, 14 days before the release"),
        (
            "submission",
            date(2026, 9, 17),
            "due 17 Sep 2026, 14 days before the submission, which has passed: do it first",
        ),
    ],
)
def test_the_lead_counts_back_from_the_moment(before: str, due: date, words: str) -> None:
    """A submission counts from the day of proposal, everything else from the first day."""
    found = due_of(CASE, before, got("tiers"))
    assert (found.day, found.words) == (due, words)
    assert found.overdue is (due < AS_OF)


def test_the_day_of_the_assessment_is_not_late() -> None:
    """Due on the day of the assessment is in time; the day before is late, and says the moment."""
    on = due_of(replace(CASE, starts=date(2026, 11, 17)), "start", got("tiers"))
    assert (on.day, on.overdue) == (AS_OF, False)
    late = due_of(replace(CASE, starts=date(2026, 11, 16)), "start", got("tiers"))
    assert late.overdue
    assert late.words == (
        "due 2 Nov 2026, 14 days before the start, which has passed: do it first;"
        " the start is on 16 Nov 2026"
    )


def test_a_missing_date_is_said() -> None:
    """Without a first day nothing is computed; the words say what is missing."""
    bare = case_of(starts=None, ends=None)
    assert due_of(bare, "start", got("tiers")).words == "before the start, which is not on file"
    assert due_of(bare, "signing", None).day is None
    assert due_of(bare, "submission", got("tiers")).day == date(2026, 9, 17)
    assert due_of(bare, "start", got("debrief")).words == (
        "within 14 days after the end, which is not on file"
    )


def test_after_the_end() -> None:
    """What follows the work is due so many days after its end."""
    found = due_of(CASE, "departure", got("debrief"))
    assert (found.day, found.words) == (date(2029, 2, 14), "by 14 Feb 2029, 14 days after the end")


def test_what_runs_along_is_first_due_after_one_step() -> None:
    """A quarterly review without lead is due a quarter after the start, then again to the end."""
    assert due_of(CASE, "start", got("review")).day == date(2027, 5, 1)
    assert again_words(CASE, "start", got("review")) == (
        "again every three months, 6 times, from 1 Aug 2027 to 1 Nov 2028"
    )


def test_what_has_a_lead_is_done_before_and_again() -> None:
    """A yearly training is due before the start, then again each year up to the end."""
    assert due_of(CASE, "start", got("train")).day == date(2027, 1, 18)
    assert again_words(CASE, "start", got("train")) == "again by 1 Feb 2028"


def test_during_is_first_due_after_one_step() -> None:
    """`during` asks for no act before the start, not even where the catalogue has a lead."""
    assert due_of(CASE, "during", got("train")).day == date(2028, 2, 1)
    assert again_words(CASE, "during", got("train")) == ""
    once = due_of(CASE, "during", got("tiers"))
    assert once.words == "from 1 Feb 2027 on, at the latest by 31 Jan 2029, the end"


def test_a_short_engagement_has_it_once_at_the_end() -> None:
    """Where the end comes before the first repetition, the end is the day."""
    short = case_of(ends=date(2027, 3, 1))
    assert due_of(short, "start", got("review")).day == date(2027, 3, 1)
    assert again_words(short, "start", got("review")) == ""


def test_each_edition_is_words_only() -> None:
    """Nobody knows when a list comes out."""
    assert again_words(CASE, "start", got("recheck")) == (
        "again at each new edition of the lists, until 31 Jan 2029"
    )
    assert again_words(case_of(ends=None), "start", got("train")) == (
        "again each year, until the end, which is not on file"
    )


def test_a_day_of_the_office() -> None:
    """A day that the office sets is said to be its own, and may be late as well."""
    assert set_by_office(CASE, AS_OF).words == "by 3 Nov 2026, set by the office"
    assert set_by_office(CASE, date(2026, 11, 2)).overdue


def test_for_what_nobody_needs_yet_nothing_is_to_be_done_first() -> None:
    """The same day without the call to do it first."""
    found = due_of(CASE, "submission", got("tiers")).supposed()
    assert found.words.endswith("which has passed")
    assert not found.overdue


def test_the_end_of_a_month() -> None:
    """From the 31st the steps fall on the last day of shorter months, and do not drift."""
    assert repetitions(date(2027, 1, 31), 3, date(2028, 1, 31)) == [
        date(2027, 4, 30), date(2027, 7, 31), date(2027, 10, 31), date(2028, 1, 31),
    ]  # fmt: skip


@given(
    st.dates(),
    st.dates(),
    st.sampled_from(["start", "submission", "during", "thing"]),
    st.integers(0, 3660),
    st.sampled_from(list(Repeat)),
    st.none() | st.integers(0, 3660),
)
def test_any_dates_give_words(
    starts: date, ends: date, before: str, lead: int, repeat: Repeat, after: int | None
) -> None:
    """At the ends of the calendar, and with an end before the start, there are words and no fault."""
    case: Case = case_of(starts=starts, ends=ends)
    measure = entry("x", lead_days=lead, repeat=repeat, after_days=after)
    found = due_of(case, before, measure)
    assert found.words
    assert found.day is not None
    assert found.overdue is (found.day < AS_OF)
    again_words(case, before, measure)
