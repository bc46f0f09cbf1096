"""Can a formula be true, must it be true, over all values of its unknown atoms?

Atoms that occur with one polarity are fixed at their best value; at most ten others are
enumerated. Beyond that the Kleene value is the answer: sound, and said to be a bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from counterfoil.domain.truth import Truth
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import (
    All,
    Any,
    Formula,
    Lit,
    Not,
    evaluate,
    negate,
    polarities,
    substitute,
)

MIXED_LIMIT = 10


def can_be_true(formula: Formula) -> tuple[bool, bool]:  # noqa: PLR0911 - one per sort
    """Return whether some completion makes the formula true, and whether that is exact.

    Where it is not exact, True means only that nothing rules it out.
    """
    if isinstance(formula, bool):
        return formula, True
    if isinstance(formula, Any):
        # A disjunction can be true if a part can: each part has fewer mixed atoms.
        answers = [can_be_true(part) for part in formula.parts]
        if (True, True) in answers:
            return True, True
        return any(can for can, _ in answers), all(exact for _, exact in answers)
    positive, negative = polarities(formula)
    if positive.isdisjoint(negative):
        return True, True  # no constant, every atom has one sign: at its best value it is true
    best = dict.fromkeys(positive - negative, True) | dict.fromkeys(negative - positive, False)
    rest = substitute(formula, best)
    mixed = sorted(positive & negative)
    if isinstance(rest, bool):
        return rest, True
    if len(mixed) > MIXED_LIMIT:
        return evaluate(rest, {}) is not False, False
    return _column(rest, mixed) != 0, True


def _column(formula: Formula, mixed: Sequence[Atom]) -> int:
    """Return the formula's truth table over the atoms: bit n is its value in completion n."""
    every = (1 << (1 << len(mixed))) - 1
    # Atom i is true in the completions whose number has bit i clear: blocks of 2^i ones.
    tables = {atom: every // ((1 << (1 << i)) + 1) for i, atom in enumerate(mixed)}

    def table(node: Formula) -> int:
        if isinstance(node, bool):
            return every if node else 0
        if isinstance(node, Lit):
            return tables[node.atom]
        if isinstance(node, Not):
            return every ^ table(node.part)
        tabled = (table(part) for part in node.parts)
        return reduce(and_ if isinstance(node, All) else or_, tabled)

    return table(formula)


def must_be_true(formula: Formula) -> tuple[bool, bool]:
    """Return whether every completion makes the formula true, and whether that is exact.

    Where it is not exact, False means only that nothing proves it.
    """
    can_fail, exact = can_be_true(negate(formula))
    return not can_fail, exact


def truth_of(formula: Formula) -> Truth:
    """Return true or false where every completion agrees (or the bound proves it), else None."""
    if must_be_true(formula)[0]:
        return True
    return None if can_be_true(formula)[0] else False
