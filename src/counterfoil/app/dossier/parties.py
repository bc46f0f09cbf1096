"""The outside bodies of an engagement: what they may be, on what evidence, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from counterfoil.app.dossier.desk import DossierDesk, joined
from counterfoil.domain.case import Body, Candidate, Owner
from counterfoil.domain.dossier import MatchView, PartyView

_VERDICT = {
    "name": "nobody has judged this yet",
    "judgement-unsure": "a person looked and was unsure",
    "judgement-conflict": "judgement and identifier disagree: look again",
}


def party_views(desk: DossierDesk) -> tuple[PartyView, ...]:
    """Return the parties, then the organisations participants are affiliated with."""
    views = [_view(desk, p.party, p.role, p.body) for p in desk.case.parties]
    for person in desk.case.people:
        for affiliation in person.affiliations:
            role = f"{person.staff}: {affiliation.position} ({affiliation.relation})"
            dates = f"{affiliation.start or '?'} to {affiliation.end or '?'}"
            label = f"{person.staff}/{affiliation.key}"
            views.append(_view(desk, label, f"{role}, {dates}", affiliation.body))
    return tuple(views)


def _view(desk: DossierDesk, label: str, role: str, body: Body) -> PartyView:
    partner = desk.around.partners.get(body.partner)
    others = tuple(s for s in partner.spellings if s != body.name) if partner else ()
    relevant = [c for c in body.candidates if c.lists or c.reaches or c.owners or c.identity]
    return PartyView(
        label=label,
        name=body.name,
        role=role,
        partner=body.partner,
        spellings=others,
        matches=tuple(_match(desk, c) for c in relevant),
        owners=tuple(_owners(body)),
        found=_found(desk, relevant),
    )


def _found(desk: DossierDesk, relevant: list[Candidate]) -> str:
    looked = dict.fromkeys(name for facts in desk.case.lists for name, *_ in facts.datasets)
    where = joined([desk.dataset(name) for name in looked]) or "no list"
    if not relevant:
        return f"Looked for in {where}: nothing with this name was found."
    return f"Looked for in {where}."


def _match(desk: DossierDesk, candidate: Candidate) -> MatchView:
    lists = [
        f"{desk.dataset(dataset)}" + (f", since {since}" if since else "")
        for dataset, since, _ in candidate.lists
    ]
    lists += [
        f"under {reach.caption} ({desk.dataset(reach.dataset)}), {reach.steps} "
        f"step{'s' if reach.steps > 1 else ''} up"
        for reach in candidate.reaches
    ]
    return MatchView(
        entity_id=candidate.cluster,
        caption=candidate.caption,
        band=candidate.band,
        verdict=_verdict(candidate),
        reasons=tuple(f"{r.words()} ({r.weight:+d})" for r in candidate.reasons),
        lists=tuple(lists),
    )


def _verdict(candidate: Candidate) -> str:
    if candidate.identity is None:
        return _VERDICT[candidate.basis]
    word = "the same body" if candidate.identity else "another body"
    by = "by judgement" if candidate.basis == "judgement" else f"by {candidate.basis_ref}"
    return f"{word}, {by}"


def _owners(body: Body) -> Iterator[str]:
    for owner in body.owners:
        yield _owner_words(owner)
    for candidate in body.candidates:
        for owner in candidate.owners:
            yield f"{_owner_words(owner)}, as owner of {candidate.caption}"


def _owner_words(owner: Owner) -> str:
    return f"{owner.body.name}: {share_words(owner)}" + (
        f", since {owner.since}" if owner.since else ""
    )


def share_words(owner: Owner) -> str:
    """Return an owner's share as a person writes it."""
    if not owner.stated:
        return "share not on file"
    low, high = (f"{float(Fraction(x)):.4g}" for x in (owner.low, owner.high))
    return f"{low} %" if low == high else f"{low} to {high} %"
