"""The same inputs give the same bytes, whatever the process, the threads or the cache."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterfoil.cli.main import main
from tests.cli.conftest import Counterfoil, finish, process
from tests.institute.conftest import furnish


def _kept(folder: Path) -> dict[str, tuple[bytes, bytes]]:
    from counterfoil.bootstrap.workbench import open_workbench

    with open_workbench(folder) as bench:
        latest = bench.record.latest_assessments()
        return {name: (one.assessment, one.case) for name, one in latest.items()}


def _fresh(folder: Path) -> Path:
    """Lay out an institute of which nothing is imported yet."""
    furnish(folder)
    return folder


WORDS = ("lists", "engagements", "people.toml", "partners.toml")


def test_two_processes_give_the_same_bytes(tmp_path: Path, office: Path) -> None:
    """Import and assess in processes of another hash seed: the same bytes as in this one."""
    folder = _fresh(tmp_path / "other")
    changes = {
        "PYTHONHASHSEED": "4242",
        "COUNTERFOIL_ENGINES__THREADS": "1",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    imported = ("import", *(folder / word for word in WORDS), "--retrieved", "2026-11-03")
    for words, code in ((imported, 0), (("assess",), 10)):
        assert finish(process(*words, "-w", folder, **changes)).code == code
    expected = _kept(office)
    assert len(expected) == 31
    assert _kept(folder) == expected


def test_threads_and_caches_change_nothing(
    counterfoil: Counterfoil, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One and two threads, a cold, a warm and a spoiled cache: the same digests."""
    cold = tmp_path / "cold"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cold))
    expected = _kept(desk)
    wanted = ("2026-007", "2026-014", "2026-018", "2026-022")

    def digests() -> list[str]:
        said = counterfoil("assess", *wanted, "-w", desk, "--json")
        return [one["digest"] for one in said.json()["assessments"]]

    first = digests()
    assert list(cold.rglob("*.pickle"))
    assert digests() == first
    for path in cold.rglob("*.pickle"):
        path.write_bytes(b"\x80\x04spoiled")
    assert digests() == first
    shutil.rmtree(cold)
    shutil.rmtree(desk / "links", ignore_errors=True)
    monkeypatch.setenv("COUNTERFOIL_ENGINES__THREADS", "1")
    assert digests() == first
    assert _kept(desk) == expected


def test_a_cache_that_cannot_be_written(
    counterfoil: Counterfoil, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a place for caches the work is done all the same."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert counterfoil("screen", "Polar Holding", "-w", desk).code == 0


def test_removing_a_list(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """Without the list a pack needs the pack is not assessable, and nothing is cleared."""
    folder = _fresh(tmp_path / "institute")
    next((folder / "lists").glob("x-defence-research*")).unlink()
    paths = [folder / word for word in WORDS]
    assert counterfoil("import", *paths, "-w", folder).code == 0
    said = counterfoil("assess", "2026-001", "2026-007", "-w", folder, "--json")
    assert said.code == 10
    for one in said.json()["assessments"]:
        house = next(pack for pack in one["packs"] if pack["pack"] == "house-2026")
        assert house["status"] == "not-assessable"
        assert house["high"] is None
        assert house["missing"] == ["defence-research"]
    shown = counterfoil("show", "2026-001", "-w", folder).out
    assert "NOT ASSESSABLE" in shown
    assert "no rule fired  " not in shown


def test_unbinding_a_list(
    counterfoil: Counterfoil, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A role bound to a dataset that is not there makes the pack not assessable as well."""
    path = desk / "counterfoil.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('["x-defence-research"]', '["x-nothing"]'), "utf-8")
    said = counterfoil("assess", "2026-001", "-w", desk, "--json")
    (one,) = said.json()["assessments"]
    assert one["packs"][0]["status"] == "not-assessable"
    assert "x-nothing" in counterfoil("lists", "-w", desk).out
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["doctor", "-w", str(desk)])
    assert "x-nothing (for defence-research) is not loaded" in capsys.readouterr().out
