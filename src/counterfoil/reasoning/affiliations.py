"""Ground formulas about persons: affiliated in a window, with a listed body or one under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from counterfoil.domain.case import AffiliationFacts, Body, Candidate, Case
from counterfoil.domain.dates import DateRange, parse_date
from counterfoil.domain.truth import Truth
from counterfoil.reasoning import bodies
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook, Reading
from counterfoil.reasoning.formula import Formula, Lit, all_of, any_of
from counterfoil.reasoning.window import (
    Window,
    is_since_listing,
    listing_window,
    overlaps,
    parse_window,
)


def affiliated(book: FactBook, case: Case, staff: str, role: str, window: str) -> Formula:
    """Return whether the person is affiliated in the window with a listed body."""
    if is_since_listing(window):
        return any_of(
            _since_listing(book, case, staff, affiliation, role, window)
            for affiliation in _affiliations(case, staff)
        )
    return _holding(book, case, staff, window, lambda body: bodies.listed(book, case, body, role))


def affiliated_under(  # noqa: PLR0917 - the words of the condition, in their order
    book: FactBook, case: Case, staff: str, role: str, window: str, steps: int
) -> Formula:
    """Return whether the person is affiliated in the window with a body under a listed one."""

    def stands_under(body: Body) -> Formula:
        return bodies.part_of_listed(book, case, body, role, steps)

    return _holding(book, case, staff, window, stands_under)


def _affiliations(case: Case, staff: str) -> tuple[AffiliationFacts, ...]:
    return next(p for p in case.people if p.staff == staff).affiliations


def _holding(
    book: FactBook, case: Case, staff: str, window: str, holds: Callable[[Body], Formula]
) -> Formula:
    # A dated affiliation of the person, within the window, with a body of which `holds` is true.
    parts = []
    for affiliation in _affiliations(case, staff):
        truth = overlaps(*_lasted(affiliation), parse_window(window, case.proposed))
        within = Atom("within", (staff, affiliation.key, window))
        why = "date-missing" if truth is None else "recorded"
        book.add(within, truth, Reading.OPEN, why)
        parts.append(all_of((holds(affiliation.body), Lit(within))))
    return any_of(parts)


def _since_listing(  # noqa: PLR0917 - as above
    book: FactBook,
    case: Case,
    staff: str,
    affiliation: AffiliationFacts,
    role: str,
    text: str,
) -> Formula:
    start, end = _lasted(affiliation)

    def dated(candidate: Candidate, dataset: str, day: str) -> Formula:
        window = listing_window(text, case.proposed, _listed_at(day, case.as_of))
        truth = overlaps(start, end, window)
        place = (staff, affiliation.key, text, candidate.cluster, dataset)
        listing_blamed = truth is None and _is_settled(start, end, window)
        atom = Atom("listed_when" if listing_blamed else "within", place)
        why = "date-missing" if truth is None else "recorded"
        book.add(atom, truth, Reading.OPEN, "listing-date-missing" if listing_blamed else why)
        return Lit(atom)

    return bodies.listed(book, case, affiliation.body, role, dated)


def _lasted(affiliation: AffiliationFacts) -> tuple[DateRange | None, DateRange | None]:
    end = affiliation.end or (
        f"{affiliation.confirmed}/9999-12-31" if affiliation.confirmed else ""
    )
    return (
        parse_date(affiliation.start) if affiliation.start else None,
        parse_date(end) if end else None,
    )


def _listed_at(day: str, as_of: date) -> DateRange:
    # It stands on the list today, so it was listed some day up to today.
    try:
        return parse_date(day) if day else DateRange(date.min, as_of)
    except ValueError:
        return DateRange(date.min, as_of)


def _is_settled(start: DateRange | None, end: DateRange | None, window: Window) -> bool:
    """Tell whether the affiliation's own dates leave nothing open, whatever the listing's is."""
    narrow: Truth = overlaps(start, end, Window(window.first_latest or window.first, window.last))
    wide: Truth = overlaps(start, end, Window(window.first, window.last))
    return None not in (narrow, wide)
