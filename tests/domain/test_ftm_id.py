"""Ids for FollowTheMoney can be turned back, and none is refused there."""

import re

from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.ftm_id import from_ftm_id, to_ftm_id

_ALLOWED = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
_DATASET = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,20}", fullmatch=True)


@given(_DATASET, st.text(min_size=1))
def test_ids_go_there_and_back(dataset: str, key: str) -> None:
    """Every id of a dataset gets letters, digits, dots and hyphens, and comes back."""
    text = to_ftm_id(f"{dataset}:{key}")
    assert _ALLOWED.fullmatch(text)
    if not any("\ud800" <= letter <= "\udfff" for letter in key):
        assert from_ftm_id(text) == f"{dataset}:{key}"


@given(st.text())
def test_other_ids_are_left_alone(text: str) -> None:
    """What is not the result of the first function is not turned back."""
    found = from_ftm_id(text)
    assert not found or to_ftm_id(found) == text


def test_readable() -> None:
    """An id of letters and digits stays readable."""
    assert to_ftm_id("us-list:12-a_b") == "us-list..12-a.5fb"
