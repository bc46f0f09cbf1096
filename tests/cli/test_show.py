"""Dossiers and the record, shown on a terminal and written to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.domain import canonical
from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_list

CHANGED = "changed since; run counterfoil assess"


def test_a_dossier_on_the_terminal(counterfoil: Counterfoil, office: Path) -> None:
    """Packs, questions, hold, warnings and what was looked at stand on one page."""
    said = counterfoil("show", "2026-007", "-w", office)
    assert (said.code, said.err) == (0, "")
    for text in (
        "Under-ice acoustic survey of Kestrel Sound",
        "house-2026",
        "at least REFER, at most PROHIBIT",
        "What would settle most",
        "counterfoil judge",
        "Hold",
        "Warn        S-12 in person",
        "Looked at:",
    ):
        assert text in said.out


def test_html_and_pdf(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """Both files are written where asked, folders made; nothing goes to stdout."""
    html, pdf = tmp_path / "a" / "dossier.html", tmp_path / "b" / "dossier.pdf"
    said = counterfoil("show", "2026-007", "--html", html, "--pdf", pdf, "-w", office)
    assert (said.code, said.out) == (0, "")
    assert f"written: {html}" in said.err
    assert f"written: {pdf}" in said.err
    page = html.read_text("utf-8")
    assert "Under-ice acoustic survey" in page
    assert "<script" not in page
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.stat().st_size > 10_000


def test_json_beside_files(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """With --json the dossier is on stdout even where files are written."""
    html = tmp_path / "dossier.html"
    said = counterfoil("show", "2026-007", "--html", html, "-w", office, "--json")
    assert html.is_file()
    assert said.json()["engagement_id"] == "2026-007"


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        ("partners", ("dansol-polar-engineering", "Merrow Coast Univ.")),
        ("people", ("S-17", "서다림", "Glaciology")),
        ("packs", ("house-2026", "ca-strac-2024", "us-restricted-2026")),
        ("judgements", ("when", "verdict")),
    ],
)
def test_the_record(
    counterfoil: Counterfoil, office: Path, what: str, texts: tuple[str, ...]
) -> None:
    """Partners, people, packs and judgements are shown as tables."""
    said = counterfoil("show", what, "-w", office)
    assert said.code == 0
    for text in texts:
        assert text in said.out


def test_an_engagement_that_was_not_assessed(counterfoil: Counterfoil, empty: Path) -> None:
    """Without an assessment there is no dossier, and the way to one is said."""
    said = counterfoil("show", "2026-007", "-w", empty)
    assert said.code == 2
    assert "counterfoil assess" in said.err


def _judged(counterfoil: Counterfoil, desk: Path) -> None:
    words = ("dansol-polar-engineering", "x-defence-research:xdr-007", "different")
    counterfoil("judge", *words, "--reason", "city", "--by", "S-02", "-w", desk)


def _listed(counterfoil: Counterfoil, desk: Path) -> None:
    path = put_list(desk / "new")
    assert counterfoil("import", path, "-w", desk).code == 0


def _rewritten(counterfoil: Counterfoil, desk: Path) -> None:
    path = desk / "engagements" / "2026-001.toml"
    path.write_text(path.read_text("utf-8").replace("Shared tide gauges", "Tide gauges"), "utf-8")
    assert counterfoil("import", path, "-w", desk).code == 0


def _resettled(counterfoil: Counterfoil, desk: Path) -> None:
    path = desk / "counterfoil.toml"
    path.write_text(path.read_text("utf-8").replace("max_steps = 3", "max_steps = 2"), "utf-8")


@pytest.mark.parametrize("change", [_judged, _listed, _rewritten, _resettled])
def test_inputs_that_changed_since(counterfoil: Counterfoil, desk: Path, change: object) -> None:
    """A dossier whose inputs have changed says so until it is assessed again."""
    assert callable(change)
    assert CHANGED not in counterfoil("show", "2026-001", "-w", desk).err
    change(counterfoil, desk)
    said = counterfoil("show", "2026-001", "-w", desk)
    assert said.code == 0
    assert CHANGED in said.err
    counterfoil("assess", "2026-001", "-w", desk)
    assert CHANGED not in counterfoil("show", "2026-001", "-w", desk).err


def test_the_hash_on_the_dossier_is_the_assessments(counterfoil: Counterfoil, desk: Path) -> None:
    """`show` and `assess` give the same digest, and assessing again keeps it."""
    shown = counterfoil("show", "2026-007", "-w", desk, "--json").json()["digest"]
    for _ in range(2):
        (one,) = counterfoil("assess", "2026-007", "-w", desk, "--json").json()["assessments"]
        assert one["digest"] == shown
    assert len(shown) == len(canonical.canonical_hash("x"))
