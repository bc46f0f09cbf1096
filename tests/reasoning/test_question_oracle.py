"""Ranks and settling sets of random packs against brute force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import pytest

from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.interval import PackFormulas
from counterfoil.reasoning.question import Answer, Question, rank, settling_sets
from tests.reasoning.as_program import invented_predicates, program_of
from tests.reasoning.oracle import Completions, Fact, completions_of
from tests.reasoning.random_packs import random_case

# A settling set by numbers of facts: named, its answer, the others, whether the hold is settled.
Named = tuple[int, bool, frozenset[int], bool]


def one_fact_questions(seed: int) -> Iterator[tuple[PackFormulas, list[Fact], Completions]]:
    """Yield a random pack with two to seven unknown facts, where the seed gives one."""
    case = random_case(Random(seed))  # noqa: S311
    if 2 <= len(case.unknown) <= 7:
        program = program_of(case.rules, case.world)
        completions = completions_of(case.rules, case.world)
        yield PackFormulas.of(program.rules).under(program.known), list(case.unknown), completions


def questions_of(facts: list[Fact]) -> list[Question]:
    """Return a yes-or-no question per fact, its key the number of the fact."""
    return [
        Question(str(n), (Answer("yes", ((Atom(*f), True),)), Answer("no", ((Atom(*f), False),))))
        for n, f in enumerate(facts)
    ]


@pytest.fixture(scope="module")
def random_questions() -> list[tuple[PackFormulas, list[Fact], Completions]]:
    """Random packs with few unknown facts, none of them about somebody not named."""
    with invented_predicates():
        drawn = [found for seed in range(600) for found in one_fact_questions(seed)]
    named = [d for d in drawn if not any("not named" in arg for _, args in d[1] for arg in args)]
    assert len(named) > 60
    return named


def test_narrowing_is_what_brute_force_gives(
    random_questions: list[tuple[PackFormulas, list[Fact], Completions]],
) -> None:
    """Ladder steps and holds settled by each answer are those of all completions."""
    seen = set()
    for formulas, facts, completions in random_questions:
        low, high, hold = completions.interval({})
        for ranked in rank({"one": formulas}, questions_of(facts)):
            for key, narrowing in ranked.narrowing:
                answer = {facts[int(ranked.question.key)]: key == "yes"}
                low_then, high_then, hold_then = completions.interval(answer)
                steps = (high - low) - (high_then - low_then)
                assert narrowing == steps + (hold is None and hold_then is not None)
                settles = low_then == high_then and low != high
                assert dict(ranked.settles)[key] == (("one",) if settles else ())
                seen.add(narrowing)
    assert len(seen) >= 7


def test_settling_sets_are_what_brute_force_gives(
    random_questions: list[tuple[PackFormulas, list[Fact], Completions]],
) -> None:
    """The sets named are all the smallest ones that settle the pack in every completion."""
    sizes = {0: 0, 2: 0, 3: 0}
    for formulas, facts, completions in random_questions:
        found = settling_sets(formulas, rank({"one": formulas}, questions_of(facts)))
        named = {
            (int(s.named), s.answer == "yes", frozenset(map(int, s.others)), s.settles_hold)
            for s in found
        }
        assert len(named) == len(found)
        assert [s.settles_hold for s in found] == sorted(
            (s.settles_hold for s in found), reverse=True
        )
        expected = brute_settling(facts, completions)
        assert named == expected
        sizes[len(found[0].others) + 1 if found else 0] += 1
    assert min(sizes.values()) >= 3, sizes


def brute_settling(facts: list[Fact], completions: Completions) -> set[Named]:
    """Return the smallest settling sets of two or three facts, tried one by one.

    Facts on which no rule hangs any more are left out, as they settle nothing.
    """
    for size in (0, 1, 2, 3):
        found = {
            (named, value, frozenset(members) - {named}, hold_settled)
            for members in combinations(range(len(facts)), size)
            for named in members
            for value in (False, True)
            for settled, hold_settled in [ends(facts, completions, members, {named: value})]
            if settled
        }
        if size == 0 and ends(facts, completions, (), {})[0]:
            return set()
        if found:
            return found if size > 1 else set()
    return set()


def ends(
    facts: list[Fact], completions: Completions, members: tuple[int, ...], given: dict[int, bool]
) -> tuple[bool, bool]:
    """Return whether the pack, and its hold, is settled whatever the other members say."""
    others = [n for n in members if n not in given]
    reached = [
        completions.interval(
            {facts[n]: v for n, v in {**given, **dict(zip(others, values, strict=True))}.items()}
        )
        for values in product((False, True), repeat=len(others))
    ]
    return all(low == high for low, high, _ in reached), all(h is not None for _, _, h in reached)
