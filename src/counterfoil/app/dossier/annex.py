"""The annex: rules with their clauses, facts with what says so, sources, what would change."""

from __future__ import annotations

from collections.abc import Iterator

from counterfoil.app.dossier.desk import DossierDesk, day, joined
from counterfoil.app.dossier.packs import residual
from counterfoil.app.dossier.words import clause
from counterfoil.domain.assessment import Status
from counterfoil.domain.dossier import ChangeView, FactView, RuleView, SourceView
from counterfoil.domain.pack import Mark, Pack, Rule
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.change import what_would_change
from counterfoil.reasoning.interval import Interval
from counterfoil.reasoning.predicates import ACTIONABLE, is_unnamed

_CHANGES_SHOWN = 8
_FIRED, _MAY_FIRE, _SILENT, _SKIPPED = "fired", "may fire", "did not fire", "not evaluated"
_WHY = {
    "identifier": "a strong identifier on both sides",
    "judged": "a person judged it",
    "judged-unsure": "a person looked and was unsure",
    "judgements-disagree": "judgement and identifier disagree",
    "name-alone": "only the name says so; a person must judge",
    "on-list": "the list itself",
    "looked-not-found": "looked for, not found",
    "not-loaded": "the list is not loaded",
    "answered": "a person's answer",
    "not-answered": "not answered yet",
    "share-missing": "an owner is recorded, the share is not",
    "date-missing": "a date is missing",
    "owner-unnamed": "an owner is recorded, its name is not disclosed",
    "listing-date-missing": "the list does not say since when",
    "recorded": "what is on file",
    "set-incomplete": "the set is declared incomplete",
    "path": "ties of the registry",
    "start-missing": "the first day of the engagement is not on file",
    "document-undated": "the document is on file without its date",
    "seat-missing": "no seat is on file",
    "not-asked-of-persons": "a natural person, of whom no country is kept",
}


def rule_views(desk: DossierDesk) -> tuple[RuleView, ...]:
    """Return the rules that fired or may fire, each with its clause.

    Rules that did not fire, and those that could not be evaluated, take one line per pack.
    """
    views = []
    for result in desk.assessed.assessment.packs:
        if result.status is Status.NOT_APPLICABLE:
            continue
        grounded = desk.grounded[result.pack]
        alive = {rule.rule_id for rule in grounded.rules}
        by_state: dict[str, list[Rule]] = {}
        for rule in (r for r in grounded.pack.rules if r.rule_id in alive):
            by_state.setdefault(_state(desk, result.pack, rule.rule_id), []).append(rule)
        for state in (_FIRED, _MAY_FIRE):
            views += [_rule(grounded.pack, rule, state) for rule in by_state.get(state, [])]
        lists = joined([desk.role_title(role) for role in result.missing])
        for state, why in (
            (_SILENT, "Nothing in this engagement meets them."),
            (_SKIPPED, f"They need lists that are not loaded: {lists}."),
        ):
            if state in by_state:
                views.append(_together(grounded.pack, by_state[state], state, why))
    return tuple(views)


def _rule(pack: Pack, rule: Rule, state: str) -> RuleView:
    return RuleView(
        pack.pack_id,
        rule.rule_id,
        _outcome(rule),
        state,
        rule.plain,
        f"{rule.basis.instrument}, {rule.basis.clause}",
        rule.basis.paraphrase,
        rule.mark.value,
    )


def _together(pack: Pack, rules: list[Rule], state: str, why: str) -> RuleView:
    verified = all(rule.mark is Mark.VERIFIED for rule in rules)
    return RuleView(
        pack.pack_id,
        f"{len(rules)} rules" if len(rules) > 1 else rules[0].rule_id,
        "-",
        state,
        why,
        pack.title,
        ", ".join(f"{rule.rule_id} ({_outcome(rule)})" for rule in rules),
        Mark.VERIFIED.value if verified else Mark.TO_VERIFY.value,
    )


def _outcome(rule: Rule) -> str:
    if rule.outcome is not None:
        return rule.outcome.key
    return "checklist" if rule.procedural else "exemption"


def fact_views(desk: DossierDesk) -> tuple[FactView, ...]:
    """Return the facts in words, the open ones first."""
    # What is not on file and bears on nothing would fill pages: a register is not a finding.
    told = [f for f in desk.book.facts() if f.truth is not False or f.reading != "record"]
    facts = sorted(told, key=lambda f: (f.truth is not None, f.atom))
    return tuple(
        FactView(clause(desk, f.atom), _truth(f.truth), _says(f.why, f.refs)) for f in facts
    )


def change_views(desk: DossierDesk) -> tuple[ChangeView, ...]:
    """Return what would change each pack's result: at most two facts turned, none confirmed."""
    return tuple(_changes(desk))


def source_views(desk: DossierDesk) -> tuple[SourceView, ...]:
    """Return the datasets that were looked at, those that fill a role first."""
    roles: dict[str, list[str]] = {}
    age: dict[str, int] = {}
    for facts in desk.case.lists:
        for name, _, _, _, days in facts.datasets:
            roles.setdefault(name, []).append(facts.role)
            age[name] = days
    stale = {role for result in desk.assessed.assessment.packs for role in result.stale}
    views = []
    for name, manifest in desk.around.manifests.items():
        days = age.get(name, max((desk.case.as_of - manifest.as_of).days, 0))
        views.append(
            SourceView(
                name,
                desk.dataset(name),
                ", ".join(roles.get(name, [])),
                day(manifest.edition) or "not stated",
                day(manifest.retrieved),
                f"{days} day{'' if days == 1 else 's'}",
                manifest.snapshot_id,
                manifest.licence,
                bool(stale & set(roles.get(name, []))),
            )
        )
    return tuple(sorted(views, key=lambda view: (not view.roles, view.dataset)))


def _state(desk: DossierDesk, pack_id: str, rule_id: str) -> str:
    if rule_id in desk.grounded[pack_id].skipped:
        return _SKIPPED
    rest = residual(desk, pack_id, rule_id)
    if rest is True:
        return _FIRED
    return _SILENT if rest is False else _MAY_FIRE


def _truth(truth: Truth) -> str:
    return {True: "true", False: "false", None: "unknown"}[truth]


def _says(why: str, refs: tuple[str, ...]) -> str:
    shown = " ".join(ref for ref in refs if ref)
    return _WHY[why] + (f" [{shown[:80]}]" if shown else "")


def _changes(desk: DossierDesk) -> Iterator[ChangeView]:
    for result in desk.assessed.assessment.packs:
        if result.status is not Status.ASSESSED:
            continue
        formulas = desk.grounded[result.pack].formulas
        turnable = [atom for atom in formulas.atoms() if _turnable(desk, atom)]
        changes = what_would_change(formulas, desk.known, turnable)
        for change in changes[:_CHANGES_SHOWN]:
            words = " and ".join(clause(desk, a, value=v) for a, v in change.turned)
            yield ChangeView(result.pack, f"if {words}", _gives(change.gives))


def _turnable(desk: DossierDesk, atom: Atom) -> bool:
    if is_unnamed(atom.args) or desk.book.get(atom).why == "not-loaded":
        return False
    return desk.known.get(atom) is None or atom.predicate in ACTIONABLE


def _gives(interval: Interval) -> str:
    low, high = (x.key.replace("-", " ") for x in (interval.low, interval.high))
    words = low if low == high else f"{low} to {high}"
    hold = {True: ", on hold", None: ", hold possible", False: ""}[interval.hold]
    return ("no rule fired" if words == "none" else words) + hold
