"""The letter of questions as a Word document, for whoever wants to answer in it.

Everything that has a look has it from a style; tables have header rows that repeat; language and
title are set. The same letter gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from counterfoil.domain.papers import AnswerSpace, Letter, LetterQuestion
from counterfoil.exports.letters import tidy
from counterfoil.exports.word_styles import TABLE_HEAD, TABLE_TEXT, furnish

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_PROPERTY = 250  # characters Word allows in a property, less some
_TICK = "\u2610"
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms, with what stands between two such letters.
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\\s\\W]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_MARGINS_CM = 4.4  # both together, of 21 cm
_WIDTH_CM = 21.0 - _MARGINS_CM


def letter_docx(letter: Letter) -> bytes:
    """Return the letter as DOCX."""
    import docx

    document = docx.Document()
    _describe(document, letter)
    furnish(document, f"Letter to {tidy(letter.staff)} · {letter.written_on}")
    _head(document, letter)
    document.add_heading("Questions", level=1)
    for question in letter.questions:
        _question(document, question)
    _said(document, letter)
    document.add_heading("Your rights", level=1)
    for right in letter.rights:
        _write(document.add_paragraph(style="List Bullet"), right)
    document.add_heading("Your signature", level=1)
    _table(document, "Your signature", ("Name", "Date, signature"), (1, 1), [("\n", "")])
    hashes = ", ".join(f"{engagement} {digest[:12]}" for engagement, digest in letter.assessments)
    _write(document.add_paragraph(style="Caption"), f"Written on the assessments {hashes}")
    return _same_bytes(document)


def _describe(document: Document, letter: Letter) -> None:
    about, moment = document.core_properties, datetime.combine(letter.day, datetime.min.time(), UTC)
    about.title = tidy(letter.title)[:_PROPERTY]
    about.subject = f"Letter to {tidy(letter.staff)}"
    about.author = about.last_modified_by = tidy(letter.sender.office)
    about.language, about.comments, about.keywords = "en-GB", "", ""
    about.created = about.modified = moment.replace(tzinfo=None)


def _head(document: Document, letter: Letter) -> None:
    sender = letter.sender
    lines = [part for part in (sender.organisation, sender.office, sender.contact) if part]
    _write(document.add_paragraph(), "\n".join((*lines, letter.written_on)))
    reference = (letter.staff,) if letter.staff != letter.name else ()
    to = [part for part in (letter.name, letter.unit, *reference) if part]
    _write(document.add_paragraph(), "\n".join(to))
    _write(document.add_paragraph(style="Title"), letter.title)
    for text in (letter.salutation, *letter.opening):
        _write(document.add_paragraph(), text)
    _write(
        document.add_paragraph(style="Intense Quote"),
        f"Please answer by {letter.reply_by} to {sender.reply_to}.",
    )


def _question(document: Document, question: LetterQuestion) -> None:
    _write(document.add_paragraph(style="Heading 2"), f"{question.number}. {question.text}")
    if question.once:
        _write(document.add_paragraph(), question.once)
    if question.quotes:
        quoted = " ".join(f"“{quote}”" for quote in question.quotes)
        _write(document.add_paragraph(), f"From the summary: {quoted}")
    if question.why:
        document.add_heading("Why we ask", level=3)
        _write(document.add_paragraph(), "These rules depend on the answer:")
        for text in question.why:
            _write(document.add_paragraph(style="List Bullet"), text)
    document.add_heading("What would settle it", level=3)
    _write(document.add_paragraph(), question.settles)
    _table(
        document,
        f"Answer to question {question.number}",
        ("For", "Answer", "In your words"),
        (5, 4, 7),
        [(space.label, _ticks(space), f"{space.line}\n\n") for space in question.spaces],
    )


def _ticks(space: AnswerSpace) -> str:
    return "\n".join(f"{_TICK} {word}" for word in space.ticks)


def _said(document: Document, letter: Letter) -> None:
    document.add_heading("What is on file about you", level=1)
    if letter.said:
        _table(
            document,
            "What is on file about you",
            ("What", "As recorded", "From, since", "Right? If not, what is"),
            (4, 6, 3, 4),
            [
                (item.what, item.recorded, f"{item.origin}, {item.since}", f"{_TICK} right\n")
                for item in letter.said
            ],
        )
    else:
        _write(document.add_paragraph(), "Nothing but your staff reference.")
    _write(document.add_paragraph(), letter.correcting)


def _table(
    document: Document,
    title: str,
    heads: Sequence[str],
    shares: Sequence[int],
    rows: Sequence[Sequence[str]],
) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table: Table = document.add_table(len(rows) + 1, len(heads), "Table Grid")
    table.autofit = False
    caption = OxmlElement("w:tblCaption")  # read aloud by screen readers; last in its parent
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)  # noqa: SLF001 - python-docx has no name for it
    for number, (row, cells) in enumerate(zip(table.rows, (heads, *rows), strict=True)):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - likewise
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, share in zip(row.cells, cells, shares, strict=True):
            cell.width = Cm(_WIDTH_CM * share / sum(shares))
            _fill(cell, text, TABLE_TEXT if number else TABLE_HEAD)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(_WIDTH_CM * share / sum(shares))
    document.add_paragraph(style="No Spacing")  # two tables in a row would become one


def _fill(cell: _Cell, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    _write(paragraph, text)


def _write(paragraph: Paragraph, text: str) -> None:
    """Write a text; a stretch that is read from the right becomes a run that says so."""
    text, at = tidy(text), 0
    for found in _FROM_THE_RIGHT.finditer(text):
        if found.start() > at:
            paragraph.add_run(text[at : found.start()])
        paragraph.add_run(found.group()).font.rtl = True
        at = found.end()
    if at < len(text):
        paragraph.add_run(text[at:])


def _same_bytes(document: Document) -> bytes:
    """Return the file with one fixed time in its archive: the bytes depend on the letter alone."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
