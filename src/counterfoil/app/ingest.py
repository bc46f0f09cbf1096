"""Ingest: published files into snapshots, one dataset at a time, all of it or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterfoil.domain.snapshot import Manifest
from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading, Source
from counterfoil.ports.snapshots import SnapshotStore

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one source: a manifest (new or known), or a fault and nothing kept."""

    source: Source
    manifest: Manifest | None
    is_new: bool
    fault: DataError | None = None


def ingest(
    sources: Sequence[Source],
    store: SnapshotStore,
    read: Callable[[Source], tuple[Reading, str]],
    *,
    retrieved: date,
) -> Iterator[Ingested]:
    """Read and keep each source; a fault in one does not stop the others.

    `read` returns the reading and the reader's version.
    """
    for source in sources:
        try:
            reading, version = read(source)
        except DataError as fault:
            yield Ingested(source, None, is_new=False, fault=fault)
            continue
        manifest, is_new = store.add(
            reading,
            source=", ".join(path.name for path in source.paths),
            source_hash=_hash(source.paths),
            reader=source.mapping or source.reader,
            reader_version=version,
            retrieved=retrieved,
        )
        yield Ingested(source, manifest, is_new)


def _hash(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()
