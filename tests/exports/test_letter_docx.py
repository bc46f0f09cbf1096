"""The letter of questions as a Word document, read back."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import pytest
from defusedxml import ElementTree
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.exports.letter_docx import letter_docx
from tests.exports import invented, invented_papers


def opened(content: bytes) -> Document:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def document() -> Document:
    """The invented letter."""
    return opened(letter_docx(invented_papers.letter()))


def test_headings_are_headings(document: Document) -> None:
    """Title and headings have real styles, in steps of one level."""
    found = [
        (p.style.name, p.text)
        for p in document.paragraphs
        if p.style is not None
        and p.style.name is not None
        and p.style.name.startswith(("Title", "Heading"))
    ]
    assert found[0] == ("Title", "Two questions about 2026-007 and 2026-008")
    assert ("Heading 1", "Questions") in found
    assert ("Heading 2", "2. May all results be published?") in found
    assert ("Heading 1", "What is on file about you") in found
    assert ("Heading 1", "Your rights") in found


def test_tables_have_header_rows(document: Document) -> None:
    """Each table's first row, and no other, is a header row that repeats; none has merged cells."""
    assert len(document.tables) == 4
    for table in document.tables:
        marks = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marks == [True] + [False] * (len(marks) - 1)
        assert table.style is not None
        assert table.style.name == "Table Grid"
        assert table._tbl.find(f".//{qn('w:gridSpan')}") is None
    answers = document.tables[1]
    assert [cell.text for cell in answers.rows[0].cells] == ["For", "Answer", "In your words"]
    assert answers.rows[1].cells[1].text == "☐ yes\n☐ no\n☐ I do not know"
    assert answers.rows[2].cells[2].text.startswith("from … until …")


def test_properties_say_what_it_is(document: Document) -> None:
    """Title, author, language and day are set; nothing of the template's maker is left."""
    about = document.core_properties
    assert about.title == "Two questions about 2026-007 and 2026-008"
    assert about.author == "Research Security Office"
    assert about.language == "en-GB"
    assert about.created is not None
    assert about.created.date() == date(2026, 11, 3)
    assert about.comments == ""
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "en-GB"


def test_the_look_is_in_the_styles(document: Document) -> None:
    """No run carries a font, a size, a colour or bold of its own."""
    for run in document.element.body.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        assert properties is None or {child.tag for child in properties} <= {qn("w:rtl")}


def test_a_name_from_the_right_is_a_run_that_says_so() -> None:
    """An Arabic name of several words is one run marked rtl; words beside it are not."""
    document = opened(letter_docx(invented_papers.letter("ليان تمسري")))
    greeting = next(p for p in document.paragraphs if p.text.startswith("Dear"))
    assert [(run.text, bool(run.font.rtl)) for run in greeting.runs] == [
        ("Dear ", False),
        ("ليان تمسري", True),
        (",", False),
    ]


def test_other_scripts_are_written_as_they_are() -> None:
    """Chinese, Korean and Cyrillic names can be read back letter for letter."""
    for name in (invented.CHINESE, invented.KOREAN, invented.CYRILLIC, invented.TIBETAN):
        document = opened(letter_docx(invented_papers.letter(name)))
        assert any(p.text == f"Dear {name}," for p in document.paragraphs)


def test_the_same_bytes_twice() -> None:
    """The bytes depend on the letter alone."""
    made = letter_docx(invented_papers.letter())
    assert letter_docx(invented_papers.letter()) == made
    assert letter_docx(invented_papers.letter("Mirela Dunst")) != made


@settings(max_examples=15)
@given(st.text(st.characters(), max_size=60))
def test_any_text_gives_sound_parts(text: str) -> None:
    """Whatever a name holds, every part of the archive is well-formed and the package opens."""
    content = letter_docx(invented_papers.letter(f"A{text}", text))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    assert opened(content).tables
