"""Casework: the frozen case of one engagement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from counterfoil.app.gather import Gatherer, Wanted
from counterfoil.app.ownership import hand_owner
from counterfoil.app.ties import read_share
from counterfoil.app.vocabulary import Vocabulary
from counterfoil.domain.case import (
    AffiliationFacts,
    Body,
    Candidate,
    Case,
    FlowFacts,
    ListFacts,
    Owner,
    PartyFacts,
    PersonFacts,
    Suggestion,
    answer_key,
)
from counterfoil.domain.dates import parse_date
from counterfoil.domain.engagement import BodyRef, Engagement, HandTie
from counterfoil.domain.snapshot import Manifest

_HALF = 50
Suggest = Callable[[str], tuple[Suggestion, ...]]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every case of a batch shares."""

    gatherer: Gatherer
    partners: Mapping[str, str]
    lists: tuple[ListFacts, ...]
    suggest: Suggest
    vocabulary: Vocabulary
    as_of: date


def build_case(engagement: Engagement, desk: Desk) -> Case:
    """Return the case of an engagement: bodies found, lists bound, phrases quoted."""
    people = tuple(
        PersonFacts(
            person.staff,
            person.role,
            tuple(
                AffiliationFacts(
                    f"A{number}",
                    a.relation,
                    a.position,
                    _body(desk, f"{person.staff}/A{number}", a.body),
                    a.start,
                    a.end,
                    a.confirmed,
                    a.disclosed,
                )
                for number, a in enumerate(person.affiliations, 1)
            ),
        )
        for person in engagement.people
    )
    return Case(
        engagement=engagement.engagement_id,
        as_of=desk.as_of,
        kind=engagement.kind.value,
        funders=engagement.funders,
        proposed=engagement.proposed,
        starts=engagement.starts,
        ends=engagement.ends,
        parties=tuple(
            PartyFacts(p.party, p.role, _party(desk, engagement, p.party, p.body))
            for p in engagement.parties
        ),
        people=people,
        flows=tuple(
            FlowFacts(f.flow, f.what, f.kind, f.direction, f.party, f.licence)
            for f in engagement.flows
        ),
        answers=tuple((answer_key(a.key, a.about), a.value) for a in engagement.answers),
        asked=engagement.asked,
        areas=None if engagement.areas is None else engagement.areas.areas,
        area_sets=desk.vocabulary.area_sets(engagement),
        suggestions=desk.suggest(engagement.summary),
        documents=engagement.documents,
        safeguards=engagement.safeguards,
        incomplete=engagement.incomplete,
        lists=desk.lists,
        document_dates=engagement.document_dates,
    )


def bind_lists(
    roles: Mapping[str, Sequence[str]], manifests: Mapping[str, Manifest], as_of: date
) -> tuple[ListFacts, ...]:
    """Return every role with the snapshots that fill it today, and what is missing."""
    return tuple(
        ListFacts(
            role,
            tuple(
                (
                    name,
                    manifests[name].snapshot_id,
                    edition.isoformat() if (edition := manifests[name].edition) else "",
                    manifests[name].retrieved.isoformat(),
                    max((as_of - manifests[name].as_of).days, 0),
                )
                for name in datasets
                if name in manifests
            ),
            tuple(name for name in datasets if name not in manifests),
        )
        for role, datasets in sorted(roles.items())
    )


def _body(desk: Desk, body_id: str, ref: BodyRef) -> Body:
    return desk.gatherer.body(Wanted(body_id, desk.partners[ref.name], ref))


def _party(desk: Desk, engagement: Engagement, party: str, ref: BodyRef) -> Body:
    own = [tie for tie in engagement.ties if tie.target == party and _stands(tie, desk.as_of)]
    sources = [
        (tie, _body(desk, f"{party}/T{number}", tie.source)) for number, tie in enumerate(own, 1)
    ]
    body = _body(desk, party, ref)
    parents = tuple(source for tie, source in sources if _stands_above(tie))
    owners = tuple(
        hand_owner(source, tie.share, tie.start, f"{tie.origin}, {tie.read_on}")
        for tie, source in sources
        if tie.kind == "owns"
    )
    return _with_owners(replace(body, parents=parents), owners)


def _stands_above(tie: HandTie) -> bool:
    return tie.kind != "owns" or read_share(tie.share).low >= _HALF


def _stands(tie: HandTie, as_of: date) -> bool:
    return not tie.end or parse_date(tie.end).latest >= as_of


def _with_owners(body: Body, owners: Sequence[Owner]) -> Body:
    """Add hand-entered owners; one that a registry records too is one owner, not two."""
    candidates, kept = list(body.candidates), []
    for owner in owners:
        roots = {c.cluster for c in owner.body.candidates if c.identity}
        if not any(o.body.body_id in roots for c in candidates for o in c.owners):
            kept.append(owner)
        candidates = [_merge(candidate, owner, roots) for candidate in candidates]
    return replace(body, candidates=tuple(candidates), owners=tuple(kept))


def _merge(candidate: Candidate, hand: Owner, roots: set[str]) -> Candidate:
    owners = tuple(
        _one_owner(owner, hand) if owner.body.body_id in roots else owner
        for owner in candidate.owners
    )
    return replace(candidate, owners=owners)


def _one_owner(recorded: Owner, hand: Owner) -> Owner:
    if not hand.stated:
        return recorded
    origin = f"{recorded.origin} {hand.origin}".strip()
    if not recorded.stated:
        return replace(recorded, low=hand.low, high=hand.high, stated=True, origin=origin)
    low = min(Fraction(recorded.low), Fraction(hand.low))
    high = max(Fraction(recorded.high), Fraction(hand.high))
    return replace(recorded, low=str(low), high=str(high), origin=origin)
