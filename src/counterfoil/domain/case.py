"""A case: everything that was found out about one engagement, frozen for reasoning and replay.

It is plain data (text, integers, booleans, tuples), so that its canonical JSON is the record of
what an assessment stood on. Names of people are not in it: people are staff references.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterfoil.domain.match import Reason


def answer_key(key: str, about: str = "") -> str:
    """Return how an answer is kept: the question, and whom or what it is about."""
    return f"{key}/{about}" if about else key


@dataclass(frozen=True, slots=True)
class Reach:
    """A listed body that stands above an entity, with the strongest dated path to it.

    Attributes:
        dataset: the list it stands on.
        target: its cluster id; `caption` its name.
        ancestor: the cluster the path ends at; `identity` tells whether it is the target: true
            where they are one cluster, None where only their names agree (group `group`).
        basis: as for a candidate, where ancestor and target differ.
        steps: number of ties on the path.
        path: one (kind, lower id, upper id, lower caption, upper caption, date text, share
            text, origin dataset, statement ids joined by a space) per tie, upward.

    """

    dataset: str
    target: str
    caption: str
    steps: int
    path: tuple[tuple[str, ...], ...]
    ancestor: str = ""
    ancestor_caption: str = ""
    identity: bool | None = True
    basis: str = "identifier"
    basis_ref: str = ""
    group: str = ""
    doubtful: tuple[tuple[str, str], ...] = ()  # (owned, owner) whose share is not known to be half


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity (a cluster of linked entities) a body may be.

    Attributes:
        cluster: the smallest entity id of the cluster.
        members: entity ids of the cluster.
        group: key of the name group, empty for none: one question for all its candidates.
        caption: name of the entity; `matched` the name that matched.
        band: strong, possible, or identifier.
        score: milli-units.
        identity: true or false by identifier, link or judgement; None by name alone.
        basis: identifier, judgement, judgement-conflict or name; `basis_ref` says which.
        lists: (dataset, listed since or empty, statement id) where a member stands today.
        reaches: listed bodies above it.
        owners: recorded owners.

    """

    cluster: str
    members: tuple[str, ...]
    group: str
    caption: str
    matched: str
    band: str
    score: int
    reasons: tuple[Reason, ...]
    identity: bool | None
    basis: str
    basis_ref: str
    lists: tuple[tuple[str, str, str], ...] = ()
    reaches: tuple[Reach, ...] = ()
    owners: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An outside body as the engagement or a registry names it, with what it may be.

    `seat` are the countries of an organisation's seat as ISO 3166 codes joined by `+`, empty
    where none is on file, and `-` for a natural person, of whom no country is ever kept.
    """

    body_id: str
    partner: str
    name: str
    candidates: tuple[Candidate, ...] = ()
    owners: tuple[Owner, ...] = ()
    parents: tuple[Body, ...] = ()
    cut: bool = False  # more entities bear this name than were looked at
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """A recorded owner; shares are rationals in percent as text, `0` to `100` where not stated."""

    body: Body
    low: str
    high: str
    stated: bool
    since: str
    origin: str


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party in its role, with the body behind it."""

    party: str
    role: str
    body: Body


@dataclass(frozen=True, slots=True)
class AffiliationFacts:
    """A person's dated tie to a body, an affiliation or an activity such as funding.

    Empty dates are unknown, `confirmed` was current then.
    """

    key: str
    relation: str
    position: str
    body: Body
    start: str
    end: str
    confirmed: str
    disclosed: bool


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person by staff reference: role and affiliations, nothing else."""

    staff: str
    role: str
    affiliations: tuple[AffiliationFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """What leaves or enters, to or from which party; `licence` is its number on file or empty."""

    flow: str
    what: str
    kind: str
    direction: str
    party: str
    licence: str


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A role as it is bound today; empty `datasets` means nothing is loaded for it.

    Each dataset is (id, snapshot id, edition or empty, retrieved, days old).
    """

    role: str
    datasets: tuple[tuple[str, str, str, str, int], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase of the summary that suggests an area; offsets in characters, end exclusive."""

    area: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """The frozen facts of one engagement on one day.

    `answers` are (key, value) with the key of `answer_key`; `document_dates` are (document, date);
    `area_sets` are the sets of areas that `areas` speaks for, None for every one.
    """

    engagement: str
    as_of: date
    kind: str
    funders: tuple[str, ...] | None
    proposed: date
    starts: date | None
    ends: date | None
    parties: tuple[PartyFacts, ...]
    people: tuple[PersonFacts, ...]
    flows: tuple[FlowFacts, ...]
    answers: tuple[tuple[str, bool], ...]
    asked: tuple[tuple[str, str], ...]
    areas: tuple[str, ...] | None
    suggestions: tuple[Suggestion, ...]
    documents: tuple[str, ...]
    safeguards: tuple[str, ...]
    incomplete: tuple[str, ...]
    lists: tuple[ListFacts, ...]
    document_dates: tuple[tuple[str, str], ...] = ()
    area_sets: tuple[str, ...] | None = None
