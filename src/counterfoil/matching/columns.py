"""A growing column of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt


class Column:
    """Numbers of one type, appended one by one and looked at as an array."""

    def __init__(self, dtype: npt.DTypeLike, first: Sequence[int] = ()) -> None:
        self._done: npt.NDArray[Any] = np.array(first, dtype)
        self._new: list[int] = []
        self.append = self._new.append
        self._before = len(self._done)

    def __len__(self) -> int:
        return self._before + len(self._new)

    def view(self) -> npt.NDArray[Any]:
        """Return all numbers; later appends do not change what was returned."""
        if self._new:
            self._done = np.concatenate([self._done, np.array(self._new, self._done.dtype)])
            self._new.clear()
            self._before = len(self._done)
        return self._done
