"""The oracle's packs and engagements in the program's own types, ground by the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest

from counterfoil.domain import condition as language
from counterfoil.domain import pack as packs
from counterfoil.domain.case import Body, Case, FlowFacts, PartyFacts, PersonFacts
from counterfoil.domain.outcome import Outcome
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook, Reading
from counterfoil.reasoning.formula import Formula, Lit
from counterfoil.reasoning.grounding import ground_pack, members
from counterfoil.reasoning.predicates import CATALOGUE, Predicate
from counterfoil.reasoning.rule import GroundRule
from tests.reasoning import oracle
from tests.reasoning.random_packs import PREDICATES, SETS

DAY = date(2026, 11, 3)


@dataclass(frozen=True)
class Program:
    """A pack ground by the program, what it holds for known, and its names of the facts."""

    rules: list[GroundRule]
    known: dict[Atom, bool]
    names: dict[str, str]

    def atom(self, fact: oracle.Fact) -> Atom:
        """Return the program's atom of a fact."""
        return Atom(fact[0], tuple(self.names.get(arg, arg) for arg in fact[1]))


@contextmanager
def invented_predicates() -> Iterator[None]:
    """Give the pack language the predicates of the random packs, whose facts are answers."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*PREDICATES, "dark"):
            invented = Predicate(name, (), Reading.OPEN, _LookedUp(name), "")
            patch.setitem(CATALOGUE, name, invented)
        yield


def program_of(rules: tuple[oracle.Rule, ...], world: oracle.World) -> Program:
    """Return the pack as the program grounds it."""
    case, book = _case(world), FactBook()
    grounded = ground_pack(book, case, _pack(rules))
    names: dict[str, str] = {}
    for over in SETS:
        names |= dict(zip(world.members(over), members(case, over), strict=True))
    return Program(grounded, book.known(), names)


class _LookedUp:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
        found = dict(case.answers).get("/".join((self.name, *args)))
        return Lit(book.add(Atom(self.name, args), found, Reading.OPEN, "answered"))


def _condition(condition: oracle.Condition) -> language.Condition:
    match condition:
        case oracle.Says(predicate, args):
            return language.Call(predicate, args)
        case oracle.Nay(part):
            return language.NotC(_condition(part))
        case oracle.Both(parts):
            return language.AndC(tuple(_condition(part) for part in parts))
        case oracle.Either(parts):
            return language.OrC(tuple(_condition(part) for part in parts))
        case oracle.Some(variable, over, part):
            return language.Quantified(
                every=False, variable=variable, over=over, part=_condition(part)
            )
        case oracle.Each(variable, over, part):
            return language.Quantified(
                every=True, variable=variable, over=over, part=_condition(part)
            )


def _rule(rule: oracle.Rule) -> packs.Rule:
    return packs.Rule(
        rule_id=rule.rule_id,
        variables=tuple(sorted(rule.binds)),
        when=_condition(rule.when),
        when_text="",
        outcome=None if rule.outcome is None else Outcome(rule.outcome),
        hold=rule.hold,
        procedural=rule.procedural,
        unless=rule.unless,
        basis=packs.Basis("", "", ""),
        mark=packs.Mark.TO_VERIFY,
        plain="",
    )


def _pack(rules: tuple[oracle.Rule, ...]) -> packs.Pack:
    return packs.Pack(
        pack_id="random",
        title="",
        issuer="",
        edition=DAY,
        since=None,
        until=None,
        applies=None,
        applies_text="",
        applies_plain="",
        lists=(),
        questions=(),
        rules=tuple(_rule(rule) for rule in rules),
        not_modelled=(),
        content_hash="",
    )


def _case(world: oracle.World) -> Case:
    return Case(
        engagement="2026-000",
        as_of=DAY,
        kind="partnership",
        funders=None,
        proposed=DAY,
        starts=None,
        ends=None,
        parties=tuple(
            PartyFacts(name, "partner", Body(name, name, name)) for name in world.sets["parties"]
        ),
        people=tuple(PersonFacts(name, "investigator") for name in world.sets["people"]),
        flows=tuple(FlowFacts(name, "", "data", "out", "", "") for name in world.sets["flows"]),
        answers=tuple(sorted(("/".join((f, *args)), v) for (f, args), v in world.known.items())),
        asked=(),
        areas=None,
        suggestions=(),
        documents=(),
        safeguards=(),
        incomplete=tuple(sorted(world.incomplete)),
        lists=(),
    )
