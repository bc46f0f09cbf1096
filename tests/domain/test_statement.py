"""The ids of statements and snapshots depend on the content and on nothing else."""

from __future__ import annotations

import hashlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.statement import Statement, snapshot_id, sorted_statements, statement_id

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
STATEMENTS = st.builds(Statement, *[WORDS] * 8)
ONE = Statement(
    "defence:e1",
    "Organization",
    "name",
    "Veld Institute of Marine Acoustics",
    "en",
    "VELD INSTITUTE OF MARINE ACOUSTICS",
    "2024-05",
    "2026",
)


def the_id(dataset: str, statements: list[Statement]) -> str:
    """Return the snapshot id of statements in any order."""
    return snapshot_id(dataset, sorted_statements(statements))


@given(st.lists(STATEMENTS, max_size=8), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(statements: list[Statement], random: Random) -> None:
    """The same statements in another order, some of them twice, are the same snapshot."""
    again = [*statements, *statements[:3]]
    random.shuffle(again)
    assert the_id("defence", again) == the_id("defence", statements)
    assert sorted_statements(again) == sorted(set(statements))


@given(st.sets(STATEMENTS, max_size=5), st.sets(STATEMENTS, max_size=5))
def test_other_statements_are_another_snapshot(left: set[Statement], right: set[Statement]) -> None:
    """Two sets of statements share an id only where they are the same set."""
    assert (the_id("defence", [*left]) == the_id("defence", [*right])) is (left == right)


@pytest.mark.parametrize("field", Statement._fields)
def test_every_field_counts(field: str) -> None:
    """A change of any one field, be it one character, changes both ids."""
    changed = ONE._replace(**{field: getattr(ONE, field) + "x"})
    emptied = ONE._replace(**{field: ""})
    assert len({statement_id("defence", s) for s in (ONE, changed, emptied)}) == 3
    assert len({the_id("defence", [s]) for s in (ONE, changed, emptied)}) == 3


def test_the_dataset_counts() -> None:
    """The same statements of another dataset have other ids."""
    assert statement_id("defence", ONE) != statement_id("restricted", ONE)
    assert the_id("defence", [ONE]) != the_id("restricted", [ONE])
    assert the_id("defence", []) != the_id("restricted", [])


def test_a_value_moved_to_the_next_field_counts() -> None:
    """Where a field ends is part of the content: `ab` and `c` are not `a` and `bc`."""
    left, right = Statement("e", "k", "ab", "c"), Statement("e", "k", "a", "bc")
    assert statement_id("d", left) != statement_id("d", right)
    assert the_id("d", [left]) != the_id("d", [right])


def test_the_ids_are_long_enough_to_stand_alone() -> None:
    """A statement id is 16 hex digits, a snapshot id 64."""
    assert len(bytes.fromhex(statement_id("defence", ONE))) == 8
    assert len(bytes.fromhex(the_id("defence", [ONE]))) == 32


@pytest.mark.parametrize("number", [0, 1, 2, 4095, 4096, 4097, 8192, 9000])
def test_the_id_does_not_know_of_batches(number: int) -> None:
    """The snapshot id is one SHA-256 over the dataset and each statement, however many."""
    ordered = [Statement(f"d:{n:05}", "Company", "name", "x") for n in range(number)]
    rows = "".join("\x1f".join(statement) + "\x1e" for statement in ordered)
    assert snapshot_id("d", ordered) == hashlib.sha256(f"d\x1e{rows}".encode()).hexdigest()
