"""Kernels compiled beforehand; a command that must compile says so, once."""

from __future__ import annotations

from collections.abc import Iterator

import numba
import pytest
from numba.core import event

from counterfoil.bootstrap import warm_up
from counterfoil.bootstrap.names import new_matcher
from counterfoil.matching.jit import KERNELS, before_compiling
from tests.cli.conftest import Counterfoil, finish, process


@pytest.fixture(autouse=True)
def no_listener_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take away what a test registered with the compiler."""
    kept = list(event._registered["numba:compile"])
    yield
    event._registered["numba:compile"][:] = kept


def _compile_something() -> None:
    """Compile a function that nobody has compiled yet."""
    numba.njit(lambda value: value + 1)(1)


def test_kernels_are_compiled_beforehand(counterfoil: Counterfoil) -> None:
    """warm-up says where the kernels are kept and how long it took; then nothing is left to do."""
    said = counterfoil("warm-up")
    assert said.code == 0
    assert str(KERNELS) in said.out
    assert any(KERNELS.rglob("*.nbi"))
    again = counterfoil("warm-up", "--json").json()
    assert again == {
        "folder": str(KERNELS), "seconds": again["seconds"], "compiled": False,
    }  # fmt: skip


def test_compiling_is_told_once() -> None:
    """The first compiling of a process is told, those that follow are not."""
    told: list[str] = []
    before_compiling(lambda: told.append("compiling"))
    assert told == []
    _compile_something()
    _compile_something()
    assert told == ["compiling"]


def test_a_matcher_says_that_it_compiles(capsys: pytest.CaptureFixture[str]) -> None:
    """However many matchers are made, compiling is announced on stderr once, and not before."""
    event._registered["numba:compile"].clear()
    warm_up._announce.cache_clear()
    new_matcher()
    new_matcher()
    assert capsys.readouterr().err == ""
    _compile_something()
    _compile_something()
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{warm_up.COMPILING}\n")
    warm_up._announce.cache_clear()


def test_kept_kernels_are_not_announced(counterfoil: Counterfoil) -> None:
    """With kernels kept on the machine, a new process compiles nothing and says nothing of it."""
    names = ("معهد فيلد لعلوم البحار", "Veld Institute of Marine Acoustics")
    assert counterfoil("compare", *names).code == 0  # compiled now, if it was not
    said = finish(process("compare", *names))
    assert (said.code, said.err) == (0, "")
