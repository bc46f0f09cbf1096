"""Import every list a reader knows, in a process of its own, and account for every row."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

REPEATS = 1


def measure_import(data: Path, workspace: Path) -> dict[str, Any]:
    """Return rows, entities, issues and editions per dataset, with time and peak memory."""
    shutil.rmtree(workspace, ignore_errors=True)
    _run("init", str(workspace))
    start = time.perf_counter()
    done = _run("import", "--all-from", str(data), "--workspace", str(workspace), "--json")
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = json.loads(done.stdout)
    again = time.perf_counter()
    repeated = json.loads(
        _run("import", "--all-from", str(data), "--workspace", str(workspace), "--json").stdout
    )
    return {
        "wall_s": round(wall, 1),
        "cpu_s": round(used.ru_utime + used.ru_stime, 1),
        "peak_mb": used.ru_maxrss // 1024,
        "again_wall_s": round(time.perf_counter() - again, 1),
        "again_new": sum(1 for d in repeated["datasets"] if d["new"]),
        "datasets": [
            {
                "dataset": d["dataset"],
                "source": d["source"],
                "rows": d["rows"],
                "entities": d["entities"],
                "statements": d["statements"],
                "edition": d["edition"],
                "issues": d["issue_count"],
                "dropped": d["dropped"],
            }
            for d in report["datasets"]
        ],
        "not_taken": len(report["not_taken"]),
        "refused": report["refused"],
    }


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "counterfoil", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True)
