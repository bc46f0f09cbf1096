"""A partner: one outside body, however many spellings the departments use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way a partner was written, confirmed by a person (`by`) or first seen (`by` empty)."""

    partner_id: str
    name: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A body judged once and honoured everywhere."""

    partner_id: str
    name: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpellingProposal:
    """Two partners that may be one body; a person settles it with `partner merge` or `judge`."""

    left: str
    left_name: str
    right: str
    right_name: str
    band: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpellingPlace:
    """Where one spelling stands: engagements, their departments, and who sent them in sheets."""

    partner: str
    name: str
    engagements: tuple[str, ...]
    units: tuple[str, ...]
    senders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal as a person decides on it: reasons, where each spelling stands, the commands."""

    proposal: SpellingProposal
    places: tuple[SpellingPlace, ...]
    merge: str
    keep_apart: str


@dataclass(frozen=True, slots=True)
class PartnerAct:
    """What somebody said of partners themselves.

    Attributes:
        what: merged, split, kept apart, left open, or undone.
        partner: the partner it is about; `other` the partner merged, split off or compared.
        spellings: of a split, the spellings that moved.
        taken_back: whether a later act has undone it.

    """

    what: str
    partner: str
    other: str
    spellings: tuple[str, ...]
    reason: str
    by: str
    at: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the organisation; the only place where a name stands."""

    staff: str
    name: str
    unit: str
    role: str
