"""A person's verdicts: whom the words mean, what is kept, and what they bear on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil, Said

SIGNED = ("--reason", "another city", "--by", "S-02")
ENTITY = "x-defence-research:xdr-007"
PARTNER = "dansol-polar-engineering"
NATIVE = "단솔대학교 극지공학과"  # the same partner in its own script, confirmed by nobody


def _judgements(counterfoil: Counterfoil, desk: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = counterfoil("show", "judgements", "-w", desk, "--json").json()
    return found


def _assess(counterfoil: Counterfoil, desk: Path, *engagements: str) -> dict[str, list[str]]:
    said = counterfoil("assess", *engagements, "-w", desk, "--json")
    return {
        one["engagement"]: [question["key"] for question in one["questions"]]
        for one in said.json()["assessments"]
    }


@pytest.mark.parametrize(
    "words",
    [
        PARTNER,
        "dansol-polar",
        "Dansol University, Department of Polar Engineering",
        "Dept. of Polar Engineering, Dansol Univ.",
        "DEPT. OF POLAR ENGINEERING, DANSOL UNIV.",
    ],
)
def test_a_partner_by_id_prefix_and_spelling(
    counterfoil: Counterfoil, desk: Path, words: str
) -> None:
    """The id, the start of it, and any spelling in any case mean the partner."""
    said = counterfoil("judge", words, ENTITY, "different", *SIGNED, "-w", desk)
    assert said.code == 0
    for text in ("is not", "S-02: another city", "2026-008, 2026-009, 2026-010", "assess"):
        assert text in said.out
    (row,) = _judgements(counterfoil, desk)
    assert (row["partner"], row["entity"], row["verdict"]) == (PARTNER, ENTITY, "different")
    assert (row["reason"], row["by"]) == ("another city", "S-02")


def test_a_prefix_of_several_partners(counterfoil: Counterfoil, desk: Path) -> None:
    """A start that several ids share is refused with the ids to choose from."""
    ids = [row["partner"] for row in counterfoil("show", "partners", "-w", desk, "--json").json()]
    first = max("abcdefghijklmnopqrstuvwxyz", key=lambda c: sum(i.startswith(c) for i in ids))
    said = counterfoil("judge", first, ENTITY, "same", *SIGNED, "-w", desk)
    assert said.code == 2
    for partner in ids:
        assert (partner in said.err) == partner.startswith(first)
    assert _judgements(counterfoil, desk) == []


@pytest.mark.parametrize(
    "signed", [("--reason", " ", "--by", "S-02"), ("--reason", "x", "--by", "")]
)
def test_a_verdict_needs_a_reason_and_a_person(
    counterfoil: Counterfoil, desk: Path, signed: tuple[str, ...]
) -> None:
    """A blank reason or a blank name is refused and nothing is kept."""
    said = counterfoil("judge", PARTNER, ENTITY, "same", *signed, "-w", desk)
    assert said.code == 2
    assert "needs a reason and a person" in said.err
    assert _judgements(counterfoil, desk) == []


def test_a_later_verdict_stands(counterfoil: Counterfoil, desk: Path) -> None:
    """The later verdict decides, the earlier one stays on file, `unsure` opens the question."""
    before = _assess(counterfoil, desk, "2026-008")["2026-008"]
    assert before
    counterfoil("judge", PARTNER, ENTITY, "different", *SIGNED, "-w", desk)
    assert _assess(counterfoil, desk, "2026-008")["2026-008"] == []
    again = ("--reason", "not so sure", "--by", "S-04")
    counterfoil("judge", PARTNER, ENTITY, "unsure", *again, "-w", desk)
    assert _assess(counterfoil, desk, "2026-008")["2026-008"] == before
    rows = _judgements(counterfoil, desk)
    assert [(row["verdict"], row["by"]) for row in rows] == [
        ("different", "S-02"),
        ("unsure", "S-04"),
    ]
    shown = counterfoil("show", "judgements", "-w", desk).out
    assert "another city" in shown
    assert "not so sure" in shown


def test_one_body_settles_three_engagements(counterfoil: Counterfoil, desk: Path) -> None:
    """The loop of a working day: read the question, judge, assess again."""
    thrice = ("2026-008", "2026-009", "2026-010")
    assert all(_assess(counterfoil, desk, *thrice).values())
    counterfoil("judge", PARTNER, ENTITY, "same", *SIGNED, "-w", desk)
    said = counterfoil("assess", *thrice, "-w", desk, "--json")
    for one in said.json()["assessments"]:
        assert one["questions"] == []
        assert one["packs"][0]["low"] == one["packs"][0]["high"] == "refer"


def test_two_partners_become_one(counterfoil: Counterfoil, desk: Path) -> None:
    """Judging two partners the same merges their spellings and carries the judgements over."""
    partners = counterfoil("show", "partners", "-w", desk, "--json").json()
    native = next(row["partner"] for row in partners if row["name"] == NATIVE)
    counterfoil("judge", native, ENTITY, "different", *SIGNED, "-w", desk)
    assert _assess(counterfoil, desk, "2026-008")["2026-008"] != []
    said = counterfoil("judge", PARTNER, NATIVE, "same", *SIGNED, "-w", desk)
    assert said.code == 0
    assert "2026-008, 2026-009, 2026-010, 2026-024" in said.out
    after = counterfoil("show", "partners", "-w", desk, "--json").json()
    assert len(after) == len(partners) - 1
    row = next(row for row in after if row["partner"] == PARTNER)
    assert NATIVE in row["other spellings"]
    assert _assess(counterfoil, desk, "2026-008", "2026-024") == {"2026-008": [], "2026-024": []}


@pytest.mark.parametrize("turned", [False, True])
def test_partners_taken_apart_again(counterfoil: Counterfoil, desk: Path, turned: bool) -> None:  # noqa: FBT001
    """A merge can be taken back by naming both ids once more, in either order."""
    count = len(counterfoil("show", "partners", "-w", desk, "--json").json())
    partners = counterfoil("show", "partners", "-w", desk, "--json").json()
    native = next(row["partner"] for row in partners if row["name"] == NATIVE)
    counterfoil("judge", PARTNER, native, "same", *SIGNED, "-w", desk)
    pair = (native, PARTNER) if turned else (PARTNER, native)
    said = counterfoil("judge", *pair, "different", *SIGNED, "-w", desk)
    assert said.code == 0
    assert len(counterfoil("show", "partners", "-w", desk, "--json").json()) == count


def test_a_partner_is_not_judged_against_itself(counterfoil: Counterfoil, desk: Path) -> None:
    """Two spellings of one partner are one already."""
    spelling = "Dept. of Polar Engineering, Dansol Univ."
    said = counterfoil("judge", PARTNER, spelling, "same", *SIGNED, "-w", desk)
    assert said.code == 2
    assert "one partner already" in said.err


def test_an_owner_that_shares_a_name(counterfoil: Counterfoil, desk: Path) -> None:
    """An owner in a registry is judged by its own entity id; the words to type are the printed ones."""
    shown = counterfoil("show", "2026-005", "-w", desk, "--json").json()
    commands = [question["command"] for question in shown["questions"]]
    said = counterfoil(
        "judge", "x-registry:reg-101", "x-restricted:e2", "same", *SIGNED, "-w", desk, "--json"
    )
    assert said.code == 0, commands
    found = said.json()["judgement"]
    assert (found["partner_id"], found["entity_id"]) == ("x-registry:reg-101", "x-restricted:e2")
    assert len(said.json()["engagements"]) == 31  # an owner may stand behind any of them


def _printed(said: Said) -> list[str]:
    lines = [line.strip() for line in said.out.splitlines()]
    return [line for line in lines if line.startswith("counterfoil judge")]


def test_the_printed_command_works(counterfoil: Counterfoil, desk: Path) -> None:
    """What `assess` tells the officer to type is understood, up to the verdict and the reason."""
    import shlex

    printed = _printed(counterfoil("assess", "-w", desk))
    assert printed
    for line in printed:
        words = [word for word in shlex.split(line)[1:] if word not in {"TEXT", "WHO"}]
        pair = words[1:3]
        assert words[0] == "judge"
        assert words[3] == "same|different" or words[3].startswith("same|different")
        said = counterfoil("judge", *pair, "unsure", *SIGNED, "-w", desk)
        assert said.code == 0, line
