"""Hostile files through the command line: refused or taken in words, quickly, in little memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from counterfoil.cli.main import main
from tests.hostile.hostile_files import Fate, Hostile, all_files
from tests.hostile.serving import Outcome, Task
from tests.hostile.sound import LISTS, REGISTERS, put_mappings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and wait4"),
]
ROOT = Path(__file__).parents[2]
FILES = all_files()
SERVERS = 2
SECONDS, MEMORY = 10.0, 1024.0  # promised per file: of the processor, and MiB
# Direction marks and control signs, but for tab and line feed: none may reach a terminal.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@contextmanager
def _server() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.serving"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        yield running
        assert running.stdin
        running.stdin.close()


def _ask(running: subprocess.Popen[str], task: Task) -> Outcome:
    assert running.stdin
    assert running.stdout
    running.stdin.write(json.dumps(task) + "\n")
    running.stdin.flush()
    found: Outcome = json.loads(running.stdout.readline())
    return found


def _task(number: int, folder: Path, untouched: Path, hostile: Hostile) -> Task:
    place = folder / f"files{number}"
    place.mkdir()
    hostile.write(place / hostile.file)
    register = ["--register"] if hostile.is_register else []
    return {
        "words": ["import", *register, str(place / hostile.file), *(["--yes"] if register else [])],
        "untouched": str(untouched),
        "folder": str(folder / str(number)),
    }


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the mappings of the tables."""
    folder = tmp_path_factory.mktemp("untouched") / "workspace"
    with pytest.raises(SystemExit) as left:
        main(["init", str(folder), "--organisation", "Quarry House"])
    assert left.value.code == 0
    put_mappings(folder)
    return folder


@pytest.fixture(scope="module")
def outcomes(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What became of each file, all of them run in two processes at a time."""
    folder = tmp_path_factory.mktemp("hostile")
    free: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
    with _server() as one, _server() as other, ThreadPoolExecutor(SERVERS) as pool:
        free.put(one)
        free.put(other)

        def run(number: int, hostile: Hostile) -> Outcome:
            task = _task(number, folder, untouched, hostile)
            running = free.get()
            try:
                return _ask(running, task)
            finally:
                free.put(running)
                Path(task["words"][-2 if hostile.is_register else -1]).unlink()

        every = {**FILES, **{f"sound {name}": _sound(name) for name in LISTS | REGISTERS}}
        found = pool.map(run, range(len(every)), every.values())
        return dict(zip(every, found, strict=True))


def _sound(name: str) -> Hostile:
    content = (LISTS | REGISTERS)[name]
    return Hostile(name, lambda path: path.write_bytes(content), Fate.TAKEN, name in REGISTERS)


def test_there_are_many() -> None:
    """More than the sixty hostile files that were promised, beside those that are cut off."""
    assert sum("cut at" not in name for name in FILES) >= 80
    assert sum("cut at" in name for name in FILES) == 9 * len(LISTS | REGISTERS)


@pytest.mark.parametrize("name", [*LISTS, *REGISTERS])
def test_the_files_are_sound_before_they_are_spoiled(
    outcomes: dict[str, Outcome], name: str
) -> None:
    """Each sample is taken as it stands: one snapshot, or the engagements of the table."""
    found = outcomes[f"sound {name}"]
    assert (found["code"], found["err"]) == (0, "")
    assert _kept(found) == ((0, 0, 12) if name in REGISTERS else (1, 1, 0))


def _kept(found: Outcome) -> tuple[int, int, int]:
    return len(found["files"]), found["manifests"], found["engagements"]


@pytest.mark.parametrize("name", list(FILES))
def test_a_hostile_file(outcomes: dict[str, Outcome], name: str) -> None:
    """It is refused by name with what to do, or taken and said; nothing is half kept."""
    hostile, found = FILES[name], outcomes[name]
    said = found["out"] + found["err"]
    assert found["code"] in {0, 3}, said
    assert "Traceback" not in said
    assert not STEERING.search(said)
    assert found["seconds"] < SECONDS
    assert found["memory"] < MEMORY
    if found["code"]:
        assert hostile.fate is not Fate.TAKEN, said
        assert _kept(found) == (0, 0, 0)
        assert hostile.file in found["err"]
        assert re.search(r"^  \S", found["err"], re.MULTILINE), "what to do next"
        return
    assert hostile.fate is not Fate.REFUSED, said
    files, manifests, engagements = _kept(found)
    if hostile.is_register:
        counts = re.search(r"^Written: (\d+) new", found["out"], re.MULTILINE)
        assert counts
        assert (files, manifests, engagements) == (0, 0, int(counts[1]))
    else:
        assert (files, manifests, engagements) == (1, 1, 0)
        assert re.search(r"\bnew\s*$", found["out"], re.MULTILINE)
