"""Pairs of names compared from the command line; no list is needed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_text
from tests.cli.test_screen import rows_of

PAIRS = """\
id,left,right,kind
1,Polar Holding,Polar Holding Ltd,company
2,Institute of Ice,Office of Sand,organisation
3,"Marsk, Tobin",Tobin Marsk,person
4,SDNR,Sorrel Directorate of Naval Research,
5,,Polar Holding,
"""


def test_a_file_of_pairs(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """--pairs with --out writes id, score, band and reasons, one row per pair in its order."""
    pairs, out = put_text(tmp_path, "p.csv", PAIRS), tmp_path / "r.csv"
    said = counterfoil("compare", "--pairs", pairs, "--out", out)
    assert (said.code, said.out) == (0, "")
    rows = rows_of(out)
    assert list(rows[0]) == ["id", "score", "band", "reasons", "probability"]
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5"]
    bands = {row["id"]: row["band"] for row in rows}
    assert bands["1"] == bands["3"] == "strong"
    assert bands["2"] == bands["5"] == "weak"
    assert bands["4"] != "strong"
    assert "equal: polar" in rows[0]["reasons"]


def test_two_names(counterfoil: Counterfoil) -> None:
    """Two names as words print the same as a file of one pair."""
    said = counterfoil("compare", "Polar Holding", "Holding Polar")
    assert said.code == 0
    for text in ("score", "band", "reasons", "polar"):
        assert text in said.out.lower()


def test_comparing_changes_nothing(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """No workspace is looked for and none is made."""
    assert counterfoil("compare", "a", "b").code == 0
    assert list(tmp_path.iterdir()) == []


def test_pairs_that_cannot_be_used(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """A file without the columns is bad data and says which are needed."""
    said = counterfoil("compare", "--pairs", put_text(tmp_path, "p.csv", "id,left\n1,a\n"))
    assert said.code == 3
    assert "right" in said.err
    assert counterfoil("compare", "--pairs", tmp_path / "none.csv").code == 3
    both = counterfoil("compare", "a", "b", "--pairs", tmp_path / "p.csv")
    assert both.code == 2


def test_other_separators(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """A semicolon, a tab and a byte order mark are read as a spreadsheet writes them."""
    for separator in ";", "\t":
        text = "\ufeff" + PAIRS.replace('"Marsk, Tobin"', "Marsk Tobin").replace(",", separator)
        said = counterfoil("compare", "--pairs", put_text(tmp_path, "p.csv", text), "--json")
        assert [row["id"] for row in said.json()] == ["1", "2", "3", "4", "5"]
