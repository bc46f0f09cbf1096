"""Facts: ground atoms with a truth value, how absence reads, and what says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from counterfoil.domain.truth import Truth
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import Formula


class Reading(StrEnum):
    """How the absence of a statement reads for a predicate."""

    CLOSED = "closed"  # looked for, not found: false
    OPEN = "open"  # no answer: unknown
    RECORD = "record"  # about what is on file: two-valued


@dataclass(frozen=True, slots=True)
class Fact:
    """An atom with its value.

    Attributes:
        why: reason code: identifier, judged, judged-unsure, judgements-disagree, name-alone,
            on-list, looked-not-found, not-loaded, answered, not-answered, share-missing,
            date-missing, recorded, set-incomplete, path.
        refs: statement ids, answer keys, dataset ids: what says so.

    """

    atom: Atom
    truth: Truth
    reading: Reading
    why: str
    refs: tuple[str, ...] = ()


class FactBook:
    """Collects the facts of one engagement while conditions are grounded."""

    def __init__(self) -> None:
        """Start empty; `grounded` keeps the formulas of calls that several rules share."""
        self._facts: dict[Atom, Fact] = {}
        self.grounded: dict[tuple[str, tuple[str, ...]], Formula] = {}

    def add(
        self, atom: Atom, truth: Truth, reading: Reading, why: str, refs: Iterable[str] = ()
    ) -> Atom:
        """Keep a fact; an atom already kept is left as it is."""
        if atom not in self._facts:
            self._facts[atom] = Fact(atom, truth, reading, why, tuple(refs))
        return atom

    def facts(self) -> list[Fact]:
        """Return all facts in the order of their keys."""
        return [self._facts[atom] for atom in sorted(self._facts)]

    def known_or_open(self, predicate: str, first: str) -> list[str]:
        """Return the second words of the atoms of a predicate whose first word is given."""
        return [a.args[1] for a in sorted(self._facts) if a[0] == predicate and a.args[0] == first]

    def get(self, atom: Atom) -> Fact:
        """Return one fact; raise KeyError."""
        return self._facts[atom]

    def known(self) -> dict[Atom, bool]:
        """Return the atoms that are true or false."""
        return {a: f.truth for a, f in self._facts.items() if f.truth is not None}
