"""An engagement as it was submitted: the unit of work. Frozen; a correction is a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The sorts of engagement."""

    GRANT = "grant"
    PARTNERSHIP = "partnership"
    VISITOR = "visitor"
    APPOINTMENT = "appointment"
    TRAVEL = "travel"
    TALK = "talk"
    SHIPMENT = "shipment"
    PURCHASE = "purchase"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class BodyRef:
    """An outside body as somebody wrote it, with what may identify it.

    `identifiers` are (name, value) with names registration, ror, lei, and domain, an internet
    domain that identifies nobody but leads to names; `country` is an ISO 3166 code and belongs
    to organisations only.
    """

    name: str
    other_names: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    city: str = ""
    country: str = ""
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A body in a role of this engagement, `P1`, `P2`, ..."""

    party: str
    role: str
    body: BodyRef


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's tie to an outside body; dates as text, empty where not known.

    `relation` is one of `domain.relation`: employment, appointment, supervision, study and
    membership count alike as affiliations; funding, co-authorship, patent, programme and contract
    are activities, each for itself.
    """

    body: BodyRef
    relation: str
    position: str
    start: str = ""
    end: str = ""
    confirmed: str = ""
    disclosed: bool = True


@dataclass(frozen=True, slots=True)
class Participant:
    """A person by staff reference; the name is in the people register only."""

    staff: str
    role: str
    affiliations: tuple[Affiliation, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """What leaves (`out`) or enters (`in`): data, sample, equipment, know-how or access."""

    flow: str
    what: str
    kind: str
    direction: str
    party: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class HandTie:
    """A tie the office entered by hand, with where and when it was read."""

    kind: str
    source: BodyRef
    target: str
    share: str
    start: str
    end: str
    origin: str
    read_on: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A person's answer to a question of a pack, about one party, person or flow or about all."""

    key: str
    value: bool
    by: str
    on: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class AreaAnswer:
    """A person's answer to which sensitive areas the work aims to advance; empty means none.

    `of` are the sets of areas the person was asked about; left out, they are those of the areas
    named, and all of them where none is named.
    """

    areas: tuple[str, ...]
    by: str
    on: str
    of: tuple[str, ...] = ()

    def covers(self) -> tuple[str, ...] | None:
        """Return the sets of areas the answer speaks for, None for every one."""
        named = {area.split("/")[0] for area in self.areas} | set(self.of)
        return tuple(sorted(named)) if named else None


@dataclass(frozen=True, slots=True)
class Engagement:
    """One engagement with its parties, people, flows and what was answered so far.

    `funders` is None where nobody said who pays.
    """

    engagement_id: str
    kind: Kind
    title: str
    unit: str
    theme: str
    proposed: date
    starts: date | None
    ends: date | None
    funders: tuple[str, ...] | None
    summary: str
    parties: tuple[Party, ...] = ()
    people: tuple[Participant, ...] = ()
    flows: tuple[Flow, ...] = ()
    ties: tuple[HandTie, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    areas: AreaAnswer | None = None
    documents: tuple[str, ...] = ()
    safeguards: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    document_dates: tuple[tuple[str, str], ...] = ()
