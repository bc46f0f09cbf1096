"""Real aliases: one alias of each entity is taken out of the SDN list and asked for.

Only the test third of the entities is reported. Thresholds: the shipped one; the best on the
development third (other entities); the best on aliases of the UN list (another list); the best on
the test third itself, which flatters everyone alike.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.matching.case import Case, Outcome, outcomes, sampled
from bench.matching.entrant import Entrant, Query
from bench.matching.metrics import (
    alert_threshold,
    at_threshold,
    best_threshold,
    calibration_error,
    distinct_share,
    recall_at,
)
from bench.matching.plain import plain
from bench.matching.reference import Listed, bearers, read_sdn, read_un, reference_names
from bench.matching.roster import Setting
from bench.matching.split import part_of
from bench.matching.unlisted import part_of_unlisted, unlisted_cases
from counterfoil.matching.names import ReferenceName


@dataclass(frozen=True)
class Examination:
    """A reference without the names that are asked for, and the cases."""

    reference: list[ReferenceName]
    listed: list[Case]
    unlisted: list[Case]

    def part(self, part: str) -> list[Case]:
        """Return the cases of one third of the entities, as many unlisted as listed, mixed."""
        mine = [case for case in self.listed if _part(case) == part]
        others = [case for case in self.unlisted if part_of_unlisted(case) == part]
        mixed = mine + others[: len(mine)]
        random.Random(part).shuffle(mixed)
        return mixed


def measure_aliases(setting: Setting) -> dict[str, Any]:
    """Return per entrant the figures on the test third."""
    sdn = sdn_examination(setting.data, setting.seed, setting.edition)
    un = un_examination(setting.data, setting.seed)
    rows = [_row(entrant, sdn, un, setting) for entrant in setting.entrants()]
    return {
        "what": "real aliases held out, test third of the entities",
        "edition": setting.edition,
        "reference_names": len(sdn.reference),
        "listed": len([c for c in sdn.part("test") if c.truth]),
        "unlisted": len([c for c in sdn.part("test") if not c.truth]),
        "rows": rows,
    }


def sdn_examination(folder: Path, seed: int, edition: str = "2024") -> Examination:
    """Return the SDN list without one alias of each entity that alias-pairs names."""
    lists = read_sdn(folder, edition)
    pairs: dict[str, list[str]] = defaultdict(list)
    path = folder / "alias-pairs" / "sdn_alias_pairs.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            pairs[f"sdn:{row['ent_num'].strip()}"].append(row["alias"].strip())
    return examination(folder, lists, dict(pairs), seed)


def un_examination(folder: Path, seed: int) -> Examination:
    """Return the UN list without one alias of each record."""
    lists = read_un(folder)
    return examination(folder, lists, {one.entity_id: list(one.names[1:]) for one in lists}, seed)


def examination(
    folder: Path, lists: Sequence[Listed], aliases: dict[str, list[str]], seed: int
) -> Examination:
    """Take one alias of each entity out, wherever that name stands, and draw unlisted names."""
    known = bearers(lists)
    listed: list[Case] = []
    without: set[tuple[str, str]] = set()
    for one in lists:
        main = plain(one.names[0])
        own = {plain(name) for name in one.names} - {main, ""}
        choice = sorted(a for a in aliases.get(one.entity_id, []) if plain(a) in own)
        if choice:
            alias = random.Random(f"{seed}:{one.entity_id}").choice(choice)
            owners = known[plain(alias)]
            without |= {(owner, plain(alias)) for owner in owners}
            listed.append(Case(Query(alias, one.kind), owners, f"listed {one.kind}"))
    # More than are wanted: each third takes as many as it has listed ones.
    unlisted = unlisted_cases(folder, lists, known, len(listed) * 5 // 4, seed)
    return Examination(reference_names(lists, frozenset(without)), listed, unlisted)


def _part(case: Case) -> str:
    return part_of(min(case.truth))


def _row(entrant: Entrant, sdn: Examination, un: Examination, setting: Setting) -> dict[str, Any]:
    most = setting.most(entrant)
    entrant.build(un.reference)
    foreign = outcomes(entrant, sampled(_all(un), most, setting.seed), setting.seed)
    entrant.build(sdn.reference)
    own = outcomes(entrant, sampled(sdn.part("development"), most, setting.seed), setting.seed)
    cases = sampled(sdn.part("test"), most, setting.seed)
    started = perf_counter()
    test = outcomes(entrant, cases, setting.seed)
    took = perf_counter() - started
    listed = [case for case in cases if case.truth]
    found = entrant.retrieve([case.query for case in listed], 20)
    error = calibration_error(test)
    return {
        "entrant": entrant.name,
        "n": len(cases),
        "R@1": round(sum(o.right for o in test) / max(1, len(listed)), 4),
        "R@20 retrieval": round(recall_at(found, listed, 20), 4),
        **_figures("shipped", test, entrant.threshold),
        **_figures("other entities", test, best_threshold(own)),
        **_figures("other list", test, best_threshold(foreign)),
        **_figures("best", test, best_threshold(test)),
        **_at_alert(test),
        "ECE": None if error is None else round(error, 4),
        "distinct": round(distinct_share(test), 4),
        "names/s": round(len(cases) / took),
    }


def _figures(name: str, test: Sequence[Outcome], threshold: float) -> dict[str, Any]:
    found = at_threshold(test, threshold)
    short = {"precision": "P", "recall": "R", "f1": "F1"}
    wanted = short if name == "shipped" else {"f1": "F1"}
    return {f"{short[k]} {name}": round(getattr(found, k), 4) for k in wanted}


def _at_alert(test: Sequence[Outcome]) -> dict[str, Any]:
    found = at_threshold(test, alert_threshold([one for one in test if not one.listed]))
    return {"P at 1 alert per 1,000": round(found.precision, 4), "R there": round(found.recall, 4)}


def _all(examined: Examination) -> list[Case]:
    cases = examined.listed + examined.unlisted[: len(examined.listed)]
    random.Random(0).shuffle(cases)
    return cases
