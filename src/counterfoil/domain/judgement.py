"""A judgement: a person's verdict on whether a partner and an entity are one body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counterfoil.domain.truth import Truth


class Verdict(StrEnum):
    """What a person may say of a pair; the latest one on a pair stands."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"

    @property
    def truth(self) -> Truth:
        """Return the truth value of `same(party, entity)` under this verdict."""
        return {"same": True, "different": False, "unsure": None}[self.value]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict, attached to a source entity id and the name it was made on.

    The fingerprint is that of the entity's caption when it was judged: a list that gives the
    same id to another body does not inherit the verdict.
    """

    partner_id: str
    entity_id: str
    fingerprint: str
    verdict: Verdict
    reason: str
    by: str
    at: datetime
