"""Cells of the side-by-side page as they were checked by hand against the texts of the rules."""

from __future__ import annotations

import pytest

from tests.packs.conftest import World
from tests.packs.hand_cells import HAND


@pytest.mark.parametrize(
    ("engagement", "pack", "cell"),
    [pytest.param(e, p, cell, id=f"{e}-{p}") for e, p, cell, _ in HAND],
)
def test_a_cell_is_what_was_checked_by_hand(
    world: World, engagement: str, pack: str, cell: str
) -> None:
    """The cell is the one the rule texts give; the reason stands beside it in hand_cells.py."""
    assert world.says(world.case(engagement), pack) == cell


def test_enough_cells_were_checked_by_hand() -> None:
    """No cell stands twice, each has its reason, and there are more than forty."""
    assert len({(engagement, pack) for engagement, pack, _, _ in HAND}) == len(HAND) > 40
    assert all(why for *_, why in HAND)
