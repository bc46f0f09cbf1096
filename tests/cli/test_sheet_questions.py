"""What a whole sheet leaves blank is asked of the sheet, once, and stays in each dossier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterfoil.bootstrap.workbench import now, open_workbench
from counterfoil.domain.intake import Intake
from counterfoil.engines.intake import SqlIntake
from tests.cli.conftest import Counterfoil

COUNT = 300
MODEL = "2026-018"  # with nobody named who pays, its only question is who does
OWN_QUESTION = "Who funds this engagement?"


def _row(engagement: str, number: int, **changes: Any) -> Intake:
    place = (engagement, "physics", str(number), "physics.xlsx", "0" * 64, "Grants", str(number))
    return replace(Intake(*place, blank=("funders",)), **changes)


def _sheet(desk: Path, count: int, **changes: Any) -> list[str]:
    """Put a sheet of engagements without funders on record; return their ids."""
    with open_workbench(desk) as bench:
        model = next(e for e in bench.record.engagements() if e.engagement_id == MODEL)
        made = [
            replace(model, engagement_id=f"physics.{number:03}", funders=None)
            for number in range(count)
        ]
        bench.record.put_engagements(made, now())
        rows = [_row(e.engagement_id, n, **changes) for n, e in enumerate(made, 5)]
        SqlIntake(bench.record.engine).add(rows, now())
    return [e.engagement_id for e in made]


def _overview(counterfoil: Counterfoil, desk: Path) -> dict[str, Any]:
    found: dict[str, Any] = counterfoil("show", "overview", "-w", desk, "--json").json()
    return found


def test_three_hundred_blank_rows_are_one_question(
    counterfoil: Counterfoil, desk: Path, tmp_path: Path
) -> None:
    """The overview asks once, says of how many and how to answer; each dossier asks still."""
    ids = _sheet(desk, COUNT)
    said = counterfoil("assess", *ids, "-w", desk)
    assert said.out.count("leaves the column for funders blank") == 1
    assert OWN_QUESTION not in said.out
    overview = _overview(counterfoil, desk)
    (question,) = [q for q in overview["questions"] if "blank" in q["text"]]
    assert question == overview["questions"][0]
    assert question["text"] == (
        "The sheet “Grants” of physics leaves the column for funders blank in all 300 "
        "engagements: who funds them?"
    )
    assert question["engagements"] == ids
    assert question["effect"].startswith("bears on 300 engagements, narrows by up to ")
    assert "--register physics.xlsx --sender physics --set funders=" in question["command"]
    assert OWN_QUESTION not in str(overview)
    dossier = counterfoil("show", ids[0], "-w", desk, "--json").json()
    assert [q["text"] for q in dossier["questions"]] == [OWN_QUESTION]
    page = tmp_path / "overview.html"
    counterfoil("show", "overview", "--html", page, "-w", desk)
    text = page.read_text("utf-8")
    assert text.count("blank in all 300 engagements") == 1
    assert "physics.007 and 292 more" in text


@pytest.mark.parametrize(
    "changes", [{"blank": ()}, {"blank": ("unit",)}, {"present": False}], ids=str
)
def test_a_cell_left_blank_is_asked_of_its_row(
    counterfoil: Counterfoil, desk: Path, changes: dict[str, Any]
) -> None:
    """Where others of the sheet name a funder, or the sheet has gone, each row is asked itself."""
    ids = _sheet(desk, 2, **changes)
    counterfoil("assess", *ids, "-w", desk)
    overview = _overview(counterfoil, desk)
    assert [q["engagements"] for q in overview["questions"] if q["text"] == OWN_QUESTION] == [
        [ids[0]],
        [ids[1]],
    ]
    assert "blank" not in str(overview["questions"])


def test_sheets_are_asked_each_for_itself(counterfoil: Counterfoil, desk: Path) -> None:
    """Two sheets are two questions; what is incomplete for want of a column is one more."""
    ids = _sheet(desk, 4)
    with open_workbench(desk) as bench:
        known = {e.engagement_id: e for e in bench.record.engagements()}
        short = [replace(known[key], incomplete=("people",)) for key in ids[2:]]
        bench.record.put_engagements(short, now())
        rows = [_row(key, 9, sheet="", blank=("funders", "person")) for key in ids[2:]]
        SqlIntake(bench.record.engine).add(rows, now())
    counterfoil("assess", *ids, "-w", desk)
    asked = {
        q["text"]: q["engagements"]
        for q in _overview(counterfoil, desk)["questions"]
        if "blank" in q["text"]
    }
    table = "The table of physics leaves the column for"
    assert asked == {
        "The sheet “Grants” of physics leaves the column for funders blank in all 2 engagements: "
        "who funds them?": ids[:2],
        f"{table} funders blank in all 2 engagements: who funds them?": ids[2:],
        f"{table} person blank in all 2 engagements: who takes part in them?": ids[2:],
    }


def test_an_answer_settles_it(counterfoil: Counterfoil, desk: Path) -> None:
    """Engagements whose funders were given since are asked about no more."""
    ids = _sheet(desk, 3)
    with open_workbench(desk) as bench:
        known = {e.engagement_id: e for e in bench.record.engagements()}
        bench.record.put_engagements([replace(known[ids[0]], funders=())], now())
    counterfoil("assess", *ids, "-w", desk)
    (question,) = [q for q in _overview(counterfoil, desk)["questions"] if "blank" in q["text"]]
    assert "all 3 engagements" in question["text"]
    assert question["engagements"] == ids[1:]


def test_an_overview_of_nothing(counterfoil: Counterfoil, empty: Path) -> None:
    """Before the first assessment there is no overview, and the message says what to run."""
    said = counterfoil("show", "overview", "-w", empty, "--json")
    assert said.code == 2
    assert "counterfoil assess" in said.fault()["do"]


def test_the_overview_on_the_terminal_and_on_paper(
    counterfoil: Counterfoil, desk: Path, tmp_path: Path
) -> None:
    """It is the page that `assess --out` writes; a changed input is said."""
    shown = counterfoil("show", "overview", "-w", desk)
    assert (shown.code, shown.err) == (0, "")
    assert "What would settle most:" in shown.out
    counterfoil("assess", "--out", tmp_path / "out", "-w", desk)
    page, pdf = tmp_path / "o.html", tmp_path / "o.pdf"
    counterfoil("show", "overview", "--html", page, "--pdf", pdf, "-w", desk)
    assert page.read_bytes() == (tmp_path / "out" / "index.html").read_bytes()
    assert pdf.read_bytes() == (tmp_path / "out" / "overview.pdf").read_bytes()
    _sheet(desk, 1)
    signed = ("--reason", "x", "--by", "S-02")
    counterfoil("judge", "polar-holding", "x-restricted:e2", "different", *signed, "-w", desk)
    assert "changed since" in counterfoil("show", "overview", "-w", desk).err
