"""What the rules ask for: every measure of every rule that fired or may fire."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from counterfoil.app.dossier.desk import DossierDesk, joined
from counterfoil.app.dossier.questions import question_views
from counterfoil.app.dossier.words import formula_words
from counterfoil.domain.assessment import RulePointer
from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.dossier import QuestionView
from counterfoil.domain.measure import Measure
from counterfoil.domain.measure_catalogue import CatalogueMeasure, Each, MeasureCatalogue
from counterfoil.domain.mitigation import Asking
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.formula import Formula, any_of, atoms, substitute
from counterfoil.reasoning.predicates import is_unnamed, role_key

NOT_NAMED = "not-named"
_SETS = {Each.PARTY: "parties", Each.PERSON: "people", Each.FLOW: "flows"}
_UNNAMED = {
    "parties": "a party not named yet",
    "people": "a person not named yet",
    "flows": "something not named yet that leaves or enters",
}


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """One assessment with the catalogue of measures, and its questions in words by key."""

    desk: DossierDesk
    catalogue: MeasureCatalogue
    questions: Mapping[str, QuestionView] = field(repr=False)

    @classmethod
    def of(cls, desk: DossierDesk, catalogue: MeasureCatalogue) -> PlanDesk:
        """Put the questions into words once."""
        return cls(desk, catalogue, {view.key: view for view in question_views(desk)})


@dataclass(frozen=True, slots=True)
class Ask:
    """One measure of one rule under one binding; `member` is whom or what it is done for."""

    pointer: RulePointer
    pack: Pack
    rule: Rule
    measure: Measure
    entry: CatalogueMeasure | None
    member: str

    @property
    def certain(self) -> bool:
        """Tell whether the rule has fired."""
        return self.pointer.truth is True

    @property
    def key(self) -> str:
        """Return the key of its line in the plan; the same at every assessment."""
        if self.measure.code:
            return f"{self.measure.code}@{self.member}" if self.member else self.measure.code
        measure = self.measure
        parts = [measure.kind.value, measure.what, measure.whom, measure.before]
        return f"m-{hashlib.sha256(canonical_bytes(parts)).hexdigest()[:8]}"


def asks_of(plan: PlanDesk) -> list[Ask]:
    """Return all that is asked for, in the order of packs and rules."""
    found: list[Ask] = []
    for pointer in plan.desk.assessed.assessment.measures:
        pack = plan.desk.pack(pointer.pack)
        rule = pack.rule(pointer.rule)
        measure = rule.measures[pointer.index]
        entry = plan.catalogue.get(measure.code) if measure.code else None
        members = _members(rule, pointer, entry) or [""]
        found += [Ask(pointer, pack, rule, measure, entry, member) for member in members]
    return found


def _members(rule: Rule, pointer: RulePointer, entry: CatalogueMeasure | None) -> list[str]:
    if entry is None or entry.each is Each.ENGAGEMENT:
        return []
    if entry.each is Each.PERSON and pointer.staff:
        return list(pointer.staff)
    sets = dict(rule.variables)
    bound = [value for name, value in pointer.binding if sets.get(name) == _SETS[entry.each]]
    return [NOT_NAMED if is_unnamed((value,)) else value for value in dict.fromkeys(bound)]


def asking(plan: PlanDesk, ask: Ask, included: str = "") -> Asking:
    """Return an ask in words; `included` is the title of a measure that another one stands for."""
    rest = True if ask.certain else _residual(plan.desk, ask.pointer)
    deciding = [] if ask.certain else list(_deciding(plan, rest))
    own = ask.measure.what if ask.entry is not None and ask.measure.what != ask.entry.what else ""
    return Asking(
        pack_id=ask.pack.pack_id,
        pack=ask.pack.title,
        rule=ask.rule.rule_id,
        about=_about(plan.desk, ask),
        why=_why(ask.rule, plan.desk.case.as_of),
        instrument=ask.rule.basis.instrument,
        clause=ask.rule.basis.clause,
        mark=ask.rule.mark.value,
        outcome="" if ask.rule.outcome is None else ask.rule.outcome.key,
        words=own,
        certain=ask.certain,
        only_if="" if ask.certain else formula_words(plan.desk, rest),
        questions=tuple(view.text for view in deciding),
        included=included,
        numbers=tuple(view.number for view in deciding),
        bodies=("+".join(_lasting(plan.desk, value) for _, value in ask.pointer.binding),),
    )


def _why(rule: Rule, on: date) -> str:
    if rule.doubt is None or not rule.doubt.covers(on):
        return rule.plain
    doubt = rule.doubt
    return (
        f"{rule.plain} Whether this rule is law is in doubt: {_sentence(doubt.why)} "
        f"If it is: {_sentence(doubt.if_in_force)} If it is not: {_sentence(doubt.if_not)}"
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def member_words(desk: DossierDesk, member: str, each: Each) -> str:
    """Return a party, person or flow as a reader knows it."""
    return _UNNAMED[_SETS[each]] if member == NOT_NAMED else _named(desk, member, _SETS[each])


def person_words(desk: DossierDesk, staff: str) -> str:
    """Return a person by reference, with the name the people register has, and the role."""
    known = desk.around.people.get(staff)
    name = f" ({known.name})" if known and known.name else ""
    role = next((p.role for p in desk.case.people if p.staff == staff), "")
    return f"{staff}{name}, {role}" if role else f"{staff}{name}"


def whom(desk: DossierDesk, ask: Ask) -> Iterator[str]:
    """Yield whom a measure is for: people in words, or the role in which nobody is named."""
    wanted = role_key(ask.measure.whom)
    staff = ask.pointer.staff
    if (
        ask.entry is not None
        and ask.entry.each is Each.PERSON
        and ask.member not in ("", NOT_NAMED)
    ):
        staff = (ask.member,)
    if not staff and wanted:
        staff = tuple(p.staff for p in desk.case.people if role_key(p.role) == wanted)
    if staff:
        yield from (person_words(desk, one) for one in staff)
    elif ask.measure.whom:
        yield f"the {ask.measure.whom} (nobody in this role is named)"


def _residual(desk: DossierDesk, pointer: RulePointer) -> Formula:
    """Return what the firing of a rule under one binding still depends on."""
    fired = desk.grounded[pointer.pack].fired.get(pointer.rule, ())
    same = (one for one in fired if tuple(one.binding) == pointer.binding)
    return any_of(substitute(one.formula, desk.known) for one in same)


def _deciding(plan: PlanDesk, rest: Formula) -> Iterator[QuestionView]:
    wanted = {atom.key for atom in atoms(rest)}
    for question in plan.desk.assessed.assessment.questions:
        if wanted & set(question.atoms):
            view = plan.questions[question.key]
            yield replace(view, text=f"{view.text} (ask {view.who})")


def _lasting(desk: DossierDesk, value: str) -> str:
    """Return what stands for a party, person or flow when the numbers of a file move."""
    for party in desk.case.parties:
        if party.party == value:
            return party.body.partner or value
    return next((flow.what for flow in desk.case.flows if flow.flow == value), value)


def _about(desk: DossierDesk, ask: Ask) -> str:
    sets = dict(ask.rule.variables)
    return joined([_named(desk, value, sets.get(name, "")) for name, value in ask.pointer.binding])


def _named(desk: DossierDesk, value: str, kind: str) -> str:
    if is_unnamed((value,)):
        return _UNNAMED.get(kind, "somebody or something not named yet")
    if kind == "people":
        return person_words(desk, value)
    if kind == "flows":
        return next((flow.what for flow in desk.case.flows if flow.flow == value), value)
    for party in desk.assessed.engagement.parties:
        if party.party == value:
            # A party who is a natural person is not named on a paper that goes to a funder.
            return f"{value}, {party.role if party.body.is_person else party.body.name}"
    return value
