"""Clusters of nodes under edges, some of which are refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence


class Union:
    """A union-find whose roots are the smallest node of their cluster."""

    def __init__(self) -> None:
        """Start with every node on its own."""
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def root(self, node: str) -> str:
        """Return the smallest node of the node's cluster."""
        top = node
        while (above := self._root.get(top, top)) != top:
            top = above
        while (above := self._root.get(node, node)) != top:
            self._root[node], node = top, above
        return top

    def members(self, node: str) -> Sequence[str]:
        """Return the nodes of the node's cluster."""
        top = self.root(node)
        return self._members.get(top, [top])

    def join(
        self, left: str, right: str, *, allowed: Callable[[Sequence[str], Sequence[str]], bool]
    ) -> bool:
        """Join two clusters if `allowed` by their members; return whether they are one now."""
        one, two = self.root(left), self.root(right)
        if one == two:
            return True
        if not allowed(self.members(one), self.members(two)):
            return False
        first, second = min(one, two), max(one, two)
        together = [*self.members(first), *self.members(second)]
        self._members.pop(second, None)
        self._root[second] = first
        self._members[first] = together
        return True

    def clusters(self) -> list[tuple[str, ...]]:
        """Return the clusters of two and more, each sorted, in order."""
        return sorted(tuple(sorted(members)) for members in self._members.values())


def pairs_by_value(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return value -> sorted nodes that share it, for values of two and more nodes."""
    found: dict[str, set[str]] = defaultdict(set)
    for value, node in rows:
        found[value].add(node)
    return {value: sorted(nodes) for value, nodes in found.items() if len(nodes) > 1}
