"""The pack linter: what a rule must carry, and what it may never say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

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
from counterfoil.domain.pack import Pack, Rule, RuleTest, common_day
from counterfoil.reasoning.conditionlint import ORIGIN, REFER, Scope, condition_faults
from counterfoil.reasoning.predicates import CATALOGUE
from counterfoil.reasoning.rule import GroundRule, firings
from counterfoil.reasoning.ruletest import given_facts, outcome_of_test
from counterfoil.reasoning.seats import ANYBODY
from counterfoil.reasoning.window import window_fault


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the rule (empty for the pack's head), its key, which of several.

    `key` is a key of the rule or a table of the pack (`questions`, `windows`, ...); `index` counts
    tests, measures or entries from 0, and is -1 where there is one.
    """

    rule: str
    key: str
    index: int
    text: str


def lint(pack: Pack) -> list[str]:
    """Return what is wrong with a pack, one sentence each; empty means it may be used."""
    return [f"{pack.pack_id}{f' > {f.rule}' if f.rule else ''}: {f.text}" for f in faults(pack)]


def faults(pack: Pack, *, run_tests: bool = True) -> list[Fault]:
    """Return what is wrong with a pack and where; its tests run only if all else is right."""
    found = [*_pack_faults(pack), *_table_faults(pack)]
    for rule in pack.rules:
        found += [
            *(
                Fault(rule.rule_id, "when", -1, text)
                for text in condition_faults(rule.when, Scope.of(pack, dict(rule.variables)))
            ),
            *_rule_faults(pack, rule),
            *_date_faults(pack, rule),
            *_measure_faults(rule),
        ]
    return found or [*_twin_faults(pack), *(_test_faults(pack) if run_tests else ())]


def _pack_faults(pack: Pack) -> Iterator[Fault]:
    ids = [rule.rule_id for rule in pack.rules]
    for rule_id in sorted({x for x in ids if ids.count(x) > 1}):
        yield Fault(rule_id, "id", -1, f"two rules are called {rule_id}")
    if pack.since and pack.until and pack.since > pack.until:
        yield Fault("", "until", -1, f"since {pack.since} is after until {pack.until}")
    if pack.replaces == pack.pack_id:
        yield Fault("", "replaces", -1, "a pack cannot replace itself")
    if pack.applies is not None:
        if not pack.applies_plain:
            text = "`applies` needs `applies_plain`, the same in words"
            yield Fault("", "applies", -1, text)
        for text in condition_faults(pack.applies, Scope.of(pack, {})):
            yield Fault("", "applies", -1, text)
    loose = [
        Fault(rule.rule_id, "unless", at, f"names an unless that does not exist: {other}")
        for rule in pack.rules
        for at, other in enumerate(rule.unless)
        if other not in ids
    ]
    yield from loose
    if loose:
        return
    try:
        firings([GroundRule(r.rule_id, r.outcome, (), unless=r.unless) for r in pack.rules])
    except ValueError as fault:
        yield Fault("", "rules", -1, str(fault))


def _table_faults(pack: Pack) -> Iterator[Fault]:
    for number, question in enumerate(pack.questions):
        said = f"{question.key} {question.text} {question.if_true} {question.if_false}"
        if ORIGIN.search(said.replace("_", " ")):
            yield Fault("", "questions", number, f"question {question.key}: {REFER}")
    for number, (name, window) in enumerate(pack.windows):
        if not window_fault(name):
            yield Fault("", "windows", number, f"{name!r} is a window itself, not a name for one")
        fault = window_fault(window)
        if fault:
            yield Fault("", "windows", number, f"window {name!r}: {fault}")
    roles = {role.role for role in pack.lists} | {ANYBODY}
    keys = [place.key for place in pack.jurisdictions]
    for number, key in enumerate(keys):
        if key in roles or key in keys[:number]:
            text = f"jurisdiction {key!r}: the name is taken by a list or another set"
            yield Fault("", "jurisdictions", number, text)


def _rule_faults(pack: Pack, rule: Rule) -> Iterator[Fault]:
    def fault(key: str, text: str) -> Fault:
        return Fault(rule.rule_id, key, -1, text)

    exempts = any(rule.rule_id in other.unless for other in pack.rules)
    if rule.outcome is None and not rule.procedural and not exempts:
        yield fault("id", "no outcome, not procedural, and no rule names it in its unless")
    if rule.procedural and (rule.outcome is not None or rule.hold):
        text = "a procedural rule has no outcome and no hold; it feeds the checklist"
        yield fault("procedural", text)
    if rule.hold and rule.outcome is None:
        yield fault("hold", "a hold needs an outcome beside it")
    needed = ["fires", "not", *(["unknown"] if _can_be_unknown(rule.when) else [])]
    expected = {test.expect for test in rule.tests}
    for want in (want for want in needed if want not in expected):
        yield fault("tests", f"no test with expect = {want!r}")


def _date_faults(pack: Pack, rule: Rule) -> Iterator[Fault]:
    def fault(key: str, text: str) -> Fault:
        return Fault(rule.rule_id, key, -1, text)

    if rule.since and rule.until and rule.since > rule.until:
        yield fault("until", f"since {rule.since} is after until {rule.until}")
    elif common_day(rule, pack) is None:
        yield fault("since", "the rule is in force on no day on which the pack is")
    doubt = rule.doubt
    if doubt is None:
        return
    if rule.outcome is None:
        yield fault("in_doubt", "only a rule with an outcome can be in doubt; it then refers")
    if doubt.until and doubt.since > doubt.until:
        yield fault("in_doubt", f"since {doubt.since} is after until {doubt.until}")
    elif common_day(doubt, rule) is None:
        yield fault("in_doubt", "the doubt stands on no day on which the rule is in force")


def _measure_faults(rule: Rule) -> Iterator[Fault]:
    for number, measure in enumerate(rule.measures):
        called = measure.what or measure.code
        if not measure.what:
            text = f"no measure of the catalogue has the code {measure.code!r}; give one, or `what`"
            yield Fault(rule.rule_id, "measures", number, text)
        elif not measure.owner:
            text = f"the measure {called!r} has no owner role"
            yield Fault(rule.rule_id, "measures", number, text)
        if measure.kind == "warn" and not measure.whom:
            text = f"the warning {called!r} does not say whom (a role of people)"
            yield Fault(rule.rule_id, "measures", number, text)


def _twin_faults(pack: Pack) -> Iterator[Fault]:
    # Two rules that say the same of the same days: one of them has its dates wrong.
    for one, other in combinations(pack.rules, 2):
        same = (one.variables, one.when, one.outcome, one.document, one.unless) == (
            other.variables, other.when, other.outcome, other.document, other.unless,
        )  # fmt: skip
        if same and common_day(one, other) is not None:
            text = f"says the same as {one.rule_id} on days on which both are in force"
            yield Fault(other.rule_id, "since" if other.since else "when", -1, text)


def _can_be_unknown(condition: Condition) -> bool:
    found = (CATALOGUE.get(call.predicate) for call in calls(condition))
    return any(predicate is not None and predicate.reading != "record" for predicate in found)


def _test_faults(pack: Pack) -> Iterator[Fault]:
    for rule in pack.rules:
        for number, test in enumerate(rule.tests):
            try:
                wrong = next(_given_faults(pack, rule, test), "")
                got = outcome_of_test(pack, rule, test)
            except (ConditionError, ValueError) as fault:
                wrong, got = str(fault), ""
            if wrong:
                yield Fault(rule.rule_id, "tests", number, f"test {number + 1}: {wrong}")
                continue
            if got != test.expect:
                text = f"test {number + 1} expects {test.expect}, the rule says {got}"
                yield Fault(rule.rule_id, "tests", number, text)


def _given_faults(pack: Pack, rule: Rule, test: RuleTest) -> Iterator[str]:
    # A slip in a fact would make it silently say nothing.
    scope, given = Scope.of(pack, _bound(pack, rule)), given_facts(pack, test)
    for call in given.values:
        yield from condition_faults(call, scope)
    for call in given.dated:
        params = CATALOGUE[call.predicate].params
        if "window" not in params:
            yield f"{call.predicate} has no window"
            continue
        place = params.index("window")
        args = (*call.args[:place], "ever", *call.args[place:])
        yield from condition_faults(Call(call.predicate, args), scope)


def _bound(pack: Pack, rule: Rule) -> dict[str, str]:
    """Return the variables of a rule, its quantifiers and its exemptions, with their sets."""
    bound = dict(_quantified(rule.when)) | dict(rule.variables)
    for other in rule.unless:
        bound = _bound(pack, pack.rule(other)) | bound
    return bound


def _quantified(condition: Condition) -> Iterator[tuple[str, str]]:
    if isinstance(condition, Quantified):
        yield condition.variable, condition.over
    if isinstance(condition, NotC | Quantified):
        yield from _quantified(condition.part)
    elif isinstance(condition, AndC | OrC):
        for part in condition.parts:
            yield from _quantified(part)
