"""Enrol: register files into the record; what has not changed is left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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


def enrol(files: RegisterFiles, record: Record, *, at: datetime) -> Enrolled:
    """Keep people, spellings and engagements; the same content again changes nothing."""
    done = Enrolled(faults=files.faults)
    done.people, done.spellings = len(files.people), len(files.spellings)
    done.people_new = record.put_people(files.people, at) if files.people else 0
    done.spellings_new = record.add_spellings(files.spellings, at) if files.spellings else 0
    done.engagements = len(files.engagements)
    done.engagements_new += record.put_engagements(files.engagements, at)
    return done
