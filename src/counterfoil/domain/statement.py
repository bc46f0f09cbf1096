"""The atom of fact: one value of one property of one entity, as one dataset states it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

# Unit and record separator: they cannot be typed, and readers strip control characters.
_FIELD, _ROW = "\x1f", "\x1e"
_BATCH = 4096  # rows hashed at once


class Statement(NamedTuple):
    """One statement of a snapshot; the dataset is the snapshot's.

    Attributes:
        entity_id: `<dataset>:<key>`, stable across editions.
        kind: Person, Organization, Company, PublicBody, LegalEntity (kind unknown), Vessel,
            Aircraft, Ownership, Employment, ...: FollowTheMoney's words.
        prop: property name, see `domain.entity`.
        value: cleaned value; dates as `YYYY[-MM[-DD]]`, entity references as entity ids.
        lang: ISO 639 code of a name where the source gives it, else empty.
        original: the source's own spelling where `value` differs from it, else empty.
        valid_from: ISO date (may be partial) from which the statement holds, else empty.
        valid_to: likewise, its end; empty means unknown, not current.

    """

    entity_id: str
    kind: str
    prop: str
    value: str
    lang: str = ""
    original: str = ""
    valid_from: str = ""
    valid_to: str = ""


def statement_id(dataset: str, statement: Statement) -> str:
    """Return the content hash of one statement, 16 hex digits."""
    return hashlib.sha256((dataset + _FIELD + _FIELD.join(statement)).encode()).hexdigest()[:16]


def sorted_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements without duplicates, in canonical order.

    Sorted entity by entity: the ids are compared once each, not once per comparison of rows.
    """
    grouped: dict[str, set[Statement]] = defaultdict(set)
    for statement in statements:
        grouped[statement.entity_id].add(statement)
    return [statement for key in sorted(grouped) for statement in sorted(grouped[key])]


def snapshot_id(dataset: str, ordered: Iterable[Statement]) -> str:
    """Return the SHA-256 over the canonical sorted statements, 64 hex digits.

    `ordered` must come from `sorted_statements`; the bytes do not depend on any file format.
    """
    digest = hashlib.sha256(dataset.encode() + _ROW.encode())
    batch: list[str] = []
    for statement in ordered:
        batch.append(_FIELD.join(statement))
        if len(batch) == _BATCH:
            digest.update((_ROW.join(batch) + _ROW).encode())
            batch.clear()
    if batch:
        digest.update((_ROW.join(batch) + _ROW).encode())
    return digest.hexdigest()
