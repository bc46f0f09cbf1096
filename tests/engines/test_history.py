"""Every version of the record can be read back, oldest first."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Person, Spelling
from counterfoil.engines.history import SqlHistory
from counterfoil.engines.record import SqlRecord, open_record
from counterfoil.errors import IntegrityError
from tests.engines.samples import AT, engagement, kept

LATER = AT + timedelta(days=1)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[SqlRecord]:
    """An empty record in a file."""
    opened = open_record(tmp_path / "record.sqlite")
    yield opened
    opened.close()


def test_people_and_engagements_keep_every_version(record: SqlRecord) -> None:
    """What is overtaken is still there, with the moment it was kept."""
    first, second = Person("S-1", "Nessa Quill", "Ice", ""), Person("S-1", "Nessa Oake", "Ice", "")
    record.put_people([first], AT)
    record.put_people([second], LATER)
    one = engagement()
    record.put_engagement(one, AT)
    record.put_engagement(dataclasses.replace(one, title="Changed"), LATER)
    history = SqlHistory(record.engine)
    assert [(v.person, v.kept_at) for v in history.people_versions()] == [
        (first, AT),
        (second, LATER),
    ]
    assert [v.engagement.title for v in history.engagement_versions()] == [one.title, "Changed"]


def test_spellings_and_judgements_keep_every_row(record: SqlRecord) -> None:
    """A spelling that moved to another partner and a verdict that was taken back are both there."""
    record.add_spellings([Spelling("a", "Ore", "", "2026-01-01")], AT)
    record.add_spellings([Spelling("b", "Ore", "S-1", "2026-01-02")], LATER)
    for verdict in (Verdict.SAME, Verdict.DIFFERENT):
        record.add_judgement(Judgement("a", "list:1", "f", verdict, "seen", "S-1", AT))
    history = SqlHistory(record.engine)
    assert [v.spelling.partner_id for v in history.spelling_versions()] == ["a", "b"]
    assert [one.verdict for one in history.judgements()] == [Verdict.SAME, Verdict.DIFFERENT]


def test_assessments_are_all_there(record: SqlRecord) -> None:
    """More than one batch of assessments comes back whole and in order."""
    many = [kept(f"2026-{number:03}") for number in range(120)]
    record.keep_assessments(many)
    assert list(SqlHistory(record.engine).assessments()) == many


def test_a_broken_case_is_told(record: SqlRecord, tmp_path: Path) -> None:
    """A case that cannot be unpacked is an integrity error with words, not a fault of ours."""
    record.keep_assessments([kept("2026-001")])
    with closing(sqlite3.connect(tmp_path / "record.sqlite")) as connection, connection:
        connection.execute("UPDATE assessments SET case_bytes = x'00'")
    with pytest.raises(IntegrityError, match="cannot be read"):
        list(SqlHistory(record.engine).assessments())


def test_columns_are_counted_where_filled(record: SqlRecord) -> None:
    """Empty texts and empty lists do not count; every column of every table has a number."""
    record.put_people([Person("S-1", "Nessa Quill", "", ""), Person("S-2", "", "Ice", "")], AT)
    counts = SqlHistory(record.engine).filled_columns()
    assert (counts["people.staff"], counts["people.name"], counts["people.role"]) == (2, 1, 0)
    assert counts["assessments.case_bytes"] == 0
    assert counts["manifests.issues"] == 0
