"""What the program can hold about people: the words of the inventory.

The lines themselves stand in `domain.personal`; a test holds them against the schema.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Purpose:
    """A part of what is held on people: why, under which term of retention, and who sees it."""

    key: str
    title: str
    why: str
    term: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A column of a table or a field of what is kept in one, that can say something of a person.

    `holder` is a table (small letters) or a type kept inside one (capitals).
    """

    holder: str
    field: str
    what: str
    source: str
    purpose: str

    @property
    def path(self) -> str:
        """Return `holder.field`."""
        return f"{self.holder}.{self.field}"


@dataclass(frozen=True, slots=True)
class Derived:
    """Something made from the record that names people and lies outside it.

    `pattern` finds the files in the workspace, empty where there is nothing to count.
    """

    key: str
    what: str
    where: str
    holds: str
    seen_by: str
    term: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class InventoryLine:
    """A personal field with its purpose in words and the count in this workspace."""

    path: str
    what: str
    source: str
    part: str
    why: str
    kept_for: str
    seen_by: str
    count: int


@dataclass(frozen=True, slots=True)
class DerivedLine:
    """Something derived, with the number of files found in this workspace."""

    what: str
    where: str
    holds: str
    seen_by: str
    kept_for: str
    count: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """All of it, for `doctor --privacy`."""

    fields: tuple[InventoryLine, ...]
    derived: tuple[DerivedLine, ...]
    not_held: tuple[str, ...]
