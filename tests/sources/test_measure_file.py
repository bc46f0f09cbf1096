"""Files of measures: the shipped one, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterfoil.bootstrap.data import DATA, load_measures
from counterfoil.domain.measure import MeasureKind
from counterfoil.domain.wording import blame_in
from counterfoil.errors import DataError
from counterfoil.sources.measure_file import read_measures

SHIPPED = read_measures(DATA / "measures" / "catalogue.toml")
GOOD = """\
[[measures]]
code = "sing"
title = "Sing"
kind = "ask"
what = "Sing a song."
owner = "the choir"
lead_days = 7
repeat = "yearly"
proof = "a recording"
residual = "It may be out of tune."
plain = "Please sing. It is short."
named_by = ["Veldland"]
"""


def test_the_shipped_catalogue_is_broad() -> None:
    """It has more than fifty measures, every kind, and every code once."""
    codes = [entry.code for entry in SHIPPED]
    assert len(codes) == len(set(codes)) >= 50
    assert {entry.kind for entry in SHIPPED} == set(MeasureKind)
    assert all(entry.named_by for entry in SHIPPED)


@pytest.mark.parametrize("entry", SHIPPED, ids=[entry.code for entry in SHIPPED])
def test_each_measure_is_put_kindly(entry: object) -> None:
    """Each speaks to the researcher in two or three sentences, blames nobody and promises nothing."""
    (found,) = [one for one in SHIPPED if one is entry]
    assert len(re.findall(r"[.!?](?= |$)", found.plain)) in (2, 3)
    assert found.residual.count(".") == 1
    for text in (found.title, found.what, found.plain, found.residual, found.proof):
        assert blame_in(text) == []
        assert not re.search(r"\bclear|\bsafe\b|nationalit|citizen|birth", text, re.IGNORECASE)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    """What stands in the file stands in the entry."""
    path = tmp_path / "own.toml"
    path.write_text(GOOD, "utf-8")
    (entry,) = read_measures(path)
    assert (entry.code, entry.lead_days, entry.repeat.value) == ("sing", 7, "yearly")
    assert entry.each.value == "engagement"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('owner = "the choir"', 'ower = "the choir"', "sing, ower: Extra inputs"),
        ('title = "Sing"', "", "sing, title: Field required"),
        ('"sing"', '"Sing it"', "Sing it, code: String should match"),
        ('"yearly"', '"daily"', "sing, repeat: Input should be"),
        ("lead_days = 7", "lead_days = -7", "sing, lead_days: Input should be greater"),
        ("[[measures]]", "[[measure]]", "measures: Field required"),
        ("[[measures]]", "[[measures", "not a file of measures"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    """An unknown key, a missing one, a bad value: the entry and the key are named."""
    path = tmp_path / "own.toml"
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(DataError) as fault:
        read_measures(path)
    assert words in fault.value.what
    assert fault.value.where == "own.toml"


def test_a_workspace_has_words_of_its_own(tmp_path: Path) -> None:
    """A file of the workspace adds a measure and words a shipped one anew; the rest stays shipped."""
    (tmp_path / "measures").mkdir()
    own = GOOD + GOOD.replace('"sing"', '"licence"')
    (tmp_path / "measures" / "own.toml").write_text(own, "utf-8")
    found = load_measures(tmp_path)
    assert len(found.entries) == len(SHIPPED) + 1
    for code in ("sing", "licence"):
        entry = found.get(code)
        assert entry is not None
        assert entry.what == "Sing a song."


def test_a_file_that_is_called_like_the_shipped_one_hides_nothing(tmp_path: Path) -> None:
    """`measures/catalogue.toml` of a workspace adds to the shipped catalogue as well."""
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "catalogue.toml").write_text(GOOD, "utf-8")
    assert len(load_measures(tmp_path).entries) == len(SHIPPED) + 1
