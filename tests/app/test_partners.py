"""Partners: ids that stay, spellings that are seen, merges that are followed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.partners import (
    bodies_in,
    judgements_in_force,
    merged_partners,
    new_spellings,
    partner_by_name,
    partner_id,
    partners_of,
    plain_key,
    propose,
)
from counterfoil.domain.engagement import (
    Affiliation,
    BodyRef,
    Engagement,
    HandTie,
    Kind,
    Participant,
    Party,
)
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Spelling
from tests.app.shelves import MATCHER, verdict


def engagement(*names: str) -> Engagement:
    """Return an engagement with these parties."""
    parties = tuple(Party(f"P{n}", "partner", BodyRef(name)) for n, name in enumerate(names, 1))
    day = date(2026, 10, 1)
    head = ("2026-900", Kind.PARTNERSHIP, "title", "unit", "", day, None, None, None, "")
    return Engagement(*head, parties=parties)


def merge(left: str, right: str, said: Verdict = Verdict.SAME) -> Judgement:
    """Return a verdict on two partners."""
    return verdict(left, f"partner/{right}", said)


def seen(*names: str, known: tuple[Spelling, ...] = ()) -> list[Spelling]:
    """Return the new spellings of an engagement with these parties."""
    return new_spellings([engagement(*names)], known, MATCHER.fingerprint, on="2026-11-03")


def test_ids_are_readable_and_stay() -> None:
    """An id comes from the name alone and is the same every time, any script."""
    one, two = (partner_id(name, MATCHER.fingerprint) for name in ("Polar Works", "POLAR WORKS."))
    assert one == two
    assert "polar" in one
    assert "works" in one
    for name in ("단솔대학교 극지공학과", "!!!", "", "x" * 5_000, "\ud800"):
        made = partner_id(name, MATCHER.fingerprint)
        assert made == partner_id(name, MATCHER.fingerprint)
        assert len(made) <= 60
        assert made.isascii()


def test_ids_of_two_names_differ() -> None:
    """Names that differ beyond case, spacing and punctuation have ids of their own."""
    names = ["Polar Holding", "Polar Holdings", "Polar Holding AG", "Holding Polar"]
    assert len({partner_id(name, MATCHER.fingerprint) for name in names}) == len(names)


def test_a_spelling_in_other_case_is_the_same_writing() -> None:
    """Case, spacing and punctuation make no new partner, other words do."""
    first, again, other = seen("Polar Holding", "POLAR  HOLDING.", "Polar Holding Trust")
    assert first.partner_id == again.partner_id != other.partner_id
    assert plain_key("Polar  Holding.") == plain_key("polar holding")


def test_known_spellings_are_not_seen_again() -> None:
    """A known name is no new spelling, and its other writing joins the known partner."""
    known = (Spelling("ph", "Polar Holding", "S-02", "2026-10-01"),)
    assert seen("Polar Holding", known=known) == []
    (again,) = seen("polar holding", known=known)
    assert (again.partner_id, again.by) == ("ph", "")


def test_every_body_of_an_engagement_is_seen() -> None:
    """Parties, affiliations and the sources of ties are bodies."""
    own = Participant(
        "S-1", "host", (Affiliation(BodyRef("Veld University"), "employment", "fellow"),)
    )
    tie = HandTie("owns", BodyRef("Quarry Trust"), "P1", "", "", "", "report", "2026-10-01")
    whole = replace(engagement("Polar Holding"), people=(own,), ties=(tie,))
    names = [ref.name for ref in bodies_in(whole)]
    assert names == ["Polar Holding", "Veld University", "Quarry Trust"]


def test_merges_are_followed_to_the_end() -> None:
    """A partner merged into one that was merged on ends where that one ends."""
    assert merged_partners([merge("b", "c"), merge("a", "b")]) == {"c": "a", "b": "a"}
    assert merged_partners([merge("a", "b"), merge("b", "c")]) == {"c": "a", "b": "a"}


def test_a_merge_is_taken_back() -> None:
    """`different` or `unsure` later takes a merge back, in either order of the two."""
    for said in (Verdict.DIFFERENT, Verdict.UNSURE):
        assert merged_partners([merge("a", "b"), merge("a", "b", said)]) == {}
        assert merged_partners([merge("a", "b"), merge("b", "a", said)]) == {}
        assert merged_partners([merge("a", "b", said), merge("a", "b")]) == {"b": "a"}
        assert merged_partners([merge("a", "b"), merge("c", "b", said)]) == {"b": "a"}


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(Verdict)))
)
def test_circles_of_merges_end(rows: list[tuple[str, str, Verdict]]) -> None:
    """Whatever was said in whatever order, following the merges ends."""
    into = merged_partners([merge(*row) for row in rows])
    assert set(into) <= set("abcd")
    assert set(into.values()) <= set("abcd")


def test_a_circle_of_two_leaves_one_partner() -> None:
    """Two partners each judged the same as the other are one partner, not two swapped ones."""
    names = [Spelling(key, key.upper(), "", "") for key in "ab"]
    by_name = partner_by_name(names, [merge("a", "b"), merge("b", "a")])
    assert len(set(by_name.values())) == 1


def test_judgements_follow_their_partner() -> None:
    """A verdict on a merged partner holds for the one it became; the order of acts is kept."""
    rows = [
        verdict("b", "x:1", Verdict.DIFFERENT),
        merge("a", "b"),
        verdict("a", "x:2", Verdict.SAME, minute=1),
    ]
    held = judgements_in_force(rows)
    assert [(j.partner_id, j.entity_id) for j in held] == [("a", "x:1"), ("a", "x:2")]


def test_partners_have_their_spellings() -> None:
    """A partner is named by its first spelling and has them all."""
    rows = [
        Spelling("a", "One", "", ""),
        Spelling("b", "Two", "", ""),
        Spelling("a", "Eins", "", ""),
    ]
    assert {k: p.spellings for k, p in partners_of(rows).items()} == {
        "a": ("One", "Eins"),
        "b": ("Two",),
    }


def test_spellings_that_may_be_one_are_proposed_once() -> None:
    """A near spelling is proposed until somebody judges the pair, whatever was said."""
    rows = [
        Spelling("a", "Merrow Coast University", "", ""),
        Spelling("b", "Merrow Coast Univ.", "", ""),
        Spelling("c", "Basalt Bureau", "", ""),
    ]
    (proposal,) = propose(rows, [], MATCHER)
    assert {proposal.left, proposal.right} == {"a", "b"}
    assert proposal.reasons
    for said in Verdict:
        assert propose(rows, [merge("b", "a", said)], MATCHER) == []
