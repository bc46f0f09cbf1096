"""Two editions of one list compared: what came, what went, what is called otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of an entity between two editions."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class PropChange:
    """One property: the values only the earlier edition has, and those only the later has."""

    prop: str
    gone: tuple[str, ...]
    came: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """One entity that is not the same in both editions.

    Attributes:
        entity_id: its id in the later edition, or in the earlier one where it was removed.
        before_id: its id in the earlier edition where that was another; else empty.
        caption: its name in the later edition; `before` the name in the earlier one.
        why: why two ids are held to be one renamed entity; empty where the id is the same.

    """

    fate: Fate
    entity_id: str
    kind: str
    caption: str
    before: str = ""
    before_id: str = ""
    why: str = ""
    props: tuple[PropChange, ...] = ()
