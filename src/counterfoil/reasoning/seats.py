"""Ground formulas about where organisations have their seat, and about classes of bodies.

A class is the role of a list, a jurisdiction set written as `in:CN+RU` or `outside:US`, or
`anybody`. The seat of a natural person is never asked: no jurisdiction set holds a person.
"""

from __future__ import annotations

from counterfoil.domain.case import Body, Case
from counterfoil.domain.truth import Truth
from counterfoil.reasoning import bodies
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook, Reading
from counterfoil.reasoning.formula import Formula, Lit

ANYBODY = "anybody"
A_PERSON = "-"
_SETS = ("in:", "outside:")


def is_jurisdiction(word: str) -> bool:
    """Tell whether an argument is a jurisdiction set."""
    return word.startswith(_SETS)


def countries_of(word: str) -> frozenset[str]:
    """Return the countries a jurisdiction set names."""
    return frozenset(word.partition(":")[2].split("+"))


def holds(word: str, country: str) -> bool:
    """Tell whether a jurisdiction set holds a country."""
    return (country in countries_of(word)) is word.startswith("in:")


def seated(book: FactBook, body: Body, word: str) -> Formula:
    """Return whether the organisation's seat is in a jurisdiction set."""
    truth = _seated(body.seat, word)
    why = "recorded" if body.seat else "seat-missing"
    if body.seat == A_PERSON:
        why = "not-asked-of-persons"
    return Lit(book.add(Atom("seated", (body.body_id, word)), truth, Reading.OPEN, why))


def _seated(seat: str, word: str) -> Truth:
    if seat == A_PERSON:
        return False
    found = {holds(word, country) for country in seat.split("+")} if seat else set()
    return found.pop() if len(found) == 1 else None


def belongs(book: FactBook, case: Case, body: Body, word: str) -> Formula:
    """Return whether a body is of a class: on a list, seated in a set, or any body at all."""
    if word == ANYBODY:
        return True
    if is_jurisdiction(word):
        return seated(book, body, word)
    return bodies.listed(book, case, body, word)
