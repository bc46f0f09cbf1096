"""The ladder of outcomes. A hold is a flag beside the ladder, not a step of it."""

from __future__ import annotations

from enum import IntEnum


class Outcome(IntEnum):
    """What a rule asks for, from nothing to a prohibition; the number is the ladder step."""

    NONE = 0
    RECORD = 1
    DISCLOSE = 2
    REFER = 3
    MITIGATE_SUGGESTED = 4
    MITIGATE_RECOMMENDED = 5
    MITIGATE_REQUIRED = 6
    PROHIBIT = 7

    @property
    def key(self) -> str:
        """Return the spelling used in packs, JSON and on the command line."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def of(cls, key: str) -> Outcome:
        """Return the outcome of a key such as `mitigate-required`; raise KeyError."""
        return cls[key.upper().replace("-", "_")]
