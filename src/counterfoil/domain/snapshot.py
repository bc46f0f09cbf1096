"""A snapshot's manifest: what was read, from what, of what date, by which reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from counterfoil.domain.issue import Issue


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of one immutable snapshot.

    `edition` is the publisher's date of the content, `retrieved` the day this copy was taken;
    the first may be unknown, the second never is.
    """

    snapshot_id: str
    dataset: str
    title: str
    publisher: str
    licence: str
    edition: date | None
    retrieved: date
    source: str
    source_hash: str
    reader: str
    reader_version: str
    rows: int
    entities: int
    statements: int
    file_hash: str
    dropped: tuple[tuple[str, int], ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    issue_count: int = 0
    seq: int = 0  # order of import; of two copies of one day without an edition the later counts

    @property
    def as_of(self) -> date:
        """Return the date staleness is judged by: the edition, else the retrieval."""
        return self.edition or self.retrieved
