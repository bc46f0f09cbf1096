"""The outcome interval of one pack: lowest and highest outcome over the unknowns, and the hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterfoil.domain.outcome import Outcome
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.bounds import can_be_true, must_be_true
from counterfoil.reasoning.formula import (
    Assignment,
    Formula,
    any_of,
    atoms,
    polarities,
    substitute,
)
from counterfoil.reasoning.rule import Firing, GroundRule, firings


@dataclass(frozen=True, slots=True)
class Interval:
    """At least `low`, at most `high`; `hold` is unknown while some completion holds only.

    `exact` is false where more than ten unknowns of both polarities made it a sound bound.
    """

    low: Outcome
    high: Outcome
    hold: Truth
    exact: bool = True

    @property
    def is_settled(self) -> bool:
        """Tell whether one outcome is left; the hold may still be open."""
        return self.low == self.high

    @property
    def width(self) -> int:
        """Return the number of ladder steps between lowest and highest."""
        return int(self.high) - int(self.low)


@dataclass(frozen=True, slots=True)
class PackFormulas:
    """What a pack says of one engagement, before any fact is put in.

    `levels` holds (outcome, formula) per substantive rule; `hold` the formula of any hold.
    """

    levels: tuple[tuple[Outcome, Formula], ...]
    hold: Formula

    @classmethod
    def of(cls, rules: Sequence[GroundRule]) -> PackFormulas:
        """Work the rules' exemptions in and keep what bears on outcome and hold."""
        return cls.from_firings(rules, firings(rules))

    @classmethod
    def from_firings(
        cls, rules: Sequence[GroundRule], fired: dict[str, tuple[Firing, ...]]
    ) -> PackFormulas:
        """Do the same with firings at hand."""
        levels, holds = [], []
        for rule in rules:
            if rule.procedural or rule.outcome is None:
                continue
            formula = any_of(firing.formula for firing in fired[rule.rule_id])
            levels.append((rule.outcome, formula))
            if rule.hold:
                holds.append(formula)
        return cls(tuple(levels), any_of(holds))

    def under(self, known: Assignment) -> PackFormulas:
        """Put facts in; what is left are formulas over the unknown atoms."""
        levels = tuple((outcome, substitute(f, known)) for outcome, f in self.levels)
        kept = tuple((outcome, f) for outcome, f in levels if f is not False)
        return PackFormulas(kept, substitute(self.hold, known))

    def atoms(self) -> set[Atom]:
        """Return the atoms on which outcome or hold still depends."""
        return set(atoms(self.hold)).union(*(atoms(formula) for _, formula in self.levels))

    def may_be_settled(self) -> bool:
        """Tell in a moment whether one outcome may be left; False is certain, True is not.

        A formula in which every atom has one sign, and which is no constant, can be true and can
        be false. Where that holds of the highest outcome that is open, two outcomes are left.
        """
        certain = max((o for o, f in self.levels if f is True), default=Outcome.NONE)
        top = max((o for o, f in self.levels if f is not True), default=Outcome.NONE)
        if top <= certain:
            return True
        positive, negative = polarities(any_of(f for o, f in self.levels if o == top))
        return not positive.isdisjoint(negative)

    def interval(self) -> Interval:
        """Return the interval over all completions of the atoms that are left."""
        high, high_exact = self._highest()
        low, low_exact = self._lowest()
        must, must_exact = must_be_true(self.hold)
        can, can_exact = can_be_true(self.hold)
        hold: Truth = True if must else (None if can else False)
        return Interval(low, high, hold, high_exact and low_exact and must_exact and can_exact)

    def _highest(self) -> tuple[Outcome, bool]:
        for outcome in sorted({outcome for outcome, _ in self.levels}, reverse=True):
            can, exact = can_be_true(any_of(f for o, f in self.levels if o == outcome))
            if can:
                return outcome, exact
        return Outcome.NONE, True

    def _lowest(self) -> tuple[Outcome, bool]:
        certain = max((o for o, f in self.levels if f is True), default=Outcome.NONE)
        exact_so_far = True
        for outcome in sorted({outcome for outcome, _ in self.levels}, reverse=True):
            if outcome <= certain:
                break
            must, exact = must_be_true(any_of(f for o, f in self.levels if o >= outcome))
            if must:
                return outcome, exact_so_far
            exact_so_far = exact_so_far and exact
        return certain, exact_so_far


def interval_of(rules: Sequence[GroundRule], known: Assignment) -> Interval:
    """Return the interval of a set of rules under the known facts."""
    return PackFormulas.of(rules).under(known).interval()
