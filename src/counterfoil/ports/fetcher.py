"""The fetcher: one file from its publisher, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prior:
    """What the server said of the copy that is here already; empty where it said nothing."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file as it came, or the word that nothing changed.

    Attributes:
        is_unchanged: the server says the prior copy still holds; nothing was written.
        size: bytes of the file; `sha256` its hash, 64 hex digits; empty if unchanged.
        hosts: the hosts asked, in order; more than one after a redirect.
        resumed_at: bytes that were here from an earlier try.

    """

    is_unchanged: bool
    size: int
    sha256: str
    prior: Prior
    hosts: tuple[str, ...]
    resumed_at: int = 0


class Fetcher(Protocol):
    """Fetches files over HTTPS."""

    def fetch(self, url: str, target: Path, prior: Prior) -> Fetched:
        """Fetch a file to `target`; raise DataError, with nothing at `target`, on any fault.

        What came before a fault stays beside it as `.part`, to be resumed the next time.
        """
        ...
