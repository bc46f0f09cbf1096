"""Ground formulas about persons: a tie of some sort, in a window, to a body of a class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from counterfoil.domain.case import AffiliationFacts, Body, Candidate, Case
from counterfoil.domain.dates import DateRange, parse_date
from counterfoil.domain.relation import RELATIONS
from counterfoil.domain.truth import Truth
from counterfoil.reasoning import bodies, seats
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook, Reading
from counterfoil.reasoning.formula import Formula, Lit, all_of, any_of, negate
from counterfoil.reasoning.window import (
    Clock,
    Window,
    is_since_listing,
    listing_window,
    overlaps,
    window_at,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a person: ties of which sort, in which window, disclosed or not."""

    staff: str
    relation: str
    window: str
    undisclosed: bool = False


def tied(book: FactBook, case: Case, asked: Asked, group: str) -> Formula:
    """Return whether the person has such a tie to a body of a class (see `seats`)."""
    form, _ = clock_of(case).reference(asked.window)
    if is_since_listing(form):
        return any_of(
            all_of((_since_listing(book, case, asked, tie, group), _hidden(book, asked, tie)))
            for tie in _ties(case, asked)
        )
    return _holding(book, case, asked, lambda body: seats.belongs(book, case, body, group))


def tied_under(book: FactBook, case: Case, asked: Asked, role: str, steps: int) -> Formula:
    """Return whether the person has such a tie to a body under a listed one."""

    def stands_under(body: Body) -> Formula:
        return bodies.part_of_listed(book, case, body, role, steps)

    return _holding(book, case, asked, stands_under)


def clock_of(case: Case) -> Clock:
    """Return the days the windows of a case count from."""
    # A proposal dated in the future is a slip of the pen: no window reaches beyond today.
    return Clock(min(case.proposed, case.as_of), case.as_of, case.starts)


def lasted(start: str, end: str, confirmed: str) -> tuple[DateRange | None, DateRange | None]:
    """Return start and end as ranges; what was so on a day had begun and not ended.

    A start after the confirmation, or an end before it, stands as it is given.
    """
    begun, ended = parse_date(start) if start else None, parse_date(end) if end else None
    if not confirmed:
        return begun, ended
    on = parse_date(confirmed)
    return _by(begun, on.latest), _not_before(ended, on.earliest)


def _by(begun: DateRange | None, day: date) -> DateRange:
    if begun is None:
        return DateRange(date.min, day)
    return begun if begun.earliest > day else DateRange(begun.earliest, min(begun.latest, day))


def _not_before(ended: DateRange | None, day: date) -> DateRange:
    if ended is None:
        return DateRange(day, date.max)
    return ended if ended.latest < day else DateRange(max(ended.earliest, day), ended.latest)


def _ties(case: Case, asked: Asked) -> tuple[AffiliationFacts, ...]:
    person = next(p for p in case.people if p.staff == asked.staff)
    relations = RELATIONS[asked.relation]
    return tuple(tie for tie in person.affiliations if tie.relation in relations)


def _holding(book: FactBook, case: Case, asked: Asked, holds: Callable[[Body], Formula]) -> Formula:
    # A dated tie of the person, within the window, to a body of which `holds` is true.
    clock, parts = clock_of(case), []
    for tie in _ties(case, asked):
        window = window_at(asked.window, clock)
        truth = None if window is None else overlaps(*_lasted(tie), window)
        place = (asked.staff, tie.key, asked.window)
        within = Atom("within" if window else "starts_when", place)
        why = "date-missing" if window else "start-missing"
        book.add(within, truth, Reading.OPEN, why if truth is None else "recorded")
        parts.append(all_of((holds(tie.body), Lit(within), _hidden(book, asked, tie))))
    return any_of(parts)


def _hidden(book: FactBook, asked: Asked, tie: AffiliationFacts) -> Formula:
    if not asked.undisclosed:
        return True
    atom = Atom("disclosed", (asked.staff, tie.key))
    return negate(Lit(book.add(atom, tie.disclosed, Reading.RECORD, "recorded")))


def _since_listing(
    book: FactBook, case: Case, asked: Asked, tie: AffiliationFacts, role: str
) -> Formula:
    start, end = _lasted(tie)
    text, reference = clock_of(case).reference(asked.window)

    def dated(candidate: Candidate, dataset: str, day: str) -> Formula:
        place = (asked.staff, tie.key, asked.window, candidate.cluster, dataset)
        if reference is None:
            atom = Atom("starts_when", place)
            return Lit(book.add(atom, None, Reading.OPEN, "start-missing"))
        window = listing_window(text, reference, _listed_at(day, case.as_of))
        truth = overlaps(start, end, window)
        listing_blamed = truth is None and _is_settled(start, end, window)
        atom = Atom("listed_when" if listing_blamed else "within", place)
        why = "date-missing" if truth is None else "recorded"
        book.add(atom, truth, Reading.OPEN, "listing-date-missing" if listing_blamed else why)
        return Lit(atom)

    return bodies.listed(book, case, tie.body, role, dated)


def _lasted(tie: AffiliationFacts) -> tuple[DateRange | None, DateRange | None]:
    return lasted(tie.start, tie.end, tie.confirmed)


def _listed_at(day: str, as_of: date) -> DateRange:
    # It stands on the list today, so it was listed some day up to today.
    try:
        found = parse_date(day) if day else DateRange(date.min, as_of)
    except ValueError:
        return DateRange(date.min, as_of)
    return found if found.earliest > as_of else DateRange(found.earliest, min(found.latest, as_of))


def _is_settled(start: DateRange | None, end: DateRange | None, window: Window) -> bool:
    """Tell whether the affiliation's own dates leave nothing open, whatever the listing's is."""
    narrow: Truth = overlaps(start, end, Window(window.first_latest or window.first, window.last))
    wide: Truth = overlaps(start, end, Window(window.first, window.last))
    return None not in (narrow, wide)
