"""A brute-force oracle of rule packs, written from the semantics and not from the program.

A pack is kept with its variables. Nothing is ground, folded or fixed: each condition is worked
out from the top for each completion of the unknown facts. One vector holds the truth value of a
condition in all completions at once, so twelve unknowns are 4,096 entries and not 4,096 runs;
`outcome_of` below does the same for one completion in plain Python, and the tests hold the two
against each other.

The semantics, in the order of the functions:

- a fact is known, or free in the completions;
- `Some` is OR and `Each` is AND over a frozen set; `Each` over an empty set is false; a set that
  is declared incomplete has one more member, about whom nothing is known;
- a rule fires for a binding of its variables when its condition holds there and no rule of its
  `unless` fires; a variable that both rules bind has one value, the others range freely;
- the outcome is the highest of the rules that fire; exemptions and paperwork have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Fact = tuple[str, tuple[str, ...]]
Vector = NDArray[np.bool_]
Env = Mapping[str, str]

UNNAMED = "(not named) "


@dataclass(frozen=True)
class Says:
    """A fact; its arguments are variables or names."""

    predicate: str
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nay:
    """Negation."""

    part: Condition


@dataclass(frozen=True)
class Both:
    """Conjunction of at least one part."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Either:
    """Disjunction of at least one part."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Some:
    """There is a member of the set for whom the part holds."""

    variable: str
    over: str
    part: Condition


@dataclass(frozen=True)
class Each:
    """The set has members, and the part holds for every one of them."""

    variable: str
    over: str
    part: Condition


Condition = Says | Nay | Both | Either | Some | Each


@dataclass(frozen=True)
class Rule:
    """A rule with its variables; `outcome` is a ladder step, None for an exemption."""

    rule_id: str
    binds: tuple[tuple[str, str], ...]
    when: Condition
    outcome: int | None
    hold: bool = False
    procedural: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class World:
    """The frozen sets of one engagement, which of them are incomplete, and the known facts."""

    sets: Mapping[str, tuple[str, ...]]
    incomplete: frozenset[str]
    known: Mapping[Fact, bool]

    def members(self, name: str) -> tuple[str, ...]:
        """Return the members of a set, with the unnamed one where it is incomplete."""
        if name in self.incomplete:
            return (*self.sets[name], UNNAMED + name)
        return self.sets[name]


@dataclass(frozen=True)
class Completions:
    """What a pack gives in each completion: the outcome, and whether something holds.

    `values[fact]` is the vector of values that the completions give an unknown fact.
    """

    values: Mapping[Fact, Vector]
    outcome: NDArray[np.int8]
    hold: Vector

    def interval(self, answers: Mapping[Fact, bool]) -> tuple[int, int, bool | None]:
        """Return lowest, highest and hold over the completions that agree with the answers."""
        keep = np.ones(len(self.outcome), dtype=np.bool_)
        for fact, value in answers.items():
            keep &= self.values[fact] == value
        outcome, hold = self.outcome[keep], self.hold[keep]
        always = bool(hold[0])
        return int(outcome.min()), int(outcome.max()), always if (hold == always).all() else None


def facts_of(rules: tuple[Rule, ...], world: World) -> list[Fact]:
    """Return every ground fact that some rule of the pack asks about, sorted."""
    found: set[Fact] = set()
    for rule in rules:
        for env in _bindings(rule, {}, world):
            found |= set(_facts(rule.when, env, world))
    return sorted(found)


def completions_of(rules: tuple[Rule, ...], world: World) -> Completions:
    """Work the pack out in each of the 2^n completions of its n unknown facts."""
    unknown = [fact for fact in facts_of(rules, world) if fact not in world.known]
    number = np.arange(2 ** len(unknown))
    free = {fact: (number >> place) % 2 == 1 for place, fact in enumerate(unknown)}
    known = {fact: np.full(len(number), value) for fact, value in world.known.items()}
    run = _Run({rule.rule_id: rule for rule in rules}, world, free | known, len(number))
    outcome = np.zeros(len(number), dtype=np.int8)
    hold = np.zeros(len(number), dtype=np.bool_)
    for rule in rules:
        if rule.outcome is None or rule.procedural:
            continue
        fired = run.fires(rule, {})
        outcome[fired & (outcome < rule.outcome)] = rule.outcome
        if rule.hold:
            hold |= fired
    return Completions(free, outcome, hold)


def _bindings(rule: Rule, given: Env, world: World) -> Iterator[dict[str, str]]:
    free = [(name, over) for name, over in rule.binds if name not in given]
    fixed = {name: given[name] for name, _ in rule.binds if name in given}
    for chosen in product(*(world.members(over) for _, over in free)):
        yield fixed | {name: who for (name, _), who in zip(free, chosen, strict=True)}


def _facts(condition: Condition, env: Env, world: World) -> Iterator[Fact]:
    match condition:
        case Says(predicate, args):
            yield predicate, tuple(env.get(arg, arg) for arg in args)
        case Nay(part):
            yield from _facts(part, env, world)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _facts(part, env, world)
        case Some(variable, over, part) | Each(variable, over, part):
            for who in world.members(over):
                yield from _facts(part, {**env, variable: who}, world)


@dataclass(frozen=True)
class _Run:
    by_id: Mapping[str, Rule]
    world: World
    values: Mapping[Fact, Vector]
    size: int

    def fires(self, rule: Rule, given: Env) -> Vector:
        fired = np.zeros(self.size, dtype=np.bool_)
        for env in _bindings(rule, given, self.world):
            here = self.holds(rule.when, env)
            for other in rule.unless:
                here = here & ~self.fires(self.by_id[other], env)
            fired |= here
        return fired

    def holds(self, condition: Condition, env: Env) -> Vector:
        match condition:
            case Says(predicate, args):
                return self.values[predicate, tuple(env.get(arg, arg) for arg in args)]
            case Nay(part):
                return ~self.holds(part, env)
            case Both(parts):
                return _all([self.holds(part, env) for part in parts])
            case Either(parts):
                return _any([self.holds(part, env) for part in parts])
            case Some(variable, over, part) | Each(variable, over, part):
                who = self.world.members(over)
                each = [self.holds(part, {**env, variable: name}) for name in who]
                if not each:
                    return np.zeros(self.size, dtype=np.bool_)
                return _any(each) if isinstance(condition, Some) else _all(each)


def _all(vectors: list[Vector]) -> Vector:
    joined = vectors[0]
    for vector in vectors[1:]:
        joined = joined & vector
    return joined


def _any(vectors: list[Vector]) -> Vector:
    joined = vectors[0]
    for vector in vectors[1:]:
        joined = joined | vector
    return joined


def outcome_of(
    rules: tuple[Rule, ...], world: World, facts: Mapping[Fact, bool]
) -> tuple[int, bool]:
    """Return outcome and hold in one completion, in plain Python, to check the vectors by."""
    by_id = {rule.rule_id: rule for rule in rules}

    def holds(condition: Condition, env: Env) -> bool:
        match condition:
            case Says(predicate, args):
                return facts[predicate, tuple(env.get(arg, arg) for arg in args)]
            case Nay(part):
                return not holds(part, env)
            case Both(parts):
                return all(holds(part, env) for part in parts)
            case Either(parts):
                return any(holds(part, env) for part in parts)
            case Some(variable, over, part):
                return any(holds(part, {**env, variable: who}) for who in world.members(over))
            case Each(variable, over, part):
                members = world.members(over)
                return bool(members) and all(holds(part, {**env, variable: who}) for who in members)

    def fires(rule: Rule, given: Env) -> bool:
        return any(
            holds(rule.when, env) and not any(fires(by_id[other], env) for other in rule.unless)
            for env in _bindings(rule, given, world)
        )

    firing = [r for r in rules if r.outcome is not None and not r.procedural and fires(r, {})]
    return max((r.outcome or 0 for r in firing), default=0), any(r.hold for r in firing)
