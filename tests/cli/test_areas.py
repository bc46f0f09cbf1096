"""`counterfoil areas`: passages that suggest an area, and the word that a person decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterfoil.bootstrap.workbench import open_workbench
from tests.cli.conftest import Counterfoil

TEXT = "We lower a snow lantern array under the ice. No folding map tables are taken along."

PACK = """
[pack]
id = "lamps-2026"
title = "Lamps"
issuer = "Lamp Office"
edition = 2026-01-01
since = 2026-01-01

[[rules]]
id = "L1"
when = "tech(us-ccl/7A001)"
outcome = "refer"
mark = "verified"
plain = "Work on lamps is referred."
basis = { instrument = "Lamp order", clause = "1", paraphrase = "Lamps are referred." }
tests = [
  { expect = "fires", given = ["tech(us-ccl/7A001)"] },
  { expect = "not", given = [] },
  { expect = "unknown", given = ["unknown tech(us-ccl/7A001)"] },
]
"""


def _entry(eccn: str, heading: str) -> str:
    row = {"eccn": eccn, "version": "2026-01-01", "heading": heading, "text": heading}
    return json.dumps(row) + "\n"


@pytest.fixture
def listed(empty: Path, counterfoil: Counterfoil) -> Path:
    """A workspace with a small invented control list."""
    path = empty / "ccl.jsonl"
    path.write_text(
        _entry("7A001", "7A001 Ice-bound accelerographs")
        + _entry("7A001.a", "Snow lantern arrays;")
        + _entry("7A002", "7A002 Folding map tables, n.e.s."),
        "utf-8",
    )
    assert counterfoil("import", path, "-w", empty).code == 0
    return empty


def _suggested(said: Any) -> list[tuple[str, str]]:
    return [(one["area"], one["phrase"]) for one in said.json()["suggestions"]]


def test_a_text(listed: Path, counterfoil: Counterfoil) -> None:
    """A passage is quoted with its surroundings; one that is denied suggests nothing."""
    said = counterfoil("areas", TEXT, "-w", listed, "--taxonomy", "us-ccl")
    assert said.code == 0
    assert "us-ccl/7A001: 7A001 Ice-bound accelerographs" in said.out
    assert "a [snow lantern array] under the ice" in said.out
    assert "7A002" not in said.out
    assert "A person decides" in said.out


def test_json_gives_the_place(listed: Path, counterfoil: Counterfoil) -> None:
    """The offsets are those of the phrase in the text, and the list's edition is told."""
    said = counterfoil("areas", TEXT, "-w", listed, "--taxonomy", "us-ccl", "--json").json()
    (one,) = said["suggestions"]
    assert TEXT[one["start"] : one["end"]] == one["phrase"] == "snow lantern array"
    assert said["taxonomies"][0]["edition"] == "2026-01-01"
    assert said["decides"] == "a person"


def test_a_file(listed: Path, counterfoil: Counterfoil, tmp_path: Path) -> None:
    """A text file is read like a text; one that is no text is refused in words."""
    path = tmp_path / "summary.txt"
    path.write_text(TEXT, "utf-8")
    said = counterfoil("areas", "--file", path, "-w", listed, "--json")
    assert ("us-ccl/7A001", "snow lantern array") in _suggested(said)
    path.write_bytes(b"\xff\xfe\x00snow")
    assert counterfoil("areas", "--file", path, "-w", listed).code == 3
    assert counterfoil("areas", "--file", tmp_path / "none.txt", "-w", listed).code == 3


def test_an_engagement(desk: Path, counterfoil: Counterfoil) -> None:
    """For an engagement on record its own summary is looked through."""
    with open_workbench(desk) as bench:
        wanted = [e for e in bench.record.engagements() if bench.suggest()(e.summary)]
    assert wanted
    said = counterfoil("areas", wanted[0].engagement_id, "-w", desk, "--json")
    assert _suggested(said)


def test_nothing_found_is_no_clearance(listed: Path, counterfoil: Counterfoil) -> None:
    """A text without a phrase gets no clearance."""
    said = counterfoil("areas", "Poems about bees.", "-w", listed)
    assert said.code == 0
    assert "no clearance" in said.out


def test_words_that_do_not_go_together(listed: Path, counterfoil: Counterfoil) -> None:
    """No text, two texts and an unknown taxonomy are usage errors; the last says what there is."""
    assert counterfoil("areas", "-w", listed).code == 2
    assert counterfoil("areas", "  ", "-w", listed).code == 2
    assert counterfoil("areas", "x", "--file", "y", "-w", listed).code == 2
    said = counterfoil("areas", "x", "-w", listed, "--taxonomy", "us-cll")
    assert said.code == 2
    assert "ca-stra" in said.err
    assert "us-ccl" in said.err


def test_a_list_that_is_not_loaded(empty: Path, counterfoil: Counterfoil) -> None:
    """The control list must be imported before it can be asked."""
    said = counterfoil("areas", TEXT, "-w", empty, "--taxonomy", "us-ccl")
    assert said.code == 2
    assert "import it first" in said.err


def test_a_pack_that_asks_for_the_list(listed: Path) -> None:
    """Where a pack in force asks for an entry, its areas are known and suggested."""
    (listed / "packs").mkdir()
    (listed / "packs" / "lamps-2026.toml").write_text(PACK, "utf-8")
    (listed / "counterfoil.toml").write_text('[packs]\nin_force = ["lamps-2026"]\n')
    with open_workbench(listed) as bench:
        assert {t.taxonomy_id for t in bench.taxonomies} == {"us-ccl"}
        assert "us-ccl/7A001" in bench.vocabulary.areas
        assert [one.area for one in bench.suggest()(TEXT)] == ["us-ccl/7A001"]
