"""Windows that start with a listing: dated, dated to the year, not dated at all."""

from __future__ import annotations

from datetime import date

import pytest

from counterfoil.domain.case import AffiliationFacts, Body, Candidate, Case, ListFacts, PersonFacts
from counterfoil.domain.dates import DateRange, parse_date
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.affiliations import Asked, tied
from counterfoil.reasoning.asking import questions_of
from counterfoil.reasoning.fact import FactBook
from counterfoil.reasoning.formula import evaluate
from counterfoil.reasoning.window import Window, listing_window, overlaps

PROPOSED, TODAY = date(2026, 11, 2), date(2026, 11, 22)
SET = ("x-list", "0" * 64, "2026-11-01", "2026-11-01", 21)


def case(listed: str, *, start: str, end: str = "", confirmed: str = "") -> Case:
    """Return a case of one person at one listed body."""
    known = Candidate(
        "x-list:1", ("x-list:1",), "", "Fjell Institute", "Fjell Institute", "identifier", 0, (),
        identity=True, basis="identifier", basis_ref="rorId=x", lists=(("x-list", listed, "s1"),),
    )  # fmt: skip
    body = Body("S-1/A1", "fjell", "Fjell Institute", (known,))
    affiliation = AffiliationFacts("A1", "employment", "guest", body, start, end, confirmed, True)  # noqa: FBT003
    return Case(
        "E-1", TODAY, "grant", None, PROPOSED, None, None, (), (PersonFacts("S-1", "host", (affiliation,)),),
        (), (), (), None, (), (), (), (), (ListFacts("rogue", (SET,), ()),),
    )  # fmt: skip


def truth_of(one: Case, window: str) -> Truth:
    """Return the truth of `affiliated` on the facts of the case."""
    book = FactBook()
    return evaluate(tied(book, one, Asked("S-1", "affiliation", window), "rogue"), book.known())


@pytest.mark.parametrize(
    ("listed", "start", "end", "truth"),
    [
        ("2020-05-01", "2015-01-01", "2020-04-30", False),  # left the day before the listing
        ("2020-05-01", "2015-01-01", "2020-05-01", True),  # still there on the day
        ("2020", "2015-01-01", "2020-06-30", None),  # the citation gives the year alone
        ("2020", "2015-01-01", "2021-01-01", True),
        ("2020", "2015-01-01", "2019-12-31", False),
        ("", "2015-01-01", "2019-12-31", None),  # the list does not say since when
        ("", "2026-12-01", "2027-01-01", False),  # after the proposal, whenever it was listed
        ("2026-11-10", "2015-01-01", "2030-01-01", False),  # listed after the proposal
        ("2020-05-01", "2015-01-01", "", None),  # nobody says whether it lasts
    ],
)
def test_an_affiliation_since_the_listing(listed: str, start: str, end: str, truth: Truth) -> None:
    """The window starts on the day of the listing; what the list leaves open stays open."""
    assert truth_of(case(listed, start=start, end=end), "since-listing") is truth


def test_the_later_of_listing_and_date_counts() -> None:
    """`since-listing-or-DATE` starts at the date where the listing is older, else at the listing."""
    old = case("2001-01-01", start="2010-01-01", end="2022-08-08")
    assert truth_of(old, "since-listing") is True
    assert truth_of(old, "since-listing-or-2022-08-09") is False
    new = case("2024-01-01", start="2010-01-01", end="2023-01-01")
    assert truth_of(new, "since-listing-or-2022-08-09") is False
    undated = case("", start="2010-01-01", end="2022-08-08")
    assert truth_of(undated, "since-listing-or-2022-08-09") is False


def test_an_unknown_listing_asks_the_office_and_unknown_dates_ask_the_person() -> None:
    """Who is asked depends on whose date is missing."""
    for one, key in (
        (case("", start="2015-01-01", end="2019-12-31"), "listed-when:x-list:x-list:1"),
        (case("2018-01-01", start="2015", end=""), "dates:S-1:A1"),
    ):
        book = FactBook()
        tied(book, one, Asked("S-1", "affiliation", "since-listing"), "rogue")
        asked = questions_of(one, book.facts(), ())
        assert [question.key for question, _, _ in asked] == [key]


def test_a_window_with_an_uncertain_start_agrees_with_every_certain_one() -> None:
    """Over small calendars the answer is true or false exactly where all first days agree."""
    days = [date(2024, 2, day) for day in range(25, 30)]
    for low in days:
        for high in [day for day in days if day >= low]:
            window = listing_window("since-listing", days[-1], DateRange(low, high))
            for end in days:
                start = parse_date("2020-01-01")
                found = overlaps(start, DateRange.day(end), window)
                inside = [day for day in days if low <= day <= high]
                each = {
                    overlaps(start, DateRange.day(end), Window(day, days[-1])) for day in inside
                }
                assert found is (each.pop() if len(each) == 1 else None)
