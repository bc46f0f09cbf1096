"""What a sender's sheet changes in the register, and what it must leave alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counterfoil.app.intake import Arrival, accept_arrival, compare_arrival
from counterfoil.domain.engagement import (
    Affiliation,
    AreaAnswer,
    BodyRef,
    Engagement,
    GivenAnswer,
    HandTie,
    Kind,
    Participant,
)
from counterfoil.domain.intake import Intake
from counterfoil.domain.partner import Person
from counterfoil.engines.intake import MemoryIntake
from counterfoil.engines.memory import MemoryRecord

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
ONE = Engagement(
    "geology.G-01", Kind.GRANT, "Ore", "Geology", "", date(2026, 9, 1), None, None, None, ""
)
TWO = replace(ONE, engagement_id="geology.G-02", title="Echoes")


def _row(one: Engagement, sender: str = "geology", **changes: object) -> Intake:
    row = Intake(one.engagement_id, sender, "ref", "g.csv", "0" * 64, "", "2")
    return replace(row, **changes)  # type: ignore[arg-type]


def _compare(
    arriving: list[Engagement],
    kept: list[Engagement],
    known: list[Intake],
    undated: frozenset[str] = frozenset(),
) -> Arrival:
    return compare_arrival(
        arriving,
        [_row(one) for one in arriving],
        "geology",
        {one.engagement_id: one for one in kept},
        {row.engagement: row for row in known},
        undated=undated,
    )


def test_new_changed_and_unchanged() -> None:
    """Each engagement is new, changed with the fields that differ, or unchanged; one of them."""
    other = replace(TWO, title="Echoes again", summary="More.")
    third = replace(ONE, engagement_id="geology.G-03")
    found = _compare([ONE, other, third], [ONE, TWO], [_row(ONE), _row(TWO)])
    assert (found.new, found.changed, found.unchanged) == (
        ("geology.G-03",), ("geology.G-02",), ("geology.G-01",),
    )  # fmt: skip
    assert found.changes == {"geology.G-02": ("title", "summary")}
    assert [row.engagement for row in found.rows] == ["geology.G-02", "geology.G-03"]


def test_vanished_is_told_once_and_of_this_sender_only() -> None:
    """Only rows of the same sender vanish, and only while they count as present."""
    elsewhere = replace(ONE, engagement_id="chemistry.C-01")
    known = [_row(ONE), _row(TWO), _row(elsewhere, "chemistry")]
    found = _compare([ONE], [ONE, TWO, elsewhere], known)
    assert found.vanished == ("geology.G-02",)
    assert [(row.engagement, row.present) for row in found.rows] == [("geology.G-02", False)]
    assert _compare([ONE], [ONE, TWO], [_row(ONE), _row(TWO, present=False)]).vanished == ()


def test_returned_is_kept_as_present() -> None:
    """An engagement that had vanished and is back gets a row that says so, changed or not."""
    found = _compare([ONE], [ONE], [_row(ONE, present=False)])
    assert (found.returned, found.unchanged) == (("geology.G-01",), ("geology.G-01",))
    assert [(row.engagement, row.present) for row in found.rows] == [("geology.G-01", True)]


def test_another_blank_column_is_kept() -> None:
    """Where a column was blank and is not any more, the place is kept anew, the engagement not."""
    found = _compare([ONE], [ONE], [_row(ONE, blank=("funders",))])
    assert (found.new, found.changed) == ((), ())
    assert [row.blank for row in found.rows] == [()]


ENTERED = {
    "ties": (HandTie("owns", BodyRef("Polar Holding"), "P1", "60", "", "", "report", "2026-10-20"),),
    "asked": (("areas", "2026-10-19"),),
    "answers": (GivenAnswer("secrecy_clause", value=False, by="S-1", on="2026-10-21"),),
    "areas": AreaAnswer((), "S-1", "2026-10-21"),
    "safeguards": ("access-log",),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ENTERED))
def test_what_the_office_entered_is_carried_over(name: str) -> None:
    """A sheet knows nothing of it: what the office entered neither goes nor counts as a change."""
    kept = replace(ONE, **{name: ENTERED[name]})  # type: ignore[arg-type]
    found = _compare([ONE], [kept], [_row(ONE)])
    assert found.unchanged == ("geology.G-01",)
    assert getattr(found.engagements[0], name) == ENTERED[name]


def _with(*bodies: str, position: str = "employment") -> Engagement:
    mine = tuple(Affiliation(BodyRef(name), "employment", position) for name in bodies)
    return replace(ONE, people=(Participant("S-1", "host", mine),))


def test_affiliations_the_office_completed_stay() -> None:
    """Where the sheet names no further body, the richer affiliations of the register stay."""
    kept = _with("Polar Trust", "Quarry House", position="fellow")
    assert _compare([_with("Polar Trust")], [kept], [_row(ONE)]).unchanged == ("geology.G-01",)
    assert _compare([_with()], [kept], [_row(ONE)]).engagements == (kept,)


def test_a_further_affiliation_is_a_change() -> None:
    """A body the register lacks is news."""
    found = _compare([_with("Polar Trust", "New Body")], [_with("Polar Trust")], [_row(ONE)])
    assert found.changes == {"geology.G-01": ("people",)}


def test_the_day_once_kept_stays_where_the_sheet_has_none() -> None:
    """An import on another day does not change an engagement without a date of proposal."""
    later = replace(ONE, proposed=date(2026, 11, 3))
    undated = frozenset({"geology.G-01"})
    assert _compare([later], [ONE], [_row(ONE)], undated).unchanged == ("geology.G-01",)
    assert _compare([later], [ONE], [_row(ONE)]).changes == {"geology.G-01": ("proposed",)}


def test_accepting_keeps_new_and_changed_only() -> None:
    """Unchanged engagements are not kept again; people known by reference keep their row."""
    record, book = MemoryRecord(), MemoryIntake()
    known = Person("S-1", "Ada Kern", "Geology", "PI")
    record.put_people([known], AT)
    record.put_engagements([ONE], AT)
    arrival = _compare([ONE, TWO], [ONE], [_row(ONE)])
    people = [Person("S-1", "KERN A.", "", ""), Person("S-2", "Tobin Marsk", "", "")]
    assert accept_arrival(arrival, people, record, book, at=AT) == 1
    assert record.people() == {"S-1": known, "S-2": people[1]}
    assert {one.engagement_id for one in record.engagements()} == {"geology.G-01", "geology.G-02"}
    assert set(book.latest()) == {"geology.G-02"}


def test_accepting_the_same_again_adds_nothing() -> None:
    """After an arrival is accepted the same arrival is unchanged and brings no row."""
    record, book = MemoryRecord(), MemoryIntake()
    accept_arrival(_compare([ONE, TWO], [], []), [], record, book, at=AT)
    kept = list(record.engagements())
    again = _compare([ONE, TWO], kept, list(book.latest().values()))
    assert (again.new, again.changed, again.rows) == ((), (), ())
