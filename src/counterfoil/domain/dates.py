"""Dates as the sources give them: a year is a range, a missing end is unknown.

A `DateRange` holds the earliest and the latest day a date may mean; both ends included.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """A date known to lie between two days, both included."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        """Refuse a range that ends before it starts."""
        if self.earliest > self.latest:
            message = f"{self.earliest} is after {self.latest}"
            raise ValueError(message)

    @classmethod
    def day(cls, value: date) -> DateRange:
        """Return the range of exactly one day."""
        return cls(value, value)

    @property
    def is_exact(self) -> bool:
        """Tell whether the range is a single day."""
        return self.earliest == self.latest

    def text(self) -> str:
        """Return the shortest ISO form that gives this range back, else `from/to`."""
        first, last = self.earliest, self.latest
        if self.is_exact:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            if first.year == last.year:
                return f"{first.year:04d}"
        elif (first.year, first.month, first.day) == (last.year, last.month, 1) and (
            last.day == monthrange(last.year, last.month)[1]
        ):
            return f"{first.year:04d}-{first.month:02d}"
        return f"{first.isoformat()}/{last.isoformat()}"


def parse_date(text: str) -> DateRange:
    """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `from/to`; raise ValueError on anything else."""
    if "/" in text:
        first, _, last = text.partition("/")
        if "/" in last:
            message = f"more than one from/to: {text!r}"
            raise ValueError(message)
        return DateRange(parse_date(first).earliest, parse_date(last).latest)
    found = _ISO.match(text.strip())
    if found is None:
        message = f"not a date of the form 2026, 2026-11 or 2026-11-22: {text!r}"
        raise ValueError(message)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not month and found[2] is None:
        return DateRange(date(year, 1, 1), date(year, 12, 31))
    if found[3] is None:
        return DateRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return DateRange.day(date(year, month, day))


def add_years(day: date, years: int) -> date:
    """Return the day `years` later; 29 February clamps to 28 in a year that lacks it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """Return the day `months` later; a day the month lacks clamps to its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
