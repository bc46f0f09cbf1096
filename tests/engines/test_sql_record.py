"""What only the record in a database can show: its file, schema, damage and speed."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL
from sqlalchemy.schema import CreateTable

from counterfoil.domain.partner import Person
from counterfoil.engines import tables
from counterfoil.engines.record import SqlRecord, open_record
from counterfoil.errors import IntegrityError, NotFound, UsageError
from tests.engines.samples import AT, engagement, kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the record will be."""
    return tmp_path / "record.sqlite"


@pytest.fixture
def record(path: Path) -> Iterator[SqlRecord]:
    """An empty record in a file."""
    opened = open_record(path)
    yield opened
    opened.close()


def change(path: Path, statement: str) -> None:
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_the_file_is_durable_and_private(record: SqlRecord, path: Path) -> None:
    """The file is in WAL, synced fully, with foreign keys on, and only its owner may read it."""
    with record.engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_migrations_make_the_tables(record: SqlRecord) -> None:
    """What the migrations make is what the program expects, and the last one is its revision."""
    with record.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.METADATA) == []
    config = Config()
    folder = resources.files("counterfoil.engines") / "migrations"
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [tables.REVISIONS[-1]]
    assert all(scripts.get_revision(name) for name in tables.REVISIONS)


def test_the_tables_are_portable() -> None:
    """Every table can be written down for PostgreSQL."""
    dialect = URL.create("postgresql").get_dialect()()
    for table in tables.METADATA.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert made.strip().startswith(f"CREATE TABLE {table.name}")


def test_what_was_kept_is_there_after_closing(record: SqlRecord, path: Path) -> None:
    """A record opened again holds what it held."""
    record.put_engagement(engagement(), AT)
    record.close()
    with closing(open_record(f"sqlite:///{path}")) as again:
        assert again.engagements() == [engagement()]


def test_a_known_record_opens_without_alembic(record: SqlRecord, path: Path) -> None:
    """Opening a record whose schema is current imports no migration tool and is quick."""
    record.close()
    code = (
        "import sys, pathlib\n"
        "from counterfoil.engines.record import open_record\n"
        "open_record(pathlib.Path(sys.argv[1])).close()\n"
        "heavy = {'alembic', 'duckdb', 'numpy'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False, env=os.environ)
    assert done.returncode == 0


def test_a_later_schema_is_refused(record: SqlRecord, path: Path) -> None:
    """A record of a later program is left alone, and the error says what to do."""
    record.close()
    change(path, "UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(IntegrityError, match="0099") as caught:
        open_record(path)
    assert "Install the newest Counterfoil" in caught.value.do


def test_another_database_is_refused(path: Path) -> None:
    """A database of another program gets no tables of ours."""
    change(path, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(IntegrityError, match="not made by Counterfoil"):
        open_record(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    """A text file in the record's place is an integrity error, not a traceback, and stays."""
    path.write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(IntegrityError, match="cannot be used"):
        open_record(path)
    assert path.read_text(encoding="utf-8").startswith("not a database")


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    """No folder is made on the way to a record that was misspelled."""
    with pytest.raises(NotFound, match="folder of the record"):
        open_record(tmp_path / "nowhere" / "record.sqlite")
    assert not (tmp_path / "nowhere").exists()


def test_an_interrupted_migration_leaves_an_empty_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables appear all or not at all, and the next opening makes them."""
    with monkeypatch.context() as patch:
        patch.setattr(
            "alembic.op.create_index", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            open_record(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    with closing(open_record(path)) as again:
        assert again.check() == []


def test_a_writer_that_waits_too_long_is_told_why(record: SqlRecord, path: Path) -> None:
    """While another program holds the record, writing ends with a clear word, reading goes on."""
    with (
        closing(open_record(path, patience=0.05)) as other,
        closing(sqlite3.connect(path, isolation_level=None)) as holder,
    ):
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(UsageError, match="another program is writing"):
            other.put_people([Person("S1", "Ann", "", "")], AT)
        assert other.people() == {}
        holder.execute("ROLLBACK")
        assert other.put_people([Person("S1", "Ann", "", "")], AT) == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE engagements SET content = replace(content, 'Ore', 'Oar')", "Engagement E-1"),
        ("UPDATE assessments SET assessment = x'7b7d20'", "do not have the digest"),
        ("UPDATE assessments SET case_bytes = x'00'", "its case has changed"),
        ("UPDATE packs SET content = x'00'", "Pack house"),
        ("DELETE FROM packs", "pack house was not kept"),
    ],
)
def test_what_was_changed_by_hand_is_found(
    record: SqlRecord, path: Path, statement: str, words: str
) -> None:
    """A row that no longer has the hash it was kept with is named."""
    record.keep_pack("ab" * 32, "house", b"pack")
    record.put_engagement(engagement(), AT)
    record.keep_assessments([kept("E-1")])
    assert record.check() == []
    change(path, statement)
    (line,) = record.check()
    assert words in line


def test_a_damaged_file_is_found(record: SqlRecord, path: Path) -> None:
    """Overwritten pages of the file are reported in words, never as a traceback."""
    record.keep_assessments([kept(f"E-{n}", os.urandom(900)) for n in range(100)])
    with record.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    record.close()
    content = bytearray(path.read_bytes())
    content[40_000:60_000] = b"\xa5" * 20_000
    path.write_bytes(content)
    lines = record.check()
    assert lines
    assert any("record" in line for line in lines)


def test_a_thousand_assessments_take_seconds_only(record: SqlRecord) -> None:
    """1,000 assessments of 20 kB with their cases are kept in one transaction, in under 2 s."""
    many = [
        kept(f"E-{n}", (f'{{"n":{n}}}' * 2000).encode(), b'{"fact":"x"}' * 3000)
        for n in range(1000)
    ]
    start = time.process_time()
    assert record.keep_assessments(many) == 1000
    assert time.process_time() - start < 2.0
    assert len(record.latest_assessments()) == 1000


def test_times_are_utc_text(record: SqlRecord, path: Path) -> None:
    """Times stand in the tables as UTC ISO text of one width, which sorts as it runs."""
    record.put_people([Person("S1", "Ann", "", "")], datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT kept_at FROM people").fetchall()
    assert rows == [("2026-01-02T03:04:05.000000+00:00",)]
