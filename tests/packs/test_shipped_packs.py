"""The shipped packs: linted, tested by their own tests, and right on the digest's vectors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counterfoil.bootstrap.data import DATA, load_pack
from counterfoil.domain.assessment import Assessment, PackResult, Status
from counterfoil.domain.case import (
    AffiliationFacts,
    Body,
    Candidate,
    Case,
    ListFacts,
    Owner,
    PartyFacts,
    PersonFacts,
)
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import Mark, Pack
from counterfoil.errors import DataError
from counterfoil.reasoning.assess import assess_case
from counterfoil.reasoning.packlint import lint
from counterfoil.reasoning.ruletest import outcome_of_test
from counterfoil.sources.pack_file import parse_pack, read_pack

SHIPPED = sorted(path.stem for path in (DATA / "packs").glob("*.toml"))
PACKS = {pack_id: load_pack(pack_id, Path("nowhere"))[0] for pack_id in SHIPPED}
RULE_TESTS = [
    (pack_id, rule.rule_id, number)
    for pack_id, pack in PACKS.items()
    for rule in pack.rules
    for number in range(len(rule.tests))
]


def listed_body(body_id: str, dataset: str, *, identity: bool | None = True) -> Body:
    """Return a body that is (or may be) an entity on a list."""
    candidate = Candidate(
        cluster=f"{dataset}:{body_id}",
        members=(f"{dataset}:{body_id}",),
        group="",
        caption=f"Listed {body_id}",
        matched=f"Listed {body_id}",
        band="identifier" if identity else "strong",
        score=0,
        reasons=(),
        identity=identity,
        basis="identifier" if identity else "name",
        basis_ref="registrationNumber=1" if identity else "",
        lists=((dataset, "2020-01-01", "s1"),),
    )
    return Body(body_id, f"p-{body_id}", f"Body {body_id}", (candidate,))


def case_on(day: date, pack: Pack, **changes: object) -> Case:
    """Return a grant proposed and assessed on a day, with every list of the pack loaded."""
    lists = tuple(
        ListFacts(entry.role, ((entry.role, "s", day.isoformat(), day.isoformat(), 0),), ())
        for entry in pack.lists
    )
    plain = Case(
        engagement="T", as_of=day, kind="grant", funders=(), proposed=day, starts=None,
        ends=None, parties=(), people=(), flows=(), answers=(), asked=(), areas=None,
        suggestions=(), documents=(), safeguards=(), incomplete=(), lists=lists,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def result_of(case: Case, pack: Pack) -> tuple[PackResult, Assessment]:
    """Return what a pack says of a case."""
    assessment = assess_case(case, (pack,))
    return assessment.packs[0], assessment


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_a_shipped_pack_passes_the_linter(pack_id: str) -> None:
    """Every shipped pack carries basis, mark, plain sentence, owners and tests, and no origin."""
    assert lint(PACKS[pack_id]) == []


@pytest.mark.parametrize(("pack_id", "rule_id", "number"), RULE_TESTS)
def test_a_rule_does_what_its_own_test_says(pack_id: str, rule_id: str, number: int) -> None:
    """Each test that stands beside a rule holds."""
    pack = PACKS[pack_id]
    rule = pack.rule(rule_id)
    assert outcome_of_test(pack, rule, rule.tests[number]) == rule.tests[number].expect


def test_packs_say_which_rules_were_verified() -> None:
    """Both marks occur, so the page can show the difference."""
    marks = {rule.mark for pack in PACKS.values() for rule in pack.rules}
    assert marks == {Mark.VERIFIED, Mark.TO_VERIFY}


def strac_case(**affiliation: str) -> Case:
    """Return vector T3: an NSERC call on quantum sensing, a post-doc at a named organisation."""
    body = listed_body("S-1/A1", "named-research-organizations")
    held = AffiliationFacts(
        "A1",
        "appointment",
        "visiting post",
        body,
        affiliation.get("start", "2022-01"),
        affiliation.get("end", ""), affiliation.get("confirmed", ""), disclosed=True,
    )  # fmt: skip
    return case_on(
        date(2024, 6, 15),
        PACKS["ca-strac-2024"],
        funders=("nserc",),
        people=(PersonFacts("S-1", "post-doc", (held,)),),
        areas=("ca-stra/quantum-science/quantum-sensing",),
    )


def test_vector_t3_a_live_post_at_a_named_organisation_prohibits() -> None:
    """T3: quantum sensing under NSERC with a live post at a named organisation is prohibited."""
    result, _ = result_of(strac_case(confirmed="2024-06-15"), PACKS["ca-strac-2024"])
    assert (result.low, result.high) == (Outcome.PROHIBIT, Outcome.PROHIBIT)


def test_vector_t3_proof_that_the_post_ended_is_what_would_settle_it() -> None:
    """T3: without an end date the outcome is open and the one question asks for the dates."""
    result, assessment = result_of(strac_case(), PACKS["ca-strac-2024"])
    assert result.reaches is Outcome.PROHIBIT
    assert result.low < Outcome.PROHIBIT
    assert [q.kind for q in assessment.questions] == ["dates"]


def test_vector_t4_a_post_that_ended_before_the_application_does_not_count() -> None:
    """T4: only current affiliations count; one that ended before the proposal is ignored."""
    result, _ = result_of(strac_case(end="2024-05-31"), PACKS["ca-strac-2024"])
    assert (result.low, result.high) == (Outcome.NONE, Outcome.NONE)


def test_vector_t10_the_staff_reference_changes_nothing_else() -> None:
    """T10: another person in the same facts gives the same bytes but for the reference."""
    case = strac_case(confirmed="2024-06-15")
    swapped = replace(case, people=(replace(case.people[0], staff="S-9"),))
    pack = PACKS["ca-strac-2024"]
    before = assess_case(case, (pack,)).to_bytes()
    after = assess_case(swapped, (pack,)).to_bytes()
    assert before != after
    assert before.replace(b"S-1", b"S-9") == after.replace(b"S-1", b"S-9")


def affiliates_case(day: date) -> Case:
    """Return vector T5: a party owned 30 and 20 percent by two bodies on the Entity List."""
    owners = tuple(
        Owner(
            listed_body(f"O{n}", "entity-list"),
            share,
            share,
            stated=True,
            since="",
            origin="extract",
        )
        for n, share in ((1, "30"), (2, "20"))
    )
    body = Body("P1", "p-1", "Half and Half", (), owners)
    return case_on(
        day,
        PACKS["us-restricted-2026"],
        kind="partnership",
        parties=(PartyFacts("P1", "partner", body),),
    )


@pytest.mark.parametrize(
    ("day", "low", "hold"),
    [
        (date(2025, 9, 28), Outcome.NONE, False),
        (date(2025, 9, 29), Outcome.REFER, True),
        (date(2025, 10, 15), Outcome.REFER, True),
        (date(2025, 11, 9), Outcome.REFER, True),
        (date(2025, 11, 10), Outcome.NONE, False),
        (date(2026, 3, 1), Outcome.NONE, False),
        (date(2026, 11, 9), Outcome.NONE, False),
        (date(2026, 11, 10), Outcome.REFER, True),
        (date(2026, 11, 22), Outcome.REFER, True),
    ],
)
def test_vector_t5_the_affiliates_rule_follows_its_switch(
    day: date, low: Outcome, *, hold: bool
) -> None:
    """T5: on, off and in doubt on the days of the switch, both ends included."""
    pack = replace(PACKS["us-restricted-2026"], since=None)
    result, _ = result_of(affiliates_case(day), pack)
    assert result.status is Status.ASSESSED
    assert result.low is low
    assert result.hold is hold


def test_two_owners_below_half_do_not_add_up() -> None:
    """Twenty-nine and twenty percent are no half: the rule on owners stays silent."""
    case = affiliates_case(date(2026, 11, 22))
    owners = (replace(case.parties[0].body.owners[0], low="29", high="29"),
              case.parties[0].body.owners[1])  # fmt: skip
    body = replace(case.parties[0].body, owners=owners)
    changed = replace(case, parties=(replace(case.parties[0], body=body),))
    result, _ = result_of(changed, PACKS["us-restricted-2026"])
    assert result.reaches is Outcome.NONE


def test_a_pack_before_its_first_day_does_not_apply() -> None:
    """Canada's policy says nothing of a day before 1 May 2024."""
    case = replace(strac_case(confirmed="2024-04-01"), as_of=date(2024, 4, 1))
    result, _ = result_of(case, PACKS["ca-strac-2024"])
    assert result.status is Status.NOT_APPLICABLE


PACK_TEXT = (DATA / "packs" / "house-2026.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("found", "put", "says"),
    [
        ('when = "answer(', 'when = "nationality(p) and answer(', "country, origin or name"),
        ('mark = "verified"', 'mark = "sure"', "mark"),
        ("[[lists]]", "[[listz]]", "listz"),
        ('outcome = "prohibit"', 'outcome = "forbid"', "outcome"),
    ],
)
def test_a_bad_pack_is_refused_with_the_place(found: str, put: str, says: str) -> None:
    """A condition on origin, an unknown mark, table or outcome is refused in words."""
    text = PACK_TEXT.replace(found, put, 1)
    assert text != PACK_TEXT
    try:
        faults = " ".join(lint(parse_pack(text.encode(), name="x.toml")))
    except DataError as fault:
        faults = fault.what
    assert says in faults


def test_a_pack_without_tests_is_refused() -> None:
    """The linter wants a test that fires and one that does not for every rule."""
    pack = PACKS["house-2026"]
    bare = replace(pack, rules=tuple(replace(rule, tests=()) for rule in pack.rules))
    faults = lint(bare)
    assert sum("expect = 'fires'" in fault for fault in faults) == len(pack.rules)


def test_a_pack_that_is_no_toml_says_where(tmp_path: Path) -> None:
    """A torn file is a DataError that names it."""
    path = tmp_path / "torn.toml"
    path.write_text(PACK_TEXT[:500], "utf-8")
    with pytest.raises(DataError, match=r"torn\.toml"):
        read_pack(path)
