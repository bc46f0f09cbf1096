"""What would change the result: minimal flips of what is open or can be acted on."""

from __future__ import annotations

from itertools import combinations
from random import Random

from counterfoil.domain.outcome import Outcome
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.change import Change, what_would_change
from counterfoil.reasoning.formula import Lit, all_of, any_of, negate
from counterfoil.reasoning.interval import Interval, PackFormulas
from tests.reasoning.as_program import invented_predicates, program_of
from tests.reasoning.oracle import Fact, World, completions_of
from tests.reasoning.random_packs import Case, random_case

LISTED, LICENCE, TECH = Atom("listed"), Atom("licence"), Atom("tech")
REFER, PROHIBIT, NONE = Outcome.REFER, Outcome.PROHIBIT, Outcome.NONE
CLEAR = Interval(NONE, NONE, hold=False)


def test_a_confirmed_listing_is_never_flipped() -> None:
    """What is not open and cannot be acted on is turned in no change, alone or in a pair."""
    pack = PackFormulas(((PROHIBIT, all_of((Lit(LISTED), negate(Lit(LICENCE))))),), hold=False)
    known = {LISTED: True, LICENCE: False}
    assert what_would_change(pack, known, [LICENCE]) == [Change(((LICENCE, True),), CLEAR)]
    assert what_would_change(pack, known, []) == []


def test_a_known_fact_turns_over_only() -> None:
    """A known fact is offered with its other value, an unknown one with both."""
    pack = PackFormulas(((PROHIBIT, Lit(TECH)), (REFER, negate(Lit(LICENCE)))), hold=False)
    known = {LICENCE: False}
    found = what_would_change(pack, known, [LICENCE, TECH])
    assert found == [
        Change(((TECH, False),), Interval(REFER, REFER, hold=False)),
        Change(((LICENCE, True),), Interval(NONE, PROHIBIT, hold=False)),
        Change(((TECH, True),), Interval(PROHIBIT, PROHIBIT, hold=False)),
    ]


def test_a_pair_needs_both() -> None:
    """Two turns are shown together only where neither changes anything alone."""
    either = any_of((negate(Lit(LICENCE)), negate(Lit(TECH))))
    pack = PackFormulas(((REFER, either),), hold=False)
    known = {LICENCE: False, TECH: False, LISTED: True}
    found = what_would_change(pack, known, [TECH, LICENCE, LISTED])
    assert found == [Change(((LICENCE, True), (TECH, True)), CLEAR)]


def test_three_turns_are_not_shown() -> None:
    """A result that only three facts together would change has no change to show."""
    pack = PackFormulas(
        ((REFER, any_of(negate(Lit(atom)) for atom in (LICENCE, LISTED, TECH))),), hold=False
    )
    known = {LICENCE: False, LISTED: False, TECH: False}
    assert what_would_change(pack, known, known) == []


def test_a_hold_counts_as_a_change() -> None:
    """A turn that only settles the hold is a change, and leaves the outcome as it is."""
    pack = PackFormulas(((REFER, True),), hold=negate(Lit(LICENCE)))
    found = what_would_change(pack, {LICENCE: False}, [LICENCE])
    assert found == [Change(((LICENCE, True),), Interval(REFER, REFER, hold=False))]


def interval_if(case: Case, turned: dict[Fact, bool]) -> tuple[int, int, bool | None]:
    """Return by brute force what the case gives when some facts are turned."""
    world = World(case.world.sets, case.world.incomplete, {**case.world.known, **turned})
    return completions_of(case.rules, world).interval({})


def brute_changes(case: Case, turnable: list[Fact]) -> dict[frozenset[tuple[Fact, bool]], object]:
    """Return every minimal set of one or two turns with what it gives."""
    now = interval_if(case, {})
    known = case.world.known
    turns = [(f, v) for f in turnable for v in (False, True) if known.get(f) is not v]
    found: dict[frozenset[tuple[Fact, bool]], object] = {}
    for size in (1, 2):
        for chosen in combinations(turns, size):
            if len({fact for fact, _ in chosen}) < size:
                continue
            gives = interval_if(case, dict(chosen))
            if gives != now and not any(smaller < {*chosen} for smaller in found):
                found[frozenset(chosen)] = gives
    return found


def test_changes_are_what_brute_force_gives() -> None:
    """On random cases the changes are all minimal sets of one or two turns, and no others."""
    sizes = {1: 0, 2: 0}
    for seed in range(220):
        random = Random(seed)  # noqa: S311
        case = random_case(random)
        if len(case.unknown) > 6:
            continue
        facts = sorted({*case.unknown, *case.world.known})
        turnable = random.sample(facts, min(5, len(facts)))
        with invented_predicates():
            program = program_of(case.rules, case.world)
        atoms = {program.atom(fact): fact for fact in turnable}
        found = what_would_change(PackFormulas.of(program.rules), program.known, atoms)
        got = {
            frozenset((atoms[atom], value) for atom, value in change.turned): (
                change.gives.low,
                change.gives.high,
                change.gives.hold,
            )
            for change in found
        }
        assert len(got) == len(found)
        assert got == brute_changes(case, turnable), seed
        assert [len(c.turned) for c in found] == sorted(len(c.turned) for c in found)
        for change in found:
            sizes[len(change.turned)] += 1
    assert sizes[1] > 100
    assert sizes[2] > 30
