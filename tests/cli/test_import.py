"""Importing lists and register files: what is kept, what is refused, and what is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterfoil.engines import parquet
from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import QUARRY, entity, put_list, put_text, quarry, small_office


def _lists(counterfoil: Counterfoil, folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = counterfoil("lists", "-w", folder, "--json").json()["datasets"]
    return found


def _files(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "snapshots").rglob("*") if p.is_file())


def test_the_same_content_again(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """A second import of the same file changes nothing and says so, whatever the file's name."""
    path = put_list(tmp_path)
    first = counterfoil("import", path, "-w", empty)
    assert "new" in first.out
    before = (_lists(counterfoil, empty), _files(empty))
    second = counterfoil("import", path, "-w", empty)
    assert second.code == 0
    assert "already here, nothing to do" in second.out
    copy = put_list(tmp_path / "copy", reversed(quarry()))
    third = counterfoil("import", copy, "-w", empty, "--json").json()
    assert [dataset["new"] for dataset in third["datasets"]] == [False]
    assert (_lists(counterfoil, empty), _files(empty)) == before


def test_the_same_content_written_by_another_library(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot is known by its statements: other Parquet bytes make no second one."""
    path = put_list(tmp_path)
    assert counterfoil("import", path, "-w", empty).code == 0
    before = _lists(counterfoil, empty)
    written = parquet._WRITE
    monkeypatch.setattr(parquet, "_WRITE", written.replace("zstd", "gzip"))
    assert written != parquet._WRITE
    said = counterfoil("import", path, "-w", empty)
    assert "already here" in said.out
    assert _lists(counterfoil, empty) == before
    (tmp_path / "other").mkdir()
    counterfoil("init", tmp_path / "other")
    counterfoil("import", path, "-w", tmp_path / "other")
    (other,) = _lists(counterfoil, tmp_path / "other")
    assert other["snapshot"] == before[0]["snapshot"]


def test_a_later_edition(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """A later edition is a new snapshot that stands; the earlier one stays as it is."""
    first = put_list(tmp_path, name="quarry_2026-05-01.ftm.json")
    later = put_list(
        tmp_path,
        quarry([*QUARRY, "Basalt Bureau"]),
        name="quarry_2026-06-01.ftm.json",
    )
    for path in (later, first):  # even where the later one comes first
        assert counterfoil("import", path, "-w", empty).code == 0
    rows = _lists(counterfoil, empty)
    assert [(row["edition"], row["entities"], row["current"]) for row in rows] == [
        ("2026-05-01", 3, False),
        ("2026-06-01", 4, True),
    ]
    assert len({row["dataset"] for row in rows}) == 1
    assert len(_files(empty)) == 2
    assert "earlier edition" in counterfoil("lists", "-w", empty).out
    against = ("--against", rows[0]["dataset"], "-w", empty, "--json")
    (hit,) = counterfoil("screen", "Basalt Bureau", *against).json()
    assert hit["band"] == "strong"


def test_edition_and_retrieval_are_kept_apart(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path
) -> None:
    """--edition overrides what the file's name says, --retrieved the day of the import."""
    path = put_list(tmp_path, name="quarry_2026-05-01.ftm.json")
    words = ("--edition", "2026-04-30", "--retrieved", "2026-05-20")
    assert counterfoil("import", path, "-w", empty, *words).code == 0
    (row,) = _lists(counterfoil, empty)
    assert (row["edition"], row["retrieved"]) == ("2026-04-30", "2026-05-20")
    again = counterfoil("import", path, "-w", empty, "--retrieved", "2026-07-01")
    assert "already here" in again.out
    assert _lists(counterfoil, empty)[0]["retrieved"] == "2026-05-20"


def test_an_unknown_file(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """A file nobody knows exits 3 and lists the formats that are known."""
    path = put_text(tmp_path, "letter.txt", "Dear colleague,\n")
    said = counterfoil("import", path, "-w", empty)
    assert said.code == 3
    assert "letter.txt" in said.err
    for known in ("FollowTheMoney", "SDN", "ROR", "mapping"):
        assert known in said.err
    assert counterfoil("import", tmp_path / "none.csv", "-w", empty).code == 3
    assert _lists(counterfoil, empty) == []


@pytest.mark.parametrize("name", ["odd.toml", "torn.toml"])
def test_a_toml_file_that_is_not_of_the_register(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path, name: str
) -> None:
    """A TOML file that is no register file, or no TOML, exits 3 and is named."""
    text = {"odd.toml": "colour = 'blue'\n", "torn.toml": "[engagement\nid = 1"}[name]
    path = put_text(tmp_path, name, text)
    said = counterfoil("import", path, "-w", empty)
    assert said.code == 3
    assert name in said.err


def test_a_torn_register_file_beside_good_ones(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """A register file that is no TOML is not passed over in silence when its folder is imported."""
    folder = small_office(tmp_path / "small")
    put_text(folder / "engagements", "torn.toml", "[engagement\nid = 1")
    said = counterfoil("import", folder / "engagements", "-w", folder)
    assert said.code == 3
    assert "torn.toml" in said.err
    assert counterfoil("assess", "-w", folder, "--json").json()["assessments"]


def test_all_from_takes_what_it_knows(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path
) -> None:
    """--all-from takes lists, lists the rest with the reason, and exits 0."""
    folder = tmp_path / "downloads"
    put_list(folder / "deep" / "er")
    put_list(folder, [entity("b-1", "Basalt Bureau")], name="basalt.ftm.json")
    put_text(folder, "readme.txt", "hello")
    put_text(folder, "table.csv", "a,b\n1,2\n")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    said = counterfoil("import", "--all-from", folder, "-w", empty)
    assert said.code == 0
    assert [row["dataset"] for row in _lists(counterfoil, empty)] == ["basalt", "quarry"]
    for name in ("readme.txt", "table.csv", "picture.png"):
        assert f"{name}: " in said.err
    assert said.err.count("not taken") == 3


def test_a_file_named_beside_a_good_one(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path
) -> None:
    """A named file that nobody knows makes the exit code 3; the good one is kept."""
    good, letter = put_list(tmp_path), put_text(tmp_path, "letter.txt", "Dear colleague,\n")
    said = counterfoil("import", good, letter, "-w", empty)
    assert said.code == 3
    assert "letter.txt: " in said.err
    assert [row["dataset"] for row in _lists(counterfoil, empty)] == ["quarry"]


def test_a_file_that_is_not_there(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """A missing file is named, exit 3, and nothing at all is imported."""
    said = counterfoil("import", put_list(tmp_path), tmp_path / "none.json", "-w", empty)
    assert said.code == 3
    assert "none.json: there is no such file" in said.err
    assert _lists(counterfoil, empty) == []


def test_an_empty_folder(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """A folder without files: nothing to import exits 3, --all-from takes nothing and exits 0."""
    (tmp_path / "none").mkdir()
    assert counterfoil("import", tmp_path / "none", "-w", empty).code == 3
    assert counterfoil("import", "--all-from", tmp_path / "none", "-w", empty).code == 0


def test_all_from_a_folder_that_is_not_there(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path
) -> None:
    """A folder that does not exist is said to be missing, not passed over."""
    said = counterfoil("import", "--all-from", tmp_path / "none", "-w", empty)
    assert said.code != 1
    assert "none" in said.err


def test_a_refused_file_does_not_stop_the_others(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path
) -> None:
    """One torn list: nothing of it is kept, the others are, and the exit code is 3."""
    put_list(tmp_path / "in", name="a-first.ftm.json")
    torn = put_list(tmp_path / "in", name="m-torn.ftm.json")
    torn.write_text(torn.read_text("utf-8")[:-30], "utf-8")
    put_list(tmp_path / "in", name="z-last.ftm.json")
    said = counterfoil("import", tmp_path / "in", "-w", empty)
    assert said.code == 3
    assert "m-torn" in said.err
    assert "nothing of it kept" in said.err
    assert [row["dataset"] for row in _lists(counterfoil, empty)] == ["a-first", "z-last"]
    assert len(_files(empty)) == 2
    assert counterfoil("doctor", "-w", empty).code == 0


def test_register_and_lists_together(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """One import takes lists, engagements, people and partners; the second changes nothing."""
    folder = small_office(tmp_path / "small")
    put_text(folder, "people.toml", '[[people]]\nstaff = "S-1"\nname = "Ada Pell"\n')
    put_text(folder, "partners.toml", '[[partners]]\nid = "lhota"\nname = "Lhota Institute"\n')
    parts = [folder / n for n in ("lists", "engagements", "people.toml", "partners.toml")]
    first = counterfoil("import", *parts, "-w", folder, "--json").json()
    assert first["register"] == {
        "engagements": 1,
        "engagements_changed": 1,
        "people": 1,
        "people_changed": 1,
        "spellings": 1,
        "spellings_new": 1,
    }
    second = counterfoil("import", *parts, "-w", folder, "--json").json()
    assert second["register"]["engagements_changed"] == 0
    assert second["register"]["people_changed"] == 0
    assert second["register"]["spellings_new"] == 0
    assert [dataset["new"] for dataset in second["datasets"]] == [False]


def test_the_origin_of_persons_is_dropped_and_counted(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path
) -> None:
    """What a list says of a person's origin is in no snapshot; how much was dropped is shown."""
    person = entity("p", "Marta Quill", "Person", nationality="xv", notes="Citizen of Sorrelia")
    path = put_list(tmp_path, [*quarry(), person])
    said = counterfoil("import", path, "-w", empty, "--json")
    (dataset,) = said.json()["datasets"]
    assert sum(count for _, count in dataset["dropped"]) == 2
    (row,) = _lists(counterfoil, empty)
    assert sum(row["dropped"].values()) == 2
    shown = counterfoil("screen", "Marta Quill", "-w", empty, "--json")
    assert "Sorrelia" not in json.dumps(shown.json())


def test_names_of_the_same_dataset_in_two_files(
    counterfoil: Counterfoil, empty: Path, tmp_path: Path
) -> None:
    """Two files of one dataset are two snapshots of it, never a mixture."""
    one = put_list(tmp_path / "one")
    two = put_list(tmp_path / "two", quarry(["Basalt Bureau"]))
    assert counterfoil("import", one, two, "-w", empty).code == 0
    assert sorted(row["entities"] for row in _lists(counterfoil, empty)) == [1, 3]
