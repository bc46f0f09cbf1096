"""The look of our Word documents, kept in their styles, so that a reader may change it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

TABLE_TEXT, TABLE_HEAD = "Table Text", "Table Heading"
_FONT = "Calibri"
_INK, _ACCENT = "1C2430", "1D4F63"
# Style -> size in points, bold, colour, space before and after in points.
_LOOKS = {
    "Normal": (11, False, _INK, 0, 7),
    "Title": (20, True, _INK, 14, 10),
    "Heading 1": (14, True, _ACCENT, 16, 6),
    "Heading 2": (12, True, _INK, 12, 4),
    "Heading 3": (11, True, _ACCENT, 6, 2),
    "Caption": (9, False, _INK, 6, 0),
    "Intense Quote": (11, True, _INK, 8, 8),
    TABLE_TEXT: (10, False, _INK, 2, 2),
    TABLE_HEAD: (10, True, _INK, 2, 2),
}


def furnish(document: Document, footer: str) -> None:
    """Set page, language, styles and footer of an empty document."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.0)
    _add_table_styles(document)
    for name in _LOOKS:
        _dress(document, name)
    _speak_english(document)
    _number_pages(document.sections[0].footer.paragraphs[0], footer)


def _add_table_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    for name in (TABLE_TEXT, TABLE_HEAD):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]


def _dress(document: Document, name: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style: ParagraphStyle = document.styles[name]
    size, bold, colour, before, after = _LOOKS[name]
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.1
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme"):  # a theme's font would win over the one named
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _speak_english(document: Document) -> None:
    from docx.oxml.ns import qn

    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "en-GB")


def _number_pages(paragraph: Paragraph, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run(f"{text} · page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no name for a field
