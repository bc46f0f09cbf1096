"""The pack linter: what a rule must carry, and what it may never say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from counterfoil.domain.condition import (
    AndC,
    Call,
    Condition,
    ConditionError,
    NotC,
    OrC,
    Quantified,
    calls,
)
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.predicates import CATALOGUE
from counterfoil.reasoning.rule import GroundRule, firings
from counterfoil.reasoning.ruletest import outcome_of_test
from counterfoil.reasoning.window import is_since_listing, parse_window

_ORIGIN = re.compile(
    r"nation|citizen|birth|ethnic|relig|passport|country|surname|person_name|first_name",
    re.IGNORECASE,
)
_ANY_DAY = date(2026, 1, 1)
_SET_KIND = {"parties": "party", "people": "person", "flows": "flow"}


def lint(pack: Pack) -> list[str]:
    """Return what is wrong with a pack, one sentence each; empty means it may be used."""
    found = [f"{pack.pack_id}: {text}" for text in _pack_faults(pack)]
    roles = {role.role for role in pack.lists}
    asked = {question.key for question in pack.questions}
    for rule in pack.rules:
        faults = [
            *_condition_faults(rule.when, dict(rule.variables), roles, asked),
            *_rule_faults(pack, rule),
        ]
        found += [f"{pack.pack_id} > {rule.rule_id}: {text}" for text in faults]
    if not found:
        found = [f"{pack.pack_id} > {text}" for text in _test_faults(pack)]
    return found


def _pack_faults(pack: Pack) -> Iterator[str]:
    ids = [rule.rule_id for rule in pack.rules]
    for rule_id in sorted({x for x in ids if ids.count(x) > 1}):
        yield f"two rules are called {rule_id}"
    if pack.applies is not None:
        if not pack.applies_plain:
            yield "`applies` needs `applies_plain`, the same in words"
        yield from _condition_faults(pack.applies, {}, {x.role for x in pack.lists}, set())
    try:
        firings([GroundRule(r.rule_id, r.outcome, (), unless=r.unless) for r in pack.rules])
    except ValueError as fault:
        yield str(fault)


def _rule_faults(pack: Pack, rule: Rule) -> Iterator[str]:
    if rule.since and rule.until and rule.since > rule.until:
        yield f"since {rule.since} is after until {rule.until}"
    exempts = any(rule.rule_id in other.unless for other in pack.rules)
    if rule.outcome is None and not rule.procedural and not exempts:
        yield "no outcome, not procedural, and no rule names it in its unless"
    if rule.procedural and (rule.outcome is not None or rule.hold):
        yield "a procedural rule has no outcome and no hold; it feeds the checklist"
    if rule.hold and rule.outcome is None:
        yield "a hold needs an outcome beside it"
    needed = ["fires", "not", *(["unknown"] if _can_be_unknown(rule.when) else [])]
    expected = {test.expect for test in rule.tests}
    for want in (want for want in needed if want not in expected):
        yield f"no test with expect = {want!r}"
    yield from _measure_faults(rule)


def _measure_faults(rule: Rule) -> Iterator[str]:
    for measure in rule.measures:
        if not measure.owner:
            yield f"the measure {measure.what!r} has no owner role"
        if measure.kind == "warn" and not measure.whom:
            yield f"the warning {measure.what!r} does not say whom (a role of people)"


def _can_be_unknown(condition: Condition) -> bool:
    found = (CATALOGUE.get(call.predicate) for call in calls(condition))
    return any(predicate is not None and predicate.reading != "record" for predicate in found)


def _test_faults(pack: Pack) -> Iterator[str]:
    for rule in pack.rules:
        for number, test in enumerate(rule.tests, 1):
            try:
                got = outcome_of_test(pack, rule, test)
            except (ConditionError, ValueError) as fault:
                yield f"{rule.rule_id}: test {number}: {fault}"
                continue
            if got != test.expect:
                yield f"{rule.rule_id}: test {number} expects {test.expect}, the rule says {got}"


def _condition_faults(
    condition: Condition, scope: Mapping[str, str], roles: set[str], asked: set[str]
) -> Iterator[str]:
    if isinstance(condition, Call):
        yield from _call_faults(condition, scope, roles, asked)
    elif isinstance(condition, NotC):
        yield from _condition_faults(condition.part, scope, roles, asked)
    elif isinstance(condition, Quantified):
        inner = {**scope, condition.variable: condition.over}
        yield from _condition_faults(condition.part, inner, roles, asked)
    elif isinstance(condition, AndC | OrC):
        for part in condition.parts:
            yield from _condition_faults(part, scope, roles, asked)


def _call_faults(
    call: Call, scope: Mapping[str, str], roles: set[str], asked: set[str]
) -> Iterator[str]:
    predicate = CATALOGUE.get(call.predicate)
    if predicate is None:
        if _ORIGIN.search(call.predicate):
            yield (
                f"{call.predicate}: a rule may not turn on a person's country, origin or name; "
                "refer the question to the competent office instead"
            )
        else:
            yield f"{call.predicate}: no such predicate; known are {', '.join(CATALOGUE)}"
        return
    kinds = list(predicate.params)
    if kinds[-1].endswith("*"):
        kinds[-1:] = [kinds[-1][:-1]] * max(1, len(call.args) - len(kinds) + 1)
    if len(kinds) != len(call.args):
        yield f"{call.predicate} takes ({', '.join(predicate.params)}), not {len(call.args)} words"
        return
    for arg, kind in zip(call.args, kinds, strict=True):
        fault = _argument_fault(arg, kind, scope, roles)
        if fault:
            yield f"{call.predicate}: {fault}"
    if call.predicate != "affiliated" and any(map(is_since_listing, call.args)):
        yield f"{call.predicate}: since-listing is for affiliated(person, list, window) only"
    if call.predicate == "answer" and call.args[0] not in asked:
        yield f"answer({call.args[0]}): no [[questions]] entry has this key"


def _argument_fault(arg: str, kind: str, scope: Mapping[str, str], roles: set[str]) -> str:
    if kind in ("party", "person", "flow", "member"):
        wanted = ("party", "person") if kind == "member" else (kind,)
        if _SET_KIND.get(scope.get(arg, ""), "") not in wanted:
            return f"{arg!r} is not a variable over {' or '.join(wanted)}"
    elif kind == "list" and arg not in roles:
        return f"no [[lists]] entry has the role {arg!r}"
    elif kind == "number" and not arg.isdigit():
        return f"{arg!r} is not a whole number"
    elif kind == "window":
        try:
            parse_window(arg, _ANY_DAY)
        except ValueError as fault:
            return str(fault)
    return ""
