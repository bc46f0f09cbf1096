"""The invented institute against the answers worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counterfoil.domain.assessment import Assessment, PackResult, Status
from tests.institute.conftest import ENGAGEMENTS, GOLDEN, Institute, golden

HOLD = {True: "yes", None: "maybe", False: "no"}


def _assessment(institute: Institute, engagement_id: str) -> Assessment:
    return next(
        one.assessment
        for one in institute.batch.assessed
        if one.assessment.engagement == engagement_id
    )


def _pack(assessment: Assessment, pack_id: str) -> PackResult:
    return next(pack for pack in assessment.packs if pack.pack == pack_id)


def _fired(institute: Institute, result: PackResult) -> list[str]:
    pack = next(p for p in institute.bench.packs if p.pack_id == result.pack)
    substantive = {rule.rule_id for rule in pack.rules if rule.outcome is not None}
    found = [r.rule for r in result.results if r.truth is True and r.evaluated]
    return [rule for rule in dict.fromkeys(found) if rule in substantive]


def _expected_pack(engagement_id: str, pack_id: str) -> dict[str, Any]:
    own: dict[str, Any] = golden(engagement_id)["packs"].get(pack_id, {})
    return own or GOLDEN["all"][pack_id]


@pytest.mark.parametrize("engagement_id", ENGAGEMENTS)
@pytest.mark.parametrize("pack_id", ["house-2026", "ca-strac-2024", "us-restricted-2026"])
def test_each_pack_says_what_was_worked_by_hand(
    institute: Institute, engagement_id: str, pack_id: str
) -> None:
    """Status, interval, hold and fired rules of every pack are the golden ones."""
    result = _pack(_assessment(institute, engagement_id), pack_id)
    expected = _expected_pack(engagement_id, pack_id)
    assert result.status.value == expected["status"]
    if result.status is Status.NOT_APPLICABLE:
        return
    assert result.low.key == expected["low"]
    if "high" in expected:
        assert result.high is not None
        assert result.high.key == expected["high"]
    else:
        assert result.high is None
    assert HOLD[result.hold] == expected["hold"]
    assert sorted(_fired(institute, result)) == sorted(expected["fired"])


@pytest.mark.parametrize("engagement_id", ENGAGEMENTS)
def test_questions_stand_in_the_golden_order(institute: Institute, engagement_id: str) -> None:
    """The open questions have the keys, order and narrowing worked by hand."""
    asked = _assessment(institute, engagement_id).questions
    expected = golden(engagement_id)["questions"]
    assert [q.key for q in asked] == [q["key"] for q in expected]
    for question, wanted in zip(asked, expected, strict=True):
        assert (question.best, question.worst) == (wanted["best"], wanted["worst"])
        assert question.who == wanted["who"]


@pytest.mark.parametrize("engagement_id", ENGAGEMENTS)
def test_the_right_people_are_to_be_warned(institute: Institute, engagement_id: str) -> None:
    """Warnings by rules that have fired name the golden staff and rules."""
    packs = {pack.pack_id: pack for pack in institute.bench.packs}
    found = {
        (staff, pointer.rule)
        for pointer in _assessment(institute, engagement_id).measures
        if pointer.truth
        and packs[pointer.pack].rule(pointer.rule).measures[pointer.index].kind == "warn"
        for staff in pointer.staff
    }
    assert found == {(w["staff"], w["rule"]) for w in golden(engagement_id)["warn"]}


@pytest.mark.parametrize("engagement_id", ENGAGEMENTS)
def test_holds_are_the_golden_ones(institute: Institute, engagement_id: str) -> None:
    """Every hold, certain or possible, is the one worked by hand, for the same binding."""
    found = {
        (p.pack, p.rule, tuple(sorted(dict(p.binding).items())), HOLD[p.truth])
        for p in _assessment(institute, engagement_id).holds
    }
    expected = {
        (h["pack"], h["rule"], tuple(sorted(h.get("of", {}).items())), h["hold"])
        for h in golden(engagement_id)["holds"]
    }
    assert found == expected


def test_the_phrase_that_suggests_the_area_is_quoted_with_offsets(institute: Institute) -> None:
    """In 2026-007 the phrase `towed hydrophone array` stands at characters 12 to 34."""
    case = next(o.case for o in institute.batch.assessed if o.case.engagement == "2026-007")
    house = [s for s in case.suggestions if s.area == "house/underwater-acoustics"]
    assert [(s.phrase, s.start, s.end) for s in house] == [("towed hydrophone array", 12, 34)]


def test_settling_sets_of_the_worked_example(institute: Institute) -> None:
    """No single answer settles 2026-007; {share, tech} with tech no does, the hold as well."""
    house = _pack(_assessment(institute, "2026-007"), "house-2026")
    found = [(s.named, s.answer, s.others, s.settles_hold) for s in house.settling]
    assert found[0] == ("tech", "no", ("share:P2",), True)
    assert {f[0] for f in found} == {
        "tech",
        "same:P1:x-defence-research:e1",
        "answer:results_publishable_without_restriction",
    }
    assert not any(f[3] for f in found[1:])


def test_every_list_has_its_golden_counts(institute: Institute) -> None:
    """Each invented list holds as many entities, of the edition, as its files say."""
    for dataset, expected in GOLDEN["lists"].items():
        manifest = institute.bench.store.current()[dataset]
        assert manifest.entities == expected["entities"]
        assert manifest.edition == expected.get("edition", date(2026, 7, 1))
