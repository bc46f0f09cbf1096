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
    """Two partners that may be one body; a person confirms with `judge`."""

    left: str
    left_name: str
    right: str
    right_name: str
    band: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the organisation; the only place where a name stands."""

    staff: str
    name: str
    unit: str
    role: str
