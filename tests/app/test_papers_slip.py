"""When a slip may be written: only where nothing fired and nothing may."""

from __future__ import annotations

import dataclasses

import pytest

from counterfoil.app.papers.slip import build_slip, limits_beside, slip_obstacles
from counterfoil.domain.dossier import Dossier
from counterfoil.domain.papers import Sender
from tests.exports import invented

SENDER = Sender("", "Research Security Office", "")


@pytest.fixture
def quiet() -> Dossier:
    """A dossier in which one pack was assessed and nothing fired."""
    made = invented.dossier()
    pack = dataclasses.replace(
        made.packs[0], headline="no rule fired", hold="", low="none", high="none", decided_by=()
    )
    return dataclasses.replace(
        made,
        packs=(pack, *made.packs[1:]),
        rules=(),
        questions=(),
        holds=(),
        sources=made.sources[:1],
    )


def test_nothing_stands_against_a_quiet_dossier(quiet: Dossier) -> None:
    """A pack that could not be assessed is named on the slip and does not prevent it."""
    assert slip_obstacles(quiet) == ()
    slip = build_slip(quiet, SENDER)
    assert slip.headline == "No rule fired"
    assert slip.not_assessable == (
        "us-restricted-2026: Not loaded: Entity List. Rules that need it were not evaluated.",
    )
    assert slip.sender.reply_to == "Research Security Office"


def test_each_open_thing_stands_against_it(quiet: Dossier) -> None:
    """A rule, a question, a hold and an interval above none are each enough, and are named."""
    made = invented.dossier()
    for change, part in (
        ({"rules": made.rules[3:]}, "R3 of house-2026 has fired: A listed owner"),
        ({"rules": made.rules[:1]}, "R1 of house-2026 may fire:"),
        ({"questions": made.questions[:1]}, "Question 1 is open: What share"),
        ({"holds": made.holds}, "raw recordings to P1"),
        ({"packs": made.packs}, "house-2026: at least REFER"),
    ):
        found = slip_obstacles(dataclasses.replace(quiet, **change))
        assert [line for line in found if part in line], part


def test_papers_and_exemptions_are_no_obstacle(quiet: Dossier) -> None:
    """A missing paper and an exemption that applies leave the slip possible."""
    rules = tuple(
        dataclasses.replace(invented.dossier().rules[3], outcome=outcome)
        for outcome in ("checklist", "exemption")
    )
    assert slip_obstacles(dataclasses.replace(quiet, rules=rules)) == ()


def test_no_pack_no_slip(quiet: Dossier) -> None:
    """Where nothing could be assessed, nothing can be said."""
    found = slip_obstacles(dataclasses.replace(quiet, packs=quiet.packs[1:]))
    assert found == ("No pack could be assessed, so nothing can be said.",)


def test_a_hold_that_is_only_possible_prevents_it(quiet: Dossier) -> None:
    """Low and high at none do not help while a hold may come."""
    pack = dataclasses.replace(quiet.packs[0], hold="HOLD possible")
    assert slip_obstacles(dataclasses.replace(quiet, packs=(pack,)))


def test_a_stale_list_is_in_the_title(quiet: Dossier) -> None:
    """On a list older than its cadence allows the slip says so first of all."""
    stale = dataclasses.replace(quiet, sources=invented.dossier().sources)
    slip = build_slip(stale, SENDER)
    assert slip.headline == "No rule fired on a stale list"
    assert slip.stale == ("Restricted parties: 34 days old",)


def test_a_list_not_loaded_is_said_once(quiet: Dossier) -> None:
    """A limit that a pack's note names already is left out; any other stays."""
    limits = (
        "The list Entity List is not loaded; nothing can be said of it.",
        "The list Old names is not loaded; nothing can be said of it.",
        "Another limit.",
    )
    assert limits_beside(dataclasses.replace(quiet, limits=limits)) == limits[1:]
