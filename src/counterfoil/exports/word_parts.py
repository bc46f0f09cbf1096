"""Pieces of our Word documents: text, tables with header rows, properties, and the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from counterfoil.exports.letters import tidy
from counterfoil.exports.word_styles import TABLE_HEAD, TABLE_TEXT

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_PROPERTY = 250  # characters Word allows in a property, less some
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms, with what stands between two such letters.
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[\\s\\W]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_MARGINS_CM = 4.4  # both together, of 21 cm
_WIDTH_CM = 21.0 - _MARGINS_CM


def describe(document: Document, *, title: str, subject: str, author: str, day: date) -> None:
    """Set the properties: what it is, by whom, of which day, in which language."""
    about, moment = document.core_properties, datetime.combine(day, datetime.min.time(), UTC)
    about.title = tidy(title)[:_PROPERTY]
    about.subject = tidy(subject)[:_PROPERTY]
    about.author = about.last_modified_by = tidy(author)[:_PROPERTY]
    about.language, about.comments, about.keywords = "en-GB", "", ""
    about.created = about.modified = moment.replace(tzinfo=None)


def add_table(
    document: Document,
    title: str,
    heads: Sequence[str],
    shares: Sequence[int],
    rows: Sequence[Sequence[str]],
) -> None:
    """Add a table whose first row is a header that repeats; `shares` divide the width."""
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
    write(paragraph, text)


def write(paragraph: Paragraph, text: str) -> None:
    """Write a text; a stretch that is read from the right becomes a run that says so."""
    text, at = tidy(text), 0
    for found in _FROM_THE_RIGHT.finditer(text):
        if found.start() > at:
            paragraph.add_run(text[at : found.start()])
        paragraph.add_run(found.group()).font.rtl = True
        at = found.end()
    if at < len(text):
        paragraph.add_run(text[at:])


def same_bytes(document: Document) -> bytes:
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
