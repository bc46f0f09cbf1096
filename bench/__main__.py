"""`make bench`: measure on real lists, print, and write build/bench/*.json.

The folder of real data is named by COUNTERFOIL_REAL_DATA or --data. Nothing is tuned here: every
threshold is shipped with the program.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import cases, links, shelf
from bench.matching.measures import MEASURES, run
from bench.matching.roster import Setting


def main() -> None:
    """Run the wanted parts in a workspace of their own."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    parser.add_argument("--seed", type=int, default=20261103)
    parser.add_argument("--only", choices=["import", "links", "found", "speed", "matching"])
    parser.add_argument("--peers", action="store_true", help="peers of the matcher too")
    given = parser.parse_args()
    if not given.data:
        parser.error("name the folder of real data with --data or COUNTERFOIL_REAL_DATA")
    given.out.mkdir(parents=True, exist_ok=True)
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "import": lambda: shelf.measure_import(Path(given.data), given.out / "workspace"),
        "links": lambda: links.count_links(given.out / "workspace"),
        "found": lambda: cases.measure_found(Path(given.data), given.out / "found", given.seed),
        "speed": lambda: cases.measure_speed(given.out / "workspace", given.seed),
    }
    for name, part in parts.items():
        if given.only in (None, name):
            result = part()
            text = json.dumps(result, indent=2, ensure_ascii=False)
            (given.out / f"{name}.json").write_text(text + "\n", "utf-8")
            print(f"== {name}\n{text}", flush=True)
    if given.only in (None, "matching"):
        run(Setting(Path(given.data), given.out, given.seed, given.peers), MEASURES)


if __name__ == "__main__":
    main()
