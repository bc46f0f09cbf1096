"""Assess: every engagement of the record under the packs in force, on one day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from counterfoil.app.casework import Desk, Suggest, bind_lists, build_case
from counterfoil.app.gather import Gatherer
from counterfoil.app.mail_domain import Owner
from counterfoil.app.partners import bodies_in, judgements_in_force, partner_by_name
from counterfoil.app.shelf import Shelf
from counterfoil.app.vocabulary import Vocabulary
from counterfoil.domain.assessment import Assessment
from counterfoil.domain.canonical import canonical_bytes, canonical_hash
from counterfoil.domain.case import Case
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.pack import Pack
from counterfoil.domain.partner import Spelling
from counterfoil.domain.plain import to_plain
from counterfoil.ports.record import KeptAssessment
from counterfoil.reasoning.assess import ENGINE_VERSION, assess_case


@dataclass(frozen=True, slots=True)
class Order:
    """What to assess under: the day, the packs, which datasets fill which list roles."""

    as_of: date
    packs: tuple[Pack, ...]
    roles: Mapping[str, tuple[str, ...]]
    max_steps: int
    settings_hash: str
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Assessed:
    """One engagement with its case, the canonical bytes of it, and the assessment."""

    engagement: Engagement
    case: Case
    assessment: Assessment
    case_bytes: bytes = b""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What all cases of a workspace are made from.

    `owners` are the organisations of the internet domains that engagements give.
    """

    shelf: Shelf
    judgements: Sequence[Judgement]
    spellings: Sequence[Spelling]
    order: Order
    suggest: Suggest
    fingerprint: Callable[[str], str]
    owners: Mapping[str, tuple[Owner, ...]]


def assess_engagements(engagements: Sequence[Engagement], grounds: Grounds) -> Iterator[Assessed]:
    """Yield the assessment of each engagement; all its bodies are matched in one batch."""
    order = grounds.order
    shared = _shared_inputs(grounds.shelf, judgements_in_force(grounds.judgements), order)
    for engagement, case in cases_of(engagements, grounds):
        case_bytes = canonical_bytes(to_plain(case))
        own = (
            ("engagement", canonical_hash(to_plain(engagement))),
            ("facts", hashlib.sha256(case_bytes).hexdigest()),
        )
        assessment = assess_case(case, order.packs, (*own, *shared))
        yield Assessed(engagement, case, assessment, case_bytes)


def cases_of(
    engagements: Sequence[Engagement], grounds: Grounds
) -> Iterator[tuple[Engagement, Case]]:
    """Yield each engagement with its case; all bodies are matched in one batch."""
    shelf, order = grounds.shelf, grounds.order
    gatherer = Gatherer(
        shelf,
        judgements_in_force(grounds.judgements),
        grounds.fingerprint,
        as_of=order.as_of,
        max_steps=order.max_steps,
        owners=grounds.owners,
    )
    gatherer.prepare(ref for engagement in engagements for ref in bodies_in(engagement))
    desk = Desk(
        gatherer,
        partner_by_name(grounds.spellings, grounds.judgements),
        bind_lists(order.roles, shelf.manifests, order.as_of),
        grounds.suggest,
        order.vocabulary,
        order.as_of,
    )
    for engagement in engagements:
        yield engagement, build_case(engagement, desk)


def kept(assessed: Assessed, packs: Sequence[Pack], at: datetime) -> KeptAssessment:
    """Return the row that keeps an assessment with what replays it."""
    assessment = assessed.assessment
    content = assessment.to_bytes()
    return KeptAssessment(
        digest=hashlib.sha256(content).hexdigest(),
        engagement=assessment.engagement,
        as_of=assessment.as_of,
        kept_at=at,
        assessment=content,
        case=assessed.case_bytes,
        packs=tuple((pack.pack_id, pack.content_hash) for pack in packs),
    )


def _shared_inputs(
    shelf: Shelf, judgements: Sequence[Judgement], order: Order
) -> tuple[tuple[str, str], ...]:
    snapshots = tuple(
        (f"snapshot:{name}", manifest.snapshot_id) for name, manifest in shelf.manifests.items()
    )
    packs = tuple((f"pack:{pack.pack_id}", pack.content_hash) for pack in order.packs)
    return (
        *snapshots,
        *packs,
        ("judgements", canonical_hash(to_plain(list(judgements)))),
        ("links", canonical_hash(to_plain(shelf.links))),
        ("settings", order.settings_hash),
        ("clock", order.as_of.isoformat()),
        ("engine", ENGINE_VERSION),
        ("matcher", shelf.index.version),
    )
