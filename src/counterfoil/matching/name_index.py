"""The name index: entities, context and words around the arrays; see `ports.matcher.MatchIndex`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from counterfoil.domain.match import Band, Match
from counterfoil.matching import context
from counterfoil.matching.caps import AT_MOST_POSSIBLE, POSSIBLE, STRONG
from counterfoil.matching.index import Index
from counterfoil.matching.model import HIGHEST
from counterfoil.matching.names import QueryName, ReferenceName
from counterfoil.matching.pairs import Pair, Pairing, pairs_of, rescored, told

_LOWEST = -(10**9)
_MORE = 3  # candidates looked at for each that is asked for, as context may change their order


class NameIndex:
    """An index over reference names."""

    def __init__(self, names: Sequence[ReferenceName], version: str) -> None:
        self.version = version
        self.names = sorted(set(names), key=_order)
        numbers: dict[str, int] = {}
        entity = [numbers.setdefault(name.entity_id, len(numbers)) for name in self.names]
        kind = [context.kind_of(name.kind) for name in self.names]
        self.index = Index.of(
            [name.name for name in self.names], np.array(entity, np.int64), np.array(kind, np.int64)
        )

    def __len__(self) -> int:
        return len(self.names)

    def query(
        self, queries: Sequence[QueryName], *, limit: int = 10, weak: bool = False
    ) -> list[list[Match]]:
        """Return per query its candidates, one per entity, best first, ties by entity id."""
        if not self.names or not queries or limit < 1:
            return [[] for _ in queries]
        asked = [
            (at, name)
            for at, query in enumerate(queries)
            for name in dict.fromkeys((query.name, *query.other_names))
        ]
        pairs = self._pairs([name for _, name in asked], limit * _MORE, weak=weak)
        best: list[dict[str, Match]] = [{} for _ in queries]
        for pair in pairs:
            at, name = asked[pair.left]
            match = told(context.of_query(queries[at], name), self.names[pair.right], pair)
            before = best[at].get(match.entity_id)
            best[at][match.entity_id] = match if before is None else _both(before, match)
        return [
            sorted(
                (m for m in found.values() if weak or m.band is not Band.WEAK),
                key=lambda m: (-m.score, m.entity_id),
            )[:limit]
            for found in best
        ]

    def _pairs(self, names: Sequence[str], limit: int, *, weak: bool) -> list[Pair]:
        asked = self.index.read(names)
        found = self.index.found(asked, limit=limit)
        least = _LOWEST if weak else POSSIBLE - context.SAME_CITY - context.SPELLINGS_AGREE
        # In one piece: a strided array would have the kernels compiled a second time.
        at, place = map(
            np.ascontiguousarray, np.nonzero((found.rows >= 0) & (found.scores >= least))
        )
        rows = found.rows[at, place].astype(np.int64)
        reference = self.index.reference
        pairs = zip(at.tolist(), rows.tolist(), strict=True)
        texts = [(names[one], self.names[row].name) for one, row in pairs]
        return pairs_of(
            Pairing(asked.book, asked.near, reference.book, at, rows, reference.kind, texts)
        )


def _both(one: Match, two: Match) -> Match:
    """Return the better of two spellings' matches with an entity, raised as both speak for it."""
    best = max(one, two, key=lambda m: (m.score, m.name))
    if min(one.score, two.score) < POSSIBLE:
        return best
    most = AT_MOST_POSSIBLE if best.score < STRONG else HIGHEST  # two spellings are no new fact
    return rescored(best, max(best.score, min(best.score + context.SPELLINGS_AGREE, most)))


def _order(name: ReferenceName) -> tuple[str, ...]:
    return (name.entity_id, name.name, name.prop, name.kind, name.lang, name.city, name.country)
