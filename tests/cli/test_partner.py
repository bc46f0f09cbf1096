"""Partners at the command line: merged, split, undone, told, and proposed with their reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.bootstrap.workbench import now, open_workbench
from counterfoil.domain.intake import Intake
from counterfoil.engines.intake import SqlIntake
from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_text

SIGNED = ("--reason", "another town", "--by", "S-02")
ENTITY = "x-defence-research:xdr-007"
PARTNER = "dansol-polar-engineering"
NATIVE = "단솔대학교 극지공학과"
SPELLING = "Dept. of Polar Engineering, Dansol Univ."  # of PARTNER, in 2026-009


def _partners(counterfoil: Counterfoil, desk: Path) -> dict[str, tuple[str, str]]:
    rows = counterfoil("show", "partners", "-w", desk, "--json").json()
    return {row["partner"]: (row["name"], row["other spellings"]) for row in rows}


def test_a_proposal_says_why_and_where(counterfoil: Counterfoil, desk: Path) -> None:
    """Each proposal has reasons, departments, senders, engagements, and the commands to type."""
    with open_workbench(desk) as bench:
        row = Intake("2026-024", "glaciology", "7", "list.xlsx", "0" * 64, "2026", "5")
        SqlIntake(bench.record.engine).add([row], now())
    rows = counterfoil("show", "partners", "-w", desk, "--json").json()
    offered = [proposal for row in rows for proposal in row["proposals"]]
    (proposal,) = [p for p in offered if NATIVE in {p["left_name"], p["right_name"]}]
    assert (proposal["left_name"], proposal["right"]) == (NATIVE, PARTNER)
    assert any("in another script" in reason for reason in proposal["reasons"])
    places = {place["name"]: place for place in proposal["places"]}
    assert places[SPELLING]["engagements"] == ["2026-009"]
    assert places[SPELLING]["units"] == ["Glaciology"]
    assert places[NATIVE]["senders"] == ["glaciology"]
    shown = counterfoil("show", "partners", "-w", desk).out
    assert "in 2026-024 (Glaciology; sheet of glaciology)" in shown
    for command in (proposal["merge"], proposal["keep_apart"]):
        assert command in shown
        words = command.replace("TEXT", "why").replace("WHO", "S-02").split()[1:]
        copy = desk.parent / f"copy-{words[0]}"
        _copy(desk, copy)
        assert counterfoil(*words, "-w", copy).code == 0
        after = counterfoil("show", "partners", "-w", copy, "--json").json()
        assert not any(p["right"] == proposal["right"] for r in after for p in r["proposals"])


def _copy(desk: Path, copy: Path) -> None:
    import shutil

    shutil.copytree(desk, copy)


def test_split_undo_and_log(counterfoil: Counterfoil, desk: Path) -> None:
    """A spelling leaves with its engagement, comes back by undo, and the log tells both."""
    before = _partners(counterfoil, desk)
    said = counterfoil("partner", "split", PARTNER, SPELLING, *SIGNED, "-w", desk, "--json").json()
    fresh = said["act"]["other"]
    assert (said["act"]["what"], said["act"]["spellings"]) == ("split", [SPELLING])
    assert said["engagements"] == ["2026-008", "2026-009", "2026-010"]
    after = _partners(counterfoil, desk)
    assert after[fresh] == (SPELLING, "")
    assert SPELLING not in after[PARTNER][1]
    undone = counterfoil("partner", "undo", fresh, *SIGNED, "-w", desk)
    assert f"{fresh} is no longer split from {PARTNER}" in undone.out
    assert _partners(counterfoil, desk) == before
    log = counterfoil("partner", "log", PARTNER, "-w", desk, "--json").json()
    assert [(act["what"], act["taken_back"]) for act in log] == [("split", True), ("undone", False)]
    assert counterfoil("partner", "log", fresh, "-w", desk, "--json").json() == log
    shown = counterfoil("partner", "log", "-w", desk).out
    assert "taken back" in shown
    assert "another town" in shown


def test_a_split_asks_again_and_names_the_former_verdict(
    counterfoil: Counterfoil, desk: Path
) -> None:
    """The verdict stays with the partner; the one split off is asked, and told of it."""
    counterfoil("judge", PARTNER, ENTITY, "different", *SIGNED, "-w", desk)
    counterfoil("assess", "-w", desk)
    assert counterfoil("show", "2026-009", "-w", desk, "--json").json()["questions"] == []
    counterfoil("partner", "split", PARTNER, SPELLING, *SIGNED, "-w", desk)
    stale = counterfoil("show", "2026-009", "-w", desk)
    assert "run counterfoil assess" in stale.err
    assert counterfoil("show", "2026-008", "-w", desk).err == ""
    counterfoil("assess", "-w", desk)
    (question,) = counterfoil("show", "2026-009", "-w", desk, "--json").json()["questions"]
    assert f"former partner {PARTNER} was judged different ({ENTITY}, S-02" in question["settles"]
    assert counterfoil("show", "2026-008", "-w", desk, "--json").json()["questions"] == []


def test_merge_and_undo(counterfoil: Counterfoil, desk: Path) -> None:
    """A merge by name is told with its engagements; undo takes it back by the id merged away."""
    before = _partners(counterfoil, desk)
    native = next(key for key, (name, _) in before.items() if name == NATIVE)
    said = counterfoil("partner", "merge", PARTNER, NATIVE, *SIGNED, "-w", desk)
    assert "2026-008, 2026-009, 2026-010, 2026-024" in said.out
    assert native not in _partners(counterfoil, desk)
    undone = counterfoil("partner", "undo", native, *SIGNED, "-w", desk, "--json").json()
    assert undone["act"]["what"] == "undone"
    assert undone["engagements"] == ["2026-008", "2026-009", "2026-010", "2026-024"]
    assert _partners(counterfoil, desk) == before
    rows = counterfoil("show", "judgements", "-w", desk, "--json").json()
    assert [row["verdict"] for row in rows] == ["same", "unsure"]  # nothing was overwritten


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("split", PARTNER, "Grey Heron", *SIGNED), "no spelling of"),
        (("undo", PARTNER, *SIGNED), "nothing was merged"),
        (("merge", PARTNER, SPELLING, *SIGNED), "one partner already"),
        (("merge", PARTNER, NATIVE, "--reason", " ", "--by", "S-02"), "needs a reason"),
        (("log", "no-such-partner"), "no partner is called"),
    ],
)
def test_what_is_refused(
    counterfoil: Counterfoil, desk: Path, words: tuple[str, ...], says: str
) -> None:
    """A refused act says why and what to do, exit 2, and leaves nothing on record."""
    said = counterfoil("partner", *words, "-w", desk, "--json")
    assert said.code == 2
    assert says in said.fault()["what"]
    assert said.fault()["do"] or says == "one partner already"
    assert counterfoil("show", "judgements", "-w", desk, "--json").json() == []


def test_importing_the_register_again_keeps_a_split(counterfoil: Counterfoil, desk: Path) -> None:
    """The partners file, imported once more, does not undo what a person said after it."""
    counterfoil("partner", "split", PARTNER, SPELLING, *SIGNED, "-w", desk)
    after = _partners(counterfoil, desk)
    assert counterfoil("import", desk / "partners.toml", "-w", desk).code == 0
    assert _partners(counterfoil, desk) == after


def test_an_export_has_no_row_of_a_split(counterfoil: Counterfoil, desk: Path) -> None:
    """Other programs get a split as two partners that are different, and nothing undone."""
    counterfoil("partner", "merge", PARTNER, NATIVE, *SIGNED, "-w", desk)
    counterfoil("partner", "undo", PARTNER, *SIGNED, "-w", desk)
    counterfoil("partner", "split", PARTNER, SPELLING, *SIGNED, "-w", desk)
    counterfoil("export", "csv", "--out", desk / "tables", "-w", desk)
    lines = (desk / "tables" / "judgements.csv").read_text("utf-8-sig").splitlines()
    (row,) = lines[1:]
    assert row.startswith(f"{PARTNER},partner/dept-of-polar-engineering")
    assert "split/" not in row


def test_a_person_split_off_keeps_no_name_in_an_id_and_is_found(
    counterfoil: Counterfoil, desk: Path
) -> None:
    """The new id of a person is a hash, and what is held on the person has the verdicts on it."""
    rows = counterfoil("show", "partners", "-w", desk, "--json").json()
    name = next(row["name"] for row in rows if row["partner"].startswith("person-"))
    text = f"""[[partners]]
id = "guest-7"
name = "Ada Pell"

[[partners.spellings]]
name = "{name}"
confirmed_by = "S-02"
on = 2026-11-01
"""
    path = put_text(desk, "guests.toml", text)
    assert counterfoil("import", path, "-w", desk).code == 0
    said = counterfoil("partner", "split", "guest-7", name, *SIGNED, "-w", desk, "--json").json()
    fresh = said["act"]["other"]
    assert fresh.startswith("person-")
    counterfoil("judge", fresh, ENTITY, "different", *SIGNED, "-w", desk)
    held = counterfoil("held", name, "-w", desk, "--json").json()
    assert f"{fresh} and {ENTITY}: different" in str(held)
