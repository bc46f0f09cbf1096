"""Every command explains itself, and with --json says nothing else on stdout."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil import __version__
from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_list, put_text

OPTIONS = {
    "init": ("--organisation", "--template", "--json"),
    "import": (
        "--all-from",
        "--register",
        "--sender",
        "--map",
        "--set",
        "--skip",
        "--yes",
        "--by",
        "--edition",
        "--retrieved",
        "--workspace",
        "--json",
    ),
    "lists": ("--workspace", "--json"),
    "screen": (
        "--queries",
        "--against",
        "--reference",
        "--out",
        "--limit",
        "--weak",
        "--workspace",
        "--json",
    ),
    "compare": ("--pairs", "--out", "--json"),
    "assess": ("--out", "--as-of", "--workspace", "--json"),
    "judge": ("--reason", "--by", "--workspace", "--json"),
    "show": ("--html", "--pdf", "--workspace", "--json"),
    "doctor": ("--workspace", "--json"),
    "demo": ("--workspace", "--no-open", "--json"),
}


@pytest.mark.parametrize("command", sorted(OPTIONS))
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_names_every_option(counterfoil: Counterfoil, command: str, flag: str) -> None:
    """Help of a command goes to stdout, names its options and exits 0."""
    said = counterfoil(command, flag)
    assert said.code == 0
    assert said.err == ""
    for option in OPTIONS[command]:
        assert option in said.out, option


def test_help_names_every_command(counterfoil: Counterfoil) -> None:
    """Without words, or with --help, all commands are listed."""
    bare, asked = counterfoil(), counterfoil("--help")
    assert (bare.code, asked.code) == (0, 0)
    assert bare.out == asked.out
    for command in OPTIONS:
        assert f" {command} " in asked.out


def test_version(counterfoil: Counterfoil) -> None:
    """The version is printed, and nothing else."""
    said = counterfoil("--version")
    assert (said.code, said.out) == (0, f"counterfoil {__version__}\n")


# --- JSON -------------------------------------------------------------------------------------


def test_json_of_init(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """The JSON of `init` names the workspace and its settings file."""
    said = counterfoil("init", tmp_path / "new", "--json")
    assert said.code == 0
    assert Path(said.json()["settings"]).is_file()


def test_json_of_import(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """The JSON of `import` tells datasets, register counts, and what was not taken or refused."""
    put_list(tmp_path / "in")
    put_text(tmp_path / "in", "notes.txt", "hello")
    said = counterfoil("import", "--all-from", tmp_path / "in", "-w", empty, "--json")
    found = said.json()
    assert said.code == 0
    assert set(found) == {"datasets", "register", "not_taken", "refused"}
    (dataset,) = found["datasets"]
    assert (dataset["dataset"], dataset["entities"], dataset["new"]) == ("quarry", 3, True)
    assert [Path(item["path"]).name for item in found["not_taken"]] == ["notes.txt"]


def test_json_of_lists(counterfoil: Counterfoil, office: Path) -> None:
    """The JSON of `lists` gives each dataset its counts, edition and retrieval."""
    said = counterfoil("lists", "-w", office, "--json")
    assert said.code == 0
    rows = said.json()["datasets"]
    assert [row["dataset"] for row in rows] == [
        "x-defence-research",
        "x-named-organisations",
        "x-registry",
        "x-restricted",
    ]
    for row in rows:
        assert row["entities"] > 0
        assert row["statements"] > row["entities"]
        assert row["edition"] <= row["retrieved"] == "2026-11-03"


@pytest.mark.parametrize("words", [("Northern Ore Trust",), ("Polar Holding",), ("Nobody Such",)])
def test_json_of_screen(counterfoil: Counterfoil, office: Path, words: tuple[str, ...]) -> None:
    """The JSON of `screen` is one list of hits, empty where nothing is like it."""
    said = counterfoil("screen", *words, "-w", office, "--json")
    assert said.code == 0
    for hit in said.json():
        assert set(hit) >= {"query_id", "rank", "entity_id", "dataset", "score", "band"}


def test_json_of_compare(counterfoil: Counterfoil) -> None:
    """The JSON of `compare` has id, score, band and reasons."""
    said = counterfoil("compare", "Polar Holding", "Polar Holding Ltd", "--json")
    assert said.code == 0
    (row,) = said.json()
    assert set(row) == {"id", "score", "band", "reasons", "probability"}
    assert row["band"] == "strong"


def test_json_of_assess(counterfoil: Counterfoil, desk: Path) -> None:
    """The JSON of `assess` is the assessments with their digests, even where files are written."""
    out = desk / "out"
    said = counterfoil("assess", "2026-001", "-w", desk, "--out", out, "--json")
    assert said.code == 10  # the US pack is not assessable
    assert sorted(path.name for path in out.iterdir()) == [
        "2026-001.html",
        "2026-001.pdf",
        "index.html",
        "overview.pdf",
    ]
    (assessment,) = said.json()["assessments"]
    assert assessment["engagement"] == "2026-001"
    assert len(assessment["digest"]) == 64


def test_json_of_judge(counterfoil: Counterfoil, desk: Path) -> None:
    """The JSON of `judge` is the judgement and the engagements it bears on."""
    said = counterfoil(
        *("judge", "dansol-polar-engineering", "x-defence-research:xdr-007", "different"),
        *("--reason", "another city", "--by", "S-02", "-w", desk, "--json"),
    )
    assert said.code == 0
    found = said.json()
    assert found["judgement"]["verdict"] == "different"
    assert {"2026-008", "2026-009", "2026-010"} <= set(found["engagements"])


@pytest.mark.parametrize("what", ["2026-007", "partners", "people", "packs", "judgements"])
def test_json_of_show(counterfoil: Counterfoil, office: Path, what: str) -> None:
    """The JSON of `show` is one value, a dossier or rows."""
    said = counterfoil("show", what, "-w", office, "--json")
    assert said.code == 0
    found = said.json()
    assert isinstance(found, dict) == what.startswith("2026")


def test_json_of_doctor(counterfoil: Counterfoil, empty: Path) -> None:
    """The JSON of `doctor` has settings, wrong, warnings, notes and sound."""
    said = counterfoil("doctor", "-w", empty, "--json")
    assert said.code == 0
    assert set(said.json()) == {"settings", "wrong", "warnings", "notes", "sound"}
