"""A pack in plain language: whom it applies to, and each rule as somebody new to it reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterfoil.app.packs.condition_words import Speech, clause, condition_lines
from counterfoil.app.packs.look_back import look_back, windows_of
from counterfoil.domain.condition import Call, ConditionError, parse_condition
from counterfoil.domain.measure import Measure
from counterfoil.domain.pack import Jurisdiction, Mark, Pack, Rule, RuleTest
from counterfoil.reasoning.polarity import Effect, polarity_of

_TAIL = re.compile(r"^(?P<call>[^)]*\)) (?P<dates>(?:on|from|to|confirmed|listed) .*)$")
_EXPECTED = {
    "fires": "it fires",
    "not": "it stays silent",
    "unknown": "it is open whether it fires",
}
_EFFECT = {
    Effect.NONE: "a {what} changes nothing here",
    Effect.RAISE: "one more {what} can only make it fire, never free from it",
    Effect.LOWER: "one more {what} can only free from it, never make it fire",
    Effect.EITHER: "one more {what} can do either: make it fire, or free from it",
}


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule in words; `sort` is rule, exemption or checklist, `when` an indented list."""

    rule: str
    sort: str
    says: str
    for_each: str
    when: tuple[str, ...]
    outcome: str
    hold: bool
    in_force: str
    look_back: tuple[str, ...]
    unless: tuple[str, ...]
    checklist: str
    doubt: tuple[str, ...]
    basis: str
    source: str
    mark: str
    measures: tuple[str, ...]
    polarity: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackWords:
    """A pack in words."""

    pack: str
    title: str
    issuer: str
    edition: str
    in_force: str
    regime: str
    replaces: str
    applies_to: str
    applies_when: tuple[str, ...]
    lists: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    windows: tuple[str, ...]
    questions: tuple[str, ...]
    verified: str
    not_modelled: tuple[str, ...]
    sources: tuple[str, ...]
    rules: tuple[RuleWords, ...]


def explain_pack(pack: Pack) -> PackWords:
    """Return a linted pack in words, all its rules with it."""
    speech = Speech.of(pack)
    applies = condition_lines(speech, parse_condition(pack.applies_text)) if pack.applies else []
    marked = sum(rule.mark is Mark.VERIFIED for rule in pack.rules)
    return PackWords(
        pack=pack.pack_id,
        title=pack.title,
        issuer=pack.issuer,
        edition=pack.edition.isoformat(),
        in_force=days_in_force(pack),
        regime=pack.regime,
        replaces=pack.replaces,
        applies_to=pack.applies_plain or "every engagement",
        applies_when=tuple(applies),
        lists=tuple(
            f"{role.title} ({role.role}): older than {role.cadence_days} days is stale; "
            + (f"filled by {', '.join(role.datasets)}" if role.datasets else "bind it yourself")
            for role in pack.lists
        ),
        jurisdictions=tuple(map(_place, pack.jurisdictions)),
        windows=tuple(f"{name}: {look_back(window)}" for name, window in pack.windows),
        questions=tuple(
            f"{asked.text} (asked of the {asked.who}"
            + (f", for each {asked.about}" if asked.about else "")
            + f"; settled by {asked.settles})"
            for asked in pack.questions
        ),
        verified=f"{marked} of {len(pack.rules)} rules were read in their public source",
        not_modelled=pack.not_modelled,
        sources=pack.sources,
        rules=tuple(explain_rule(pack, rule) for rule in pack.rules),
    )


def explain_rule(pack: Pack, rule: Rule) -> RuleWords:
    """Return one rule of a linted pack in words."""
    speech = Speech.of(pack, rule.variables)
    polarity = polarity_of(pack, rule)
    checklist = ""
    if rule.procedural:
        checklist = f"{rule.document}, {rule.due}; else: {rule.consequence.rstrip('.')}"
    return RuleWords(
        rule=rule.rule_id,
        sort=sort_of(rule),
        says=rule.plain,
        for_each=" and ".join(
            f"each {speech.who(name).removeprefix('the ')}" for name, _ in rule.variables
        ),
        when=tuple(condition_lines(speech, parse_condition(rule.when_text))),
        outcome=rule.outcome.key if rule.outcome is not None else "",
        hold=rule.hold,
        in_force=days_in_force(rule) if rule.since or rule.until else "",
        look_back=tuple(map(look_back, windows_of(rule))),
        unless=tuple(f"{other}: {pack.rule(other).plain}" for other in rule.unless),
        checklist=checklist,
        doubt=_doubt(rule),
        basis=f"{rule.basis.instrument}, {rule.basis.clause}: {rule.basis.paraphrase}",
        source=rule.basis.source,
        mark=rule.mark.value,
        measures=tuple(map(_measure, rule.measures)),
        polarity=(
            _EFFECT[polarity.listing].format(what="listing"),
            _EFFECT[polarity.safeguard].format(what="safeguard or document on file"),
        ),
        tests=tuple(_test(speech, test) for test in rule.tests),
    )


def sort_of(rule: Rule) -> str:
    """Return what sort of rule it is: rule, exemption, or an entry of the checklist."""
    if rule.procedural:
        return "checklist"
    return "exemption" if rule.outcome is None else "rule"


def days_in_force(thing: Pack | Rule) -> str:
    """Return from when to when a pack or rule is in force, both days included."""
    if thing.since is None and thing.until is None:
        return "always"
    since = f"from {thing.since}" if thing.since else ""
    until = f"to {thing.until}" if thing.until else "on" if thing.since else ""
    return " ".join(filter(None, (since, until)))


def _place(place: Jurisdiction) -> str:
    countries = ", ".join(place.countries)
    return f"{place.title}: {'everywhere but ' if place.outside else ''}{countries}"


def _doubt(rule: Rule) -> tuple[str, ...]:
    doubt = rule.doubt
    if doubt is None:
        return ()
    days = f"from {doubt.since}" + (f" to {doubt.until}" if doubt.until else " on")
    return (
        f"{days} nobody can say whether this is law, so it refers and holds: {doubt.why}",
        f"if it is in force: {doubt.if_in_force} ({doubt.otherwise.key})",
        f"if it is not: {doubt.if_not}",
    )


def _measure(measure: Measure) -> str:
    whom = f" {measure.whom}" if measure.whom else ""
    proof = f"; shown by: {measure.proof}" if measure.proof else ""
    who = measure.owner or "research-security officer"
    what = measure.what or measure.code
    return f"{measure.kind.value}{whom} before {measure.before}: {what} ({who}{proof})"


def _test(speech: Speech, test: RuleTest) -> str:
    given = "; ".join(_given(speech, line.strip()) for line in test.given) or "nothing is given"
    days = [
        f"{word} {day}"
        for word, day in (
            ("proposed", test.proposed),
            ("assessed", test.assessed),
            ("starting", test.starts),
        )
        if day is not None
    ]
    when = f" ({', '.join(days)})" if days else ""
    return f"{_EXPECTED[test.expect]} if {given}{when}"


def _given(speech: Speech, line: str) -> str:
    sign = next((word for word in ("not ", "unknown ") if line.startswith(word)), "")
    text = line.removeprefix(sign)
    found = _TAIL.match(text)
    try:
        call = parse_condition(found["call"] if found else text)
    except ConditionError:
        return line
    if not isinstance(call, Call):
        return line
    said = clause(speech, call, wanted=sign != "not ")
    said += f" {found['dates']}" if found else ""
    return f"it is not known whether {said}" if sign == "unknown " else said
