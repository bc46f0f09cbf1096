"""A process that imports hostile files, each in a child of its own and in a fresh workspace.

It has loaded the program once, so that what is measured is the import and not Python starting.
One JSON object per line in (words, untouched workspace, folder to work in) and out (`Outcome`).
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TypedDict

import alembic.command  # noqa: F401 - loaded so that no child has to
import rich.table  # noqa: F401 - likewise

import counterfoil.app.enrol
import counterfoil.app.ingest
import counterfoil.bootstrap.imports
import counterfoil.bootstrap.intake
import counterfoil.engines.parquet  # noqa: F401 - likewise
from counterfoil.cli.main import main
from counterfoil.sources.sheets.labels import label_scores
from counterfoil.sources.sheets.parties import is_legal_form
from counterfoil.sources.sheets.words import country_of, month_of

_CEILING = 6 << 30  # of address space: a backstop, so that a fault does not take the machine along
_SECONDS = 15  # of the processor: likewise


class Task(TypedDict):
    """One command to run."""

    words: list[str]
    untouched: str
    folder: str


class Outcome(TypedDict):
    """What a command did: exit status, words, seconds, MiB at most, and what it left behind.

    The seconds are of the processor, its own and its children's together: on a machine that has
    nothing else to do the clock shows no more, and on a busy one they do not change.
    """

    code: int
    out: str
    err: str
    seconds: float
    memory: float
    files: list[str]
    manifests: int
    engagements: int


def _child(task: Task, folder: Path) -> int:
    number = os.fork()
    if number:
        return number
    resource.setrlimit(resource.RLIMIT_AS, (_CEILING, _CEILING))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    for place, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT), place)
    code = 1
    try:
        main([*task["words"], "-w", str(folder / "workspace")])
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def run(task: Task) -> Outcome:
    """Run one command in a child with a workspace of its own."""
    folder = Path(task["folder"])
    folder.mkdir()
    shutil.copytree(task["untouched"], folder / "workspace")
    _, status, used = os.wait4(_child(task, folder), 0)
    workspace = folder / "workspace"
    snapshots = workspace / "snapshots"
    with closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        manifests, engagements = (
            record.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - our words
            for table in ("manifests", "engagements")
        )
    return {
        "code": os.waitstatus_to_exitcode(status),
        "out": (folder / "out").read_text("utf-8", "surrogateescape"),
        "err": (folder / "err").read_text("utf-8", "surrogateescape"),
        "seconds": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss / 1024,
        "files": sorted(p.name for p in snapshots.rglob("*") if p.is_file()),
        "manifests": manifests,
        "engagements": engagements,
    }


def serve() -> None:
    """Run a command per line until the input ends."""
    month_of("x")  # the tables of words are built once, not by each child
    country_of("x")
    label_scores("Title")
    is_legal_form("x")
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
