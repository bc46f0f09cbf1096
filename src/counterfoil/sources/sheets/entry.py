"""An entry: what one engagement of a sheet says, before it becomes one of the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

LONGEST = 5000  # characters of a cell that are looked at
_NOTE = 300


class Verdict(StrEnum):
    """What became of rows."""

    TAKEN = "taken"
    CORRECTED = "corrected"
    REFUSED = "refused"
    LEFT = "not an engagement"


@dataclass(slots=True)
class PartyEntry:
    """An outside body, or a visitor, as the sheet names it."""

    name: str
    is_person: bool = False
    other_names: list[str] = field(default_factory=list)
    role: str = ""
    country: str = ""
    city: str = ""
    identifiers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """One engagement of a sheet.

    Attributes:
        rows: source rows from 1 (columns where the table is transposed, 0 for a form).
        values: field -> texts in the order they stand.
        proposed, starts, ends: partial ISO dates, empty where unknown.
        notes: what had to be interpreted or mended, one sentence each.
        why: why it was refused; empty where it was not.
        dropped: what was dropped at the door, by name.

    """

    sheet: str
    rows: list[int]
    values: dict[str, list[str]] = field(default_factory=dict)
    parties: list[PartyEntry] = field(default_factory=list)
    proposed: str = ""
    starts: str = ""
    ends: str = ""
    notes: list[str] = field(default_factory=list)
    why: str = ""
    dropped: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)  # sets that a placeholder leaves open

    @property
    def verdict(self) -> Verdict:
        """Return what becomes of it."""
        if self.why:
            return Verdict.REFUSED
        return Verdict.CORRECTED if self.notes else Verdict.TAKEN

    def first(self, name: str) -> str:
        """Return the first text of a field, empty for none."""
        return next(iter(self.values.get(name, ())), "")

    def note(self, text: str) -> None:
        """Add a note once, cut short where it quotes a very long cell."""
        text = text if len(text) <= _NOTE else f"{text[: _NOTE - 1]}…"
        if text not in self.notes:
            self.notes.append(text)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of some rows of a sheet, so that none is lost without a word."""

    sheet: str
    rows: tuple[int, ...]
    verdict: Verdict
    what: str
    entry: int = -1  # index of the entry, -1 for none
