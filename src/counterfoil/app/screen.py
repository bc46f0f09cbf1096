"""Screen: names against lists, at once, without an engagement; and pairs compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counterfoil.app.shelf import Shelf
from counterfoil.domain.match import Match, Reason
from counterfoil.ports.matcher import Matcher, MatchIndex, QueryName, ReferenceName


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a screening result; `lists` are those the entity stands on today.

    `score` is in milli log-odds, `probability` in ten-thousandths.
    """

    query_id: str
    rank: int
    entity_id: str
    dataset: str
    caption: str
    score: int
    band: str
    reasons: tuple[Reason, ...]
    lists: tuple[tuple[str, str], ...] = ()
    probability: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names to be compared."""

    pair_id: str
    left: str
    right: str
    kind: str = ""


def screen(
    queries: Sequence[QueryName],
    index: MatchIndex,
    shelf: Shelf | None,
    *,
    limit: int,
    weak: bool = False,
) -> Iterator[Hit]:
    """Yield the hits of each query, best first."""
    for query, matches in zip(queries, index.query(queries, limit=limit, weak=weak), strict=True):
        for rank, match in enumerate(matches, 1):
            yield _hit(query.query_id, rank, match, shelf)


def compare(pairs: Iterable[Pair], matcher: Matcher) -> Iterator[tuple[Pair, Match]]:
    """Yield each pair with its score, band and reasons; no list is needed."""
    for pair in pairs:
        left = QueryName(pair.pair_id, pair.left, pair.kind)
        right = ReferenceName(pair.pair_id, pair.right, pair.kind)
        yield pair, matcher.compare(left, right)


def _hit(query_id: str, rank: int, match: Match, shelf: Shelf | None) -> Hit:
    caption = match.name
    lists: tuple[tuple[str, str], ...] = ()
    if shelf is not None:
        entry = shelf.entries.get(match.entity_id)
        caption = entry.caption if entry else match.name
        stands = shelf.stands.get(shelf.root(match.entity_id), ())
        lists = tuple((dataset, since) for dataset, since, _ in stands)
    return Hit(
        query_id,
        rank,
        match.entity_id,
        match.entity_id.split(":", 1)[0] if ":" in match.entity_id else "",
        caption,
        match.score,
        match.band.value,
        match.reasons,
        lists,
        match.probability,
    )
