"""A file that is on its way: `NAME.part`, and beside it what a resumed fetch must know."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_WEAK = "W/"  # a weak tag does not promise the same bytes


class PartFile:
    """The bytes of one address so far; they count only as long as their validator is known.

    Attributes:
        path: the file.
        size: bytes that are here.
        etag: the strong tag they came with, else empty.

    """

    def __init__(self, target: Path, url: str) -> None:
        """Look for a part of the same address; one of another is thrown away."""
        self.path = target.with_name(target.name + ".part")
        self._state = target.with_name(target.name + ".part.json")
        self._url = url
        self.size, self.etag, self._modified = 0, "", ""
        try:
            state = json.loads(self._state.read_bytes())
            size = self.path.stat().st_size
            fits = isinstance(state, dict) and state.get("url") == url
        except (OSError, ValueError, RecursionError):
            fits, size, state = False, 0, {}
        if fits:
            self.etag = str(state.get("etag", ""))
            self._modified = str(state.get("last_modified", ""))
            self.size = size if self.validator else 0
        if not self.size:
            self.clear()

    @property
    def validator(self) -> str:
        """Return what goes into If-Range: the strong tag, else the date."""
        return self.etag or self._modified

    def clear(self) -> None:
        """Throw away what is here."""
        self.path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)
        self.size, self.etag, self._modified = 0, "", ""

    @contextmanager
    def writing(self, etag: str, last_modified: str) -> Iterator[IO[bytes]]:
        """Open the part to go on; its validator is written down before the first byte."""
        self.etag = "" if etag.startswith(_WEAK) else etag
        self._modified = "" if etag else last_modified
        self.path.parent.mkdir(parents=True, exist_ok=True)
        state = {"url": self._url, "etag": self.etag, "last_modified": self._modified}
        self._state.write_text(json.dumps(state), "utf-8")
        try:
            with self.path.open("ab" if self.size else "wb") as file:
                yield file
        except BaseException:
            if not self.validator:  # it cannot be resumed: nobody could tell that it still fits
                self.size = 0
            raise

    def write(self, file: IO[bytes], chunk: bytes) -> None:
        """Append bytes."""
        file.write(chunk)
        self.size += len(chunk)

    def finish(self, target: Path) -> int:
        """Sync the part and give it its name; return its size in bytes."""
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        size = self.path.stat().st_size
        self.path.replace(target)
        self._state.unlink(missing_ok=True)
        return size
