"""The history of a record in a database: every row, not only the one that stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, LargeBinary, Table, Text, case, cast, func, select

from counterfoil.domain.engagement import Engagement
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.partner import Person, Spelling
from counterfoil.domain.plain import from_plain
from counterfoil.domain.plan_edit import PlanEdit
from counterfoil.engines import tables
from counterfoil.engines.database import reading
from counterfoil.engines.plan_book import SqlPlanBook
from counterfoil.engines.record import SqlRecord, assessment_of
from counterfoil.ports.history import EngagementVersion, PersonVersion, SpellingVersion
from counterfoil.ports.record import KeptAssessment

_BATCH = 50  # assessments fetched at once: a case may take a megabyte


class SqlHistory:
    """Every version kept in the database behind a record; reads only."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine of an open record."""
        self.engine = engine

    def people_versions(self) -> list[PersonVersion]:
        """Return every row of the people register, oldest first."""
        return [
            PersonVersion(
                Person(**{name: row[name] for name in Person.__slots__}), _time(row["kept_at"])
            )
            for row in self._rows(tables.people)
        ]

    def engagement_versions(self) -> list[EngagementVersion]:
        """Return every version of every engagement, oldest first."""
        return [
            EngagementVersion(
                from_plain(Engagement, json.loads(row["content"])), _time(row["kept_at"])
            )
            for row in self._rows(tables.engagements)
        ]

    def spelling_versions(self) -> list[SpellingVersion]:
        """Return every row of the spellings, oldest first."""
        return [
            SpellingVersion(
                Spelling(row["partner_id"], row["name"], row["said_by"], row["said_on"]),
                _time(row["kept_at"]),
            )
            for row in self._rows(tables.spellings)
        ]

    def judgements(self) -> list[Judgement]:
        """Return all verdicts, oldest first."""
        return SqlRecord(self.engine).judgements()

    def plan_edits(self) -> list[PlanEdit]:
        """Return every act on a plan of measures, oldest first."""
        return SqlPlanBook(self.engine).edits()

    def assessments(self) -> Iterator[KeptAssessment]:
        """Yield every kept assessment, oldest first; raise IntegrityError on a broken case."""
        table = tables.assessments
        with reading(self.engine) as connection:
            numbers = list(connection.execute(select(table.c.seq).order_by(table.c.seq)).scalars())
        for start in range(0, len(numbers), _BATCH):
            wanted = table.c.seq.in_(numbers[start : start + _BATCH])
            with reading(self.engine) as connection:
                found = connection.execute(select(table).where(wanted).order_by(table.c.seq)).all()
            for row in found:
                yield assessment_of(row._asdict())

    def filled_columns(self) -> dict[str, int]:
        """Return `table.column` -> the number of rows in which it is not empty."""
        found: dict[str, int] = {}
        with reading(self.engine) as connection:
            for table in tables.METADATA.sorted_tables:
                counts = [_filled(column) for column in table.columns]
                row: Sequence[Any] = connection.execute(select(*counts).select_from(table)).one()
                for column, count in zip(table.columns, row, strict=True):
                    found[f"{table.name}.{column.name}"] = int(count or 0)
        return found

    def _rows(self, table: Table) -> list[Mapping[str, Any]]:
        with reading(self.engine) as connection:
            found = connection.execute(select(table).order_by(table.c.seq)).all()
        return [row._asdict() for row in found]


def _filled(column: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's columns and functions
    if isinstance(column.type, LargeBinary):
        return func.count(column)
    return func.sum(case((cast(column, Text) != "", 1), else_=0))  # NULL counts as empty


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
