"""Settings: the file, then the environment, then flags; doctor says which one stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import ENGAGEMENT, put_text


def _settings(counterfoil: Counterfoil, folder: Path) -> dict[str, tuple[str, str]]:
    rows = counterfoil("doctor", "-w", folder, "--json").json()["settings"]
    return {row["name"]: (row["value"], row["origin"]) for row in rows}


def test_doctor_shows_every_value_with_its_origin(
    counterfoil: Counterfoil, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Default, file and environment: each value is shown with where it comes from."""
    monkeypatch.setenv("COUNTERFOIL_ENGINES__THREADS", "1")
    monkeypatch.setenv("COUNTERFOIL_LISTS__SDN", "one, two")
    found = _settings(counterfoil, empty)
    file = str(empty / "counterfoil.toml")
    assert found["organisation"] == ("Quarry House", file)
    assert found["ties.max_steps"] == ("3", file)
    assert found["engines.threads"] == ("1", "environment COUNTERFOIL_ENGINES__THREADS")
    assert found["lists.sdn"][0] == "['one', 'two']"
    assert found["lists.sdn"][1] == "environment COUNTERFOIL_LISTS__SDN"
    assert found["engines.record_url"] == ("", "default")
    shown = counterfoil("doctor", "-w", empty).out
    for text in ("organisation", "Quarry House", "default", "environment"):
        assert text in shown


def test_environment_stands_above_the_file_and_a_flag_above_both(
    counterfoil: Counterfoil, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day to assess on: file < environment < flag."""
    path = put_text(empty / "engagements", "2026-900.toml", ENGAGEMENT)
    counterfoil("import", path, "-w", empty)
    settings = empty / "counterfoil.toml"

    def day(*flags: str) -> str:
        said = counterfoil("assess", "-w", empty, "--json", *flags)
        found: str = said.json()["assessments"][0]["as_of"]
        return found

    settings.write_text(settings.read_text("utf-8") + "\n[clock]\nas_of = 2026-11-01\n", "utf-8")
    assert day() == "2026-11-01"
    monkeypatch.setenv("COUNTERFOIL_CLOCK__AS_OF", "2026-11-02")
    assert day() == "2026-11-02"
    assert day("--as-of", "2026-11-03") == "2026-11-03"
    assert _settings(counterfoil, empty)["clock.as_of"][0] == "2026-11-02"


def test_the_workspace_by_flag_environment_and_folder(
    counterfoil: Counterfoil, empty: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The flag, else COUNTERFOIL_WORKSPACE, else the folder one is in or one above it."""
    other = tmp_path / "other"
    counterfoil("init", other, "--organisation", "Other House")

    def organisation(*words: object) -> str:
        rows = counterfoil("doctor", *words, "--json").json()["settings"]
        found: str = next(row["value"] for row in rows if row["name"] == "organisation")
        return found

    monkeypatch.chdir(empty / "engagements")
    assert organisation() == "Quarry House"
    monkeypatch.setenv("COUNTERFOIL_WORKSPACE", str(other))
    assert organisation() == "Other House"
    assert organisation("-w", empty) == "Quarry House"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 'blue'\n", "colour"),
        ("[ties]\nmax_step = 3\n", "ties.max_step"),
        ("[tie]\nmax_steps = 3\n", "tie"),
        ("[ties]\nmax_steps = 99\n", "ties.max_steps"),
        ("[ties]\nmax_steps = 'many'\n", "ties.max_steps"),
        ("[engines]\nthreads = 0\n", "engines.threads"),
        ("[lists]\nsdn = 'one'\n", "lists.sdn"),
        ("[clock]\nas_of = '2026-13-01'\n", "clock.as_of"),
        ("organisation = \n", "not a TOML file"),
    ],
)
def test_a_setting_that_is_off(
    counterfoil: Counterfoil, empty: Path, text: str, named: str
) -> None:
    """An unknown key or a bad value exits 3, names the key and the file."""
    (empty / "counterfoil.toml").write_text(text, "utf-8")
    for command in ("lists", "doctor"):
        said = counterfoil(command, "-w", empty)
        assert said.code == 3
        assert named in said.err
        assert "counterfoil.toml" in said.err


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("COUNTERFOIL_COLOUR", "blue", "colour"),
        ("COUNTERFOIL_TIES__MAX_STEP", "2", "ties.max_step"),
        ("COUNTERFOIL_TIES__MAX_STEPS", "many", "ties.max_steps"),
        ("COUNTERFOIL_TIES", "2", "ties"),
        ("COUNTERFOIL_ORGANISATION__NAME", "x", "organisation"),
    ],
)
def test_a_variable_that_is_off(
    counterfoil: Counterfoil,
    empty: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    named: str,
) -> None:
    """An unknown or bad variable exits 3 and is named by its path."""
    monkeypatch.setenv(variable, value)
    said = counterfoil("lists", "-w", empty)
    assert said.code == 3
    assert named in said.err


def test_a_pack_that_is_not_there(
    counterfoil: Counterfoil, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown pack in force exits 3 and lists the packs that are known; doctor says it too."""
    counterfoil("import", put_text(empty, "e.toml", ENGAGEMENT), "-w", empty)
    monkeypatch.setenv("COUNTERFOIL_PACKS__IN_FORCE", "house-1066")
    said = counterfoil("assess", "-w", empty)
    assert said.code == 3
    assert "house-1066" in said.err
    assert "house-2026" in said.err
    report = counterfoil("doctor", "-w", empty, "--json").json()
    assert any("house-1066" in line for line in report["warnings"])


def test_the_stale_and_the_missing_are_looked_at(
    counterfoil: Counterfoil, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Doctor warns of a list that is too old for its pack and of one a pack asks for in vain."""
    monkeypatch.setenv("COUNTERFOIL_CLOCK__AS_OF", "2029-01-01")
    lines = counterfoil("doctor", "-w", desk, "--json").json()["warnings"]
    assert any("x-restricted is stale" in line for line in lines)
    assert any("us-bis-entity-list (for entity-list) is not loaded" in line for line in lines)


def test_doctor_shows_no_password(counterfoil: Counterfoil, empty: Path) -> None:
    """The password in the address of a proxy is not printed."""
    path = empty / "counterfoil.toml"
    proxy = 'proxy = "http://office:hush-hush@proxy.example:3128"'
    path.write_text(path.read_text("utf-8") + f"\n[fetch]\n{proxy}\n", "utf-8")
    shown = counterfoil("doctor", "-w", empty)
    assert "hush-hush" not in shown.out + shown.err
    assert "http://office:***@proxy.example:3128" in "".join(shown.out.split())
