"""The register's template: an XLSX workbook that departments fill in and the importer understands.

Three sheets: `Engagements` to be filled in, `How to fill in`, and the hidden `Lists` behind the
drop-down lists. The labels are data (`COLUMNS`), so that a test proves what each is taken for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from counterfoil.domain.sheet import TEMPLATE_ASIDE
from counterfoil.exports.register_columns import (
    COLUMNS,
    COUNTRIES,
    FLOWS,
    HOW_TO,
    KINDS,
    YES_NO,
    Choice,
    TemplateColumn,
)
from counterfoil.exports.table import safe_cell

SHEET, GUIDE, LISTS = "Engagements", "How to fill in", "Lists"
ROWS = 500  # rows with drop-down lists; more can be filled in without them
Value = str | date
Row = Mapping[str, Value]

_CHOICES: Mapping[Choice, tuple[str, ...]] = {
    Choice.KIND: KINDS, Choice.COUNTRY: COUNTRIES, Choice.YES_NO: YES_NO, Choice.FLOW: FLOWS,
}  # fmt: skip
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_HEADER = {
    "bold": True, "text_wrap": True, "valign": "top", "bg_color": "#00695C",
    "font_color": "#FFFFFF", "border": 1,
}  # fmt: skip


def template_xlsx(rows: Sequence[Row] = ()) -> bytes:
    """Return the template as the bytes of an XLSX file; `rows` (label -> value) fill it in.

    Raises KeyError for a label the template does not have.
    """
    known = {column.label: place for place, column in enumerate(COLUMNS)}
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "Register of engagements", "created": _FIRST_DAY})
    sheet = book.add_worksheet(SHEET)
    days = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    texts = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    header = book.add_format(_HEADER)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, days if column.is_date else texts)
        sheet.write_string(0, place, column.label, header)
        sheet.data_validation(1, place, ROWS, place, _validation(column))
    for number, row in enumerate(rows, 1):
        for label, value in row.items():
            if isinstance(value, date):
                sheet.write_datetime(number, known[label], value, days)
            else:
                sheet.write_string(number, known[label], str(safe_cell(value)), texts)
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, 3)
    _guide(book)
    _lists(book)
    book.close()
    return buffer.getvalue()


def _validation(column: TemplateColumn) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "input_title": column.label[:32],
        "input_message": column.message,
        "error_title": "Please look again",
        "error_type": "warning",  # who knows better may write it all the same
        "ignore_blank": True,
    }
    if column.choice is not None:
        source = _range(column.choice)
        what = "This is not in the list. Keep it all the same?"
        return {**shown, "validate": "list", "source": source, "error_message": what}
    if column.is_date:
        what = "This is not a day such as 2026-11-03. Keep it all the same?"
        limits = {"criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        return {**shown, "validate": "date", **limits, "error_message": what}
    return {**shown, "validate": "any"}


def _range(choice: Choice) -> str:
    letter = chr(ord("A") + list(_CHOICES).index(choice))
    return f"={LISTS}!${letter}$2:${letter}${len(_CHOICES[choice]) + 1}"


def _guide(book: Workbook) -> None:
    sheet = book.add_worksheet(GUIDE)
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "font_size": 13})
    sheet.set_column(0, 0, 110, plain)
    sheet.write_string(0, 0, TEMPLATE_ASIDE[0], bold)
    for number, (text, is_head) in enumerate(_lines(HOW_TO), 2):
        sheet.write_string(number, 0, text, bold if is_head else plain)


def _lines(parts: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, bool]]:
    for heading, texts in parts.items():
        yield heading, True
        yield from ((text, False) for text in texts)


def _lists(book: Workbook) -> None:
    sheet = book.add_worksheet(LISTS)
    sheet.write_string(0, 0, TEMPLATE_ASIDE[1])
    for place, values in enumerate(_CHOICES.values()):
        for number, value in enumerate(values, 1):
            sheet.write_string(number, place, value)
    sheet.hide()
