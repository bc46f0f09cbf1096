"""A ground atom: a predicate applied to engagement-scoped ids, lists, areas and windows."""

from __future__ import annotations

import json
from typing import NamedTuple


class Atom(NamedTuple):
    """A proposition about one engagement that is true, false or unknown."""

    predicate: str
    args: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the canonical JSON of the atom, its name everywhere outside this process."""
        return json.dumps([self.predicate, *self.args], ensure_ascii=False, separators=(",", ":"))
