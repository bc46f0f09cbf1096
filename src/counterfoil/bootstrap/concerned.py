"""Whom a change of a list concerns: partners that were judged to be, or not to be, an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterfoil.app.partners import bodies_in, judgements_in_force, partner_by_name
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.edition import EntityChange


@dataclass(frozen=True, slots=True)
class Concerned:
    """A partner with a verdict on an entity that changed, and the engagements it is in."""

    partner: str
    verdict: str
    entity_id: str
    caption: str
    fate: str
    engagements: tuple[str, ...]


def concerned_by(bench: Workbench, changes: Sequence[EntityChange]) -> list[Concerned]:
    """Return the partners whose verdicts rest on a changed entity, by partner."""
    by_id = {key: change for change in changes for key in (change.entity_id, change.before_id)}
    judgements = bench.record.judgements()
    by_name = partner_by_name(bench.record.spellings(), judgements)
    engagements = bench.record.engagements()
    found = []
    for judgement in judgements_in_force(judgements):
        change = by_id.get(judgement.entity_id)
        if change is None:
            continue
        where = tuple(
            engagement.engagement_id
            for engagement in engagements
            if any(by_name.get(body.name) == judgement.partner_id for body in bodies_in(engagement))
        )
        found.append(
            Concerned(
                judgement.partner_id,
                judgement.verdict.value,
                judgement.entity_id,
                change.before or change.caption,
                change.fate.value,
                where,
            )
        )
    return sorted(found, key=lambda one: (one.partner, one.entity_id))
