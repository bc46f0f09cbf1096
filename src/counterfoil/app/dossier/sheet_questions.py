"""The question of the sheet: a column that is blank in a whole sheet is asked about once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counterfoil.app.assess import Assessed
from counterfoil.domain.assessment import OpenQuestion
from counterfoil.domain.dossier import SettlingQuestion
from counterfoil.domain.intake import Intake

_FUNDER = "funder"  # the kind of question that a column of funders answers
# Field of a sheet -> what the office wants to know of its engagements.
_ASKS = {
    "funders": "who funds them?",
    "partner": "who are the outside bodies in them?",
    "person": "who takes part in them?",
    "goes_out": "what leaves the organisation in them?",
}
_INCOMPLETE = {"partner": "parties", "person": "people", "goes_out": "flows"}
_NONE = frozenset({"funders", "person", "goes_out"})  # fields of which there may be none
Place = tuple[str, str, str]  # sender, sheet, field


@dataclass(slots=True)
class _Asked:
    """What one question of a sheet bears on, and by how much an answer may narrow it."""

    engagements: list[str] = field(default_factory=list)
    best: int = 0


def is_of_the_sheet(question: OpenQuestion, intake: Intake | None) -> bool:
    """Tell whether a question of one engagement comes from a column blank in its whole sheet."""
    return question.kind == _FUNDER and _is_blank("funders", intake)


def open_fields(assessed: Assessed, intake: Intake | None) -> list[str]:
    """Return the blank columns of its sheet that leave something of an engagement open."""
    found = []
    if any(is_of_the_sheet(q, intake) for q in assessed.assessment.questions):
        found.append("funders")
    for name, what in _INCOMPLETE.items():
        if what in assessed.case.incomplete and _is_blank(name, intake):
            found.append(name)
    return found


def sheet_words(sender: str, name: str) -> str:
    """Return what a row of the overview says in place of a question asked of its sheet."""
    return f"asked once of the sheet of {sender}: {name}"


def sheet_questions(
    assessments: Sequence[Assessed], intake: Mapping[str, Intake]
) -> list[tuple[int, SettlingQuestion]]:
    """Return each question of a sheet once, with what its answer may narrow in all."""
    asked: dict[Place, _Asked] = defaultdict(_Asked)
    for assessed in assessments:
        row = intake.get(assessed.engagement.engagement_id)
        if row is None:
            continue
        for name in open_fields(assessed, row):
            one = asked[row.sender, row.sheet, name]
            one.engagements.append(row.engagement)
            one.best += sum(
                q.best
                for q in assessed.assessment.questions
                if name == "funders" and q.kind == _FUNDER
            )
    held = _held(intake)
    return [(one.best, _view(place, one, held[place], intake)) for place, one in asked.items()]


def _is_blank(name: str, intake: Intake | None) -> bool:
    return intake is not None and intake.present and name in intake.blank


def _held(intake: Mapping[str, Intake]) -> dict[Place, int]:
    counts: dict[Place, int] = defaultdict(int)
    for row in intake.values():
        for name in row.blank if row.present else ():
            counts[row.sender, row.sheet, name] += 1
    return counts


def _view(
    place: Place, asked: _Asked, whole: int, intake: Mapping[str, Intake]
) -> SettlingQuestion:
    sender, sheet, name = place
    engagements = tuple(sorted(asked.engagements))
    count = f"all {whole} engagements" if whole != 1 else "its one engagement"
    which = f"sheet “{sheet}”" if sheet else "table"
    bears = f"bears on {len(engagements)} engagement{'' if len(engagements) == 1 else 's'}"
    effect = f"{bears}, narrows by up to {asked.best}" if asked.best else bears
    file = intake[engagements[0]].file
    values = "VALUE, or none" if name in _NONE else "VALUE"
    return SettlingQuestion(
        text=f"The {which} of {sender} leaves the column for {name} blank in {count}: {_ASKS[name]}",
        who=f"{sender}, who sent {file}",
        engagements=engagements,
        effect=effect,
        command=(
            f"send the sheet again with the column filled, or: counterfoil import --register {file}"
            f" --sender {sender} --set {name}=... ({values})"
        ),
    )
