"""Slips of an engagement's file that would read as an all-clear, and are told instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counterfoil.app.seat import seat_of
from counterfoil.app.shelf import Entry
from counterfoil.app.vocabulary import Vocabulary, unknown_words
from counterfoil.bootstrap.data import load_pack
from counterfoil.bootstrap.imports import read_register
from counterfoil.domain.case import Candidate
from counterfoil.domain.engagement import (
    Affiliation,
    BodyRef,
    Engagement,
    GivenAnswer,
    Kind,
    Participant,
    Party,
)

DOW = Vocabulary.of([load_pack("us-dow-2026", Path("nowhere"))[0]], ())
PLAIN = Engagement(
    "E", Kind.GRANT, "t", "", "", date(2026, 6, 15), None, None, (), "",
    parties=(Party("P1", "partner", BodyRef("Fjell")),), people=(Participant("S-1", "host"),),
)  # fmt: skip


def doubts(**changes: object) -> str:
    """Return what is told of an engagement under the defence department's pack."""
    return " ".join(unknown_words(replace(PLAIN, **changes), DOW))  # type: ignore[arg-type]


def test_a_funder_in_plain_words_is_told() -> None:
    """A funder no rule knows is named; a known one, and a partner who pays, are not."""
    assert "knows the funder 'us department of war'" in doubts(funders=("us department of war",))
    assert "funder" not in doubts(funders=("us-dow",))
    payer = (Party("P1", "funder", BodyRef("Ore")),)
    assert "knows the funder" not in doubts(funders=("ore",), parties=payer)


@pytest.mark.parametrize(
    ("about", "says"), [("", "asked about one party"), ("S-1", "asked about one party"), ("P1", "")]
)
def test_an_answer_about_the_wrong_sort_is_told(about: str, says: str) -> None:
    """What is asked of each party counts for nothing without a party."""
    given = GivenAnswer("documented_theft", value=True, by="S-1", on="2026-06-01", about=about)
    told = doubts(answers=(given,))
    assert (says in told) if says else ("counts for nothing" not in told)


def test_a_tie_that_begins_long_after_the_proposal_is_told() -> None:
    """A paper of 2062 is a slip of the year, not a paper outside of the window."""
    tie = Affiliation(BodyRef("Fjell"), "co-authorship", "paper", "2062", "2062")
    assert "is the year right?" in doubts(people=(Participant("S-1", "host", (tie,)),))


def test_two_files_about_one_engagement_are_both_refused(tmp_path: Path) -> None:
    """Which copy is meant nobody can say: neither is taken."""
    text = '[engagement]\nid = "E-1"\nkind = "grant"\ntitle = "t"\nproposed = 2026-06-15\n'
    paths = [tmp_path / name for name in ("a.toml", "copy.toml")]
    for path in paths:
        path.write_text(text, "utf-8")
    found = read_register(dict.fromkeys(paths, "engagement"))
    assert found.engagements == []
    assert "2 files are about engagement 'E-1'" in found.faults[0].what


def candidate(*members: str) -> Candidate:
    """Return an entity the body is known to be."""
    return Candidate(
        members[0], members, "", "F", "F", "identifier", 0, (), identity=True,
        basis="identifier", basis_ref="x",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("country", "kinds", "seat"),
    [
        ("US", {"a": ("Organization", ("CN",))}, "CN+US"),  # they disagree: both stand
        ("", {"a": ("Organization", ("AE", "IR"))}, "AE+IR"),
        ("", {"a": ("Organization", ("CN",)), "b": ("Person", ("IR",))}, "CN"),
        ("", {"a": ("Person", ("IR",))}, "-"),
        ("", {"a": ("LegalEntity", ("IR",))}, ""),  # may be a person: nobody's seat
        ("NO", {"a": ("LegalEntity", ("IR",))}, "NO"),
        ("", {"a": ("Organization", ("somewhere",))}, ""),
    ],
)
def test_a_seat_is_what_office_and_registries_say(
    country: str, kinds: dict[str, tuple[str, tuple[str, ...]]], seat: str
) -> None:
    """Every country stands that is stated of the organisation, none of a possible person."""
    entries = {
        key: Entry(kind, "F", (), "", codes[0], codes) for key, (kind, codes) in kinds.items()
    }
    assert seat_of(BodyRef("F", country=country), [candidate(*kinds)], entries) == seat
