"""The generated pages about packs say what the packs say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from counterfoil.reasoning.polarity import polarity_of
from counterfoil.sources.pack_schema import pack_schema
from docs.make_pack_tables import mixed_rules, pages, shipped_packs

DOCS = Path(__file__).parents[2] / "docs"
REFRESH = "run .venv/bin/python docs/make_pack_tables.py"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The generated files as they would be written now."""
    return pages()


@pytest.mark.parametrize(
    "name", ["pack-catalogue.md", "packs-polarity.md", "pack.schema.json", "packs.md"]
)
def test_a_generated_file_is_up_to_date(made: dict[str, str], name: str) -> None:
    """The file in the repository is the one the packs and the models give today."""
    assert (DOCS / name).read_text("utf-8") == made[name], REFRESH


def test_the_page_lists_exactly_the_rules_of_the_third_kind() -> None:
    """A rule stands on the page if and only if a listing or a safeguard can do either."""
    page = (DOCS / "packs-polarity.md").read_text("utf-8")
    rows = re.findall(
        r"^\| ([a-z][a-z0-9-]+) \| (\S+) \| .*can do either.* \|$", page, re.MULTILINE
    )
    mixed = [
        (pack.pack_id, rule.rule_id)
        for pack in shipped_packs()
        for rule in pack.rules
        if polarity_of(pack, rule).is_mixed
    ]
    assert rows == mixed
    assert mixed == [(p.pack_id, rule.rule_id) for p, rule in mixed_rules(shipped_packs())]


def test_the_page_of_all_packs_has_a_row_for_every_rule() -> None:
    """No rule of a shipped pack is missing from the catalogue, each stands under its pack."""
    page = (DOCS / "pack-catalogue.md").read_text("utf-8")
    for pack in shipped_packs():
        section = page.split(f"\n## {pack.pack_id}\n")[1].split("\n## ")[0]
        ids = re.findall(r"^\| (\S+) \| ", section, re.MULTILINE)
        assert ids[1:] == [rule.rule_id for rule in pack.rules]


def test_the_schema_describes_every_key() -> None:
    """Each key of a pack file has a description that an editor can show."""
    schema = pack_schema()
    tables = {"": schema, **schema["$defs"]}
    keys = [(t, k, v) for t, table in tables.items() for k, v in table["properties"].items()]
    assert [f"{table}.{key}" for table, key, value in keys if not value.get("description")] == []
    assert len(keys) > 60
    assert json.loads((DOCS / "pack.schema.json").read_text("utf-8")) == schema
