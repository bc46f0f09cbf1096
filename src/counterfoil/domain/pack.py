"""A pack: the rules of one regime, dated and versioned. Data, read from TOML by `sources`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from counterfoil.domain.condition import Condition
from counterfoil.domain.measure import Measure
from counterfoil.domain.outcome import Outcome


class Dated(Protocol):
    """What is in force from a day to a day, both included; None is open."""

    @property
    def since(self) -> date | None:
        """Return the first day."""

    @property
    def until(self) -> date | None:
        """Return the last day."""


def common_day(one: Dated, other: Dated) -> date | None:
    """Return the first day on which both are in force, None where there is none."""
    first = max(one.since or date.min, other.since or date.min)
    return first if first <= min(one.until or date.max, other.until or date.max) else None


class Mark(StrEnum):
    """Whether the rule was read in a public source; shown to the user."""

    VERIFIED = "verified"
    TO_VERIFY = "to verify"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on; the paraphrase is ours, never a quotation.

    `source` is the public text in which it was read.
    """

    instrument: str
    clause: str
    paraphrase: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A rule's own test: what is given, and whether the rule fires, not, or may.

    The three days are those the windows count from; None is the day every test shares.
    """

    expect: str
    given: tuple[str, ...]
    proposed: date | None = None
    assessed: date | None = None
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Days on which nobody can say whether a rule is law, and what follows either way."""

    since: date
    until: date | None
    why: str
    if_in_force: str
    if_not: str
    otherwise: Outcome = Outcome.REFER  # the outcome of the rule where it is law

    def covers(self, day: date) -> bool:
        """Tell whether the doubt stands on a day; both ends included."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition over facts with an outcome and the clause it rests on.

    An exemption has no outcome: it only stands in the `unless` of others. A procedural rule
    feeds the checklist with `document`, `due` and `consequence` and has no outcome either.
    """

    rule_id: str
    variables: tuple[tuple[str, str], ...]
    when: Condition
    when_text: str
    outcome: Outcome | None
    hold: bool
    procedural: bool
    unless: tuple[str, ...]
    basis: Basis
    mark: Mark
    plain: str
    document: str = ""
    due: str = ""
    consequence: str = ""
    since: date | None = None
    until: date | None = None
    measures: tuple[Measure, ...] = ()
    tests: tuple[RuleTest, ...] = ()
    doubt: Doubt | None = None

    def in_force(self, on: date) -> bool:
        """Tell whether the rule is in force on a day; both ends included."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class ListRole:
    """A list a pack needs, by role; the settings bind it to datasets, else `datasets` fill it.

    Older than `cadence_days` at the assessment date counts as stale.
    """

    role: str
    title: str
    cadence_days: int
    datasets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A set of countries a pack speaks of; of organisations and places only.

    `countries` are ISO 3166 codes; with `outside` the set is every other country.
    """

    key: str
    title: str
    countries: tuple[str, ...]
    outside: bool = False

    @property
    def word(self) -> str:
        """Return the set as an argument of atoms, the same for the same set in every pack."""
        return ("outside:" if self.outside else "in:") + "+".join(sorted(self.countries))


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A yes-or-no question a pack may put, with both answers as clauses of a sentence.

    `about` is party, person or flow where it is asked once for each of them, else empty.
    """

    key: str
    text: str
    if_true: str
    if_false: str
    who: str
    settles: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A dated, versioned set of rules of one regime."""

    pack_id: str
    title: str
    issuer: str
    edition: date
    since: date | None
    until: date | None
    applies: Condition | None
    applies_text: str
    applies_plain: str
    lists: tuple[ListRole, ...]
    questions: tuple[AskedOf, ...]
    rules: tuple[Rule, ...]
    not_modelled: tuple[str, ...]
    content_hash: str
    regime: str = ""
    replaces: str = ""
    sources: tuple[str, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    windows: tuple[tuple[str, str], ...] = ()

    def on(self, day: date) -> Pack:
        """Return the pack as it reads on a day: a rule in doubt then refers and holds."""
        if not any(rule.doubt and rule.doubt.covers(day) for rule in self.rules):
            return self
        return replace(self, rules=tuple(_on(rule, day) for rule in self.rules))

    def in_force(self, on: date) -> bool:
        """Tell whether the pack is in force on a day; both ends included."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id; raise KeyError."""
        return next(rule for rule in self.rules if rule.rule_id == rule_id)


def _on(rule: Rule, day: date) -> Rule:
    if rule.doubt is None or not rule.doubt.covers(day):
        return rule
    return replace(rule, outcome=Outcome.REFER, hold=True)
