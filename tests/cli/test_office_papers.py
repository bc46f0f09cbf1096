"""Slip, decision page, what is held, and the inventory, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.domain.personal import PERSONAL
from tests.cli.conftest import Counterfoil


def test_a_slip(counterfoil: Counterfoil, desk: Path) -> None:
    """For a quiet engagement HTML and PDF are written, exit 0."""
    said = counterfoil("slip", "2026-001", "-w", desk)
    assert said.code == 0
    assert said.out.startswith("No rule fired")
    assert (desk / "out" / "slip-2026-001.pdf").read_bytes().startswith(b"%PDF")
    assert (
        "clear" not in (desk / "out" / "slip-2026-001.html").read_text("utf-8").split("</style>")[1]
    )


def test_a_slip_is_refused(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """Where a rule fired or may fire: exit 10, what is open, and no file."""
    said = counterfoil("slip", "2026-007", "--out", tmp_path / "o", "-w", office)
    assert said.code == 10
    assert "R3 of house-2026 has fired" in said.out
    assert "Question 1 is open" in said.out
    assert not (tmp_path / "o").exists()
    again = counterfoil("slip", "2026-007", "--out", tmp_path / "o", "-w", office, "--json")
    assert again.code == 10
    assert again.json()["written"] == []
    assert any("R3" in line for line in again.json()["open"])


def test_no_slip_on_what_has_changed(counterfoil: Counterfoil, desk: Path) -> None:
    """An engagement that changed since it was assessed gets no slip until it is assessed again."""
    path = desk / "engagements" / "2026-001.toml"
    path.write_text(path.read_text("utf-8").replace("Shared tide gauges", "Tide gauges"), "utf-8")
    assert counterfoil("import", path, "-w", desk).code == 0
    said = counterfoil("slip", "2026-001", "-w", desk)
    assert said.code == 2
    assert "counterfoil assess" in said.err
    assert not (desk / "out").exists()


def test_a_decision_page(counterfoil: Counterfoil, desk: Path) -> None:
    """HTML and PDF are written; the JSON carries the digest that `show` gives."""
    found = counterfoil("decision", "2026-007", "-w", desk, "--json").json()
    assert found["digest"] == counterfoil("show", "2026-007", "-w", desk, "--json").json()["digest"]
    assert [Path(path).suffix for path in found["files"]] == [".html", ".pdf"]
    assert found["digest"] in (desk / "out" / "decision-2026-007.html").read_text("utf-8")


def test_what_is_held(counterfoil: Counterfoil, desk: Path) -> None:
    """By reference and by name the same paper comes out; a letter written before is on it."""
    counterfoil("letter", "S-12", "--format", "html", "-w", desk)
    one = counterfoil("held", "S-12", "-w", desk, "--json").json()
    assert one["subject"] == "S-12"
    papers = next(section for section in one["sections"] if section["key"] == "papers")
    assert papers["rows"][0]["value"] == "out/letter-S-12.html"
    assert counterfoil("held", "halvard crine", "-w", desk, "--json").json()["subject"] == "S-12"
    assert (desk / "out" / "held-S-12.pdf").is_file()


def test_nothing_held_is_said(counterfoil: Counterfoil, desk: Path) -> None:
    """For an unknown name a paper is written, and the officer is told to check the spelling."""
    said = counterfoil("held", "Nobody Atall", "-w", desk)
    assert said.code == 0
    assert "Nothing was found" in said.err
    (page,) = (desk / "out").glob("held-*.html")
    assert "holds no row that names this person" in page.read_text("utf-8")


@pytest.mark.parametrize("command", ["slip", "decision"])
def test_an_engagement_nobody_knows(counterfoil: Counterfoil, office: Path, command: str) -> None:
    """An unknown engagement is exit 2 in words."""
    said = counterfoil(command, "2099-001", "-w", office)
    assert said.code == 2
    assert "no assessment of '2099-001' is kept" in said.err


def test_the_inventory(counterfoil: Counterfoil, office: Path) -> None:
    """Each personal field is listed with its count, purpose and term; so is what is never held."""
    found = counterfoil("doctor", "--privacy", "-w", office, "--json").json()
    assert [line["path"] for line in found["fields"]] == [one.path for one in PERSONAL]
    names = next(line for line in found["fields"] if line["path"] == "people.name")
    assert (names["count"], names["kept_for"]) == (23, "2 years after the person has left")
    said = counterfoil("doctor", "--privacy", "-w", office)
    assert said.code == 0
    for part in ("people.name", "Kept assessments", "log lines", "Not held, and not done:"):
        assert part in said.out


def test_the_terms_come_from_the_settings(
    counterfoil: Counterfoil, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A term of retention that the office sets stands in the inventory."""
    monkeypatch.setenv("COUNTERFOIL_RETENTION__PEOPLE_YEARS", "1")
    found = counterfoil("doctor", "--privacy", "-w", office, "--json").json()
    assert found["fields"][0]["kept_for"] == "1 year after the person has left"
