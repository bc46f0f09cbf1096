"""kill -9 at any moment, and two writers at once: the stores stay sound."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from counterfoil.engines.record import open_record
from counterfoil.engines.snapshots import ParquetSnapshots
from tests.engines import adding
from tests.engines.samples import names

ROOT = Path(__file__).parents[2]
MOMENTS = 20
SEED = 20260302


def command(*words: str) -> list[str]:
    """The command that starts the program under test."""
    return [sys.executable, "-m", "tests.engines.adding", *words]


class Server:
    """A process that runs one child per round."""

    def __init__(self, given: IO[str], found: IO[str]) -> None:
        """Take the ends of its input and output."""
        self.given, self.found = given, found

    def run(self, workspace: Path, after: float | None = None) -> tuple[int, float]:
        """Run a child, killed after so many seconds; return its exit status and its time."""
        workspace.mkdir(exist_ok=True)
        self.given.write(f"{workspace}\tround\t{'' if after is None else after}\n")
        self.given.flush()
        status, seconds = self.found.readline().split()
        return int(status), float(seconds)


@pytest.fixture
def server() -> Iterator[Server]:
    """The process, ended after the test."""
    with subprocess.Popen(
        command("--serve"), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Server(process.stdin, process.stdout)
        process.stdin.close()


def editions(workspace: Path) -> list[int]:
    """The years of the editions in a workspace whose stores are sound and give whole answers."""
    with closing(open_record(workspace / "record.sqlite")) as record:
        store = ParquetSnapshots(workspace / "snapshots", record.engine)
        assert record.check() == []
        assert store.check() == []
        manifests = store.manifests()
        assert list(store.current().values()) == manifests[-1:]
        for manifest in manifests:
            assert manifest.statements == len(names(adding.ENTITIES))
            assert store.count([manifest.snapshot_id], ["name"]) == adding.ENTITIES
        store.close()
    return [manifest.edition.year for manifest in manifests if manifest.edition]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_kill_at_any_moment(server: Server, tmp_path: Path) -> None:
    """Killed at 20 moments of an import, nothing is wrong afterwards and the import runs again."""
    status, duration = server.run(tmp_path / "whole")
    assert status == 0
    chance, left, killed = random.Random(SEED), [], 0  # noqa: S311
    for number in range(MOMENTS):
        workspace = tmp_path / str(number)
        # One moment in each twentieth of the run, so that every step of it gets its share.
        status, _ = server.run(workspace, duration * (number + chance.random()) / MOMENTS)
        killed += status == -signal.SIGKILL
        left.append(len(editions(workspace)))
        status, duration = server.run(workspace)
        assert status == 0
        assert editions(workspace) == [2025, 2026]
    assert killed >= MOMENTS // 2
    assert min(left) < 2


def test_two_writers_at_once(tmp_path: Path) -> None:
    """Two processes that make a workspace and import into it at once both succeed."""
    marks = ("same", "same", "other")
    with_output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    writers = [
        subprocess.Popen(command(str(tmp_path), mark), cwd=ROOT, text=True, **with_output)  # type: ignore[call-overload]
        for mark in marks
    ]
    results = [(writer.communicate(timeout=60)[0], writer.returncode) for writer in writers]
    assert results == [("", 0)] * 3
    assert editions(tmp_path) == [2025, 2025, 2026, 2026]
