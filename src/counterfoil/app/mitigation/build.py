"""Build the plan of measures of one assessment: pure, the same plan from the same record."""

from __future__ import annotations

from collections.abc import Sequence

from counterfoil.app.dossier.desk import DossierDesk, joined
from counterfoil.app.mitigation.asks import PlanDesk, asking, asks_of
from counterfoil.app.mitigation.drafts import Draft, drafts_of, without_replaced
from counterfoil.app.mitigation.lines import in_order, line_of, own_line, questions_of_lines
from counterfoil.app.mitigation.office import (
    DONE,
    DROPPED,
    Stand,
    edit_words,
    stands_of,
    with_new_asks,
)
from counterfoil.app.mitigation.remains import remains_of
from counterfoil.app.papers.slip import engagement_facts
from counterfoil.app.papers.words import moment_day
from counterfoil.domain.dossier import Dossier
from counterfoil.domain.measure_catalogue import MeasureCatalogue
from counterfoil.domain.mitigation import EditView, MitigationPlan, PlanLine
from counterfoil.domain.papers import Sender
from counterfoil.domain.plan_edit import PlanAct, PlanEdit

_SHORT = 12


def build_plan(
    dossier: Dossier,
    desk: DossierDesk,
    catalogue: MeasureCatalogue,
    edits: Sequence[PlanEdit],
    sender: Sender,
) -> MitigationPlan:
    """Return the plan; dossier and desk are of one assessment, the edits of its engagement."""
    plan = PlanDesk.of(desk, catalogue)
    drafts = drafts_of(asks_of(plan))
    stands = _stands(plan, drafts, edits)
    every = _lines(plan, drafts, stands, edits)
    sure = in_order(line for line in every if line.certain and line.status != DROPPED)
    maybe = in_order(
        (line for line in every if not line.certain and line.status != DROPPED), len(sure) + 1
    )
    dropped = tuple(line for line in every if line.status == DROPPED)
    titles = {line.key: line.title for line in every}
    why = _why(dossier, sure, maybe, dropped)
    return MitigationPlan(
        sender=sender,
        engagement_id=dossier.engagement_id,
        title=dossier.title,
        facts=engagement_facts(dossier),
        day=desk.case.as_of,
        assessed_on=dossier.assessed_on,
        digest=dossier.digest,
        headline=_headline(sure, maybe, dropped),
        opening=_opening(why, sure),
        why=why,
        caution=_caution(dossier),
        lines=sure,
        conditional=maybe,
        dropped=dropped,
        remains=remains_of(desk, dossier, (*sure, *maybe), dropped),
        edits=tuple(_edit_view(edit, titles) for edit in edits),
        lost=tuple(_lost(edits, titles, drafts)),
        sources=tuple(source for source in dossier.sources if source.roles),
        catalogue=catalogue.content_hash[:_SHORT],
        version=dossier.version,
        open_questions=questions_of_lines(maybe),
    )


def _stands(
    plan: PlanDesk, drafts: dict[str, Draft], edits: Sequence[PlanEdit]
) -> dict[str, Stand]:
    stands = stands_of(edits)
    for key, draft in drafts.items():
        if key in stands:
            asked = [key for ask in draft.asks for key in asking(plan, ask).keys]
            stands[key] = with_new_asks(stands[key], asked)
    return stands


def _lines(
    plan: PlanDesk,
    drafts: dict[str, Draft],
    stands: dict[str, Stand],
    edits: Sequence[PlanEdit],
) -> list[PlanLine]:
    out = [key for key in drafts if key in stands and stands[key].status == DROPPED]
    kept = without_replaced(drafts, out)
    lines = [line_of(plan, draft, stands.get(key, Stand())) for key, draft in kept.items()]
    added = (edit for edit in edits if edit.act is PlanAct.ADD)
    return lines + [own_line(plan.desk, edit, stands[edit.line]) for edit in added]


def _headline(
    sure: Sequence[PlanLine], maybe: Sequence[PlanLine], dropped: Sequence[PlanLine]
) -> str:
    if not (sure or maybe or dropped):
        return "No rule asks for a measure"
    late = sum(line.overdue for line in sure)
    done = sum(line.status == DONE for line in sure)
    parts = [_count(len(sure), "measure")] if sure else []
    parts += [f"{late} of them late"] if late else []
    parts += [f"{done} done"] if done else []
    if maybe:
        count = f"{len(maybe)} more" if sure else _count(len(maybe), "measure")
        parts.append(f"{count} only if a question goes that way")
    parts += [f"{len(dropped)} dropped with a reason"] if dropped else []
    return "; ".join(parts)


def _opening(why: Sequence[str], sure: Sequence[PlanLine]) -> str:
    if not why:
        return "No rule of the packs in force asks for a measure on what is on file."
    packs = f"{_count(len(why), 'pack')} of rules {'asks' if len(why) == 1 else 'ask'}"
    if not sure:
        return f"This plan exists because {packs} for measures if open questions go that way."
    return (
        f"This plan exists because {packs} for something to be done before this work goes on, or "
        "while it does. For each measure it says which rule asks for it and why, who sees to it, "
        "by when, what shows that it was done, and what remains."
    )


def _why(
    dossier: Dossier,
    kept: Sequence[PlanLine],
    maybe: Sequence[PlanLine],
    dropped: Sequence[PlanLine],
) -> tuple[str, ...]:
    """Return the packs that ask for measures, each with its outcome and how many.

    What the office dropped was asked for all the same.
    """
    found = []
    sure = (*kept, *(line for line in dropped if line.certain))
    for pack in dossier.packs:
        firm = sum(any(a.pack_id == pack.pack_id and a.certain for a in s.asked_by) for s in sure)
        every = sum(any(a.pack_id == pack.pack_id for a in s.asked_by) for s in (*sure, *maybe))
        if every:
            hold = f", {pack.hold}" if pack.hold else ""
            parts = [_count(firm, "measure")] if firm else []
            if every > firm:
                more = f"{every - firm} more" if firm else _count(every, "measure")
                parts.append(f"{more} if an open question goes that way")
            found.append(
                f"{pack.title} (edition of {pack.edition}): {pack.headline}{hold}. "
                f"It asks for {joined(parts)}."
            )
    return tuple(found)


def _caution(dossier: Dossier) -> tuple[str, ...]:
    """Return what it rests on, and what a plan is not."""
    lists = [
        f"{source.title or source.dataset} (edition {source.edition})"
        for source in dossier.sources
        if source.roles
    ]
    named = joined(lists) or "no list at all"
    return (
        f"Assessed on {dossier.assessed_on} against {named}.",
        (
            "Keeping to a plan lowers the risks named here; it ends none of them, and it is no "
            "permission. A person decides, with reasons, after hearing those concerned."
        ),
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _edit_view(edit: PlanEdit, titles: dict[str, str]) -> EditView:
    return EditView(
        at=moment_day(edit.at),
        by=edit.by,
        line=edit.line,
        words=edit_words(edit, titles),
        reason=edit.reason,
    )


def _lost(edits: Sequence[PlanEdit], titles: dict[str, str], drafts: dict[str, Draft]) -> list[str]:
    """Return the acts on lines that are no longer there, so that none is lost unseen."""
    found = []
    for edit in edits:
        if edit.line not in titles:
            where = (
                "another measure stands for it now"
                if edit.line in drafts
                else "no rule asks for it any more"
            )
            words = edit_words(edit, {})
            found.append(
                f"{words} (by {edit.by} on {moment_day(edit.at)}: {edit.reason}); {where}."
            )
    return found
