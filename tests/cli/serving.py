"""A process that runs `counterfoil WORDS` in children of its own and kills them when told.

It has loaded the program once, so a child starts at once and a moment of its life is a moment of
the command, not of Python starting. One line in: seconds (empty: let it end) and the words,
separated by tabs. One line out: exit status (negative: the signal) and seconds.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress

import alembic.command  # noqa: F401 - loaded so that no child has to
import rich.console
import rich.table  # noqa: F401 - likewise

import counterfoil.app.enrol
import counterfoil.app.ingest
import counterfoil.bootstrap.imports
import counterfoil.bootstrap.workbench
import counterfoil.engines.parquet  # noqa: F401 - likewise
from counterfoil.cli.main import main


def child(words: list[str]) -> int:
    """Run one command in a child; return its process id."""
    number = os.fork()
    if number:
        return number
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code = 1
    try:
        main(words)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    finally:
        os._exit(code)


def kill(number: int) -> None:
    """End one child, as the power would."""
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def serve() -> None:
    """Run a command per line until the input ends."""
    for line in sys.stdin:
        after, *words = line.rstrip("\n").split("\t")
        start = time.monotonic()
        number = child(words)
        timer = threading.Timer(float(after), kill, [number]) if after else None
        if timer:
            timer.start()
        _, status = os.waitpid(number, 0)
        if timer:
            timer.cancel()
            timer.join()
        took = time.monotonic() - start
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {took}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
