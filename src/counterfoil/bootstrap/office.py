"""The papers of the office: found in the record, put into words, written as files."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterfoil import __version__
from counterfoil.app.assess import Assessed
from counterfoil.app.dossier.desk import DossierDesk, Surroundings
from counterfoil.app.papers.decision import build_decision
from counterfoil.app.papers.held import build_held
from counterfoil.app.papers.inventory import build_inventory, count_fields, count_statements
from counterfoil.app.papers.letter import Occasion, build_letter
from counterfoil.app.papers.subject import subject_of
from counterfoil.app.papers.trace import traces
from counterfoil.app.papers.waiting import RESEARCHER, Waiting, waiting_by_person
from counterfoil.app.papers.words import moment_day
from counterfoil.app.replay import case_of
from counterfoil.bootstrap.assessing import kept_dossier, overtaken
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.assessment import Assessment
from counterfoil.domain.entity import NAME_PROPS
from counterfoil.domain.papers import DecisionForm, HeldPaper, HeldRow, Letter, Sender
from counterfoil.domain.plain import from_plain
from counterfoil.domain.privacy import Inventory
from counterfoil.domain.purposes import DERIVED
from counterfoil.engines.history import SqlHistory
from counterfoil.errors import NotFound
from counterfoil.ports.record import KeptAssessment


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of one run; `nobody` is what waits for a person who is not named."""

    letters: tuple[Letter, ...]
    nobody: tuple[tuple[str, str], ...]  # (engagement, question)
    changed: tuple[str, ...]  # engagements to assess again first


def sender_of(bench: Workbench) -> Sender:
    """Return who signs the papers."""
    office = bench.settings.office
    return Sender(bench.settings.organisation, office.name, office.contact)


def terms_of(bench: Workbench) -> dict[str, str]:
    """Return the terms of retention in words, by the key purposes name them with."""
    kept = bench.settings.retention
    return {
        "people": f"{_years(kept.people_years)} after the person has left",
        "engagements": f"{_years(kept.engagements_years)} after the end of the engagement",
        "judgements": f"{_years(kept.judgements_years)} after the judgement",
        "lists": f"{_years(kept.lists_years)} after the retrieval",
        "papers": f"{kept.papers_days} day{'' if kept.papers_days == 1 else 's'}",
    }


def _years(count: int) -> str:
    return f"{count} year{'' if count == 1 else 's'}"


def letters_of(bench: Workbench, staff: str | None) -> Letters:
    """Return the letter to one person, or to everybody with an open question; raise NotFound."""
    latest = bench.record.latest_assessments()
    if not latest:
        raise NotFound("no assessment is kept", do="Run `counterfoil assess` first.")
    asking = [kept for kept in latest.values() if _asks_researchers(kept)]
    waiting, nobody = waiting_by_person(_desks(bench, asking))
    if staff is not None and staff not in waiting:
        raise _no_letter(bench, staff, waiting)
    wanted = waiting if staff is None else {staff: waiting[staff]}
    history = SqlHistory(bench.record.engine)
    occasion = Occasion(
        sender_of(bench),
        bench.as_of,
        bench.settings.office.reply_within_days,
        {version.person.staff: version for version in history.people_versions()},
        tuple({v.engagement.engagement_id: v for v in history.engagement_versions()}.values()),
        __version__,
    )
    letters = tuple(build_letter(who, items, occasion) for who, items in wanted.items())
    about = {engagement for letter in letters for engagement, _ in letter.assessments}
    changed = tuple(overtaken(bench, [kept for kept in asking if kept.engagement in about]))
    return Letters(letters, tuple((w.engagement_id, w.view.text) for w in nobody), changed)


def _asks_researchers(kept: KeptAssessment) -> bool:
    return any(q["who"] == RESEARCHER for q in json.loads(kept.assessment)["questions"])


def _desks(bench: Workbench, wanted: Sequence[KeptAssessment]) -> Iterable[DossierDesk]:
    """Yield the desk of each assessment, from the case and the packs as they were kept."""
    engagements = {e.engagement_id: e for e in bench.record.engagements()}
    around: dict[tuple[tuple[str, str], ...], Surroundings] = {}
    for kept in wanted:
        if kept.packs not in around:
            packs = [bench.kept_pack(content_hash) for _, content_hash in kept.packs]
            around[kept.packs] = bench.surroundings(packs)
        assessment = from_plain(Assessment, json.loads(kept.assessment))
        assessed = Assessed(engagements[kept.engagement], case_of(kept), assessment)
        yield DossierDesk.of(assessed, around[kept.packs])


def _no_letter(bench: Workbench, staff: str, waiting: dict[str, list[Waiting]]) -> NotFound:
    open_to = ", ".join(waiting) or "nobody"
    known = staff in bench.record.people()
    what = f"no question is open to {staff}" if known else f"nobody is known as {staff!r}"
    return NotFound(what, do=f"Questions are open to: {open_to}.")


def decision_of(bench: Workbench, engagement_id: str) -> tuple[DecisionForm, bool]:
    """Return the decision form of the latest assessment, and whether its inputs still stand."""
    dossier, current = kept_dossier(bench, engagement_id)
    desk = desk_of(bench, engagement_id)
    return build_decision(dossier, desk, sender_of(bench)), current


def desk_of(bench: Workbench, engagement_id: str) -> DossierDesk:
    """Return the desk of the latest kept assessment of an engagement; raise KeyError."""
    (desk,) = _desks(bench, [bench.record.latest_assessments()[engagement_id]])
    return desk


def held_of(bench: Workbench, word: str) -> HeldPaper:
    """Return what is held on a person by staff reference or name; raise UsageError."""
    history = SqlHistory(bench.record.engine)
    subject = subject_of(word, history.people_versions())
    names = [file_name(kind, subject.label) for kind in ("letter", "held")]
    papers = [
        HeldRow("file", str(path.relative_to(bench.folder)), "counterfoil", _written(path))
        for path in sorted((bench.folder / "out").glob("*"))
        if path.stem in names
    ]
    return build_held(
        subject,
        traces(subject, history),
        papers,
        terms_of(bench),
        sender=sender_of(bench),
        on=(bench.as_of, __version__),
    )


def _written(path: Path) -> str:
    from datetime import UTC, datetime

    return moment_day(datetime.fromtimestamp(path.stat().st_mtime, UTC))


def inventory_of(bench: Workbench) -> Inventory:
    """Return every personal field the schema can hold, with the counts of this workspace."""
    history = SqlHistory(bench.record.engine)
    counts = Counter(history.filled_columns())
    count_fields((v.engagement for v in history.engagement_versions()), counts)
    for kept in history.assessments():
        count_fields((case_of(kept), from_plain(Assessment, json.loads(kept.assessment))), counts)
    manifests = bench.store.manifests()
    count_fields(manifests, counts)
    count_statements(bench.store.statements([m.snapshot_id for m in manifests], NAME_PROPS), counts)
    files = {
        one.key: sum(path.is_file() for path in bench.folder.glob(one.pattern))
        for one in DERIVED
        if one.pattern
    }
    return build_inventory(counts, files, terms_of(bench))


def file_name(kind: str, subject: str) -> str:
    """Return the name of a paper's file without ending; two subjects never share one."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in subject)
    if safe == subject:
        return f"{kind}-{safe}"
    return f"{kind}-{safe[:40]}-{hashlib.sha256(subject.encode()).hexdigest()[:8]}"
