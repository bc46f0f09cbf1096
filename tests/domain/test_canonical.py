"""The byte form that hashes agree on."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.canonical import HASH_LENGTH, canonical_bytes, canonical_hash
from counterfoil.domain.outcome import Outcome

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), TEXT),
    lambda parts: st.one_of(st.lists(parts), st.dictionaries(TEXT, parts)),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        ([True, False, 1, -2, ""], '[true,false,1,-2,""]'),
        ({"b": 1, "a": [{"d": 2, "c": 3}]}, '{"a":[{"c":3,"d":2}],"b":1}'),
        (("same", "P1"), '["same","P1"]'),
        ("Институт 海洋 ❄", '"Институт 海洋 ❄"'),
        ('quote " and \\ and \n', '"quote \\" and \\\\ and \\n"'),
        ({"Z": 1, "a": 2, "É": 3}, '{"Z":1,"a":2,"É":3}'),
        (Outcome.REFER, "3"),
    ],
)
def test_the_form(value: Any, written: str) -> None:
    """Keys are sorted by code point, nothing is spaced, names stay in their own script."""
    assert canonical_bytes(value) == written.encode()


@pytest.mark.parametrize(
    "value", [0.5, 1.0, float("nan"), [1, [2.0]], {"a": {"b": [0.1]}}, (1, (2.5,))]
)
def test_floats_are_refused(value: Any) -> None:
    """A float has no canonical form, however deep it sits and however whole it is."""
    with pytest.raises(TypeError, match="float"):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [{1: "a"}, {"a": {None: 1}}, [{True: 1}]])
def test_keys_must_be_text(value: Any) -> None:
    """A key that is not text is refused, not turned into text."""
    with pytest.raises(TypeError, match="key must be text"):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [b"x", {1, 2}, Fraction(1, 2), Decimal(1), object()])
def test_what_json_lacks_is_refused(value: Any) -> None:
    """A value without a JSON form is refused."""
    with pytest.raises(TypeError):
        canonical_bytes([value])


@given(VALUES)
def test_reading_gives_the_value_back(value: Any) -> None:
    """The canonical form is JSON of the same value."""
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(TEXT, VALUES), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(value: dict[str, Any], random: Any) -> None:
    """A mapping filled in another order has the same bytes and the same hash."""
    items = list(value.items())
    random.shuffle(items)
    assert canonical_bytes(dict(items)) == canonical_bytes(value)
    assert canonical_hash(dict(items)) == canonical_hash(value)


@given(VALUES, VALUES)
def test_different_values_have_different_bytes(left: Any, right: Any) -> None:
    """Two values share their bytes only where they are the same JSON, true not being 1."""
    same = json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)
    assert (canonical_bytes(left) == canonical_bytes(right)) is same


def test_the_hash_is_sha256_of_the_bytes() -> None:
    """The hash is 64 hex digits of SHA-256, the same on every machine."""
    assert canonical_hash({"b": 1, "a": None}) == (hashlib.sha256(b'{"a":null,"b":1}').hexdigest())
    assert len(canonical_hash([])) == HASH_LENGTH == 64


def test_the_order_of_an_array_matters() -> None:
    """An array is not sorted for its author: another order is another value."""
    assert canonical_hash([1, 2]) != canonical_hash([2, 1])


def test_a_lone_surrogate_has_bytes() -> None:
    """Half a character, as broken sources hold, does not stop the hash."""
    assert canonical_bytes("\ud800") == b'"\xed\xa0\x80"'
