"""The plan of measures from the command line, on the invented institute."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Counterfoil, Said

SIGNED = ("--reason", "so agreed", "--by", "S-02")


def keys(said: Said) -> list[str]:
    """The keys of the sure lines of a plan shown as JSON."""
    return [line["key"] for line in said.json()["lines"]]


def test_the_plan_is_shown(counterfoil: Counterfoil, office: Path) -> None:
    """For the worked example: who asks, what is to be done, what depends on a question."""
    said = counterfoil("mitigation", "show", "2026-007", "-w", office)
    assert said.code == 0
    assert said.out.startswith("2026-007  Under-ice acoustic survey of Kestrel Sound")
    for part in ("House rules", "To be done:", "Only if an open question goes that way:", "1 Feb"):
        assert part in said.out, part
    assert said.err == ""


def test_the_plan_as_json(counterfoil: Counterfoil, office: Path) -> None:
    """The JSON carries every line with the rules that ask for it and their clauses."""
    found = counterfoil("mitigation", "show", "2026-007", "-w", office, "--json").json()
    assert found["current"] is True
    assert found["lines"]
    for line in (*found["lines"], *found["conditional"]):
        assert line["owner"]
        assert line["proof"]
        assert line["due_words"]
        assert all(one["clause"] and one["why"] for one in line["asked_by"])
    digest = counterfoil("show", "2026-007", "-w", office, "--json").json()["digest"]
    assert found["digest"] == digest


def test_every_engagement_has_a_plan(counterfoil: Counterfoil, office: Path) -> None:
    """No engagement of the institute is without one, and none has a key twice."""
    for number in range(1, 26):
        key = f"2026-{number:03}"
        found = counterfoil("mitigation", "show", key, "-w", office, "--json").json()
        lines = [line["key"] for part in ("lines", "conditional") for line in found[part]]
        assert len(lines) == len(set(lines)), key


def test_the_plan_is_written(counterfoil: Counterfoil, desk: Path) -> None:
    """HTML, PDF and Word document lie in out/, twice the same bytes."""
    said = counterfoil("mitigation", "write", "2026-007", "-w", desk)
    assert said.code == 0
    paths = [desk / "out" / f"mitigation-2026-007.{end}" for end in ("html", "pdf", "docx")]
    first = [path.read_bytes() for path in paths]
    assert first[1].startswith(b"%PDF")
    assert docx.Document(str(paths[2])).core_properties.title.startswith("Plan of measures")
    counterfoil("mitigation", "write", "2026-007", "-w", desk)
    assert [path.read_bytes() for path in paths] == first


def test_one_file_by_name(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """With --docx FILE only that file is written; a folder beside it is refused."""
    target = tmp_path / "plan.docx"
    words = ("mitigation", "write", "2026-007", "-w", office, "--docx", target)
    assert counterfoil(*words, "--json").json()["files"] == [str(target)]
    assert [path.name for path in tmp_path.glob("plan.*")] == ["plan.docx"]
    assert counterfoil(*words, "--out", tmp_path).code == 2


def test_acts_are_kept_and_shown(counterfoil: Counterfoil, desk: Path) -> None:
    """A change, an added line, a drop, a restore and a proof stand in plan and log."""
    at = ("2026-007", "-w", desk)
    one, two, *_ = keys(counterfoil("mitigation", "show", *at, "--json"))
    edit = ("--owner", "the dean", "--due", "2026-12-01")
    assert counterfoil("mitigation", "edit", at[0], one, *edit, *SIGNED, *at[1:]).code == 0
    add = ("--what", "Meet monthly.", "--owner", "PI", "--kind", "agree", "--due", "2027-01-04")
    said = counterfoil("mitigation", "add", *at, *add, *SIGNED)
    assert said.out.startswith("Kept: Added: Meet monthly. (S-02: so agreed)")
    assert counterfoil("mitigation", "drop", at[0], two, *SIGNED, *at[1:]).code == 0
    assert counterfoil("mitigation", "restore", at[0], two, *SIGNED, *at[1:]).code == 0
    proof = ("--proof", "a signed sheet", "--on", "2026-11-02")
    done = counterfoil("mitigation", "done", at[0], two, *proof, *SIGNED, *at[1:], "--json")
    assert done.json()["edit"]["day"] == "2026-11-02"

    plan = counterfoil("mitigation", "show", *at, "--json").json()
    lines = {line["key"]: line for line in plan["lines"]}
    assert lines[one]["owner"] == "the dean"
    assert lines[one]["due"] == "2026-12-01"
    assert lines[two]["status"] == "done"
    assert any(key.startswith("own-") for key in lines)
    log = counterfoil("mitigation", "log", "-w", desk, "--json").json()
    assert [row["act"] for row in log] == ["edit", "add", "drop", "restore", "done"]
    assert {row["by"] for row in log} == {"S-02"}
    assert "so agreed" in counterfoil("mitigation", "log", *at).out


def test_acts_outlive_an_assessment(counterfoil: Counterfoil, desk: Path) -> None:
    """Assessed again after an answer, the changed line still bears the change."""
    at = ("-w", desk)
    plan = counterfoil("mitigation", "show", "2026-007", *at, "--json").json()
    key = plan["conditional"][0]["key"]
    counterfoil("mitigation", "edit", "2026-007", key, "--owner", "the dean", *SIGNED, *at)
    path = desk / "engagements" / "2026-007.toml"
    path.write_text(path.read_text("utf-8").replace("Kestrel Sound", "Kestrel Bay"), "utf-8")
    assert counterfoil("import", path, *at).code == 0
    stale = counterfoil("mitigation", "write", "2026-007", *at)
    assert stale.code == 2
    assert "counterfoil assess" in stale.err
    assert "has changed since" in counterfoil("mitigation", "show", "2026-007", *at).err
    assert counterfoil("assess", "2026-007", *at).code == 10
    again = counterfoil("mitigation", "show", "2026-007", *at, "--json").json()
    (found,) = [line for line in again["conditional"] if line["key"] == key]
    assert found["owner"] == "the dean"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show", "2099-001"), 2, "no assessment of '2099-001' is kept"),
        (("drop", "2026-007", "nothing", *SIGNED), 2, "the plan has no line 'nothing'"),
        (("drop", "2026-007", "m-", "--reason", " ", "--by", "S-02"), 2, ""),
        (("edit", "2026-007", "m-", "--due", "soon", *SIGNED), 2, "is not a date"),
        (("add", "2026-007", "--what", "x", *SIGNED), 2, "nobody is named who sees to it"),
        (("drop", "2026-007", "m-"), 2, "Missing parameter: reason"),
        (("add", "2026-007", "--what", "a\0b", "--owner", "x", *SIGNED), 3, "holds a NUL"),
    ],
)
def test_mistakes_are_put_in_words(
    counterfoil: Counterfoil, desk: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """An unknown engagement or line, an empty reason, a bad date, no owner, bad text: words, no trace."""
    found = counterfoil("mitigation", *words, "-w", desk)
    assert found.code == code
    assert said in found.err
    assert counterfoil("mitigation", "log", "-w", desk, "--json").json() == []


def test_what_was_said_is_held_on_who_said_it(counterfoil: Counterfoil, desk: Path) -> None:
    """A request for access finds the acts of a person, and a measure that names one."""
    add = ("--what", "Talk with S-12.", "--owner", "PI", "--reason", "x", "--by", "S-02")
    counterfoil("mitigation", "add", "2026-007", *add, "-w", desk)
    for staff, field in (("S-02", "changed it"), ("S-12", "measure")):
        paper = counterfoil("held", staff, "-w", desk, "--json").json()
        (section,) = [one for one in paper["sections"] if one["key"] == "plan"]
        assert [row["field"] for row in section["rows"]] == [f"plan of 2026-007: {field}"]
    privacy = counterfoil("doctor", "--privacy", "-w", desk)
    assert "plan_edits.reason" in privacy.out
