"""Links between published names, kept in a file per set of inputs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.link import Links
from counterfoil.domain.plain import from_plain, to_plain


class LinkFiles:
    """Links by the hash of their inputs; a file that is gone or broken is made again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, key: str, make: Callable[[], Links]) -> Links:
        """Return the kept links under a key, made and kept where there are none."""
        path = self._folder / f"{key}.json"
        try:
            return from_plain(Links, json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            links = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_bytes(canonical_bytes(to_plain(links)))
        fresh.replace(path)
        return links
