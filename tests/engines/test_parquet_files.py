"""What only the store on disk can show: files, damage, folders with odd names, threads."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import numpy as np
import pytest

from counterfoil.domain.statement import Statement, sorted_statements
from counterfoil.engines import parquet
from counterfoil.engines.record import open_record
from counterfoil.engines.snapshots import ParquetSnapshots
from counterfoil.errors import CounterfoilError, IntegrityError
from tests.engines.samples import keep, names, reading

Open = Callable[..., ParquetSnapshots]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens a store in a folder, and closes it after the test."""
    ends: list[Callable[[], None]] = []

    def at(folder: Path, threads: int = 2) -> ParquetSnapshots:
        folder.mkdir(parents=True, exist_ok=True)
        record = open_record(folder / "record.sqlite")
        store = ParquetSnapshots(folder / "snapshots", record.engine, threads=threads)
        ends.extend((record.close, store.close))
        return store

    yield at
    for end in reversed(ends):
        end()


def only_file(store: ParquetSnapshots) -> Path:
    """The one Parquet file of a store."""
    (path,) = store.folder.rglob("*.parquet")
    return path


def test_the_path_is_dataset_and_id(opened: Open, tmp_path: Path) -> None:
    """A snapshot is at `<dataset>/<id>.parquet`, compressed, sorted, and nothing else is there."""
    store = opened(tmp_path)
    manifest, _ = keep(store, reading(names(10)))
    path = store.folder / "quarry" / f"{manifest.snapshot_id}.parquet"
    assert [file for file in store.folder.rglob("*") if file.is_file()] == [path]
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        codecs = connection.execute(
            "SELECT DISTINCT compression FROM parquet_metadata(?)", [str(path)]
        ).fetchall()
    assert rows == sorted_statements(names(10))
    assert codecs == [("ZSTD",)]


@pytest.mark.parametrize("place", [8, 500, -200, -3])
def test_one_changed_byte_is_found(opened: Open, tmp_path: Path, place: int) -> None:
    """A changed byte anywhere in a file is reported with the dataset's name and what to do."""
    store = opened(tmp_path)
    keep(store, reading(names(60)))
    path = only_file(store)
    content = bytearray(path.read_bytes())
    content[place] ^= 0x40
    path.write_bytes(content)
    (line,) = store.check()
    assert line.startswith("quarry, snapshot ")
    assert "has changed" in line
    assert "import the same list again" in line


def test_a_truncated_file_is_an_error_and_not_an_answer(opened: Open, tmp_path: Path) -> None:
    """A question to a damaged file raises an error that names it."""
    store = opened(tmp_path)
    manifest, _ = keep(store, reading(names(60)))
    path = only_file(store)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(IntegrityError, match="cannot be read") as caught:
        store.entities([manifest.snapshot_id], ["quarry:000001"])
    assert str(path) in caught.value.where
    with pytest.raises(IntegrityError, match="cannot be read"):
        list(store.statements([manifest.snapshot_id], ["name"]))


def test_a_missing_file_is_found_and_written_again(opened: Open, tmp_path: Path) -> None:
    """A manifest without its file is reported; importing the same content mends it."""
    store = opened(tmp_path)
    manifest, _ = keep(store, reading(names(60)))
    only_file(store).unlink()
    assert "the file is missing" in store.check()[0]
    with pytest.raises(IntegrityError, match="is missing"):
        store.count([manifest.snapshot_id], ["name"])
    mended, new = keep(store, reading(names(60)))
    assert (mended.snapshot_id, new) == (manifest.snapshot_id, False)
    assert store.check() == []
    assert store.count([manifest.snapshot_id], ["name"]) == 60


def test_a_damaged_file_is_written_again(opened: Open, tmp_path: Path) -> None:
    """Importing the same content replaces a file that no longer holds its bytes."""
    store = opened(tmp_path)
    keep(store, reading(names(60)))
    only_file(store).write_bytes(b"PAR1 nothing PAR1")
    assert keep(store, reading(names(60)))[1] is False
    assert store.check() == []


def test_other_bytes_of_the_same_content_are_no_new_snapshot(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that writes other Parquet bytes gives the same id, and the old file stays."""
    store = opened(tmp_path)
    manifest, _ = keep(store, reading(names(60)))
    monkeypatch.setattr(parquet, "_WRITE", parquet._WRITE.replace("zstd", "snappy"))
    assert keep(store, reading(names(60))) == (manifest, False)
    only_file(store).unlink()
    mended, _ = keep(store, reading(names(60)))
    assert mended.snapshot_id == manifest.snapshot_id
    assert mended.file_hash != manifest.file_hash
    assert store.manifests() == [mended]
    assert store.check() == []


def test_a_swapped_file_is_found_by_its_statements(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose hash fits but whose statements do not is reported all the same."""
    store = opened(tmp_path)
    place = store._place

    def swapped(content: object) -> str:
        place(content)  # type: ignore[arg-type]
        path = only_file(store)
        store._files.write(path.with_name("other"), names(3))
        path.with_name("other").replace(path)
        return parquet.file_hash(path)

    monkeypatch.setattr(store, "_place", swapped)
    keep(store, reading(names(60)))
    assert "are not those of the manifest" in store.check()[0]


def test_orphans_are_listed_and_not_wrong(opened: Open, tmp_path: Path) -> None:
    """Files without a manifest are listed, and the check does not mind them."""
    store = opened(tmp_path)
    assert store.orphans() == []
    manifest, _ = keep(store, reading(names(5)))
    draft = store.folder / "quarry" / f".{manifest.snapshot_id}.abc.tmp"
    stray = store.folder / "quarry" / ("0" * 64 + ".parquet")
    draft.write_bytes(b"half")
    stray.write_bytes(b"whole")
    assert store.orphans() == sorted([draft, stray])
    assert store.check() == []
    assert list(store.current()) == ["quarry"]


@pytest.mark.parametrize(
    "name", ["a*b", "a?b", "lists [2026]", "it's", "prop=name", "a[b", "資料 ü", "a{b,c}", "~"]
)
def test_a_folder_may_have_any_name(opened: Open, tmp_path: Path, name: str) -> None:
    """No mark in a folder's name is read as a pattern, a quote or a column."""
    decoy = opened(tmp_path / "aXb")
    keep(decoy, reading(names(7, mark="decoy")))
    store = opened(tmp_path / name)
    manifest, _ = keep(store, reading(names(7)))
    snapshots = [manifest.snapshot_id]
    assert store.count(snapshots, ["name"]) == 7
    assert list(store.statements(snapshots, ["name"])) == sorted(
        row for row in names(7) if row.prop == "name"
    )
    assert store.check() == []


def test_duckdb_sees_only_its_folder(opened: Open, tmp_path: Path) -> None:
    """No other file of the machine can be read through the store's connection."""
    store = opened(tmp_path)
    keep(store, reading(names(2)))
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.Error, match="disabled by configuration"):
        store._files._connection.execute("SELECT * FROM read_csv(?)", [str(secret)])
    with pytest.raises(duckdb.Error, match="locked"):
        store._files._connection.execute("SET enable_external_access = true")


def test_nothing_is_searched_for_per_value(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing and reading look for no missing library value by value, which DuckDB 1.5 can do."""
    store, searched = opened(tmp_path), []

    class Finder:
        def find_spec(self, name: str, *_: object) -> None:
            searched.append(name)

    keep(store, reading(names(10)))  # what is imported once
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    manifest, _ = keep(store, reading(names(500)))
    ids = [row.entity_id for row in names(500)]
    assert len(store.entities([manifest.snapshot_id], ids)) == 500
    assert len(searched) < 50


def test_threads_change_nothing(opened: Open, tmp_path: Path) -> None:
    """One thread and two give the same statements, columns and entities in the same order."""
    rows = names(12_000)
    answers = []
    for threads in (1, 2):
        store = opened(tmp_path / str(threads), threads=threads)
        manifest, _ = keep(store, reading(rows))
        snapshots, props = [manifest.snapshot_id], ["name", "alias"]
        columns = store.columns(snapshots, props)
        entities = store.entities(snapshots, [row.entity_id for row in rows[:4000]])
        streamed = list(store.statements(snapshots, props))
        assert streamed == list(map(Statement._make, zip(*columns.values(), strict=True)))
        answers.append((manifest.snapshot_id, streamed, list(entities.items())))
    assert answers[0] == answers[1]


def test_columns_are_the_statements(opened: Open, tmp_path: Path) -> None:
    """Columns hold what the statements hold, also when there are none."""
    store = opened(tmp_path)
    assert {
        name: len(column) for name, column in store.columns([], ["name"]).items()
    } == dict.fromkeys(Statement._fields, 0)
    manifest, _ = keep(store, reading(names(9)))
    columns = store.columns([manifest.snapshot_id], ["alias"])
    assert tuple(columns) == Statement._fields
    assert all(column.dtype == np.dtype(object) for column in columns.values())
    found = list(map(Statement._make, zip(*columns.values(), strict=True)))
    assert found == list(store.statements([manifest.snapshot_id], ["alias"]))


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError, MemoryError])
@pytest.mark.parametrize("step", ["write", "sync", "replace", "insert"])
def test_an_interrupted_import_leaves_nothing_half_done(
    opened: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    fault: type[BaseException],
) -> None:
    """Whatever stops an import at whatever step, the store is sound and the import runs again."""
    store = opened(tmp_path)
    old, _ = keep(store, reading(names(5, mark="old")))

    def broken(*_args: object, **_keywords: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        target: object = {"write": store._files, "sync": parquet, "replace": Path, "insert": store}[
            step
        ]
        patch.setattr(target, "_insert" if step == "insert" else step, broken)
        with pytest.raises(fault):
            keep(store, reading(names(50)))
    assert store.check() == []
    assert store.current() == {"quarry": old}
    assert not list(store.folder.rglob("*.tmp"))
    assert keep(store, reading(names(50)))[1] is True
    assert store.check() == []
    assert store.orphans() == []


def test_a_full_or_forbidden_disk_is_said_so(opened: Open, tmp_path: Path) -> None:
    """Where the file cannot be written the error says what to look at."""
    store = opened(tmp_path)
    with pytest.raises(CounterfoilError, match="could not be written"):
        store._files.write(tmp_path / "outside.parquet", names(1))


def test_an_abandoned_stream_does_no_harm(opened: Open, tmp_path: Path) -> None:
    """Statements may be asked for while others are still being read."""
    store = opened(tmp_path)
    manifest, _ = keep(store, reading(names(9000)))
    stream = store.statements([manifest.snapshot_id], ["name"])
    first = next(stream)
    again = store.statements([manifest.snapshot_id], ["name"])
    assert next(again) == first
    assert len(store.entities([manifest.snapshot_id], ["quarry:000001"])) == 1
    assert sum(1 for _ in stream) == 8999
