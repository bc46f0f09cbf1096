"""The book of plans: what the office did to measures. Rows are added, never changed."""

from __future__ import annotations

from typing import Protocol

from counterfoil.domain.plan_edit import PlanEdit


class PlanBook(Protocol):
    """One organisation's book of plans."""

    def add(self, edit: PlanEdit) -> None:
        """Keep an act; raise DataError where a text cannot be kept."""
        ...

    def edits(self, engagement: str | None = None) -> list[PlanEdit]:
        """Return all acts, or those on one engagement, oldest first."""
        ...
