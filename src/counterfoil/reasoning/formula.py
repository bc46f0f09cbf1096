"""Ground formulas over atoms, and what can be read off them.

A formula is `True`, `False`, or a tree of `Lit`, `Not`, `All`, `Any`. The constructors fold
constants, so a formula that is not a bool holds at least one atom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterfoil.domain.truth import Truth, kleene_all, kleene_any, kleene_not
from counterfoil.reasoning.atom import Atom


@dataclass(frozen=True, slots=True)
class Lit:
    """An atom standing for itself."""

    atom: Atom


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    part: Formula


@dataclass(frozen=True, slots=True)
class All:
    """Conjunction of two or more parts."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Disjunction of two or more parts."""

    parts: tuple[Formula, ...]


Formula = bool | Lit | Not | All | Any
Assignment = Mapping[Atom, bool]


def negate(part: Formula) -> Formula:
    """Return the negation; a double negation falls away."""
    if isinstance(part, bool):
        return not part
    return part.part if isinstance(part, Not) else Not(part)


def all_of(parts: Iterable[Formula]) -> Formula:
    """Return the conjunction; of nothing it is true."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part is False:
            return False
        if isinstance(part, All):
            kept.update(dict.fromkeys(part.parts))
        elif part is not True:
            kept[part] = None
    if not kept:
        return True
    return next(iter(kept)) if len(kept) == 1 else All(tuple(kept))


def any_of(parts: Iterable[Formula]) -> Formula:
    """Return the disjunction; of nothing it is false."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part is True:
            return True
        if isinstance(part, Any):
            kept.update(dict.fromkeys(part.parts))
        elif part is not False:
            kept[part] = None
    if not kept:
        return False
    return next(iter(kept)) if len(kept) == 1 else Any(tuple(kept))


def substitute(formula: Formula, known: Assignment) -> Formula:
    """Return the formula with the known atoms replaced by their values, constants folded."""
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, Lit):
        value = known.get(formula.atom)
        return formula if value is None else value
    if isinstance(formula, Not):
        return negate(substitute(formula.part, known))
    parts = (substitute(part, known) for part in formula.parts)
    return all_of(parts) if isinstance(formula, All) else any_of(parts)


def evaluate(formula: Formula, known: Assignment) -> Truth:
    """Return the Kleene value of the formula; atoms not in `known` are unknown."""
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, Lit):
        return known.get(formula.atom)
    if isinstance(formula, Not):
        return kleene_not(evaluate(formula.part, known))
    values = (evaluate(part, known) for part in formula.parts)
    return kleene_all(values) if isinstance(formula, All) else kleene_any(values)


def polarities(formula: Formula) -> tuple[set[Atom], set[Atom]]:
    """Return the atoms that occur positively and those that occur negatively."""
    positive: set[Atom] = set()
    negative: set[Atom] = set()

    def walk(node: Formula, *, sign: bool) -> None:
        if isinstance(node, Lit):
            (positive if sign else negative).add(node.atom)
        elif isinstance(node, Not):
            walk(node.part, sign=not sign)
        elif isinstance(node, All | Any):
            for part in node.parts:
                walk(part, sign=sign)

    walk(formula, sign=True)
    return positive, negative


def atoms(formula: Formula) -> set[Atom]:
    """Return every atom of the formula."""
    positive, negative = polarities(formula)
    return positive | negative
