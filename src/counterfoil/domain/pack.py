"""A pack: the rules of one regime, dated and versioned. Data, read from TOML by `sources`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterfoil.domain.condition import Condition
from counterfoil.domain.measure import Measure
from counterfoil.domain.outcome import Outcome


class Mark(StrEnum):
    """Whether the rule was read in a public source; shown to the user."""

    VERIFIED = "verified"
    TO_VERIFY = "to verify"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on; the paraphrase is ours, never a quotation."""

    instrument: str
    clause: str
    paraphrase: str


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A rule's own test: what is given, and whether the rule fires, not, or may."""

    expect: str
    given: tuple[str, ...]


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

    def in_force(self, on: date) -> bool:
        """Tell whether the rule is in force on a day; both ends included."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class ListRole:
    """A list a pack needs, by role; the configuration binds it to datasets.

    Older than `cadence_days` at the assessment date counts as stale.
    """

    role: str
    title: str
    cadence_days: int


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A yes-or-no question a pack may put, with both answers as clauses of a sentence."""

    key: str
    text: str
    if_true: str
    if_false: str
    who: str
    settles: str


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

    def in_force(self, on: date) -> bool:
        """Tell whether the pack is in force on a day; both ends included."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id; raise KeyError."""
        return next(rule for rule in self.rules if rule.rule_id == rule_id)
