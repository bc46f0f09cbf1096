"""The catalogue of measures: what packs ask for by code, in words written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.measure import Measure, MeasureKind
from counterfoil.domain.pack import Pack, Rule
from counterfoil.domain.plain import to_plain
from counterfoil.errors import DataError


class Repeat(StrEnum):
    """How often a measure is done again while the engagement runs."""

    NONE = "none"
    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    EACH_EDITION = "each-edition"


class Each(StrEnum):
    """What a measure is done once for."""

    ENGAGEMENT = "engagement"
    PARTY = "party"
    PERSON = "person"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class CatalogueMeasure:
    """A measure of the catalogue.

    Attributes:
        code: what packs write.
        lead_days: days before the moment a rule names by which it must be done.
        after_days: instead, days after the end of the engagement.
        residual: what can still go wrong when it is done.
        plain: a paragraph for the researcher.
        named_by: regimes that name such a measure.
        replaces: codes it makes unnecessary where both are asked for.

    """

    code: str
    title: str
    kind: MeasureKind
    what: str
    owner: str
    proof: str
    residual: str
    plain: str
    each: Each = Each.ENGAGEMENT
    lead_days: int = 0
    after_days: int | None = None
    repeat: Repeat = Repeat.NONE
    named_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


class MeasureCatalogue:
    """Measures by code."""

    def __init__(self, entries: Iterable[CatalogueMeasure] = ()) -> None:
        """Take the entries; of several with one code the first stands."""
        self._entries: dict[str, CatalogueMeasure] = {}
        for entry in entries:
            self._entries.setdefault(entry.code, entry)

    @classmethod
    def of(cls, layers: Sequence[Sequence[tuple[str, CatalogueMeasure]]]) -> MeasureCatalogue:
        """Return one catalogue of layers of (file name, entry); an earlier layer goes first.

        Raises DataError where a layer has a code twice, where `replaces` names a code that does
        not exist, and where measures replace each other in a circle.
        """
        for layer in layers:
            _refuse_doubles(layer)
        found = cls(entry for layer in layers for _, entry in layer)
        names = {entry.code: name for layer in reversed(layers) for name, entry in layer}
        found._refuse_loose_ends(names)
        return found

    def get(self, code: str) -> CatalogueMeasure | None:
        """Return the measure of a code, None where there is none."""
        return self._entries.get(code)

    @property
    def entries(self) -> tuple[CatalogueMeasure, ...]:
        """Return all measures, in the order of their files."""
        return tuple(self._entries.values())

    @property
    def content_hash(self) -> str:
        """Return a hash of everything in it."""
        return canonical_hash(to_plain(sorted(self.entries, key=lambda entry: entry.code)))

    def _refuse_loose_ends(self, names: dict[str, str]) -> None:
        for entry in self.entries:
            unknown = [code for code in entry.replaces if code not in self._entries]
            if unknown:
                raise DataError(
                    f"{entry.code}: replaces {', '.join(unknown)}, which no measure is called",
                    where=names[entry.code],
                    do="Mend the code, or write the measure.",
                )
        try:
            TopologicalSorter({e.code: e.replaces for e in self.entries}).prepare()
        except CycleError as fault:
            circle = [str(code) for code in fault.args[1]]
            raise DataError(
                f"measures replace each other in a circle: {', '.join(circle)}",
                where=names[circle[0]],
                do="Take one of them out of `replaces`.",
            ) from fault


def _refuse_doubles(layer: Sequence[tuple[str, CatalogueMeasure]]) -> None:
    first: dict[str, str] = {}
    for name, entry in layer:
        if entry.code in first:
            where = name if name == first[entry.code] else f"{first[entry.code]} and {name}"
            raise DataError(
                f"the code {entry.code} stands twice", where=where, do="Rename or remove one."
            )
        first[entry.code] = name


def fill_measures(pack: Pack, catalogue: MeasureCatalogue) -> Pack:
    """Return the pack with what its measures leave blank filled in from the catalogue.

    The content hash stays that of the pack's own file. A code that is not in the catalogue leaves
    its measure as it is: the linter refuses it in a pack, a kept pack must stay readable.
    """
    rules = tuple(_filled_rule(rule, catalogue) for rule in pack.rules)
    return pack if rules == pack.rules else replace(pack, rules=rules)


def _filled_rule(rule: Rule, catalogue: MeasureCatalogue) -> Rule:
    measures = tuple(_filled(measure, catalogue) for measure in rule.measures)
    return rule if measures == rule.measures else replace(rule, measures=measures)


def _filled(measure: Measure, catalogue: MeasureCatalogue) -> Measure:
    entry = catalogue.get(measure.code) if measure.code else None
    if entry is None:
        return measure
    return replace(
        measure,
        what=measure.what or entry.what,
        owner=measure.owner or entry.owner,
        proof=measure.proof or entry.proof,
    )
