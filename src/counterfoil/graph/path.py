"""Paths upward through ties: from a body to the listed bodies that stand above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterfoil.domain.tie import Tie, TieKind

# How firmly a tie binds, strongest first; only these lead upward.
_STRENGTH = {
    TieKind.OWNS: 0,
    TieKind.CONTROLS: 1,
    TieKind.PARENT: 2,
    TieKind.PREDECESSOR: 3,
}
_HALF = 50


@dataclass(frozen=True, slots=True)
class Path:
    """Ties from a body (first tie's target) up to a listed one (last tie's source)."""

    ties: tuple[Tie, ...]

    @property
    def top(self) -> str:
        """Return the node the path ends at."""
        return self.ties[-1].source


def leads_up(tie: Tie, on: date) -> bool:
    """Tell whether a tie puts its source above its target on a day.

    Ownership does unless it is known to be less than half: a share that is not stated leaves a
    doubt, see `is_doubtful`. What ended before that day does not; a tie without an end is taken
    as it stands in its source.
    """
    if tie.kind not in _STRENGTH or (tie.end is not None and tie.end.latest < on):
        return False
    if tie.start is not None and tie.start.earliest > on:
        return False
    return tie.kind is not TieKind.OWNS or tie.share.high >= _HALF


def is_doubtful(tie: Tie) -> bool:
    """Tell whether a tie leads up only if an owner's unstated share is at least half."""
    return tie.kind is TieKind.OWNS and tie.share.low < _HALF


def upward(ties: Iterable[Tie], on: date) -> dict[str, list[Tie]]:
    """Return target -> the ties that lead up from it, strongest first."""
    up: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        if leads_up(tie, on) and tie.source != tie.target:
            up[tie.target].append(tie)
    for found in up.values():
        found.sort(key=_order)
    return dict(up)


def paths_up(
    start: str, up: Mapping[str, Sequence[Tie]], targets: Container[str], max_steps: int
) -> list[Path]:
    """Return the strongest path to every target within so many steps, nearest first.

    The fewest steps win, then the stronger ties, then the ids.
    """
    best: dict[str, tuple[Tie, ...]] = {start: ()}
    frontier = [start]
    found: list[Path] = []
    for _ in range(max_steps):
        reached: dict[str, tuple[Tie, ...]] = {}
        for node in frontier:
            for tie in up.get(node, ()):
                path = (*best[node], tie)
                known = reached.get(tie.source)
                if tie.source not in best and (known is None or _rank(path) < _rank(known)):
                    reached[tie.source] = path
        best.update(reached)
        frontier = sorted(reached)
        found += [Path(reached[node]) for node in frontier if node in targets]
    return found


def below(tops: Iterable[str], up: Mapping[str, Sequence[Tie]], max_steps: int) -> set[str]:
    """Return every node from which one of `tops` can be reached within so many steps."""
    down: dict[str, list[str]] = defaultdict(list)
    for target, ties in up.items():
        for tie in ties:
            down[tie.source].append(target)
    seen: set[str] = set(tops)
    frontier = set(seen)
    for _ in range(max_steps):
        frontier = {child for node in frontier for child in down.get(node, ())} - seen
        seen |= frontier
    return seen


def _order(tie: Tie) -> tuple[int, str, str, str]:
    strength = len(_STRENGTH) if is_doubtful(tie) else _STRENGTH[tie.kind]
    return (strength, tie.source, tie.target, tie.origin)


def _rank(path: Sequence[Tie]) -> tuple[tuple[int, str, str, str], ...]:
    return tuple(_order(tie) for tie in path)
