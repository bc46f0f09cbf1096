"""Rows of a table: what each is, which belong together, and what a repeated reference means."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.sources.sheets.entry import Entry, PartyEntry, Verdict
from counterfoil.sources.sheets.grid import read_grids
from counterfoil.sources.sheets.grouping import settle_repeats
from counterfoil.sources.sheets.rows import RowKind, classify
from counterfoil.sources.sheets.table import Table, read_table, understand

HEADER = "Ref;Title;Partner;Country;Applicant;Start date;Amount"
ONE = "G-01;Ore sorting by sound;Lhota Mining Institute;CZ;Kern, Ada;2027-01-01;1000"
TWO = "G-02;Echoes under the shelf;Northern Ore Trust;CA;Marsk, Tobin;2027-02-01;2000"


def _table(tmp_path: Path, *lines: str) -> Table:
    path = tmp_path / "sheet.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (grid,) = read_grids(path)[0]
    understood = understand(grid)
    assert understood is not None
    return read_table(grid, *understood)


def _kinds(tmp_path: Path, *lines: str) -> list[RowKind]:
    path = tmp_path / "sheet.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (grid,) = read_grids(path)[0]
    understood = understand(grid)
    assert understood is not None
    return [row.kind for row in classify(grid, *understood)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("G-03;A talk on basalt;Basalt Bureau Ltd;IE;Venn, Orla;2026-12-01;50", RowKind.DATA),
        (";;;;;;", RowKind.BLANK),
        ("Total;;;;;;3000", RowKind.TOTAL),
        (";;;;Zwischensumme;;3000", RowKind.TOTAL),
        (HEADER, RowKind.REPEATED),
        ("1;2;3;4;5;6;7", RowKind.NUMBERS),
        ("Department of Geology;;;;;;", RowKind.HEADING),
        ("* provisional figures;;;;;;", RowKind.NOTE),
        ("G-04;Total Synthesis;Basalt Bureau Ltd;IE;Venn, Orla;2026-12-01;50", RowKind.DATA),
    ],
)
def test_what_a_row_is(tmp_path: Path, line: str, kind: RowKind) -> None:
    """A row between two engagements is what a reader would take it for."""
    assert _kinds(tmp_path, HEADER, ONE, line, TWO)[2] is kind


def test_what_stands_around_the_table(tmp_path: Path) -> None:
    """Lines above the header are its title, a line below the last row is a note, none is lost."""
    kinds = _kinds(tmp_path, "Register;;;;;;", HEADER, ONE, TWO, "printed on Monday;;;;;;")
    assert kinds == [RowKind.TITLE, RowKind.HEADER, RowKind.DATA, RowKind.DATA, RowKind.NOTE]


def _rows(table: Table) -> list[list[int]]:
    return [entry.rows for entry in table.entries]


def test_a_row_with_a_partner_alone_continues_the_one_above(tmp_path: Path) -> None:
    """Blank cells below a reference mean: still the same engagement, one partner more."""
    table = _table(tmp_path, HEADER, ONE, ";;Basalt Bureau Ltd;IE;;;", TWO)
    assert _rows(table) == [[2, 3], [4]]
    assert [p.name for p in table.entries[0].parties] == [
        "Lhota Mining Institute", "Basalt Bureau Ltd",
    ]  # fmt: skip


def test_a_row_that_repeats_the_reference_continues_the_one_above(tmp_path: Path) -> None:
    """The same reference and title with another partner are one engagement of two partners."""
    further = "G-01;Ore sorting by sound;Basalt Bureau Ltd;IE;Kern, Ada;2027-01-01;1000"
    assert _rows(_table(tmp_path, HEADER, ONE, further, TWO)) == [[2, 3], [4]]


def test_ditto_is_the_value_above(tmp_path: Path) -> None:
    """A ditto mark is spelled out, and that is noted."""
    table = _table(tmp_path, HEADER, ONE, "G-02;Echoes;dito;dito;Marsk, Tobin;2027-02-01;9")
    assert [(p.name, p.country) for p in table.entries[1].parties] == [
        ("Lhota Mining Institute", "CZ")
    ]
    assert "'dito' read as the value above" in table.entries[1].notes


def test_the_same_row_twice_is_one_engagement(tmp_path: Path) -> None:
    """A row that says the same again is left as a duplicate, with its number."""
    table = _table(tmp_path, HEADER, ONE, TWO, ONE)
    assert _rows(table) == [[2], [3]]
    assert [(a.rows, a.what) for a in table.accounts if a.what == "duplicate"] == [
        ((4,), "duplicate")
    ]


# --- one reference twice ----------------------------------------------------------------------


def _entry(row: int, reference: str, title: str, **values: list[str]) -> Entry:
    entry = Entry("", [row], {"id": [reference], "title": [title], **values})
    entry.parties.append(PartyEntry("Polar Trust"))
    return entry


def test_other_content_under_one_reference_is_refused() -> None:
    """Nobody has said which of two rows holds: the first stays, the second is refused with why."""
    first, second = _entry(2, "G-01", "Ore"), _entry(9, "g-01", "Echoes")
    kept, accounts = settle_repeats([first, second])
    assert [entry.verdict for entry in kept] == [Verdict.TAKEN, Verdict.REFUSED]
    assert "earlier row" in second.why
    assert accounts == []


@pytest.mark.parametrize(
    "remark", ["replaces the entry of May", "Nachtrag Nr. 1", "avenant n° 2", "aneks 1"]
)
def test_a_row_that_says_it_replaces_the_earlier(remark: str) -> None:
    """Where the later row says so it holds, and the earlier one is refused with the reason."""
    first, second = _entry(2, "G-01", "Ore"), _entry(9, "G-01", "Ore, longer", none=[remark])
    settle_repeats([first, second])
    assert (first.verdict, second.verdict) == (Verdict.REFUSED, Verdict.CORRECTED)
    assert "replaced by the later entry" in first.why


def test_a_remark_makes_no_other_content() -> None:
    """Two rows that differ in a remark alone are one engagement and one duplicate."""
    first, second = _entry(2, "G-01", "Ore"), _entry(9, "G-01", "Ore", none=["phone again"])
    kept, accounts = settle_repeats([first, second])
    assert kept == [first]
    assert [(a.rows, a.what) for a in accounts] == [((9,), "duplicate")]


def test_placeholders_are_no_reference() -> None:
    """Two rows with `tbd` for a reference are two engagements."""
    kept, _ = settle_repeats([_entry(2, "tbd", "Ore"), _entry(3, "tbd", "Echoes")])
    assert [entry.why for entry in kept] == ["", ""]
