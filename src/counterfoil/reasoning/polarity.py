"""What one more listing, or one more safeguard, can do to a rule: read off the signs in its text.

A fact that occurs only without a negation around it can only make the rule fire, one that occurs
only under a negation (a `not`, or an exemption) can only keep it from firing, one that does both
can do either. It is a proof about the text, whatever the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from counterfoil.domain.condition import Call, Condition, NotC, Quantified
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.predicates import CATALOGUE
from counterfoil.reasoning.seats import ANYBODY, is_jurisdiction

SAFEGUARDS = frozenset({"safeguard", "on_file", "licence", "completed"})


class Effect(StrEnum):
    """What one more fact of a sort can do to the outcome of a rule."""

    NONE = "none"
    RAISE = "only raise"
    LOWER = "only lower"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Polarity:
    """What a listing and what a safeguard can do to one rule."""

    listing: Effect
    safeguard: Effect

    @property
    def is_mixed(self) -> bool:
        """Tell whether one of them can do either: the rules the documentation lists."""
        return Effect.EITHER in (self.listing, self.safeguard)


def polarity_of(pack: Pack, rule: Rule) -> Polarity:
    """Return what listings and safeguards can do to a rule, its exemptions worked in."""
    signs = list(_rule_signs(pack, rule, sign=True))
    return Polarity(
        _effect({sign for call, sign in signs if is_listing(call)}),
        _effect({sign for call, sign in signs if call.predicate in SAFEGUARDS}),
    )


def is_listing(call: Call) -> bool:
    """Tell whether a predicate turns on an entry of a list."""
    kinds = CATALOGUE[call.predicate].params
    return any(
        kind == "list" or (kind == "class" and arg != ANYBODY and not is_jurisdiction(arg))
        for arg, kind in zip(call.args, kinds, strict=False)
    )


def _effect(signs: set[bool]) -> Effect:
    if len(signs) == 1:
        return Effect.RAISE if True in signs else Effect.LOWER
    return Effect.EITHER if signs else Effect.NONE


def _rule_signs(pack: Pack, rule: Rule, *, sign: bool) -> Iterator[tuple[Call, bool]]:
    yield from _signs(rule.when, sign=sign)
    for other in rule.unless:
        yield from _rule_signs(pack, pack.rule(other), sign=not sign)


def _signs(condition: Condition, *, sign: bool) -> Iterator[tuple[Call, bool]]:
    if isinstance(condition, Call):
        yield condition, sign
    elif isinstance(condition, NotC):
        yield from _signs(condition.part, sign=not sign)
    elif isinstance(condition, Quantified):
        yield from _signs(condition.part, sign=sign)
    else:
        for part in condition.parts:
            yield from _signs(part, sign=sign)
