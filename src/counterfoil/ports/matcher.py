"""The matcher: names in, scored and explained candidates out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from counterfoil.domain.match import Match
from counterfoil.matching.names import QueryName, ReferenceName

__all__ = ["MatchIndex", "Matcher", "QueryName", "ReferenceName"]


class MatchIndex(Protocol):
    """An index over reference names."""

    @property
    def version(self) -> str:
        """Return the matcher's version, which covers its tables and weights."""
        ...

    def query(
        self, queries: Sequence[QueryName], *, limit: int = 10, weak: bool = False
    ) -> list[list[Match]]:
        """Return per query its candidates, one per entity, best first.

        Equal scores are ordered by entity id. Weak candidates only where `weak` is set.
        The result is the same for any split of the batch and any number of threads.
        """
        ...


class Matcher(Protocol):
    """A matching engine."""

    @property
    def version(self) -> str:
        """Return the engine's version."""
        ...

    def build(self, names: Sequence[ReferenceName]) -> MatchIndex:
        """Build an index; the order of `names` does not change any result."""
        ...

    def compare(self, left: QueryName, right: ReferenceName) -> Match:
        """Score one pair without an index (rarity from the shipped table)."""
        ...

    def fingerprint(self, name: str) -> str:
        """Return the form under which two spellings are the same name.

        Case, accents, word order and legal form aside; deterministic, versioned.
        """
        ...
