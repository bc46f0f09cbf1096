"""What the pages print as a file is a file the program takes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterfoil.bootstrap.data import load_measures
from counterfoil.bootstrap.pack_check import check_pack
from counterfoil.domain.engagement import Engagement
from counterfoil.reasoning.mutation import survivors
from counterfoil.settings import Settings
from counterfoil.sources.area_file import read_taxonomy
from counterfoil.sources.mapping_file import parse_mapping
from counterfoil.sources.register_file import read_engagement, read_partners, read_people

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/tutorial.md", "docs/packs.md")


def _blocks(first_key: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        for block in re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            if next(iter(tomllib.loads(block)), "") == first_key:
                yield page, block


def _engagement(tmp_path: Path, text: str) -> Engagement:
    path = tmp_path / "engagement.toml"
    path.write_text(text, "utf-8")
    return read_engagement(path)


@pytest.mark.parametrize(("page", "text"), list(_blocks("engagement")))
def test_engagements_on_the_pages_can_be_read(tmp_path: Path, page: str, text: str) -> None:
    """An engagement file that a page shows is accepted as it stands."""
    assert _engagement(tmp_path, text).engagement_id == "2027-001", page


def test_people_and_partners_on_the_pages_can_be_read(tmp_path: Path) -> None:
    """The people and partners files of the tutorial are accepted as they stand."""
    people, partners = tmp_path / "people.toml", tmp_path / "partners.toml"
    people.write_text(next(text for _, text in _blocks("people")), "utf-8")
    partners.write_text(next(text for _, text in _blocks("partners")), "utf-8")
    assert [person.staff for person in read_people(people)] == ["A-1", "A-2"]
    assert len(read_partners(partners)) == 2


@pytest.mark.parametrize("first_key", ["organisation", "packs"])
def test_settings_on_the_pages_are_valid(first_key: str) -> None:
    """The settings that a page shows hold no unknown key."""
    found = list(_blocks(first_key))
    assert found
    for _, text in found:
        Settings.model_validate(tomllib.loads(text))


def test_the_pack_on_the_page_passes_the_linter() -> None:
    """The pack in packs.md is one that the program would use, and its tests leave no mutant."""
    shown = [text for _, text in _blocks("pack")]
    assert len(shown) == 1
    checked = check_pack(Path("watch-2026.toml"), shown[0].encode(), load_measures(None))
    assert [finding.text() for finding in checked.findings] == []
    assert checked.pack is not None
    left, count = survivors(checked.pack)
    assert ([mutant.says for mutant in left], count > 20) == ([], True)


def test_mapping_and_areas_on_the_page_can_be_read(tmp_path: Path) -> None:
    """The mapping and the area file in packs.md are accepted as they stand."""
    mapping = parse_mapping(next(text for _, text in _blocks("dataset")), "packs.md")
    assert mapping.dataset.id == "x-watch"
    path = tmp_path / "house.toml"
    path.write_text(next(text for _, text in _blocks("taxonomy")), "utf-8")
    assert read_taxonomy(path).areas[0].area_id == "house/underwater-acoustics"
