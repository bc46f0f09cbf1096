"""Read the register from TOML files: engagements, people, partners."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from counterfoil.domain.engagement import (
    Affiliation,
    AreaAnswer,
    BodyRef,
    Engagement,
    Flow,
    GivenAnswer,
    HandTie,
    Kind,
    Participant,
    Party,
)
from counterfoil.domain.partner import Person, Spelling
from counterfoil.errors import DataError
from counterfoil.sources import register_model as model
from counterfoil.sources.register_check import reference_faults

Model = TypeVar("Model", bound=BaseModel)
MAX_BYTES = 1_000_000
_HELP = "See docs/tutorial.md for a complete engagement file."


def read_engagement(path: Path) -> Engagement:
    """Read one engagement; raise DataError that names the file, the field and the mend."""
    parsed = _read(path, model.EngagementModel)
    head = parsed.engagement
    parties = tuple(
        Party(party.id or f"P{number}", party.role, _party_body(party))
        for number, party in enumerate(parsed.parties, 1)
    )
    for what, do in reference_faults(parsed, [party.party for party in parties]):
        raise DataError(what, where=str(path), do=do)
    return Engagement(
        engagement_id=head.id,
        kind=Kind(head.kind),
        title=head.title,
        unit=head.unit,
        theme=head.theme,
        proposed=head.proposed,
        starts=head.period.from_,
        ends=head.period.to,
        funders=None if head.funders is None else tuple(f.lower() for f in head.funders),
        summary=head.summary,
        parties=parties,
        people=tuple(_participant(person) for person in parsed.people),
        flows=tuple(_flow(number, flow) for number, flow in enumerate(parsed.flows, 1)),
        ties=tuple(_tie(tie) for tie in parsed.ties),
        asked=tuple(sorted((key, day.isoformat()) for key, day in parsed.asked.items())),
        answers=_answers(parsed),
        areas=_areas(parsed.areas),
        documents=tuple(sorted(set(parsed.on_file.documents))),
        safeguards=tuple(sorted(set(parsed.on_file.safeguards))),
        incomplete=tuple(sorted(set(head.incomplete))),
        document_dates=tuple(sorted((key, on) for key, on in parsed.on_file.dates.items() if on)),
    )


def read_people(path: Path) -> list[Person]:
    """Read the people file; raise DataError."""
    parsed = _read(path, model.PeopleModel)
    return [Person(p.staff, p.name, p.unit, p.role) for p in parsed.people]


def read_partners(path: Path) -> list[Spelling]:
    """Read the partners file into spellings, a partner's own name first; raise DataError."""
    parsed = _read(path, model.PartnersModel)
    found: list[Spelling] = []
    for partner in parsed.partners:
        names = {partner.name: Spelling(partner.id, partner.name, "register", "")}
        for spelling in partner.spellings:
            names[spelling.name] = Spelling(
                partner.id, spelling.name, spelling.confirmed_by, spelling.on.isoformat()
            )
        found.extend(names.values())
    return found


def register_kind(path: Path) -> str:
    """Tell what a TOML file is: engagement, people, partners, or nothing of the register."""
    try:
        keys = _load(path).keys()
    except DataError:
        return ""
    if "engagement" in keys:
        return "engagement"
    if keys == {"people"}:
        return "people"
    return "partners" if keys == {"partners"} else ""


def _load(path: Path) -> dict[str, object]:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise DataError(f"cannot be read: {fault.strerror}", where=str(path)) from fault
    if len(content) > MAX_BYTES:
        raise DataError("larger than 1 MB, too large for a register file", where=str(path))
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        where = f"{path}, byte {fault.start}"
        raise DataError("not UTF-8 text", where=where, do="Save the file as UTF-8.") from fault
    except (ValueError, RecursionError) as fault:
        raise DataError(f"not a TOML file: {fault}", where=str(path), do=_HELP) from fault


def _read(path: Path, kind: type[Model]) -> Model:
    raw = _load(path)
    try:
        return kind.model_validate(raw)
    except ValidationError as fault:
        raise DataError(_explain(fault, raw), where=str(path), do=_HELP) from fault


_DATE = "write a date as 2026-11-22, without quotes"
_IN_WORDS = {
    "tuple_type": 'write a list in square brackets, such as ["nserc"]',
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "greater_than_equal": "a date as early as this is a slip",
    "less_than_equal": "a date as late as this is a slip",
}


def _place(loc: tuple[int | str, ...], raw: dict[str, object]) -> str:
    # A single answer is written as a table: it has no number there.
    answers = raw.get("answers")
    if loc[:1] == ("answers",) and isinstance(answers, dict) and len(loc) > len(("answers", "key")):
        loc = loc[:2] + loc[3:] if isinstance(answers.get(loc[1]), dict) else loc
    return " > ".join(f"number {part + 1}" if isinstance(part, int) else str(part) for part in loc)


def _explain(fault: ValidationError, raw: dict[str, object]) -> str:
    lines = []
    for error in fault.errors():
        place = _place(error["loc"], raw)
        given = error.get("input")
        message = error["msg"]
        if error["type"] == "extra_forbidden":
            message = "this field is not known here; check its spelling or leave it out"
        elif error["type"] in _IN_WORDS:
            message = f"{_IN_WORDS[error['type']]} (found {str(given)[:60]!r})"
        elif error["type"] == "missing":
            message = "this field is needed"
        elif isinstance(given, str | int | bool) and error["loc"][-1] != "domain":
            # What was typed for a domain may be a person's mail address: it is not repeated.
            message = f"{message} (found {str(given)[:60]!r})"
        lines.append(f"{place}: {message}")
    return "; ".join(lines)


def _identifiers(given: model.IdentifiersModel) -> tuple[tuple[str, str], ...]:
    pairs = (
        ("registration", given.registration),
        ("ror", given.ror),
        ("lei", given.lei),
        ("domain", given.domain),
    )
    return tuple((name, value) for name, value in pairs if value)


def _party_body(party: model.PartyModel) -> BodyRef:
    return BodyRef(
        party.name,
        party.other_names,
        _identifiers(party.identifiers),
        party.city,
        party.country if party.kind == "organisation" else "",
        is_person=party.kind == "person",
    )


def _participant(person: model.ParticipantModel) -> Participant:
    affiliations = tuple(
        Affiliation(
            BodyRef(a.organisation, (), _identifiers(a.identifiers), a.city, a.country),
            a.relation,
            a.position or a.relation,
            a.from_,
            a.to,
            a.confirmed,
            a.disclosed,
        )
        for a in person.affiliations
    )
    activities = tuple(_activity(activity) for activity in person.activities)
    return Participant(person.staff, person.role, affiliations + activities)


def _activity(a: model.ActivityModel) -> Affiliation:
    return Affiliation(
        BodyRef(a.organisation, (), _identifiers(a.identifiers), a.city, a.country),
        a.kind,
        a.what or a.kind,
        a.on or a.from_,
        a.on or a.to,
        a.confirmed,
        a.disclosed,
    )


def _answers(parsed: model.EngagementModel) -> tuple[GivenAnswer, ...]:
    rows = [(key, given) for key, entry in parsed.answers.items() for given in entry]
    return tuple(
        GivenAnswer(key, given.value, given.by, given.on.isoformat(), given.about)
        for key, given in sorted(rows, key=lambda row: (row[0], row[1].about))
    )


def _flow(number: int, flow: model.FlowModel) -> Flow:
    direction = "out" if flow.to else "in"
    return Flow(f"F{number}", flow.what, flow.kind, direction, flow.to or flow.from_, flow.licence)


def _tie(tie: model.TieModel) -> HandTie:
    body = BodyRef(tie.source, (), _identifiers(tie.identifiers))
    return HandTie(
        tie.kind, body, tie.target, tie.share, tie.from_, tie.to, tie.origin, tie.on.isoformat()
    )


def _areas(given: model.AreasModel | None) -> AreaAnswer | None:
    if given is None:
        return None
    return AreaAnswer(given.values, given.by, given.on.isoformat(), given.of)
