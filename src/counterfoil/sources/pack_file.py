"""Read packs from TOML: validated, parsed, hashed."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.condition import ConditionError, parse_bindings, parse_condition
from counterfoil.domain.measure import Measure, MeasureKind
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import (
    AskedOf,
    Basis,
    Doubt,
    Jurisdiction,
    ListRole,
    Mark,
    Pack,
    Rule,
    RuleTest,
)
from counterfoil.errors import DataError
from counterfoil.reasoning.words import Words
from counterfoil.sources.pack_model import (
    DoubtModel,
    JurisdictionModel,
    MeasureModel,
    PackModel,
    QuestionModel,
    RuleModel,
)

OFFICER = "research-security officer"


def read_pack(path: Path) -> Pack:
    """Read one pack; raise DataError with the place of the fault."""
    return parse_pack(path.read_bytes(), name=path.name)


def parse_pack(content: bytes, *, name: str) -> Pack:
    """Read a pack from the bytes of its file; raise DataError."""
    try:
        raw = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise DataError(f"not a TOML file: {fault}", where=name, do="Mend the file.") from fault
    try:
        model = PackModel.model_validate(raw)
    except ValidationError as fault:
        raise DataError(_messages(fault, raw), where=name, do="Mend the pack file.") from fault
    return _pack(model, name, canonical_hash(_dated(raw)))


def _dated(value: object) -> object:
    if isinstance(value, dict):
        return {key: _dated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item) for item in value]
    return value if isinstance(value, str | int | bool) else str(value)


def _messages(fault: ValidationError, raw: dict[str, object]) -> str:
    lines = []
    for error in fault.errors():
        place = list(error["loc"])
        if place[:1] == ["rules"] and len(place) > 1 and isinstance(place[1], int):
            rules = raw.get("rules")
            rule = rules[place[1]] if isinstance(rules, list) else {}
            place[:2] = [f"rule {rule.get('id', place[1] + 1)}" if isinstance(rule, dict) else "?"]
        lines.append(f"{' > '.join(map(str, place))}: {error['msg']}")
    return "; ".join(lines)


def _pack(model: PackModel, name: str, content_hash: str) -> Pack:
    head = model.pack
    try:
        applies = parse_condition(head.applies) if head.applies else None
    except ConditionError as fault:
        raise DataError(f"pack > applies: {fault}", where=name) from fault
    pack = Pack(
        pack_id=head.id,
        title=head.title,
        issuer=head.issuer,
        edition=head.edition,
        since=head.since,
        until=head.until,
        applies=applies,
        applies_text=head.applies,
        applies_plain=head.applies_plain,
        lists=tuple(ListRole(x.role, x.title, x.cadence_days, x.datasets) for x in model.lists),
        questions=tuple(_question(question) for question in model.questions),
        rules=tuple(_rule(rule, name) for rule in model.rules),
        not_modelled=head.not_modelled,
        content_hash=content_hash,
        regime=head.regime,
        replaces=head.replaces,
        sources=head.sources,
        jurisdictions=tuple(_jurisdiction(place) for place in model.jurisdictions),
        windows=tuple(sorted(model.windows.items())),
    )
    words = Words.of(pack)
    return replace(
        pack,
        applies=words.in_full(applies) if applies is not None else None,
        rules=tuple(replace(rule, when=words.in_full(rule.when)) for rule in pack.rules),
    )


def _question(model: QuestionModel) -> AskedOf:
    return AskedOf(
        model.key,
        model.text,
        model.if_true,
        model.if_false,
        model.who,
        model.settles,
        model.about or "",
    )


def _jurisdiction(model: JurisdictionModel) -> Jurisdiction:
    countries = model.countries or model.outside
    return Jurisdiction(model.key, model.title, countries, outside=bool(model.outside))


def _rule(model: RuleModel, name: str) -> Rule:
    try:
        variables, when = parse_bindings(model.for_), parse_condition(model.when)
    except ConditionError as fault:
        raise DataError(f"rule {model.id}: {fault}", where=name) from fault
    paper, outcome = model.procedural, Outcome.of(model.outcome) if model.outcome else None
    basis = model.basis
    return Rule(
        rule_id=model.id,
        variables=variables,
        when=when,
        when_text=model.when,
        outcome=outcome,
        hold=model.hold,
        procedural=paper is not None,
        unless=model.unless,
        basis=Basis(basis.instrument, basis.clause, basis.paraphrase, basis.source),
        mark=Mark(model.mark),
        plain=model.plain,
        document=paper.document if paper else "",
        due=paper.due if paper else "",
        consequence=paper.consequence if paper else "",
        since=model.since,
        until=model.until,
        measures=tuple(_measure(measure) for measure in model.measures),
        tests=tuple(
            RuleTest(test.expect, test.given, test.proposed, test.assessed, test.starts)
            for test in model.tests
        ),
        doubt=_doubt(model.in_doubt, outcome),
    )


def _doubt(model: DoubtModel | None, outcome: Outcome | None) -> Doubt | None:
    if model is None:
        return None
    otherwise = outcome if outcome is not None else Outcome.REFER
    return Doubt(model.since, model.until, model.why, model.if_in_force, model.if_not, otherwise)


def _measure(model: MeasureModel) -> Measure:
    # With a code, what is left out is filled from the catalogue of measures.
    owner = "" if model.code else OFFICER
    return Measure(
        MeasureKind(model.kind),
        model.what,
        model.whom,
        model.before,
        owner if model.owner is None else model.owner,
        model.proof,
        model.code,
    )
