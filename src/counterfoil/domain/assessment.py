"""An assessment: what each pack says of one engagement on one day. Plain data, no prose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterfoil.domain.canonical import canonical_bytes, canonical_hash
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.plain import to_plain
from counterfoil.domain.truth import Truth


class Status(StrEnum):
    """Whether a pack could say anything."""

    ASSESSED = "assessed"
    NOT_APPLICABLE = "not-applicable"
    NOT_ASSESSABLE = "not-assessable"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One binding of a rule: fired, not, or may fire; not evaluated where a list is missing."""

    rule: str
    binding: tuple[tuple[str, str], ...]
    truth: Truth
    evaluated: bool = True


@dataclass(frozen=True, slots=True)
class Settling:
    """Questions that settle the pack if `named` gets `answer`, whatever the others say."""

    named: str
    answer: str
    others: tuple[str, ...]
    settles_hold: bool


@dataclass(frozen=True, slots=True)
class PackResult:
    """The findings of one pack. `high` is None where no upper bound may be shown."""

    pack: str
    edition: date
    status: Status
    low: Outcome
    high: Outcome | None
    hold: Truth
    exact: bool
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    results: tuple[RuleResult, ...]
    settling: tuple[Settling, ...] = ()

    @property
    def reaches(self) -> Outcome:
        """Return the highest outcome to sort by."""
        return self.low if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question in rank order; `answers` are (answer, narrowing, packs it settles)."""

    key: str
    kind: str
    who: str
    about: tuple[str, ...]
    atoms: tuple[str, ...]
    best: int
    worst: int
    answers: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class RulePointer:
    """A measure or checklist line: which rule asks for it, for what binding, how surely.

    `index` counts the rule's measures; -1 is the rule's own document or hold. `staff` are the
    people a warning or an ask is for.
    """

    pack: str
    rule: str
    index: int
    binding: tuple[tuple[str, str], ...]
    truth: Truth
    staff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it stood: the atom's key, its value, how absence reads, and what says so."""

    atom: str
    truth: Truth
    reading: str
    why: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All of it; `inputs` are the hashes of everything it stood on."""

    engagement: str
    as_of: date
    packs: tuple[PackResult, ...]
    questions: tuple[OpenQuestion, ...]
    checklist: tuple[RulePointer, ...]
    measures: tuple[RulePointer, ...]
    holds: tuple[RulePointer, ...]
    limits: tuple[tuple[str, ...], ...]
    facts: tuple[FactLine, ...]
    inputs: tuple[tuple[str, str], ...]

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, the thing a replay must give again."""
        return canonical_bytes(to_plain(self))

    def digest(self) -> str:
        """Return the SHA-256 of the canonical bytes."""
        return canonical_hash(to_plain(self))

    @property
    def needs_person(self) -> bool:
        """Tell whether something is open, on hold or above none."""
        return bool(self.questions) or any(
            pack.status is Status.NOT_ASSESSABLE
            or (pack.status is Status.ASSESSED and (pack.reaches > 0 or pack.hold is not False))
            for pack in self.packs
        )

    def worst(self) -> tuple[Outcome, str]:
        """Return the highest outcome any pack may reach, and that pack."""
        ranked = [(p.reaches, p.pack) for p in self.packs if p.status is not Status.NOT_APPLICABLE]
        if not ranked:
            return Outcome.NONE, ""
        top = max(outcome for outcome, _ in ranked)
        return top, next(pack for outcome, pack in ranked if outcome == top)
