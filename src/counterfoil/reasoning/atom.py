"""A ground atom: a predicate applied to engagement-scoped ids, lists, areas and windows."""

from __future__ import annotations

from typing import NamedTuple

from counterfoil.domain.canonical import canonical_bytes


class Atom(NamedTuple):
    """A proposition about one engagement that is true, false or unknown."""

    predicate: str
    args: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the canonical JSON of the atom, its name everywhere outside this process."""
        return canonical_bytes([self.predicate, *self.args]).decode()
