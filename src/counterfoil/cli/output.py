"""Printing: tables on a terminal, JSON where asked, progress on stderr after a second."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterfoil.errors import UsageError

if TYPE_CHECKING:
    from counterfoil.bootstrap.workbench import Workbench

_QUIET_FOR = 1.0
_EVERY = 0.5
# Control and bidi characters of foreign text must not steer the officer's terminal.
_STEERING = dict.fromkeys(
    (
        *range(9),
        *range(11, 32),
        127,
        *range(128, 160),
        *range(8234, 8239),
        *range(8294, 8298),
        8206,
        8207,
    )
)


@contextmanager
def workbench(workspace: Path | None, as_of: str | None = None) -> Iterator[Workbench]:
    """Open the workspace that the flags name."""
    import os

    from counterfoil.bootstrap.workbench import open_workbench
    from counterfoil.settings import find_workspace

    flags = {"clock": {"as_of": read_day(as_of, "--as-of")}} if as_of else None
    with open_workbench(find_workspace(workspace, os.environ), flags) as bench:
        yield bench


def read_day(text: str | None, flag: str) -> date | None:
    """Read a date flag; raise UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{flag}: {text!r} is not a date; write it as 2026-11-03") from None


def print_json(value: Any) -> None:  # noqa: ANN401 - anything json can write
    """Print JSON on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table that fits the terminal; wide cells wrap."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(safe(str(cell))) for cell in row))
    width = None if sys.stdout.isatty() else 120
    Console(width=width, highlight=False, soft_wrap=False).print(table)


def say(text: str = "") -> None:
    """Print a line on stdout."""
    print(safe(text))


def note(text: str) -> None:
    """Print a line on stderr."""
    print(safe(text), file=sys.stderr)


def safe(text: str) -> str:
    """Return text without characters that steer a terminal; lone surrogates replaced."""
    return text.translate(_STEERING).encode("utf-8", "replace").decode("utf-8")


class Progress:
    """Says on stderr what is being done once it takes longer than a second."""

    def __init__(self) -> None:
        """Start the clock."""
        self._start = self._last = time.monotonic()

    def step(self, text: str) -> None:
        """Say where the work stands, at most twice a second and never in the first second."""
        now = time.monotonic()
        if now - self._start > _QUIET_FOR and now - self._last > _EVERY:
            self._last = now
            note(f"… {text} ({now - self._start:.0f} s)")


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raise UsageError where the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.tmp")
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as fault:
        what = f"cannot be written: {fault.strerror}"
        raise UsageError(what, where=str(path)) from fault


def as_dicts(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[Mapping[str, object]]:
    """Return rows as dicts for JSON."""
    return [dict(zip(header, row, strict=True)) for row in rows]
