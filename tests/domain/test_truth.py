"""Kleene's strong logic by its tables."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.truth import Truth, kleene_all, kleene_any, kleene_not

T, F, U = True, False, None


@pytest.mark.parametrize(("value", "negated"), [(T, F), (F, T), (U, U)])
def test_the_table_of_not(value: Truth, negated: Truth) -> None:
    """True and false swap, unknown stays."""
    assert kleene_not(value) is negated


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_the_tables_of_and_and_or(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    """One false decides a conjunction, one true a disjunction; else one unknown is enough."""
    assert kleene_all([left, right]) is both
    assert kleene_any([left, right]) is either


def test_of_nothing() -> None:
    """The conjunction of nothing is true, the disjunction of nothing false."""
    assert kleene_all([]) is True
    assert kleene_any([]) is False


TRUTHS = st.lists(st.sampled_from([T, F, U]), max_size=6)


@given(TRUTHS)
def test_the_known_value_is_the_value_of_every_completion(values: list[Truth]) -> None:
    """Over atoms that occur once, a value is known exactly where all completions agree."""
    completions = [list(c) for c in product(*([v] if v is not None else [T, F] for v in values))]
    for kleene, plain in ((kleene_all, all), (kleene_any, any)):
        found = {plain(completion) for completion in completions}
        assert kleene(values) is (found.pop() if len(found) == 1 else None)


@given(TRUTHS)
def test_de_morgan(values: list[Truth]) -> None:
    """The negation of a conjunction is the disjunction of the negations."""
    assert kleene_not(kleene_all(values)) is kleene_any([kleene_not(value) for value in values])
