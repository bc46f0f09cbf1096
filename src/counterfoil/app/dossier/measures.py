"""Holds, warnings, measures and the checklist in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterfoil.app.dossier.desk import DossierDesk, day, joined
from counterfoil.app.dossier.packs import residual
from counterfoil.app.dossier.words import formula_words
from counterfoil.domain.assessment import RulePointer
from counterfoil.domain.dossier import CheckView, MeasureView
from counterfoil.domain.measure import Measure, MeasureKind
from counterfoil.domain.pack import Rule
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import atoms
from counterfoil.reasoning.predicates import is_unnamed

_NOBODY_ASKED = "if somebody or something not named yet is concerned"
_BEFORE = {
    "start": "the start",
    "submission": "submission",
    "signing": "signing",
    "departure": "departure",
    "release": "the release",
}


def hold_lines(desk: DossierDesk, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Return what is or may be on hold, and until what."""
    found: dict[str, list[str]] = {}
    for pointer in desk.assessed.assessment.holds:
        rule = desk.pack(pointer.pack).rule(pointer.rule)
        found.setdefault(_hold(desk, pointer, rule, numbers), []).append(pointer.rule)
    return tuple(f"{text} ({', '.join(dict.fromkeys(rules))})" for text, rules in found.items())


def measure_views(
    desk: DossierDesk, numbers: Mapping[str, int], *, warnings: bool
) -> tuple[MeasureView, ...]:
    """Return the warnings, or all other measures, each once with the rules that ask for it."""
    merged: dict[tuple[str, ...], MeasureView] = {}
    for pointer in desk.assessed.assessment.measures:
        rule = desk.pack(pointer.pack).rule(pointer.rule)
        measure = rule.measures[pointer.index]
        if (measure.kind is MeasureKind.WARN) is not warnings:
            continue
        view = _measure(desk, pointer, measure, numbers)
        key = (view.kind, view.text, view.whom, view.condition)
        known = merged.get(key)
        rules = tuple(dict.fromkeys((*(known.rules if known else ()), pointer.rule)))
        merged[key] = MeasureView(
            view.kind,
            view.text,
            view.whom,
            view.before,
            view.owner,
            view.proof,
            view.condition,
            rules,
        )
    return tuple(sorted(merged.values(), key=lambda v: v.condition != ""))


def check_views(desk: DossierDesk, numbers: Mapping[str, int]) -> tuple[CheckView, ...]:
    """Return the checklist: papers that are missing, by when, and what follows."""
    views = []
    for pointer in desk.assessed.assessment.checklist:
        rule = desk.pack(pointer.pack).rule(pointer.rule)
        views.append(
            CheckView(
                rule.document.replace("-", " "),
                f"before {_BEFORE[rule.due]}" if rule.due in _BEFORE else rule.due,
                rule.consequence,
                _condition(desk, pointer, numbers),
                rule.rule_id,
            )
        )
    return tuple(dict.fromkeys(views))


def before_text(desk: DossierDesk, before: str) -> str:
    """Return what a measure must come before: a date where the engagement has one."""
    if before in ("start", "departure", "release") and desk.case.starts is not None:
        return day(desk.case.starts)
    return _BEFORE.get(before, before)


def _condition(desk: DossierDesk, pointer: RulePointer, numbers: Mapping[str, int]) -> str:
    if pointer.truth:
        return ""
    open_atoms = atoms(residual(desk, pointer.pack, pointer.rule))
    asked = sorted(
        {
            numbers[question.key]
            for question in desk.assessed.assessment.questions
            if {_key(atom) for atom in open_atoms} & set(question.atoms)
        }
    )
    if not asked and any(is_unnamed(atom.args) for atom in open_atoms):
        return _NOBODY_ASKED
    if not asked:
        return f"if {formula_words(desk, residual(desk, pointer.pack, pointer.rule))}"
    word = "question" if len(asked) == 1 else "questions"
    return f"depending on {word} {joined([str(n) for n in asked])}"


def _key(atom: Atom) -> str:
    return atom.key


def _hold(desk: DossierDesk, pointer: RulePointer, rule: Rule, numbers: Mapping[str, int]) -> str:
    bound = {value for _, value in pointer.binding}
    flows = [
        f"{flow.what} to {flow.party}" if flow.direction == "out" else flow.what
        for flow in desk.case.flows
        if flow.flow in bound
    ]
    what = joined(flows) or "the engagement"
    own = [m.what for m in rule.measures if m.kind is MeasureKind.HOLD]
    if pointer.truth:
        return f"Hold {what}: {own[0] if own else rule.plain}"
    condition = _condition(desk, pointer, numbers)
    if condition == _NOBODY_ASKED:
        answered = "until everybody and everything that takes part is named"
    elif condition.startswith("if "):
        answered = condition  # its questions cannot change the outcome any more
    else:
        verb = "are" if condition.startswith("depending on questions") else "is"
        answered = f"{condition.replace('depending on', 'until')} {verb} answered"
    tail = f", and if it applies: {own[0]}" if own else ""
    return f"Hold {what} {answered}{tail}"


def _measure(
    desk: DossierDesk, pointer: RulePointer, measure: Measure, numbers: Mapping[str, int]
) -> MeasureView:
    return MeasureView(
        kind=measure.kind.value,
        text=measure.what,
        whom=", ".join(_who(desk, pointer, measure)),
        before=before_text(desk, measure.before),
        owner=measure.owner,
        proof=measure.proof,
        condition=_condition(desk, pointer, numbers),
        rules=(pointer.rule,),
    )


def _who(desk: DossierDesk, pointer: RulePointer, measure: Measure) -> Iterator[str]:
    if pointer.staff:
        yield from pointer.staff
    elif measure.whom:
        yield f"the {measure.whom} (nobody in this role is named)"
