"""Where in its file a fault of a pack stands: the keys that lead to it."""

from __future__ import annotations

from counterfoil.domain.pack import Pack
from counterfoil.reasoning.packlint import Fault

Place = tuple[str | int, ...]

_HEAD = frozenset({"applies", "since", "until", "replaces", "id"})


def place_of(pack: Pack, fault: Fault) -> tuple[str, Place]:
    """Return the rule a fault is about (empty for none) and the keys that lead to it."""
    if not fault.rule:
        return "", _pack_place(pack, fault)
    number = rule_number(pack, fault.rule, last=fault.key == "id")
    key = fault.key
    if key == "since" and pack.rules[number].since is None:
        key = "until"  # of its two days the rule has only this one
    tail: Place = (key,) if fault.index < 0 else (key, fault.index)
    return fault.rule, ("rules", number, *tail)


def rule_number(pack: Pack, rule_id: str, *, last: bool = False) -> int:
    """Return which rule has an id, counted from 0; with `last` the last of several."""
    found = [number for number, rule in enumerate(pack.rules) if rule.rule_id == rule_id]
    return (found or [0])[-1 if last else 0]


def _pack_place(pack: Pack, fault: Fault) -> Place:
    if fault.key in _HEAD:
        return ("pack", fault.key)
    if fault.key == "windows" and 0 <= fault.index < len(pack.windows):
        return ("windows", pack.windows[fault.index][0])
    return (fault.key,) if fault.index < 0 else (fault.key, fault.index)
