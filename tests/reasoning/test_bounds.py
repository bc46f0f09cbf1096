"""What can be read off a formula, against enumeration."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.outcome import Outcome
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.bounds import MIXED_LIMIT, can_be_true, must_be_true
from counterfoil.reasoning.formula import (
    All,
    Any,
    Formula,
    Lit,
    Not,
    all_of,
    any_of,
    atoms,
    evaluate,
    negate,
    polarities,
    substitute,
)
from counterfoil.reasoning.interval import Interval, PackFormulas

LITERALS = st.integers(0, 8).map(lambda n: Lit(Atom("fact", (str(n),))))
FORMULAS: st.SearchStrategy[Formula] = st.recursive(
    st.one_of(LITERALS, LITERALS, LITERALS, st.booleans()),
    lambda parts: st.one_of(
        parts.map(negate),
        st.lists(parts, min_size=1, max_size=4).map(all_of),
        st.lists(parts, min_size=1, max_size=4).map(any_of),
    ),
    max_leaves=25,
)


def truth(formula: Formula, facts: Mapping[Atom, bool]) -> bool:
    """Return the value of a formula when every fact is known."""
    match formula:
        case bool():
            return formula
        case Lit(atom):
            return facts[atom]
        case Not(part):
            return not truth(part, facts)
        case All(parts):
            return all(truth(part, facts) for part in parts)
        case Any(parts):
            return any(truth(part, facts) for part in parts)


def values_of(formula: Formula) -> set[bool]:
    """Return the values a formula takes over all completions."""
    names = sorted(atoms(formula))
    return {
        truth(formula, dict(zip(names, values, strict=True)))
        for values in product((False, True), repeat=len(names))
    }


@given(FORMULAS)
def test_can_be_true_is_enumeration(formula: Formula) -> None:
    """Up to nine atoms, whether a formula can be true is exact and what enumeration finds."""
    assert can_be_true(formula) == (True in values_of(formula), True)


@given(FORMULAS)
def test_must_be_true_is_enumeration(formula: Formula) -> None:
    """Up to nine atoms, whether a formula must be true is exact and what enumeration finds."""
    assert must_be_true(formula) == (False not in values_of(formula), True)


def alternating(number: int) -> Formula:
    """Return the formula that wants neighbours of a ring to differ: impossible for odd rings."""
    ring = [Lit(Atom("ring", (f"{n:02}",))) for n in range(number)]
    return all_of(
        part
        for left, right in zip(ring, [*ring[1:], ring[0]], strict=True)
        for part in (any_of((left, right)), any_of((negate(left), negate(right))))
    )


@pytest.mark.parametrize("number", [3, 4, 9, MIXED_LIMIT])
def test_ten_mixed_atoms_are_enumerated(number: int) -> None:
    """Up to ten atoms of both polarities, an impossible formula is known to be impossible."""
    assert MIXED_LIMIT == 10
    assert can_be_true(alternating(number)) == (number % 2 == 0, True)
    assert must_be_true(negate(alternating(number))) == (number % 2 == 1, True)


@pytest.mark.parametrize("number", [MIXED_LIMIT + 1, MIXED_LIMIT + 2])
def test_more_than_ten_are_a_bound_that_says_so(number: int) -> None:
    """From eleven on nothing is ruled out and nothing proved, and the answer is not exact."""
    assert can_be_true(alternating(number)) == (True, False)
    assert must_be_true(negate(alternating(number))) == (False, False)


def test_one_exact_part_makes_a_disjunction_exact() -> None:
    """A part that can certainly be true decides a disjunction whatever the others hide."""
    certain = Lit(Atom("certain"))
    assert can_be_true(any_of((alternating(11), certain))) == (True, True)
    assert can_be_true(any_of((alternating(11), alternating(3)))) == (True, False)
    assert can_be_true(any_of((alternating(5), alternating(3)))) == (False, True)


@given(FORMULAS, st.dictionaries(st.integers(0, 8), st.booleans()))
def test_substituting_keeps_every_value(formula: Formula, drawn: dict[int, bool]) -> None:
    """Putting facts in changes no value of a formula and leaves none of those facts behind."""
    known = {Atom("fact", (str(n),)): value for n, value in drawn.items()}
    rest = substitute(formula, known)
    assert not atoms(rest) & known.keys()
    names = sorted(atoms(formula) - known.keys())
    for values in product((False, True), repeat=len(names)):
        facts = dict(zip(names, values, strict=True))
        assert truth(rest, facts) is truth(formula, {**facts, **known})


@given(FORMULAS, st.dictionaries(st.integers(0, 8), st.booleans()))
def test_the_kleene_value_is_sound(formula: Formula, drawn: dict[int, bool]) -> None:
    """A Kleene value that is known is the only value, and nothing is unknown without unknowns."""
    known = {Atom("fact", (str(n),)): value for n, value in drawn.items()}
    value = evaluate(formula, known)
    assert value is None or values_of(substitute(formula, known)) == {value}
    everything = {Atom("fact", (str(n),)): n % 2 == 0 for n in range(9)}
    assert evaluate(formula, everything) is truth(formula, everything)


@given(FORMULAS)
def test_an_atom_of_one_polarity_is_monotone(formula: Formula) -> None:
    """Turning a positive atom true, or a negative one false, never makes a formula false."""
    positive, negative = polarities(formula)
    names = sorted(atoms(formula))
    for atom in (positive | negative) - (positive & negative):
        others = [name for name in names if name != atom]
        for values in product((False, True), repeat=len(others)):
            facts = dict(zip(others, values, strict=True))
            worse = truth(formula, {**facts, atom: atom in negative})
            better = truth(formula, {**facts, atom: atom in positive})
            assert better or not worse


def test_an_interval_says_which_end_is_a_bound() -> None:
    """One end that is not proved is enough for an interval not to call itself exact."""
    simple, tangled = Lit(Atom("simple")), alternating(11)
    refer, prohibit = Outcome.REFER, Outcome.PROHIBIT
    lowest = PackFormulas(((prohibit, simple), (refer, negate(tangled))), hold=False)
    assert lowest.interval() == Interval(Outcome.NONE, prohibit, hold=False, exact=False)
    highest = PackFormulas(((prohibit, tangled), (refer, simple)), hold=False)
    assert highest.interval() == Interval(Outcome.NONE, prohibit, hold=False, exact=False)
    for hold in (tangled, negate(tangled)):
        held = PackFormulas(((refer, simple),), hold=hold)
        assert held.interval() == Interval(Outcome.NONE, refer, hold=None, exact=False)
    small = PackFormulas(((prohibit, simple), (refer, negate(alternating(9)))), hold=False)
    assert small.interval() == Interval(refer, prohibit, hold=False, exact=True)


def test_one_sign_for_each_atom_is_open_at_once() -> None:
    """Where every atom has one sign both values are found without a table, however many atoms."""
    pairs = ((Lit(Atom("p", (str(n),))), Lit(Atom("n", (str(n),)))) for n in range(40))
    wide = any_of(all_of((plus, negate(minus))) for plus, minus in pairs)
    for formula in (wide, negate(wide)):
        assert can_be_true(formula) == (True, True)
        assert must_be_true(formula) == (False, True)
