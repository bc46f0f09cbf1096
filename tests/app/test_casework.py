"""The case of an engagement: hand-entered ties, owners known twice, lists that are bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from counterfoil.app.casework import Desk, bind_lists, build_case
from counterfoil.app.partners import bodies_in
from counterfoil.app.shelf import Shelf
from counterfoil.app.vocabulary import Vocabulary
from counterfoil.domain.case import Case, Owner
from counterfoil.domain.engagement import (
    Affiliation,
    BodyRef,
    Engagement,
    HandTie,
    Kind,
    Participant,
    Party,
)
from tests.app.shelves import DAY, body, gatherer, listed, owns, shelf_of

REGISTRY = [
    *body("r:1", "Northern Ore", "Company", registrationNumber="VX-55120"),
    *body("r:2", "Polar Holding", "Company", registrationNumber="VX-10007"),
]
LIST = listed("x:1", "Polar Holding", "Company", registrationNumber="VX-10007")
ORE = BodyRef("Northern Ore", identifiers=(("registration", "VX-55120"),))
HOLDING = BodyRef("Polar Holding", identifiers=(("registration", "VX-10007"),))


def hand_tie(source: BodyRef, share: str = "25-50", kind: str = "owns", end: str = "") -> HandTie:
    """Return a tie to the first party that the office read somewhere."""
    return HandTie(kind, source, "P1", share, "", end, "annual report", "2026-10-18")


def engagement(ref: BodyRef, ties: Sequence[HandTie] = ()) -> Engagement:
    """Return an engagement with one party."""
    day = date(2026, 10, 1)
    head = ("2026-900", Kind.PURCHASE, "title", "unit", "", day, None, None, None, "quiet words")
    return Engagement(*head, parties=(Party("P1", "supplier", ref),), ties=tuple(ties))


def case(shelf: Shelf, made: Engagement) -> Case:
    """Return the case of an engagement on a shelf; every spelling is a partner of its own."""
    partners = {ref.name: f"p-{ref.name}" for ref in bodies_in(made)}
    lists = bind_lists({"restricted": ["x"], "nothing": ["y"]}, shelf.manifests, DAY)
    words = Vocabulary.of((), ("area/one",))
    return build_case(made, Desk(gatherer(shelf), partners, lists, lambda _: (), words, DAY))


def owners(shelf: Shelf, ties: Sequence[HandTie]) -> tuple[list[Owner], list[Owner]]:
    """Return the owners by hand and those recorded for the party."""
    made = case(shelf, engagement(ORE, ties)).parties[0].body
    recorded = [owner for candidate in made.candidates for owner in candidate.owners]
    return list(made.owners), recorded


def test_an_owner_entered_by_hand() -> None:
    """An owner nobody records stands beside the body, with its share range and where it was read."""
    shelf = shelf_of({"x": LIST, "r": REGISTRY}, ["x"])
    (owner,), recorded = owners(shelf, [hand_tie(HOLDING)])
    assert recorded == []
    assert (owner.low, owner.high, owner.stated) == ("25", "50", True)
    assert owner.origin == "annual report, 2026-10-18"
    assert owner.body.candidates[0].identity is True


@pytest.mark.parametrize(
    ("recorded_share", "hand_share", "expected"),
    [
        ("", "25-50", ("25", "50", True)),  # the office knows what the registry does not
        ("30", "", ("30", "30", True)),  # and the other way round
        ("30", "30", ("30", "30", True)),
        ("30", "55", ("30", "55", True)),  # sources that disagree leave the wider range
        ("", "", ("0", "100", False)),
    ],
)
def test_an_owner_known_twice_is_one(
    recorded_share: str, hand_share: str, expected: tuple[str, str, bool]
) -> None:
    """An owner by hand that the registry records too is merged with it, never added up."""
    rows = [*REGISTRY, *owns("r:o1", "r:2", "r:1", recorded_share)]
    by_hand, (owner,) = owners(
        shelf_of({"x": LIST, "r": rows}, ["x"]), [hand_tie(HOLDING, hand_share)]
    )
    assert by_hand == []
    assert (owner.low, owner.high, owner.stated) == expected


def test_an_owner_by_name_only_is_not_merged() -> None:
    """Without an identity the owner by hand stays its own, as a question."""
    rows = [*REGISTRY, *owns("r:o1", "r:2", "r:1", "30")]
    (owner,), (recorded,) = owners(
        shelf_of({"x": LIST, "r": rows}, ["x"]), [hand_tie(BodyRef("Polar Holding"), "55")]
    )
    assert owner.body.candidates[0].identity is None
    assert (recorded.low, recorded.high) == ("30", "30")


def test_a_tie_by_hand_that_ended() -> None:
    """A tie that has ended is left out; one that ends in the running year is not."""
    shelf = shelf_of({"x": LIST, "r": REGISTRY}, ["x"])
    for end, count in (("2026-10", 0), ("2025", 0), ("2026", 1), ("2026-11", 1), ("", 1)):
        assert len(owners(shelf, [hand_tie(HOLDING, end=end)])[0]) == count


def test_a_parent_by_hand_is_no_owner() -> None:
    """Control and parenthood are kept beside the body, without shares."""
    shelf = shelf_of({"x": LIST, "r": REGISTRY}, ["x"])
    for kind in ("controls", "parent"):
        made = case(shelf, engagement(ORE, [hand_tie(HOLDING, "", kind)])).parties[0].body
        assert made.owners == ()
        assert [parent.candidates[0].identity for parent in made.parents] == [True]


def test_affiliations_are_bodies_too() -> None:
    """Where a person works is matched under a key of its own, dates as they were given."""
    person = Participant(
        "S-1",
        "host",
        (
            Affiliation(HOLDING, "appointment", "adviser", "2020", "", "2026-09"),
            Affiliation(BodyRef("Else"), "study", "x"),
        ),
    )
    made = case(shelf_of({"x": LIST}, ["x"]), replace(engagement(ORE), people=(person,)))
    first, second = made.people[0].affiliations
    assert (first.key, first.start, first.end, first.confirmed) == ("A1", "2020", "", "2026-09")
    assert first.body.candidates[0].identity is True
    assert second.body.candidates == ()


def test_lists_are_bound_with_their_age_and_what_is_missing() -> None:
    """Each role says which snapshots fill it, how old they are, and what is not loaded."""
    shelf = shelf_of({"x": LIST}, ["x"])
    nothing, restricted = bind_lists(
        {"restricted": ["x", "z"], "nothing": []}, shelf.manifests, DAY
    )
    assert (nothing.datasets, nothing.missing) == ((), ())
    ((name, snapshot, edition, retrieved, days),) = restricted.datasets
    assert (name, edition, retrieved, days) == ("x", "", DAY.isoformat(), 0)
    assert snapshot == shelf.manifests["x"].snapshot_id
    assert restricted.missing == ("z",)
