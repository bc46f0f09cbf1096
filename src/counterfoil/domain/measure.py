"""A measure: what to do about a finding. Its kind says what sort of act it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MeasureKind(StrEnum):
    """The sorts of measure; hold and warn answer the office's first two questions."""

    HOLD = "hold"
    WARN = "warn"
    ASK = "ask"
    AGREE = "agree"
    LICENSE = "license"
    TRAIN = "train"
    LIMIT_ACCESS = "limit-access"
    MONITOR = "monitor"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as a pack words it.

    Attributes:
        kind: what sort of act.
        what: the act, as a sentence; for `warn`, what the warning is about.
        whom: role of the person to warn or ask (a role of `people`), else empty.
        before: `start`, `submission`, `signing`, `departure` or `release`; what it must precede.
        owner: role that sees to it.
        proof: what shows that it was done.
        code: its entry in the catalogue of measures, whose words stand where these are empty.

    """

    kind: MeasureKind
    what: str
    whom: str = ""
    before: str = "start"
    owner: str = "research-security officer"
    proof: str = ""
    code: str = ""
