"""Assess one case under packs: pure, so that a replay of the same case gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterfoil.domain.assessment import (
    Assessment,
    FactLine,
    OpenQuestion,
    PackResult,
    RulePointer,
    RuleResult,
    Settling,
    Status,
)
from counterfoil.domain.case import Case
from counterfoil.domain.measure import Measure, MeasureKind
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.asking import bodies_of, questions_of
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.bounds import truth_of
from counterfoil.reasoning.fact import FactBook
from counterfoil.reasoning.formula import Formula, all_of, substitute
from counterfoil.reasoning.grounding import applies, ground_pack, missing_roles
from counterfoil.reasoning.interval import PackFormulas
from counterfoil.reasoning.predicates import role_key
from counterfoil.reasoning.question import open_questions, rank, settling_sets
from counterfoil.reasoning.rule import Firing, GroundRule, firings

ENGINE_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Grounded:
    """One pack over one case, before the facts are put in.

    `levels` are the formulas of outcome and hold; `fired` the firings of every rule; rules in
    `skipped` need a list that is not loaded.
    """

    pack: Pack
    applies: Formula
    rules: tuple[GroundRule, ...]
    fired: Mapping[str, tuple[Firing, ...]]
    missing: tuple[str, ...]
    skipped: frozenset[str]
    formulas: PackFormulas


def ground_case(case: Case, packs: Sequence[Pack]) -> tuple[FactBook, list[Grounded]]:
    """Ground every pack over the case, collecting the facts they rest on."""
    book = FactBook()
    return book, [_ground(book, case, pack) for pack in packs]


def outcomes_of(
    case: Case, packs: Sequence[Pack]
) -> tuple[Mapping[Atom, bool], list[tuple[Grounded, PackResult]]]:
    """Return the known facts, and what each pack says, without questions or a line per rule.

    It is what a comparison of many packs needs; intervals and holds are those of `assess_case`.
    """
    book, grounded = ground_case(case, packs)
    known = book.known()
    return known, [(one, _result(case, one, known, ())) for one in grounded]


def assess_case(
    case: Case, packs: Sequence[Pack], inputs: Sequence[tuple[str, str]] = ()
) -> Assessment:
    """Return the assessment of a case under packs; `inputs` are hashes to keep with it."""
    book, grounded = ground_case(case, packs)
    known = book.known()
    live = [g for g in grounded if substitute(g.applies, known) is not False]
    residual = {g.pack.pack_id: g.formulas.under(known) for g in live}
    relevant = {atom for formulas in residual.values() for atom in formulas.atoms()}
    facts = [fact for fact in book.facts() if fact.atom in relevant]
    asked = questions_of(case, facts, [g.pack for g in live])
    who = {question.key: (kind, about) for question, kind, about in asked}
    ranked = rank(residual, open_questions(residual, [question for question, _, _ in asked]))
    questions = tuple(
        OpenQuestion(
            key=item.question.key,
            kind=item.question.key.split(":")[0],
            who=who[item.question.key][0],
            about=who[item.question.key][1],
            atoms=tuple(atom.key for atom in sorted(item.question.atoms)),
            best=item.best,
            worst=item.worst,
            answers=tuple(
                (answer, steps, packs_settled)
                for (answer, steps), (_, packs_settled) in zip(
                    item.narrowing, item.settles, strict=True
                )
            ),
        )
        for item in ranked
    )
    results = []
    for one in grounded:
        result = _result(case, one, known, _rule_results(one, known))
        if result.status is Status.ASSESSED:
            sets = settling_sets(residual[one.pack.pack_id], ranked)
            settling = tuple(Settling(s.named, s.answer, s.others, s.settles_hold) for s in sets)
            result = replace(result, settling=settling)
        results.append(result)
    by_rule = [
        (one, result)
        for one, result in zip(grounded, results, strict=True)
        if result.status is not Status.NOT_APPLICABLE
    ]
    return Assessment(
        engagement=case.engagement,
        as_of=case.as_of,
        packs=tuple(results),
        questions=questions,
        checklist=_checklist(by_rule),
        measures=_measures(case, by_rule),
        holds=_holds(by_rule),
        limits=_limits(case, results),
        facts=tuple(
            FactLine(f.atom.key, f.truth, f.reading.value, f.why, f.refs) for f in book.facts()
        ),
        inputs=tuple(sorted(inputs)),
    )


def _ground(book: FactBook, case: Case, pack: Pack) -> Grounded:
    pack = pack.on(case.as_of)
    guard = applies(book, case, pack)
    if substitute(guard, book.known()) is False:
        return Grounded(pack, guard, (), {}, (), frozenset(), PackFormulas((), False))
    rules = tuple(ground_pack(book, case, pack))
    fired = {
        rule_id: tuple(Firing(f.rule_id, f.binding, all_of((guard, f.formula))) for f in found)
        for rule_id, found in firings(rules).items()
    }
    lacking = missing_roles(case, pack)
    in_force = {rule.rule_id for rule in rules}
    missing = tuple(
        sorted({x for rule, roles in lacking.items() if rule in in_force for x in roles})
    )
    skipped = frozenset(lacking)
    counted = [rule for rule in rules if rule.rule_id not in skipped]
    formulas = PackFormulas.from_firings(counted, fired)
    return Grounded(pack, guard, rules, fired, missing, skipped, formulas)


def _rule_results(one: Grounded, known: Mapping[Atom, bool]) -> tuple[RuleResult, ...]:
    return tuple(
        RuleResult(rule.rule_id, firing.binding, truth_of(substitute(firing.formula, known)))
        if rule.rule_id not in one.skipped
        else RuleResult(rule.rule_id, firing.binding, None, evaluated=False)
        for rule in one.rules
        for firing in one.fired[rule.rule_id]
    )


def _result(
    case: Case, one: Grounded, known: Mapping[Atom, bool], results: tuple[RuleResult, ...]
) -> PackResult:
    pack = one.pack
    if substitute(one.applies, known) is False:
        return PackResult(
            pack.pack_id,
            pack.edition,
            Status.NOT_APPLICABLE,
            Outcome.NONE,
            None,
            False,
            exact=True,
            missing=(),
            stale=(),
            results=(),
        )
    interval = one.formulas.under(known).interval()
    assessable = not one.missing
    hold = interval.hold if assessable or interval.hold else None
    return PackResult(
        pack=pack.pack_id,
        edition=pack.edition,
        status=Status.ASSESSED if assessable else Status.NOT_ASSESSABLE,
        low=interval.low,
        high=interval.high if assessable else None,
        hold=hold,
        exact=interval.exact,
        missing=one.missing,
        stale=_stale(case, pack),
        results=results,
    )


def _stale(case: Case, pack: Pack) -> tuple[str, ...]:
    cadence = {role.role: role.cadence_days for role in pack.lists}
    return tuple(
        sorted(
            {
                facts.role
                for facts in case.lists
                for *_, days in facts.datasets
                if facts.role in cadence and days > cadence[facts.role]
            }
        )
    )


Judged = Sequence[tuple[Grounded, PackResult]]


def _checklist(judged: Judged) -> tuple[RulePointer, ...]:
    return tuple(
        RulePointer(one.pack.pack_id, rule.rule_id, -1, result.binding, result.truth)
        for one, pack in judged
        for rule in one.pack.rules
        if rule.procedural
        for result in pack.results
        if result.rule == rule.rule_id and result.truth is not False and result.evaluated
    )


def _holds(judged: Judged) -> tuple[RulePointer, ...]:
    return tuple(
        RulePointer(one.pack.pack_id, rule.rule_id, -1, result.binding, result.truth)
        for one, pack in judged
        for rule in one.pack.rules
        if rule.hold
        for result in pack.results
        if result.rule == rule.rule_id and result.truth is not False and result.evaluated
    )


def _measures(case: Case, judged: Judged) -> tuple[RulePointer, ...]:
    return tuple(
        RulePointer(
            one.pack.pack_id,
            rule.rule_id,
            index,
            result.binding,
            result.truth,
            _addressed(case, measure, result.binding),
        )
        for one, pack in judged
        for rule in one.pack.rules
        for result in pack.results
        if result.rule == rule.rule_id and result.truth is not False and result.evaluated
        for index, measure in enumerate(rule.measures)
    )


def _addressed(case: Case, measure: Measure, binding: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return whom a warning or an ask is for: the bound person in that role, else all in it."""
    if measure.kind not in (MeasureKind.WARN, MeasureKind.ASK) or not measure.whom:
        return ()
    wanted = role_key(measure.whom)
    in_role = [p.staff for p in case.people if role_key(p.role) == wanted]
    bound = {value for _, value in binding}
    return tuple([s for s in in_role if s in bound] or in_role)


def _limits(case: Case, results: Sequence[PackResult]) -> tuple[tuple[str, ...], ...]:
    missing = sorted({role for result in results for role in result.missing})
    limits: list[tuple[str, ...]] = [("list-not-loaded", role) for role in missing]
    limits += [("set-incomplete", name) for name in sorted(case.incomplete)]
    limits += [("candidates-cut", b.body_id) for b in bodies_of(case).values() if b.cut]
    limits += [("interval-is-bound", result.pack) for result in results if not result.exact]
    return tuple(limits)
