"""Statements in Parquet files, written and read by DuckDB in memory.

DuckDB sees the store's folder and nothing else: no network, no other file, no spilling to disk.
Values and paths reach it as parameters or registered columns, never as text of a query.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from counterfoil.domain.statement import Statement
from counterfoil.errors import CounterfoilError, IntegrityError

Columns = dict[str, NDArray[np.object_]]

# Rows of a row group: small, so that a look-up of few ids skips most of a sorted file.
_GROUP = 20_480
_BATCH = 8_192

_FILE = "read_parquet(?, hive_partitioning=false, union_by_name=false)"
_COLUMNS = "entity_id, kind, prop, value, lang, original, valid_from, valid_to"
_AS_TEXT = ", ".join(f"{name}::VARCHAR AS {name}" for name in Statement._fields)
_WRITE = f"""
    COPY (SELECT {_AS_TEXT} FROM given)
    TO ? (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP})
"""  # noqa: S608
_ALL = f"SELECT {_COLUMNS} FROM {_FILE}"  # noqa: S608
_BY_PROP = f"{_ALL} WHERE list_contains(?::VARCHAR[], prop)"
_BY_ID = f"{_ALL} WHERE entity_id IN (SELECT entity_id::VARCHAR FROM wanted)"  # noqa: S608
# What the first file says and the second does not; each file holds a statement once.
_EXCEPT = f"SELECT {_COLUMNS} FROM {_FILE} EXCEPT SELECT {_COLUMNS} FROM {_FILE}"  # noqa: S608
_COUNT = f"SELECT count(*) FROM {_FILE} WHERE list_contains(?::VARCHAR[], prop)"  # noqa: S608


class ParquetFiles:
    """The Parquet files of one folder; one in-memory DuckDB, a cursor per question."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Open DuckDB for this folder, which must exist."""
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": threads,
            "preserve_insertion_order": True,
            # Our columns are text. Not looking at their values also spares DuckDB 1.5 a search for
            # pandas per value, as does registering ids rather than passing a long list of them.
            "pandas_analyze_sample": 0,
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        # A path is checked as it is asked for: plain when written, as a pattern when read.
        allowed = {str(folder.resolve()), *_literal([folder])}
        quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in sorted(allowed))
        for setting in (  # in this order: once closed, nothing more may be allowed
            f"allowed_directories = [{quoted}]",
            "temp_directory = ''",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            self._connection.execute(f"SET GLOBAL {setting}")
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let DuckDB go."""
        self._connection.close()

    def write(self, path: Path, statements: Sequence[Statement]) -> None:
        """Write statements, in the order given, to a new file."""
        size = len(statements)
        columns = {
            name: np.fromiter(map(itemgetter(place), statements), dtype=object, count=size)
            for place, name in enumerate(Statement._fields)
        }
        try:
            with self._cursor() as cursor:
                cursor.register("given", columns)
                cursor.execute(_WRITE, [str(path.resolve())])
        except duckdb.Error as fault:
            raise CounterfoilError(
                f"the snapshot could not be written: {fault}",
                where=str(path),
                do="Check the free space and the rights on the folder.",
            ) from fault

    def by_ids(self, paths: Sequence[Path], ids: Sequence[str]) -> list[Statement]:
        """Return the statements of these entities, in no order that is promised."""
        wanted = np.fromiter(ids, dtype=object, count=len(ids))
        with _readable(paths), self._cursor() as cursor:
            cursor.register("wanted", {"entity_id": wanted})
            found = cursor.execute(_BY_ID, [_literal(paths)]).fetchnumpy()
            lists = [found[name].tolist() for name in Statement._fields]
            return list(map(tuple.__new__, repeat(Statement), zip(*lists, strict=True)))

    def by_props(self, path: Path, props: Sequence[str]) -> Iterator[Statement]:
        """Yield the statements of these properties in the order of the file."""
        return map(Statement._make, self._stream(path, _BY_PROP, [_literal([path]), list(props)]))

    def rows(self, path: Path) -> Iterator[tuple[str, ...]]:
        """Yield all rows of a file in its order."""
        return self._stream(path, _ALL, [_literal([path])])

    def only_in(self, path: Path, other: Path) -> list[Statement]:
        """Return the statements of one file that the other does not hold, in canonical order."""
        with _readable([path, other]), self._cursor() as cursor:
            found = cursor.execute(_EXCEPT, [_literal([path]), _literal([other])]).fetchall()
        return sorted(map(Statement._make, found))

    def columns(self, paths: Sequence[Path], props: Sequence[str]) -> Columns:
        """Return the same as columns, one file after the other."""
        with _readable(paths), self._cursor() as cursor:
            found: Columns = cursor.execute(_BY_PROP, [_literal(paths), list(props)]).fetchnumpy()
            return found

    def count(self, paths: Sequence[Path], props: Sequence[str]) -> int:
        """Return how many statements of these properties there are."""
        with _readable(paths), self._cursor() as cursor:
            row = cursor.execute(_COUNT, [_literal(paths), list(props)]).fetchone()
            return int(row[0]) if row else 0

    def _stream(self, path: Path, query: str, values: list[Any]) -> Iterator[tuple[str, ...]]:
        with _readable([path]), self._cursor() as cursor:
            cursor.execute(query, values)
            while batch := cursor.fetchmany(_BATCH):
                yield from batch

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def no_columns() -> Columns:
    """Return the columns of nothing."""
    return {name: np.empty(0, dtype=object) for name in Statement._fields}


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Force a file, or the names in a folder, to the disk."""
    if path.is_dir() and os.name == "nt":  # there a folder cannot be opened
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _literal(paths: Sequence[Path]) -> list[str]:
    """Return the paths so that DuckDB reads no pattern into them: `a*b` is one folder."""
    return [
        "".join(f"[{mark}]" if mark in "*?[" else mark for mark in str(path.resolve()))
        for path in paths
    ]


@contextmanager
def _readable(paths: Sequence[Path]) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as fault:
        missing = [path for path in paths if not path.is_file()]
        what = "is missing" if missing else f"cannot be read: {str(fault).splitlines()[0]}"
        raise IntegrityError(
            f"a file of the snapshots {what}",
            where=", ".join(map(str, missing or paths)),
            do="Run `counterfoil doctor`; importing the same list again restores its file.",
        ) from fault
