"""No value of a person's origin is left in snapshots, record or exports, on real lists."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterfoil.app.ingest import ingest
from counterfoil.bootstrap.exporting import export_csv, export_ftm
from counterfoil.bootstrap.imports import plan_import
from counterfoil.bootstrap.workbench import Workbench, open_workbench
from counterfoil.domain.ftm_id import from_ftm_id
from tests.sources.test_real_more import (
    NAMES,
    _csl_origin,
    _ofac_origin,
    _telling,
    _un_origin,
    _words,
)

pytestmark = [pytest.mark.real, pytest.mark.slow]
DATASETS = ("us-ofac-sdn", "us-ofac-nonsdn", "un-sc", "us-csl")
SILENT = NAMES | {"related", "name", "linkedTo"}


@pytest.fixture(scope="module")
def telling(real_data: Path) -> dict[str, set[str]]:
    """Entity id of a person -> words of nationality, citizenship and birthplace in the source."""
    found = dict(_un_origin(real_data))
    found |= dict(
        _ofac_origin(real_data / "ofac-sdn-history" / "sdn_2024-05-03.csv.gz", "us-ofac-sdn")
    )
    found |= dict(_ofac_origin(real_data / "ofac-watchman" / "cons_prim.csv", "us-ofac-nonsdn"))
    found |= dict(_csl_origin(real_data / "ofac-watchman" / "csl_sample.csv"))
    return {key: words for key, values in found.items() if (words := _telling(values))}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Iterator[Workbench]:
    """A workspace with the lists of persons, imported as a user would."""
    folder = tmp_path_factory.mktemp("origin")
    (folder / "counterfoil.toml").write_text("", "utf-8")
    with open_workbench(folder) as opened:
        plan = plan_import(opened, [real_data], strict=False)
        wanted = [
            source
            for source in plan.sources
            if source.dataset in DATASETS and not source.paths[0].name.startswith("bench_")
        ]
        for one in ingest(wanted, opened.store, opened.read_source(None), retrieved=opened.as_of):
            assert one.fault is None
        yield opened


def test_snapshots_hold_none(bench: Workbench, telling: dict[str, set[str]]) -> None:
    """Of thousands of persons with an origin in the source, no statement repeats a word of it."""
    leaks: Counter[str] = Counter()
    persons = set()
    for manifest in bench.store.current().values():
        for row in bench.store.every_statement([manifest.snapshot_id]):
            words = telling.get(row.entity_id)
            if words:
                persons.add(row.entity_id)
                if row.prop not in SILENT and words & _words(f"{row.value} {row.original}"):
                    leaks[row.prop] += 1
    assert len(persons) >= 6_800
    assert leaks == Counter()


def test_tables_hold_none(bench: Workbench, telling: dict[str, set[str]], tmp_path: Path) -> None:
    """The CSV export says no more of a person than the snapshot does."""
    export_csv(bench, [], tmp_path, lambda _text: None)
    leaks: Counter[str] = Counter()
    rows = 0
    with (tmp_path / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            words = telling.get(row["entity_id"])
            rows += words is not None
            if words and row["property"] not in SILENT and words & _words(row["value"]):
                leaks[row["property"]] += 1
    assert rows > 20_000
    assert leaks == Counter()


def test_followthemoney_holds_none(
    bench: Workbench, telling: dict[str, set[str]], tmp_path: Path
) -> None:
    """The FollowTheMoney export says no more of a person than the snapshot does."""
    export_ftm(bench, [], tmp_path, lambda _text: None)
    leaks: Counter[str] = Counter()
    persons = 0
    for path in tmp_path.glob("*.ftm.json"):
        for line in path.read_text("utf-8").splitlines():
            entity = json.loads(line)
            words = telling.get(from_ftm_id(str(entity.get("id", ""))))
            persons += words is not None
            for prop, values in entity.get("properties", {}).items() if words else ():
                if prop not in SILENT and words and words & _words(" ".join(values)):
                    leaks[prop] += 1
    assert persons >= 6_800
    assert leaks == Counter()


def test_the_record_quotes_none(bench: Workbench, telling: dict[str, set[str]]) -> None:
    """Remarks of the import that are kept in the record quote no origin."""
    texts = [issue.text() for m in bench.store.manifests() for issue in m.issues]
    assert not any("nationality" in text.casefold() or "POB" in text for text in texts)
    assert telling
