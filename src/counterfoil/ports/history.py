"""The record's history: every version ever kept, for those who ask what is held on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from counterfoil.domain.engagement import Engagement
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.partner import Person, Spelling
from counterfoil.domain.plan_edit import PlanEdit
from counterfoil.ports.record import KeptAssessment


@dataclass(frozen=True, slots=True)
class PersonVersion:
    """A row of the people register and when it was kept."""

    person: Person
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class EngagementVersion:
    """A version of an engagement and when it was kept."""

    engagement: Engagement
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class SpellingVersion:
    """A row of the spellings and when it was kept."""

    spelling: Spelling
    kept_at: datetime


class History(Protocol):
    """Reads all versions; writes nothing."""

    def people_versions(self) -> list[PersonVersion]:
        """Return every row of the people register, oldest first."""
        ...

    def engagement_versions(self) -> list[EngagementVersion]:
        """Return every version of every engagement, oldest first."""
        ...

    def spelling_versions(self) -> list[SpellingVersion]:
        """Return every row of the spellings, oldest first."""
        ...

    def judgements(self) -> list[Judgement]:
        """Return all verdicts, oldest first."""
        ...

    def plan_edits(self) -> list[PlanEdit]:
        """Return every act on a plan of measures, oldest first."""
        ...

    def assessments(self) -> Iterator[KeptAssessment]:
        """Yield every kept assessment, oldest first; one at a time, for cases are large."""
        ...

    def filled_columns(self) -> dict[str, int]:
        """Return `table.column` -> the number of rows in which it is not empty."""
        ...
