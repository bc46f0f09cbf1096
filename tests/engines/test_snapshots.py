"""The contract of the port SnapshotStore, one body for all implementations."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counterfoil.domain.entity import Entity
from counterfoil.domain.issue import Issue
from counterfoil.domain.statement import Statement, snapshot_id, sorted_statements
from counterfoil.engines.memory import MemorySnapshots
from counterfoil.engines.record import open_record
from counterfoil.engines.snapshots import ParquetSnapshots
from counterfoil.errors import DataError, IntegrityError
from counterfoil.ports.snapshots import SnapshotStore
from tests.engines.samples import HOSTILE_NAMES, keep, names, reading


@pytest.fixture(params=["parquet", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SnapshotStore]:
    """An empty store of each sort."""
    if request.param == "memory":
        yield MemorySnapshots()
        return
    record = open_record(tmp_path / "record.sqlite")
    parquet = ParquetSnapshots(tmp_path / "snapshots", record.engine)
    yield parquet
    parquet.close()
    record.close()


def test_an_empty_store_is_sound(store: SnapshotStore) -> None:
    """Before the first import there is nothing, and nothing is wrong."""
    assert store.manifests() == []
    assert store.current() == {}
    assert store.check() == []
    assert store.entities([], ["quarry:1"]) == {}
    assert list(store.statements([], ["name"])) == []


def test_the_manifest_tells_all(store: SnapshotStore) -> None:
    """The manifest counts what was kept and its id is that of the sorted statements."""
    rows = names(30)
    issue = Issue(4, "name", "is empty", "row skipped")
    given = reading(rows + rows[:5], edition=date(2026, 1, 31), issues=[issue])
    manifest, new = keep(store, given)
    assert new
    assert manifest.snapshot_id == snapshot_id("quarry", sorted_statements(rows))
    assert (manifest.entities, manifest.statements, manifest.rows) == (30, 120, 125)
    assert (manifest.edition, manifest.retrieved) == (date(2026, 1, 31), date(2026, 3, 1))
    assert (manifest.issues, manifest.issue_count) == ((issue,), 1)
    assert manifest.dropped == (("origin", 3),)
    assert store.manifests() == [manifest]
    assert store.check() == []


def test_the_same_content_is_kept_once(store: SnapshotStore) -> None:
    """Another order, edition or day of retrieval of the same content changes nothing."""
    first, _ = keep(store, reading(names(20)))
    again = reading(list(reversed(names(20))), edition=date(2026, 2, 1))
    second, new = keep(store, again, date(2026, 4, 1))
    assert (second, new) == (first, False)
    assert store.manifests() == [first]


def test_the_same_statements_in_two_datasets_are_two_snapshots(store: SnapshotStore) -> None:
    """The dataset is part of a snapshot's identity."""
    one, _ = keep(store, reading(names(3), dataset="left"))
    two, new = keep(store, reading(names(3), dataset="right"))
    assert new
    assert one.snapshot_id != two.snapshot_id
    assert list(store.current()) == ["left", "right"]


def test_a_later_edition_leaves_the_old_one(store: SnapshotStore) -> None:
    """Both editions answer, each with what it said."""
    old, _ = keep(store, reading(names(5, mark="old"), edition=date(2025, 1, 1)))
    new, _ = keep(store, reading(names(5, mark="new"), edition=date(2026, 1, 1)))
    assert store.manifests() == [old, new]
    assert store.current() == {"quarry": new}
    for manifest, mark in ((old, "old"), (new, "new")):
        found = store.entities([manifest.snapshot_id], ["quarry:000001"])
        assert found["quarry:000001"].values("name")[0].endswith(mark)


def test_what_is_in_force(store: SnapshotStore) -> None:
    """A known edition beats an unknown one, then the latest edition, then the latest retrieval."""
    unknown, _ = keep(store, reading(names(1, mark="a")), date(2026, 12, 1))
    assert store.current()["quarry"] == unknown
    later, _ = keep(store, reading(names(1, mark="b"), edition=date(2026, 1, 1)), date(2026, 1, 9))
    older, _ = keep(store, reading(names(1, mark="c"), edition=date(2025, 1, 1)), date(2026, 5, 1))
    assert store.current()["quarry"] == later
    again, _ = keep(store, reading(names(1, mark="d"), edition=date(2026, 1, 1)), date(2026, 2, 1))
    assert store.current()["quarry"] == again
    assert store.manifests() == [unknown, older, later, again]


def test_entities_come_whole_and_only_those_asked_for(store: SnapshotStore) -> None:
    """An entity has all its statements in order; what is not there is not in the answer."""
    rows = names(50)
    manifest, _ = keep(store, reading(rows))
    ids = ["quarry:000049", "quarry:000003", "quarry:none", "quarry:000003"]
    found = store.entities([manifest.snapshot_id], ids)
    assert list(found) == ["quarry:000049", "quarry:000003"]
    for entity_id, entity in found.items():
        assert entity == Entity.of(row for row in rows if row.entity_id == entity_id)


def test_entities_of_several_snapshots(store: SnapshotStore) -> None:
    """One question reaches several datasets; what two editions both say is there once."""
    first, _ = keep(store, reading(names(4), edition=date(2025, 1, 1)))
    extra = Statement("quarry:000001", "Organization", "alias", "New alias")
    second, _ = keep(store, reading([*names(4), extra], edition=date(2026, 1, 1)))
    other, _ = keep(store, reading(names(4, dataset="pit"), dataset="pit"))
    snapshots = [first.snapshot_id, second.snapshot_id, other.snapshot_id]
    found = store.entities(snapshots, ["quarry:000001", "pit:000001"])
    assert len(found["quarry:000001"].statements) == 5
    assert len(found["pit:000001"].statements) == 4


def test_statements_come_in_canonical_order(store: SnapshotStore) -> None:
    """Statements of some properties come sorted, one snapshot after the other."""
    one, _ = keep(store, reading(names(40)))
    two, _ = keep(store, reading(names(9, dataset="pit"), dataset="pit"))
    found = list(store.statements([two.snapshot_id, one.snapshot_id], ["alias", "name"]))
    expected = [
        row
        for rows in (names(9, dataset="pit"), names(40))
        for row in sorted_statements(rows)
        if row.prop in {"alias", "name"}
    ]
    assert found == expected
    assert all(isinstance(row, Statement) for row in found)
    assert list(store.statements([one.snapshot_id], [])) == []


def test_names_are_data_and_nothing_else(store: SnapshotStore) -> None:
    """Names that look like queries, numbers or nothing come back as they were given."""
    rows = [
        Statement(f"quarry:{name}", name, name, name, name, name, name, name)
        for name in HOSTILE_NAMES
    ]
    manifest, _ = keep(store, reading(rows))
    found = store.entities([manifest.snapshot_id], [row.entity_id for row in rows])
    assert [found[row.entity_id].statements for row in rows] == [(row,) for row in rows]
    assert list(store.statements([manifest.snapshot_id], HOSTILE_NAMES)) == sorted(rows)
    assert store.check() == []


@pytest.mark.parametrize("value", ["half \ud83d", "nul \0", "field \x1f", "row \x1e"])
def test_what_cannot_be_kept_is_refused_whole(store: SnapshotStore, value: str) -> None:
    """A value that some store would mangle stops the import, and nothing of it is kept."""
    with pytest.raises(DataError, match="the text holds"):
        keep(store, reading([*names(3), Statement("quarry:x", "Person", "name", value)]))
    assert store.manifests() == []
    assert store.check() == []


def test_an_empty_reading_is_refused(store: SnapshotStore) -> None:
    """An empty file does not replace a full list."""
    full, _ = keep(store, reading(names(3)))
    with pytest.raises(DataError, match="nothing to keep"):
        keep(store, reading([], edition=date(2027, 1, 1)))
    assert store.current() == {"quarry": full}


@pytest.mark.parametrize("dataset", ["", "..", "a/b", "/etc", "a\\b", "x.", "ä", "a b", "n" * 101])
def test_a_dataset_cannot_name_another_folder(store: SnapshotStore, dataset: str) -> None:
    """The id of a dataset is a plain word, since it is a folder's name."""
    with pytest.raises(DataError, match="cannot be the id"):
        keep(store, reading(names(1), dataset=dataset))


def test_issues_are_kept_up_to_a_thousand(store: SnapshotStore) -> None:
    """Of many issues the first thousand are kept in detail, and the number of all."""
    issues = [Issue(row, "", f"odd \ud800 {row} \0", "kept as written") for row in range(1, 1201)]
    manifest, _ = keep(store, reading(names(1), issues=issues))
    assert (len(manifest.issues), manifest.issue_count) == (1000, 1200)
    assert manifest.issues[0] == Issue(1, "", r"odd \ud800 1 \x00", "kept as written")
    assert store.manifests() == [manifest]


def test_an_unknown_snapshot_is_said_so(store: SnapshotStore) -> None:
    """To ask of a snapshot that is not kept is an error, not an empty answer."""
    with pytest.raises(IntegrityError, match="no manifest"):
        store.entities(["00" * 32], ["quarry:1"])
    with pytest.raises(IntegrityError, match="no manifest"):
        list(store.statements(["00" * 32], ["name"]))


def test_of_two_copies_of_one_day_the_later_import_is_in_force(store: SnapshotStore) -> None:
    """Without an edition the copy imported last counts, whatever its id."""
    ids = []
    for size in (20, 21, 22, 23, 24):
        manifest, _ = keep(store, reading(names(size), edition=None))
        ids.append(manifest.snapshot_id)
        assert store.current()["quarry"].snapshot_id == ids[-1]
    assert [manifest.snapshot_id for manifest in store.manifests()] == ids
