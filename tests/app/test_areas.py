"""Areas from a control list: what becomes a phrase, what does not, and how well they suggest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.area_phrases import candidates, phrases_of
from counterfoil.app.areas import taxonomy_of
from counterfoil.domain.area import Taxonomy
from counterfoil.engines.memory import MemorySnapshots
from counterfoil.reasoning.suggest import suggest
from counterfoil.sources import formats
from tests.app.area_summaries import LATER_RELATED, LATER_UNRELATED, RELATED, UNRELATED

# Least precision, recall and quiet, below what was measured on the list of 2025-09-29.
TUNED = (0.85, 0.85, 0.9)
LATER = (0.75, 0.6, 0.85)


def _taxonomy(path: Path) -> Taxonomy:
    (source,) = formats.recognise(path)
    store = MemorySnapshots()
    manifest, _ = store.add(
        formats.read(source),
        source=path.name,
        source_hash="0",
        reader="ccl",
        reader_version="1",
        retrieved=date(2026, 11, 1),
    )
    return taxonomy_of(store, manifest)


@pytest.fixture(scope="module")
def real(real_data: Path) -> Taxonomy:
    """The areas of the real list."""
    return _taxonomy(real_data / "us-ccl-eccn" / "ccl_eccn_latest.jsonl.gz")


def _suggested(taxonomy: Taxonomy, text: str) -> set[str]:
    phrases = {a.area_id: a.phrases for a in taxonomy.areas if a.phrases}
    return {one.area.split("/")[1] for one in suggest(text, phrases)}


@pytest.mark.parametrize(
    ("heading", "phrases"),
    [
        (
            "\u201cFocal plane arrays\u201d having any of the following:",
            {"focal plane array"},
        ),
        (
            (
                "Towed glass-ceramic radomes, n.e.s., and \u201cspecially designed\u201d "
                "\u201cparts\u201d and \u201ccomponents\u201d therefor"
            ),
            {"towed glass-ceramic radome"},
        ),
        (
            "Sledge-mounted echo machines as follows (see List of Items Controlled)",
            {"sledge-mounted echo machine", "sledge-mounted echo"},
        ),
        ("Saxitoxin (CAS 35523-89-8);", {"saxitoxin"}),
        ("Wave generators, other than those controlled by 9X001, for ice", {"wave generator"}),
        ("Marine gravimeters", {"marine gravimeter"}),
        ("Gravimeters", {"gravimeter"}),
        ("Equipment and systems capable of operating at high speed", set()),
        ("A wavelength of less than 400 nm; or", set()),
        ("[Reserved]", set()),
        ("Ice lantern equipment", {"ice lantern", "ice lantern equipment"}),
        (
            "\u201cSoftware\u201d \u201cspecially designed\u201d for \u201ctide spoofing\u201d devices",
            {"tide spoofing"},
        ),
    ],
)
def test_what_a_heading_gives(heading: str, phrases: set[str]) -> None:
    """Things with a name of their own are phrases; conditions, law and generalities are none."""
    assert set(candidates(heading)) == phrases


def test_words_all_over_the_list_are_no_phrase() -> None:
    """A phrase in more than three entries is left out: it marks no area."""
    few = {f"1A00{n}": ["Ice drill heads"] for n in range(3)}
    many = {f"1A00{n}": ["Ice drill heads"] for n in range(4)}
    assert phrases_of(few)["1A000"] == ("ice drill head",)
    assert phrases_of(many)["1A000"] == ()


@given(st.text(max_size=80))
def test_any_heading(heading: str) -> None:
    """Whatever a heading holds, its phrases are plain words and found again in a text."""
    for phrase in candidates(heading):
        assert phrase == phrase.lower().strip()
        assert [one.phrase for one in suggest(phrase, {"a": [phrase]})] == [phrase]


def _entry(eccn: str, heading: str, **more: Any) -> str:
    row = {"eccn": eccn, "version": "2026-01-01", "heading": heading, "text": heading, **more}
    return json.dumps(row) + "\n"


def test_a_snapshot_becomes_a_taxonomy(tmp_path: Path) -> None:
    """Entries are areas, paragraphs lend them phrases, parts and withdrawn entries do not."""
    path = tmp_path / "ccl.jsonl"
    path.write_text(
        _entry("7A001", "7A001 Ice-bound accelerographs")
        + _entry("7A001.a", "Snow lantern arrays;")
        + _entry("7A001.y.1", "Folding map tables;")
        + _entry("7A002", "7A002 Frozen gyre plates", version="2020-01-01")
        + _entry("7A991", "7A991 Harbour bell sensors, n.e.s."),
        "utf-8",
    )
    taxonomy = _taxonomy(path)
    assert (taxonomy.taxonomy_id, taxonomy.edition) == ("us-ccl", date(2026, 1, 1))
    assert {a.area_id: a.phrases for a in taxonomy.areas} == {
        "us-ccl/7A001": ("ice-bound accelerograph", "snow lantern array"),
        "us-ccl/7A991": (),
    }
    assert taxonomy.areas[0].title == "7A001 Ice-bound accelerographs"
    assert taxonomy == _taxonomy(path)


@pytest.mark.real
def test_every_entry_in_force_is_an_area(real: Taxonomy) -> None:
    """Of the 655 entries of the real list those in force are areas, each with a title."""
    assert 600 < len(real.areas) <= 655
    assert all(len(area.title) > 6 for area in real.areas)
    assert sum(bool(area.phrases) for area in real.areas) > 250


@pytest.mark.real
def test_no_phrase_is_law(real: Taxonomy) -> None:
    """No phrase holds a word of the list's own law."""
    law = {"designed", "specially", "eccn", "controlled", "subject", "itar", "therefor", "reserved"}
    law |= {"wassenaar", "usml", "supplement", "paragraph", "following"}
    words = {word for area in real.areas for phrase in area.phrases for word in str(phrase).split()}
    assert words & law == set()


@pytest.mark.real
@pytest.mark.parametrize(
    ("related", "unrelated", "least"),
    [
        pytest.param(RELATED, UNRELATED, TUNED, id="looked at while the phrases were made"),
        pytest.param(LATER_RELATED, LATER_UNRELATED, LATER, id="written afterwards"),
    ],
)
def test_how_well_they_suggest(
    real: Taxonomy,
    related: Sequence[tuple[frozenset[str], str]],
    unrelated: Sequence[str],
    least: tuple[float, float, float],
) -> None:
    """Related summaries lead to an entry a person would look at; unrelated ones stay quiet.

    Precision is of suggestions, recall of related summaries with at least one right entry, quiet
    of unrelated summaries.
    """
    found = [(wanted, _suggested(real, text)) for wanted, text in related]
    noise = [_suggested(real, text) for text in unrelated]
    right = sum(len(said & wanted) for wanted, said in found)
    said = sum(len(said) for _, said in found) + sum(map(len, noise))
    recall = sum(bool(said & wanted) for wanted, said in found) / len(found)
    quiet = sum(not one for one in noise) / len(noise)
    assert len(related) + len(unrelated) >= 30
    assert all(a >= b for a, b in zip((right / said, recall, quiet), least, strict=True)), (
        right / said,
        recall,
        quiet,
    )
