"""Build the overview: what needs a person today, without names of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from counterfoil.app.assess import Assessed
from counterfoil.app.dossier.desk import Surroundings, day
from counterfoil.app.dossier.sheet_questions import (
    is_of_the_sheet,
    open_fields,
    sheet_questions,
    sheet_words,
)
from counterfoil.domain.assessment import Status
from counterfoil.domain.dossier import (
    Dossier,
    DueWarning,
    Overview,
    OverviewRow,
    QuestionView,
    SettlingQuestion,
)
from counterfoil.domain.intake import Intake
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.partner import SpellingProposal

_QUESTIONS_SHOWN, _SPELLINGS_SHOWN, _STALE_SHOWN = 6, 6, 6
Pair = tuple[Assessed, Dossier]


def build_overview(
    pairs: Sequence[Pair],
    around: Surroundings,
    proposals: Sequence[SpellingProposal],
    link: Callable[[str], str],
    intake: Mapping[str, Intake] = MappingProxyType({}),
) -> Overview:
    """Return the office's page; rows by highest outcome, then holds, then questions.

    `intake` tells by engagement which sheet it came with; what a sheet leaves blank throughout
    is one question of the sheet here, and still a question of each engagement in its dossier.
    """
    rows = sorted(
        (
            (_row(assessed, dossier, link, intake.get(dossier.engagement_id)), assessed)
            for assessed, dossier in pairs
        ),
        key=lambda item: _urgency(*item),
    )
    views = tuple(row for row, _ in rows)
    return Overview(
        organisation=around.organisation,
        assessed_on=day(pairs[0][0].case.as_of) if pairs else "",
        counts=_counts(views),
        rows=views,
        by_unit=_by(views, lambda row: row.unit or "no unit"),
        by_theme=_by(views, lambda row: row.theme or "no theme"),
        releases_on_hold=tuple(_releases(pairs)),
        warnings=tuple(_warnings(pairs)),
        questions=tuple(_questions(pairs, intake)),
        stale=tuple(_stale(pairs))[:_STALE_SHOWN],
        not_assessable=tuple(_not_assessable(pairs)),
        spellings=tuple(
            f"{p.left_name} / {p.right_name}: one body? ({p.band})"
            for p in proposals[:_SPELLINGS_SHOWN]
        ),
        version=around.version,
    )


def _row(
    assessed: Assessed, dossier: Dossier, link: Callable[[str], str], intake: Intake | None
) -> OverviewRow:
    outcome, pack = assessed.assessment.worst()
    view = next((p for p in dossier.packs if p.pack_id == pack), None)
    hold = max((p.hold for p in dossier.packs), key=len, default="")
    if any(p.hold == "HOLD" for p in dossier.packs):
        hold = "HOLD"
    return OverviewRow(
        engagement_id=dossier.engagement_id,
        title=dossier.title,
        unit=dossier.unit,
        theme=dossier.theme,
        kind=dossier.kind,
        outcome=outcome.key,
        outcome_words=_words(view.headline if view else "no pack applies", dossier),
        pack_id=pack,
        hold=hold,
        questions=len(dossier.questions),
        first_question=_first_question(assessed, dossier, intake),
        link=link(dossier.engagement_id),
    )


def _words(headline: str, dossier: Dossier) -> str:
    # "No rule fired" must not hide a pack that could not be assessed.
    silent = [p.pack_id for p in dossier.packs if p.status == Status.NOT_ASSESSABLE.value]
    if silent and headline in ("no rule fired", "no rule fired on a stale list"):
        return f"{headline}; {', '.join(silent)} NOT ASSESSABLE"
    return headline


def _first_question(assessed: Assessed, dossier: Dossier, intake: Intake | None) -> str:
    asked = zip(assessed.assessment.questions, dossier.questions, strict=True)
    own = [view.text for question, view in asked if not is_of_the_sheet(question, intake)]
    if own:
        return own[0]
    blank = open_fields(assessed, intake)
    if intake is not None and blank:
        return sheet_words(intake.sender, blank[0])
    incomplete = assessed.case.incomplete
    return f"Who else? The {incomplete[0]} are declared incomplete." if incomplete else ""


def _urgency(row: OverviewRow, assessed: Assessed) -> tuple[int, int, int, int, str]:
    held = {"HOLD": 0, "HOLD possible": 1}.get(row.hold, 2)
    low = max((int(p.low) for p in assessed.assessment.packs), default=0)
    high = int(Outcome.of(row.outcome))
    return (-high, -low, held, -row.questions, row.engagement_id)


def _counts(rows: Sequence[OverviewRow]) -> tuple[tuple[str, int], ...]:
    return (
        ("engagements", len(rows)),
        ("with open questions", sum(1 for row in rows if row.questions)),
        ("on hold", sum(1 for row in rows if row.hold == "HOLD")),
        ("no rule fired, as far as assessable", sum(1 for row in rows if row.outcome == "none")),
    )


def _by(
    rows: Iterable[OverviewRow], key: Callable[[OverviewRow], str]
) -> tuple[tuple[str, int, int, str], ...]:
    found: dict[str, list[OverviewRow]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return tuple(
        (
            name,
            len(members),
            sum(1 for row in members if row.questions or row.hold),
            max(Outcome.of(row.outcome) for row in members).key,
        )
        for name, members in sorted(found.items())
    )


def _releases(pairs: Sequence[Pair]) -> Iterable[tuple[str, str, str]]:
    for _, dossier in pairs:
        if dossier.kind == "release" and dossier.holds:
            yield dossier.engagement_id, dossier.title, dossier.holds[0]


def _warnings(pairs: Sequence[Pair]) -> Iterable[DueWarning]:
    due = [
        (dossier, warning, staff)
        for _, dossier in pairs
        for warning in dossier.warnings
        for staff in warning.whom.split(", ")
    ]
    # Certain ones first: a warning that hangs on a question waits for its answer.
    for dossier, warning, staff in sorted(due, key=lambda item: item[1].condition != ""):
        yield DueWarning(
            staff, warning.before, warning.text, dossier.engagement_id, warning.condition
        )


def _questions(pairs: Sequence[Pair], intake: Mapping[str, Intake]) -> list[SettlingQuestion]:
    """Return the questions by what their answers narrow; those of sheets are never cut off."""
    of_sheets = sheet_questions([assessed for assessed, _ in pairs], intake)
    found = [*of_sheets, *_own_questions(pairs, intake)[:_QUESTIONS_SHOWN]]
    return [question for _, question in sorted(found, key=lambda item: -item[0])]


def _own_questions(
    pairs: Sequence[Pair], intake: Mapping[str, Intake]
) -> list[tuple[int, SettlingQuestion]]:
    # One answer about a partner and a listed body, or about a partner's owners, serves them all.
    found: dict[tuple[str, str], list[tuple[str, int, QuestionView]]] = defaultdict(list)
    for assessed, dossier in pairs:
        for question, view in zip(assessed.assessment.questions, dossier.questions, strict=True):
            if is_of_the_sheet(question, intake.get(dossier.engagement_id)):
                continue
            if question.kind == "same":
                key = (question.about[0], question.key.split(":", 2)[2])
            elif question.kind == "share":
                key = (question.about[0], "share")
            else:
                key = (dossier.engagement_id, question.key)
            found[key].append((dossier.engagement_id, question.best, view))
    summed = [(sum(best for _, best, _ in asked), key, asked) for key, asked in found.items()]
    return [
        (
            best,
            SettlingQuestion(
                text=asked[0][2].text,
                who=asked[0][2].who,
                engagements=tuple(sorted(engagement for engagement, _, _ in asked)),
                effect=f"narrows by up to {best}",
                command=asked[0][2].command,
            ),
        )
        for best, _, asked in sorted(summed, key=lambda item: (-item[0], item[1]))
    ]


def _stale(pairs: Sequence[Pair]) -> Iterable[str]:
    seen = {}
    for _, dossier in pairs:
        for source in dossier.sources:
            if source.stale:
                seen[source.dataset] = f"{source.title}: {source.age} old ({source.edition})"
    return seen.values()


def _not_assessable(pairs: Sequence[Pair]) -> Iterable[str]:
    found: dict[str, tuple[set[str], str]] = {}
    for assessed, dossier in pairs:
        for result, view in zip(assessed.assessment.packs, dossier.packs, strict=True):
            if result.status is Status.NOT_ASSESSABLE:
                ids, _ = found.setdefault(view.title, (set(), view.notes[0] if view.notes else ""))
                ids.add(dossier.engagement_id)
    for title, (ids, note) in found.items():
        yield f"{title}: {len(ids)} engagement{'' if len(ids) == 1 else 's'}. {note}"
