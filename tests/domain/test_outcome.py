"""The ladder of outcomes."""

from __future__ import annotations

import pytest

from counterfoil.domain.outcome import Outcome

LADDER = [
    "none",
    "record",
    "disclose",
    "refer",
    "mitigate-suggested",
    "mitigate-recommended",
    "mitigate-required",
    "prohibit",
]


def test_the_ladder_has_eight_steps() -> None:
    """From none to prohibit the steps are numbered in order, without a gap."""
    assert [outcome.key for outcome in sorted(Outcome)] == LADDER
    assert [int(outcome) for outcome in sorted(Outcome)] == list(range(8))


@pytest.mark.parametrize("key", LADDER)
def test_a_key_reads_back(key: str) -> None:
    """The outcome of a key has that key."""
    assert Outcome.of(key).key == key


@pytest.mark.parametrize("key", ["", "hold", "mitigate", "prohibited", "mitigate required", "7"])
def test_another_word_is_refused(key: str) -> None:
    """A word that is no step of the ladder, hold among them, is a KeyError."""
    with pytest.raises(KeyError):
        Outcome.of(key)
