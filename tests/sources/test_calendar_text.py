import pytest

from counterfoil.sources.calendar_text import eu_dates, iso_date, us_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1960", "1960"),
        ("1960-05", "1960-05"),
        ("1960-05-03", "1960-05-03"),
        ("2024-02-01T08:00:00", "2024-02-01"),
        ("03 May 1960", "1960-05-03"),
        ("May 1960", "1960-05"),
        ("circa 1960.", "1960"),
        ("June 10, 2026", "2026-06-10"),
        ("31 Feb 1960", ""),
        ("1960 to 1965", ""),
        ("soon", ""),
        ("0000", ""),
        ("²²²²", ""),
    ],
)
def test_dates_as_publishers_write_them(text: str, iso: str) -> None:
    """A date becomes its ISO form as far as it is known, else nothing."""
    assert iso_date(text) == iso


def test_dates_in_citations() -> None:
    """Month, day and year are found among the pages of a gazette, in order."""
    text = "75 FR 1701, 1/13/10.\n77 FR 24590, 4/25/2012. 9/9/99"
    assert us_dates(text) == ["2010-01-13", "2012-04-25", "1999-09-09"]
    assert us_dates("13/40/10") == []


def test_day_before_month() -> None:
    """The other order of day and month is read where the mapping says so."""
    assert eu_dates("3/5/1999 and 21.11.11") == ["1999-05-03", "2011-11-21"]
