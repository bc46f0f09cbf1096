"""Lines of the plan before they are put into words: asks merged, what is replaced folded in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from counterfoil.app.mitigation.asks import Ask
from counterfoil.domain.measure import Measure, MeasureKind
from counterfoil.domain.measure_catalogue import CatalogueMeasure

_ORDER = tuple(MeasureKind)


@dataclass(frozen=True, slots=True)
class Draft:
    """One line: all asks under one key, and those of measures it makes unnecessary.

    `included` are (key, ask) of the latter.
    """

    key: str
    asks: tuple[Ask, ...]
    included: tuple[tuple[str, Ask], ...] = ()

    @property
    def measure(self) -> Measure:
        """Return the measure of the first ask."""
        return self.asks[0].measure

    @property
    def entry(self) -> CatalogueMeasure | None:
        """Return the entry of the catalogue."""
        return self.asks[0].entry

    @property
    def every(self) -> tuple[Ask, ...]:
        """Return all asks, those of replaced measures last."""
        return (*self.asks, *(ask for _, ask in self.included))

    @property
    def certain(self) -> bool:
        """Tell whether a rule that asks for it has fired."""
        return any(ask.certain for ask in self.every)

    @property
    def kind(self) -> MeasureKind:
        """Return the most pressing kind that a rule gives it: a hold before a warning, and so on."""
        return min((ask.measure.kind for ask in self.asks), key=_ORDER.index)

    @property
    def counting(self) -> tuple[Ask, ...]:
        """Return the asks that set the date: those of fired rules, else all."""
        return tuple(ask for ask in self.every if ask.certain) or self.every


def drafts_of(asks: Iterable[Ask]) -> dict[str, Draft]:
    """Return one draft per key, in the order in which keys are first asked for."""
    grouped: dict[str, list[Ask]] = {}
    for ask in asks:
        grouped.setdefault(ask.key, []).append(ask)
    return {key: Draft(key, tuple(group)) for key, group in grouped.items()}


def without_replaced(drafts: Mapping[str, Draft], dropped: Iterable[str]) -> dict[str, Draft]:
    """Fold what another line makes unnecessary into that line; nothing asked for is lost.

    A line only stands for another one where it is not dropped, where it is at least as sure, and
    where both are about the same party, person or flow.
    """
    out = frozenset(dropped)
    into = {key: _standing(key, drafts, out) for key in drafts if key not in out}
    kept = {key: draft for key, draft in drafts.items() if into.get(key, key) == key}
    for key, target in into.items():
        if target != key:
            more = tuple((key, ask) for ask in drafts[key].asks)
            kept[target] = replace(kept[target], included=(*kept[target].included, *more))
    return kept


def _standing(key: str, drafts: Mapping[str, Draft], out: frozenset[str]) -> str:
    """Return the line that stands for a line in the end; the catalogue has no circles."""
    draft = drafts[key]
    code, member = draft.measure.code, draft.asks[0].member
    for other in drafts.values():
        if other.key == key or other.key in out or other.entry is None or not code:
            continue
        covers = code in other.entry.replaces and other.asks[0].member == member
        if covers and (other.certain or not draft.certain):
            return _standing(other.key, drafts, out)
    return key
