"""What a body may be, on tiny shelves made by hand."""

from __future__ import annotations

from counterfoil.app.gather import Wanted
from counterfoil.domain.case import Body, Candidate
from counterfoil.domain.engagement import BodyRef
from counterfoil.domain.judgement import Verdict
from counterfoil.domain.statement import Statement
from tests.app.shelves import body, found, gatherer, listed, owns, shelf_of, verdict

LIST = {"x": listed("x:1", "Polar Holding", "Company", registrationNumber="VX-10007")}


def one(made: Body) -> Candidate:
    """Return the only candidate of a body."""
    (candidate,) = made.candidates
    return candidate


def test_a_name_alone_is_a_question() -> None:
    """A name that matches leaves identity open, with band and reasons."""
    candidate = one(found(shelf_of(LIST, ["x"]), "Polar Holding Ltd"))
    assert (candidate.identity, candidate.basis, candidate.band) == (None, "name", "strong")
    assert candidate.reasons
    assert [name for name, _, _ in candidate.lists] == ["x"]
    assert found(shelf_of(LIST, ["x"]), "Wobbleton Bicycles").candidates == ()


def test_an_identifier_is_an_identity() -> None:
    """The same registration is the same body, whatever the name and the punctuation."""
    ref = BodyRef("Quite Another Name", identifiers=(("registration", "vx 10007"),))
    candidate = one(found(shelf_of(LIST, ["x"]), ref))
    assert (candidate.identity, candidate.basis, candidate.band) == (
        True,
        "identifier",
        "identifier",
    )
    other = BodyRef("Polar Holding", identifiers=(("lei", "VX-10007"),))
    assert one(found(shelf_of(LIST, ["x"]), other)).identity is None


def test_a_verdict_decides() -> None:
    """`same` is true, `different` false, `unsure` open; each says on what it rests."""
    shelf = shelf_of(LIST, ["x"])
    for said in Verdict:
        judged = [verdict("p", "x:1", said, "Polar Holding")]
        candidate = one(found(shelf, "Polar Holding", judged))
        assert candidate.identity is said.truth
        assert candidate.basis == ("judgement-unsure" if said is Verdict.UNSURE else "judgement")
    judged = [verdict("p", "x:1", Verdict.SAME, "Polar Holding")]
    elsewhere = one(found(shelf, "Polar Holding", judged, partner="q"))
    assert (elsewhere.identity, elsewhere.basis) == (None, "name")


def test_a_verdict_against_an_identifier_is_a_conflict() -> None:
    """Where a person and a number disagree, nothing is decided."""
    ref = BodyRef("Polar Holding", identifiers=(("registration", "VX-10007"),))
    judged = [verdict("p", "x:1", Verdict.DIFFERENT, "Polar Holding")]
    candidate = one(found(shelf_of(LIST, ["x"]), ref, judged))
    assert (candidate.identity, candidate.basis) == (None, "judgement-conflict")


def test_a_verdict_does_not_pass_to_another_name() -> None:
    """A list that gives the id to another body does not inherit the verdict."""
    judged = [verdict("p", "x:1", Verdict.DIFFERENT, "Arctic Trust")]
    candidate = one(found(shelf_of(LIST, ["x"]), "Polar Holding", judged))
    assert (candidate.identity, candidate.basis) == (None, "name")
    renamed = {
        "x": [*listed("x:1", "Polar Group"), Statement("x:1", "Company", "alias", "Polar Holding")]
    }
    held = [verdict("p", "x:1", Verdict.DIFFERENT, "Polar Holding")]
    assert one(found(shelf_of(renamed, ["x"]), "Polar Holding", held)).identity is False


def test_a_body_judged_the_same_needs_no_likeness() -> None:
    """What a person has said is honoured even where no name would find it."""
    judged = [verdict("p", "x:1", Verdict.SAME, "Polar Holding")]
    candidate = one(found(shelf_of(LIST, ["x"]), "Grey Heron", judged))
    assert (candidate.identity, candidate.band) == (True, "judgement")


def test_a_person_is_a_candidate_by_the_full_name_only_and_a_ship_for_nobody() -> None:
    """A listed person may stand behind a body; half a name does not say so, nor does a ship."""
    shelf = shelf_of(
        {"x": [*listed("x:1", "Ada Pell", "Person"), *listed("x:2", "Ada Pell", "Vessel")]}, ["x"]
    )
    assert [c.cluster for c in found(shelf, "Ada Pell").candidates] == ["x:1"]
    assert found(shelf, "Pell Instruments").candidates == ()
    person = BodyRef("Ada Pell", is_person=True)
    assert [c.cluster for c in found(shelf, person).candidates] == ["x:1"]


def test_entries_of_one_name_on_two_lists_are_one_question() -> None:
    """Both entries are candidates of one group; a verdict on one leaves the other open."""
    datasets = {"x": listed("x:1", "Polar Works"), "y": listed("y:1", "Polar Works")}
    shelf = shelf_of(datasets, ["x", "y"])
    candidates = found(shelf, "Polar Works").candidates
    assert [c.cluster for c in candidates] == ["x:1", "y:1"]
    assert {c.group for c in candidates} == {"g:x:1"}
    judged = [verdict("p", "x:1", Verdict.DIFFERENT, "Polar Works")]
    after = {c.cluster: c.identity for c in found(shelf, "Polar Works", judged).candidates}
    assert after == {"x:1": False, "y:1": None}


def test_a_linked_entry_answers_for_its_cluster() -> None:
    """Entries that share a registration are one candidate, which stands on both lists."""
    datasets = {
        "x": listed("x:1", "Polar Holding", registrationNumber="VX-10007"),
        "y": listed("y:1", "PH Group", registrationNumber="VX-10007"),
    }
    candidate = one(found(shelf_of(datasets, ["x", "y"]), "PH Group"))
    assert candidate.members == ("x:1", "y:1")
    assert [name for name, _, _ in candidate.lists] == ["x", "y"]


def test_a_parent_two_steps_up_is_reached() -> None:
    """A registry's parents lead from a body by registration to a listed one, dated and sourced."""
    datasets = {
        "x": listed("x:1", "Defence Office", registrationNumber="VX-77777"),
        "r": [
            *body("r:1", "Ice Centre", registrationNumber="VX-11111", parent="r:2"),
            *body("r:2", "Northern Academy", parent="r:3"),
            *body("r:3", "Defence Office", registrationNumber="VX-77777"),
        ],
    }
    ref = BodyRef("Ice Centre", identifiers=(("registration", "VX-11111"),))
    (reach,) = one(found(shelf_of(datasets, ["x"]), ref)).reaches
    assert (reach.dataset, reach.steps, reach.identity) == ("x", 2, True)
    assert [hop[2] for hop in reach.path] == ["r:2", "r:3"]
    assert all(hop[8] for hop in reach.path)  # the statements of every step
    near = shelf_of(datasets, ["x"], max_steps=1)
    assert all(
        not c.reaches for c in gatherer(near, max_steps=1).body(Wanted("P1", "p", ref)).candidates
    )


def test_a_parent_that_shares_a_name_is_a_question() -> None:
    """A path that ends at a namesake of a listed body leaves open whether it is that body."""
    datasets = {
        "x": listed("x:1", "Defence Office"),
        "r": [
            *body("r:1", "Ice Centre", registrationNumber="VX-11111", parent="r:2"),
            *body("r:2", "Defence Office"),
        ],
    }
    ref = BodyRef("Ice Centre", identifiers=(("registration", "VX-11111"),))

    def reaches(said: Verdict | None) -> list[tuple[str, bool | None]]:
        judged = [] if said is None else [verdict("r:2", "x:1", said, "Defence Office")]
        shelf = shelf_of(datasets, ["x"], judged)
        return [(r.ancestor, r.identity) for r in one(found(shelf, ref, judged)).reaches]

    assert reaches(None) == [("r:2", None)]
    assert reaches(Verdict.UNSURE) == [("r:2", None)]
    assert reaches(Verdict.SAME) == [("r:2", True)]
    assert reaches(Verdict.DIFFERENT) == []


def test_recorded_owners_and_their_owners() -> None:
    """Owners come with their shares and what they may be; a missing share is not stated."""
    datasets = {
        "x": LIST["x"],
        "r": [
            *body("r:1", "Northern Ore", "Company", registrationNumber="VX-55120"),
            *body("r:2", "Polar Holding", "Company", registrationNumber="VX-10007"),
            *body("r:3", "Quiet Fund", "Company"),
            *owns("r:o1", "r:2", "r:1", "30"),
            *owns("r:o2", "r:3", "r:1"),
            *owns("r:o3", "r:2", "r:3", "60"),
            *owns("r:o4", "r:1", "r:2", "5"),
            *owns("r:o5", "r:3", "r:1", "10", "2020"),
        ],
    }
    ref = BodyRef("Northern Ore", identifiers=(("registration", "VX-55120"),))
    owners = {o.body.body_id: o for o in one(found(shelf_of(datasets, ["x"]), ref)).owners}
    assert set(owners) == {"r:2", "r:3"}  # named by the smallest id of the cluster
    assert (owners["r:2"].low, owners["r:2"].high, owners["r:2"].stated) == ("30", "30", True)
    assert not owners["r:3"].stated
    behind = one(owners["r:3"].body).owners
    assert [o.body.body_id for o in behind] == ["r:2"]
    listed_owner = one(owners["r:2"].body)
    assert listed_owner.identity is True
    assert [name for name, _, _ in listed_owner.lists] == ["x"]


def test_two_records_of_one_owner_widen_a_share() -> None:
    """Two records of one registry may be the same share or parts that add up: 30 to 85."""
    datasets = {
        "x": LIST["x"],
        "r": [
            *body("r:1", "Northern Ore", "Company", registrationNumber="VX-55120"),
            *body("r:2", "Polar Holding", "Company", registrationNumber="VX-10007"),
            *owns("r:o1", "r:2", "r:1", "30"),
            *owns("r:o2", "r:2", "r:1", "55"),
        ],
    }
    ref = BodyRef("Northern Ore", identifiers=(("registration", "VX-55120"),))
    (owner,) = one(found(shelf_of(datasets, ["x"]), ref)).owners
    assert (owner.low, owner.high) == ("30", "85")


def test_who_was_taken_off_a_list_stands_on_it_no_more() -> None:
    """A listing that ended before the day, or starts after it, does not stand."""
    ended = Statement("x:1", "Company", "listed", "p", valid_from="2020", valid_to="2026-11-02")
    later = Statement("x:2", "Company", "listed", "p", valid_from="2026-11-04")
    rows = [*body("x:1", "Polar Holding"), ended, *body("x:2", "Arctic Trust"), later]
    shelf = shelf_of({"x": [*rows, *listed("x:3", "Ore Company")]}, ["x"])
    assert set(shelf.stands) == {"x:3"}
    assert found(shelf, "Polar Holding").candidates == ()


def test_a_list_without_listing_dates_lists_all_it_names() -> None:
    """Where a list marks nobody, whoever is named on it stands on it."""
    shelf = shelf_of({"x": body("x:1", "Polar Holding")}, ["x"])
    assert set(shelf.stands) == {"x:1"}
