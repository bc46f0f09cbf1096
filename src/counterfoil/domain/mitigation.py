"""The plan of measures: one view-model behind its HTML page, PDF and Word document.

All text is final English; no exporter composes sentences or decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterfoil.domain.dossier import SourceView
from counterfoil.domain.papers import Sender


@dataclass(frozen=True, slots=True)
class Asking:
    """One rule that asks for a measure, and why.

    Attributes:
        about: the parties, people or flows the rule was tried on, in words.
        why: the rule as a sentence.
        words: what this rule asks for in particular, empty where it says no more than the line.
        certain: whether the rule has fired; else `only_if` is the clause it depends on.
        questions: the open questions that decide it.
        included: title of the measure the rule asks for, where the line stands for that one too.

    """

    pack_id: str
    pack: str
    rule: str
    about: str
    why: str
    instrument: str
    clause: str
    mark: str
    outcome: str
    words: str
    certain: bool
    only_if: str
    questions: tuple[str, ...]
    included: str
    numbers: tuple[int, ...] = ()  # of those questions
    bodies: tuple[str, ...] = ()  # whom the rule was tried on, by what stays when ids move

    @property
    def keys(self) -> tuple[str, ...]:
        """Return `pack/rule@body` for each, with `?` behind where it only may fire."""
        head, tail = f"{self.pack_id}/{self.rule}", "" if self.certain else "?"
        return tuple(
            f"{head}@{body}{tail}" if body else head + tail for body in self.bodies or ("",)
        )


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One measure of the plan.

    Attributes:
        key: what the commands name it by; stays the same when it is assessed again.
        code: its entry in the catalogue, empty for a rule's or the office's own measure.
        due: the day for sorting, None where no date is on file; `due_words` says it.
        overdue: whether that day had passed on the day of the assessment.
        again: when it is done again, empty where once is enough.
        certain: whether a rule has fired or the office asks; else it is needed `only_if`.
        depends_on: the questions that decide a line that may be needed, by their numbers.
        rules: (pack id, rules, mark) of those that ask, the first few of each pack by id.
        also: of a sure line, the rules that may ask for it as well, in a sentence.
        status: open, done or dropped; `status_words` says by whom and when.
        stands_for: titles of measures this one makes unnecessary here.
        notes: what the office changed, and what has happened since.

    """

    number: int
    key: str
    code: str
    title: str
    kind: str
    what: str
    particular: tuple[str, ...]
    whom: tuple[str, ...]
    owner: str
    due: date | None
    due_words: str
    overdue: bool
    again: str
    proof: str
    residual: str
    plain: str
    asked_by: tuple[Asking, ...]
    certain: bool
    only_if: str
    rules: tuple[tuple[str, str, str], ...]
    also: str
    status: str
    status_words: str
    stands_for: tuple[str, ...]
    notes: tuple[str, ...]
    depends_on: str = ""


@dataclass(frozen=True, slots=True)
class Remains:
    """What remains when the plan is kept, one sentence each."""

    risks: tuple[str, ...]
    unanswered: tuple[str, ...]
    dropped: tuple[str, ...]
    not_assessed: tuple[str, ...]
    not_modelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditView:
    """One act of the office on the plan, as a person reads it."""

    at: str
    by: str
    line: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class MitigationPlan:
    """The plan of one engagement on one assessment; `day` is the day of the assessment.

    `why` are the packs that ask for measures, with their outcome; `caution` says on what lists it
    rests and what a plan is not; `lost` are acts on lines that the plan no longer has.
    """

    sender: Sender
    engagement_id: str
    title: str
    facts: str
    day: date
    assessed_on: str
    digest: str
    headline: str
    opening: str
    why: tuple[str, ...]
    caution: tuple[str, ...]
    lines: tuple[PlanLine, ...]
    conditional: tuple[PlanLine, ...]
    dropped: tuple[PlanLine, ...]
    remains: Remains
    edits: tuple[EditView, ...]
    lost: tuple[str, ...]
    sources: tuple[SourceView, ...]
    catalogue: str
    version: str
    open_questions: tuple[tuple[int, str], ...] = ()

    @property
    def every_line(self) -> tuple[PlanLine, ...]:
        """Return all lines: sure, conditional, dropped."""
        return (*self.lines, *self.conditional, *self.dropped)
