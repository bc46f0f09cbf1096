"""Nesting over every shipped pack: an answer never widens what the pack says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from counterfoil.bootstrap.data import DATA, load_pack
from counterfoil.domain.case import Case
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.assess import assess_case, ground_case, outcomes_of
from counterfoil.reasoning.interval import Interval
from tests.packs.random_cases import cases

SHIPPED = sorted(path.stem for path in (DATA / "packs").glob("*.toml"))
CASES = 40


def timeless(pack_id: str) -> Pack:
    """Return a shipped pack as if it were in force on every day."""
    return replace(load_pack(pack_id, Path("nowhere"))[0], since=None, until=None)


def is_within(narrow: Interval, wide: Interval) -> bool:
    """Tell whether an interval lies inside another, its hold as well."""
    inside = wide.low <= narrow.low and narrow.high <= wide.high
    return inside and (wide.hold is None or narrow.hold == wide.hold)


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_resolving_an_unknown_never_widens_the_interval(pack_id: str) -> None:
    """With a fixed ground set every answer, in any order, leaves an interval inside the one before."""
    pack, steps = timeless(pack_id), 0
    dice = Random(pack_id)  # noqa: S311 - no secret
    for case in cases(pack, CASES, seed=4):
        book, (grounded,) = ground_case(case, [pack])
        formulas = grounded.formulas.under(book.known())
        before = formulas.interval()
        while unknown := sorted(formulas.atoms()):
            formulas = formulas.under({dice.choice(unknown): dice.random() < 0.5})
            after = formulas.interval()
            assert is_within(after, before)
            before, steps = after, steps + 1
        assert before.is_settled
        assert before.hold is not None
    assert steps > 0, "no case of this pack left anything unknown"


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_the_short_way_and_the_whole_assessment_say_the_same(pack_id: str) -> None:
    """What the matrix shows is what an assessment finds: status, interval and hold."""
    pack = timeless(pack_id)
    for case in cases(pack, CASES // 4, seed=5):
        _, ((_, short),) = outcomes_of(case, [pack])
        (whole,) = assess_case(case, (pack,)).packs
        assert short == replace(whole, results=(), settling=())


def test_packs_do_not_disturb_each_other() -> None:
    """A pack says the same alone and beside all the others: facts are shared, outcomes are not."""
    packs = [timeless(pack_id) for pack_id in SHIPPED]
    for number, pack in enumerate(packs):
        case: Case = next(cases(pack, 1, seed=6))
        alone = outcomes_of(case, [pack])[1][0][1]
        beside = outcomes_of(case, packs)[1][number][1]
        assert alone == beside
