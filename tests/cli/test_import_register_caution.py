"""What a spreadsheet leaves unknown stays unknown, and where people come from stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil
from tests.cli.sheets import Desk, all_bytes, line, put_sheet


@pytest.fixture
def reception(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> Desk:
    """An empty workspace and a folder for files that arrive."""
    return Desk(counterfoil, empty, tmp_path / "post")


@pytest.mark.parametrize(
    ("said", "incomplete"), [("tbd", ("flows",)), ("-", ("flows",)), ("keine", ()), ("nothing", ())]
)
def test_what_leaves_is_unknown_or_nothing(
    reception: Desk, said: str, incomplete: tuple[str, ...]
) -> None:
    """A placeholder leaves open what goes out; a word for nothing says that nothing does."""
    reception.take(put_sheet(reception.post, [line(0, What_leaves_us=said), line(1)]))
    engagement = reception.engagements()["geology.G-01"]
    assert (engagement.flows, engagement.incomplete) == ((), incomplete)


@pytest.mark.parametrize(
    ("origin", "text", "word"),
    [
        ("koreanisch", "Es geht um Eis. Frau Kim ist Koreanerin.", "Koreaner"),
        ("German", "Ice is drilled. Er ist Deutscher.", "Deutsch"),
        ("", "Ice is drilled. Staatsangeh. ungeklärt.", "Staatsangeh"),
        ("", "On fore la glace. Russe de nationalité.", "Russe"),
    ],
)
def test_where_a_person_comes_from_goes_in_other_languages_too(
    reception: Desk, origin: str, text: str, word: str
) -> None:
    """A sentence that tells it is dropped, whatever language column and sentence are in."""
    reception.take(put_sheet(reception.post, [line(0, Nationality=origin, Description=text)]))
    assert word.encode() not in all_bytes(reception.folder)
    assert reception.engagements()["geology.G-01"].summary


def test_a_bracket_in_a_title_goes(reception: Desk) -> None:
    """The title stays, what it says in brackets of a guest's origin does not."""
    lines = [line(0, Title="Sea ice (Chinese guest)", Nationality="China")]
    reception.take(put_sheet(reception.post, lines))
    assert reception.engagements()["geology.G-01"].title == "Sea ice"
