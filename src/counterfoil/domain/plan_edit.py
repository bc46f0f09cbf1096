"""What the office said of a plan of measures: acts that are kept and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PlanAct(StrEnum):
    """What may be done to a line of a plan."""

    EDIT = "edit"
    ADD = "add"
    DROP = "drop"
    RESTORE = "restore"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """One act on one line of the plan of one engagement.

    Attributes:
        line: key of the line; a line of the office's own gets `own-...`.
        kind: sort of measure, of an added line; else empty.
        what: words of the act, `owner`, `proof` likewise; empty means as before.
        day: ISO date it is due, or of `done` the day it was done; empty means as before.
        asked_by: of `drop` and `done`, the rules that asked then: `pack/rule`, with `?` behind
            where it only may fire; a line that other rules ask for later comes back.

    """

    engagement: str
    line: str
    act: PlanAct
    kind: str
    what: str
    owner: str
    proof: str
    day: str
    asked_by: tuple[str, ...]
    reason: str
    by: str
    at: datetime
