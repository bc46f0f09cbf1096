"""One measurement of speed in a process of its own, so that its memory is its own.

    python -m bench.matching.speed_child ENTRANT NAMES SEED THREADS QUERIES FOLDER MODE

MODE is `build` (build, save if it can, search) or `load` (open what was saved, search). Prints JSON.
"""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.matching.case import Case
from bench.matching.crowd import crowd_queries, crowd_reference, read_crowd
from bench.matching.entrant import Columnar, Entrant, Kept
from bench.matching.entrant_counterfoil import CounterfoilEntrant
from bench.matching.entrant_ratio import RatioEntrant
from bench.matching.entrant_trigram import TrigramEntrant
from bench.matching.metrics import recall_at

ENTRANTS: dict[str, Callable[[], Entrant]] = {
    "counterfoil": CounterfoilEntrant,
    "ratio": RatioEntrant,
    "trigram": TrigramEntrant,
}
_WARM_UP = 200
_RECALL = 1000


def main() -> None:
    """Measure and print."""
    entrant, path, seed, threads, queries, folder, mode = sys.argv[1:]
    asked = Path(folder) / f"queries-{Path(path).stem}-{seed}-{queries}.json"
    if mode == "queries":
        cases = crowd_queries(read_crowd(Path(path)), int(queries), int(seed))
        rows = [[case.query.name, min(case.truth), case.group] for case in cases]
        asked.write_text(json.dumps(rows), "utf-8")
        return
    one = ENTRANTS[entrant]()
    result: dict[str, Any] = {"threads": int(threads)}
    if mode == "build":
        result |= _built(one, Path(path), Path(folder) / f"index-{entrant}-{Path(path).stem}")
    else:
        result |= _loaded(one, Path(folder) / f"index-{entrant}-{Path(path).stem}")
    print(json.dumps(result | _searched(one, _cases(asked), int(threads))))


def _built(one: Entrant, path: Path, folder: Path) -> dict[str, Any]:
    reference = crowd_reference(read_crowd(path))
    # Compiling and reading of tables is not what is measured.
    one.build(reference[:_WARM_UP])
    started = time.perf_counter()
    one.build(reference)
    took = time.perf_counter() - started
    found: dict[str, Any] = {"build names/s": round(len(reference) / took)}
    if isinstance(one, Kept):
        one.save(folder)
        found["index MB"] = sum(f.stat().st_size for f in folder.rglob("*")) // 2**20
    return found


def _loaded(one: Entrant, folder: Path) -> dict[str, Any]:
    if not isinstance(one, Kept):
        raise SystemExit("this entrant keeps no index")
    started = time.perf_counter()
    one.load(folder)
    return {"load s": round(time.perf_counter() - started, 3)}


def _searched(one: Entrant, cases: list[Case], threads: int) -> dict[str, Any]:
    latin = [case for case in cases if _is_latin(case.query.name)]
    others = [case for case in cases if not _is_latin(case.query.name)]
    found = _timed(one, latin, threads)
    if others:
        found["other scripts names/s"] = _timed(one, others, threads)["names/s"]
    listed = cases[:_RECALL]
    retrieved = one.retrieve([case.query for case in listed], 20)
    recall = {"recall@20": round(recall_at(retrieved, listed, 20), 4), "peak MB": _peak()}
    return found | recall


def _is_latin(name: str) -> bool:
    """Say whether all letters of a name are Latin; many of a crowd have words of two scripts."""
    return all(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def _timed(one: Entrant, cases: list[Case], threads: int) -> dict[str, Any]:
    """Return the speed of matching each once, none of them seen before by the index."""
    queries = [case.query for case in cases]
    names = [query.name for query in queries]

    def search(first: int, last: int) -> None:
        if isinstance(one, Columnar):
            one.columns(names[first:last], 5, threads)
        else:
            one.search(queries[first:last], 5, threads)

    warm = min(_WARM_UP, len(cases) // 5)
    search(0, warm)
    started, cpu = time.perf_counter(), time.process_time()
    search(warm, len(queries))
    took, used = time.perf_counter() - started, time.process_time() - cpu
    return {
        "names/s": round((len(queries) - warm) / took),
        "processor s per 1,000 names": round(1000 * used / (len(queries) - warm), 3),
    }


def _cases(path: Path) -> list[Case]:
    from bench.matching.entrant import Query

    return [
        Case(Query(name), frozenset({truth}), kind)
        for name, truth, kind in json.loads(path.read_text("utf-8"))
    ]


def _peak() -> int:
    """Return the peak of the memory of this process in MiB."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    main()
