"""The letter of questions from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from counterfoil.bootstrap.office import file_name
from tests.cli.conftest import Counterfoil


def test_one_letter(counterfoil: Counterfoil, desk: Path) -> None:
    """S-12's letter is written as HTML, PDF and DOCX beside the workspace's other papers."""
    said = counterfoil("letter", "S-12", "-w", desk)
    assert said.code == 0
    assert "S-12  Two questions about 2026-007" in said.out
    assert "answer by 17 Nov 2026" in said.out
    folder = desk / "out"
    assert (folder / "letter-S-12.pdf").read_bytes().startswith(b"%PDF")
    assert "Dear Halvard Crine," in (folder / "letter-S-12.html").read_text("utf-8")
    document = docx.Document(io.BytesIO((folder / "letter-S-12.docx").read_bytes()))
    assert any(p.text == "Dear Halvard Crine," for p in document.paragraphs)


def test_all_letters_in_one_format(counterfoil: Counterfoil, desk: Path, tmp_path: Path) -> None:
    """--all writes to everybody with an open question, --format and --out say how and where."""
    out = tmp_path / "letters"
    said = counterfoil("letter", "--all", "--format", "docx", "--out", out, "-w", desk)
    assert said.code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "letter-S-12.docx",
        "letter-S-16.docx",
        "letter-V-05.docx",
    ]


def test_json(counterfoil: Counterfoil, desk: Path) -> None:
    """The whole letter is on stdout, with the keys an answer is entered under, and the files."""
    found = counterfoil("letter", "V-05", "--format", "html", "-w", desk, "--json").json()
    (letter,) = found["letters"]
    assert letter["questions"][0]["keys"] == [["2026-020", "dates:V-05:A1"]]
    assert [Path(path).name for path in letter["files"]] == ["letter-V-05.html"]
    assert found["nobody_named"] == []


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "name one staff reference, or give --all"),
        (("S-12", "--all"), "name one staff reference, or give --all"),
        (("S-12", "--format", "odt"), "odt is no format"),
        (("S-12", "--format", ","), "nothing is no format"),
        (("S-04",), "no question is open to S-04"),
        (("Nobody",), "nobody is known as 'Nobody'"),
    ],
)
def test_words_that_are_off(
    counterfoil: Counterfoil, office: Path, words: tuple[str, ...], part: str
) -> None:
    """A wrong word is exit 2 with what to do; nothing is written."""
    said = counterfoil("letter", *words, "-w", office)
    assert (said.code, said.out) == (2, "")
    assert part in said.err
    assert not (office / "out").exists()


def test_before_anything_was_assessed(counterfoil: Counterfoil, empty: Path) -> None:
    """Without an assessment there is no letter, and the way to one is said."""
    said = counterfoil("letter", "--all", "-w", empty)
    assert said.code == 2
    assert "counterfoil assess" in said.err


def test_the_sender_comes_from_the_settings(counterfoil: Counterfoil, desk: Path) -> None:
    """Name, address and days stand in the letter; without an address the officer is told."""
    path = desk / "counterfoil.toml"
    before, _, after = path.read_text("utf-8").partition("[office]")
    path.write_text(f"{before}[clock]{after.partition('[clock]')[2]}", "utf-8")
    assert "set `contact` under [office]" in counterfoil("letter", "S-12", "-w", desk).err
    path.write_text(
        path.read_text("utf-8")
        + '\n[office]\nname = "Safe Work"\ncontact = "room 7"\nreply_within_days = 1\n',
        "utf-8",
    )
    said = counterfoil("letter", "S-12", "--format", "html", "-w", desk)
    assert said.err == ""
    page = (desk / "out" / "letter-S-12.html").read_text("utf-8")
    assert "<strong>4 Nov 2026</strong> to Safe Work, room 7." in page


def test_inputs_that_changed_since(counterfoil: Counterfoil, desk: Path) -> None:
    """A letter on an assessment that is overtaken is written, and the officer is told first."""
    path = desk / "engagements" / "2026-007.toml"
    path.write_text(path.read_text("utf-8").replace("raw recordings", "recordings"), "utf-8")
    assert counterfoil("import", path, "-w", desk).code == 0
    said = counterfoil("letter", "S-12", "--format", "html", "-w", desk)
    assert said.code == 0
    assert "2026-007; run counterfoil assess" in said.err


def test_two_people_never_share_a_file() -> None:
    """References that look alike as file names get names of their own, inside the folder."""
    names = {file_name("letter", staff) for staff in ("A/1", "A_1", "A:1", "../A", "Ä1", "A" * 90)}
    assert len(names) == 6
    assert all("/" not in name for name in names)
