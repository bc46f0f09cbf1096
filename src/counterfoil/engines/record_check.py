"""Whether a record still holds what was kept: every hash is taken again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, select

from counterfoil.engines.database import reading
from counterfoil.engines.kept import sha256
from counterfoil.engines.tables import assessments, engagements, packs
from counterfoil.errors import CounterfoilError

_BATCH = 200


def check(engine: Engine) -> list[str]:
    """Return what is wrong, one sentence each; empty means sound."""
    wrong: list[str] = []
    try:
        with reading(engine) as connection:
            wrong += _file(connection)
            wrong += _engagements(connection)
            wrong += _packs(connection)
            wrong += _assessments(connection)
    except CounterfoilError as fault:
        wrong.append(f"The record cannot be read to its end: {fault.what}.")
    return wrong


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"The record's file is damaged: {line}."


def _engagements(connection: Connection) -> Iterator[str]:
    columns = (engagements.c.engagement_id, engagements.c.content, engagements.c.content_hash)
    for engagement, content, content_hash in connection.execute(select(*columns)):
        if sha256(content.encode()) != content_hash:
            yield f"Engagement {engagement}: its content does not have the hash it was kept with."


def _packs(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(packs)):
        # A column of bytes can be made to hold text from outside; that is a change too.
        if not isinstance(row.content, bytes) or sha256(row.content) != row.file_hash:
            yield f"Pack {row.pack_id}: its content has changed since it was kept."


def _assessments(connection: Connection) -> Iterator[str]:
    known = set(connection.execute(select(packs.c.content_hash)).scalars())
    streamed = connection.execution_options(yield_per=_BATCH)
    for row in streamed.execute(select(assessments).order_by(assessments.c.seq)):
        name = f"Assessment {row.digest[:12]} of engagement {row.engagement}"
        if sha256(row.assessment) != row.digest:
            yield f"{name}: its bytes do not have the digest they were kept under."
        if _unpacked_hash(row.case_bytes) != row.case_hash:
            yield f"{name}: its case has changed since it was kept."
        for pack, content_hash in json.loads(row.packs):
            if content_hash not in known:
                yield f"{name}: the content of pack {pack} was not kept, so it has no replay."


def _unpacked_hash(content: bytes) -> str:
    try:
        return sha256(zlib.decompress(content))
    except zlib.error:
        return ""
