"""Windows of time: was something so within five years before a date?

Each window names its reference date, the day of the proposal unless its suffix says another, and
includes both its ends unless it says otherwise. A test is true or false only if every completion
of the dates agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from counterfoil.domain.dates import DateRange, add_months, add_years
from counterfoil.domain.truth import Truth

_ROLLING = re.compile(r"^years-(\d{1,2})$")
_MONTHS = re.compile(r"^months-(\d{1,3})$")
START, ASSESSMENT = "start", "assessment"
_SUFFIX = re.compile(rf"^(.+)-at-({START}|{ASSESSMENT})$")
_SINCE = re.compile(r"^since-(\d{4}-\d{2}-\d{2})$")
_LISTING = re.compile(r"^since-listing(?:-or-(\d{4}-\d{2}-\d{2}))?$")
_ANY_DAY = date(2026, 1, 1)
_BETWEEN = re.compile(r"^between-(\d{4}-\d{2}-\d{2})-and-(\d{4}-\d{2}-\d{2})$")


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, both included.

    `first_latest` is set where the first day is not known exactly: it lies between both.
    """

    first: date
    last: date
    first_latest: date | None = None


def counted_from(text: str) -> tuple[str, str]:
    """Return a window without its suffix, and what it counts from: START, ASSESSMENT, or empty.

    Empty is the day of the proposal.
    """
    found = _SUFFIX.match(text)
    return (found[1], found[2]) if found else (text, "")


@dataclass(frozen=True, slots=True)
class Clock:
    """The days windows count from: proposal, assessment, and first day if it is on file."""

    proposed: date
    assessed: date
    starts: date | None = None

    def reference(self, text: str) -> tuple[str, date | None]:
        """Return a window without its suffix, and the day it counts from."""
        form, counted = counted_from(text)
        if not counted:
            return form, self.proposed
        return form, self.starts if counted == START else self.assessed


def window_at(text: str, clock: Clock) -> Window | None:
    """Return a window on a clock, None where the day it counts from is not known."""
    form, reference = clock.reference(text)
    return None if reference is None else parse_window(form, reference)


def is_since_listing(text: str) -> bool:
    """Tell whether a window starts with the listing of the body it is asked about."""
    return _LISTING.match(text) is not None


def window_fault(text: str) -> str:
    """Return what is wrong with a window as a pack writes it, empty if it can be read."""
    try:
        window_at(text, Clock(_ANY_DAY, _ANY_DAY, _ANY_DAY))
    except ValueError as fault:
        said = str(fault)
        return said if repr(text) in said else f"not a window: {text!r}: {said}"
    return ""


def listing_window(text: str, reference: date, listed: DateRange) -> Window:
    """Return a `since-listing` window for a body listed at some day of a range.

    `since-listing-or-DATE` starts at the later of the listing and the date.
    """
    found = _LISTING.match(text)
    if found is None:
        message = f"not a window since a listing: {text!r}"
        raise ValueError(message)
    floor = date.fromisoformat(found[1]) if found[1] else date.min
    first, latest = max(listed.earliest, floor), max(listed.latest, floor)
    return Window(first, reference, latest if latest > first else None)


def parse_window(text: str, reference: date) -> Window:  # noqa: PLR0911 - one per form
    """Read a window relative to its reference date; raise ValueError.

    Forms: `current` (the reference date itself), `ever`, `years-N` and `months-N` (the day so
    long before to the reference date, both included), `since-DATE`, `between-DATE-and-DATE` (the
    second date excluded, so that adjoining windows do not share a day), `since-listing` and
    `since-listing-or-DATE` (here with a listing of unknown date; see `listing_window`). No
    window reaches beyond its reference date; one that would start after it holds no day.
    """
    if text == "current":
        return Window(reference, reference)
    if text == "ever":
        return Window(date.min, reference)
    if found := _ROLLING.match(text):
        return Window(add_years(reference, -int(found[1])), reference)
    if found := _MONTHS.match(text):
        return Window(add_months(reference, -int(found[1])), reference)
    if found := _SINCE.match(text):
        return Window(date.fromisoformat(found[1]), reference)
    if is_since_listing(text):
        return listing_window(text, reference, DateRange(date.min, reference))
    if found := _BETWEEN.match(text):
        first, after = date.fromisoformat(found[1]), date.fromisoformat(found[2])
        if first >= after:
            message = f"a window without a day in it: {text!r}"
            raise ValueError(message)
        return Window(first, min(after - timedelta(days=1), reference))
    message = (
        f"not a window: {text!r}; write current, ever, years-5, months-12, since-2022-08-09, "
        "between-2019-10-10-and-2022-08-09, since-listing or since-listing-or-2022-08-09, "
        "if need be with -at-start or -at-assessment behind it"
    )
    raise ValueError(message)


def overlaps(start: DateRange | None, end: DateRange | None, window: Window) -> Truth:
    """Tell whether something that lasted from `start` to `end` touches the window.

    A missing end is unknown, not current; a start and an end constrain each other. Where no
    start is before any end the sources disagree, and the answer is unknown. Where the first day
    of the window is not known exactly, the widest window must miss it or the narrowest be
    touched.
    """
    if window.first_latest is not None:
        if overlaps(start, end, Window(window.first, window.last)) is False:
            return False
        narrow = overlaps(start, end, Window(window.first_latest, window.last))
        return True if narrow else None
    first_low = start.earliest if start else date.min
    first_high = start.latest if start else date.max
    last_low = max(end.earliest if end else date.min, first_low)
    last_high = end.latest if end else date.max
    if first_low > last_high:
        return None
    first_high = min(first_high, last_high)
    if first_low > window.last or last_high < window.first or window.first > window.last:
        return False
    if first_high <= window.last and last_low >= window.first:
        return True
    return None
