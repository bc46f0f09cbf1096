"""Paths upward: the fewest steps, the firmest ties, and only what holds on the day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from counterfoil.domain.dates import DateRange, parse_date
from counterfoil.domain.tie import UNSTATED, Share, Tie, TieKind
from counterfoil.graph.path import below, leads_up, paths_up, upward
from tests.app.shelves import DAY


def tie(
    source: str,
    target: str,
    kind: TieKind = TieKind.PARENT,
    *,
    share: int | None = None,
    start: str = "",
    end: str = "",
) -> Tie:
    """Return a tie; `share` in percent, dates as text."""
    of = UNSTATED if share is None else Share(Fraction(share), Fraction(share))
    first, last = (parse_date(text) if text else None for text in (start, end))
    return Tie(kind, source, target, of, first, last)


@pytest.mark.parametrize(
    ("kind", "share", "leads"),
    [
        (TieKind.PARENT, None, True),
        (TieKind.CONTROLS, None, True),
        (TieKind.PREDECESSOR, None, True),
        (TieKind.OWNS, 50, True),
        (TieKind.OWNS, 49, False),
        (TieKind.OWNS, None, True),
        (TieKind.FUNDS, None, False),
        (TieKind.RELATED, None, False),
        (TieKind.EMPLOYS, None, False),
    ],
)
def test_which_ties_lead_up(kind: TieKind, share: int | None, leads: bool) -> None:  # noqa: FBT001
    """Parents, control, succession and half the shares lead up; money and company do not."""
    assert leads_up(tie("a", "b", kind, share=share), DAY) is leads


@pytest.mark.parametrize(
    ("start", "end", "leads"),
    [
        ("", "2026-11-02", False),
        ("", "2026-11-03", True),
        ("", "2026", True),
        ("", "2025", False),
        ("2026-11-03", "", True),
        ("2026-11-04", "", False),
        ("2026-11", "", True),
        ("2027", "", False),
    ],
)
def test_which_ties_hold_on_the_day(start: str, end: str, leads: bool) -> None:  # noqa: FBT001
    """What ended before the day or starts after it does not lead up; a doubt does."""
    assert leads_up(tie("a", "b", start=start, end=end), DAY) is leads


def test_the_fewest_steps_win() -> None:
    """One weak step beats two firm ones."""
    up = upward(
        [
            tie("top", "mid", TieKind.OWNS, share=100),
            tie("mid", "me", TieKind.OWNS, share=100),
            tie("top", "me", TieKind.PREDECESSOR),
        ],
        DAY,
    )
    (path,) = paths_up("me", up, {"top"}, 3)
    assert [t.kind for t in path.ties] == [TieKind.PREDECESSOR]
    assert path.top == "top"


def test_firmer_ties_win_among_equal_steps() -> None:
    """Of two ways of two steps the one by ownership is taken."""
    up = upward(
        [
            tie("a", "me"),
            tie("top", "a"),
            tie("b", "me", TieKind.OWNS, share=60),
            tie("top", "b", TieKind.OWNS, share=60),
        ],
        DAY,
    )
    (path,) = paths_up("me", up, {"top"}, 3)
    assert [t.source for t in path.ties] == ["b", "top"]


def test_every_target_is_found_and_none_too_far() -> None:
    """Targets come nearest first; one beyond the steps is not reached."""
    up = upward([tie(str(n + 1), str(n)) for n in range(6)], DAY)
    assert [p.top for p in paths_up("0", up, {"1", "3", "4"}, 3)] == ["1", "3"]
    assert paths_up("0", up, {"1"}, 0) == []


def test_circles_end() -> None:
    """Bodies that own each other give no endless path, and nobody stands above itself."""
    up = upward([tie("a", "b"), tie("b", "a"), tie("a", "a")], DAY)
    assert [p.top for p in paths_up("a", up, {"a", "b"}, 8)] == ["b"]


def test_an_ended_tie_is_no_way_up() -> None:
    """A path over a tie that has ended is no path."""
    up = upward([tie("top", "mid"), tie("mid", "me", end="2026-10-31")], DAY)
    assert paths_up("me", up, {"top"}, 3) == []
    assert paths_up(
        "me", upward([tie("mid", "me", end="2026-10-31")], date(2026, 10, 1)), {"mid"}, 3
    )


def test_below_is_the_other_way_round() -> None:
    """`below` holds exactly the nodes from which a path leads to a top."""
    ties = [tie("top", "a"), tie("a", "b"), tie("b", "c"), tie("c", "d"), tie("else", "x")]
    up = upward(ties, DAY)
    for steps in range(5):
        expected = {
            node for node in ("a", "b", "c", "d", "x", "else") if paths_up(node, up, {"top"}, steps)
        }
        assert below({"top"}, up, steps) == expected | {"top"}


def test_a_range_is_what_a_date_means() -> None:
    """A year as an end reaches to its last day."""
    assert parse_date("2026") == DateRange(date(2026, 1, 1), date(2026, 12, 31))
