"""Dates as departments of ten countries write them."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.dates import parse_date
from counterfoil.sources.sheets.when import parse_when

# language, spelling, first day, last day (partial ISO dates; one where both are the same)
SPELLINGS = [
    ("en", "2026-11-03", "2026-11-03"),
    ("en", "20261103", "2026-11-03"),
    ("en", "3 November 2026", "2026-11-03"),
    ("en", "3rd Nov 2026", "2026-11-03"),
    ("en", "November 3, 2026", "2026-11-03"),
    ("en", "03/11/2026", "2026-11-03"),
    ("en", "3-Nov-26", "2026-11-03"),
    ("en", "from 3 Nov 2026", "2026-11-03"),
    ("en", "3 Nov 2026 (tbc)", "2026-11-03"),
    ("en", "Nov 2026", "2026-11"),
    ("en", "Q4 2026", "2026-10 2026-12"),
    ("en", "H1 2027", "2027-01 2027-06"),
    ("en", "FY27", "2027"),
    ("en", "Michaelmas term 2026", "2026-10 2026-12"),
    ("en", "week 45 2026", "2026-11-02 2026-11-08"),
    ("en", "autumn 2026", "2026"),
    ("en", "3 Nov 2026 to 7 Nov 2026", "2026-11-03 2026-11-07"),
    ("de", "3.11.2026", "2026-11-03"),
    ("de", "03.11.26", "2026-11-03"),
    ("de", "3. November 2026", "2026-11-03"),
    ("de", "ab 01.11.2026", "2026-11-01"),
    ("de", "März 2027", "2027-03"),
    ("de", "WS 2026/27", "2026-10 2027-03"),
    ("de", "WiSe 26/27", "2026-10 2027-03"),
    ("de", "SoSe 2027", "2027-04 2027-09"),
    ("de", "KW 45/2026", "2026-11-02 2026-11-08"),
    ("de", "4. Quartal 2026", "2026-10 2026-12"),
    ("de", "01.10.-31.12.2026", "2026-10-01 2026-12-31"),
    ("de", "1.10.2026 bis 31.12.2026", "2026-10-01 2026-12-31"),
    ("de", "Frühjahr 2027", "2027"),
    ("de", "voraussichtlich 2027", "2027"),
    ("fr", "3 novembre 2026", "2026-11-03"),
    ("fr", "1er novembre 2026", "2026-11-01"),
    ("fr", "févr. 2027", "2027-02"),
    ("fr", "août 2026", "2026-08"),
    ("fr", "T4 2026", "2026-10 2026-12"),
    ("fr", "2e semestre 2026", "2026-07 2026-12"),
    ("fr", "du 3 au 7 novembre 2026", "2026-11-03 2026-11-07"),
    ("fr", "semaine 45 2026", "2026-11-02 2026-11-08"),
    ("es", "3 de noviembre de 2026", "2026-11-03"),
    ("es", "noviembre de 2026", "2026-11"),
    ("es", "1er trimestre 2027", "2027-01 2027-03"),
    ("es", "del 3 al 7 de noviembre de 2026", "2026-11-03 2026-11-07"),
    ("es", "otoño 2026", "2026"),
    ("it", "3 novembre 2026", "2026-11-03"),
    ("it", "ottobre 2026", "2026-10"),
    ("it", "dal 3 al 7 novembre 2026", "2026-11-03 2026-11-07"),
    ("it", "1° trimestre 2027", "2027-01 2027-03"),
    ("nl", "3 november 2026", "2026-11-03"),
    ("nl", "maart '26", "2026-03"),
    ("nl", "kwartaal 4 2026", "2026-10 2026-12"),
    ("nl", "3 t/m 7 november 2026", "2026-11-03 2026-11-07"),
    ("nl", "wk 45 2026", "2026-11-02 2026-11-08"),
    ("nb", "3. november 2026", "2026-11-03"),
    ("nb", "uke 45 2026", "2026-11-02 2026-11-08"),
    ("nb", "høsten 2026", "2026"),
    ("nb", "1. kvartal 2027", "2027-01 2027-03"),
    ("nb", "3.–7. november 2026", "2026-11-03 2026-11-07"),
    ("sv", "okt 2026", "2026-10"),
    ("sv", "v. 45 2026", "2026-11-02 2026-11-08"),
    ("sv", "HT 2026", "2026-08 2026-12"),
    ("sv", "VT 2027", "2027-01 2027-06"),
    ("pl", "3 listopada 2026", "2026-11-03"),
    ("pl", "3 listopada 2026 r.", "2026-11-03"),
    ("pl", "IV kw. 2026", "2026-10 2026-12"),
    ("pl", "październik 2026", "2026-10"),
    ("pl", "jesień 2026", "2026"),
    ("cs", "3. listopadu 2026", "2026-11-03"),
    ("pt", "3 de novembro de 2026", "2026-11-03"),
    ("fi", "3. marraskuuta 2026", "2026-11-03"),
    ("tr", "3 kasım 2026", "2026-11-03"),
    ("ru", "3 ноября 2026", "2026-11-03"),
    ("el", "3 Νοεμβρίου 2026", "2026-11-03"),
]


def test_the_table_is_long_enough() -> None:
    """At least sixty spellings in at least ten languages are held."""
    assert len(SPELLINGS) >= 60
    assert len({language for language, *_ in SPELLINGS}) >= 10


@pytest.mark.parametrize(
    ("language", "text", "wanted"), SPELLINGS, ids=[f"{x}: {t}" for x, t, _ in SPELLINGS]
)
def test_spellings(language: str, text: str, wanted: str) -> None:
    """Each spelling is read as the days it means, neither finer nor coarser."""
    when = parse_when(text)
    assert when is not None
    first, last = (wanted.split() * 2)[:2]
    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["tbd", "-", "offen", "n/a", "hello", "13/2026", "99.99.2026", "2026-13-01", "", "45"]
)
def test_what_is_no_date(text: str) -> None:
    """Placeholders, words and impossible months are no dates; nothing is made of them."""
    assert parse_when(text) is None


@pytest.mark.parametrize("text", ["01.01.1900", "31.12.9999", "1899-12-30"])
def test_days_that_stand_for_no_date(text: str) -> None:
    """The days that programs write for a missing date are read as none, with a note."""
    when = parse_when(text)
    assert when is not None
    assert (when.first, when.last) == ("", "")
    assert when.note


def test_a_day_that_does_not_exist() -> None:
    """Of 31 February the month is kept, and that is said."""
    when = parse_when("31/02/2026")
    assert when is not None
    assert (when.first, when.last) == ("2026-02", "2026-02")
    assert "31" in when.note


def test_month_or_day_first() -> None:
    """The order of day and month is the sheet's, but a figure above twelve is never a month."""
    found = [parse_when("03/04/2026", day_first=first) for first in (True, False)]
    assert [when.first for when in found if when] == ["2026-04-03", "2026-03-04"]
    odd = [parse_when("25/04/2026", day_first=first) for first in (True, False)]
    assert [when.first for when in odd if when] == ["2026-04-25", "2026-04-25"]


def test_day_numbers_of_spreadsheets() -> None:
    """A whole number is a day number only where the column is one of dates."""
    found = parse_when(46329, serial=True)
    assert found is not None
    assert found.first == "2026-11-03"
    assert found.note
    assert parse_when(46329) is None
    assert parse_when("46329", serial=True) == found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("12.", "2026-10-12"), ("3. Oktober", "2026-10-03"), ("ganzer Monat", "2026-10")],
)
def test_dates_completed_by_a_heading(text: str, wanted: str) -> None:
    """What the heading of a section gives, the date below it may leave out."""
    when = parse_when(text, year=2026, month=10)
    assert when is not None
    assert when.first == wanted
    assert "heading" in when.note
    assert parse_when(text) is None


def test_cells_that_are_dates_already() -> None:
    """A date cell is the day, a date with a time too, a truth value is none."""
    assert parse_when(date(2026, 11, 3)) == parse_when(datetime(2026, 11, 3, 9, 30))  # noqa: DTZ001
    assert parse_when(True) is None  # noqa: FBT003
    assert parse_when(None) is None


_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@given(st.dates(min_value=date(1955, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_in_three_spellings(day: date) -> None:
    """A day is read back from its ISO form, from figures, and from its English name."""
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day} {day:%B} {day.year}"):
        when = parse_when(text)
        assert when is not None
        assert (when.first, when.last, when.note) == (day.isoformat(), day.isoformat(), "")


@given(st.text(max_size=40), st.booleans(), st.booleans())
def test_any_text(text: str, day_first: bool, serial: bool) -> None:  # noqa: FBT001
    """Whatever stands in a cell: no fault, and what is read is a date that exists."""
    when = parse_when(text, day_first=day_first, serial=serial)
    for part in (when.first, when.last) if when else ():
        assert not part or _PARTIAL.fullmatch(part)
        assert not part or parse_date(part).earliest <= parse_date(part).latest
