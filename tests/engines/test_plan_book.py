"""The book of plans: what is kept comes back, in order, from either store."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.domain.plan_edit import PlanAct, PlanEdit
from counterfoil.engines import database
from counterfoil.engines.history import SqlHistory
from counterfoil.engines.plan_book import MemoryPlanBook, SqlPlanBook
from counterfoil.engines.record import open_record
from counterfoil.errors import DataError
from counterfoil.ports.plan_book import PlanBook
from tests.engines.samples import AT, HOSTILE_NAMES

EDIT = PlanEdit(
    "2026-007", "train", PlanAct.DROP, "", "", "", "", "", ("veld/R1", "veld/R2?"), "why", "S-1", AT
)


@pytest.fixture(params=["sql", "memory"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PlanBook]:
    """An empty book of either sort."""
    if request.param == "memory":
        yield MemoryPlanBook()
        return
    record = open_record(tmp_path / "record.sqlite")
    yield SqlPlanBook(record.engine)
    record.close()


def test_acts_come_back_in_order(book: PlanBook) -> None:
    """All acts, or those on one engagement, oldest first; the same act twice is there twice."""
    acts = [
        dataclasses.replace(EDIT, engagement=engagement, act=act)
        for engagement in ("2026-007", "2026-008")
        for act in PlanAct
    ]
    for act in [*acts, acts[0]]:
        book.add(act)
    assert book.edits() == [*acts, acts[0]]
    assert book.edits("2026-008") == acts[5:]
    assert book.edits("2099-001") == []


@pytest.mark.parametrize("text", HOSTILE_NAMES)
def test_any_text_comes_back_as_it_is(book: PlanBook, text: str) -> None:
    """Quotation marks, scripts and line ends are kept letter for letter in every field."""
    names = ("engagement", "line", "kind", "what", "owner", "proof", "day", "reason", "by")
    made = dataclasses.replace(EDIT, asked_by=(text,), **dict.fromkeys(names, text))  # type: ignore[arg-type]
    book.add(made)
    assert book.edits() == [made]


@pytest.mark.parametrize("field", ["line", "owner", "what", "proof", "reason", "by"])
@pytest.mark.parametrize("mark", ["\0", "\x1e", "\ud800"])
def test_what_no_store_keeps_is_refused(book: PlanBook, field: str, mark: str) -> None:
    """A NUL, a separator or half a character is refused in words, and nothing is kept."""
    bad = {field: f"a{mark}b"}
    with pytest.raises(DataError, match="the text holds"):
        book.add(dataclasses.replace(EDIT, **bad))  # type: ignore[arg-type]
    assert book.edits() == []


def test_times_are_kept_in_utc(book: PlanBook) -> None:
    """A time of another zone is the same moment in UTC; one without a zone is refused."""
    east = AT.astimezone(timezone(timedelta(hours=9)))
    book.add(dataclasses.replace(EDIT, at=east))
    assert book.edits()[0].at == AT
    assert book.edits()[0].at.utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="without a time zone"):
        book.add(dataclasses.replace(EDIT, at=AT.replace(tzinfo=None)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=4))
def test_any_rules_come_back(rules: list[str]) -> None:
    """The rules that asked are kept one by one, whatever stands in them, or refused."""
    book = MemoryPlanBook()
    made = dataclasses.replace(EDIT, asked_by=tuple(rules))
    try:
        book.add(made)
    except DataError:
        return
    assert book.edits() == [made]


def test_the_history_knows_plans(tmp_path: Path) -> None:
    """Who asks what is held on them finds the acts, and the columns are counted."""
    record = open_record(tmp_path / "record.sqlite")
    SqlPlanBook(record.engine).add(EDIT)
    history = SqlHistory(record.engine)
    assert history.plan_edits() == [EDIT]
    assert history.filled_columns()["plan_edits.reason"] == 1
    assert history.filled_columns()["plan_edits.owner"] == 0
    record.close()


def test_a_record_of_the_revision_before_is_brought_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older program kept is there after the new table is made, which is empty."""
    path = tmp_path / "record.sqlite"
    record = open_record(path)
    record.close()
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("DROP TABLE plan_edits")
        opened.execute("UPDATE alembic_version SET version_num = '0002'")
        opened.execute(
            "INSERT INTO people (staff, name, unit, role, kept_at) VALUES ('S-1', 'n', '', '', ?)",
            (AT.isoformat(),),
        )
        opened.commit()
    again = open_record(path)
    assert SqlPlanBook(again.engine).edits() == []
    assert list(again.people()) == ["S-1"]
    with database.reading(again.engine) as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert found == "0003"
    again.close()
