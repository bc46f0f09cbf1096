"""A match: a scored pair with reasons and a band. Only a person makes it an identity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How much a name says. Strong and possible leave identity unknown; weak reads as false."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one token of the query did in the match.

    Attributes:
        what: equal, typo, transliteration, translation, initial, joined, acronym, reordered,
            legal-form, missing-left, missing-right, number-differs, place-differs.
        left: token or phrase of the query.
        right: token or phrase of the reference name.
        weight: contribution to the score, in milli-units; negative speaks against.

    """

    what: str
    left: str
    right: str
    weight: int

    def text(self) -> str:
        """Return the reason as a short phrase."""
        return f"{self.what}: {self.left or '·'} = {self.right or '·'} ({self.weight:+d})"


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate for a query; `score` is in milli-units and grows with rarity."""

    entity_id: str
    name: str
    score: int
    band: Band
    reasons: tuple[Reason, ...]
