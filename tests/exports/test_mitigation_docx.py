"""The plan of measures as a Word document, read back."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from datetime import date

import docx
import pytest
from defusedxml import ElementTree
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.exports.mitigation_docx import mitigation_docx
from tests.exports import invented
from tests.exports.invented_plan import SAID, bare, plan


def opened(content: bytes) -> Document:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def text_of(document: Document) -> str:
    """All text of paragraphs and cells, in the order of the file."""
    return " ".join(" ".join(t.text or "" for t in document.element.body.iter(qn("w:t"))).split())


@pytest.fixture(scope="module")
def document() -> Document:
    """The invented plan."""
    return opened(mitigation_docx(plan()))


def test_it_says_it_all(document: Document) -> None:
    """What stands on the page stands in the document."""
    text = text_of(document)
    for part in SAID:
        assert part in text or part.removeprefix("In particular: ") in text, part
    assert "Nothing for certain." in text_of(opened(mitigation_docx(bare())))


def test_headings_are_headings(document: Document) -> None:
    """Title and headings have real styles and step down one level at a time."""
    found = [
        (p.style.name, p.text)
        for p in document.paragraphs
        if p.style is not None and (p.style.name or "").startswith(("Title", "Heading"))
    ]
    assert found[0] == ("Title", "Plan of measures: Survey with Veld Institute")
    assert ("Heading 2", "1. Enhanced due diligence: Veld Institute") in found
    levels = [int((name or "")[-1]) for name, _ in found[1:]]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_tables_have_header_rows(document: Document) -> None:
    """Each table's first row, and no other, is a header row that repeats; each has a title."""
    assert len(document.tables) == 7
    for table in document.tables:
        marks = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marks == [True] + [False] * (len(marks) - 1)
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        assert caption is not None
        assert caption.get(qn("w:val"))
    glance = document.tables[0]
    assert [cell.text for cell in glance.rows[0].cells] == [
        "No.", "Measure", "Owner", "Due", "Proof",
    ]  # fmt: skip
    assert glance.rows[1].cells[3].text.startswith("due 1 Oct 2026, which has passed: do it first")


def test_properties_say_what_it_is(document: Document) -> None:
    """Title, subject, author, language and the day of the assessment are set."""
    about = document.core_properties
    assert about.title == "Plan of measures: Survey with Veld Institute"
    assert about.subject == "Plan of measures for 2026-007"
    assert (about.author, about.language) == ("Research Security Office", "en-GB")
    assert about.created is not None
    assert about.created.date() == date(2026, 11, 3)


def test_the_look_is_in_the_styles(document: Document) -> None:
    """No run carries a font, a size, a colour or bold of its own."""
    for run in document.element.body.iter(qn("w:r")):
        properties = run.find(qn("w:rPr"))
        assert properties is None or {child.tag for child in properties} <= {qn("w:rtl")}


def test_the_same_bytes_twice() -> None:
    """The bytes depend on the plan alone."""
    assert mitigation_docx(plan()) == mitigation_docx(plan())
    assert mitigation_docx(plan()) != mitigation_docx(plan("Other"))


def test_a_formula_is_text_and_no_field_is_made() -> None:
    """What looks like a formula or a field code is text; the page number is the only field."""
    made = opened(mitigation_docx(plan("=HYPERLINK(1) { INCLUDETEXT x }")))
    assert "=HYPERLINK(1) { INCLUDETEXT x }" in text_of(made)
    assert list(made.element.body.iter(qn("w:fldSimple"), qn("w:instrText"))) == []


def test_names_in_other_scripts() -> None:
    """Names come back letter for letter; one from the right is a run that says so."""
    for name in (invented.CHINESE, invented.KOREAN, invented.CYRILLIC):
        assert name in text_of(opened(mitigation_docx(plan(name))))
    made = opened(mitigation_docx(plan("ليان تمسري")))
    runs = [run for p in made.paragraphs for run in p.runs if "ليان" in run.text]
    assert runs
    assert all(run.font.rtl for run in runs)


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_gives_sound_parts(text: str) -> None:
    """Whatever a field holds, every part is well-formed, without control or direction characters."""
    content = mitigation_docx(plan(f"A{text}"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", text_of(opened(content)))
