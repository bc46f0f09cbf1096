"""The record: what people said and what was decided on it. Rows are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from counterfoil.domain.engagement import Engagement
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.partner import Person, Spelling


@dataclass(frozen=True, slots=True)
class KeptAssessment:
    """An assessment as it was kept: canonical bytes, and the case that gives them again."""

    digest: str
    engagement: str
    as_of: date
    kept_at: datetime
    assessment: bytes
    case: bytes
    packs: tuple[tuple[str, str], ...]  # (pack id, content hash)


class Record(Protocol):
    """One organisation's record."""

    def put_engagement(self, engagement: Engagement, at: datetime) -> bool:
        """Keep an engagement; return False where the same content is already current."""
        ...

    def put_engagements(self, engagements: Sequence[Engagement], at: datetime) -> list[str]:
        """Keep engagements, all or none; return the ids of those that were new or changed."""
        ...

    def engagements(self) -> list[Engagement]:
        """Return the current version of every engagement, by id."""
        ...

    def put_people(self, people: Sequence[Person], at: datetime) -> int:
        """Keep people; return how many rows were new or changed."""
        ...

    def people(self) -> dict[str, Person]:
        """Return the current row per staff reference."""
        ...

    def add_spellings(self, spellings: Sequence[Spelling], at: datetime) -> int:
        """Keep spellings; return how many were new. The latest row on a name stands."""
        ...

    def spellings(self) -> list[Spelling]:
        """Return the row in force per name, in the order they were kept."""
        ...

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a verdict."""
        ...

    def judgements(self) -> list[Judgement]:
        """Return all verdicts, oldest first."""
        ...

    def keep_pack(self, content_hash: str, pack_id: str, content: bytes) -> None:
        """Keep a pack's file content under its hash; known content is left as it is."""
        ...

    def pack(self, content_hash: str) -> bytes:
        """Return a kept pack's content; raise IntegrityError where it is gone."""
        ...

    def keep_assessments(self, kept: Sequence[KeptAssessment]) -> int:
        """Keep assessments in one transaction; return how many were new."""
        ...

    def latest_assessments(self) -> dict[str, KeptAssessment]:
        """Return the latest kept assessment per engagement."""
        ...

    def check(self) -> list[str]:
        """Return what is wrong with the store, one sentence each."""
        ...
