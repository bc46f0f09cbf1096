"""Opening the record's database: one SQLite file, or PostgreSQL by URL, and its schema.

SQLite runs in WAL with synchronous=FULL. Transactions are begun by this file and not by the
driver, so that the tables of a migration appear all or not at all, and so that a writer takes its
lock before it reads (BEGIN IMMEDIATE): two writers wait for each other and neither fails halfway.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path

import sqlalchemy.exc
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text

from counterfoil.engines.tables import REVISIONS
from counterfoil.errors import IntegrityError, NotFound, UsageError

# How long a writer waits for another one, in seconds.
PATIENCE = 30.0
_WRITES = "counterfoil_writes"
_VERSION_TABLE = "alembic_version"


def open_database(where: str | Path, *, patience: float = PATIENCE) -> Engine:
    """Open a database by path or URL and bring its schema up to date.

    Raises NotFound where the folder is missing, IntegrityError where the file is no record or was
    written by a later version of the program, UsageError where another program holds it too long.
    """
    url = make_url(where) if isinstance(where, str) and "://" in where else _file_url(Path(where))
    engine = _sqlite(url, patience) if url.get_backend_name() == "sqlite" else create_engine(url)
    try:
        _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a read transaction; faults become errors for the user."""
    with _in_words(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a write transaction, committed at the end of the block.

    A broken unique key stays `sqlalchemy.exc.IntegrityError`, for the caller to judge.
    """
    with _in_words(engine), engine.execution_options(**{_WRITES: True}).begin() as connection:
        yield connection


@contextmanager
def _in_words(engine: Engine) -> Iterator[None]:
    try:
        yield
    except sqlalchemy.exc.IntegrityError:
        raise
    except sqlalchemy.exc.DatabaseError as fault:
        where, what = engine.url.database or "record", str(fault.orig)
        if "locked" in what or "busy" in what:
            raise UsageError(
                "another program is writing the record and did not finish in time",
                where=where,
                do="Wait until it has ended, then give the command again.",
            ) from fault
        raise IntegrityError(
            f"the record cannot be used: {what}",
            where=where,
            do="Run `counterfoil doctor`; restore the file from a backup if it is damaged.",
        ) from fault


# --- SQLite -----------------------------------------------------------------------------------


def _file_url(path: Path) -> URL:
    if not path.parent.is_dir():
        raise NotFound(
            "the folder of the record does not exist",
            where=str(path),
            do="Make a workspace with `counterfoil init`, or name its folder with --workspace.",
        )
    # The record holds names: only its owner may read it. SQLite gives its side files the same mode.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return URL.create("sqlite", database=str(path.resolve()))


def _sqlite(url: URL, patience: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        _into_wal(connection, patience)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _into_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Switch to WAL; while another process does the same, SQLite says busy without waiting."""
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


# --- schema -----------------------------------------------------------------------------------


def _bring_up_to_date(engine: Engine) -> None:
    with reading(engine) as connection:
        found = _revision(connection)
    if found == REVISIONS[-1]:
        return
    with writing(engine) as connection:
        # Another process may have been quicker while this one waited for the lock.
        if _revision(connection) != REVISIONS[-1]:
            _migrate(connection)


def _revision(connection: Connection) -> str | None:
    """Return the schema's revision, None for an empty database; refuse what is not ours."""
    where = connection.engine.url.database or "record"
    tables = inspect(connection).get_table_names()
    if _VERSION_TABLE not in tables:
        if tables:
            raise IntegrityError(
                "this database was not made by Counterfoil",
                where=where,
                do="Name another file for the record.",
            )
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608
    if found not in REVISIONS:
        raise IntegrityError(
            f"the record has schema {found}, which is later than this program knows",
            where=where,
            do="Install the newest Counterfoil; it reads older records, not the other way round.",
        )
    return str(found)


def _migrate(connection: Connection) -> None:
    # Alembic takes a quarter of a second to import, so only a record that needs it pays for it.
    from alembic.command import upgrade
    from alembic.config import Config

    with resources.as_file(resources.files("counterfoil.engines") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        upgrade(config, "head")
