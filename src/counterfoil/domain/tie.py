"""A tie: a dated relation between two bodies, with the statements it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from counterfoil.domain.dates import DateRange


class TieKind(StrEnum):
    """What a tie says. A parent in a registry of organisations is not a shareholder."""

    OWNS = "owns"
    CONTROLS = "controls"
    PARENT = "parent"
    PREDECESSOR = "predecessor"
    EMPLOYS = "employs"
    FUNDS = "funds"
    SUPERVISES = "supervises"
    AFFILIATED = "affiliated"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Share:
    """An ownership share in percent, as a range of rationals; 0 to 100 means not stated."""

    low: Fraction
    high: Fraction

    @property
    def is_stated(self) -> bool:
        """Tell whether the source says anything about the share."""
        return (self.low, self.high) != (Fraction(0), Fraction(100))

    def text(self) -> str:
        """Return the share as a person writes it."""
        if not self.is_stated:
            return "share not stated"
        if self.low == self.high:
            return f"{_percent(self.low)} %"
        return f"{_percent(self.low)} to {_percent(self.high)} %"


UNSTATED = Share(Fraction(0), Fraction(100))


def _percent(value: Fraction) -> str:
    return f"{value.numerator / value.denominator:.4g}"


@dataclass(frozen=True, slots=True)
class Tie:
    """`source` owns, controls, is the parent of, ... `target`; both are node ids.

    A node id is an entity id (`dataset:key`) or a partner id (`partner/NAME`).
    """

    kind: TieKind
    source: str
    target: str
    share: Share = UNSTATED
    start: DateRange | None = None
    end: DateRange | None = None
    statements: tuple[str, ...] = ()
    origin: str = ""
