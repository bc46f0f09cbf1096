"""Properties of the snapshot stores that hold for any text."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.entity import Entity
from counterfoil.domain.statement import Statement, sorted_statements
from counterfoil.engines.memory import MemorySnapshots
from counterfoil.engines.record import open_record
from counterfoil.engines.snapshots import ParquetSnapshots
from tests.engines.samples import keep, reading

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
KEYS = st.sampled_from(["1", "2", "'", '"', "é", "e\u0301", "𠮷", "%", ""])
ROWS = st.lists(
    st.builds(Statement, KEYS, TEXT, st.sampled_from("abc"), TEXT, TEXT, TEXT, TEXT, TEXT),
    min_size=1,
    max_size=30,
)
NUMBERS = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ParquetSnapshots]:
    """One store for all examples, each in a dataset of its own."""
    folder = tmp_path_factory.mktemp("any-text")
    record = open_record(folder / "record.sqlite")
    parquet = ParquetSnapshots(folder / "snapshots", record.engine)
    yield parquet
    parquet.close()
    record.close()


@given(rows=ROWS)
def test_what_goes_in_comes_out(store: ParquetSnapshots, rows: list[Statement]) -> None:
    """Any text comes back unchanged, whole, in canonical order, and once."""
    dataset = f"d{next(NUMBERS)}"
    manifest, new = keep(store, reading(rows, dataset=dataset))
    assert new
    found = store.entities([manifest.snapshot_id], [row.entity_id for row in rows])
    for entity_id, entity in found.items():
        assert entity == Entity.of({row for row in rows if row.entity_id == entity_id})
    assert found.keys() == {row.entity_id for row in rows}
    assert list(store.statements([manifest.snapshot_id], ["a", "b", "c"])) == sorted_statements(
        rows
    )


@given(rows=ROWS, data=st.data())
def test_order_and_repetition_are_no_content(
    store: ParquetSnapshots, rows: list[Statement], data: st.DataObject
) -> None:
    """The same statements shuffled and repeated are the same snapshot."""
    dataset = f"d{next(NUMBERS)}"
    first, _ = keep(store, reading(rows, dataset=dataset))
    shuffled = data.draw(st.permutations(rows + rows[:3]))
    assert keep(store, reading(shuffled, dataset=dataset)) == (first, False)


@given(rows=ROWS)
def test_the_fake_gives_the_same_answers(store: ParquetSnapshots, rows: list[Statement]) -> None:
    """The store in memory gives the id, the entities and the statements that the files give."""
    dataset, fake = f"d{next(NUMBERS)}", MemorySnapshots()
    real, _ = keep(store, reading(rows, dataset=dataset))
    mock, _ = keep(fake, reading(rows, dataset=dataset))
    assert mock.snapshot_id == real.snapshot_id
    ids, snapshots = [row.entity_id for row in rows], [real.snapshot_id]
    assert list(fake.entities(snapshots, ids).items()) == list(
        store.entities(snapshots, ids).items()
    )
    assert list(fake.statements(snapshots, ["a", "c"])) == list(
        store.statements(snapshots, ["a", "c"])
    )


def test_the_store_is_sound_after_all_of_it(store: ParquetSnapshots) -> None:
    """After all these examples every file is there with its bytes and its id."""
    assert store.check() == []
    assert store.orphans() == []
