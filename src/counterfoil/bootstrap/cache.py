"""Caches in the user's own cache folder; deleting them changes nothing but the time it takes."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from counterfoil import __version__
from counterfoil.bootstrap.data import DATA
from counterfoil.domain.canonical import canonical_hash

T = TypeVar("T")
_KEPT = 16  # of a kind, over all workspaces


def cache_folder() -> Path:
    """Return the user's cache folder of this program."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "counterfoil"


def cached(kind: str, key: str, make: Callable[[], T]) -> T:
    """Return a cached object, or make and cache it; `key` is the hash of all its inputs.

    The files are pickles, like compiled Python a matter of the user's own cache folder and of
    this version of program and Python; a file that cannot be read is made again.
    """
    version = f"{__version__}-{sys.version_info.major}.{sys.version_info.minor}-{_code_stamp()}"
    folder = cache_folder() / kind
    path = folder / f"{key}-{version}.pickle"
    gc.disable()  # many small objects come to life at once
    try:
        found: T = pickle.loads(path.read_bytes())  # noqa: S301 - the user's own folder, 0700
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it can be made again
        found = make()
        _keep(folder, path, found)
    finally:
        gc.enable()
    return found


def _code_stamp() -> str:
    """Return what changes with the code whose objects are pickled, releases aside."""
    stamps = [
        (path.name, path.stat().st_mtime_ns, path.stat().st_size)
        for room in ("matching", "app", "domain")
        for path in sorted((DATA / room).rglob("*.py"))
    ]
    return canonical_hash([list(stamp) for stamp in stamps])[:12]


def _keep(folder: Path, path: Path, value: object) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_bytes(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        fresh.replace(path)
        found = sorted(folder.glob("*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in found[_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # a full disk or a read-only home costs time, not correctness
