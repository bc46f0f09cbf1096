"""Two editions of the real SDN list, the second made by a seeded script, compared exactly."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from bench import second_edition
from counterfoil.app.editions import compare_editions
from counterfoil.engines.record import open_record
from counterfoil.engines.snapshots import ParquetSnapshots
from counterfoil.matching.engine import NameMatcher
from counterfoil.sources import formats

pytestmark = pytest.mark.real
LATER = date(2026, 11, 1)


@pytest.mark.parametrize("seed", [20261122, 7])
def test_a_second_edition_is_compared_exactly(real_data: Path, tmp_path: Path, seed: int) -> None:
    """Every entry added, removed, renamed or changed is named, and no other one is."""
    first = [
        real_data / "ofac-sdn-history" / "sdn_2024-05-03.csv.gz",
        real_data / "ofac-watchman" / "alt.csv",
        real_data / "ofac-watchman" / "add.csv.gz",
    ]
    answer = second_edition.make(first, tmp_path / "later", seed=seed, edition=LATER)
    record = open_record(tmp_path / "record.sqlite")
    store = ParquetSnapshots(tmp_path / "snapshots", record.engine)
    snapshots = []
    for paths in (
        first,
        [tmp_path / "later" / n for n in ("sdn_2026-11-01.csv", "alt.csv", "add.csv")],
    ):
        (source,) = formats.recognise_all(paths)[0]
        manifest, _ = store.add(
            formats.read(source),
            source="x", source_hash="0" * 64, reader="ofac-csv", reader_version="1", retrieved=LATER,
        )  # fmt: skip
        snapshots.append(manifest.snapshot_id)
    found = defaultdict(list)
    for change in compare_editions(store, snapshots[0], snapshots[1], NameMatcher().fingerprint):
        found[change.fate.value].append(change.entity_id.removeprefix("us-ofac-sdn:"))
    store.close()
    record.close()
    assert {fate: sorted(ids) for fate, ids in found.items()} == answer
    assert min(map(len, answer.values())) >= 149
