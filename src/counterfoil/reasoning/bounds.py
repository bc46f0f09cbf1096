"""Can a formula be true, must it be true, over all values of its unknown atoms?

Atoms that occur with one polarity are fixed at their best value; at most ten others are
enumerated. Beyond that the Kleene value is the answer: sound, and said to be a bound.
"""

from __future__ import annotations

from itertools import product

from counterfoil.reasoning.formula import (
    Any,
    Formula,
    evaluate,
    negate,
    polarities,
    substitute,
)

MIXED_LIMIT = 10


def can_be_true(formula: Formula) -> tuple[bool, bool]:
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
    best = dict.fromkeys(positive - negative, True) | dict.fromkeys(negative - positive, False)
    rest = substitute(formula, best)
    mixed = sorted(positive & negative)
    if isinstance(rest, bool):
        return rest, True
    if len(mixed) > MIXED_LIMIT:
        return evaluate(rest, {}) is not False, False
    return any(
        substitute(rest, dict(zip(mixed, values, strict=True))) is True
        for values in product((True, False), repeat=len(mixed))
    ), True


def must_be_true(formula: Formula) -> tuple[bool, bool]:
    """Return whether every completion makes the formula true, and whether that is exact.

    Where it is not exact, False means only that nothing proves it.
    """
    can_fail, exact = can_be_true(negate(formula))
    return not can_fail, exact
