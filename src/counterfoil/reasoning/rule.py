"""Ground rules and the formulas under which they fire.

A rule has one instance per binding of its variables. It fires for a binding when its condition
holds there and no rule of its `unless` fires for a binding that agrees on the shared variables,
so an exemption for one party does not free another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterfoil.domain.outcome import Outcome
from counterfoil.reasoning.formula import Formula, all_of, any_of, negate

Binding = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """One binding of a rule's variables (sorted by name) with its ground condition."""

    binding: Binding
    when: Formula


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A rule over one engagement. An exemption has no outcome."""

    rule_id: str
    outcome: Outcome | None
    instances: tuple[Instance, ...]
    hold: bool = False
    procedural: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule's binding with the formula under which it fires, `unless` worked in."""

    rule_id: str
    binding: Binding
    formula: Formula


def firings(rules: Sequence[GroundRule]) -> dict[str, tuple[Firing, ...]]:
    """Return per rule id its firings; raise ValueError on a cycle or an unknown `unless`."""
    by_id = {rule.rule_id: rule for rule in rules}
    done: dict[str, tuple[Firing, ...]] = {}

    def resolve(rule_id: str, path: tuple[str, ...]) -> tuple[Firing, ...]:
        if rule_id in done:
            return done[rule_id]
        if rule_id in path:
            message = "rules exempt each other in a circle: " + " -> ".join((*path, rule_id))
            raise ValueError(message)
        if rule_id not in by_id:
            message = f"rule {path[-1]} names an unless that does not exist: {rule_id}"
            raise ValueError(message)
        rule = by_id[rule_id]
        exempting = [resolve(other, (*path, rule_id)) for other in rule.unless]
        result = tuple(
            Firing(rule_id, instance.binding, _fire(instance, exempting))
            for instance in rule.instances
        )
        done[rule_id] = result
        return result

    for rule in rules:
        resolve(rule.rule_id, ())
    return done


def _fire(instance: Instance, exempting: Sequence[tuple[Firing, ...]]) -> Formula:
    bound = dict(instance.binding)
    exempt = any_of(
        firing.formula for group in exempting for firing in group if _agrees(bound, firing.binding)
    )
    return all_of((instance.when, negate(exempt)))


def _agrees(bound: Mapping[str, str], binding: Binding) -> bool:
    return all(bound.get(name, value) == value for name, value in binding)
