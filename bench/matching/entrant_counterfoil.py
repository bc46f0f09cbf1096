"""This project's matcher as an entrant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.matching.entrant import Answer, Query
from counterfoil.matching import model
from counterfoil.matching.context import kind_of
from counterfoil.matching.index import Index
from counterfoil.matching.names import ReferenceName
from counterfoil.matching.runner import inline, match_columns, pool


class CounterfoilEntrant:
    """The columns behind `counterfoil screen`; a score is in milli log-odds."""

    name = "counterfoil"
    threshold = 0.0
    most: int | None = None

    def __init__(self, *, kinds: bool = False) -> None:
        """Ask by the name alone; the kind of a query is not used by the columns."""
        del kinds
        self._index: Index | None = None
        self._ids: list[str] = []

    def build(self, names: Sequence[ReferenceName]) -> None:
        """Take the reference in place of any earlier one."""
        ids: dict[str, int] = {}
        entity = np.array([ids.setdefault(name.entity_id, len(ids)) for name in names])
        kind = np.array([kind_of(name.kind) for name in names])
        self._index = Index.of([name.name for name in names], entity, kind)
        self._ids = list(ids)

    def search(self, queries: Sequence[Query], limit: int, threads: int = 1) -> list[list[Answer]]:
        """Return per query its entities, best first."""
        index = self._built()
        found = index.search([query.name for query in queries], limit=limit, threads=threads)
        entity = index.reference.entity
        return [
            [
                Answer(self._ids[entity[row]], float(score), model.probability(int(score)) / 10_000)
                for row, score in zip(rows, scores, strict=True)
                if row >= 0
            ]
            for rows, scores in zip(found.rows, found.scores, strict=True)
        ]

    def columns(self, names: Sequence[str], limit: int, threads: int) -> int:
        """Match names with their reasons, in columns; return how many pairs were found."""
        runner = inline if threads == 1 else pool(threads)
        found = match_columns(self._built(), names, limit=limit, runner=runner, reasons=True)
        return sum(len(part.query) for part in found)

    def retrieve(self, queries: Sequence[Query], limit: int) -> list[list[str]]:
        """Return per query the entities that are scored best."""
        return [[a.entity_id for a in answers] for answers in self.search(queries, limit)]

    def save(self, folder: Path) -> None:
        """Write the index."""
        self._built().save(folder)
        (folder / "ids.txt").write_text("\n".join(self._ids), encoding="utf-8")

    def load(self, folder: Path) -> None:
        """Open a written index in place of building one."""
        self._index = Index.load(folder)
        self._ids = (folder / "ids.txt").read_text(encoding="utf-8").split("\n")

    def _built(self) -> Index:
        if self._index is None:
            raise RuntimeError("build comes first")
        return self._index
