"""Ground formulas over atoms, and what can be read off them.

A formula is `True`, `False`, or a tree of `Lit`, `Not`, `All`, `Any`. The constructors fold
constants, so a formula that is not a bool holds at least one atom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterfoil.domain.truth import Truth, kleene_all, kleene_any, kleene_not
from counterfoil.reasoning.atom import Atom


@dataclass(frozen=True, slots=True)
class Signs:
    """The atoms of a formula that occur without, and those that occur under, a negation."""

    positive: frozenset[Atom]
    negative: frozenset[Atom]


_NONE: frozenset[Atom] = frozenset()


class _Node:
    """A formula that is no constant; its hash is worked out once, its signs when first asked for."""

    __slots__ = ("_hash", "_signs")
    _hash: int
    _signs: Signs | None

    def __hash__(self) -> int:
        return self._hash

    @property
    def signs(self) -> Signs:
        """Return the atoms of the formula by sign."""
        if self._signs is None:
            object.__setattr__(self, "_signs", self._work_out())
        return self._signs  # type: ignore[return-value]

    def _keep(self, content: object) -> None:
        object.__setattr__(self, "_signs", None)
        object.__setattr__(self, "_hash", hash((type(self).__name__, content)))

    def _work_out(self) -> Signs:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=True)
class Lit(_Node):
    """An atom standing for itself."""

    atom: Atom
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        """Work out the hash."""
        self._keep(self.atom)

    def _work_out(self) -> Signs:
        return Signs(frozenset((self.atom,)), _NONE)


@dataclass(frozen=True, slots=True, eq=True)
class Not(_Node):
    """Negation."""

    part: Formula
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        """Work out the hash."""
        self._keep(self.part)

    def _work_out(self) -> Signs:
        inner = signs_of(self.part)
        return Signs(inner.negative, inner.positive)


@dataclass(frozen=True, slots=True, eq=True)
class All(_Node):
    """Conjunction of two or more parts."""

    parts: tuple[Formula, ...]
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        """Work out the hash."""
        self._keep(self.parts)

    def _work_out(self) -> Signs:
        return _joined(self.parts)


@dataclass(frozen=True, slots=True, eq=True)
class Any(_Node):
    """Disjunction of two or more parts."""

    parts: tuple[Formula, ...]
    __hash__ = _Node.__hash__

    def __post_init__(self) -> None:
        """Work out the hash."""
        self._keep(self.parts)

    def _work_out(self) -> Signs:
        return _joined(self.parts)


def _joined(parts: Sequence[Formula]) -> Signs:
    signs = [signs_of(part) for part in parts]
    return Signs(
        _NONE.union(*(s.positive for s in signs)), _NONE.union(*(s.negative for s in signs))
    )


def signs_of(formula: Formula) -> Signs:
    """Return the atoms of a formula by sign; a constant has none."""
    return Signs(_NONE, _NONE) if isinstance(formula, bool) else formula.signs


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
    signs, facts = formula.signs, known.keys()
    if facts.isdisjoint(signs.positive) and facts.isdisjoint(signs.negative):
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


def polarities(formula: Formula) -> tuple[frozenset[Atom], frozenset[Atom]]:
    """Return the atoms that occur positively and those that occur negatively."""
    signs = signs_of(formula)
    return signs.positive, signs.negative


def atoms(formula: Formula) -> frozenset[Atom]:
    """Return every atom of the formula."""
    signs = signs_of(formula)
    return signs.positive | signs.negative
