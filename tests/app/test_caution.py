"""Doubt stays doubt: what might hide a listed body is a question, a limit or a refusal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from counterfoil.app.gather import CANDIDATES
from counterfoil.app.partners import judgements_in_force, merged_partners, partner_id
from counterfoil.app.resolve import normal_identifier
from counterfoil.app.ties import read_share
from counterfoil.bootstrap.data import examples, load_pack
from counterfoil.domain.assessment import Assessment
from counterfoil.domain.engagement import BodyRef
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.tie import UNSTATED, Share
from counterfoil.errors import DataError
from counterfoil.reasoning.assess import assess_case
from counterfoil.sources.register_file import read_engagement
from tests.app.shelves import DAY, MATCHER, body, found, listed, owns, shelf_of, verdict
from tests.packs.test_shipped_packs import case_on

HOUSE = load_pack("house-2026", Path("nowhere"))[0]
REF = BodyRef("Northern Ore", identifiers=(("registration", "VX-55120"),))
LISTED = listed("defence-research:1", "Veld Directorate", registrationNumber="VX-90001")


def assessed(datasets: dict[str, list[object]], ref: BodyRef) -> Assessment:
    """Assess a partnership with one partner under the house pack."""
    from counterfoil.domain.case import PartyFacts

    shelf = shelf_of(datasets, ["defence-research"])  # type: ignore[arg-type]
    case = case_on(DAY, HOUSE, kind="partnership", areas=())
    party = PartyFacts("P1", "partner", found(shelf, ref))
    return assess_case(replace(case, parties=(party,)), (HOUSE,))


def test_a_listed_owner_without_a_share_above_a_party_is_a_question() -> None:
    """A listed body that owns an unstated share may stand above: open, never "no rule fired"."""
    registry = [
        *body("r:1", "Northern Ore", "Company", registrationNumber="VX-55120"),
        *owns("r:o1", "defence-research:1", "r:1"),
    ]
    result = assessed({"defence-research": [*LISTED], "r": [*registry]}, REF)
    assert result.packs[0].reaches >= Outcome.REFER
    assert [question.kind for question in result.questions] == ["share"]


def test_vessels_do_not_crowd_a_company_out() -> None:
    """However many listed ships bear the name, the listed company is among the candidates."""
    ships = [s for n in range(60) for s in listed(f"x:s{n}", "Polar Kestrel", "Vessel")]
    shelf = shelf_of({"x": [*ships, *listed("x:c", "Polar Kestrel", "Company")]}, ["x"])
    assert [c.cluster for c in found(shelf, "Polar Kestrel").candidates] == ["x:c"]


def test_more_namesakes_than_are_looked_at_is_said() -> None:
    """Where the candidates were cut, the body says so."""
    many = [s for n in range(CANDIDATES + 5) for s in listed(f"x:{n}", "Veld Ordnance Group")]
    made = found(shelf_of({"x": many}, ["x"]), "Veld Ordnance Group")
    assert made.cut


def test_a_listed_person_behind_a_body_nobody_called_a_person_is_found() -> None:
    """A full name that agrees is a question, whatever the party was declared to be."""
    shelf = shelf_of({"x": listed("x:1", "Dragomir Velkovsky-Tarn", "Person")}, ["x"])
    (candidate,) = found(shelf, "Dragomir Velkovsky-Tarn").candidates
    assert (candidate.cluster, candidate.identity) == ("x:1", None)


def merge(left: str, right: str, said: Verdict = Verdict.SAME) -> Judgement:
    """Return a verdict on two partners."""
    return verdict(left, f"partner/{right}", said)


def test_officers_who_disagree_before_a_merge_leave_a_conflict() -> None:
    """Same and different under two partners that became one is no verdict."""
    said = [
        verdict("a", "x:1", Verdict.SAME, "Polar Holding"),
        verdict("b", "x:1", Verdict.DIFFERENT, "Polar Holding"),
        merge("a", "b"),
    ]
    assert len(judgements_in_force(said)) == 2
    shelf = shelf_of({"x": listed("x:1", "Polar Holding")}, ["x"])
    (candidate,) = found(shelf, "Polar Holding", said, partner="a").candidates
    assert (candidate.identity, candidate.basis) == (None, "judgement-conflict")


def test_a_partner_merged_twice_stays_with_both() -> None:
    """A = C and then B = C makes one body of three."""
    into = merged_partners([merge("a", "c"), merge("b", "c")])
    assert len({into.get(key, key) for key in "abc"}) == 1


def test_unsure_about_one_of_two_linked_entries_is_unsure() -> None:
    """Different and unsure within a cluster do not make it another body."""
    rows = {
        "x": listed("x:1", "Polar Holding", registrationNumber="VX-10007"),
        "y": listed("y:1", "Polar Holding", registrationNumber="VX-10007"),
    }
    said = [
        verdict("p", "x:1", Verdict.DIFFERENT, "Polar Holding"),
        verdict("p", "y:1", Verdict.UNSURE, "Polar Holding"),
    ]
    (candidate,) = found(shelf_of(rows, ["x", "y"]), "Polar Holding", said).candidates
    assert candidate.identity is None


@pytest.mark.parametrize(
    "text", ["more than 25 %", "at least 25 %", "over 25 %", "25+ %", "25 % or more"]
)
def test_a_lower_bound_in_words_is_no_exact_share(text: str) -> None:
    """What is at least a quarter may be the whole."""
    assert read_share(text) == Share(Fraction(25), Fraction(100))


def test_a_share_below_one_is_not_stated() -> None:
    """Nobody can tell 0.51 percent from 51 percent."""
    assert read_share("0.51") == UNSTATED


@pytest.mark.parametrize("form", ["https://ror.org/", "http://ror.org/", "ror.org/", ""])
def test_a_registry_id_is_read_however_its_address_is_written(form: str) -> None:
    """Each spelling of the address gives the bare id."""
    assert normal_identifier("rorId", f"{form}05abc1234") == "05ABC1234"


def test_the_id_of_a_person_carries_no_name() -> None:
    """Ids stand in assessments; a person's holds nothing of the name."""
    made = partner_id("Dragomir Velkovsky-Tarn", MATCHER.fingerprint, is_person=True)
    assert made.startswith("person-")
    assert "velkovsky" not in made


def test_a_person_with_the_id_of_a_party_is_refused(tmp_path: Path) -> None:
    """One id for a party and a person would let one role hide the other."""
    text = (examples() / "engagements" / "2026-007.toml").read_text("utf-8")
    path = tmp_path / "clash.toml"
    path.write_text(text.replace('staff = "S-12"', 'staff = "P1"'), "utf-8")
    with pytest.raises(DataError, match="both a party and a person"):
        read_engagement(path)


def test_an_owner_whose_name_is_not_disclosed_is_a_question() -> None:
    """A majority owner without a name may be a listed body: open, and somebody is asked who it is."""
    pack = load_pack("us-restricted-2026", Path("nowhere"))[0]
    registry = [
        *body("r:1", "Northern Ore", "Company", registrationNumber="VX-55120"),
        *owns("r:o1", "r:hidden", "r:1", "60"),
    ]
    other = listed("entity-list:1", "Veld Directorate", registrationNumber="VX-90001")
    from counterfoil.domain.case import PartyFacts

    shelf = shelf_of({"entity-list": [*other], "r": [*registry]}, ["entity-list"])
    case = case_on(DAY, pack, kind="shipment", areas=())
    party = PartyFacts("P1", "partner", found(shelf, REF))
    result = assess_case(replace(case, parties=(party,)), (pack,))
    assert [q.key for q in result.questions if q.kind == "owner"] == ["owner:r:hidden"]
    by_name = found(shelf, "Northern Ore")  # a namesake in the registry is looked at as well
    assert [candidate.cluster for candidate in by_name.candidates] == ["r:1"]
