"""The answers a date can give: which windows something may have touched, and which together.

One date settles every window that asks about it, and not each for itself: what ended two years
ago lies within five years and is not current. So the answers are those combinations that some
pair of days gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from counterfoil.domain.case import AffiliationFacts, Case
from counterfoil.domain.dates import DateRange
from counterfoil.reasoning.affiliations import clock_of, lasted
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.question import Answer
from counterfoil.reasoning.window import Window, window_at

WITHIN, OUTSIDE = "within", "outside"
_WORDS_OF_A_TIE = 3  # staff, tie, window; a window since a listing has two more
_ANY = DateRange(date.min, date.max)


def tie_answers(case: Case, atoms: Sequence[Atom]) -> tuple[Answer, ...]:
    """Return the answers to `from when to when`, for the windows asked about one tie."""
    ordered = sorted(atoms)
    if any(len(atom.args) != _WORDS_OF_A_TIE for atom in ordered):
        return _all_or_none(ordered)
    tie = _tie(case, ordered[0].args[0], ordered[0].args[1])
    start, end = lasted(tie.start, tie.end, tie.confirmed)
    return _answers(ordered, _windows(case, ordered, 2), start or _ANY, end or _ANY)


def document_answers(case: Case, atoms: Sequence[Atom]) -> tuple[Answer, ...]:
    """Return the answers to `of what date`, for the windows asked about one document."""
    ordered = sorted(atoms)
    return _answers(ordered, _windows(case, ordered, 1), _ANY, None)


def _tie(case: Case, staff: str, key: str) -> AffiliationFacts:
    people = (person for person in case.people if person.staff == staff)
    return next(tie for person in people for tie in person.affiliations if tie.key == key)


def _windows(case: Case, atoms: Sequence[Atom], place: int) -> list[tuple[str, Window]]:
    found = [(atom.args[place], window_at(atom.args[place], clock_of(case))) for atom in atoms]
    return [(text, window) for text, window in found if window is not None]


def _answers(
    atoms: Sequence[Atom],
    windows: Sequence[tuple[str, Window]],
    start: DateRange,
    end: DateRange | None,
) -> tuple[Answer, ...]:
    """Return one answer per combination; without an `end` it is a single day."""
    if len(windows) != len(atoms):
        return _all_or_none(atoms)
    days = sorted({day for _, window in windows for day in _edges(window)})
    found = set()
    for first in _inside(days, start):
        lasts = [first] if end is None else [day for day in _inside(days, end) if day >= first]
        for last in lasts:
            found.add(tuple(first <= w.last and last >= w.first for _, w in windows))
    if len(found) <= 1:  # the dates on file contradict each other
        return _all_or_none(atoms)
    return tuple(
        Answer(_key(windows, values), tuple(zip(atoms, values, strict=True)))
        for values in sorted(found, reverse=True)
    )


def _key(windows: Sequence[tuple[str, Window]], values: Sequence[bool]) -> str:
    if all(values):
        return WITHIN
    if not any(values):
        return OUTSIDE
    held = (text for (text, _), value in zip(windows, values, strict=True) if value)
    return f"{WITHIN}:{'+'.join(held)}"


def _edges(window: Window) -> Iterator[date]:
    yield from (window.first, window.last)
    if window.first > date.min:
        yield window.first - timedelta(days=1)
    if window.last < date.max:
        yield window.last + timedelta(days=1)


def _inside(days: Sequence[date], span: DateRange) -> list[date]:
    inner = {day for day in days if span.earliest <= day <= span.latest}
    return sorted(inner | {span.earliest, span.latest})


def _all_or_none(atoms: Sequence[Atom]) -> tuple[Answer, ...]:
    return (
        Answer(WITHIN, tuple((atom, True) for atom in atoms)),
        Answer(OUTSIDE, tuple((atom, False) for atom in atoms)),
    )
