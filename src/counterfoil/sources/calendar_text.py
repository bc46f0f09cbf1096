"""Dates as publishers write them, turned into `YYYY[-MM[-DD]]`."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_ABOUT = re.compile(r"^(?:circa|approximately|approx\.?|about|c\.)\s*", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:.*)?$")
_DAY_FIRST = re.compile(r"^(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})$")
_MONTH_FIRST = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})$")
_US = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
_EU = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/])")
_SPELLED = re.compile(
    r"(?<!\w)(?:([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
    r"|(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4}))(?!\w)",
    re.ASCII,
)
_PIVOT = 69  # two-digit years from here on belong to the last century


def iso_date(text: str) -> str:
    """Return the ISO form of a date or of a part of one, empty if it is not understood."""
    text = _ABOUT.sub("", text.strip().rstrip(".")).strip()
    if found := _ISO.match(text):
        year, month, day = found.groups()
        return _iso(int(year), int(month or 0), int(day or 0))
    if found := _DAY_FIRST.match(text):
        day, name, year = found.groups()
        return _iso(int(year), _MONTHS.get(name.lower(), -1), int(day or 0))
    if found := _MONTH_FIRST.match(text):
        name, day, year = found.groups()
        return _iso(int(year), _MONTHS.get(name.lower(), -1), int(day))
    return ""


def us_dates(text: str) -> list[str]:
    """Return the month/day/year dates in a text, such as `76 FR 71869, 11/21/11`, in order."""
    found = (_iso(_full(year), int(month), int(day)) for month, day, year in _US.findall(text))
    return [iso for iso in found if iso]


def eu_dates(text: str) -> list[str]:
    """Return the day/month/year dates in a text, in order."""
    found = (_iso(_full(year), int(month), int(day)) for day, month, year in _EU.findall(text))
    return [iso for iso in found if iso]


def spelled_dates(text: str) -> list[str]:
    """Return the dates with a month in words, such as `June 21, 2022` or `03 Jun 2021`, in order.

    A month without a day is a date too (`2021-06`).
    """
    found: list[str] = []
    for name, day, year, early_day, later_name, later_year in _SPELLED.findall(text):
        month = _MONTHS.get((name or later_name).lower(), -1)
        found.append(_iso(int(year or later_year), month, int(day or early_day or 0)))
    return [iso for iso in found if iso]


def _full(year: str) -> int:
    """Return a year of four digits; two digits belong to the years 1969 to 2068."""
    if len(year) > 2:  # noqa: PLR2004 - two digits
        return int(year)
    return int(year) + (1900 if int(year) >= _PIVOT else 2000)


def _iso(year: int, month: int, day: int) -> str:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
