"""What would change the result: minimal flips, at most two, of what is open or can be acted on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.interval import Interval, PackFormulas


@dataclass(frozen=True, slots=True)
class Change:
    """Facts that, turned this way, give the pack another interval."""

    turned: tuple[tuple[Atom, bool], ...]
    gives: Interval


def what_would_change(
    pack: PackFormulas, known: Mapping[Atom, bool], turnable: Iterable[Atom]
) -> list[Change]:
    """Return the minimal changes of the pack's interval.

    `turnable` are the atoms that are unknown or can be acted on; a confirmed listing is not
    among them. An unknown atom may turn either way, a known one only over. Pairs are given only
    of atoms that change nothing alone.
    """
    now = pack.under(known).interval()
    options: list[tuple[Atom, bool]] = []
    for atom in sorted(set(turnable)):
        value = known.get(atom)
        options += [(atom, False), (atom, True)] if value is None else [(atom, not value)]
    singles, idle = [], []
    for option in options:
        gives = _turned(pack, known, (option,))
        if _differs(gives, now):
            singles.append(Change((option,), gives))
        else:
            idle.append(option)
    pairs = [
        Change(pair, gives)
        for pair in combinations(idle, 2)
        if pair[0][0] != pair[1][0] and _differs(gives := _turned(pack, known, pair), now)
    ]
    return sorted(singles + pairs, key=_order)


def _turned(
    pack: PackFormulas, known: Mapping[Atom, bool], turns: Sequence[tuple[Atom, bool]]
) -> Interval:
    return pack.under({**known, **dict(turns)}).interval()


def _differs(left: Interval, right: Interval) -> bool:
    return (left.low, left.high, left.hold) != (right.low, right.high, right.hold)


def _order(change: Change) -> tuple[int, int, int, tuple[tuple[Atom, bool], ...]]:
    return (len(change.turned), int(change.gives.high), int(change.gives.low), change.turned)
