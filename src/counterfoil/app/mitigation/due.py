"""When a measure is due, and when again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counterfoil.app.dossier.desk import day, joined
from counterfoil.domain.case import Case
from counterfoil.domain.dates import add_months
from counterfoil.domain.measure_catalogue import CatalogueMeasure, Repeat

DURING = "during"
_MOMENTS = {
    "start": "the start",
    "submission": "the submission",
    "signing": "the signing",
    "departure": "the departure",
    "release": "the release",
    DURING: "the start",
}
_MONTHS = {Repeat.YEARLY: 12, Repeat.QUARTERLY: 3}
_EVERY = {Repeat.YEARLY: "each year", Repeat.QUARTERLY: "every three months"}
_SHOWN = 4
_MOST = 400  # repetitions looked at; a period of a hundred years has as many quarters


LATE = ", which has passed: do it first"


@dataclass(frozen=True, slots=True)
class Due:
    """The day, None where none is on file, and the same in words."""

    day: date | None
    words: str
    overdue: bool

    def supposed(self) -> Due:
        """Return it for a measure that nobody knows to be needed: nothing is to be done first."""
        return Due(self.day, self.words.replace(LATE, ", which has passed"), overdue=False)


def due_of(case: Case, before: str, entry: CatalogueMeasure | None) -> Due:
    """Return when a measure that a rule wants before a moment is first due."""
    if entry is not None and entry.after_days is not None:
        return _after_the_end(case, entry.after_days)
    moment, name = _moment(case, before), _MOMENTS.get(before, before.replace("-", " "))
    if moment is None:
        return Due(None, f"before {name}, which is not on file", overdue=False)
    months = _MONTHS.get(entry.repeat) if entry is not None else None
    lead = entry.lead_days if entry is not None else 0
    if before == DURING or (months and not lead):
        return _while_it_runs(case, moment, months)
    due = _back(moment, lead)
    tail = "" if due == moment else f", {lead} days before {name}"
    if due >= case.as_of:
        return Due(due, f"by {day(due)}{tail or f', {name}'}", overdue=False)
    last = f"; {name} is on {day(moment)}" if moment >= case.as_of and due != moment else ""
    return Due(due, f"due {day(due)}{tail}{LATE}{last}", overdue=True)


def set_by_office(case: Case, due: date) -> Due:
    """Return a day that the office has set."""
    if due >= case.as_of:
        return Due(due, f"by {day(due)}, set by the office", overdue=False)
    words = f"due {day(due)}, set by the office{LATE}"
    return Due(due, words, overdue=True)


def again_words(case: Case, before: str, entry: CatalogueMeasure | None) -> str:
    """Return when a measure is done again, empty where once is enough."""
    repeat = entry.repeat if entry is not None else Repeat.NONE
    until = f"until {day(case.ends)}" if case.ends else "until the end, which is not on file"
    if repeat is Repeat.EACH_EDITION:
        return f"again at each new edition of the lists, {until}"
    if repeat is Repeat.NONE or entry is None:
        return ""
    months, moment = _MONTHS[repeat], _moment(case, before)
    if moment is None or case.ends is None:
        return f"again {_EVERY[repeat]}, {until}"
    days = repetitions(moment, months, case.ends)
    if before == DURING or not entry.lead_days:
        days = days[1:]  # the first one is the day it is due
    if not days:
        return ""
    if len(days) <= _SHOWN:
        return f"again by {joined([day(one) for one in days])}"
    return f"again {_EVERY[repeat]}, {len(days)} times, from {day(days[0])} to {day(days[-1])}"


def repetitions(start: date, months: int, end: date) -> list[date]:
    """Return the days that lie whole steps of months after the start, up to the end."""
    found = []
    for step in range(1, _MOST):
        one = _later(start, months * step)
        if one is None or one > end:
            break
        found.append(one)
    return found


def _moment(case: Case, before: str) -> date | None:
    return case.proposed if before == "submission" else case.starts


def _after_the_end(case: Case, days: int) -> Due:
    if case.ends is None:
        return Due(None, f"within {days} days after the end, which is not on file", overdue=False)
    due = _back(case.ends, -days)
    words = f"by {day(due)}, {days} days after the end"
    if due < case.as_of:
        words = f"due {day(due)}, {days} days after the end{LATE}"
    return Due(due, words, overdue=due < case.as_of)


def _while_it_runs(case: Case, start: date, months: int | None) -> Due:
    if case.ends is None and not months:
        return Due(start, f"from {day(start)} on, while the work goes on", overdue=False)
    first = _later(start, months) if months else None
    if first is None or (case.ends is not None and first > case.ends):
        end = case.ends or start
        words = f"from {day(start)} on, at the latest by {day(end)}, the end"
        return Due(end, words, overdue=end < case.as_of)
    if first >= case.as_of:
        return Due(first, f"by {day(first)}", overdue=False)
    return Due(first, f"due {day(first)}{LATE}", overdue=True)


def _back(moment: date, days: int) -> date:
    """Return a day so many days before; at the ends of the calendar the moment itself."""
    try:
        return moment - timedelta(days=days)
    except OverflowError:
        return moment


def _later(start: date, months: int) -> date | None:
    try:
        return add_months(start, months)
    except ValueError:  # beyond the calendar
        return None
