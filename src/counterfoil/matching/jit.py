"""The compiler of kernels: once per machine and version, kept in the user's cache folder.

The folder is named by the source of this package: a kernel that calls a changed one is compiled
again, which the compiler's own stamps would not notice.

To the compiler a literal is a type of its own: a kernel called with `0` and with a number is compiled
twice. Literals are therefore handed over as `np.int64(0)`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.core import event

_Function = TypeVar("_Function", bound=Callable[..., Any])


def source_hash() -> str:
    """Return 12 hex digits over the source of this package."""
    digest = hashlib.sha256()
    for path in sorted(files("counterfoil.matching").iterdir(), key=lambda item: item.name):
        if path.name.endswith(".py"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def kernel_folder() -> Path:
    """Return the folder compiled kernels are kept in."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "counterfoil" / f"kernels-{source_hash()}"


KERNELS = kernel_folder()
setattr(numba.config, "CACHE_DIR", str(KERNELS))  # noqa: B010 - the module names it at run time


def _compiled(function: _Function, **options: Any) -> _Function:  # noqa: ANN401 - the compiler's
    """Return a compiled function: no lock held, arithmetic as on the processor."""
    made = numba.njit(cache=True, nogil=True, error_model="numpy", **options)(function)
    return cast("_Function", made)


def kernel(function: _Function) -> _Function:
    """Return a function as a compiled kernel."""
    return _compiled(function)


def plain(function: _Function) -> _Function:
    """Return a kernel that makes no array of its own: nothing to count, so calls cost less."""
    return _compiled(function, _nrt=False)


def inlined(function: _Function) -> _Function:
    """Return a small plain kernel that its callers take in: handing over arrays costs more than it."""
    return _compiled(function, _nrt=False, forceinline=True)


class _First(event.Listener):
    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._told = False

    def on_start(self, event: object) -> None:
        del event
        if not self._told:
            self._told = True
            self._tell()

    def on_end(self, event: object) -> None:
        del event


def before_compiling(tell: Callable[[], None]) -> None:
    """Call `tell` once, when a kernel of this process must be compiled as none is kept."""
    event.register("numba:compile", _First(tell))
