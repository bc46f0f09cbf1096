"""A program that tests start, kill and start again: it adds two editions to a workspace.

`adding.py WORKSPACE MARK` adds once and ends. `adding.py --serve` reads such lines from its input,
with a time after which to kill, and forks a child for each: so a round costs no imports.
"""

import os
import signal
import sys
import time
from datetime import date
from pathlib import Path

from counterfoil.engines import parquet  # noqa: F401  so that children find it imported
from counterfoil.engines.record import open_record
from counterfoil.engines.snapshots import ParquetSnapshots
from tests.engines.samples import keep, names, reading

ENTITIES = 2_500  # of four statements each, in each of two editions


def add(workspace: Path, mark: str) -> None:
    """Open the workspace, add two editions of a list, close."""
    record = open_record(workspace / "record.sqlite")
    store = ParquetSnapshots(workspace / "snapshots", record.engine)
    for year in (2025, 2026):
        given = reading(names(ENTITIES, mark=f"{mark}{year}"), edition=date(year, 1, 1))
        keep(store, given)
    store.close()
    record.close()


def serve() -> None:
    """Run a child per line of input, killed after so many seconds; print how and when it ended."""
    import alembic.command  # noqa: F401  likewise

    for line in sys.stdin:
        workspace, mark, after = line.rstrip("\n").split("\t")
        start, child = time.monotonic(), os.fork()
        if child == 0:
            add(Path(workspace), mark)
            os._exit(0)
        if after:
            time.sleep(float(after))
            os.kill(child, signal.SIGKILL)  # ours until waitpid, so the id is no other's
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{status} {time.monotonic() - start}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve()
    else:
        add(Path(sys.argv[1]), sys.argv[2])
