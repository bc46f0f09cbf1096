"""The catalogue: shipped entries are whole and honest, bad ones are refused in words."""

from __future__ import annotations

from contextlib import suppress
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.catalogue import KnownDataset, staleness
from counterfoil.errors import DataError
from counterfoil.sources import formats
from counterfoil.sources.catalogue_file import parse_catalogue, read_catalogue
from counterfoil.sources.mapping_file import shipped_mappings

FOLDER = Path(str(resources.files("counterfoil.sources"))) / "catalogue"
SHIPPED = read_catalogue(sorted(FOLDER.glob("*.toml")))
ENTRY = """[[datasets]]
id = "gravel"
title = "Gravel list"
publisher = "Gravel Office"
page = "https://gravel.example/list"
files = [{ name = "gravel.csv", url = "https://gravel.example/gravel.csv" }]
reader = "mapping"
licence = "none"
licence_url = "https://gravel.example/licence"
cadence = "every week"
cadence_days = 7
stale_after_days = 10
purpose = "a test"
checked = false
"""


def _entry(text: str = ENTRY) -> KnownDataset:
    (entry,) = parse_catalogue(text, "catalogue/gravel.toml")
    return entry


@pytest.mark.parametrize(
    "dataset",
    [
        "us-ofac-sdn", "us-ofac-nonsdn", "us-ofac-nscmic", "us-ofac-eo14032", "us-csl", "us-bis-entity-list",
        "us-bis-meu", "us-bis-dpl", "us-ccl", "us-state-debarred-statutory",
        "us-state-debarred-admin", "us-state-nonproliferation", "us-dow-1260h", "us-dow-1286",
        "us-dhs-uflpa", "us-fcc-covered", "us-cbp-wro", "un-sc", "eu-fsf", "gb-sanctions", "ca-nro",
        "china-defence-universities", "ror", "gleif-lei", "gleif-rr", "opensanctions",
        "world-university-domains",
    ],
)  # fmt: skip
def test_the_datasets_an_office_needs_are_known(dataset: str) -> None:
    """Each has a publisher, a licence and a rhythm; where no file is fetched, a word on how."""
    known = SHIPPED[dataset]
    assert known.publisher
    assert known.licence
    assert known.stale_after_days >= known.cadence_days
    assert known.files or known.notes


def test_no_address_is_passed_off_as_checked() -> None:
    """Nobody has opened the shipped addresses from here, and every entry says so."""
    assert {known.checked for known in SHIPPED.values()} == {False}


def test_a_reader_that_is_named_is_there() -> None:
    """An entry names a reader we have, or none; `mapping` means a shipped mapping of its id."""
    names = {reader.name for reader in formats.readers()} | {""}
    assert {k.dataset: k.reader for k in SHIPPED.values() if k.reader not in names} == {}
    mapped = {mapping.dataset.id for _, mapping in shipped_mappings()}
    assert {k.dataset for k in SHIPPED.values() if k.reader == "mapping"} <= mapped


def test_addresses_are_of_the_publisher() -> None:
    """Every address is HTTPS and carries no password."""
    for known in SHIPPED.values():
        for url in (known.page, known.licence_url, *(file.url for file in known.files)):
            parts = urlsplit(url)
            assert (parts.scheme, parts.username, bool(parts.hostname)) == ("https", None, True)


def test_a_trio_is_one_dataset() -> None:
    """The SDN list is three files that are fetched together."""
    names = [file.name for file in SHIPPED["us-ofac-sdn"].files]
    assert names == ["sdn.csv", "alt.csv", "add.csv"]


def test_an_entry_of_the_workspace_replaces_a_shipped_one(tmp_path: Path) -> None:
    """Of two files the earlier one wins, and entries of both are there."""
    own = tmp_path / "mine.toml"
    own.write_text(ENTRY.replace('id = "gravel"', 'id = "ror"') + ENTRY)
    found = read_catalogue([own, *sorted(FOLDER.glob("*.toml"))])
    assert found["ror"].title == "Gravel list"
    assert found.keys() == SHIPPED.keys() | {"gravel"}


def test_staleness_in_words() -> None:
    """A copy is stale one day after the limit, and the words say how old and how often published."""
    known = _entry()
    assert staleness(known, 10) == ""
    assert staleness(known, 11) == "stale: 11 days, published every week"


def test_how_to_get_it_by_hand() -> None:
    """The words for a dataset that cannot be fetched name the page, and that nobody reads it."""
    text = ENTRY.replace('reader = "mapping"', 'reader = ""')
    known = _entry(text)
    assert not known.is_direct
    assert "https://gravel.example/list" in known.by_hand()
    assert "No reader" in known.by_hand()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "Gravel list"\n', "", "title is missing"),
        ('licence = "none"', 'license = "none"', "license is not a key of a catalogue; licence"),
        ("https://gravel.example/gravel", "http://gravel.example/gravel", "https://"),
        ("https://gravel.example/list", "https://u:p@gravel.example", "no password"),
        ("https://gravel.example/list", "https://[gravel", "not an address"),
        ('"gravel.csv"', '"../gravel.csv"', "files"),
        ('"gravel.csv"', '".part"', "files"),
        ("stale_after_days = 10", "stale_after_days = 3", "each copy would be stale"),
        ("cadence_days = 7", 'cadence_days = "weekly"', "cadence_days"),
        ('id = "gravel"', 'id = "../x"', "id"),
        ("checked = false", "checked = false\n[[datasets", "not TOML"),
    ],
)
def test_a_bad_entry_is_refused_in_words(old: str, new: str, words: str) -> None:
    """A mistake is named with its place, and nothing of the file is used."""
    assert old in ENTRY
    with pytest.raises(DataError, match=r"catalogue/gravel\.toml") as caught:
        _entry(ENTRY.replace(old, new))
    assert words in caught.value.what


def test_two_files_of_one_name() -> None:
    """Files that would overwrite one another are refused, and so is an id that stands twice."""
    file = '{ name = "gravel.csv", url = "https://gravel.example/gravel.csv" }'
    with pytest.raises(DataError, match="same name"):
        _entry(ENTRY.replace(file, f"{file}, {file}"))
    with pytest.raises(DataError, match="two entries"):
        parse_catalogue(ENTRY + ENTRY, "x")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """A catalogue that is not UTF-8, or not there, is named."""
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    for name in ("bad.toml", "missing.toml"):
        with pytest.raises(DataError, match=name):
            read_catalogue([tmp_path / name])


@given(st.data())
def test_a_mutated_catalogue(data: st.DataObject) -> None:
    """Whatever stands in the file, it is read or refused."""
    start = data.draw(st.integers(0, len(ENTRY)))
    end = data.draw(st.integers(start, min(len(ENTRY), start + 30)))
    text = ENTRY[:start] + data.draw(st.text(max_size=10)) + ENTRY[end:]
    with suppress(DataError):
        for known in parse_catalogue(text, "x"):
            assert all(file.url.startswith("https://") for file in known.files)
