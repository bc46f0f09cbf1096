"""`counterfoil packs matrix` and `packs diff`: regimes and editions side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.bootstrap.data import DATA, examples
from counterfoil.bootstrap.matrix import stand_ins
from tests.cli.conftest import Counterfoil, Said

EVERY = {path.stem for path in (DATA / "packs").glob("*.toml")} - {"house-template"}
BINDINGS = [
    word
    for role, datasets in stand_ins(examples()).items()
    for dataset in datasets
    for word in ("--bind", f"{role}={dataset}")
]


def cells(said: Said) -> dict[tuple[str, str], dict[str, object]]:
    """Return the cells of a matrix in JSON, by engagement and pack."""
    assert said.code == 0, said.err
    rows = said.json()["rows"]
    return {(r["engagement_id"], c["pack_id"]): c for r in rows for c in r["cells"]}


def test_the_table_says_outcome_hold_and_clause(counterfoil: Counterfoil, office: Path) -> None:
    """One engagement under the packs in force: R8 with its instrument, clause and mark."""
    said = counterfoil("packs", "matrix", "2026-005", "--in-force", "-w", office)
    assert said.code == 0
    assert "2026-005" in said.out
    assert "2026-004" not in said.out
    (line,) = [line for line in said.out.splitlines() if "house-2026" in line]
    assert "REFER" in line
    assert "R8: House rules for" in line
    assert "Do not apply: ca-strac-2024." in said.out


def test_without_a_word_every_engagement_stands_under_every_pack(
    counterfoil: Counterfoil, office: Path
) -> None:
    """The whole matrix in JSON: 31 engagements, all packs but the template, those in force first."""
    said = counterfoil("packs", "matrix", "-w", office, "--json")
    found = cells(said)
    assert len({engagement for engagement, _ in found}) == 31
    assert {pack for _, pack in found} == EVERY
    first = [column["pack_id"] for column in said.json()["columns"]][:3]
    assert first == ["house-2026", "ca-strac-2024", "us-restricted-2026"]


def test_a_pack_that_is_named_is_the_only_one(counterfoil: Counterfoil, office: Path) -> None:
    """--pack, repeated, gives these columns in this order, each once."""
    words = ("--pack", "us-dow-2026", "--pack", "house-2026", "--pack", "us-dow-2026")
    said = counterfoil("packs", "matrix", "2026-026", *words, "-w", office, "--json")
    assert [c["pack_id"] for c in said.json()["columns"]] == ["us-dow-2026", "house-2026"]


def test_a_bound_list_makes_a_pack_assessable(counterfoil: Counterfoil, office: Path) -> None:
    """Without its lists the third edition cannot be assessed; bound, it recommends a plan."""
    words = ("packs", "matrix", "2026-026", "--pack", "us-dow-2026", "-w", office, "--json")
    bare = cells(counterfoil(*words))["2026-026", "us-dow-2026"]
    assert bare["status"] == "not-assessable"
    assert bare["high"] == ""
    bound = cells(counterfoil(*words, *BINDINGS))["2026-026", "us-dow-2026"]
    assert (bound["status"], bound["low"]) == ("assessed", "mitigate-recommended")


def test_a_binding_goes_before_the_settings(counterfoil: Counterfoil, office: Path) -> None:
    """A role the settings fill is filled by --bind while it stands, and as before afterwards."""
    words = ("packs", "matrix", "2026-005", "--pack", "house-2026", "-w", office, "--json")
    before = cells(counterfoil(*words))
    other = cells(counterfoil(*words, "--bind", "defence-research=x-restricted"))
    assert before["2026-005", "house-2026"]["low"] == "refer"
    assert other["2026-005", "house-2026"]["low"] == "none"
    assert cells(counterfoil(*words)) == before


@pytest.mark.parametrize(
    ("binding", "code", "says"),
    [
        ("section-1286", 2, "is not of the form ROLE=DATASET"),
        ("=x-restricted", 2, "is not of the form ROLE=DATASET"),
        ("section-1286=", 2, "is not of the form ROLE=DATASET"),
        ("section-1286=x-unheard-of", 2, "no dataset is called 'x-unheard-of'"),
    ],
)
@pytest.mark.parametrize("words", [("matrix",), ("diff", "us-dow-2023", "us-dow-2026")])
def test_a_binding_that_binds_nothing(
    counterfoil: Counterfoil,
    office: Path,
    words: tuple[str, ...],
    binding: str,
    code: int,
    says: str,
) -> None:
    """A pair that is none, or a dataset that is not loaded, is refused in words."""
    said = counterfoil("packs", *words, "--bind", binding, "-w", office)
    assert said.code == code
    assert says in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("2026-999",), "2026-999"),
        (("--pack", "us-moon-1969"), "us-moon-1969"),
    ],
)
def test_a_name_nobody_knows(
    counterfoil: Counterfoil, office: Path, words: tuple[str, ...], says: str
) -> None:
    """An engagement or pack that does not exist is named, with those that do."""
    said = counterfoil("packs", "matrix", *words, "-w", office)
    assert said.code in {2, 3}
    assert says in said.err
    assert "Known are: " in said.err or "Did you mean" in said.err


def test_the_page_is_written_and_said(
    counterfoil: Counterfoil, office: Path, tmp_path: Path
) -> None:
    """--html writes the page, says so on stderr, and prints no table."""
    page = tmp_path / "pages" / "side.html"
    said = counterfoil("packs", "matrix", "2026-026", *BINDINGS, "--html", page, "-w", office)
    assert said.code == 0
    assert said.out == ""
    assert f"written: {page}" in said.err
    text = page.read_text("utf-8")
    assert "US-DOW26-05-PAPERS" in text
    assert "Skerrin Institute of Cold Seas" in text


def test_page_and_json_together(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """With --html and --json the page is written and stdout is one JSON value."""
    page = tmp_path / "side.html"
    said = counterfoil("packs", "matrix", "2026-002", "--html", page, "--json", "-w", office)
    assert [row["engagement_id"] for row in said.json()["rows"]] == ["2026-002"]
    assert page.is_file()


def test_another_day_is_judged_on_that_day(counterfoil: Counterfoil, office: Path) -> None:
    """The Affiliates Rule is off on 3 November 2026 and in doubt, so referred, on the 22nd."""
    words = ("packs", "matrix", "2026-004", "--pack", "us-restricted-2026", *BINDINGS)
    now = cells(counterfoil(*words, "-w", office, "--json"))
    then = cells(counterfoil(*words, "-w", office, "--json", "--as-of", "2026-11-22"))
    assert now["2026-004", "us-restricted-2026"]["low"] == "none"
    cell = then["2026-004", "us-restricted-2026"]
    assert (cell["low"], cell["hold"]) == ("refer", "HOLD")


def test_the_matrix_keeps_nothing(counterfoil: Counterfoil, desk: Path) -> None:
    """Judging under every pack leaves the record as it was, to the byte of what it shows."""
    before = counterfoil("show", "2026-026", "-w", desk, "--json").out
    counterfoil("packs", "matrix", *BINDINGS, "-w", desk, "--json")
    assert counterfoil("show", "2026-026", "-w", desk, "--json").out == before
    assert "us-dow-2026" not in before


def test_two_editions_are_compared(counterfoil: Counterfoil, office: Path) -> None:
    """The text names both editions, the rules and the engagement that moves, with the reasons."""
    said = counterfoil("packs", "diff", "us-dow-2023", "us-dow-2026", *BINDINGS, "-w", office)
    assert said.code == 0
    assert "in force until 8 May 2025" in said.out
    assert "removed: 1" in said.out
    assert "changed  US-DOW23-14 -> US-DOW26-05-PAPERS" in said.out
    assert "    look-back: from 2019-10-10" in said.out
    after = said.out[said.out.index("2026-026") :]
    assert "MITIGATE" in after.upper().splitlines()[1]
    assert "no longer US-DOW23-14 fires (mitigate-suggested)" in after
    assert "now US-DOW26-05-PAPERS fires (mitigate-recommended)" in after


def test_a_comparison_in_json(counterfoil: Counterfoil, office: Path) -> None:
    """JSON gives the rules with their fate, how many are shared, and who was looked at."""
    said = counterfoil(
        "packs", "diff", "us-dow-2023", "us-dow-2026", *BINDINGS, "-w", office, "--json"
    )
    found = said.json()
    assert {rule["fate"] for rule in found["rules"]} == {"added", "removed", "changed"}
    assert found["looked_at"] == 31
    assert "2026-026" in [moved["engagement_id"] for moved in found["moved"]]


def test_a_pack_against_itself(counterfoil: Counterfoil, office: Path) -> None:
    """Nothing is added, removed or changed, and nobody comes out otherwise."""
    said = counterfoil("packs", "diff", "house-2026", "house-2026", "-w", office)
    assert "Rules added: 0, removed: 0, changed: 0, the same: 21." in said.out
    assert "0 of 31 engagements on record come out otherwise." in said.out
