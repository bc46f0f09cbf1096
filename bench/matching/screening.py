"""Screening: names of the UN list, degraded and not, against 50,000 generated persons.

The reference is the UN and the SDN list. In the first part the listed name itself is taken out, so
that only other names of the record can answer; in the second it stays, for the degraded spellings.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.matching.case import Case, Outcome, outcomes, sampled
from bench.matching.entrant import Entrant, Query
from bench.matching.metrics import alert_threshold, at_threshold, hit_rate
from bench.matching.plain import plain
from bench.matching.reference import (
    PERSON,
    Listed,
    bearers,
    read_sdn,
    read_un,
    reference_names,
    same_as,
)
from bench.matching.roster import Setting
from bench.matching.unlisted import generated_persons

TREATED, UNTREATED = "treated", "untreated"


def measure_screening(setting: Setting) -> dict[str, Any]:
    """Return recall and false alerts at the shipped threshold and at one alert per 1,000."""
    lists = [*read_un(setting.data), *read_sdn(setting.data, setting.edition)]
    known = bearers(lists)
    pairs = _pairs(setting.data, lists)
    without = frozenset((owner, plain(spelled)) for spelled, _, truth in pairs for owner in truth)
    remaining = {name.entity_id for name in reference_names(lists, without)}
    cases = [
        Case(Query(name, PERSON), truth, how)
        for spelled, degraded, truth in pairs
        for how, name in ((UNTREATED, spelled), (TREATED, degraded))
        if truth & remaining
    ]
    # An unlisted name that is spelled like a listed one is no false alert.
    unlisted = [
        Case(Query(name, PERSON), frozenset(), "unlisted")
        for name in generated_persons(setting.data)
        if plain(name) not in known
    ]
    rows: list[dict[str, Any]] = []
    for entrant in setting.entrants():
        rows += _rows(entrant, _Field(lists, without, cases, unlisted), setting)
    return {
        "what": "UN positives of the yente fixture against generated persons",
        "records": len(pairs),
        "records with another name left": sum(c.group == TREATED for c in cases),
        "rows": rows,
    }


@dataclass(frozen=True)
class _Field:
    """Both lists, what is taken out of them, the listed names that are asked for, and the rest."""

    lists: Sequence[Listed]
    without: frozenset[tuple[str, str]]
    listed: Sequence[Case]
    unlisted: Sequence[Case]


def _rows(entrant: Entrant, field: _Field, setting: Setting) -> list[dict[str, Any]]:
    seed = setting.seed
    entrant.build(reference_names(field.lists, field.without))
    asked = sampled(field.unlisted, setting.most(entrant), seed)
    started = perf_counter()
    others = outcomes(entrant, asked, seed)
    took = perf_counter() - started
    listed = outcomes(entrant, field.listed, seed)
    entrant.build(reference_names(field.lists))
    kept = outcomes(entrant, [case for case in field.listed if case.group == TREATED], seed)
    parts = {
        f"{how}, its own name taken out": [one for one in listed if one.group == how]
        for how in (UNTREATED, TREATED)
    } | {f"{TREATED}, full list": kept}
    return [
        {
            "entrant": entrant.name,
            "of": name,
            "n": len(part),
            "unlisted": len(asked),
            **_figures(part, others, entrant.threshold),
            "unlisted names/s": round(len(asked) / took),
        }
        for name, part in parts.items()
    ]


def _figures(
    part: Sequence[Outcome], others: Sequence[Outcome], threshold: float
) -> dict[str, float]:
    strict = alert_threshold(others)
    return {
        "recall at shipped": round(at_threshold(part, threshold).recall, 4),
        "false alerts per 1,000": round(1000 * hit_rate(others, threshold), 3),
        "recall at 1 alert per 1,000": round(at_threshold(part, strict).recall, 4),
        # As many listed as unlisted, so that figures of different draws compare.
        "precision there, one to one": round(_precision(part, others, strict), 4),
    }


def _precision(part: Sequence[Outcome], others: Sequence[Outcome], threshold: float) -> float:
    right = at_threshold(part, threshold).recall
    false = hit_rate([one for one in part if not one.right], threshold)
    wrong = sum(not one.right for one in part) / max(1, len(part))
    total = right + false * wrong + hit_rate(others, threshold)
    return right / total if total else 0.0


def _pairs(folder: Path, lists: Sequence[Listed]) -> list[tuple[str, str, frozenset[str]]]:
    """Return the name as listed, as degraded, and the entities that are right for both."""
    known, same = bearers(lists), same_as(lists)
    plain_names = _names(folder, UNTREATED)
    found = []
    for spelled, degraded in zip(plain_names, _names(folder, TREATED), strict=True):
        owners = known.get(plain(spelled), frozenset())
        if owners:
            found.append((spelled, degraded, owners.union(*(same[owner] for owner in owners))))
    random.Random(0).shuffle(found)
    return found


def _names(folder: Path, how: str) -> list[str]:
    path = folder / "yente-screening-bench" / f"positives_un_{how}_half.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return [row["full_name"] for row in csv.DictReader(stream)]
