"""Files people write beside the lists: with any mistake they are read or refused in words."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.sources.area_file import read_taxonomy
from counterfoil.sources.catalogue_file import parse_catalogue
from counterfoil.sources.mapping_file import parse_mapping
from counterfoil.sources.measure_file import read_measures
from tests.sources.cases import CASES, cases
from tests.sources.samples import MAPPING
from tests.sources.test_catalogue import ENTRY
from tests.sources.test_measure_file import GOOD


def _spoilt(data: st.DataObject, text: str) -> str:
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 30)))
        new = data.draw(st.text(max_size=10) | st.sampled_from(["[" * 3000, "9" * 5000, "[[a]]\n"]))
        text = text[:start] + new + text[end:]
    return text


@given(st.data())
@cases("catalogue")
def test_a_spoilt_catalogue(data: st.DataObject) -> None:
    """A catalogue with mistakes, numbers without end and endless brackets is read or refused."""
    with suppress(DataError):
        parse_catalogue(_spoilt(data, ENTRY), "x")


@given(st.data())
@cases("mappings")
def test_a_spoilt_mapping(data: st.DataObject) -> None:
    """So is a mapping."""
    with suppress(DataError):
        parse_mapping(_spoilt(data, MAPPING), "x")


AREAS = """\
[taxonomy]
id = "veld"
title = "Areas of Veldland"
edition = 2026-01-01
source = "Veld Office"

[[areas]]
id = "ice/drums"
title = "Frost drums"
phrases = ["frost drum"]
"""


@given(st.data())
@cases("areas")
def test_a_spoilt_area_file(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """So is a file of areas, and bytes that are no text; the areas read are the taxonomy's own."""
    content = _spoilt(data, AREAS).encode("utf-8", "surrogatepass")
    with suppress(DataError):
        found = read_taxonomy(_file(tmp_path_factory, "veld.toml", content))
        assert all(area.area_id.startswith(f"{found.taxonomy_id}/") for area in found.areas)


def test_an_area_file_that_is_sound(tmp_path: Path) -> None:
    """The sample is read before it is spoilt; a file that is not there is a fault in words."""
    path = tmp_path / "veld.toml"
    path.write_text(AREAS, "utf-8")
    assert [area.area_id for area in read_taxonomy(path).areas] == ["veld/ice/drums"]
    with pytest.raises(DataError, match="not an area file"):
        read_taxonomy(tmp_path / "none.toml")


@given(st.data())
@cases("measures")
def test_a_spoilt_file_of_measures(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """And a file of measures."""
    path = _file(tmp_path_factory, "sing.toml", _spoilt(data, GOOD).encode("utf-8", "replace"))
    with suppress(DataError):
        read_measures(path)


def test_ten_thousand_cases() -> None:
    """In CI the parsers are tried on ten thousand drawn cases and more; each number is in use."""
    used = [
        name
        for path in Path(__file__).parent.glob("test_*_properties.py")
        for name in re.findall(r'^@cases\("([^"]+)"\)', path.read_text("utf-8"), re.MULTILINE)
    ]
    assert sum(CASES.values()) >= 10_000
    assert sorted(used) == sorted(CASES)


def _file(factory: pytest.TempPathFactory, name: str, content: bytes) -> Path:
    path = factory.getbasetemp() / name  # one place for all cases: a folder each takes longer
    path.write_bytes(content)
    return path
