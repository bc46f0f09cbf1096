"""The vectors T1 to T10 through the whole program.

They are invented cases with the result that each regime's published rules give. They are
put through the whole program: files of the invented institute, imported, matched, judged, and
where a vector has a variant, the same case with one fact changed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterfoil.domain.case import Case, PersonFacts, answer_key
from counterfoil.reasoning.assess import assess_case
from tests.institute.side_by_side import ASIDE
from tests.packs.conftest import World


def answered(case: Case, key: str, about: str = "", *, value: bool) -> Case:
    """Return a case with one answer put in or changed."""
    told = dict(case.answers) | {answer_key(key, about): value}
    return replace(case, answers=tuple(sorted(told.items())))


def without(case: Case, *ties: str) -> Case:
    """Return a case whose first person has not these ties."""
    first = case.people[0]
    kept = tuple(tie for tie in first.affiliations if tie.key not in ties)
    return replace(case, people=(replace(first, affiliations=kept), *case.people[1:]))


def test_t1_a_disclosed_paper_of_2024(world: World) -> None:
    """T1: suggested under the first edition, recommended under the third, Canada does not apply.

    The vector says `mitigate` for the third; the pack reads a paper older than two years as
    recommended, which is inside what was published (required or recommended).
    """
    only_2024 = without(world.case("2026-026"), "A2", "A3")
    assert world.says(only_2024, "us-dow-2023") == "assessed, mitigate-suggested: US-DOW23-14"
    assert world.says(only_2024, "us-dow-2026") == (
        "assessed, mitigate-recommended: US-DOW26-05-PAPERS"
    )
    assert world.says(only_2024, "ca-strac-2024") == ASIDE


@pytest.mark.parametrize(
    ("on", "cell"),
    [
        ("2021-06-21", "assessed, none"),
        ("2021-06-22", "assessed, mitigate-recommended: US-DOW26-05-PAPERS"),
        ("2024-06-21", "assessed, mitigate-recommended: US-DOW26-05-PAPERS"),
        ("2024-06-22", "assessed, mitigate-required: US-DOW26-05-PAPERS-RECENT"),
        ("2026-06-22", "assessed, mitigate-required: US-DOW26-05-PAPERS-RECENT"),
        ("2026-06-23", "assessed, none"),
    ],
)
def test_t1_both_ends_of_both_windows(world: World, on: str, cell: str) -> None:
    """T1: five and two years before the proposal of 22 June 2026, both ends included."""
    case = without(world.case("2026-026"), "A2", "A3")
    (tie,) = case.people[0].affiliations
    person = replace(case.people[0], affiliations=(replace(tie, start=on, end=on),))
    assert world.says(replace(case, people=(person,)), "us-dow-2026") == cell


def test_t2_a_paper_of_2019(world: World) -> None:
    """T2: older than five years: none; the first edition counted from October 2019: none too."""
    only_2019 = without(world.case("2026-026"), "A1", "A3")
    assert world.says(only_2019, "us-dow-2026") == "assessed, none"
    assert world.says(only_2019, "us-dow-2023") == "assessed, none"


def test_t3_a_live_post_and_what_settles_it(world: World) -> None:
    """T3: a live post is prohibited; with no end and no confirmation the dates are asked for."""
    case = world.case("2026-018")
    assert world.says(case, "ca-strac-2024") == "assessed, prohibit: CA-STRAC-01"
    post = replace(case.people[1].affiliations[0], confirmed="")
    post_doc = replace(case.people[1], affiliations=(post,))
    undated = replace(case, people=(case.people[0], post_doc))
    assert world.says(undated, "ca-strac-2024") == "assessed, none to prohibit: CA-STRAC-01?"
    (question,) = assess_case(undated, (world.packs["ca-strac-2024"],)).questions
    assert question.key == "dates:V-02:A1"
    assert question.best == question.worst == 7


def _ended(case: Case, on: str) -> Case:
    post = replace(case.people[1].affiliations[0], end=on)
    return replace(case, people=(case.people[0], replace(case.people[1], affiliations=(post,))))


@pytest.mark.parametrize(
    ("ended", "strac", "ontario"),
    [
        ("2024-10-11", "assessed, none", "assessed, none"),
        ("2024-10-12", "assessed, none", "assessed, mitigate-required: CA-ON-01-POST"),
        ("2026-10-11", "assessed, none", "assessed, mitigate-required: CA-ON-01-POST"),
        (
            "2026-10-12",
            "assessed, prohibit: CA-STRAC-01",
            "assessed, mitigate-required: CA-ON-01-POST",
        ),
    ],
)
def test_t4_a_post_that_ended(world: World, ended: str, strac: str, ontario: str) -> None:
    """T4: Canada looks at the day of application only, Ontario at two years before it.

    The vector says `disclose` for Ontario; its own row asks for disclosure and a plan, and the
    worse of both is what a pack says. The form is an entry of the checklist.
    """
    case = _ended(world.case("2026-031"), ended)
    assert world.says(case, "ca-strac-2024") == strac
    assert world.says(case, "ca-ontario-2024") == ontario


def test_t4_the_proof_is_a_paper_and_no_outcome(world: World) -> None:
    """T4: without the letter the outcome stays none and the checklist asks for it."""
    case = world.case("2026-031")
    pack = world.packs["ca-strac-2024"]
    assert [check.rule for check in assess_case(case, (pack,)).checklist] == []
    kept = tuple(name for name in case.documents if name != "proof-of-ended-affiliation")
    bare = replace(case, documents=kept)
    assert world.says(bare, "ca-strac-2024") == "assessed, none"
    assert [check.rule for check in assess_case(bare, (pack,)).checklist] == ["CA-STRAC-06"]


@pytest.mark.parametrize("pack_id", ["us-restricted-2026", "us-ear-enduse-2026"])
@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2025, 9, 28), False),
        (date(2025, 10, 15), True),
        (date(2025, 11, 9), True),
        (date(2025, 11, 10), False),
        (date(2026, 3, 1), False),
        (date(2026, 11, 9), False),
        (date(2026, 11, 10), True),
        (date(2026, 11, 22), True),
    ],
)
def test_t5_the_affiliates_rule(world: World, pack_id: str, day: date, *, held: bool) -> None:
    """T5: a party owned 30 + 25 percent is referred while the rule is on or in doubt, only then."""
    said = world.says(replace(world.case("2026-004"), as_of=day), pack_id)
    assert said.startswith("assessed, refer, HOLD: " if held else "assessed, none")


@pytest.mark.parametrize("pack_id", ["us-restricted-2026", "us-ear-enduse-2026"])
def test_t5_both_branches_of_a_doubt_are_told(world: World, pack_id: str) -> None:
    """T5: from 10 November 2026 the rule says what follows if it is law and if it is not."""
    said = world.says(replace(world.case("2026-004"), as_of=date(2026, 11, 22)), pack_id)
    rules = [world.packs[pack_id].rule(name) for name in said.partition(": ")[2].split(", ")]
    doubts = [rule.doubt for rule in rules if rule.doubt is not None]
    assert doubts
    for doubt in doubts:
        assert doubt.since == date(2026, 11, 10)
        assert doubt.why
        assert doubt.if_in_force != doubt.if_not


@pytest.mark.parametrize(
    ("reached_250", "reached_200", "cell"),
    [
        (True, True, "assessed, disclose: US-117-01"),
        (False, True, "assessed, record: US-117-03"),
        (False, False, "assessed, none"),
    ],
)
def test_t6_gifts_and_contracts_are_added(
    world: World, *, reached_250: bool, reached_200: bool, cell: str
) -> None:
    """T6: 140,000 and 115,000 of one source are 255,000: disclose. The office does the sum."""
    case = answered(world.case("2026-026"), "source_reached_250000", "P1", value=reached_250)
    case = answered(case, "source_reached_200000", "P1", value=reached_200)
    assert world.says(case, "us-section-117-2026") == cell


def test_t7_genomes(world: World) -> None:
    """T7: 150 genomes are prohibited; 90 are not bulk and this regime says nothing."""
    case = world.case("2026-029")
    assert world.says(case, "us-bulk-data-2025") == "assessed, prohibit: US-DSP-01"
    ninety = answered(case, "genomes_over_100", "F1", value=False)
    assert world.says(ninety, "us-bulk-data-2025") == "assessed, none"


def test_t7_a_seat_is_as_good_as_an_owner(world: World) -> None:
    """T7: by seat alone the hospital is covered; from elsewhere, with a clause, it is free."""
    case = answered(world.case("2026-029"), "covered_by_ownership", "P1", value=False)
    (party,) = case.parties
    seated = replace(case, parties=(replace(party, body=replace(party.body, seat="CU")),))
    assert world.says(seated, "us-bulk-data-2025") == "assessed, prohibit: US-DSP-01"
    assert world.says(case, "us-bulk-data-2025") == "assessed, mitigate-required: US-DSP-03"
    clause = replace(case, safeguards=("clause-onward-transfer",))
    assert world.says(clause, "us-bulk-data-2025") == "assessed, none"


def test_t7_work_for_a_federal_grant_is_referred(world: World) -> None:
    """T7: where the exemption may hold, the prohibition gives way to a referral that holds."""
    case = answered(world.case("2026-029"), "federal_grant_or_regulated_study", value=True)
    assert world.says(case, "us-bulk-data-2025") == "assessed, refer, HOLD: US-DSP-04"


def test_t8_a_scripted_talk_is_registered_first(world: World) -> None:
    """T8: disclose, and nothing starts before; with the registration on file it is silent."""
    case = world.case("2026-028")
    said = "assessed, disclose, HOLD: UK-FIRS-02"
    assert world.says(case, "uk-firs-2025") == f"{said}-ELSEWHERE"
    (party,) = case.parties
    seated = replace(case, parties=(replace(party, body=replace(party.body, seat="IR")),))
    assert world.says(seated, "uk-firs-2025") == said
    filed = replace(case, documents=(*case.documents, "firs-registration"))
    filed = answered(filed, "firs_changed", value=False)
    assert world.says(filed, "uk-firs-2025") == "assessed, none"


def test_t8_money_without_direction_is_recorded(world: World) -> None:
    """T8: the same agency that only pays: recorded, no registration."""
    case = answered(world.case("2026-028"), "firs_direction", value=False)
    assert world.says(case, "uk-firs-2025") == "assessed, none"
    (party,) = case.parties
    seated = replace(case, parties=(replace(party, body=replace(party.body, seat="IR")),))
    assert world.says(seated, "uk-firs-2025") == "assessed, record: UK-FIRS-04"


def test_t8_open_exchange_is_a_safe_harbour(world: World) -> None:
    """T8: open exchange frees from US-CHIPS-01, but not where a listed body runs or pays it.

    Then it is referred, and prohibited as well where the terms are among the nine.
    """
    case = answered(world.case("2026-027"), "open_exchange", "S-24", value=True)
    assert world.says(case, "us-chips-2022") == (
        "assessed, prohibit, HOLD: US-CHIPS-01, US-CHIPS-06"
    )
    harmless = answered(case, "programme_terms", "S-24", value=False)
    assert world.says(harmless, "us-chips-2022") == "assessed, refer, HOLD: US-CHIPS-06"
    programme = next(t for t in case.people[0].affiliations if t.relation == "programme")
    of_concern = replace(programme.body, candidates=(), seat="IR")
    person = replace(case.people[0], affiliations=(replace(programme, body=of_concern),))
    unlisted = replace(case, people=(person,))
    assert world.says(unlisted, "us-chips-2022") == "assessed, none"
    closed = answered(unlisted, "open_exchange", "S-24", value=False)
    assert world.says(closed, "us-chips-2022") == "assessed, prohibit: US-CHIPS-01"


def test_t9_a_state_ship_on_the_shelf(world: World) -> None:
    """T9: GL-03 and GL-06 refer, the European pack records; papers on file take them away.

    Referrals hold as well, which the vector leaves open and the design asks for.
    """
    case = world.case("2026-030")
    said = world.says(case, "gl-fieldwork-2026")
    assert said.startswith("assessed, refer, HOLD: ")
    assert {"GL-03", "GL-06"} <= set(said.partition(": ")[2].split(", "))
    assert "EU-RS-01" in world.says(case, "eu-research-security-2024")
    papers = ("greenland-research-permit", "diplomatic-clearance", "fieldwork-purpose-check")
    filed = replace(case, documents=(*case.documents, *papers))
    assert world.says(filed, "gl-fieldwork-2026") == "assessed, none"


@pytest.mark.parametrize("engagement", ["2026-018", "2026-026", "2026-027", "2026-031"])
def test_t10_another_person_gets_the_same_result(world: World, engagement: str) -> None:
    """T10: the same facts of somebody else give the same cell under every pack."""
    case = world.case(engagement)
    other = {person.staff: f"Z-{number}" for number, person in enumerate(case.people, 1)}
    people = tuple(PersonFacts(other[p.staff], p.role, p.affiliations) for p in case.people)
    answers = tuple(sorted((_renamed(key, other), value) for key, value in case.answers))
    swapped = replace(case, people=people, answers=answers)
    for pack_id in world.packs:
        assert world.says(swapped, pack_id) == world.says(case, pack_id)


def _renamed(key: str, other: dict[str, str]) -> str:
    question, sign, about = key.partition("/")
    return f"{question}{sign}{other.get(about, about)}"
