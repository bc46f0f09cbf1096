"""The store of snapshots: published facts, immutable, queried in sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from counterfoil.domain.entity import Entity
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement
from counterfoil.ports.reader import Reading


class SnapshotStore(Protocol):
    """Snapshots by content; a manifest makes a file exist."""

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
        """Keep a reading; return its manifest and whether it is new (False: same content)."""
        ...

    def manifests(self) -> list[Manifest]:
        """Return all manifests, by dataset, then edition and retrieval, oldest first."""
        ...

    def current(self) -> dict[str, Manifest]:
        """Return the manifest in force per dataset: the latest edition, then retrieval."""
        ...

    def entities(self, snapshots: Sequence[str], ids: Sequence[str]) -> dict[str, Entity]:
        """Return the entities of these ids found in these snapshots."""
        ...

    def statements(self, snapshots: Sequence[str], props: Sequence[str]) -> Iterator[Statement]:
        """Return the statements of some properties, in canonical order per snapshot."""
        ...

    def differences(self, left: str, right: str) -> tuple[list[Statement], list[Statement]]:
        """Return what only the first snapshot says and what only the second, sorted."""
        ...

    def check(self) -> list[str]:
        """Return what is wrong with the store, one sentence each; empty means sound."""
        ...
