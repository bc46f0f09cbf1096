"""The book of intake: where engagements of spreadsheets came from. Rows are added, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from counterfoil.domain.intake import Intake


class IntakeBook(Protocol):
    """One organisation's book of intake."""

    def add(self, rows: Sequence[Intake], at: datetime) -> None:
        """Keep rows; the latest on an engagement stands."""
        ...

    def latest(self) -> dict[str, Intake]:
        """Return the row in force per engagement."""
        ...
