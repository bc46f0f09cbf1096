"""What all stores of snapshots agree on: the content of a reading, its manifest, their order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.issue import Issue
from counterfoil.domain.plain import to_plain
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement, snapshot_id, sorted_statements
from counterfoil.engines.writable import keepable, refuse_unwritable
from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading

# Issues kept in detail; of more, only their number is.
KEPT_ISSUES = 1000
# A dataset's id is also the name of a folder, on any system.
_DATASET = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a reading came from: file, its hash, reader, day of retrieval."""

    source: str
    source_hash: str
    reader: str
    reader_version: str
    retrieved: date


@dataclass(frozen=True, slots=True)
class Content:
    """The statements of a reading in canonical order, and the id they give."""

    dataset: str
    snapshot_id: str
    statements: list[Statement]


def content_of(reading: Reading) -> Content:
    """Sort, check and hash a reading; raise DataError where it cannot be a snapshot.

    A reading without a statement is refused: an empty list would silently replace a full one.
    """
    dataset = reading.info.dataset
    if not _DATASET.fullmatch(dataset):
        raise DataError(
            f"{dataset!r} cannot be the id of a dataset",
            do="Use up to 100 letters, digits, hyphens, underscores and dots.",
        )
    ordered = sorted_statements(reading.statements)
    if not ordered:
        raise DataError(
            "no statement was read, so there is nothing to keep",
            where=dataset,
            do="Check that the file is whole. What was imported before stays in force.",
        )
    for place in range(len(Statement._fields)):
        refuse_unwritable(set(map(itemgetter(place), ordered)), where=dataset)
    return Content(dataset, snapshot_id(dataset, ordered), ordered)


def describe(
    content: Content, reading: Reading, came: Provenance, file_hash: str, seq: int
) -> Manifest:
    """Write the manifest of a reading."""
    info = reading.info
    return Manifest(
        snapshot_id=content.snapshot_id,
        dataset=info.dataset,
        title=keepable(info.title),
        publisher=keepable(info.publisher),
        licence=keepable(info.licence),
        edition=info.edition,
        retrieved=came.retrieved,
        source=keepable(came.source),
        source_hash=came.source_hash,
        reader=came.reader,
        reader_version=came.reader_version,
        rows=reading.rows,
        entities=len({statement.entity_id for statement in content.statements}),
        statements=len(content.statements),
        file_hash=file_hash,
        dropped=tuple(sorted((keepable(name), n) for name, n in reading.dropped.items())),
        issues=tuple(map(_keepable, reading.issues[:KEPT_ISSUES])),
        issue_count=len(reading.issues),
        seq=seq,
    )


def _keepable(issue: Issue) -> Issue:
    return Issue(issue.row, keepable(issue.field), keepable(issue.what), keepable(issue.done))


def in_order(manifests: Iterable[Manifest]) -> list[Manifest]:
    """Sort by dataset, then edition (unknown first), retrieval and import, oldest first."""
    return sorted(manifests, key=lambda manifest: (manifest.dataset, *_age(manifest)))


def in_force(manifests: Iterable[Manifest]) -> dict[str, Manifest]:
    """Return per dataset the last manifest of that order, datasets sorted."""
    return {manifest.dataset: manifest for manifest in in_order(manifests)}


def _age(manifest: Manifest) -> tuple[bool, date, date, int, str]:
    edition = manifest.edition
    known = edition is not None
    return known, edition or date.min, manifest.retrieved, manifest.seq, manifest.snapshot_id


# --- rows of the table ------------------------------------------------------------------------

_JSON = ("dropped", "issues")


def to_row(manifest: Manifest) -> dict[str, Any]:
    """Return the manifest as a row of the table `manifests`."""
    row: dict[str, Any] = to_plain(manifest)
    return row | {name: canonical_bytes(row[name]).decode() for name in _JSON}


def from_row(row: Mapping[str, Any]) -> Manifest:
    """Return the manifest that a row of the table holds."""
    values = dict(row) | {
        "edition": date.fromisoformat(row["edition"]) if row["edition"] else None,
        "retrieved": date.fromisoformat(row["retrieved"]),
        "dropped": tuple((name, count) for name, count in json.loads(row["dropped"])),
        "issues": tuple(Issue(**issue) for issue in json.loads(row["issues"])),
    }
    return Manifest(**values)
