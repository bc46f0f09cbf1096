"""A growing column of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_ROOM = 64


class Column:
    """Rows of numbers of one type, appended and looked at as an array.

    A view stays as it was when more is appended: rows are written once.
    """

    def __init__(self, dtype: npt.DTypeLike, first: Sequence[int] = (), width: int = 0) -> None:
        """Begin with some rows; `width` is the numbers in a row, 0 for plain numbers."""
        self._rows: npt.NDArray[Any] = np.zeros((_ROOM, width) if width else _ROOM, dtype)
        self._count = 0
        self._new: list[int] = []
        self.append = self._new.append  # of plain numbers
        self._write(np.array(first, dtype).reshape(-1, *self._rows.shape[1:]))

    def __len__(self) -> int:
        return self._count + len(self._new)

    def extend(self, rows: npt.NDArray[Any]) -> None:
        """Append rows."""
        self._flush()
        self._write(rows)

    def view(self) -> npt.NDArray[Any]:
        """Return all rows."""
        self._flush()
        return self._rows[: self._count]

    def _flush(self) -> None:
        if self._new:
            self._write(np.array(self._new, self._rows.dtype))
            self._new.clear()

    def _write(self, rows: npt.NDArray[Any]) -> None:
        end = self._count + len(rows)
        if end > len(self._rows):
            room = np.zeros(
                (max(end, 2 * len(self._rows)), *self._rows.shape[1:]), self._rows.dtype
            )
            room[: self._count] = self._rows[: self._count]
            self._rows = room
        self._rows[self._count : end] = rows
        self._count = end
