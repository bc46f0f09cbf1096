"""Tables: one row per thing, nothing a spreadsheet would run, nothing of a person's origin."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.ties import ties_of
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.link import Link, Links
from counterfoil.domain.statement import Statement
from counterfoil.exports import tables
from counterfoil.exports.person_part import leaving
from tests.exports.statements import sample


def _rows(header: Sequence[str], rows: object) -> list[dict[str, str]]:
    text = "".join(tables.csv_pieces(header, rows))  # type: ignore[arg-type]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))


def _entities() -> dict[str, dict[str, str]]:
    found = _rows(tables.ENTITY_HEADER, tables.entity_rows(leaving(sample(), Counter())))
    return {row["entity_id"]: row for row in found}


def test_an_entity_is_a_row() -> None:
    """An entity has its name, other names, numbers and listing; ties are in their own table."""
    rows = _entities()
    assert rows["veld:vima"] == {
        "entity_id": "veld:vima",
        "dataset": "veld",
        "kind": "Company",
        "name": "Veld Institute of Marine Acoustics",
        "other_names": "VIMA; Marine Acoustics; Вельдский институт",
        "country": "DE",
        "city": "Veldhaven",
        "identifiers": "rorId=0veld0001; leiCode=529900T8BM49AURSDO55; "
        "registrationNumber=7700112233",
        "listed_as": "DEF-1",
        "listed_since": "2023",
    }
    assert "veld:o1" not in rows
    assert rows["veld:p1"]["country"] == rows["veld:u1"]["country"] == ""


def test_every_statement_is_a_row() -> None:
    """Language, original and validity stand beside the value; the id is the statement's."""
    said = list(leaving(sample(), Counter()))
    rows = _rows(tables.STATEMENT_HEADER, tables.statement_rows(said))
    assert len(rows) == len(said) == len(sample()) - 4
    (native,) = [row for row in rows if row["language"] == "ru"]
    assert (native["value"], native["original"]) == ("Вельдский институт", "ВЕЛЬДСКИЙ ИНСТИТУТ")
    assert len({row["statement_id"] for row in rows}) == len(rows)
    assert not any("Private" in row["value"] for row in rows)


def test_ties_have_ranges() -> None:
    """A share is two numbers, and blank where nothing is stated."""
    rows = {
        row["tie"] + row["source"]: row
        for row in _rows(tables.TIE_HEADER, tables.tie_rows(ties_of(sample())))
    }
    owns = rows["ownsveld:mod"]
    assert (owns["share_low"], owns["share_high"], owns["share"]) == ("25", "50", "25 to 50 %")
    assert (owns["start"], owns["end"]) == ("2020-01-01", "2026")
    assert rows["parentveld:mod"]["share_low"] == ""


def test_links_and_verdicts() -> None:
    """Refused links are shown as such; the reason of a verdict on a person stays blank."""
    held, refused = Link(3, "a:1", "b:1", "rorId=0x"), Link(3, "a:2", "b:2", "leiCode=y")
    rows = _rows(tables.LINK_HEADER, tables.link_rows(Links((), (held,), (refused,), ())))
    assert [(row["left"], row["state"]) for row in rows] == [("a:1", "holds"), ("a:2", "refused")]
    at = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    judgements = [
        Judgement(partner, "veld:vima", "f", Verdict.SAME, "why", "S-02", at)
        for partner in ("vima-1", "person-0123456789ab")
    ]
    rows = _rows(tables.JUDGEMENT_HEADER, tables.judgement_rows(judgements))
    assert [row["reason"] for row in rows] == ["why", ""]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_cell_is_a_formula(texts: list[str]) -> None:
    """Whatever a name starts with, no cell of the file starts like a formula."""
    statements = [Statement("veld:x", "Company", "name", text) for text in texts]
    for row in csv.reader(
        "".join(
            tables.csv_pieces(tables.STATEMENT_HEADER, tables.statement_rows(statements))
        ).splitlines(keepends=True)
    ):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_rows_come_in_pieces() -> None:
    """A long table is given in pieces, so that memory does not grow with it."""
    statement = Statement("veld:x", "Company", "name", "x" * 100)
    rows = tables.statement_rows(statement for _ in range(5_000))
    sizes = [len(piece) for piece in tables.csv_pieces(tables.STATEMENT_HEADER, rows)]
    assert len(sizes) > 5
    assert all(abs(a - b) < 200 for a, b in pairwise(sizes[1:-1]))
