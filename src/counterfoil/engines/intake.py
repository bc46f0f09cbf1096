"""The book of intake in the record's database, and one in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, insert, select

from counterfoil.domain.intake import Intake
from counterfoil.engines.database import reading, writing
from counterfoil.engines.tables import engagements, people
from counterfoil.engines.tables import intake as table
from counterfoil.engines.writable import refuse_unwritable, stamp


class SqlIntake:
    """The book of intake behind a record."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine of an open record."""
        self.engine = engine

    def add(self, rows: Sequence[Intake], at: datetime) -> None:
        """Keep rows in one transaction; raise DataError where a text cannot be kept."""
        kept_at = stamp(at)
        values = [_row(row, kept_at) for row in rows]
        if values:
            with writing(self.engine) as connection:
                connection.execute(insert(table), values)

    def latest(self) -> dict[str, Intake]:
        """Return the row in force per engagement."""
        with reading(self.engine) as connection:
            found = connection.execute(select(table).order_by(table.c.seq)).all()
        return {row.engagement: _intake(row._asdict()) for row in found}

    def state_of(self, sender: str) -> tuple[str, list[str]]:
        """Return a hash of what is kept of a sender's engagements and of all people, and the ids.

        It changes with every row that bears on what a spreadsheet of the sender would bring.
        """
        rows = select(table.c.engagement, table.c.present).where(table.c.sender == sender)
        kept = select(engagements.c.engagement_id, engagements.c.content_hash)
        named = select(people.c.staff, people.c.name)
        with reading(self.engine) as connection:
            mine = {
                row.engagement: row.present
                for row in connection.execute(rows.order_by(table.c.seq))
            }
            found = connection.execute(kept.order_by(engagements.c.seq)).all()
            persons = connection.execute(named.order_by(people.c.seq)).all()
        hashes = {row.engagement_id: row.content_hash for row in found if row.engagement_id in mine}
        state = [
            sorted(hashes.items()),
            sorted((row.staff, row.name) for row in persons),
            sorted(mine.items()),
        ]
        text = json.dumps(state, ensure_ascii=True).encode()
        return hashlib.sha256(text).hexdigest(), sorted(
            key for key, present in mine.items() if present
        )


class MemoryIntake:
    """A book of intake in a dictionary, for tests."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[str, Intake] = {}

    def add(self, rows: Sequence[Intake], at: datetime) -> None:
        """Keep rows; the latest on an engagement stands."""
        kept_at = stamp(at)
        for row in rows:
            _row(row, kept_at)
        self._rows |= {row.engagement: row for row in rows}

    def latest(self) -> dict[str, Intake]:
        """Return the row in force per engagement."""
        return dict(self._rows)


def _row(row: Intake, kept_at: str) -> dict[str, object]:
    texts = [row.engagement, row.sender, row.reference, row.file, row.sheet, row.rows]
    refuse_unwritable(texts, where=f"engagement {row.engagement!r}")
    return {
        "engagement": row.engagement,
        "sender": row.sender,
        "reference": row.reference,
        "file": row.file,
        "file_hash": row.file_hash,
        "sheet": row.sheet,
        "rows": row.rows,
        "blank": json.dumps(row.blank),
        "present": int(row.present),
        "kept_at": kept_at,
    }


def _intake(row: dict[str, object]) -> Intake:
    return Intake(
        engagement=str(row["engagement"]),
        sender=str(row["sender"]),
        reference=str(row["reference"]),
        file=str(row["file"]),
        file_hash=str(row["file_hash"]),
        sheet=str(row["sheet"]),
        rows=str(row["rows"]),
        blank=tuple(json.loads(str(row["blank"]))),
        present=bool(row["present"]),
    )
