"""Run a rule's own tests: given these calls, does it fire, not, or may it?"""

from __future__ import annotations

from collections.abc import Mapping

from counterfoil.domain.condition import (
    AndC,
    Call,
    Condition,
    NotC,
    Quantified,
    parse_condition,
)
from counterfoil.domain.pack import Pack, Rule, RuleTest
from counterfoil.domain.truth import Truth, kleene_all, kleene_any, kleene_not

EXPECTED: Mapping[Truth, str] = {True: "fires", False: "not", None: "unknown"}


def given_facts(test: RuleTest) -> dict[Call, Truth]:
    """Read the `given` lines of a test; raise ConditionError on a line that is not a call."""
    facts: dict[Call, Truth] = {}
    for line in test.given:
        text, value = line.strip(), True
        truth: Truth = value
        if text.startswith("not "):
            text, truth = text[4:], False
        elif text.startswith("unknown "):
            text, truth = text[8:], None
        call = parse_condition(text)
        if not isinstance(call, Call):
            message = f"a test gives single calls, not {line!r}"
            raise ValueError(message)  # noqa: TRY004 - a fault of the text, not of a type
        facts[call] = truth
    return facts


def outcome_of_test(pack: Pack, rule: Rule, test: RuleTest) -> str:
    """Return fires, not or unknown for a rule, its `unless` worked in; one of each set."""
    return EXPECTED[_fires(pack, rule, given_facts(test))]


def _fires(pack: Pack, rule: Rule, facts: Mapping[Call, Truth]) -> Truth:
    exempt = kleene_any([_fires(pack, pack.rule(other), facts) for other in rule.unless])
    return kleene_all([_value(rule.when, facts), kleene_not(exempt)])


def _value(condition: Condition, facts: Mapping[Call, Truth]) -> Truth:
    if isinstance(condition, Call):
        return facts.get(condition, False)
    if isinstance(condition, NotC):
        return kleene_not(_value(condition.part, facts))
    if isinstance(condition, Quantified):
        return _value(condition.part, facts)
    values = [_value(part, facts) for part in condition.parts]
    return kleene_all(values) if isinstance(condition, AndC) else kleene_any(values)
