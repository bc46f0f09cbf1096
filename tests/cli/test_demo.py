"""The demo: the main job on the invented institute, from an empty folder to the papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_text


@pytest.mark.slow
def test_the_demo_twice(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """It fills an empty folder, exits 0, says what to open next, and may be run again."""
    folder = tmp_path / "demo"
    folder.mkdir()
    said = counterfoil("demo", "--workspace", folder, "--no-open")
    assert said.code == 0
    names = sorted(path.name for path in (folder / "out").iterdir())
    assert len(names) == 3 + 2 * 31
    assert {"index.html", "overview.pdf", "2026-007.html", "2026-007.pdf"} <= set(names)
    assert str(folder / "out" / "index.html") in said.out
    assert str(folder / "out" / "side-by-side.html") in said.out
    page = (folder / "out" / "side-by-side.html").read_text("utf-8")
    assert "us-dow-2026" in page
    assert "2026-031" in page
    command = next(line for line in said.out.splitlines() if "counterfoil judge" in line)
    assert "dansol-polar-engineering x-defence-research:xdr-007 different" in command
    put_text(folder / "out", "left-over.html", "old")
    again = counterfoil("demo", "--workspace", folder, "--no-open", "--json")
    assert again.code == 0
    assert again.json()["engagements"] == 31
    assert len(again.json()["files"]) == 65
    assert again.json()["side_by_side"] == str(folder / "out" / "side-by-side.html")
    assert sorted(path.name for path in (folder / "out").iterdir()) == names


def test_a_folder_that_is_no_demo(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """A folder that holds something else is refused and left as it is."""
    precious = put_text(tmp_path / "work", "thesis.txt", "ten years")
    said = counterfoil("demo", "-w", tmp_path / "work", "--no-open")
    assert said.code == 2
    assert "not a demo" in said.err
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["thesis.txt"]
    assert precious.read_text() == "ten years"


def test_a_file_in_the_way(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """A file where the folder should be is refused in words."""
    path = put_text(tmp_path, "demo", "in the way")
    said = counterfoil("demo", "-w", path, "--no-open")
    assert said.code == 2
    assert str(path) in said.err
