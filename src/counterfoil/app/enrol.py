"""Enrol: register files into the record; what has not changed is left as it is."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from counterfoil.domain.engagement import Engagement
from counterfoil.domain.partner import Person, Spelling
from counterfoil.errors import DataError
from counterfoil.ports.record import Record


@dataclass(frozen=True, slots=True)
class RegisterFiles:
    """What was read from register files, and the faults of those that were refused."""

    engagements: Sequence[Engagement] = ()
    people: Sequence[Person] = ()
    spellings: Sequence[Spelling] = ()
    faults: tuple[DataError, ...] = ()


@dataclass(slots=True)
class Enrolled:
    """What became of the register files."""

    engagements: int = 0
    engagements_new: list[str] = field(default_factory=list)
    people: int = 0
    people_new: int = 0
    spellings: int = 0
    spellings_new: int = 0
    faults: tuple[DataError, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return the counts for JSON."""
        return {
            "engagements": self.engagements,
            "engagements_changed": len(self.engagements_new),
            "people": self.people,
            "people_changed": self.people_new,
            "spellings": self.spellings,
            "spellings_new": self.spellings_new,
        }

    def lines(self) -> list[str]:
        """Return what was done, in words."""
        lines = []
        if self.engagements:
            lines.append(f"engagements: {self.engagements}, {len(self.engagements_new)} changed")
        if self.people:
            lines.append(f"people: {self.people}, {self.people_new} changed")
        if self.spellings:
            lines.append(f"partner spellings: {self.spellings}, {self.spellings_new} new")
        return lines


def enrol(
    files: RegisterFiles,
    record: Record,
    *,
    at: datetime,
    from_sheets: Container[str] = frozenset(),
) -> Enrolled:
    """Keep people, spellings and engagements; the same content again changes nothing.

    On an engagement that came with a spreadsheet (`from_sheets`) a file adds the office's
    answers: the parties, people and flows it does not name stay as the sheet has them.
    """
    done = Enrolled(faults=files.faults)
    done.people, done.spellings = len(files.people), len(files.spellings)
    done.people_new = record.put_people(files.people, at) if files.people else 0
    done.spellings_new = record.add_spellings(files.spellings, at) if files.spellings else 0
    done.engagements = len(files.engagements)
    kept = {one.engagement_id: one for one in record.engagements()} if files.engagements else {}
    arriving = [
        _completed(one, kept[one.engagement_id])
        if one.engagement_id in kept and one.engagement_id in from_sheets
        else one
        for one in files.engagements
    ]
    done.engagements_new += record.put_engagements(arriving, at)
    return done


_FROM_SHEETS = (
    "parties",
    "people",
    "flows",
    "summary",
    "unit",
    "theme",
    "starts",
    "ends",
    "funders",
    "documents",
    "incomplete",
)


def _completed(arriving: Engagement, kept: Engagement) -> Engagement:
    # No funder (an empty set) is an answer; nobody having said who pays is none.
    left_out = {
        name: getattr(kept, name)
        for name in _FROM_SHEETS
        if getattr(arriving, name) in (None, "")
        or (name != "funders" and not getattr(arriving, name))
    }
    return replace(arriving, **left_out)
