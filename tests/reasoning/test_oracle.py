"""The intervals of random packs against brute force."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from random import Random

import pytest

from counterfoil.domain.truth import Truth
from counterfoil.reasoning.interval import Interval, PackFormulas
from tests.reasoning.as_program import invented_predicates, program_of
from tests.reasoning.oracle import UNNAMED, Each, Nay, Some, completions_of, outcome_of
from tests.reasoning.random_packs import MOST_UNKNOWNS, Case, entangled_case, random_case

CASES = 5_200
ENTANGLED_EVERY = 52  # one case in so many has more mixed facts than the program enumerates


def case_of(seed: int) -> Case:
    """Return the case of a seed, the same on every run."""
    random = Random(seed)  # noqa: S311
    return entangled_case(random) if seed % ENTANGLED_EVERY == 0 else random_case(random)


@dataclass
class Tally:
    """What the run over all cases found; the lists name seeds and should be empty."""

    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    widened: list[str] = field(default_factory=list)
    forgot_hold: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)

    def compare(self, where: str, got: Interval, exact: tuple[int, int, Truth]) -> None:
        """Hold one interval of the program against brute force."""
        low, high, hold = exact
        if got.exact:
            self.seen["exact"] += 1
            if (got.low, got.high, got.hold) != exact:
                self.wrong.append(f"{where}: {got}, brute force {exact}")
            return
        self.seen["bound"] += 1
        self.seen["bound, and wider"] += (got.low, got.high, got.hold) != exact
        if not (got.low <= low <= high <= got.high and got.hold in {None, hold}):
            self.unsound.append(f"{where}: {got}, brute force {exact}")

    def nest(self, where: str, before: Interval, after: Interval) -> None:
        """Hold an interval against the one before an unknown was resolved."""
        if not (before.low <= after.low <= after.high <= before.high):
            self.widened.append(f"{where}: {before}, then {after}")
        if before.hold is not None and after.hold != before.hold:
            self.forgot_hold.append(f"{where}: {before}, then {after}")


def run_case(seed: int, tally: Tally) -> None:
    """Compare the case of a seed, then resolve its unknowns one by one in random order."""
    case = case_of(seed)
    completions = completions_of(case.rules, case.world)
    program = program_of(case.rules, case.world)
    pack = PackFormulas.of(program.rules).under(program.known)
    now = pack.interval()
    tally.compare(f"seed {seed}", now, completions.interval({}))
    tally.seen["packs exact" if now.exact else "packs bound"] += 1
    tally.seen[f"{len(case.unknown)} unknowns"] += 1
    random = Random(seed)  # noqa: S311
    order = random.sample(case.unknown, len(case.unknown))
    answers = {}
    for fact in order:
        answers[fact] = random.random() < 0.5
        before, pack = now, pack.under({program.atom(fact): answers[fact]})
        now = pack.interval()
        where = f"seed {seed} after {len(answers)} answers"
        tally.compare(where, now, completions.interval(answers))
        tally.nest(where, before, now)
    if now.low != now.high or now.hold is None or not now.exact:
        tally.unsettled.append(f"seed {seed}: {now}")


@pytest.fixture(scope="module")
def tally() -> Tally:
    """The run over all cases."""
    found = Tally()
    with invented_predicates():
        for seed in range(CASES):
            run_case(seed, found)
    return found


def test_exact_intervals_equal_brute_force(tally: Tally) -> None:
    """An interval that calls itself exact is what all completions of the unknowns give."""
    assert tally.wrong == []


def test_bounds_are_sound(tally: Tally) -> None:
    """An interval that calls itself a bound contains what the completions give."""
    assert tally.unsound == []


def test_resolving_an_unknown_never_widens(tally: Tally) -> None:
    """The interval after an answer lies inside the interval before it."""
    assert tally.widened == []


def test_a_known_hold_stays_known(tally: Tally) -> None:
    """A hold that is certain, or certainly absent, is so after every further answer."""
    assert tally.forgot_hold == []


def test_without_unknowns_one_outcome_is_left(tally: Tally) -> None:
    """When every fact is known, lowest and highest meet, the hold is known, and it is exact."""
    assert tally.unsettled == []


def test_the_random_packs_are_of_all_kinds(
    tally: Tally, capsys: pytest.CaptureFixture[str]
) -> None:
    """At least 5,000 packs were compared, exact ones and bounds, up to twelve unknowns."""
    seen = tally.seen
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{CASES} packs: {seen['packs exact']} exact, {seen['packs bound']} bounds;"
            f" with their answers {seen['exact']} exact, {seen['bound']} bounds,"
            f" {seen['bound, and wider']} of them wider than brute force"
        )
    assert seen["packs exact"] + seen["packs bound"] == CASES >= 5_000
    assert seen["packs exact"] > 4_000
    assert seen["packs bound"] > 80
    assert seen["bound, and wider"] > 20
    assert seen[f"{MOST_UNKNOWNS} unknowns"] > 300


def test_the_random_packs_use_the_whole_language() -> None:
    """Quantifiers, negation, incomplete sets, holds, paperwork and chains of unless all occur."""
    seen: Counter[str] = Counter()
    for seed in range(1, 200):
        case = case_of(seed)
        by_id = {rule.rule_id: rule for rule in case.rules}
        text = repr(case.rules)
        for kind in (Some, Each, Nay):
            seen[kind.__name__] += f"{kind.__name__}(" in text
        seen["incomplete"] += any(
            arg.startswith(UNNAMED) for _, args in case.unknown for arg in args
        )
        seen["hold"] += any(rule.hold for rule in case.rules)
        seen["procedural"] += any(rule.procedural for rule in case.rules)
        seen["chain"] += any(by_id[x].unless for rule in case.rules for x in rule.unless)
        seen["six rules"] += len(case.rules) >= 6
    assert seen["six rules"] == 199
    assert min(seen.values()) >= 40, seen


def test_the_vectors_agree_with_one_completion_at_a_time() -> None:
    """The oracle's vectors hold, per completion, what plain Python finds in that completion."""
    compared = 0
    for seed in range(120):
        case = case_of(seed)
        if len(case.unknown) > 7:
            continue
        completions = completions_of(case.rules, case.world)
        for values in product((False, True), repeat=len(case.unknown)):
            answers = dict(zip(case.unknown, values, strict=True))
            outcome, hold = outcome_of(case.rules, case.world, {**case.world.known, **answers})
            assert completions.interval(answers) == (outcome, outcome, hold)
            compared += 1
    assert compared > 1_000
