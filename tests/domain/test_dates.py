"""Partial dates: what they read as, how they are written, and years added to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterfoil.domain.dates import DateRange, add_years, parse_date

DAYS = st.dates()
RANGES = st.tuples(DAYS, DAYS).map(lambda pair: DateRange(min(pair), max(pair)))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2026-11-22", date(2026, 11, 22), date(2026, 11, 22)),
        (" 2026-11-22 ", date(2026, 11, 22), date(2026, 11, 22)),
        ("2026/2027-02", date(2026, 1, 1), date(2027, 2, 28)),
        ("2026-11-22/2026", date(2026, 11, 22), date(2026, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_reads_as_the_days_it_may_mean(text: str, earliest: date, latest: date) -> None:
    """A year, a month, a day and a from/to give their first and last day."""
    assert parse_date(text) == DateRange(earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-1",
        "2026-13",
        "2026-00",
        "2023-02-29",
        "2026-11-31",
        "0000",
        "22.11.2026",
        "2026-11-22T00:00",
        "2026-11-22 and later",
        "circa 2026",
        "-2026",
        "/",
        "2026/",
        "/2026",
        "2027/2026",
        "2026/2027/2028",
        "2026/2025/2028",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """A text of another form, a day no calendar has, and a range turned round are refused."""
    with pytest.raises(ValueError, match=r"."):
        parse_date(text)


@given(RANGES)
@example(DateRange(date(2026, 1, 1), date(2027, 12, 31)))
@example(DateRange(date(2026, 1, 1), date(2026, 12, 31)))
@example(DateRange(date(2024, 2, 1), date(2024, 2, 29)))
@example(DateRange(date(2024, 2, 1), date(2024, 2, 28)))
@example(DateRange(date(2025, 2, 1), date(2026, 2, 28)))
@example(DateRange(date(2026, 1, 1), date(2026, 1, 31)))
@example(DateRange(date(2026, 12, 1), date(2026, 12, 31)))
@example(DateRange(date(2025, 12, 1), date(2026, 12, 31)))
def test_writing_and_reading_give_the_range_back(dates: DateRange) -> None:
    """Whatever range is written, reading the text gives the same range."""
    assert parse_date(dates.text()) == dates


@pytest.mark.parametrize("text", ["0987", "2026", "2026-02", "2026-11-22", "2026-11-22/2027-01-03"])
def test_reading_and_writing_give_the_text_back(text: str) -> None:
    """A date is written in the shortest form, which is the one it was read from."""
    assert parse_date(text).text() == text


@given(DAYS)
def test_a_day_is_exact(day: date) -> None:
    """A day is a range of one day and written as a day; a year and a month are not exact."""
    one = DateRange.day(day)
    assert one.is_exact
    assert one.text() == day.isoformat()
    assert not parse_date(f"{day.year:04d}").is_exact
    assert not parse_date(f"{day.year:04d}-{day.month:02d}").is_exact


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    """No range can be made that ends before it starts."""
    with pytest.raises(ValueError, match="2026-11-02 is after 2026-11-01"):
        DateRange(date(2026, 11, 2), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), -1, date(2023, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), -124, date(1900, 2, 28)),
        (date(2025, 2, 28), -1, date(2024, 2, 28)),
        (date(2024, 3, 1), -1, date(2023, 3, 1)),
        (date(2024, 12, 31), 0, date(2024, 12, 31)),
    ],
)
def test_29_february_clamps_to_28(day: date, years: int, then: date) -> None:
    """Years added to a 29 February give the 28th where the year lacks a 29th, and only there."""
    assert add_years(day, years) == then


@given(st.dates(date(200, 1, 1), date(9800, 12, 31)), st.integers(-150, 150))
def test_adding_years_keeps_month_and_day(day: date, years: int) -> None:
    """The year moves by the number given and nothing else does, but for the clamped day."""
    then = add_years(day, years)
    assert then.year == day.year + years
    assert then.month == day.month
    assert day.day - then.day in ({0, 1} if (day.month, day.day) == (2, 29) else {0})


@given(st.dates(date(200, 1, 1), date(9800, 12, 31)), st.integers(-150, 150))
def test_adding_years_keeps_the_order_of_days(day: date, years: int) -> None:
    """A later day never comes earlier after the same years."""
    assert add_years(day, years) <= add_years(day + timedelta(days=1), years)


@pytest.mark.parametrize(("day", "years"), [(date(1, 1, 1), -1), (date(9999, 12, 31), 1)])
def test_years_beyond_the_calendar_are_refused(day: date, years: int) -> None:
    """A year before 1 or after 9999 is an error and not another year."""
    with pytest.raises(ValueError, match="year"):
        add_years(day, years)
