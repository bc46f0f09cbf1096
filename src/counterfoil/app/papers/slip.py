"""The slip: no rule fired, with what was looked at and what was not."""

from __future__ import annotations

import re

from counterfoil.domain.dossier import Dossier, PackView, RuleView
from counterfoil.domain.papers import Sender, Slip, SlipPack

_ASSESSED, _NOT_ASSESSABLE = "assessed", "not-assessable"
_LIST_NOT_LOADED = re.compile(r"The list (.+) is not loaded; .*")
_LIVE = frozenset({"fired", "may fire"})
_NO_OUTCOME = frozenset({"checklist", "exemption"})


def slip_obstacles(dossier: Dossier) -> tuple[str, ...]:
    """Return why no slip can be written, one sentence each; empty where one can."""
    found = [_rule_words(rule) for rule in dossier.rules if _counts(rule)]
    found += [f"Question {q.number} is open: {q.text}" for q in dossier.questions]
    found += dossier.holds
    if not any(pack.status == _ASSESSED for pack in dossier.packs):
        found.append("No pack could be assessed, so nothing can be said.")
    if not found:
        found += [f"{p.pack_id}: {p.headline} {p.hold}".strip() for p in dossier.packs if _open(p)]
    return tuple(dict.fromkeys(found))


def build_slip(dossier: Dossier, sender: Sender) -> Slip:
    """Return the slip; the caller has made sure that nothing stands against it."""
    packs = tuple(_pack(pack) for pack in dossier.packs)
    not_assessable = tuple(
        f"{p.pack_id}: {' '.join(p.notes)}" for p in dossier.packs if p.status == _NOT_ASSESSABLE
    )
    stale = tuple(f"{s.title or s.dataset}: {s.age} old" for s in dossier.sources if s.stale)
    return Slip(
        sender=sender,
        engagement_id=dossier.engagement_id,
        title=dossier.title,
        facts=engagement_facts(dossier),
        assessed_on=dossier.assessed_on,
        digest=dossier.digest,
        headline="No rule fired on a stale list" if stale else "No rule fired",
        meaning=_MEANING,
        packs=packs,
        sources=dossier.sources,
        parties=tuple((p.label, p.name, p.role) for p in dossier.parties),
        missing=dossier.checklist,
        not_assessable=not_assessable,
        stale=stale,
        limits=limits_beside(dossier),
        not_modelled=dossier.not_modelled,
        version=dossier.version,
    )


_MEANING = (
    "On the day named, no rule of the packs below fired on what was on file and on the lists below.",
    "This says nothing of what was not looked at, and nothing of anybody's character.",
    "It ends when the engagement, a list or a rule changes. Then it is assessed again.",
)


def engagement_facts(dossier: Dossier) -> str:
    """Return unit, kind, theme and period in one line."""
    parts = (dossier.unit, dossier.kind, dossier.theme, dossier.period)
    return " · ".join(part for part in parts if part)


def limits_beside(dossier: Dossier) -> tuple[str, ...]:
    """Return the limits but for lists not loaded that a pack's own note names already."""
    noted = " ".join(note for pack in dossier.packs for note in pack.notes)
    found = ((_LIST_NOT_LOADED.fullmatch(limit), limit) for limit in dossier.limits)
    return tuple(limit for match, limit in found if match is None or match[1] not in noted)


def _counts(rule: RuleView) -> bool:
    return rule.state in _LIVE and rule.outcome not in _NO_OUTCOME


def _rule_words(rule: RuleView) -> str:
    verb = "has fired" if rule.state == "fired" else "may fire"
    return f"{rule.rule_id} of {rule.pack_id} {verb}: {rule.plain}"


def _open(pack: PackView) -> bool:
    """Tell whether a pack reaches beyond none, or holds; a bound that is not shown is no bound."""
    if pack.status == _ASSESSED:
        return pack.low != "none" or pack.high != "none" or bool(pack.hold)
    return pack.status == _NOT_ASSESSABLE and (pack.low != "none" or bool(pack.hold))


def _pack(pack: PackView) -> SlipPack:
    return SlipPack(pack.pack_id, pack.title, pack.edition, pack.headline, pack.notes)
