"""Build the dossier of one assessment."""

from __future__ import annotations

from counterfoil.app.assess import Assessed
from counterfoil.app.dossier.annex import change_views, fact_views, rule_views, source_views
from counterfoil.app.dossier.desk import DossierDesk, Surroundings, day, joined
from counterfoil.app.dossier.measures import check_views, hold_lines, measure_views
from counterfoil.app.dossier.packs import interval_words, pack_views
from counterfoil.app.dossier.parties import party_views
from counterfoil.app.dossier.paths import path_views
from counterfoil.app.dossier.questions import question_numbers, question_views
from counterfoil.app.vocabulary import Vocabulary, unknown_words
from counterfoil.domain.assessment import Status
from counterfoil.domain.case import PersonFacts
from counterfoil.domain.dossier import Dossier


def build_dossier(assessed: Assessed, around: Surroundings) -> Dossier:
    """Return everything a person reads and signs under."""
    desk = DossierDesk.of(assessed, around)
    engagement, assessment = assessed.engagement, assessed.assessment
    numbers = question_numbers(desk)
    packs = pack_views(desk, numbers)
    return Dossier(
        engagement_id=engagement.engagement_id,
        title=engagement.title,
        unit=engagement.unit or "no unit named",
        kind=engagement.kind.value,
        theme=engagement.theme,
        period=period(desk),
        proposed=day(engagement.proposed),
        summary=engagement.summary,
        assessed_on=day(assessment.as_of),
        digest=assessment.digest(),
        headline=headline(desk),
        packs=packs,
        questions=question_views(desk),
        holds=hold_lines(desk, numbers),
        warnings=measure_views(desk, numbers, warnings=True),
        measures=measure_views(desk, numbers, warnings=False),
        checklist=check_views(desk, numbers),
        parties=party_views(desk),
        people=tuple(_person(desk, person) for person in desk.case.people),
        flows=tuple(_flows(desk)),
        paths=path_views(desk),
        changes=change_views(desk),
        rules=rule_views(desk),
        facts=fact_views(desk),
        sources=source_views(desk),
        limits=(
            *unknown_words(engagement, Vocabulary.of(around.packs, around.areas)),
            *(_limit(desk, limit) for limit in assessment.limits),
            *_STANDING,
        ),
        not_modelled=tuple(
            f"{pack.title}: {text}"
            for pack, result in zip(around.packs, assessment.packs, strict=True)
            if result.status is Status.ASSESSED
            for text in pack.not_modelled
        ),
        inputs=assessment.inputs,
        version=around.version,
    )


_STANDING = (
    "People are not screened by name; what counts is what is on file of their affiliations.",
    "Only the loaded lists and registries were looked at; absence from a list proves nothing.",
)


def headline(desk: DossierDesk) -> str:
    """Return the result in one line: highest outcome with its pack, holds, open questions."""
    assessment = desk.assessed.assessment
    outcome, pack = assessment.worst()
    live = [p for p in assessment.packs if p.status is not Status.NOT_APPLICABLE]
    parts = []
    if not live:
        parts.append("no pack applies")
    elif outcome == 0:
        parts.append("no rule fired")
    else:
        result = next(p for p in live if p.pack == pack)
        parts.append(f"{interval_words(result)} under {pack}")
    if any(p.hold for p in live):
        parts.append("on hold")
    elif any(p.hold is None and p.status is Status.ASSESSED for p in live):
        parts.append("hold possible")
    count = len(assessment.questions)
    if count:
        parts.append(f"{count} open question{'' if count == 1 else 's'}")
    missing = [p.pack for p in live if p.status is Status.NOT_ASSESSABLE]
    if missing:
        parts.append(f"{joined(missing)} not assessable")
    return "; ".join(parts)


def period(desk: DossierDesk) -> str:
    """Return the period in words."""
    start, end = day(desk.case.starts), day(desk.case.ends)
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else (f"until {end}" if end else "period not stated")


def _person(desk: DossierDesk, person: PersonFacts) -> str:
    known = desk.around.people.get(person.staff)
    name = f" ({known.name})" if known else ""
    return f"{person.staff}{name}, {person.role}"


def _flows(desk: DossierDesk) -> list[str]:
    lines = []
    for flow in desk.case.flows:
        way = "to" if flow.direction == "out" else "from"
        licence = f", licence {flow.licence}" if flow.licence else ", no licence on file"
        lines.append(f"{flow.what} ({flow.kind}) {way} {flow.party}{licence}")
    return lines


def _limit(desk: DossierDesk, limit: tuple[str, ...]) -> str:
    code, value = limit
    if code == "list-not-loaded":
        return f"The list {desk.role_title(value)} is not loaded; nothing can be said of it."
    if code == "candidates-cut":
        return f"More entities bear the name of {value} than were looked at; ask for a number."
    if code == "set-incomplete":
        return f"The {value} of this engagement are declared incomplete."
    return f"{value}: the interval is a sound bound, not the exact range."
