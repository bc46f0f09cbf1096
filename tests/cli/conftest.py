"""The command line as a user meets it: words in, exit code, stdout and stderr out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from counterfoil.bootstrap.workbench import open_workbench
from counterfoil.cli.main import main
from counterfoil.matching.jit import KERNELS
from tests.cli.invented_lists import small_office
from tests.institute.conftest import assess_all, fill, furnish

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "counterfoil")


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return stdout read as one JSON value; anything else beside it is an error."""
        return json.loads(self.out)

    def fault(self) -> dict[str, str]:
        """Return the error that a command with --json wrote to stderr."""
        found: dict[str, str] = json.loads(self.err.strip().splitlines()[-1])["error"]
        return found


class Counterfoil(Protocol):
    """Runs `counterfoil WORDS` inside this process."""

    def __call__(self, *words: object) -> Said:
        """Return what it said."""
        ...


@pytest.fixture
def counterfoil(capsys: pytest.CaptureFixture[str]) -> Counterfoil:
    """The command line, without the cost of a process."""

    def run(*words: object) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        assert isinstance(left.value.code, int)
        assert "Traceback" not in captured.out + captured.err
        return Said(left.value.code, captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of the tests' own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def clean_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: Path) -> None:
    """No setting from outside, no workspace above, no cache but the tests' own."""
    for name in list(os.environ):
        if name.startswith("COUNTERFOIL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Path]:
    """The invented institute, imported and assessed; tests must not change it."""
    folder = tmp_path_factory.mktemp("office") / "workspace"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        furnish(folder)
        with open_workbench(folder) as bench:
            fill(bench)
            assess_all(bench)
    yield folder
    left = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.name.endswith(".tmp"))
    assert left == []


@pytest.fixture
def desk(office: Path, tmp_path: Path) -> Path:
    """A copy of the institute for a test that changes it."""
    folder = tmp_path / "desk"
    shutil.copytree(office, folder)
    return folder


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as `init` makes it, to be copied."""
    folder = tmp_path_factory.mktemp("untouched") / "workspace"
    with pytest.raises(SystemExit) as left:
        main(["init", str(folder), "--organisation", "Quarry House"])
    assert left.value.code == 0
    return folder


@pytest.fixture
def empty(untouched: Path, tmp_path: Path) -> Path:
    """A workspace as `init` makes it."""
    folder = tmp_path / "empty"
    shutil.copytree(untouched, folder)
    return folder


@pytest.fixture(scope="session")
def assessed(untouched: Path, tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """A small office, imported and assessed, to be copied."""
    folder = tmp_path_factory.mktemp("assessed") / "workspace"
    shutil.copytree(untouched, folder)
    small_office(folder)
    imported = ("import", folder / "lists", folder / "engagements")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        for words, code in ((imported, 0), (("assess",), 10)):
            with pytest.raises(SystemExit) as left:
                main([*map(str, words), "-w", str(folder)])
            assert left.value.code == code
    return folder


@pytest.fixture
def small(assessed: Path, tmp_path: Path) -> Path:
    """An assessed workspace of one engagement and one list."""
    folder = tmp_path / "small"
    shutil.copytree(assessed, folder)
    return folder


def surroundings(**changes: str) -> dict[str, str]:
    """Return an environment for a process: as this one's, with compiled modules and kernels kept for it."""
    compiled = Path(os.environ["XDG_CACHE_HOME"]) / "compiled"
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    kernels = {"NUMBA_CACHE_DIR": str(KERNELS)}
    return {**kept, "PYTHONPYCACHEPREFIX": str(compiled), **kernels, **changes}


def process(*words: object, **changes: str) -> subprocess.Popen[str]:
    """Start `counterfoil WORDS` as a process of its own, with changes to its environment."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(**changes),
        start_new_session=True,
    )


def finish(running: subprocess.Popen[str]) -> Said:
    """Wait for a process and return what it said."""
    out, err = running.communicate(timeout=120)
    assert "Traceback" not in out + err
    return Said(running.returncode, out, err)
