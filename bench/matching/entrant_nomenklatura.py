"""Algorithms of nomenklatura as entrants: they score ten candidates found by trigrams.

They run in an environment of their own, whose python COUNTERFOIL_PEERS_PYTHON names (see
docs/benchmarks.md). All names of an entity are compared, under ids that are used once only: the
library keeps what it knows of an id.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from weakref import finalize

from bench.matching.entrant import Answer, Query
from bench.matching.entrant_trigram import TrigramEntrant
from counterfoil.matching.names import ReferenceName

_SCRIPT = Path(__file__).parent / "peers" / "nomenklatura_score.py"
_CANDIDATES = 10
_AT_ONCE = 100
_MOST_NAMES = 60


class NomenklaturaEntrant:
    """One algorithm over trigram candidates; .7 is the threshold that yente ships."""

    threshold = 0.7

    def __init__(self, python: str, algorithm: str, most: int, seed: int = 0) -> None:
        """Start the algorithm in the environment of the peers."""
        self.name = f"nomenklatura {algorithm}"
        self.most: int | None = most
        self._command = [python, str(_SCRIPT), algorithm]
        self._finder = TrigramEntrant(seed)
        self._known: dict[str, list[ReferenceName]] = {}
        self._dice = random.Random(seed)
        self._process: subprocess.Popen[str] | None = None

    def build(self, names: Sequence[ReferenceName]) -> None:
        """Take the reference in place of any earlier one."""
        self._finder.build(names)
        known: dict[str, list[ReferenceName]] = defaultdict(list)
        for name in names:
            known[name.entity_id].append(name)
        self._known = dict(known)
        # Starting the library takes seconds that no query should be charged with.
        self._some([Query(name.name, name.kind) for name in names[:20]])

    def search(self, queries: Sequence[Query], limit: int, threads: int = 1) -> list[list[Answer]]:
        """Return per query its entities, best first; a score of zero is no answer."""
        del threads
        found: list[list[Answer]] = []
        for first in range(0, len(queries), _AT_ONCE):
            found += self._some(queries[first : first + _AT_ONCE])
        return [row[:limit] for row in found]

    def retrieve(self, queries: Sequence[Query], limit: int) -> list[list[str]]:
        """Return what is scored: the trigram candidates."""
        return self._finder.retrieve(queries, min(limit, _CANDIDATES))

    def _some(self, queries: Sequence[Query]) -> list[list[Answer]]:
        candidates = self._finder.retrieve(queries, _CANDIDATES)
        asked = [self._question(q, ids) for q, ids in zip(queries, candidates, strict=True)]
        scores = self._scores(asked)
        return [list(self._answers(ids, row)) for ids, row in zip(candidates, scores, strict=True)]

    def _scores(self, asked: Sequence[dict[str, Any]]) -> list[list[float]]:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            finalize(self, self._process.kill)
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("no pipe to the peer")
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        scores: list[list[float]] = json.loads(self._process.stdout.readline())
        return scores

    def _question(self, query: Query, ids: Sequence[str]) -> dict[str, Any]:
        return {
            "name": query.name,
            "kind": query.kind,
            "candidates": [
                {
                    "kind": self._known[entity_id][0].kind,
                    "names": [name.name for name in self._known[entity_id][:_MOST_NAMES]],
                }
                for entity_id in ids
            ],
        }

    def _answers(self, ids: Sequence[str], scores: Sequence[float]) -> Iterator[Answer]:
        pairs = list(zip(ids, scores, strict=True))
        self._dice.shuffle(pairs)
        for entity_id, score in sorted(pairs, key=lambda pair: -pair[1]):
            if score > 0:
                yield Answer(entity_id, score)
