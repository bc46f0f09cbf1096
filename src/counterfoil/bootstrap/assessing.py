"""Assess a workspace: spellings enrolled, everything kept, everything put into words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from counterfoil.app.assess import Assessed, assess_engagements, kept
from counterfoil.app.dossier.build import build_dossier
from counterfoil.app.dossier.desk import Surroundings
from counterfoil.app.dossier.overview import build_overview
from counterfoil.app.partner_rows import is_on_partners
from counterfoil.app.partners import judgements_in_force, new_spellings, partner_by_name
from counterfoil.app.replay import case_of
from counterfoil.app.vocabulary import unknown_words
from counterfoil.bootstrap.partnering import proposals_of
from counterfoil.bootstrap.workbench import Workbench, now
from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.dossier import Dossier, Overview, SettlingQuestion
from counterfoil.domain.intake import Intake
from counterfoil.domain.partner import SpellingProposal
from counterfoil.domain.plain import to_plain
from counterfoil.engines.intake import SqlIntake
from counterfoil.errors import NotFound
from counterfoil.ports.record import KeptAssessment
from counterfoil.reasoning.assess import assess_case

Step = Callable[[str], None]


@dataclass(frozen=True)
class Batch:
    """What one run of `assess` gave; words are made only where they are asked for."""

    assessed: tuple[Assessed, ...]
    around: Surroundings
    proposals: tuple[SpellingProposal, ...]
    doubts: tuple[tuple[str, str], ...]  # (engagement, what nothing in force knows)
    intake: Mapping[str, Intake] = field(default_factory=dict)  # by engagement

    @cached_property
    def dossiers(self) -> tuple[Dossier, ...]:
        """Return the dossiers, in the order of the assessments."""
        return tuple(build_dossier(one, self.around) for one in self.assessed)

    @cached_property
    def overview(self) -> Overview:
        """Return the office's page, with links to the dossiers' pages beside it."""
        pairs = tuple(zip(self.assessed, self.dossiers, strict=True))
        return build_overview(pairs, self.around, self.proposals, page_name, self.intake)

    @property
    def questions(self) -> tuple[SettlingQuestion, ...]:
        """Return the questions that settle most, over all engagements."""
        return self.overview.questions[:5]

    def overview_rows(self) -> list[tuple[object, ...]]:
        """Return one line per engagement for a terminal, the most urgent first."""
        return overview_lines(self.overview)


def overview_lines(overview: Overview) -> list[tuple[object, ...]]:
    """Return one line per engagement of an overview for a terminal, the most urgent first."""
    return [
        (
            row.engagement_id,
            row.title,
            f"{row.outcome_words} ({row.pack_id})" if row.pack_id else row.outcome_words,
            row.hold,
            row.questions or "",
        )
        for row in overview.rows
    ]


def page_name(engagement_id: str) -> str:
    """Return the file name of a dossier's page."""
    safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in engagement_id)
    return f"{safe}.html"


def run_assessment(bench: Workbench, wanted: set[str], step: Step) -> Batch:
    """Assess the wanted engagements and keep the assessments with what replays them."""
    engagements = bench.record.engagements()
    fresh = new_spellings(
        engagements, bench.record.spellings(), bench.matcher.fingerprint, on=now().isoformat()
    )
    if fresh:
        bench.record.add_spellings(fresh, now())
    files = bench.pack_files()
    assessed = []
    asked = [e for e in engagements if e.engagement_id in wanted]
    grounds = bench.grounds(asked, bench.record.spellings(), bench.suggest())
    step("indexed the lists")
    for one in assess_engagements(asked, grounds):
        assessed.append(one)
        step(f"assessed {one.engagement.engagement_id}")
    for pack, content in files:
        bench.record.keep_pack(pack.content_hash, pack.pack_id, content)
    bench.record.keep_assessments([kept(one, bench.packs, now()) for one in assessed])
    proposals = proposals_of(bench)
    doubts = [
        (one.engagement.engagement_id, text)
        for one in assessed
        for text in unknown_words(one.engagement, bench.vocabulary)
    ]
    intake = SqlIntake(bench.record.engine).latest()
    return Batch(tuple(assessed), bench.surroundings(), tuple(proposals), tuple(doubts), intake)


def kept_dossier(bench: Workbench, engagement_id: str) -> tuple[Dossier, bool]:
    """Return the dossier of the latest kept assessment, and whether its inputs still stand.

    It is made from the case and the packs as they were kept, not from today's lists.
    """
    found = bench.record.latest_assessments().get(engagement_id)
    if found is None:
        known = ", ".join(sorted(bench.record.latest_assessments())) or "none yet"
        raise NotFound(
            f"no assessment of {engagement_id!r} is kept",
            do=f"Assessed are: {known}. Run `counterfoil assess` first.",
        )
    engagement = next(e for e in bench.record.engagements() if e.engagement_id == engagement_id)
    inputs = [(name, value) for name, value in json.loads(found.assessment)["inputs"]]
    packs = [bench.kept_pack(content_hash) for _, content_hash in found.packs]
    case = case_of(found)
    assessed = Assessed(engagement, case, assess_case(case, packs, inputs))
    dossier = build_dossier(assessed, bench.surroundings(packs))
    return dossier, is_current(bench, found)


def is_current(bench: Workbench, found: KeptAssessment) -> bool:
    """Tell whether engagement, judgements, lists, packs and settings are still those."""
    return not overtaken(bench, [found])


def overtaken(bench: Workbench, found: Sequence[KeptAssessment]) -> list[str]:
    """Return the engagements of those assessments whose inputs are no longer those."""
    engagements = {e.engagement_id: e for e in bench.record.engagements()}
    shared = {
        "judgements": canonical_hash(
            to_plain(list(judgements_in_force(bench.record.judgements())))
        ),
        "settings": bench.settings.content_hash(),
        "matcher": bench.matcher.version,
    }
    shared |= {f"snapshot:{name}": m.snapshot_id for name, m in bench.store.current().items()}
    shared |= {f"pack:{pack.pack_id}": pack.content_hash for pack in bench.packs}
    by_name = _moved_names(bench)
    changed = []
    for one in found:
        own = canonical_hash(to_plain(engagements[one.engagement]))
        now_standing = shared | {"engagement": own}
        held = {
            name: value
            for name, value in json.loads(one.assessment)["inputs"]
            if name in now_standing or name.startswith(("snapshot:", "pack:"))
        }
        if held != now_standing or _is_under_other_partner(one, by_name):
            changed.append(one.engagement)
    return changed


def _moved_names(bench: Workbench) -> Mapping[str, str]:
    """Return spelling -> partner where partners were ever merged or split, else nothing."""
    judgements = bench.record.judgements()
    if not any(map(is_on_partners, judgements)):
        return {}
    return partner_by_name(bench.record.spellings(), judgements)


def _is_under_other_partner(kept: KeptAssessment, by_name: Mapping[str, str]) -> bool:
    """Tell whether a body of a kept case belongs to another partner since."""
    bodies = _bodies(json.loads(kept.case)) if by_name else ()
    return any(by_name.get(name, partner) != partner for name, partner in bodies)


def _bodies(value: object) -> Iterator[tuple[str, str]]:
    """Yield (name, partner) of each body of an engagement anywhere in a plain case."""
    if isinstance(value, list):
        for item in value:
            yield from _bodies(item)
    elif isinstance(value, dict):
        if value.get("partner") and "body_id" in value:
            yield value["name"], value["partner"]
        for item in value.values():
            yield from _bodies(item)
