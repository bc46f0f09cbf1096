"""Look-back exact to the day at both ends, through the whole engine."""

from __future__ import annotations

from datetime import date

import pytest

from counterfoil.domain.truth import Truth
from tests.packs.look_back import DAY, TIES, Days, asked_of, body, case_of, tie, truth_of

PROPOSED, ASSESSED, STARTS = date(2026, 3, 31), date(2026, 5, 20), date(2026, 9, 1)
DAYS = Days(PROPOSED, ASSESSED, STARTS)
NO_START = Days(PROPOSED, ASSESSED, None)
LEAP = Days(date(2024, 2, 29), date(2024, 3, 31), date(2025, 2, 28))
LISTED = "2021-03-01"
DATES = ("dates:S-1:A1", "dates", "researcher")
START = ("starts", "starts", "office")


def on(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)


# Window -> its first day (None: it has none) and its last, worked out by hand from DAYS.
WINDOWS = {
    "current": ("2026-03-31", "2026-03-31"),
    "current-at-assessment": ("2026-05-20", "2026-05-20"),
    "current-at-start": ("2026-09-01", "2026-09-01"),
    "ever": (None, "2026-03-31"),
    "ever-at-assessment": (None, "2026-05-20"),
    "ever-at-start": (None, "2026-09-01"),
    "years-5": ("2021-03-31", "2026-03-31"),
    "years-5-at-assessment": ("2021-05-20", "2026-05-20"),
    "years-5-at-start": ("2021-09-01", "2026-09-01"),
    "months-12": ("2025-03-31", "2026-03-31"),
    "months-12-at-assessment": ("2025-05-20", "2026-05-20"),
    "months-12-at-start": ("2025-09-01", "2026-09-01"),
    "months-1": ("2026-02-28", "2026-03-31"),  # February has no 31st
    "months-1-at-start": ("2026-08-01", "2026-09-01"),
    "since-2022-08-09": ("2022-08-09", "2026-03-31"),
    "since-2022-08-09-at-assessment": ("2022-08-09", "2026-05-20"),
    "since-2022-08-09-at-start": ("2022-08-09", "2026-09-01"),
    "between-2019-10-10-and-2022-08-09": ("2019-10-10", "2022-08-08"),
    "between-2019-10-10-and-2022-08-09-at-start": ("2019-10-10", "2022-08-08"),
    "between-2019-10-10-and-2026-12-31": ("2019-10-10", "2026-03-31"),
    "between-2019-10-10-and-2026-12-31-at-assessment": ("2019-10-10", "2026-05-20"),
    "since-listing": (LISTED, "2026-03-31"),
    "since-listing-at-assessment": (LISTED, "2026-05-20"),
    "since-listing-at-start": (LISTED, "2026-09-01"),
    "since-listing-or-2022-08-09": ("2022-08-09", "2026-03-31"),
    "since-listing-or-2020-01-01": (LISTED, "2026-03-31"),
    "since-listing-or-2022-08-09-at-assessment": ("2022-08-09", "2026-05-20"),
    "since-listing-or-2022-08-09-at-start": ("2022-08-09", "2026-09-01"),
}
LEAP_WINDOWS = {
    "current": ("2024-02-29", "2024-02-29"),
    "years-1": ("2023-02-28", "2024-02-29"),
    "years-4": ("2020-02-29", "2024-02-29"),
    "years-5": ("2019-02-28", "2024-02-29"),
    "months-12": ("2023-02-28", "2024-02-29"),
    "months-3": ("2023-11-29", "2024-02-29"),
    "months-1-at-assessment": ("2024-02-29", "2024-03-31"),
    "months-4-at-assessment": ("2023-11-30", "2024-03-31"),
    "years-1-at-start": ("2024-02-28", "2025-02-28"),
    "months-12-at-start": ("2024-02-28", "2025-02-28"),
    "since-2024-02-29-at-start": ("2024-02-29", "2025-02-28"),
    "between-2023-02-28-and-2024-02-29": ("2023-02-28", "2024-02-28"),
}
EXACT = [(DAYS, window, *ends) for window, ends in WINDOWS.items()]
EXACT += [(LEAP, window, *ends) for window, ends in LEAP_WINDOWS.items()]


@pytest.mark.parametrize("predicate", TIES)
@pytest.mark.parametrize(("days", "window", "first", "last"), EXACT)
def test_a_window_is_exact_to_the_day(
    predicate: str, days: Days, window: str, first: str | None, last: str
) -> None:
    """The last day outside, the first inside, the last inside and the first outside, for all ties."""
    relation, at = TIES[predicate], body(LISTED)

    def within(start: date, end: date) -> Truth:
        texts = start.isoformat(), end.isoformat()
        case = case_of(days, tie(*texts, relation=relation, at=at))
        truth = truth_of(case, f"{predicate}(s, concern, {window})")
        assert asked_of(case, f"{predicate}(s, concern, {window})") == []
        return truth

    far, later, final = date(1999, 1, 1), date(2040, 1, 1), on(last)
    assert [within(final, later), within(final + DAY, later)] == [True, False]
    assert [within(final, final), within(final + DAY, final + DAY)] == [True, False]
    if first is None:
        assert within(far, far) is True
    else:
        assert [within(far, on(first) - DAY), within(far, on(first))] == [False, True]
        one_day = [within(day, day) for day in (on(first) - DAY, on(first))]
        assert one_day == [False, True]


@pytest.mark.parametrize(
    ("window", "start", "end", "truth"),
    [
        ("years-5", "2015", "2021-03", None),  # the month holds the last day outside and a first in
        ("years-5", "2015", "2021", None),
        ("years-5", "2015", "2021-02", False),
        ("years-5", "2015", "2021-04", True),
        ("years-5", "2026-03", "2030", True),  # the 31st is the last day of the window
        ("years-5", "2026", "2030", None),
        ("years-5", "2026-04", "2030", False),
        ("current", "2026-03", "2026-03", None),
        ("current", "2026-03", "2026-04", True),
        ("current", "2026", "2026", None),
        ("current-at-assessment", "2026-05", "2030", None),
        ("current-at-start", "2026-09", "2030", None),
        ("current-at-start", "2026-08", "2030", True),
        ("ever", "2026", "2030", None),
        ("ever", "2026-03", "2030", True),
        ("months-12", "2015", "2025-03", None),
        ("months-1", "2015", "2026-02", None),
        ("months-1", "2015", "2026-01", False),
        ("since-2022-08-09", "2015", "2022-08", None),
        ("since-2022-08-09", "2015", "2022", None),
        ("since-2022-08-09", "2015", "2022-07", False),
        ("between-2019-10-10-and-2022-08-09", "2022-08", "2030", None),
        ("between-2019-10-10-and-2022-08-09", "2022-07", "2030", True),
        ("between-2019-10-10-and-2022-08-09", "2022-09", "2030", False),
        ("since-listing", "2015", "2021-03", True),  # every day of it is in the window
        ("since-listing", "2015", "2021", None),
        ("since-listing-at-start", "2015", "2021", None),
        ("since-listing-or-2022-08-09", "2015", "2022-08", None),
        # A missing end, a missing start, both.
        ("years-5", "2024", "", True),
        ("years-5", "2015", "", None),
        ("years-5", "2027", "", False),
        ("years-5", "", "2021-03-30", False),
        ("years-5", "", "2021-03-31", True),
        ("years-5", "", "2030", None),
        ("current", "2026-03-31", "", True),
        ("current", "2026-03-30", "", None),
        ("current", "", "2026-03-31", True),
        ("current", "", "2026-04-01", None),
        ("ever", "2015", "", True),
        ("ever", "", "2026-03-31", True),
        ("ever", "", "", None),
        ("current", "", "", None),
        ("since-listing", "", "", None),
        ("since-listing-or-2022-08-09", "2015", "", None),
        ("between-2019-10-10-and-2022-08-09", "", "", None),
    ],
)
def test_what_the_dates_leave_open_is_asked_of_the_person(
    window: str, start: str, end: str, truth: Truth
) -> None:
    """Where readings of the dates disagree the rule may fire, and one question on dates is put."""
    case = case_of(DAYS, tie(start, end, at=body(LISTED)))
    when = f"affiliated(s, concern, {window})"
    assert truth_of(case, when) is truth
    assert asked_of(case, when) == ([DATES] if truth is None else [])


@pytest.mark.parametrize(
    ("window", "start", "confirmed", "truth"),
    [
        ("current", "2019", "2026-03-31", True),
        ("current", "2019", "2026-03-30", None),
        ("current", "2019", "2026-04-01", True),
        ("current", "2026-03-31", "2026-03-31", True),
        ("current", "", "2026-03-31", True),  # it was so on the day, whenever it started
        ("current", "", "2026-04-01", None),
        ("current", "2026", "2026-03-31", True),
        ("current", "2019", "2026-03", None),
        ("current-at-assessment", "2019", "2026-05-20", True),
        ("current-at-start", "2019", "2026-08-31", None),
        ("years-5", "2015", "2021-03-31", True),
        ("years-5", "2015", "2021-03-30", None),
        ("years-5", "", "2026-03-31", True),
        ("since-2022-08-09", "2015", "2022-08-09", True),
        ("since-listing", "2015", LISTED, True),
        ("since-listing", "2015", "2021-02-28", None),
    ],
)
def test_what_was_confirmed_on_a_day_was_so_on_that_day(
    window: str, start: str, confirmed: str, truth: Truth
) -> None:
    """A confirmation settles its own day, and says nothing of the day after."""
    case = case_of(DAYS, tie(start, "", confirmed, at=body(LISTED)))
    when = f"affiliated(s, concern, {window})"
    assert truth_of(case, when) is truth
    assert asked_of(case, when) == ([DATES] if truth is None else [])


def test_a_confirmation_stands_beside_an_end_of_which_the_year_is_known() -> None:
    """What was so on the day did not end before it, also where the end is a year."""
    case = case_of(DAYS, tie("2019", "2026", "2026-03-31"))
    assert truth_of(case, "affiliated(s, concern, current)") is True


@pytest.mark.parametrize("predicate", TIES)
@pytest.mark.parametrize(
    "window",
    [
        "current-at-start", "ever-at-start", "years-5-at-start", "months-12-at-start",
        "since-2022-08-09-at-start", "between-2019-10-10-and-2022-08-09-at-start",
        "since-listing-at-start", "since-listing-or-2022-08-09-at-start",
    ],
)  # fmt: skip
def test_without_a_first_day_the_office_is_asked_for_it(predicate: str, window: str) -> None:
    """A window that counts from a start nobody has put on file is open; the start is asked."""
    case = case_of(NO_START, tie("2019-01-01", "2021-12-31", relation=TIES[predicate]))
    when = f"{predicate}(s, concern, {window})"
    assert truth_of(case, when) is None
    assert asked_of(case, when) == [START]


@pytest.mark.parametrize(
    ("listed", "window", "start", "end", "asked"),
    [
        ("", "since-listing", "2015-01-01", "2020-01-01", True),
        ("", "since-listing-at-assessment", "2015-01-01", "2020-01-01", True),
        ("", "since-listing-at-start", "2015-01-01", "2020-01-01", True),
        ("2020", "since-listing", "2015-01-01", "2020-06-30", True),
        ("2020", "since-listing", "2015-01-01", "2019-12-31", False),
        ("2020", "since-listing", "2015-01-01", "2020-12-31", False),
        ("", "since-listing-or-2022-08-09", "2015-01-01", "2022-08-08", False),
        ("", "since-listing-or-2022-08-09", "2015-01-01", "2022-08-09", True),
        ("", "since-listing", "2026-04-01", "2027-01-01", False),
    ],
)
def test_an_unknown_day_of_listing_is_asked_of_the_office(
    listed: str, window: str, start: str, end: str, *, asked: bool
) -> None:
    """Where only the day of the listing is open, the person is not asked for it."""
    case = case_of(DAYS, tie(start, end, at=body(listed)))
    wanted = [("listed-when:concern:concern:1", "listed-when", "office")] if asked else []
    assert asked_of(case, f"affiliated(s, concern, {window})") == wanted


def test_a_body_listed_this_year_was_listed_by_today() -> None:
    """A listing of which the year is known lies before the day it was looked up."""
    case = case_of(DAYS, tie("2015-01-01", "2030-01-01", at=body("2026")))
    assert truth_of(case, "affiliated(s, concern, since-listing-at-assessment)") is True


@pytest.mark.parametrize(("predicate", "relation"), TIES.items())
def test_a_tie_counts_for_its_own_predicate_only(predicate: str, relation: str) -> None:
    """Funding is no employment: each relation fulfils one of the predicates."""
    case = case_of(DAYS, tie("2020-01-01", "2030-01-01", relation=relation))
    held = {word for word in TIES if truth_of(case, f"{word}(s, concern, current)")}
    assert held == {predicate}


@pytest.mark.parametrize(
    ("end", "disclosed", "truth"),
    [
        ("2021-03-30", False, False),
        ("2021-03-31", False, True),
        ("2021-03-31", True, False),
        ("2021-03", False, None),
        ("2021-03", True, False),
        ("", True, False),
    ],
)
@pytest.mark.parametrize(("predicate", "relation"), TIES.items())
def test_what_was_disclosed_is_never_undisclosed(
    predicate: str, relation: str, end: str, *, disclosed: bool, truth: Truth
) -> None:
    """A tie counts as undisclosed in its window only, and a disclosed one asks nothing."""
    word = "affiliation" if predicate == "affiliated" else relation
    case = case_of(DAYS, tie("2015-01-01", end, relation=relation, disclosed=disclosed))
    when = f"undisclosed(s, {word}, concern, years-5)"
    assert truth_of(case, when) is truth
    assert asked_of(case, when) == ([DATES] if truth is None else [])


@pytest.mark.parametrize(
    ("listed", "window", "truth"),
    [("2015-01-01", "since-listing", True), ("", "years-5", True), ("", "since-listing", None)],
)
def test_undisclosed_reads_the_listing_too(listed: str, window: str, truth: Truth) -> None:
    """An undisclosed tie to a body listed on an unknown day is open since its listing only."""
    case = case_of(DAYS, tie("2019-01-01", "2025-01-01", at=body(listed)))
    assert truth_of(case, f"undisclosed(s, affiliation, concern, {window})") is truth


def test_two_ties_around_the_window_do_not_make_one_in_it() -> None:
    """A gap between two posts is no post; either one reaching into the window is."""
    before = tie("2015-01-01", "2026-03-30")
    after = tie("2026-04-01", "2030-01-01", key="A2")
    assert truth_of(case_of(DAYS, before, after), "affiliated(s, concern, current)") is False
    within = tie("2026-03-31", "2030-01-01", key="A2")
    assert truth_of(case_of(DAYS, before, within), "affiliated(s, concern, current)") is True


def test_a_body_on_no_list_is_in_anybody_and_in_no_list() -> None:
    """`anybody` asks for the window alone, and the dates are asked for only where they matter."""
    case = case_of(DAYS, tie("2015-01-01", "", at=body(None)))
    assert truth_of(case, "affiliated(s, concern, current)") is False
    assert asked_of(case, "affiliated(s, concern, current)") == []
    assert asked_of(case, "affiliated(s, anybody, current)") == [DATES]
