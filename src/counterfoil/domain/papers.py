"""The papers that leave the office: letter, slip, decision form, and what is held on a person.

Each is a view-model behind its HTML, PDF and DOCX; all text is final English, dates are written
out, and no exporter composes sentences or decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterfoil.domain.dossier import (
    CheckView,
    MeasureView,
    PackView,
    QuestionView,
    SourceView,
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the organisation, the office in it, and how to reach it (may be empty)."""

    organisation: str
    office: str
    contact: str

    @property
    def reply_to(self) -> str:
        """Return where an answer goes; the office alone where no contact is set."""
        return ", ".join(part for part in (self.office, self.contact) if part)


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """Room for one answer: what it is for, the words beside the tick boxes, a line to write on."""

    label: str
    ticks: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True)
class LetterQuestion:
    """One question, asked once however many engagements wait for it.

    `why` are the rules that depend on the answer; `quotes` the words of the summary that raised
    the question; `keys` are (engagement, question key), for whoever enters the answer.
    """

    number: int
    text: str
    once: str
    why: tuple[str, ...]
    settles: str
    quotes: tuple[str, ...]
    spaces: tuple[AnswerSpace, ...]
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is on file about the reader: what, as recorded, where from and since when."""

    what: str
    recorded: str
    origin: str
    since: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The questions to one researcher over all engagements; `day` is the day it is written."""

    sender: Sender
    staff: str
    name: str
    unit: str
    day: date
    written_on: str
    reply_by: str
    title: str
    salutation: str
    opening: tuple[str, ...]
    questions: tuple[LetterQuestion, ...]
    said: tuple[Said, ...]
    correcting: str
    rights: tuple[str, ...]
    assessments: tuple[tuple[str, str], ...]  # (engagement, digest)
    version: str


@dataclass(frozen=True, slots=True)
class SlipPack:
    """A pack on the slip: its version, and what it says in words."""

    pack_id: str
    title: str
    edition: str
    says: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """No rule fired: what was looked at, and what was not. It frees nobody of anything.

    `parties` are (label, name, role); `missing` the papers still to come.
    """

    sender: Sender
    engagement_id: str
    title: str
    facts: str
    assessed_on: str
    digest: str
    headline: str
    meaning: tuple[str, ...]
    packs: tuple[SlipPack, ...]
    sources: tuple[SourceView, ...]
    parties: tuple[tuple[str, str, str], ...]
    missing: tuple[CheckView, ...]
    not_assessable: tuple[str, ...]
    stale: tuple[str, ...]
    limits: tuple[str, ...]
    not_modelled: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class DecidingRule:
    """A rule that decides an end of a pack's interval, or a hold, with what it rests on."""

    pack_id: str
    outcome: str
    certain: bool
    words: str
    rules: tuple[str, ...]
    basis: str
    mark: str


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """The paper a decision is written on, for the file; its empty fields are the template's."""

    sender: Sender
    engagement_id: str
    title: str
    facts: str
    proposed: str
    summary: str
    assessed_on: str
    digest: str
    headline: str
    packs: tuple[PackView, ...]
    deciding: tuple[DecidingRule, ...]
    holds: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    measures: tuple[MeasureView, ...]
    checklist: tuple[CheckView, ...]
    unknown: tuple[str, ...]
    limits: tuple[str, ...]
    not_modelled: tuple[str, ...]
    replay: str
    inputs: tuple[tuple[str, str], ...]
    version: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One value that is held: which field, the value, where it came from, and since when."""

    field: str
    value: str
    origin: str
    since: str


@dataclass(frozen=True, slots=True)
class HeldSection:
    """What one part of the record holds on a person, why, for how long, and who sees it.

    `by_name` marks rows that only share the name: somebody else may bear it.
    """

    key: str
    title: str
    why: str
    kept_for: str
    seen_by: str
    by_name: bool
    rows: tuple[HeldRow, ...]


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """Everything the record holds on one person, for that person."""

    sender: Sender
    subject: str
    names: tuple[str, ...]
    written_on: str
    title: str
    sections: tuple[HeldSection, ...]
    nothing_in: tuple[str, ...]
    not_held: tuple[str, ...]
    rights: tuple[str, ...]
    version: str
