"""The store of snapshots: Parquet files, and their manifests in the record's database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy.exc
from sqlalchemy import Engine, func, insert, select, update

from counterfoil.domain.entity import Entity
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement, snapshot_id
from counterfoil.engines.collector import collector_paused
from counterfoil.engines.database import reading as reads
from counterfoil.engines.database import writing as writes
from counterfoil.engines.manifests import (
    Content,
    Provenance,
    content_of,
    describe,
    from_row,
    in_force,
    in_order,
    to_row,
)
from counterfoil.engines.tables import manifests as table
from counterfoil.errors import CounterfoilError, IntegrityError
from counterfoil.ports.reader import Reading

if TYPE_CHECKING:
    from counterfoil.engines.parquet import Columns, ParquetFiles


class ParquetSnapshots:
    """Snapshots in `<folder>/<dataset>/<snapshot id>.parquet`.

    A manifest makes a file exist: one that a crash left without is an orphan and nothing else.
    Results do not depend on `threads`.
    """

    def __init__(self, folder: Path, engine: Engine, *, threads: int = 2) -> None:
        """Take the folder, made when it is missing, and an engine of `open_database`."""
        self.folder = folder
        self._engine, self._threads = engine, threads
        self._paths: dict[str, Path] = {}

    @cached_property
    def _files(self) -> ParquetFiles:
        # DuckDB and NumPy take a third of a second to import; a list of manifests needs neither.
        from counterfoil.engines.parquet import ParquetFiles

        self.folder.mkdir(parents=True, exist_ok=True)
        return ParquetFiles(self.folder, self._threads)

    def close(self) -> None:
        """Let DuckDB go; the engine belongs to the record."""
        if "_files" in self.__dict__:
            self._files.close()
            del self.__dict__["_files"]

    def add(
        self,
        reading: Reading,
        *,
        source: str,
        source_hash: str,
        reader: str,
        reader_version: str,
        retrieved: date,
    ) -> tuple[Manifest, bool]:
        """Keep a reading; return its manifest and whether it is new (False: same content).

        The same content is known by its snapshot id, whatever libraries wrote it, and changes
        nothing: the manifest keeps the edition and the retrieval date it was first kept with. But
        a file that has gone missing or does not hold its bytes any more is written again.
        """
        content = content_of(reading)
        known = self._find(content.snapshot_id)
        if known is None:
            came = Provenance(source, source_hash, reader, reader_version, retrieved)
            manifest = describe(content, reading, came, self._place(content), self._next())
            if self._insert(manifest):
                return manifest, True
            known = self._find(content.snapshot_id)
        if known is None:
            raise IntegrityError("a manifest was there and is gone", where=content.snapshot_id)
        return self._restored(known, content), False

    def manifests(self) -> list[Manifest]:
        """Return all manifests, by dataset, then edition and retrieval, oldest first."""
        with reads(self._engine) as connection:
            rows = connection.execute(select(table)).all()
        return in_order(from_row(row._asdict()) for row in rows)

    def current(self) -> dict[str, Manifest]:
        """Return the manifest in force per dataset.

        It is the one of the latest edition (a known edition is later than an unknown one), then
        of the latest retrieval, then the one imported last.
        """
        return in_force(self.manifests())

    def entities(self, snapshots: Sequence[str], ids: Sequence[str]) -> dict[str, Entity]:
        """Return the entities of these ids found in these snapshots, in the order of the ids."""
        paths = self._located(snapshots)
        if not paths or not ids:
            return {}
        with collector_paused():
            grouped: dict[str, list[Statement]] = {entity_id: [] for entity_id in ids}
            for statement in self._files.by_ids(paths, list(grouped)):
                grouped[statement.entity_id].append(statement)
            # Two editions of one dataset may both say the same.
            repeats = len({path.parent for path in paths}) < len(paths)
            return {
                entity_id: Entity.of(set(found) if repeats else found)
                for entity_id, found in grouped.items()
                if found
            }

    def statements(self, snapshots: Sequence[str], props: Sequence[str]) -> Iterator[Statement]:
        """Yield the statements of some properties, in canonical order per snapshot."""
        for path in self._located(snapshots):
            yield from self._files.by_props(path, props)

    def every_statement(self, snapshots: Sequence[str]) -> Iterator[Statement]:
        """Yield all statements, in canonical order per snapshot."""
        for path in self._located(snapshots):
            yield from map(Statement._make, self._files.rows(path))

    def differences(self, left: str, right: str) -> tuple[list[Statement], list[Statement]]:
        """Return what only the first snapshot says and what only the second, in order."""
        old, new = self._located([left, right]) if left != right else self._located([left]) * 2
        return self._files.only_in(old, new), self._files.only_in(new, old)

    def columns(self, snapshots: Sequence[str], props: Sequence[str]) -> Columns:
        """Return the same as NumPy object arrays by column name, all of one length."""
        paths = self._located(snapshots)
        if not paths:
            from counterfoil.engines.parquet import no_columns

            return no_columns()
        return self._files.columns(paths, props)

    def count(self, snapshots: Sequence[str], props: Sequence[str]) -> int:
        """Return how many statements of some properties there are."""
        paths = self._located(snapshots)
        return self._files.count(paths, props) if paths else 0

    def check(self) -> list[str]:
        """Return what is wrong with the store, one sentence each; empty means sound."""
        try:
            known = self.manifests()
        except CounterfoilError as fault:
            return [f"The manifests cannot be read: {fault.what}."]
        return [line for manifest in known if (line := self._wrong(manifest))]

    def orphans(self) -> list[Path]:
        """Return files without a manifest: an interrupted import leaves them; they may go."""
        kept = {self._path(manifest.dataset, manifest.snapshot_id) for manifest in self.manifests()}
        return sorted(
            path for path in self.folder.rglob("*") if path.is_file() and path not in kept
        )

    # --- one snapshot ---------------------------------------------------------------------

    def _path(self, dataset: str, snapshot: str) -> Path:
        return self.folder / dataset / f"{snapshot}.parquet"

    def _located(self, snapshots: Sequence[str]) -> list[Path]:
        wanted = list(dict.fromkeys(snapshots))
        if not self._paths.keys() >= set(wanted):
            query = select(table.c.snapshot_id, table.c.dataset)
            with reads(self._engine) as connection:
                rows = connection.execute(query).all()
            self._paths = {snapshot: self._path(dataset, snapshot) for snapshot, dataset in rows}
        missing = [snapshot for snapshot in wanted if snapshot not in self._paths]
        if missing:
            raise IntegrityError(
                "no manifest of this snapshot is kept here",
                where=", ".join(missing),
                do="Import the list it was made from again, or restore the workspace.",
            )
        return [self._paths[snapshot] for snapshot in wanted]

    def _find(self, snapshot: str) -> Manifest | None:
        query = select(table).where(table.c.snapshot_id == snapshot)
        with reads(self._engine) as connection:
            row = connection.execute(query).first()
        return from_row(row._asdict()) if row else None

    def _next(self) -> int:
        with reads(self._engine) as connection:
            return int(connection.execute(select(func.max(table.c.seq))).scalar() or 0) + 1

    def _insert(self, manifest: Manifest) -> bool:
        """Add the row; return False where another process has just added the same content."""
        try:
            with writes(self._engine) as connection:
                connection.execute(insert(table).values(to_row(manifest)))
        except sqlalchemy.exc.IntegrityError:
            return False
        return True

    def _place(self, content: Content) -> str:
        """Write, sync and rename the file; return the hash of its bytes."""
        from counterfoil.engines.parquet import file_hash, sync

        path = self._path(content.dataset, content.snapshot_id)
        fresh = not path.parent.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            sync(self.folder)
        draft = path.with_name(f".{path.stem}.{secrets.token_hex(6)}.tmp")
        try:
            self._files.write(draft, content.statements)
            sync(draft)
            digest = file_hash(draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        sync(path.parent)
        return digest

    def _restored(self, manifest: Manifest, content: Content) -> Manifest:
        from counterfoil.engines.parquet import file_hash

        path = self._path(manifest.dataset, manifest.snapshot_id)
        if path.is_file() and file_hash(path) == manifest.file_hash:
            return manifest
        mended = replace(manifest, file_hash=self._place(content))
        row = update(table).where(table.c.snapshot_id == mended.snapshot_id)
        with writes(self._engine) as connection:
            connection.execute(row.values(file_hash=mended.file_hash))
        return mended

    def _wrong(self, manifest: Manifest) -> str:
        from counterfoil.engines.parquet import file_hash

        path = self._path(manifest.dataset, manifest.snapshot_id)
        name = f"{manifest.dataset}, snapshot {manifest.snapshot_id[:12]}"
        cure = "import the same list again to restore it"
        if not path.is_file():
            return f"{name}: the file is missing; {cure}."
        if file_hash(path) != manifest.file_hash:
            return f"{name}: the file has changed since it was written; {cure}."
        try:
            found = snapshot_id(manifest.dataset, map(Statement._make, self._files.rows(path)))
        except IntegrityError as fault:
            return f"{name}: {fault.what}; {cure}."
        if found != manifest.snapshot_id:
            return f"{name}: the statements in the file are not those of the manifest; {cure}."
        return ""
