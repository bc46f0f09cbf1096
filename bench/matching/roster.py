"""Who takes part: this project's matcher, two exhaustive scans, and peers where they are installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.matching.entrant import Entrant
from bench.matching.entrant_counterfoil import CounterfoilEntrant
from bench.matching.entrant_nomenklatura import NomenklaturaEntrant
from bench.matching.entrant_ratio import RatioEntrant
from bench.matching.entrant_trigram import TrigramEntrant

PEERS_PYTHON = "COUNTERFOIL_PEERS_PYTHON"
ALGORITHMS = ("logic-v2", "name-based")


@dataclass(frozen=True)
class Setting:
    """What a benchmark is run with."""

    data: Path
    out: Path
    seed: int
    peers: bool = False
    limit: int | None = None
    edition: str = "2024"
    peer_queries: int = 3000
    only: str = ""

    def entrants(self) -> Iterator[Entrant]:
        """Yield fresh entrants, one at a time, so that one index is held at a time."""
        for entrant in self._all():
            if self.only in entrant.name:
                yield entrant

    def most(self, entrant: Entrant) -> int | None:
        """Return how many cases the entrant is asked at most."""
        limits = [n for n in (self.limit, entrant.most) if n is not None]
        return min(limits, default=None)

    def _all(self) -> Iterator[Entrant]:
        yield CounterfoilEntrant()
        yield RatioEntrant(self.seed)
        yield TrigramEntrant(self.seed)
        python = os.environ.get(PEERS_PYTHON, "")
        if self.peers and python:
            for algorithm in ALGORITHMS:
                yield NomenklaturaEntrant(python, algorithm, self.peer_queries, self.seed)
