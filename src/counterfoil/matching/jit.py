"""The compiler of kernels: once per machine and version, kept in the user's cache folder.

The folder is named by the source of this package: a kernel that calls a changed one is compiled
again, which the compiler's own stamps would not notice.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

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


numba.config.CACHE_DIR = str(kernel_folder())  # type: ignore[attr-defined]


def kernel(function: _Function) -> _Function:
    """Return a function as a compiled kernel: no lock held, arithmetic as on the processor."""
    compiled = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast("_Function", compiled)
