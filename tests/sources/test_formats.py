import json
from pathlib import Path

import pytest

from counterfoil.errors import DataError, UnknownFormat
from counterfoil.ports.reader import Source
from counterfoil.sources import formats
from tests.sources.samples import ADD, ALT, FTM, MAPPING, ROR, ROWS, SDN, STUBS, lines, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of every sort, and some that nobody knows."""
    lists = tmp_path / "lists"
    lists.mkdir()
    for name, text in (
        ("sdn.csv", SDN),
        ("alt.csv", ALT),
        ("add.csv", ADD),
        ("stubs.csv", STUBS),
        ("ror.jsonl", lines(ROR)),
        ("veld.ftm.json", lines(FTM)),
        ("rows.json", json.dumps(ROWS)),
        ("README.md", "read me"),
        ("cons_prim.csv", SDN.replace("10", "90", 4)),
        ("about.json", '{"lists": [{"id": "veld-list", "official_url": "https://veld.example"}]}'),
        ("empty.csv", ""),
        (".hidden", "x"),
    ):
        put(lists, name, text)
    (lists / "cut.zip").write_bytes(b"PK\x03\x04 and nothing")
    (tmp_path / "mappings").mkdir()
    put(tmp_path / "mappings", "veld.toml", MAPPING)
    return lists


def test_a_folder_is_sorted_into_datasets(folder: Path) -> None:
    """Files that belong together are one source, the rest is listed with the reason."""
    sources, leftover = formats.recognise_all(folder, [folder.parent / "mappings"])
    assert [(s.dataset, len(s.paths)) for s in sources] == [
        ("us-ofac-nonsdn", 1),
        ("us-ofac-sdn", 3),
        ("ror", 2),
        ("veld_defence", 1),
        ("veld-list", 1),
    ]
    reasons = {path.name: why for path, why in leftover}
    assert sorted(reasons) == ["README.md", "about.json", "cut.zip", "empty.csv"]
    assert "truncated" in reasons["cut.zip"]
    assert "empty" in reasons["empty.csv"]
    assert "describes lists" in reasons["about.json"]
    for source in sources:
        assert formats.read(source, [folder.parent / "mappings"]).statements


def test_an_unknown_file_says_what_is_known(folder: Path) -> None:
    """The error names the file, the reason and every known format."""
    with pytest.raises(UnknownFormat) as caught:
        formats.recognise(folder / "README.md")
    text = caught.value.text()
    for word in ("README.md", "ROR", "FollowTheMoney", "SDN", "BIS Entity List"):
        assert word in text
    with pytest.raises(UnknownFormat, match="no such file"):
        formats.recognise(folder / "missing.csv")


def test_a_known_file_is_recognised_alone(folder: Path) -> None:
    """A single path gives its source."""
    (source,) = formats.recognise(folder / "ror.jsonl")
    assert formats.reader_for(source).name == "ror"


def test_a_source_of_an_unknown_reader_is_refused(folder: Path) -> None:
    """A source written by a later version is refused in words."""
    with pytest.raises(UnknownFormat, match="no reader called"):
        formats.reader_for(Source("later", "x", (folder,)))
    with pytest.raises(DataError, match="not in use"):
        formats.read(Source("mapping", "x", (folder / "rows.json",), None, "shipped:none.toml"))
