"""Columns of dates whose labels say little, told by which comes first: asked, begins, ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.labels import label_scores

_ORDER = ("proposed", "starts", "ends")
_SURE = 0.75  # score from which a label is believed whatever the dates say
_MOST = 0.8  # share of rows in which one day must come before the other


def in_time(columns: list[Column], dates: Mapping[int, Sequence[str]]) -> list[Column]:
    """Return the columns with uncertain columns of dates put in their order.

    What is asked for comes before it begins, and that before it ends. The columns that are sure
    hold their place; those in doubt take the free places in the order of their days, where only
    one way of placing them fits.
    """
    dated = [c for c in columns if c.place in dates and (c.field in _ORDER or c.field == "none")]
    sure = {c.field: c.place for c in dated if c.field in _ORDER and c.score >= _SURE}
    doubtful = [c for c in dated if c.place not in sure.values() and not _is_other(c)]
    free = [field for field in _ORDER if field not in sure]
    if any(c.field == "period" for c in columns):
        free = [field for field in free if field == "proposed"]
    if not doubtful or not free or len(doubtful) > len(free) + 1:
        return columns
    ways = []
    for size in range(min(len(doubtful), len(free)), 0, -1):
        for fields in combinations(free, size):
            for chosen in combinations(doubtful, size):
                ways += _ways(dict(zip(fields, chosen, strict=True)), sure, dates)
        if ways:
            break
    best = max(
        ways, key=lambda way: sum(_agrees(c, field) for field, c in way.items()), default=None
    )
    if best is None or not _is_single(ways, best):
        return columns
    placed = {column.place: field for field, column in best.items()}
    return [
        replace(c, field=placed[c.place], score=max(c.score, 0.4)) if c.place in placed else c
        for c in columns
    ]


def _is_other(column: Column) -> bool:
    """Tell whether the label says that the date is about something else: updated, approved."""
    scores = label_scores(column.label)
    best = max((scores.get(field, 0.0) for field in _ORDER), default=0.0)
    others = max((v for k, v in scores.items() if k not in _ORDER), default=0.0)
    return others > max(best, 0.45) + 0.1


def _ways(
    given: dict[str, Column], sure: Mapping[str, int], dates: Mapping[int, Sequence[str]]
) -> list[dict[str, Column]]:
    """Return the assignments, in either order of the columns, that keep all days in their order."""
    fields, columns = list(given), list(given.values())
    orders = [columns, columns[::-1]] if len(columns) == len(("a", "b")) else [columns]
    found = []
    for order in orders:
        way = dict(zip(fields, order, strict=True))
        places = {**sure, **{field: column.place for field, column in way.items()}}
        known = [places[field] for field in _ORDER if field in places]
        pairs = list(pairwise(known))
        if pairs and all(
            _before(dates[a], dates[b]) for a, b in pairs if a in dates and b in dates
        ):
            found.append(way)
    return found


def _agrees(column: Column, field: str) -> float:
    return label_scores(column.label).get(field, 0.0)


def _is_single(ways: Sequence[dict[str, Column]], best: dict[str, Column]) -> bool:
    """Tell whether the best way is the only one, or the labels prefer it clearly."""

    def weight(way: dict[str, Column]) -> float:
        return sum(_agrees(column, field) for field, column in way.items())

    rivals = [way for way in ways if way is not best]
    return not rivals or weight(best) > max(map(weight, rivals)) + 0.1


def _before(one: Sequence[str], two: Sequence[str]) -> bool:
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a and b]
    early = sum(1 for a, b in pairs if a <= b)
    return bool(pairs) and early >= _MOST * len(pairs) and any(a < b for a, b in pairs)
