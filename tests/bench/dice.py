"""Seeded chance for the tests of the benchmarks."""

from __future__ import annotations

import random


def dice_of(seed: int = 0) -> random.Random:
    """Return dice that fall the same way each time."""
    return random.Random(seed)  # noqa: S311 - repeatable on purpose
