"""The record in a database: what people said and what was decided on it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy.exc
from sqlalchemy import Column, Connection, Engine, Table, func, insert, select

from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Person, Spelling
from counterfoil.domain.plain import from_plain
from counterfoil.engines import record_check, tables
from counterfoil.engines.database import PATIENCE, open_database, reading, writing
from counterfoil.engines.kept import (
    check_digests,
    check_words,
    engagement_text,
    is_new_spelling,
    sha256,
)
from counterfoil.engines.writable import stamp
from counterfoil.errors import IntegrityError
from counterfoil.ports.record import KeptAssessment

# Of one case the bytes repeat much; level 6 is zlib's own default, fixed so that it stays.
_LEVEL = 6


def open_record(where: str | Path, *, patience: float = PATIENCE) -> SqlRecord:
    """Open a record by path or URL; see `open_database` for what it may raise."""
    return SqlRecord(open_database(where, patience=patience))


class SqlRecord:
    """One organisation's record. Rows are added, never changed; of several the last stands."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine of `open_database`."""
        self.engine = engine

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    # --- register -------------------------------------------------------------------------

    def put_engagement(self, engagement: Engagement, at: datetime) -> bool:
        """Keep an engagement; return False where the same content is already current."""
        return bool(self.put_engagements([engagement], at))

    def put_engagements(self, engagements: Sequence[Engagement], at: datetime) -> list[str]:
        """Keep engagements in one transaction; return the ids of those that were new or changed."""
        table, kept_at = tables.engagements, stamp(at)
        texts = {one.engagement_id: engagement_text(one) for one in engagements}
        hashes = {key: sha256(text.encode()) for key, text in texts.items()}
        with writing(self.engine) as connection:
            current = _current_hashes(connection, list(texts))
            fresh = [key for key in texts if current.get(key) != hashes[key]]
            rows = [
                {
                    "engagement_id": key,
                    "content": texts[key],
                    "content_hash": hashes[key],
                    "kept_at": kept_at,
                }
                for key in fresh
            ]
            if rows:
                connection.execute(insert(table), rows)
        return fresh

    def engagements(self) -> list[Engagement]:
        """Return the current version of every engagement, by id."""
        rows = self._latest(tables.engagements, "engagement_id")
        return [
            from_plain(Engagement, json.loads(row["content"]))
            for row in sorted(rows, key=lambda row: str(row["engagement_id"]))
        ]

    def put_people(self, people: Sequence[Person], at: datetime) -> int:
        """Keep people; return how many rows were new or changed."""
        added, kept_at = 0, stamp(at)
        for person in people:
            check_words(person)
        with writing(self.engine) as connection:
            current = _people(_latest(connection, tables.people, "staff"))
            for person in people:
                if current.get(person.staff) != person:
                    row = {name: getattr(person, name) for name in Person.__slots__}
                    connection.execute(insert(tables.people).values(row | {"kept_at": kept_at}))
                    current[person.staff] = person
                    added += 1
        return added

    def people(self) -> dict[str, Person]:
        """Return the current row per staff reference, sorted by it."""
        return dict(sorted(_people(self._latest(tables.people, "staff")).items()))

    def add_spellings(self, spellings: Sequence[Spelling], at: datetime) -> int:
        """Keep spellings; return how many were new. The latest row on a name stands."""
        added, kept_at = 0, stamp(at)
        for spelling in spellings:
            check_words(spelling)
        with writing(self.engine) as connection:
            rows = _latest(connection, tables.spellings, "name")
            current = {spelling.name: spelling for spelling in map(_spelling, rows)}
            for spelling in spellings:
                if is_new_spelling(spelling, current.get(spelling.name)):
                    row = _spelling_row(spelling) | {"kept_at": kept_at}
                    connection.execute(insert(tables.spellings).values(row))
                    current[spelling.name] = spelling
                    added += 1
        return added

    def spellings(self) -> list[Spelling]:
        """Return the row in force per name, in the order they were kept."""
        return list(map(_spelling, self._latest(tables.spellings, "name")))

    # --- judgements -----------------------------------------------------------------------

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a verdict."""
        check_words(judgement)
        row = {
            "partner_id": judgement.partner_id,
            "entity_id": judgement.entity_id,
            "fingerprint": judgement.fingerprint,
            "verdict": judgement.verdict.value,
            "reason": judgement.reason,
            "said_by": judgement.by,
            "said_at": stamp(judgement.at),
        }
        with writing(self.engine) as connection:
            connection.execute(insert(tables.judgements).values(row))

    def judgements(self) -> list[Judgement]:
        """Return all verdicts in the order in which they were kept, oldest first."""
        table = tables.judgements
        with reading(self.engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.seq)).all()
        return [_judgement(row._asdict()) for row in rows]

    # --- packs and assessments ------------------------------------------------------------

    def keep_pack(self, content_hash: str, pack_id: str, content: bytes) -> None:
        """Keep a pack's file content under its hash; known content is left as it is."""
        table = tables.packs
        row = {
            "content_hash": content_hash,
            "pack_id": pack_id,
            "content": content,
            "file_hash": sha256(content),
        }
        known = select(table.c.content_hash).where(table.c.content_hash == content_hash)
        try:
            with writing(self.engine) as connection:
                if connection.execute(known).first() is None:
                    connection.execute(insert(table).values(row))
        except sqlalchemy.exc.IntegrityError:
            return  # kept by another process in the meantime

    def pack(self, content_hash: str) -> bytes:
        """Return a kept pack's content; raise IntegrityError where it is gone."""
        query = select(tables.packs).where(tables.packs.c.content_hash == content_hash)
        with reading(self.engine) as connection:
            row = connection.execute(query).first()
        if row is None or sha256(row.content) != row.file_hash:
            raise IntegrityError(
                "the content of this pack is not in the record as it was kept",
                where=content_hash,
                do="Restore the record from a backup; assessments under this pack need it.",
            )
        return bytes(row.content)

    def keep_assessments(self, kept: Sequence[KeptAssessment]) -> int:
        """Keep assessments in one transaction; return how many were new.

        One that is already the latest of its engagement is not kept again; an older one that
        comes back is, for then it is the latest.
        """
        check_digests(kept)
        table, rows = tables.assessments, []
        with writing(self.engine) as connection:
            columns = (table.c.engagement, table.c.digest)
            last = {
                row["engagement"]: row["digest"]
                for row in _latest(connection, table, "engagement", *columns)
            }
            for one in kept:
                if last.get(one.engagement) != one.digest:
                    last[one.engagement] = one.digest
                    rows.append(_assessment_row(one))
            if rows:
                connection.execute(insert(table), rows)
        return len(rows)

    def latest_assessments(self) -> dict[str, KeptAssessment]:
        """Return the latest kept assessment per engagement, sorted by engagement."""
        found = map(assessment_of, self._latest(tables.assessments, "engagement"))
        return {one.engagement: one for one in sorted(found, key=lambda one: one.engagement)}

    def check(self) -> list[str]:
        """Return what is wrong with the store, one sentence each."""
        return record_check.check(self.engine)

    def _latest(self, table: Table, key: str) -> list[Mapping[str, Any]]:
        with reading(self.engine) as connection:
            return _latest(connection, table, key)


# --- rows -------------------------------------------------------------------------------------


def _latest(
    connection: Connection, table: Table, key: str, *columns: Column[Any]
) -> list[Mapping[str, Any]]:
    """Return per key the row kept last, in the order in which those were kept."""
    last = select(func.max(table.c.seq)).group_by(table.c[key])
    query = select(*(columns or (table,))).where(table.c.seq.in_(last)).order_by(table.c.seq)
    return [row._asdict() for row in connection.execute(query)]


def _people(rows: Iterable[Mapping[str, Any]]) -> dict[str, Person]:
    return {row["staff"]: Person(**{name: row[name] for name in Person.__slots__}) for row in rows}


def _current_hashes(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return engagement id -> hash of its content in force; all are read where many are asked."""
    table = tables.engagements
    query = select(table.c.engagement_id, table.c.content_hash).order_by(table.c.seq)
    if len(ids) == 1:
        query = query.where(table.c.engagement_id == ids[0])
    return {row.engagement_id: row.content_hash for row in connection.execute(query)}


def _spelling(row: Mapping[str, Any]) -> Spelling:
    return Spelling(row["partner_id"], row["name"], row["said_by"], row["said_on"])


def _spelling_row(spelling: Spelling) -> dict[str, str]:
    return {
        "partner_id": spelling.partner_id,
        "name": spelling.name,
        "said_by": spelling.by,
        "said_on": spelling.on,
    }


def _judgement(row: Mapping[str, Any]) -> Judgement:
    return Judgement(
        partner_id=row["partner_id"],
        entity_id=row["entity_id"],
        fingerprint=row["fingerprint"],
        verdict=Verdict(row["verdict"]),
        reason=row["reason"],
        by=row["said_by"],
        at=datetime.fromisoformat(row["said_at"]),
    )


def _assessment_row(one: KeptAssessment) -> dict[str, Any]:
    return {
        "digest": one.digest,
        "engagement": one.engagement,
        "as_of": one.as_of.isoformat(),
        "kept_at": stamp(one.kept_at),
        "assessment": one.assessment,
        "case_bytes": zlib.compress(one.case, _LEVEL),
        "case_hash": sha256(one.case),
        "packs": canonical_bytes(one.packs).decode(),
    }


def assessment_of(row: Mapping[str, Any]) -> KeptAssessment:
    """Return a kept assessment from its row; raise IntegrityError on a broken case."""
    try:
        case = zlib.decompress(row["case_bytes"])
    except zlib.error as fault:
        raise IntegrityError(
            "the case of a kept assessment cannot be read",
            where=f"engagement {row['engagement']}",
            do="Run `counterfoil doctor`; restore the record from a backup.",
        ) from fault
    return KeptAssessment(
        digest=row["digest"],
        engagement=row["engagement"],
        as_of=date.fromisoformat(row["as_of"]),
        kept_at=datetime.fromisoformat(row["kept_at"]),
        assessment=bytes(row["assessment"]),
        case=case,
        packs=tuple((pack, content_hash) for pack, content_hash in json.loads(row["packs"])),
    )
