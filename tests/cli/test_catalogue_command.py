"""`counterfoil catalogue`, and staleness by the catalogue in `lists` and `doctor`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_list
from tests.sources.test_catalogue import ENTRY


@pytest.fixture
def aged(empty: Path, counterfoil: Counterfoil) -> Path:
    """A workspace with a list of 1 May, published weekly, on 15 June."""
    (empty / "catalogue").mkdir()
    (empty / "catalogue" / "own.toml").write_text(ENTRY.replace("gravel", "quarry"))
    (empty / "counterfoil.toml").write_text("[clock]\nas_of = 2026-06-15\n")
    path = put_list(empty / "lists", name="quarry_2026-05-01.ftm.json")
    assert counterfoil("import", path, "-w", empty).code == 0
    return empty


def test_the_catalogue_is_shown(empty: Path, counterfoil: Counterfoil) -> None:
    """Each dataset stands there with publisher, rhythm, licence and page; unchecked is said."""
    said = counterfoil("catalogue", "-w", empty)
    assert said.code == 0
    flat = said.out.replace("\n", " ")
    for word in ("us-ofac-sdn", "direct, unchecked", "by hand, unchecked", "not read yet"):
        assert word in flat
    assert "nobody has opened the address" in flat


def test_the_catalogue_as_json(aged: Path, counterfoil: Counterfoil) -> None:
    """JSON carries every field of an entry, what is loaded, and why it is stale."""
    rows = counterfoil("catalogue", "-w", aged, "--json").json()["datasets"]
    found = {row["dataset"]: row for row in rows}
    assert found["quarry"]["loaded"] == {
        "edition": "2026-05-01",
        "retrieved": found["quarry"]["loaded"]["retrieved"],
        "stale": "stale: 45 days, published every week",
    }
    assert found["us-ofac-sdn"]["loaded"] is None
    assert [file["name"] for file in found["us-ofac-sdn"]["files"]] == [
        "sdn.csv",
        "alt.csv",
        "add.csv",
    ]
    assert "CC BY-NC" in found["opensanctions"]["licence"]
    assert {row["checked"] for row in rows} == {False}


def test_lists_say_what_is_stale(aged: Path, counterfoil: Counterfoil) -> None:
    """The words stand beside the snapshot in force; on a day before the limit they do not."""
    (row,) = counterfoil("lists", "-w", aged, "--json").json()["datasets"]
    assert row["stale"] == "stale: 45 days, published every week"
    assert "stale: 45 days" in " ".join(counterfoil("lists", "-w", aged).out.split())
    (aged / "counterfoil.toml").write_text("[clock]\nas_of = 2026-05-11\n")
    (row,) = counterfoil("lists", "-w", aged, "--json").json()["datasets"]
    assert row["stale"] == ""


def test_an_earlier_edition_is_not_called_stale(aged: Path, counterfoil: Counterfoil) -> None:
    """Of several editions only the one in force can be stale."""
    later = put_list(aged / "lists", name="quarry_2026-06-14.ftm.json")
    text = later.read_text("utf-8").replace("Lhota", "Kutna")
    later.write_text(text, "utf-8")
    assert counterfoil("import", later, "-w", aged).code == 0
    rows = counterfoil("lists", "-w", aged, "--json").json()["datasets"]
    assert [(row["current"], row["stale"]) for row in rows] == [(False, ""), (True, "")]


def test_doctor_names_what_is_stale(aged: Path, counterfoil: Counterfoil) -> None:
    """Doctor says it once: of a list a pack has a limit for, the pack's words stand alone."""
    warnings = counterfoil("doctor", "-w", aged, "--json").json()["warnings"]
    assert "quarry is stale: 45 days, published every week" in warnings
    (aged / "counterfoil.toml").write_text(
        '[clock]\nas_of = 2026-06-15\n[packs]\nin_force = ["house-2026"]\n'
        '[lists]\nrestricted = ["quarry"]\n'
    )
    warnings = counterfoil("doctor", "-w", aged, "--json").json()["warnings"]
    assert [line for line in warnings if "published every week" in line] == []


def test_a_bad_catalogue_is_named(aged: Path, counterfoil: Counterfoil) -> None:
    """A mistake in the workspace's catalogue is an error of that file; doctor tells it too."""
    (aged / "catalogue" / "own.toml").write_text(ENTRY.replace("publisher", "publicher"))
    for words in (("catalogue",), ("lists",)):
        said = counterfoil(*words, "-w", aged)
        assert said.code == 3
        assert "own.toml" in said.err
    assert "publicher" in " ".join(counterfoil("doctor", "-w", aged, "--json").json()["warnings"])
