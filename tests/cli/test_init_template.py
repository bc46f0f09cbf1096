"""`init --template`: the spreadsheet for departments, written anywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil


def test_init_writes_the_template_anywhere(
    counterfoil: Counterfoil, tmp_path: Path, empty: Path
) -> None:
    """`init --template` in any folder writes the workbook there and makes no workspace."""
    shutil.rmtree(empty)
    said = counterfoil("init", "--template")
    assert said.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["register-template.xlsx"]
    again = counterfoil("init", "--template", "--json")
    assert again.code == 2
    assert "register-template.xlsx" in again.fault()["where"]


def test_init_writes_the_template_where_it_is_told(
    counterfoil: Counterfoil, tmp_path: Path
) -> None:
    """A file name or a folder may follow; the JSON names the path and the labels."""
    named = counterfoil("init", "--template", tmp_path / "ours.xlsx", "--json").json()
    assert Path(named["template"]) == tmp_path / "ours.xlsx"
    assert "Partner 1 country" in named["columns"]
    (tmp_path / "out").mkdir()
    assert counterfoil("init", "--template", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "register-template.xlsx").is_file()


@pytest.mark.parametrize("words", [("ours.csv",), ("nowhere",), ("--organisation", "Quarry House")])
def test_init_refuses_what_is_no_template(
    counterfoil: Counterfoil, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Another ending, a folder that is not there, or an option of workspaces: nothing is written."""
    assert counterfoil("init", "--template", *words).code == 2
    assert list(tmp_path.iterdir()) == []
