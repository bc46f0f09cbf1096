"""The catalogue of measures, and packs filled from it."""

from __future__ import annotations

import pytest

from counterfoil.domain.measure_catalogue import MeasureCatalogue, fill_measures
from counterfoil.errors import DataError
from counterfoil.sources.pack_file import parse_pack
from tests.app.plans import CATALOGUE, entry

PACK = b"""
[pack]
id = "veld"
title = "Invented rules"
issuer = "nobody"
edition = 2026-01-01
[[rules]]
id = "R1"
when = "kind(partnership)"
outcome = "refer"
mark = "verified"
plain = "As it is."
basis = { instrument = "Order", clause = "1", paraphrase = "As it says." }
measures = [
  { code = "train", kind = "train" },
  { code = "train", kind = "train", what = "In Veldish.", owner = "the dean", proof = "a stamp" },
  { kind = "ask", what = "Ask them." },
]
"""


def test_an_earlier_layer_goes_first() -> None:
    """The workspace's own words for a code stand, and the shipped ones for all others."""
    own, shipped = entry("train", title="Ours"), entry("train", title="Theirs")
    found = MeasureCatalogue.of([[("a.toml", own)], [("b.toml", shipped), ("b.toml", entry("x"))]])
    assert [one.title for one in found.entries] == ["Ours", "Title x"]
    assert found.get("nothing") is None


def test_a_code_twice_in_one_layer_is_refused() -> None:
    """Both files are named."""
    with pytest.raises(DataError) as fault:
        MeasureCatalogue.of([[("a.toml", entry("x")), ("b.toml", entry("x"))]])
    assert fault.value.where == "a.toml and b.toml"
    assert "the code x stands twice" in fault.value.what


def test_a_measure_replaces_what_exists() -> None:
    """An unknown code in `replaces` is refused with its file."""
    with pytest.raises(DataError, match="x: replaces gone, which no measure is called"):
        MeasureCatalogue.of([[("a.toml", entry("x", replaces=("gone",)))]])


@pytest.mark.parametrize("size", [1, 2, 3])
def test_measures_do_not_replace_each_other_in_a_circle(size: int) -> None:
    """Else both would vanish from a plan; a measure that replaces itself is one too."""
    ring = [entry(f"c{n}", replaces=(f"c{(n + 1) % size}",)) for n in range(size)]
    with pytest.raises(DataError, match="in a circle"):
        MeasureCatalogue.of([[("a.toml", one) for one in ring]])


def test_the_hash_is_of_the_content() -> None:
    """The order of entries does not count, every word does."""
    one = MeasureCatalogue([entry("x"), entry("y")])
    assert one.content_hash == MeasureCatalogue([entry("y"), entry("x")]).content_hash
    assert one.content_hash != MeasureCatalogue([entry("x"), entry("y", plain="z")]).content_hash


def test_blanks_are_filled_and_own_words_stand() -> None:
    """Owner, words and proof come from the catalogue where a rule leaves them out; the hash stays."""
    pack = parse_pack(PACK, name="veld.toml")
    filled = fill_measures(pack, CATALOGUE)
    (rule,) = filled.rules
    assert [(m.what, m.owner, m.proof) for m in rule.measures] == [
        ("Do train.", "owner of train", "proof of train"),
        ("In Veldish.", "the dean", "a stamp"),
        ("Ask them.", "research-security officer", ""),
    ]
    assert filled.content_hash == pack.content_hash
    assert fill_measures(filled, CATALOGUE) is filled


def test_an_unknown_code_leaves_the_measure_as_it_is() -> None:
    """A kept pack stays readable when a code is gone; what it says itself stands."""
    pack = parse_pack(PACK, name="veld.toml")
    assert fill_measures(pack, MeasureCatalogue()) is pack
