"""The Commerce Control List as text: entries, paragraphs, what is withdrawn, what is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.statement import Statement, snapshot_id, sorted_statements
from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats
from counterfoil.sources.ccl import CclReader
from tests.sources.samples import lines, put


def _row(eccn: str, heading: str, version: str = "2026-02-01", **more: Any) -> dict[str, Any]:
    return {
        "eccn": eccn,
        "version": version,
        "heading": heading,
        "text": heading + " Note.",
        **more,
    }


ABOVE = "6A001 Frost drums and bells"
ROWS = [
    _row(
        "6A001.a", "Frost drums;", breadcrumbs=["A. Equipment", ABOVE], first_version="2019-05-01"
    ),
    _row("6A001.a.1.b", "Of tin;", breadcrumbs=["A. Equipment", ABOVE]),
    _row("6A002", "6A002 Rime lanterns."),
    _row("6A003", "6A003 \u2014 Slush organs.", "2024-07-01"),
]


def _read(folder: Path, rows: list[dict[str, Any]], name: str = "ccl.jsonl.gz") -> Reading:
    (source,) = formats.recognise(put(folder, name, lines(rows)))
    assert (source.reader, source.dataset) == ("ccl", "us-ccl")
    return formats.read(source)


def _of(reading: Reading, eccn: str) -> dict[str, Statement]:
    return {s.prop: s for s in reading.statements if s.entity_id == f"us-ccl:{eccn}"}


def test_an_entry(tmp_path: Path) -> None:
    """An entry is an area by its ECCN, with code, heading without the code, and text."""
    reading = _read(tmp_path, ROWS)
    found = _of(reading, "6A002")
    assert {prop: s.value for prop, s in found.items()} == {
        "code": "6A002",
        "heading": "Rime lanterns.",
        "notes": "6A002 Rime lanterns. Note.",
    }
    assert {s.kind for s in reading.statements} == {"Area"}
    assert (reading.rows, reading.info.edition) == (4, date(2026, 2, 1))


def test_an_area_is_no_body(tmp_path: Path) -> None:
    """No statement has a property that names or ties bodies: no area is ever matched as one."""
    props = {s.prop for s in _read(tmp_path, ROWS).statements}
    assert props == {"code", "heading", "notes", "broader"}


def test_paragraphs_stand_below_what_is_there(tmp_path: Path) -> None:
    """A paragraph points to the nearest above it that has a row, or to the entry."""
    reading = _read(tmp_path, ROWS)
    assert _of(reading, "6A001.a.1.b")["broader"].value == "us-ccl:6A001.a"
    assert _of(reading, "6A001.a")["broader"].value == "us-ccl:6A001"
    ids = {s.entity_id for s in reading.statements}
    assert {s.value for s in reading.statements if s.prop == "broader"} <= ids


def test_an_entry_without_a_row_of_its_own(tmp_path: Path) -> None:
    """An entry that only its paragraphs name is an area with the heading above theirs."""
    found = _of(_read(tmp_path, ROWS), "6A001")
    assert found["heading"].value == "Frost drums and bells"
    assert "notes" not in found


def test_what_is_not_in_the_newest_version_is_withdrawn(tmp_path: Path) -> None:
    """A row of an older version ends with that version; one of the newest has no end."""
    reading = _read(tmp_path, ROWS)
    assert {s.valid_to for s in _of(reading, "6A003").values()} == {"2024-07-01"}
    assert {s.valid_to for s in _of(reading, "6A002").values()} == {""}
    assert _of(reading, "6A001.a")["heading"].valid_from == "2019-05-01"
    assert any("1 entries are not in the version" in issue.what for issue in reading.issues)


def test_a_demonstration_is_refused(tmp_path: Path) -> None:
    """A row that calls itself a demonstration is no entry of the law, and is reported."""
    sample = _row("6A004", "6A004 Example descriptive entry for demonstration purposes.")
    reading = _read(tmp_path, [*ROWS, sample])
    assert _of(reading, "6A004") == {}
    (issue,) = [issue for issue in reading.issues if "demonstration" in issue.what]
    assert (issue.row, issue.done) == (5, "row refused")


def test_an_entry_that_stands_twice(tmp_path: Path) -> None:
    """Of two rows of one ECCN the newer version is kept, and it is reported."""
    older = _row("6A002", "6A002 Rime lamps.", "2020-01-01")
    for rows in ([older, *ROWS], [*ROWS, older]):
        reading = _read(tmp_path, rows)
        assert _of(reading, "6A002")["heading"].value == "Rime lanterns."
        assert any("twice" in issue.what for issue in reading.issues)


@pytest.mark.parametrize(
    "bad",
    [
        _row("EAR99", "Anything."),
        _row("6A009", "No date.", "soon"),
        {"eccn": 6, "version": None, "heading": [], "text": {}},
    ],
)
def test_a_strange_row_is_skipped_and_many_are_refused(tmp_path: Path, bad: dict[str, Any]) -> None:
    """One row that is no entry is reported; two of seven refuse the file."""
    reading = _read(tmp_path, [*ROWS, bad])
    assert [issue.done for issue in reading.issues][:1] == ["row skipped"]
    with pytest.raises(DataError, match="2 of 6 rows"):
        _read(tmp_path, [*ROWS, bad, bad])


def test_a_list_cut_off(tmp_path: Path) -> None:
    """A file that ends in the middle of a row is refused whole."""
    (source,) = formats.recognise(put(tmp_path, "ccl.jsonl", lines(ROWS)[:-30]))
    with pytest.raises(DataError, match="cut off"):
        formats.read(source)


@given(st.data())
def test_any_rows(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Rows with any values, and mutated text, are read or refused."""
    scalar = st.none() | st.integers() | st.text(max_size=20) | st.lists(st.text(max_size=5))
    rows: list[Any] = [*ROWS]
    for _ in range(data.draw(st.integers(0, 3))):
        keys = st.sampled_from(["eccn", "version", "heading", "text", "breadcrumbs"])
        rows.append({**ROWS[0], **data.draw(st.dictionaries(keys, scalar, max_size=3))})
    text = lines(rows)
    start = data.draw(st.integers(0, len(text)))
    text = text[:start] + data.draw(st.text(max_size=6)) + text[start:]
    folder = tmp_path_factory.mktemp("ccl")
    path = put(folder, "ccl.jsonl", text.encode("utf-8", "surrogatepass"))
    with suppress(DataError):
        for source in CclReader().recognise([path]):
            reading = CclReader().read(source)
            assert snapshot_id("us-ccl", sorted_statements(reading.statements))
            assert all(s.value for s in reading.statements)


@pytest.mark.real
def test_the_real_list(real_data: Path) -> None:
    """Rows, entries and withdrawn rows of the real list are those of its source."""
    path = real_data / "us-ccl-eccn" / "ccl_eccn_latest.jsonl.gz"
    (source,) = formats.recognise(path)
    reading = formats.read(source)
    codes = {s.value: s for s in reading.statements if s.prop == "code"}
    assert (reading.rows, reading.info.edition) == (3689, date(2025, 9, 29))
    assert sum("." not in code for code in codes) == 655
    with_text = [s for s in reading.statements if s.prop == "notes"]
    assert sum(not s.valid_to for s in with_text) == 3420
    assert sum(bool(s.valid_to) for s in with_text) == 267  # two more rows were refused
    assert "0A001" in codes
    assert "demonstration" not in json.dumps([s.value for s in reading.statements])
