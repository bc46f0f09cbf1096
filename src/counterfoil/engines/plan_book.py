"""The book of plans in the record's database, and one in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select

from counterfoil.domain.plan_edit import PlanAct, PlanEdit
from counterfoil.engines.database import reading, writing
from counterfoil.engines.tables import plan_edits as table
from counterfoil.engines.writable import refuse_unwritable, stamp, utc

_WORDS = ("engagement", "line", "kind", "what", "owner", "proof", "day", "reason")


class SqlPlanBook:
    """The book of plans behind a record."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine of an open record."""
        self.engine = engine

    def add(self, edit: PlanEdit) -> None:
        """Keep an act; raise DataError where a text cannot be kept."""
        row = _row(edit)
        with writing(self.engine) as connection:
            connection.execute(insert(table).values(row))

    def edits(self, engagement: str | None = None) -> list[PlanEdit]:
        """Return all acts, or those on one engagement, oldest first."""
        query = select(table).order_by(table.c.seq)
        if engagement is not None:
            query = query.where(table.c.engagement == engagement)
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        return [_edit(row._asdict()) for row in rows]


class MemoryPlanBook:
    """A book of plans in a list, for tests."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: list[PlanEdit] = []

    def add(self, edit: PlanEdit) -> None:
        """Keep an act; raise DataError where a text cannot be kept."""
        _row(edit)
        self._rows.append(replace(edit, at=utc(edit.at)))

    def edits(self, engagement: str | None = None) -> list[PlanEdit]:
        """Return all acts, or those on one engagement, oldest first."""
        return [row for row in self._rows if engagement in (None, row.engagement)]


def _row(edit: PlanEdit) -> dict[str, str]:
    row = {name: str(getattr(edit, name)) for name in _WORDS}
    row |= {"act": edit.act.value, "said_by": edit.by, "said_at": stamp(edit.at)}
    refuse_unwritable(
        [*row.values(), *edit.asked_by], where=f"the plan of engagement {edit.engagement!r}"
    )
    return row | {"asked_by": json.dumps(edit.asked_by, ensure_ascii=False)}


def _edit(row: Mapping[str, Any]) -> PlanEdit:
    return PlanEdit(
        **{name: row[name] for name in _WORDS},
        act=PlanAct(row["act"]),
        asked_by=tuple(json.loads(row["asked_by"])),
        by=row["said_by"],
        at=datetime.fromisoformat(row["said_at"]),
    )
