"""Speed and memory at 20,000 and 1,000,000 invented references, each figure from its own process.

Recall@20 of retrieval is of 1,000 SYNTHETIC perturbations, beside that of exhaustive trigrams.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from bench.matching.crowd import write_crowd
from bench.matching.entrant import Kept
from bench.matching.roster import Setting
from bench.matching.speed_child import ENTRANTS

SIZES = {20_000: "20k", 1_000_000: "1M"}
_TIME_LIMIT = 1200


class Run(NamedTuple):
    """One process: who is asked, how many names, on how many threads, from a build or a load."""

    entrant: str
    size: int
    queries: int
    threads: int = 1
    mode: str = "build"


def planned(*, keeps: bool) -> list[Run]:
    """Return what is worth running; what would take hours is left out.

    An engine that keeps no index is built each time, and not at a million names.
    """
    found = [
        Run("trigram", 20_000, 5_000),
        Run("ratio", 20_000, 10_000),
        *(Run("counterfoil", 20_000, 20_000 if keeps else 2_000, n) for n in (1, 2)),
        Run("trigram", 1_000_000, 1_000),
    ]
    if keeps:
        found += [Run("counterfoil", 20_000, 20_000, 2, "load")]
        found += [Run("counterfoil", 1_000_000, 20_000)]
        found += [Run("counterfoil", 1_000_000, 20_000, n, "load") for n in (1, 2)]
    return found


def measure_speed(setting: Setting) -> dict[str, Any]:
    """Return speed, memory and recall of each entrant at each size."""
    folder = (setting.out / "crowd").resolve()
    rows: list[dict[str, Any]] = []
    exhaustive: dict[int, float] = {}
    for run in planned(keeps=isinstance(ENTRANTS["counterfoil"](), Kept)):
        if setting.only not in run.entrant and run.entrant != "trigram":
            continue
        path = folder / f"names-{run.size}.txt"
        write_crowd(setting.data, path, run.size, setting.seed)
        asked = run._replace(queries=min(run.queries, setting.limit or run.queries))
        one = _child(asked, path, setting.seed)
        if run.entrant == "trigram":
            exhaustive[run.size] = one["recall@20"]
        one["of trigram's"] = round(one["recall@20"] / exhaustive[run.size], 4)
        about = {"data": "SYNTHETIC", "references": SIZES[run.size], "entrant": run.entrant}
        rows.append(about | {"from": run.mode} | one)
    return {"what": "speed, memory and SYNTHETIC recall@20 of retrieval", "rows": rows}


def _child(run: Run, path: Path, seed: int) -> dict[str, Any]:
    if not (path.parent / f"queries-{path.stem}-{seed}-{run.queries}.json").exists():
        _started(run._replace(mode="queries"), path, seed)
    found: dict[str, Any] = json.loads(_started(run, path, seed))
    return found


def _started(run: Run, path: Path, seed: int) -> str:
    words = [run.entrant, path, seed, run.threads, run.queries, path.parent, run.mode]
    # Without compiled files kept, each process would read its tables as source again.
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, "-m", "bench.matching.speed_child", *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        timeout=_TIME_LIMIT,
        env=kept,
    ).stdout
