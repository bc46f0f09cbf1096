"""Every invented engagement under every pack, against the cells that were checked and kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterfoil.bootstrap.data import DATA, examples
from counterfoil.bootstrap.matrix import every_pack, stand_ins
from counterfoil.domain.matrix import Matrix
from counterfoil.errors import DataError
from counterfoil.exports.page import matrix_html
from tests.institute.conftest import ENGAGEMENTS, GOLDEN, Institute
from tests.institute.side_by_side import (
    ASIDE,
    KEPT,
    REFRESH,
    cells_of,
    changes,
    kept_cells,
    kept_text,
    side_by_side,
)


@pytest.fixture(scope="module")
def matrix(institute: Institute) -> Matrix:
    """The whole matrix, judged once."""
    return side_by_side(institute.bench)


def test_every_cell_is_the_kept_one(matrix: Matrix) -> None:
    """Status, interval, hold and deciding rules of every cell are those that were committed."""
    found = list(changes(kept_cells(), cells_of(matrix)))
    told = "\n".join(found)
    assert not found, (
        f"{len(found)} cells of the matrix changed:\n{told}\n"
        f"Where that is meant, check them against the rules, then run: {REFRESH}"
    )


def test_the_kept_file_is_as_it_is_written() -> None:
    """Nobody has edited matrix.json by hand: it is byte for byte what the program writes."""
    assert KEPT.read_text("utf-8") == kept_text(kept_cells())


def test_a_changed_cell_is_named() -> None:
    """The message says which engagement under which pack, what was and what is."""
    before = {"2026-007": {"p": "assessed, none", "q": "assessed, none"}}
    after = {"2026-007": {"p": "assessed, refer: R1"}, "2026-008": {"p": ASIDE}}
    assert list(changes(before, after)) == [
        "2026-007 under p:\n    was assessed, none\n    now assessed, refer: R1",
        "2026-007 under q:\n    was assessed, none\n    now not there",
        f"2026-008 under p:\n    was not there\n    now {ASIDE}",
    ]


def test_no_pack_and_no_engagement_is_left_out(matrix: Matrix) -> None:
    """All engagements stand under all shipped packs but the template."""
    shipped = {path.stem for path in (DATA / "packs").glob("*.toml")} - {"house-template"}
    assert [row.engagement_id for row in matrix.rows] == ENGAGEMENTS
    assert {column.pack_id for column in matrix.columns} == shipped
    for row in matrix.rows:
        assert [cell.pack_id for cell in row.cells] == [c.pack_id for c in matrix.columns]


def test_stand_ins_leave_no_list_unbound(matrix: Matrix) -> None:
    """With side-by-side.toml every role of every pack is filled: no cell is not assessable."""
    found = {cell.status for row in matrix.rows for cell in row.cells}
    assert found == {"assessed", "not-applicable"}


def test_every_pack_speaks_of_an_invented_engagement(matrix: Matrix) -> None:
    """Each pack applies to one at least, so that the page shows every regime."""
    assert matrix.silent == ()


@pytest.mark.parametrize("pack_id", ["house-2026", "ca-strac-2024"])
@pytest.mark.parametrize("engagement_id", ENGAGEMENTS)
def test_the_matrix_agrees_with_what_was_worked_by_hand(
    matrix: Matrix, engagement_id: str, pack_id: str
) -> None:
    """The two packs whose lists are the same on both pages say the golden outcome on both."""
    row = next(row for row in matrix.rows if row.engagement_id == engagement_id)
    cell = next(cell for cell in row.cells if cell.pack_id == pack_id)
    golden = GOLDEN["engagements"][engagement_id]["packs"][pack_id]
    assert cell.status == golden["status"]
    if cell.status == "assessed":
        assert (cell.low, cell.high) == (golden["low"], golden["high"])
        held = {"yes": "HOLD", "maybe": "HOLD possible", "no": ""}
        assert cell.hold == held[golden["hold"]]
        certain = {rule.rule_id for rule in cell.rules if rule.certain}
        assert certain <= set(golden["fired"])


def test_stand_ins_are_read_or_refused(tmp_path: Path) -> None:
    """No file gives none; a file of another form is refused with its place; the shipped one reads."""
    assert stand_ins(tmp_path) == {}
    path = tmp_path / "side-by-side.toml"
    for text in (
        "lists = 3",
        "[list]\n",
        "[lists]\ndpl = 4",
        '[lists]\ndpl = "x-restricted"',
        "[lists",
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(DataError, match="stand-ins"):
            stand_ins(tmp_path)
    path.write_text('[lists]\ndpl = ["x-restricted"]\n', "utf-8")
    assert stand_ins(tmp_path) == {"dpl": ("x-restricted",)}


def test_every_stand_in_fills_a_role_with_a_list_that_is_there(institute: Institute) -> None:
    """No role of side-by-side.toml is misspelt, and each dataset is one of the invented lists."""
    bound = stand_ins(examples())
    under = institute.bench.under(every_pack(institute.bench), bound)
    roles = {role.role for pack in under.packs for role in pack.lists}
    assert bound.keys() | institute.bench.settings.lists.keys() == roles
    loaded = institute.bench.store.current()
    assert {name for names in bound.values() for name in names} <= loaded.keys()


def test_nothing_is_kept(institute: Institute) -> None:
    """Judging under every pack leaves no assessment, spelling or pack on record."""
    record = institute.bench.record
    before = (record.latest_assessments(), record.spellings(), record.judgements())
    side_by_side(institute.bench)
    assert (record.latest_assessments(), record.spellings(), record.judgements()) == before


def test_the_page_names_every_engagement_and_every_deciding_rule(matrix: Matrix) -> None:
    """The page of the whole matrix holds each id, and each rule on which an outcome rests."""
    page = matrix_html(matrix)
    for row in matrix.rows:
        assert row.engagement_id in page
        for cell in row.cells:
            for rule in cell.rules:
                assert f'<th scope="row">{rule.rule_id}</th>' in page


def test_a_pack_nobody_falls_under_is_said(matrix: Matrix) -> None:
    """A pack that applies to none of the rows shown is named below the table, not dropped."""
    quiet = replace(matrix, rows=tuple(r for r in matrix.rows if r.engagement_id == "2026-002"))
    silent = [column.pack_id for column in quiet.silent]
    assert "ca-strac-2024" in silent
    assert f"Packs that apply to none of them: {', '.join(silent)}." in matrix_html(quiet)
