"""An entrant: whatever can be asked for the listed entities that a name may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from counterfoil.matching.names import ReferenceName


class Query(NamedTuple):
    """A name to look for; `kind` (Person, Organization) is told and may be left unused."""

    name: str
    kind: str = ""


class Answer(NamedTuple):
    """One entity for a query; the score grows with the likeness and has a scale of its own."""

    entity_id: str
    score: float
    probability: float | None = None


class Entrant(Protocol):
    """What a benchmark asks of a matcher.

    Attributes:
        name: as tables show it.
        threshold: score from which it reports a match unless told otherwise.
        most: queries it can be asked at most in one measurement, None for any number.

    """

    name: str
    threshold: float
    most: int | None

    def build(self, names: Sequence[ReferenceName]) -> None:
        """Take the reference in place of any earlier one."""
        ...

    def search(self, queries: Sequence[Query], limit: int, threads: int = 1) -> list[list[Answer]]:
        """Return per query its entities, best first."""
        ...

    def retrieve(self, queries: Sequence[Query], limit: int) -> list[list[str]]:
        """Return per query the entities that would be scored, the likeliest first."""
        ...


@runtime_checkable
class Columnar(Protocol):
    """An entrant that takes columns and gives columns, with reasons."""

    def columns(self, names: Sequence[str], limit: int, threads: int) -> int:
        """Match names; return how many pairs were found."""
        ...


@runtime_checkable
class Kept(Protocol):
    """An entrant whose index can be written and opened again."""

    def save(self, folder: Path) -> None:
        """Write the index."""
        ...

    def load(self, folder: Path) -> None:
        """Open a written index in place of building one."""
        ...
