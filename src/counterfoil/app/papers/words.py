"""Dates and periods of papers in words."""

from __future__ import annotations

from datetime import date, datetime

from counterfoil.app.dossier.desk import day
from counterfoil.domain.dates import parse_date

_YEAR, _MONTH = 4, 7  # length of `2024` and of `2024-02`


def date_words(text: str) -> str:
    """Return a date that may be partial as a person writes it: 2024, Feb 2024, 1 Feb 2024."""
    try:
        found = parse_date(text)
    except ValueError:
        return text
    if "/" in text:
        return f"between {day(found.earliest)} and {day(found.latest)}"
    if len(text.strip()) == _YEAR:
        return text.strip()
    if len(text.strip()) == _MONTH:
        return f"{found.earliest:%b %Y}"
    return day(found.earliest)


def moment_day(moment: datetime) -> str:
    """Return the day of a moment as a person writes it."""
    return day(date(moment.year, moment.month, moment.day))


def period_words(start: str, end: str, confirmed: str = "") -> str:
    """Return a period; a missing end is said to be missing, never taken for today."""
    first = f"from {date_words(start)}" if start else "beginning not on file"
    last = f"until {date_words(end)}" if end else "end not on file"
    known = f"; still current on {date_words(confirmed)}" if confirmed else ""
    return f"{first}, {last}{known}"
