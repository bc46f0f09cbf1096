"""Real lists, imported whole: found what is listed, left alone what is not, nothing of origin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from bench.cases import measure_found
from bench.links import count_links
from counterfoil.app.ingest import ingest
from counterfoil.bootstrap.imports import plan_import
from counterfoil.bootstrap.workbench import open_workbench

pytestmark = [pytest.mark.real, pytest.mark.slow]

ROWS = {
    ("us-ofac-sdn", "sdn_2024-05-03.csv.gz"): 14_965,
    ("us-ofac-sdn", "bench_sdn.csv.gz"): 8_976,
    ("ror", "ror-records-union.jsonl.zip"): 51_370 + 6_842,
    ("us-bis-entity-list", "bis_entity_list.json.gz"): 3_409,
    ("us-bis-meu", "bis_meu.json"): 70,
    ("us-bis-dpl", "bis_dpl.json"): 564,
    ("us-dow-1260h", "dow_1260h.json"): 80,
    ("us-dow-1286", "dow_1286.json"): 134,
    ("ca-nro", "ca_named_research_organizations.json"): 126,
}
SEED = 20261103


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> dict[str, Any]:
    """Two hundred and more engagements, built from the real lists and assessed."""
    result = measure_found(real_data, tmp_path_factory.mktemp("found"), SEED)
    sys.stdout.write(f"{result}\n")  # shown with -s, and where a test of it fails
    return result


def test_every_row_of_the_real_lists_is_read(real_data: Path, tmp_path: Path) -> None:
    """Rows read equal the sources', duplicates of a key are reported, a second import is idle."""
    (tmp_path / "counterfoil.toml").write_text("", "utf-8")
    with open_workbench(tmp_path) as bench:
        plan = plan_import(bench, [real_data], strict=False)
        today = bench.as_of
        done = list(ingest(plan.sources, bench.store, bench.read_source(None), retrieved=today))
        assert [one.fault for one in done if one.fault] == []
        rows = {
            (one.manifest.dataset, one.manifest.source.split(",")[0]): one.manifest.rows
            for one in done
            if one.manifest
        }
        assert rows == ROWS
        for one in done:
            assert one.manifest is not None
            merged = sum("same key" in issue.what for issue in one.manifest.issues)
            stubs = one.manifest.dataset == "ror"
            assert one.manifest.entities == one.manifest.rows - merged or stubs
        again = list(ingest(plan.sources, bench.store, bench.read_source(None), retrieved=today))
        assert not any(one.is_new for one in again)
    counted = count_links(tmp_path)
    assert counted["links"] == {}  # the lists share no identifiers
    assert counted["groups"] > 500


def test_listed_parties_are_found(found: dict[str, Any]) -> None:
    """At least 85 % of the listed parties are banded strong or possible."""
    assert found["engagements"] >= 200
    assert found["listed_found_percent"] >= 85


def test_unlisted_parties_are_left_alone(found: dict[str, Any]) -> None:
    """At most 0.5 % of the unlisted are strong and 5 % possible, near namesakes among them."""
    namesakes = found["by_kind"]["unlisted, near namesake"]
    assert sum(namesakes.values()) >= 50
    assert found["unlisted_strong_percent"] <= 0.5
    assert found["unlisted_possible_percent"] <= 5
