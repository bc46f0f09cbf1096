"""Ties from statements: parents and succession of registries, recorded ownership."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from counterfoil.domain.dates import DateRange, parse_date
from counterfoil.domain.statement import Statement, statement_id
from counterfoil.domain.tie import UNSTATED, Share, Tie, TieKind

TIE_PROPS = (
    "parent",
    "child",
    "successor",
    "predecessor",
    "owner",
    "asset",
    "percentage",
    "startDate",
    "endDate",
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_PERCENT = 100
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?|%|percent|per cent|pct|[\s.]")
_AT_LEAST = re.compile(r">|≥|\+|more|over|above|least|from|min")
_AT_MOST = re.compile(r"<|≤|less|under|below|most|upto|max")
_ENDS = 2  # of a range


def read_share(text: str) -> Share:
    """Read `51`, `51 %`, `25-50`, `> 75`, `more than 25 %` or `1/3`.

    Anything else is not stated, a lone value below one too: nobody can tell 0.51 from 51 %.
    """
    text = text.strip().lower()
    if re.fullmatch(r"\d+/[1-9]\d*", text):
        value = min(Fraction(text) * _PERCENT, Fraction(_PERCENT))
        return Share(value, value)
    numbers = [Fraction(n.replace(",", ".")) for n in _NUMBER.findall(text)]
    if not numbers or len(numbers) > _ENDS or max(numbers) > _PERCENT or "/" in text:
        return UNSTATED
    low, high = min(numbers), max(numbers)
    rest = _PLAIN.sub("", text)
    if len(numbers) == 1 and _AT_LEAST.search(rest):
        return Share(low, Fraction(_PERCENT))
    if len(numbers) == 1 and _AT_MOST.search(rest):
        return Share(Fraction(0), high)
    if (len(numbers) == 1 and rest) or 0 < low < 1:
        return UNSTATED
    return Share(low, high)


def ties_of(statements: Iterable[Statement]) -> list[Tie]:
    """Return the ties that statements of `TIE_PROPS` say, in canonical order.

    A registry's parent is not a shareholder; a predecessor stands above its successor as the
    body it was.
    """
    direct: list[Tie] = []
    intervals: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.prop in ("parent", "child", "successor", "predecessor"):
            direct.append(_direct(statement))
        else:
            intervals[statement.entity_id].append(statement)
    for entity_id, members in intervals.items():
        direct.extend(_ownership(entity_id, members))
    return _merged(direct)


def _dataset(entity_id: str) -> str:
    return entity_id.split(":", 1)[0]


def _direct(statement: Statement) -> Tie:
    this, other = statement.entity_id, statement.value
    kind = TieKind.PARENT if statement.prop in ("parent", "child") else TieKind.PREDECESSOR
    above = other if statement.prop in ("parent", "predecessor") else this
    dataset = _dataset(this)
    return Tie(
        kind,
        source=above,
        target=this if above == other else other,
        start=_date(statement.valid_from),
        end=_date(statement.valid_to),
        statements=(statement_id(dataset, statement),),
        origin=dataset,
    )


def _ownership(entity_id: str, members: list[Statement]) -> Iterable[Tie]:
    values: dict[str, list[str]] = defaultdict(list)
    for statement in members:
        values[statement.prop].append(statement.value)
    if not values["owner"] or not values["asset"]:
        return
    dataset = _dataset(entity_id)
    ids = tuple(statement_id(dataset, statement) for statement in members)
    share = read_share(values["percentage"][0]) if len(values["percentage"]) == 1 else UNSTATED
    start = _date(values["startDate"][0]) if values["startDate"] else None
    end = _date(values["endDate"][0]) if values["endDate"] else None
    for owner in values["owner"]:
        for asset in values["asset"]:
            yield Tie(TieKind.OWNS, owner, asset, share, start, end, ids, dataset)


def _date(text: str) -> DateRange | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _merged(ties: Iterable[Tie]) -> list[Tie]:
    # A parent and its child often both state the one tie.
    found: dict[tuple[object, ...], Tie] = {}
    for tie in ties:
        key = (tie.kind, tie.source, tie.target, tie.share, tie.start, tie.end, tie.origin)
        known = found.get(key)
        together = tie.statements if known is None else (*known.statements, *tie.statements)
        found[key] = replace(tie, statements=tuple(sorted(set(together))))
    return sorted(
        found.values(), key=lambda t: (t.kind, t.source, t.target, t.origin, t.statements)
    )
