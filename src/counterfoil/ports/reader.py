"""A reader: a published file in, statements and issues out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from counterfoil.domain.issue import Issue
from counterfoil.domain.statement import Statement


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """What a reader or mapping knows of the dataset it reads."""

    dataset: str
    title: str
    publisher: str = ""
    licence: str = ""
    edition: date | None = None


@dataclass(slots=True)
class Reading:
    """The result of reading one dataset: all of it, or a DataError and none of it.

    Attributes:
        info: the dataset.
        statements: unsorted, may repeat.
        issues: one per problem, in the order of the rows.
        rows: records of the source that were read (header and blank lines not counted).
        dropped: what was dropped at the door, by name, e.g. {"person origin": 412}.

    """

    info: DatasetInfo
    statements: list[Statement]
    issues: list[Issue] = field(default_factory=list)
    rows: int = 0
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """One dataset to be read: the files that belong together, main file first."""

    reader: str
    dataset: str
    paths: tuple[Path, ...]
    edition: date | None = None
    mapping: str = ""


class Reader(Protocol):
    """One published format."""

    name: str
    version: str

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return the datasets this reader would read, without reading the files whole.

        Files it does not know are in none of the sources.
        """
        ...

    def read(self, source: Source) -> Reading:
        """Read one dataset; raise DataError where its content cannot be trusted."""
        ...
