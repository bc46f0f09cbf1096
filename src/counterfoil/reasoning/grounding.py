"""Ground a pack's rules over one case: conditions with variables become formulas over atoms."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from counterfoil.domain.case import Case
from counterfoil.domain.condition import AndC, Call, Condition, NotC, OrC, Quantified, calls
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook, Reading
from counterfoil.reasoning.formula import Formula, Lit, all_of, any_of, negate
from counterfoil.reasoning.predicates import CATALOGUE, UNKNOWN_INSTANCE, is_unnamed
from counterfoil.reasoning.rule import GroundRule, Instance
from counterfoil.reasoning.seats import ANYBODY, is_jurisdiction

Scope = Mapping[str, str]


def ground_pack(book: FactBook, case: Case, pack: Pack) -> list[GroundRule]:
    """Return the pack's rules in force on the case's day, over its sets."""
    rules = [rule for rule in pack.rules if rule.in_force(case.as_of)]
    alive = {rule.rule_id for rule in rules}
    return [_ground_rule(book, case, rule, alive) for rule in rules]


def missing_roles(case: Case, pack: Pack) -> Mapping[str, frozenset[str]]:
    """Return rule id -> list roles it needs that no loaded dataset fills, where there are any."""
    filled = {facts.role for facts in case.lists if facts.datasets and not facts.missing}
    missing = {rule.rule_id: frozenset(roles_of(rule) - filled) for rule in pack.rules}
    return {rule_id: roles for rule_id, roles in missing.items() if roles}


def roles_of(rule: Rule) -> set[str]:
    """Return the list roles a rule's condition names."""
    return {
        arg
        for call in calls(rule.when)
        for arg, kind in zip(call.args, CATALOGUE[call.predicate].params, strict=False)
        if kind == "list" or (kind == "class" and arg != ANYBODY and not is_jurisdiction(arg))
    }


def applies(book: FactBook, case: Case, pack: Pack) -> Formula:
    """Return the formula under which the pack applies to the engagement on the case's day."""
    if not pack.in_force(case.as_of):
        return False
    return True if pack.applies is None else ground(book, case, pack.applies, {})


def ground(book: FactBook, case: Case, condition: Condition, scope: Scope) -> Formula:
    """Return the formula of a condition; variables stand for the ids in `scope`."""
    if isinstance(condition, Call):
        return _call(book, case, condition, scope)
    if isinstance(condition, NotC):
        return negate(ground(book, case, condition.part, scope))
    if isinstance(condition, AndC):
        return all_of(ground(book, case, part, scope) for part in condition.parts)
    if isinstance(condition, OrC):
        return any_of(ground(book, case, part, scope) for part in condition.parts)
    return _quantified(book, case, condition, scope)


def members(case: Case, over: str) -> tuple[str, ...]:
    """Return the ids of a set; one unknown instance more where it is declared incomplete."""
    found: tuple[str, ...]
    if over == "parties":
        found = tuple(party.party for party in case.parties)
    elif over == "people":
        found = tuple(person.staff for person in case.people)
    else:
        found = tuple(flow.flow for flow in case.flows)
    # One per set: the party nobody named and the person nobody named are not one.
    return (*found, UNKNOWN_INSTANCE + over) if over in case.incomplete else found


def _ground_rule(book: FactBook, case: Case, rule: Rule, alive: set[str]) -> GroundRule:
    names = [name for name, _ in rule.variables]
    instances = []
    for values in product(*(members(case, over) for _, over in rule.variables)):
        binding = tuple(zip(names, values, strict=True))
        instances.append(Instance(binding, ground(book, case, rule.when, dict(binding))))
    unless = tuple(other for other in rule.unless if other in alive)
    return GroundRule(
        rule.rule_id, rule.outcome, tuple(instances), rule.hold, rule.procedural, unless
    )


def _call(book: FactBook, case: Case, call: Call, scope: Scope) -> Formula:
    args = tuple(scope.get(arg, arg) for arg in call.args)
    key = (call.predicate, args)
    formula = book.grounded.get(key)
    if formula is None:
        formula = book.grounded[key] = _ground_call(book, case, call.predicate, args)
    return formula


def _ground_call(book: FactBook, case: Case, predicate: str, args: tuple[str, ...]) -> Formula:
    if is_unnamed(args):
        return Lit(book.add(Atom(predicate, args), None, Reading.OPEN, "set-incomplete"))
    return CATALOGUE[predicate].ground(book, case, args)


def _quantified(book: FactBook, case: Case, condition: Quantified, scope: Scope) -> Formula:
    found = members(case, condition.over)
    parts = (
        ground(book, case, condition.part, {**scope, condition.variable: member})
        for member in found
    )
    if condition.every:
        # Of nobody nothing is said: `every` over an empty set is false.
        return all_of(parts) if found else False
    return any_of(parts)
