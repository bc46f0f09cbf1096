"""A match: a scored pair with reasons and a band. Only a person makes it an identity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How much a name says. Strong and possible leave identity unknown; weak reads as false."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


_WORDS = {
    "equal": "“{left}” agrees",
    "typo": "“{left}” is nearly “{right}”",
    "transliteration": "“{left}” is “{right}” in another script",
    "translation": "“{left}” means “{right}”",
    "initial": "“{left}” may stand for “{right}”",
    "joined": "“{left}” and “{right}” are the same letters",
    "acronym": "“{left}” are the initials of “{right}”",
    "nickname": "“{left}” is a form of “{right}”",
    "reordered": "the words stand in another order",
    "legal-form": "the legal form is set aside",
    "missing-left": "“{right}” stands in the list's name only",
    "missing-right": "“{left}” is missing in the list's name",
    "number-differs": "the number differs: “{left}”, “{right}”",
    "domain": "the internet domain “{left}” belongs to “{right}”",
    "place-differs": "the place differs: “{left}”, “{right}”",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What one token of the query did in the match.

    Attributes:
        what: equal, typo, transliteration, translation, initial, joined, acronym, nickname, reordered,
            legal-form, missing-left, missing-right, number-differs, place-differs, domain.
        left: token or phrase of the query.
        right: token or phrase of the reference name.
        weight: how much it tells, in milli-nats of rarity; negative speaks against.

    """

    what: str
    left: str
    right: str
    weight: int

    def words(self) -> str:
        """Return the reason as a person reads it."""
        template = _WORDS.get(self.what, "{what}: “{left}”, “{right}”")
        return template.format(what=self.what, left=self.left, right=self.right)

    def text(self) -> str:
        """Return the reason in one form that programs can take apart."""
        return f"{self.what}: {self.left or '·'} = {self.right or '·'} ({self.weight:+d})"


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate for a query.

    `score` is in milli log-odds and grows with rarity; `probability` that both names are of one
    body, in ten-thousandths, is for reading and decides nothing.
    """

    entity_id: str
    name: str
    score: int
    band: Band
    reasons: tuple[Reason, ...]
    probability: int = 0
