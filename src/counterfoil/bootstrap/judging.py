"""Keep a verdict: find what the words mean, and say what it bears on."""

from __future__ import annotations

from collections.abc import Mapping

from counterfoil.app.judge import find_partner, judge_entity, judge_partners
from counterfoil.app.partners import bodies_in, partner_by_name, partners_of, split_spellings
from counterfoil.bootstrap.workbench import Workbench, now
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Partner
from counterfoil.errors import NotFound


def record_verdict(
    bench: Workbench, partner: str, entity: str, verdict: Verdict, *, reason: str, by: str
) -> tuple[Judgement, tuple[str, str], list[str]]:
    """Keep a verdict; return it, the two names, and the engagements it bears on.

    The left side is a partner, or the id of a registry's entity (an owner or parent that only
    shares a name with a listed body); the right side an entity id or another partner.
    """
    partners = dict(bench.surroundings(()).partners)
    if ":" in entity:
        caption = _caption(bench, entity)
        if ":" in partner:
            subject, name = partner, _caption(bench, partner)
        else:
            found = find_partner(partner, partners)
            subject, name = found.partner_id, found.name
        judgement = judge_entity(
            subject,
            entity,
            verdict,
            caption=caption,
            reason=reason,
            by=by,
            at=now(),
            fingerprint=bench.matcher.fingerprint,
        )
        names = (name, caption)
    else:
        left, right = _two_partners(bench, partner, entity, partners, verdict)
        judgement = judge_partners(left, right, verdict, reason=reason, by=by, at=now())
        names = (left.name, right.name)
    bench.record.add_judgement(judgement)
    return judgement, names, _bears_on(bench, judgement.partner_id)


def _two_partners(
    bench: Workbench,
    one: str,
    two: str,
    partners: Mapping[str, Partner],
    verdict: Verdict,
) -> tuple[Partner, Partner]:
    """Return both partners; what was merged by mistake can be named apart, to take it back."""
    spellings, judgements = bench.record.spellings(), bench.record.judgements()
    apart = partners_of(split_spellings(spellings, judgements))
    if verdict is not Verdict.SAME and one in apart and two in apart:
        return apart[one], apart[two]
    return find_partner(one, partners), find_partner(two, partners)


def _caption(bench: Workbench, entity_id: str) -> str:
    current = bench.store.current()
    snapshots = [m.snapshot_id for m in current.values()]
    found = bench.store.entities(snapshots, [entity_id])
    if entity_id not in found:
        dataset = entity_id.split(":", 1)[0]
        if dataset not in current:
            names = ", ".join(sorted(current)) or "none"
            raise NotFound(f"no dataset {dataset!r} is loaded", do=f"Loaded are: {names}.")
        raise NotFound(
            f"{dataset} holds no entity {entity_id!r}",
            do="`counterfoil screen NAME` shows entity ids.",
        )
    return found[entity_id].caption


def _bears_on(bench: Workbench, subject: str) -> list[str]:
    by_name = partner_by_name(bench.record.spellings(), bench.record.judgements())
    return [
        engagement.engagement_id
        for engagement in bench.record.engagements()
        if ":" in subject or subject in {by_name.get(ref.name) for ref in bodies_in(engagement)}
    ]
