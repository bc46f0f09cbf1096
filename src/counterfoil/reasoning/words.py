"""A pack's own words in full: named windows and jurisdiction sets as the atoms carry them.

So two packs that mean the same set or window by different words share a fact, and two that mean
different ones by the same word do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from counterfoil.domain.condition import AndC, Call, Condition, NotC, OrC, Quantified
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.predicates import CATALOGUE

_PLACES = frozenset({"class", "jurisdiction"})


@dataclass(frozen=True, slots=True)
class Words:
    """What the names of a pack stand for: windows and jurisdiction sets."""

    windows: Mapping[str, str]
    places: Mapping[str, str]

    @classmethod
    def of(cls, pack: Pack) -> Words:
        """Return the words of a pack."""
        return cls(dict(pack.windows), {j.key: j.word for j in pack.jurisdictions})

    def in_full(self, condition: Condition) -> Condition:
        """Return the condition with every name replaced by what it stands for."""
        if isinstance(condition, Call):
            return self.call_in_full(condition)
        if isinstance(condition, AndC | OrC):
            return replace(condition, parts=tuple(map(self.in_full, condition.parts)))
        if isinstance(condition, NotC | Quantified):
            return replace(condition, part=self.in_full(condition.part))
        raise TypeError(condition)

    def call_in_full(self, call: Call) -> Call:
        """Return a call with its names replaced; one of no known predicate is left as it is."""
        predicate = CATALOGUE.get(call.predicate)
        if predicate is None:
            return call
        kinds = (*predicate.params, *[""] * len(call.args))
        return Call(
            call.predicate,
            tuple(self._word(arg, kind) for arg, kind in zip(call.args, kinds, strict=False)),
        )

    def _word(self, arg: str, kind: str) -> str:
        if kind in _PLACES:
            return self.places.get(arg, arg)
        return self.windows.get(arg, arg) if kind == "window" else arg
