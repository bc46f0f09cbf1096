"""Random packs and engagements for the oracle."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.reasoning.oracle import (
    UNNAMED,
    Both,
    Condition,
    Each,
    Either,
    Fact,
    Nay,
    Rule,
    Says,
    Some,
    World,
    facts_of,
)

MOST_UNKNOWNS = 12
SCOPES = ((), ("p",), ("p",), ("s",), ("f",), ("f", "p"), ("p", "q"), ("p", "s"))
SETS = ("parties", "people", "flows")
VARIABLES = {"p": "parties", "q": "parties", "s": "people", "f": "flows"}
# Predicate -> per argument the sets it may be drawn from.
PREDICATES: dict[str, tuple[tuple[str, ...], ...]] = {
    "new": (),
    "publishable": (),
    "defence": (),
    "watched": (("parties",),),
    "bought": (("parties",),),
    "briefed": (("parties", "people"),),
    "sealed": (("flows",),),
    "sent": (("flows",), ("parties",)),
}


@dataclass(frozen=True)
class Case:
    """One pack and one engagement, with the facts that nobody knows."""

    rules: tuple[Rule, ...]
    world: World
    unknown: tuple[Fact, ...]


def random_case(random: Random) -> Case:
    """Return a pack of six to nine rules and an engagement with at most twelve unknowns."""
    while True:
        world = World(
            {
                "parties": tuple(f"P{n}" for n in range(random.choice((0, 1, 2, 2, 3)))),
                "people": tuple(f"S-{n}" for n in range(random.choice((0, 1, 1, 2)))),
                "flows": tuple(f"F{n}" for n in range(random.choice((0, 1, 1, 2)))),
            },
            frozenset(name for name in SETS if random.random() < 0.2),
            {},
        )
        rules = _random_rules(random)
        facts = facts_of(rules, world)
        unasked = [fact for fact in facts if _is_unnamed(fact)]
        if len(unasked) <= MOST_UNKNOWNS:
            break
    asked = [fact for fact in facts if not _is_unnamed(fact)]
    room = min(MOST_UNKNOWNS - len(unasked), len(asked))
    # Mostly as many as there is room for: few unknowns are the easy case.
    count = room if random.random() < 0.6 else random.randint(0, room)
    unknown = sorted([*unasked, *random.sample(asked, count)])
    known = {fact: random.random() < 0.5 for fact in asked if fact not in unknown}
    return Case(rules, World(world.sets, world.incomplete, known), tuple(unknown))


def entangled_case(random: Random) -> Case:
    """Return a case with rules that need more mixed facts than the program enumerates.

    Some rules are conjunctions of clauses over eleven or twelve facts, each of which is wanted
    true in one clause and false in another.
    """
    facts = [("dark", (f"d{n:02}",)) for n in range(random.choice((11, 12)))]

    def clauses(number: int) -> Condition:
        return Both(
            tuple(
                Either(
                    tuple(
                        _maybe_not(random, Says(*fact))
                        for fact in random.sample(facts, random.choice((2, 2, 3)))
                    )
                )
                for _ in range(number)
            )
        )

    # With plain rules on top the highest outcome is known and only the lowest is a bound.
    top = (
        (clauses(random.randint(15, 45)), clauses(random.randint(15, 45)))
        if random.random() < 0.6
        else (Says(*facts[2]), Says(*facts[3]))
    )
    rules = (
        Rule("R0", (), top[0], 7, hold=random.random() < 0.5),
        Rule("R1", (), top[1], 6, unless=("X0",)),
        Rule("R2", (), Nay(clauses(random.randint(15, 45))), 5),
        Rule("R3", (), Says(*facts[0]), 3),
        Rule("R4", (), Nay(Says(*facts[1])), 2, hold=True, unless=("X0",)),
        Rule("X0", (), clauses(2), None),
    )
    world = World(dict.fromkeys(SETS, ()), frozenset(), {})
    return Case(rules, world, tuple(facts_of(rules, world)))


def _random_rules(random: Random) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for number in range(random.randint(6, 9)):
        names = random.choice(SCOPES)
        exemption = random.random() < 0.3
        rules.append(
            Rule(
                rule_id=f"{'X' if exemption else 'R'}{number}",
                binds=tuple((name, VARIABLES[name]) for name in names),
                when=_condition(random, names, random.choice((1, 2, 2, 3))),
                outcome=None if exemption else random.randint(1, 7),
                hold=not exemption and random.random() < 0.3,
                procedural=not exemption and random.random() < 0.08,
                # Only rules that came before: no circles, and chains as long as the pack.
                unless=tuple(
                    r.rule_id for r in rules if random.random() < (0.4 if not r.outcome else 0.07)
                ),
            )
        )
    random.shuffle(rules)
    return tuple(rules)


def _condition(random: Random, scope: tuple[str, ...], depth: int) -> Condition:
    if depth == 0:
        return _maybe_not(random, _says(random, scope))
    kind = random.choice(("both", "either", "some", "each", "nay", "says"))
    if kind == "says":
        return _maybe_not(random, _says(random, scope))
    if kind == "nay":
        return Nay(_condition(random, scope, depth - 1))
    if kind in {"some", "each"}:
        # At times a variable of the rule is bound anew: the inner one counts.
        variable = random.choice(sorted(VARIABLES))
        part = _condition(random, tuple({*scope, variable}), depth - 1)
        over = VARIABLES[variable]
        return Some(variable, over, part) if kind == "some" else Each(variable, over, part)
    parts = tuple(_condition(random, scope, depth - 1) for _ in range(random.choice((2, 2, 3))))
    return Both(parts) if kind == "both" else Either(parts)


def _says(random: Random, scope: tuple[str, ...]) -> Says:
    sets = {VARIABLES[name] for name in scope}
    fitting = [p for p, args in PREDICATES.items() if all(sets & {*over} for over in args)]
    predicate = random.choice(fitting)
    args = tuple(
        random.choice(sorted(name for name in scope if VARIABLES[name] in over))
        for over in PREDICATES[predicate]
    )
    return Says(predicate, args)


def _is_unnamed(fact: Fact) -> bool:
    return any(arg.startswith(UNNAMED) for arg in fact[1])


def _maybe_not(random: Random, says: Says) -> Condition:
    return Nay(says) if random.random() < 0.4 else says
