"""Partners of a workspace: what is proposed, and what people merged, split and took back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from counterfoil.app.judge import judge_partners
from counterfoil.app.partner_acts import (
    ids_behind,
    ids_of,
    named_partner,
    partner_log,
    split_partner,
    take_back,
)
from counterfoil.app.partner_rows import SPLIT
from counterfoil.app.partners import bodies_in, merged_partners, partner_by_name, propose
from counterfoil.bootstrap.cache import cached
from counterfoil.bootstrap.workbench import Workbench, now
from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import (
    Partner,
    PartnerAct,
    ProposalView,
    SpellingPlace,
    SpellingProposal,
)
from counterfoil.domain.plain import to_plain
from counterfoil.engines.intake import SqlIntake

_SIGNED = "--reason TEXT --by WHO"


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was kept, in a sentence, and the engagements it bears on.

    `idle` names verdicts that stay on record but bear on nothing any more.
    """

    act: PartnerAct
    words: str
    engagements: tuple[str, ...]
    idle: int = 0


def proposals_of(bench: Workbench) -> list[SpellingProposal]:
    """Return the pairs of partners that may be one body and that nobody has judged."""
    judgements, spellings = bench.record.judgements(), bench.record.spellings()
    key = canonical_hash([to_plain(spellings), to_plain(judgements), bench.matcher.version])
    return cached("proposals", key, lambda: propose(spellings, judgements, bench.matcher))


def proposal_views(bench: Workbench) -> list[ProposalView]:
    """Return the proposals with where each spelling stands and the commands that settle them."""
    proposals = proposals_of(bench)
    wanted = {key for one in proposals for key in (one.left, one.right)}
    places = _places(bench, wanted)
    return [
        ProposalView(
            one,
            (*places[one.left], *places[one.right]),
            f"counterfoil partner merge {one.left} {one.right} {_SIGNED}",
            f"counterfoil judge {one.left} {one.right} different {_SIGNED}",
        )
        for one in proposals
    ]


def _places(bench: Workbench, wanted: Collection[str]) -> dict[str, list[SpellingPlace]]:
    by_name = partner_by_name(bench.record.spellings(), bench.record.judgements())
    standing: dict[str, dict[str, Engagement]] = defaultdict(dict)
    for engagement in bench.record.engagements():
        for ref in bodies_in(engagement):
            standing[ref.name][engagement.engagement_id] = engagement
    sent = {key: row.sender for key, row in SqlIntake(bench.record.engine).latest().items()}
    found: dict[str, list[SpellingPlace]] = {key: [] for key in wanted}
    for name, partner in by_name.items():
        if partner in found:
            here = standing[name]
            units = {e.unit for e in here.values() if e.unit}
            senders = {sent[key] for key in here if key in sent}
            found[partner].append(
                SpellingPlace(partner, name, *map(_sorted, (here, units, senders)))
            )
    return found


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts))


def merge(bench: Workbench, one: str, other: str, *, reason: str, by: str) -> Done:
    """Keep that two partners are one body; the first gives the id. Raise UsageError, NotFound."""
    left, right = _named(bench, one), _named(bench, other)
    row = judge_partners(left, right, Verdict.SAME, reason=reason, by=by, at=now())
    bench.record.add_judgement(row)
    return _done(bench, row, f"{right.name} is {left.name}")


def split(bench: Workbench, partner: str, names: Sequence[str], *, reason: str, by: str) -> Done:
    """Keep that some spellings are another body, which becomes a partner of its own."""
    found = _named(bench, partner)
    refs = [ref for engagement in bench.record.engagements() for ref in bodies_in(engagement)]
    row, moved = split_partner(
        found,
        names,
        bench.record.spellings(),
        bench.record.judgements(),
        fingerprint=bench.matcher.fingerprint,
        reason=reason,
        by=by,
        at=now(),
        persons={ref.name for ref in refs if ref.is_person},
    )
    bench.record.add_judgement(row)
    fresh = ids_of(row)[-1]
    words = f"{'; '.join(moved)} is not {found.name}, but a partner of its own: {fresh}"
    return _done(bench, row, words)


def undo(bench: Workbench, partner: str, *, reason: str, by: str) -> Done:
    """Keep that the latest merge or split of a partner is taken back."""
    found = _named(bench, partner)
    row, act = take_back(found, bench.record.judgements(), reason=reason, by=by, at=now())
    bench.record.add_judgement(row)
    left, right = ids_of(act)
    is_split = act.entity_id.startswith(SPLIT)
    judged = {j.entity_id for j in bench.record.judgements() if j.partner_id == right}
    verb = "split from" if is_split else "merged with"
    words = f"{right} is no longer {verb} {left}"
    return _done(bench, row, words, about=(left, right), idle=len(judged) if is_split else 0)


def log_of(bench: Workbench, partner: str | None) -> list[PartnerAct]:
    """Return what was said of all partners, or of one, oldest first; raise NotFound."""
    judgements = bench.record.judgements()
    if partner is None:
        return partner_log(bench.record.spellings(), judgements)
    spoken_of = {key for row in partner_log(bench.record.spellings(), judgements)
                 for key in (row.partner, row.other)}  # fmt: skip
    end = merged_partners(judgements).get(partner, partner)
    if partner in spoken_of and end not in _partners(bench):  # split off once, taken back since
        wanted = {partner}
    else:
        wanted = ids_behind(_named(bench, partner).partner_id, judgements)
    return partner_log(bench.record.spellings(), judgements, wanted)


def _partners(bench: Workbench) -> dict[str, Partner]:
    return dict(bench.surroundings(()).partners)


def _named(bench: Workbench, text: str) -> Partner:
    return named_partner(text, _partners(bench), bench.record.judgements())


def _done(
    bench: Workbench, row: Judgement, words: str, about: Sequence[str] = (), idle: int = 0
) -> Done:
    act = partner_log(bench.record.spellings(), bench.record.judgements())[-1]
    touched = bears_on(bench, about or ids_of(row))
    return Done(act, words, tuple(touched), idle)


def bears_on(bench: Workbench, partners: Sequence[str]) -> list[str]:
    """Return the engagements that name one of some partners, by id."""
    judgements = bench.record.judgements()
    into = merged_partners(judgements)
    wanted = {into.get(key, key) for key in partners}
    by_name = partner_by_name(bench.record.spellings(), judgements)
    return [
        engagement.engagement_id
        for engagement in bench.record.engagements()
        if wanted & {by_name.get(ref.name) for ref in bodies_in(engagement)}
    ]
