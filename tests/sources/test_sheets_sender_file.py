"""What is remembered of a sender: written as TOML, read back, refused where it is spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import DataError, UsageError
from counterfoil.sources.sheets.labels import FIELDS
from counterfoil.sources.sheets.sender_file import (
    SenderProfile,
    check_field,
    check_given,
    load_sender,
    sender_slug,
    sender_text,
)

FULL = SenderProfile(
    "geology",
    {'A "label"\nin two lines': "title", "Partner = 2": "partner#2", "Größe": "none"},
    {"funders": "none", "kind": "grant"},
    ("Notes", "Sheet\t3"),
    "R. Officer, 2026-11-03",
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Fakultät Physik 2026.xlsx", "fakultat-physik"),
        ("MTA_register_2026-11-03.csv", "mta-register"),
        ("Chemistry & Soil", "chemistry-soil"),
        ("2026.xlsx", "sheet"),
        ("海岸.xlsx", "sheet"),
        ("x" * 80, "x" * 24),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    """A file's name gives the sender without years, accents and ending; next year's file too."""
    assert sender_slug(name) == slug
    assert sender_slug(slug) == slug


def test_a_profile_comes_back(tmp_path: Path) -> None:
    """What is written is what is read, whatever signs stand in labels."""
    path = tmp_path / "geology.toml"
    path.write_text(sender_text(FULL), "utf-8")
    assert load_sender(path, "geology") == FULL


@given(
    st.dictionaries(st.text(max_size=30), st.sampled_from(FIELDS), max_size=5),
    st.lists(st.text(max_size=10), max_size=3),
)
def test_any_profile_comes_back(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, str], skipped: list[str]
) -> None:
    """Any label and any name of a sheet survive the file."""
    profile = SenderProfile("geology", columns, {}, tuple(skipped), "x")
    path = tmp_path_factory.mktemp("senders") / "geology.toml"
    path.write_text(sender_text(profile), "utf-8", newline="\n")
    assert load_sender(path, "geology") == profile


def test_an_unknown_sender(tmp_path: Path) -> None:
    """Of a sender that never wrote nothing is remembered."""
    assert load_sender(tmp_path / "none.toml", "physics") == SenderProfile("physics")


@pytest.mark.parametrize(
    ("label", "field"),
    [("Größe", "none"), ("GROSSE", "none"), ("grosse:", "none"), ("Partner =  2", "partner#2"),
     ("Other", "")],
)  # fmt: skip
def test_labels_are_compared_without_case_and_accents(label: str, field: str) -> None:
    """A label that was retyped is still known; its number counts."""
    profile = SenderProfile("x", {"Größe": "none", "Partner = 2": "partner#2"})
    assert profile.field_of(label) == field


@pytest.mark.parametrize(
    "text",
    [
        "columns = 3",
        "sender = 'x'\nshoe = 43",
        "sender = ",
        "sender = 'x'\n[columns]\nTitle = 'subject'",
        "sender = 'x'\n[given]\nshoe = '43'",
        "sender = 'x'\n[given]\nkind = 'party'",
        "\x00",
    ],
)
def test_a_spoilt_file_is_refused(tmp_path: Path, text: str) -> None:
    """A file with a field nobody knows, or no TOML, stops with its name; it is never guessed at."""
    path = tmp_path / "geology.toml"
    path.write_text(text, "utf-8")
    with pytest.raises((DataError, UsageError)) as fault:
        load_sender(path, "geology")
    assert str(path) in fault.value.where
    assert fault.value.do


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file that is not UTF-8, or far too large, is refused."""
    path = tmp_path / "geology.toml"
    for content in (b"\xff\xfe\x00", b"#" * 300_000):
        path.write_bytes(content)
        with pytest.raises(DataError):
            load_sender(path, "geology")


@pytest.mark.parametrize("name", ["title", "partner_city#3", "none", "origin"])
def test_fields(name: str) -> None:
    """Every field stands alone or with the number of its partner."""
    field, number = check_field(name, "here")
    assert (field, number) == (name.partition("#")[0], int(name.partition("#")[2] or 1))


@pytest.mark.parametrize("name", ["subject", "title#0", "partner#12", "", "Title"])
def test_words_that_are_no_field(name: str) -> None:
    """Another word is refused with the list of the fields there are."""
    with pytest.raises(UsageError) as fault:
        check_field(name, "here")
    assert "partner_country" in fault.value.do


def test_values_for_whole_sheets() -> None:
    """Only what can be one for a whole sheet can be set; a kind must be a kind."""
    check_given({"kind": "grant", "funders": "none"}, "here")
    for given_values in ({"partner": "x"}, {"kind": "party"}, {"origin": "x"}):
        with pytest.raises(UsageError):
            check_given(given_values, "here")
