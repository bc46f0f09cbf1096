"""Imports that are cut off, by kill -9 or Ctrl-C: nothing is half done and they run again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import ROOT, Counterfoil, finish, process, surroundings
from tests.cli.invented_lists import put_text

MOMENTS = 20
WORKSPACES = 5
SEED = 20261103
ROWS = 30_000
MAPPING = """\
[dataset]
id = "works"
title = "Quarry works"

[file]
type = "csv"
columns = ["ref", "name"]

[entity]
key = ["ref"]
kind = "Organization"

[[columns]]
from = "name"
prop = "name"
"""


class Server:
    """The process of tests/cli/serving.py."""

    def __init__(self, given: IO[str], found: IO[str]) -> None:
        """Take the ends of its input and output."""
        self.given, self.found = given, found

    def run(self, *words: object, after: float | None = None) -> tuple[int, float]:
        """Run a command, killed after so many seconds; return its exit status and its time."""
        line = ["" if after is None else str(after), *map(str, words)]
        self.given.write("\t".join(line) + "\n")
        self.given.flush()
        status, seconds = self.found.readline().split()
        return int(status), float(seconds)


@pytest.fixture
def server(clean_desk: None) -> Iterator[Server]:
    """The process, ended after the test."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cli.serving"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings(),
    ) as running:
        assert running.stdin
        assert running.stdout
        yield Server(running.stdin, running.stdout)
        running.stdin.close()


@pytest.fixture(scope="session")
def works(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of thirty thousand rows."""
    rows = "".join(f"r-{n},Quarry Works {n}\n" for n in range(ROWS))
    return put_text(tmp_path_factory.mktemp("works"), "works.csv", "ref,name\n" + rows)


def _workspace(folder: Path) -> Path:
    put_text(folder, "counterfoil.toml", 'organisation = "Quarry House"\n')
    put_text(folder / "mappings", "works.toml", MAPPING)
    return folder


def _sound(counterfoil: Counterfoil, folder: Path) -> tuple[list[str], list[str]]:
    """Return the snapshots of a workspace that doctor finds sound, and its orphans."""
    report = counterfoil("doctor", "-w", folder, "--json")
    assert report.code == 0
    found = report.json()
    assert found["wrong"] == []
    orphans = [line for line in found["warnings"] if "belongs to no snapshot" in line]
    return _snapshots(counterfoil, folder), orphans


def _snapshots(counterfoil: Counterfoil, folder: Path) -> list[str]:
    rows = counterfoil("lists", "-w", folder, "--json").json()["datasets"]
    assert all((row["rows"], row["entities"]) == (ROWS, ROWS) for row in rows)
    return [row["snapshot"] for row in rows]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_any_moment(
    counterfoil: Counterfoil, server: Server, works: Path, tmp_path: Path
) -> None:
    """Killed at 20 moments of an import, doctor finds nothing wrong and the import runs again."""
    whole = _workspace(tmp_path / "whole")
    server.run("import", works, "-w", whole)
    (expected,), _ = _sound(counterfoil, whole)
    _, duration = server.run("import", works, "-w", _workspace(tmp_path / "timed"))
    chance, killed, unfinished = random.Random(SEED), 0, 0  # noqa: S311
    folders = [_workspace(tmp_path / str(number)) for number in range(WORKSPACES)]
    for number in range(MOMENTS):
        # One moment in each twentieth of the run, so that every step of it gets its share. In a
        # workspace that was cut off the import runs again, and is cut off again, later.
        folder = folders[number % WORKSPACES]
        moment = duration * (number + chance.random()) / MOMENTS
        status, took = server.run("import", works, "-w", folder, after=moment)
        assert status in {0, -signal.SIGKILL}
        if status:
            killed += 1
        else:
            duration = took  # the machine has less to do than before
        left, _ = _sound(counterfoil, folder)
        assert left in ([], [expected])
        unfinished += not left
    for folder in folders:
        status, _ = server.run("import", works, "-w", folder)
        assert status == 0
        assert _sound(counterfoil, folder)[0] == [expected]
    assert killed >= MOMENTS // 2
    assert unfinished >= MOMENTS // 2


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.03, 0.2])
def test_interrupted(counterfoil: Counterfoil, works: Path, tmp_path: Path, seconds: float) -> None:
    """Ctrl-C in the middle of an import exits 130, says so, and leaves nothing half done."""
    folder = _workspace(tmp_path / "folder")
    running = process("import", works, "-w", folder)
    until = time.monotonic() + 60
    while not (folder / "record.sqlite").exists() and time.monotonic() < until:
        time.sleep(0.01)  # until the workspace is open
    time.sleep(seconds)
    running.send_signal(signal.SIGINT)
    said = finish(running)
    assert said.code == 130
    assert "nothing was left half done" in said.err
    assert said.out == ""
    left, orphans = _sound(counterfoil, folder)
    assert left == []
    assert orphans == []
    assert counterfoil("import", works, "-w", folder).code == 0
    assert len(_sound(counterfoil, folder)[0]) == 1
