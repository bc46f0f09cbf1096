"""The decision page for the file: what a person decides on, with room for what is decided."""

from __future__ import annotations

from collections.abc import Iterator

from counterfoil.app.dossier.desk import DossierDesk
from counterfoil.app.dossier.packs import residual
from counterfoil.app.dossier.words import clause
from counterfoil.app.papers.slip import engagement_facts, limits_beside
from counterfoil.domain.assessment import PackResult, Status
from counterfoil.domain.dossier import DecidedBy, Dossier, PackView
from counterfoil.domain.pack import Rule
from counterfoil.domain.papers import DecidingRule, DecisionForm, Sender
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import atoms

_SHOWN = 20
_REPLAY = (
    "The record keeps the facts and the packs of this assessment under its hash. "
    "`counterfoil doctor` computes it again and says so if one byte differs."
)


def build_decision(dossier: Dossier, desk: DossierDesk, sender: Sender) -> DecisionForm:
    """Return the paper form of a decision; dossier and desk are of one assessment."""
    return DecisionForm(
        sender=sender,
        engagement_id=dossier.engagement_id,
        title=dossier.title,
        facts=engagement_facts(dossier),
        proposed=dossier.proposed,
        summary=dossier.summary,
        assessed_on=dossier.assessed_on,
        digest=dossier.digest,
        headline=dossier.headline,
        packs=dossier.packs,
        deciding=tuple(
            _deciding(dossier, pack, line) for pack in dossier.packs for line in pack.decided_by
        ),
        holds=dossier.holds,
        questions=dossier.questions,
        measures=(*dossier.warnings, *dossier.measures),
        checklist=dossier.checklist,
        unknown=tuple(_unknown(desk)),
        limits=limits_beside(dossier),
        not_modelled=dossier.not_modelled,
        replay=_REPLAY,
        inputs=dossier.inputs,
        version=dossier.version,
    )


def _deciding(dossier: Dossier, pack: PackView, line: DecidedBy) -> DecidingRule:
    basis = line.basis or "; ".join(
        dict.fromkeys(
            rule.basis
            for rule in dossier.rules
            if rule.pack_id == pack.pack_id and rule.rule_id in line.rules
        )
    )
    return DecidingRule(
        pack.pack_id, line.outcome, line.certain, line.words, line.rules, basis, line.mark
    )


def _unknown(desk: DossierDesk) -> Iterator[str]:
    """Yield the facts that are open and on which some pack's result still depends."""
    found: dict[Atom, None] = {}
    for result in desk.assessed.assessment.packs:
        if result.status is not Status.NOT_APPLICABLE:
            for rule in desk.grounded[result.pack].pack.rules:
                if _moves(desk, result, rule):
                    rest = residual(desk, result.pack, rule.rule_id)
                    found |= dict.fromkeys(sorted(atoms(rest)))
    clauses = list(dict.fromkeys(clause(desk, atom) for atom in found))
    for words in clauses[:_SHOWN]:
        yield f"Whether {words}"
    if len(clauses) > _SHOWN:
        yield f"{len(clauses) - _SHOWN} more, in the annex of the dossier"


def _moves(desk: DossierDesk, result: PackResult, rule: Rule) -> bool:
    if rule.outcome is None or rule.rule_id in desk.grounded[result.pack].skipped:
        return False
    return rule.outcome > result.low or (rule.hold and result.hold is None)
