"""Windows of time against partial dates, at their edges and against enumeration."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterfoil.domain.dates import DateRange, parse_date
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.window import Window, overlaps, parse_window

REFERENCE = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("text", "reference", "first", "last"),
    [
        ("current", REFERENCE, REFERENCE, REFERENCE),
        ("ever", REFERENCE, date.min, REFERENCE),
        ("years-5", REFERENCE, date(2021, 11, 2), REFERENCE),
        ("years-0", REFERENCE, REFERENCE, REFERENCE),
        ("years-10", REFERENCE, date(2016, 11, 2), REFERENCE),
        ("years-1", date(2024, 2, 29), date(2023, 2, 28), date(2024, 2, 29)),
        ("years-4", date(2024, 2, 29), date(2020, 2, 29), date(2024, 2, 29)),
        ("years-1", date(2025, 2, 28), date(2024, 2, 28), date(2025, 2, 28)),
        ("since-2022-08-09", REFERENCE, date(2022, 8, 9), REFERENCE),
        (
            "between-2019-10-10-and-2022-08-09",
            REFERENCE,
            date(2019, 10, 10),
            date(2022, 8, 8),
        ),
        ("between-2024-02-28-and-2024-02-29", REFERENCE, date(2024, 2, 28), date(2024, 2, 28)),
    ],
)
def test_windows_are_read(text: str, reference: date, first: date, last: date) -> None:
    """Each form gives its first and last day, both in it; `and` gives the first day after it."""
    assert parse_window(text, reference) == Window(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "years",
        "years-",
        "years--5",
        "years-100",
        "5 years",
        "since-2022",
        "since-2022-02-30",
        "between-2022-08-09",
        "between-2022-08-09-and-",
        "between-2022-08-09-and-2022-08-09",
        "between-2022-08-09-and-2019-10-10",
        "between-0001-01-01-and-0001-01-01",
        "Current",
    ],
)
def test_other_windows_are_refused(text: str) -> None:
    """What is not a window, or has no day in it, is refused with its own words."""
    with pytest.raises(ValueError, match=r".") as refused:
        parse_window(text, REFERENCE)
    assert str(refused.value)


def test_a_window_longer_than_the_calendar_is_refused() -> None:
    """A window that would start before the year 1 is refused."""
    with pytest.raises(ValueError, match="year"):
        parse_window("years-99", date(50, 1, 1))


def test_adjoining_windows_share_no_day() -> None:
    """Each day around the seam of two adjoining windows lies in exactly one of them."""
    before = parse_window("between-2019-10-10-and-2022-08-09", REFERENCE)
    after = parse_window("since-2022-08-09", REFERENCE)
    for offset in range(-3, 4):
        day = DateRange.day(date(2022, 8, 9) + timedelta(days=offset))
        assert [overlaps(day, day, w) for w in (before, after)] == [offset < 0, offset >= 0]


@pytest.mark.parametrize(
    ("start", "end", "truth"),
    [
        ("2015-01-01", "2021-11-01", False),  # the day before the window
        ("2015-01-01", "2021-11-02", True),  # its first day
        ("2026-11-02", "2030-01-01", True),  # its last day
        ("2026-11-03", "2030-01-01", False),  # the day after
        ("2022-01-01", "2023-01-01", True),
        ("2000-01-01", "2030-01-01", True),
        ("2015", "2021-11", None),  # the month holds days before and in the window
        ("2015", "2021-10", False),
        ("2015", "2021-12", True),
        ("2021", "2021", None),
        ("2026-11", "2027", None),
        ("2026-10", "2027", True),
        ("2026-12", "2027", False),
        ("2020", "2022", True),  # wherever it starts, it lasts into 2022
        ("2015", "", None),  # nobody says that it ended, nobody says that it lasts
        ("2024", "", True),
        ("2027", "", False),
        ("", "2015", False),
        ("", "2024", True),  # however long it lasted, it was so on some day of 2024
        ("", "", None),
        ("2026", "2026-11-02", True),  # the end says that it did not start after the window
        ("2024", "2020", None),  # sources disagree
        ("2024", "1990", None),
    ],
)
def test_five_years_before_a_proposal(start: str, end: str, truth: Truth) -> None:
    """A test of a window is true or false only where every reading of the dates agrees."""
    window = parse_window("years-5", REFERENCE)
    begun = parse_date(start) if start else None
    ended = parse_date(end) if end else None
    assert overlaps(begun, ended, window) is truth


def test_the_clamped_day_is_in_the_window() -> None:
    """Five years before 29 February are 28 February, and that day counts."""
    window = parse_window("years-5", date(2024, 2, 29))
    last_in, last_out = parse_date("2019-02-28"), parse_date("2019-02-27")
    assert overlaps(parse_date("2010"), last_in, window) is True
    assert overlaps(parse_date("2010"), last_out, window) is False


# Everything happens within some weeks around a 29 February; horizons stand for unknown dates.
EARLIEST, DAYS = date(2024, 2, 20), 20
HORIZON = 3


def day(offset: int) -> date:
    """Return a day of the small calendar."""
    return EARLIEST + timedelta(days=offset)


RANGES = st.one_of(
    st.none(),
    st.tuples(st.integers(0, DAYS), st.integers(0, 6)).map(lambda t: (t[0], t[0] + t[1])),
)


@given(RANGES, RANGES, st.integers(0, DAYS), st.integers(-1, 8))
@example((4, 6), (1, 2), 1, 5)
@example((0, 9), (3, 3), 4, 2)
def test_overlap_is_what_all_completions_say(
    start: tuple[int, int] | None, end: tuple[int, int] | None, first: int, length: int
) -> None:
    """The answer is that of every start and end that fit, and unknown where they differ."""
    last = first + length
    starts = range(start[0], start[1] + 1) if start else range(-HORIZON, DAYS + 12)
    ends = range(end[0], end[1] + 1) if end else range(-HORIZON, DAYS + 12)
    said = {
        any(first <= n <= last for n in range(begun, ended + 1))
        for begun in starts
        for ended in ends
        if begun <= ended
    }
    expected = said.pop() if len(said) == 1 else None
    got = overlaps(
        DateRange(day(start[0]), day(start[1])) if start else None,
        DateRange(day(end[0]), day(end[1])) if end else None,
        Window(day(first), day(last)),
    )
    assert got is expected
