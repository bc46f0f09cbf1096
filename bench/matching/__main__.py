"""`python -m bench.matching`: the matching benchmarks, as tables and in build/bench/matching-*.json.

The folder of real data is named by COUNTERFOIL_REAL_DATA or --data. Nothing is tuned here; only
aggregates are printed.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bench.matching.measures import MEASURES, run
from bench.matching.roster import Setting


def main() -> None:
    """Run the wanted benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description=__doc__)
    parser.add_argument("--only", choices=list(MEASURES))
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--peers", action="store_true", help="peers of COUNTERFOIL_PEERS_PYTHON")
    parser.add_argument("--limit", type=int, help="cases at most in each measurement")
    parser.add_argument("--entrant", default="", help="only entrants with this in their name")
    parser.add_argument("--edition", choices=["2024", "older"], default="2024", help="of the SDN")
    given = parser.parse_args()
    if not given.data:
        parser.error("name the folder of real data with --data or COUNTERFOIL_REAL_DATA")
    setting = Setting(
        Path(given.data),
        given.out,
        given.seed,
        given.peers,
        given.limit,
        given.edition,
        only=given.entrant,
    )
    run(setting, [given.only] if given.only else list(MEASURES))


if __name__ == "__main__":
    main()
