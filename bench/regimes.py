"""Every invented engagement under every pack: time, and as a ratio to the first two packs.

Run `python -m bench.regimes`; it needs no real data and prints JSON. Times are processor time of
one thread, the best of several runs, so that what else the machine does counts little.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from counterfoil.app.matrix import timeless
from counterfoil.bootstrap.data import examples
from counterfoil.bootstrap.demo import run_demo
from counterfoil.bootstrap.matrix import every_pack, judged_by, stand_ins
from counterfoil.bootstrap.workbench import open_workbench
from counterfoil.domain.case import Case
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.assess import assess_case, outcomes_of
from counterfoil.reasoning.mutation import mutants, survivors

RUNS = 7
FIRST_TWO = 2


def main() -> None:
    """Measure and print."""
    print(json.dumps(measure(), indent=2))


def measure() -> dict[str, Any]:
    """Return counts of packs and mutants, and times per engagement in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "institute"
        run_demo(workspace, lambda _: None)
        with open_workbench(workspace) as bench:
            under = bench.under(every_pack(bench), stand_ins(examples()))
            packs = [timeless(pack) for pack in under.packs]
            cases = [judged.case for judged in judged_by(under, ())]
    return {"packs": _counted(packs), "mutants": _mutated(packs), "times": _timed(cases, packs)}


def _counted(packs: Sequence[Pack]) -> dict[str, int]:
    rules = [rule for pack in packs for rule in pack.rules]
    return {
        "packs": len(packs),
        "rules": len(rules),
        "verified": sum(rule.mark == "verified" for rule in rules),
        "tests": sum(len(rule.tests) for rule in rules),
    }


def _mutated(packs: Sequence[Pack]) -> dict[str, Any]:
    sorts = Counter(m.sort for pack in packs for rule in pack.rules for m in mutants(rule))
    left = [(pack, mutant) for pack in packs for mutant in survivors(pack)[0]]
    total = sum(sorts.values())
    return {
        "mutants": total,
        "by sort": dict(sorts),
        "caught": total - len(left),
        "survivors": [f"{p.pack_id} {m.rule.rule_id}: {m.says}" for p, m in left],
    }


def _timed(cases: Sequence[Case], packs: Sequence[Pack]) -> dict[str, Any]:
    two = packs[:FIRST_TWO]
    ways: dict[str, Callable[[Case, Sequence[Pack]], object]] = {
        "judged": outcomes_of,
        "assessed with questions": lambda case, under: assess_case(case, tuple(under)),
    }
    found: dict[str, Any] = {"engagements": len(cases), "packs": len(packs)}
    for name, way in ways.items():
        every = [_best(way, case, packs) for case in cases]
        few = [_best(way, case, two) for case in cases]
        found[name] = {
            "median ms": round(statistics.median(every), 1),
            "highest ms": round(max(every), 1),
            "first two packs, median ms": round(statistics.median(few), 2),
            "ratio of the sums": round(sum(every) / sum(few), 1),
        }
    return found


def _best(
    way: Callable[[Case, Sequence[Pack]], object], case: Case, packs: Sequence[Pack]
) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        way(case, packs)
        times.append(time.process_time() - begun)
    return min(times) * 1000


if __name__ == "__main__":
    main()
