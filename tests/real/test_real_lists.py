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
    ("us-ofac-nonsdn", "cons_prim.csv"): 442,
    ("un-sc", "UN_consolidated.xml.gz"): 730 + 273,
    ("us-csl", "csl_sample.csv"): 115,
    ("us-ccl", "ccl_eccn_latest.jsonl.gz"): 3_689,
    ("world-university-domains", "world_universities_and_domains.json.gz"): 10_251,
    ("bods_examples", "bods_examples.zip"): 95,
    ("china-defence-universities", "china-defence-universities.json"): 159,
    ("us-bis-dpl", "dpl.txt"): 581,
    ("us-cbp-wro", "cbp_wro.json"): 67,
    ("us-dhs-uflpa", "dhs_uflpa.json"): 148,
    ("us-fcc-covered", "fcc_covered.json"): 15,
    ("us-ofac-eo14032", "ofac_eo14032_annex.json"): 59,
    ("us-ofac-nscmic", "ofac_nscmic.json"): 68,
    ("us-state-debarred-admin", "state_debarred_admin.json"): 8,
    ("us-state-debarred-statutory", "state_debarred_statutory.json"): 779,
    ("us-state-nonproliferation", "state_nonproliferation.json"): 528,
}
# What is not one entity per row: stubs, ties beside bodies, groups of control-list entries.
OTHERWISE = {"ror", "us-ccl", "bods_examples"}
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
            otherwise = one.manifest.dataset in OTHERWISE
            assert one.manifest.entities == one.manifest.rows - merged or otherwise
        again = list(ingest(plan.sources, bench.store, bench.read_source(None), retrieved=today))
        assert not any(one.is_new for one in again)
    counted = count_links(tmp_path)
    # The US lists share registration numbers; no other strong identifier joins hundreds.
    assert set(counted["links"]) == {"registrationNumber", "leiCode", "imoNumber"}
    assert 150 < counted["links"]["registrationNumber"] < 300
    assert counted["refused"] == 0
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
