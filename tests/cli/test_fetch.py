"""`counterfoil import --fetch`: whole datasets from their publishers, or nothing and a reason."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counterfoil.bootstrap.workbench import now
from tests.cli.conftest import Counterfoil, Said
from tests.cli.fetched import LIST, LONGER, know
from tests.engines.publisher import Publisher, cut, endless, publishing, status, whole
from tests.sources.samples import ADD, ALT, SDN

TRIO = {"sdn.csv": SDN, "alt.csv": ALT, "add.csv": ADD}
PAGE = b"<!doctype html><title>Sign in</title><p>Please sign in to go on."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publisher]:
    """The publisher's server."""
    with publishing(tmp_path_factory.mktemp("publisher")) as running:
        yield running


@pytest.fixture
def desk(
    server: Publisher, empty: Path, counterfoil: Counterfoil, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A workspace that knows the server's datasets, with little patience."""
    server.asked.clear()
    quick = {"CA_FILE": server.ca_file, "MAX_MB": 1, "RETRIES": 1}
    quick |= {"READ_SECONDS": 0.2, "BACKOFF_SECONDS": 0.01}
    for name, value in quick.items():
        monkeypatch.setenv(f"COUNTERFOIL_FETCH__{name}", str(value))
    found = socket.getaddrinfo

    def only_here(host: str, *words: Any, **more: Any) -> Any:
        assert host in {"localhost", "127.0.0.1"}
        return found(host, *words, **more)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)
    (empty / "counterfoil.toml").write_text(
        'organisation = "Quarry House"\n[packs]\nin_force = []\n'  # else their lists are fetched
    )
    know(empty, server, "quarry", ["quarry.ftm.json"], "followthemoney")
    return empty


def _fetch(counterfoil: Counterfoil, desk: Path, name: str = "quarry", *more: str) -> Said:
    return counterfoil("import", "--fetch", name, "-w", desk, *more)


def _loaded(counterfoil: Counterfoil, desk: Path) -> list[tuple[str, int]]:
    rows = counterfoil("lists", "-w", desk, "--json").json()["datasets"]
    return [(row["dataset"], row["entities"]) for row in rows]


def _files(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_a_dataset_is_fetched_and_imported(
    server: Publisher, desk: Path, counterfoil: Counterfoil
) -> None:
    """The file lands under its day with its hash beside it, and becomes a snapshot of that day."""
    server.says("quarry.ftm.json", whole(LIST))
    said = _fetch(counterfoil, desk, "quarry", "--json")
    assert said.code == 0
    (fetched,) = said.json()["fetched"]
    day = now().date().isoformat()
    assert (fetched["state"], fetched["new"], fetched["hosts"]) == ("fetched", True, ["localhost"])
    assert fetched["manifest"]["retrieved"] == day
    home = desk / "downloads" / "quarry"
    assert _files(home) == [f"{day}/SHA256SUMS", f"{day}/quarry.ftm.json", "state.json"]
    sums = (home / day / "SHA256SUMS").read_text()
    assert sums == f"{hashlib.sha256(LIST).hexdigest()}  quarry.ftm.json\n"
    assert _loaded(counterfoil, desk) == [("quarry", 3)]


def test_unchanged_is_said(server: Publisher, desk: Path, counterfoil: Counterfoil) -> None:
    """A file that did not change is told apart: by its tag, and by its content where none is."""
    for answer in (whole(LIST), whole(LIST, "")):
        server.says("quarry.ftm.json", answer)
        _fetch(counterfoil, desk)
        before = _files(desk / "downloads")
        said = _fetch(counterfoil, desk)
        assert said.code == 0
        assert "unchanged" in said.out
        assert _files(desk / "downloads") == before
    assert _loaded(counterfoil, desk) == [("quarry", 3)]


def test_a_change_of_the_same_day(server: Publisher, desk: Path, counterfoil: Counterfoil) -> None:
    """A second copy of one day stands beside the first; both snapshots are kept."""
    server.says("quarry.ftm.json", whole(LIST))
    _fetch(counterfoil, desk)
    server.says("quarry.ftm.json", whole(LONGER, '"two"'))
    said = _fetch(counterfoil, desk, "quarry", "--json")
    assert said.code == 0
    rows = counterfoil("lists", "-w", desk, "--json").json()["datasets"]
    (current,) = [row["entities"] for row in rows if row["current"]]
    assert said.json()["fetched"][0]["in_force"] == (current == 4)
    day = now().date().isoformat()
    assert (desk / "downloads/quarry" / f"{day}-2" / "quarry.ftm.json").read_bytes() == LONGER
    assert (desk / "downloads/quarry" / day / "quarry.ftm.json").read_bytes() == LIST
    assert sorted(_loaded(counterfoil, desk)) == [("quarry", 3), ("quarry", 4)]


def test_the_copy_is_used_where_the_snapshot_is_gone(
    server: Publisher, desk: Path, counterfoil: Counterfoil, untouched: Path
) -> None:
    """If the server says unchanged and the list is not loaded, the copy that is here is read."""
    server.says("quarry.ftm.json", whole(LIST))
    _fetch(counterfoil, desk)
    for path in desk.glob("record.sqlite*"):
        path.unlink()
    said = _fetch(counterfoil, desk)
    assert said.code == 0
    assert server.asked[-1][1]["If-None-Match"] == '"one"'
    assert _loaded(counterfoil, desk) == [("quarry", 3)]


def test_what_was_imported_by_hand_before(
    server: Publisher, desk: Path, counterfoil: Counterfoil, tmp_path: Path
) -> None:
    """A copy of a list that is here already by hand makes no second snapshot, then is unchanged."""
    path = tmp_path / "quarry.ftm.json"
    path.write_bytes(LIST)
    assert counterfoil("import", path, "--retrieved", "2026-01-01", "-w", desk).code == 0
    server.says("quarry.ftm.json", whole(LIST))
    states = [_fetch(counterfoil, desk, "quarry", "--json").json()["fetched"][0] for _ in range(2)]
    assert [one["state"] for one in states] == ["fetched", "unchanged"]
    assert [one["new"] for one in states] == [False, False]
    assert _loaded(counterfoil, desk) == [("quarry", 3)]


def test_a_page_instead_of_the_list(
    server: Publisher, desk: Path, counterfoil: Counterfoil
) -> None:
    """A page that comes with 200 is refused by the readers and set aside with the reason."""
    server.says("quarry.ftm.json", whole(PAGE))
    said = _fetch(counterfoil, desk)
    assert said.code == 3
    assert "not the dataset" in said.err
    day = now().date().isoformat()
    aside = desk / "downloads/quarry/refused" / day
    assert (aside / "quarry.ftm.json").read_bytes() == PAGE
    assert "not the dataset" in (aside / "WHY.txt").read_text()
    assert str(aside) in said.err
    assert _loaded(counterfoil, desk) == []
    server.says("quarry.ftm.json", whole(LIST))  # no tag of what was refused is kept
    assert _fetch(counterfoil, desk).code == 0
    assert _loaded(counterfoil, desk) == [("quarry", 3)]


def test_a_list_cut_off_at_the_publisher(
    server: Publisher, desk: Path, counterfoil: Counterfoil
) -> None:
    """A whole file with half a list in it is refused like any other import."""
    server.says("quarry.ftm.json", whole(LIST[:-20]))
    said = _fetch(counterfoil, desk)
    assert said.code == 3
    assert "set aside" in said.err
    assert _loaded(counterfoil, desk) == []


def test_another_dataset_than_the_entry_says(
    server: Publisher, desk: Path, counterfoil: Counterfoil
) -> None:
    """Files that are read as another dataset than was asked for are refused."""
    know(desk, server, "gravel", ["quarry.ftm.json"], "followthemoney")
    server.says("quarry.ftm.json", whole(LIST))
    said = _fetch(counterfoil, desk, "gravel")
    assert said.code == 3
    assert "not as one dataset gravel" in said.err
    assert _loaded(counterfoil, desk) == []


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(status(404), id="not found"),
        pytest.param(status(500), id="broken"),
        pytest.param(cut(LIST, 40, ""), id="cut off"),
        pytest.param(endless, id="endless"),
        pytest.param(status(302, "http://localhost/list"), id="to http"),
    ],
)
def test_a_fault_keeps_nothing(
    server: Publisher, desk: Path, counterfoil: Counterfoil, answer: Any
) -> None:
    """After a fault nothing is imported, no day has a folder, and the exit code is 3."""
    server.says("quarry.ftm.json", answer)
    said = _fetch(counterfoil, desk, "quarry", "--json")
    assert said.code == 3
    assert [one["dataset"] for one in said.json()["refused"]] == ["quarry"]
    left = {path.split("/")[0] for path in _files(desk / "downloads/quarry")}
    assert left <= {"coming"}
    assert _loaded(counterfoil, desk) == []


def test_all_files_or_none(server: Publisher, desk: Path, counterfoil: Counterfoil) -> None:
    """Of a trio that cannot be had whole nothing is imported; whole, it is one dataset."""
    know(desk, server, "us-ofac-sdn", list(TRIO), "ofac-csv")
    for name, text in TRIO.items():
        server.says(name, whole(text.encode(), f'"{name}"'))
    server.says("add.csv", status(404))
    assert _fetch(counterfoil, desk, "us-ofac-sdn").code == 3
    assert _loaded(counterfoil, desk) == []
    assert _files(desk / "downloads/us-ofac-sdn") == []
    server.says("add.csv", whole(ADD.encode(), '"add.csv"'))
    assert _fetch(counterfoil, desk, "us-ofac-sdn").code == 0
    ((dataset, _),) = _loaded(counterfoil, desk)
    assert dataset == "us-ofac-sdn"


def test_one_file_of_three_changed(server: Publisher, desk: Path, counterfoil: Counterfoil) -> None:
    """The new copy holds all files: the changed one as fetched, the others as they were."""
    know(desk, server, "us-ofac-sdn", list(TRIO), "ofac-csv")
    for name, text in TRIO.items():
        server.says(name, whole(text.encode(), f'"{name}"'))
    _fetch(counterfoil, desk, "us-ofac-sdn")
    changed = ALT.replace("NORTHERN TRUST", "SOUTHERN TRUST").encode()
    server.says("alt.csv", whole(changed, '"alt2"'))
    assert _fetch(counterfoil, desk, "us-ofac-sdn").code == 0
    folder = desk / "downloads/us-ofac-sdn" / f"{now().date().isoformat()}-2"
    found = {name: (folder / name).read_bytes() for name in TRIO}
    assert found == {n: t.encode() for n, t in TRIO.items()} | {"alt.csv": changed}
    assert len((folder / "SHA256SUMS").read_text().splitlines()) == 3


def test_a_checksum_of_the_catalogue(
    server: Publisher, desk: Path, counterfoil: Counterfoil
) -> None:
    """A file that is not the one the catalogue describes is refused; the one it describes is not."""
    server.says("quarry.ftm.json", whole(LIST))
    know(desk, server, "quarry", ["quarry.ftm.json"], "followthemoney", "0" * 64)
    said = _fetch(counterfoil, desk)
    assert said.code == 3
    assert "SHA-256" in said.err
    assert _files(desk / "downloads/quarry") == []
    know(
        desk,
        server,
        "quarry",
        ["quarry.ftm.json"],
        "followthemoney",
        hashlib.sha256(LIST).hexdigest(),
    )
    assert _fetch(counterfoil, desk).code == 0


def test_by_hand(server: Publisher, desk: Path, counterfoil: Counterfoil) -> None:
    """A dataset without an address of its own says where a person gets it."""
    know(desk, server, "gravel", [], "followthemoney")
    said = _fetch(counterfoil, desk, "gravel")
    assert said.code == 3
    assert "https://lists.example/page" in said.err
    assert "Ask at the counter." in said.err
    assert server.asked == []


def test_all(server: Publisher, desk: Path, counterfoil: Counterfoil) -> None:
    """`all` fetches what is loaded or bound and has an address, and names what has none."""
    know(desk, server, "gravel", [], "followthemoney")
    know(desk, server, "sand", ["sand.ftm.json"], "followthemoney")
    assert _fetch(counterfoil, desk, "all").code == 2
    with (desk / "counterfoil.toml").open("a") as file:
        file.write('\n[lists]\nrestricted = ["quarry", "gravel"]\n')
    server.says("quarry.ftm.json", whole(LIST))
    said = _fetch(counterfoil, desk, "all", "--json")
    assert said.code == 0
    assert [one["dataset"] for one in said.json()["fetched"]] == ["quarry"]
    assert [one["dataset"] for one in said.json()["by_hand"]] == ["gravel"]
    assert {path for path, _ in server.asked} == {"/quarry.ftm.json"}


def test_words_that_do_not_go_together(desk: Path, counterfoil: Counterfoil) -> None:
    """Unknown datasets and options that exclude each other are usage errors."""
    said = _fetch(counterfoil, desk, "quary")
    assert said.code == 2
    assert "quarry" in said.err
    assert _fetch(counterfoil, desk, "quarry", "--retrieved", "2026-01-01").code == 2
    assert counterfoil("import", "x.csv", "--fetch", "quarry", "-w", desk).code == 2


def test_a_broken_state_is_no_state(
    server: Publisher, desk: Path, counterfoil: Counterfoil
) -> None:
    """Whatever stands in the notes about the last copy, a fetch works: it only fetches anew."""
    server.says("quarry.ftm.json", whole(LIST))
    _fetch(counterfoil, desk)
    for text in ("", "[]", '{"files": {"a": 1}}', "{", '{"files": {}, "folder": "..", "day": 3}'):
        (desk / "downloads/quarry/state.json").write_text(text)
        server.asked.clear()
        assert _fetch(counterfoil, desk).code == 0
        assert "If-None-Match" not in server.asked[0][1]
