"""The tests beside the rules notice when a rule is changed a little."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from counterfoil.bootstrap.data import DATA, load_pack
from counterfoil.reasoning.mutation import Mutant, survivors

SHIPPED = sorted(path.stem for path in (DATA / "packs").glob("*.toml"))


@cache
def mutated(pack_id: str) -> tuple[list[Mutant], int]:
    """Return the mutants of a shipped pack no test notices, and how many mutants there are."""
    return survivors(load_pack(pack_id, Path("nowhere"))[0])


def named(pack_id: str, left: list[Mutant]) -> str:
    """Return the mutants that survived, one a line."""
    return "\n".join(f"{pack_id} {one.rule.rule_id}: {one.says}" for one in left)


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_the_tests_of_a_pack_catch_nine_mutants_in_ten(pack_id: str) -> None:
    """Of all small changes to a pack's conditions at least 90 % make one of its tests fail."""
    left, count = mutated(pack_id)
    assert count > 0
    assert len(left) <= 0.10 * count, named(pack_id, left)


def test_the_tests_of_all_packs_catch_95_in_100_mutants() -> None:
    """Over all shipped packs at least 95 % of the mutants are caught."""
    found = {pack_id: mutated(pack_id) for pack_id in SHIPPED}
    left, count = (sum(n) for n in zip(*((len(s), c) for s, c in found.values()), strict=True))
    words = "\n".join(named(pack_id, one) for pack_id, (one, _) in found.items() if one)
    assert left <= 0.05 * count, words


def test_a_pack_with_poor_tests_would_be_noticed() -> None:
    """With one test per rule taken away, mutants survive: the measure can fail."""
    from dataclasses import replace

    pack = load_pack("house-2026", Path("nowhere"))[0]
    bare = replace(pack, rules=tuple(replace(r, tests=r.tests[:1]) for r in pack.rules))
    left, count = survivors(bare)
    assert len(left) > 0.10 * count
