"""What each row of a table is: an engagement, a continuation, a heading, a total, a note, a header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.grid import Grid
from counterfoil.sources.sheets.header import Head
from counterfoil.sources.sheets.labels import is_exact
from counterfoil.sources.sheets.when import parse_when
from counterfoil.sources.sheets.words import is_placeholder, is_total

_NOTE = re.compile(
    r"^(?:\*|†|‡|¹|note|nb\b|n\.b\.|legend|key:|stand[: ]|source|quelle|hinweis|anmerkung|bemerkung|remarque|légende|nota|nb:|opm|merknad|uwaga|stan na|printed|exported|export|generated|erstellt|gedruckt|"
    r"édité|edité|imprimé|page|seite|side|strona|p\.|\(\d+ rows|\d+ (?:rows|records|datensätze|lignes|filas|poster|rader|rekord)|end of|ende der|fin de|report|filter|criteria|copyright|confidential|vertraulich|last updated|as of|as at|situation au|à jour|état au|per \d|"
    r"aggiornato|fecha de|actualizado|bijgewerkt|oppdatert|uppdaterad|aktualizacja|sporządz|prepared by|contact:|ansprechpart|rückfragen|please|bitte|merci|signature|unterschrift)",
    re.IGNORECASE,
)
_NUMBERS_ONLY = re.compile(r"^\(?\d{1,3}\)?\.?$|^[A-Z]$")
_HEADING_LENGTH = 90


class RowKind(StrEnum):
    """What a row is."""

    BLANK = "blank"
    TITLE = "title block"
    HEADER = "header"
    REPEATED = "repeated header"
    NUMBERS = "row of column numbers"
    TOTAL = "total"
    NOTE = "note"
    HEADING = "section heading"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the sheet (from 1), what it is, and its text by column."""

    number: int
    kind: RowKind
    texts: tuple[str, ...]
    heading: str = ""


def classify(grid: Grid, head: Head, columns: Sequence[Column]) -> list[Row]:
    """Return every row of a sheet with what it is."""
    rows = []
    labels = [column.label for column in columns]
    lead = _header_top(grid, head)
    merged = {top for top, _, _ in grid.across}
    for index in range(len(grid.rows)):
        texts = tuple(grid.texts(index))
        if not any(texts):
            kind = RowKind.BLANK
        elif index > head.row:
            kind = _below(texts, labels, columns, is_merged=index in merged)
        elif index >= lead:
            kind = RowKind.HEADER
        else:
            kind = RowKind.TITLE
        rows.append(Row(index + 1, kind, texts))
    return _headings(rows, columns)


def _header_top(grid: Grid, head: Head) -> int:
    """Return the first row that belongs to the header: group heads above the labels do."""
    top = head.row
    if any(group for group, _ in head.labels) and top > 0 and any(grid.texts(top - 1)):
        top -= 1
    return top


def _below(  # noqa: PLR0911 - one return per kind
    texts: Sequence[str], labels: Sequence[str], columns: Sequence[Column], *, is_merged: bool
) -> RowKind:
    filled = [place for place, text in enumerate(texts) if text]
    distinct = list(dict.fromkeys(texts[place] for place in filled))
    if _is_header(texts, filled, labels):
        return RowKind.REPEATED
    if len(filled) > 2 and all(_NUMBERS_ONLY.match(texts[place]) for place in filled):
        return RowKind.NUMBERS
    if _is_total(texts, filled, columns):
        return RowKind.TOTAL
    if len(distinct) == 1 and (len(filled) == 1 or is_merged):
        if re.fullmatch(r"[\d.,' ]+(?:\s?[€$£])?", distinct[0]):
            return RowKind.TOTAL
        return (
            RowKind.NOTE
            if _NOTE.match(distinct[0]) or len(distinct[0]) > _HEADING_LENGTH
            else RowKind.HEADING
        )
    if (
        len(distinct) == 2
        and _NOTE.match(distinct[0])
        and not _has(columns, texts, ("partner", "visitor"))
    ):
        return RowKind.NOTE
    if not _has(columns, texts, _MEANING) and any(_number(texts[p]) for p in filled):
        return RowKind.TOTAL
    return RowKind.DATA


_MEANING = (
    "id",
    "title",
    "partner",
    "visitor",
    "person",
    "starts",
    "ends",
    "period",
    "proposed",
    "kind",
    "partner_other_names",
    "partner_country",
    "partner_city",
    "summary",
    "goes_out",
    "partner_id",
)


def _is_header(texts: Sequence[str], filled: Sequence[int], labels: Sequence[str]) -> bool:
    same = sum(
        1
        for place in filled
        if place < len(labels) and texts[place].casefold() == labels[place].casefold()
    )
    if same >= 2 and same * 2 >= len(filled):
        return True
    if len(filled) < 4 or any(any(mark.isdigit() for mark in texts[place]) for place in filled):
        return False
    return sum(1 for place in filled if is_exact(texts[place])) >= 0.8 * len(filled)


def _is_total(texts: Sequence[str], filled: Sequence[int], columns: Sequence[Column]) -> bool:
    if not any(is_total(texts[place].rstrip(":")) for place in filled[:4]):
        return False
    # A project may be called "Total Synthesis"; a row of totals names no partner beside it.
    named = [
        p
        for p in filled
        if p < len(columns)
        and columns[p].field in ("partner", "visitor", "person")
        and not _number(texts[p])
        and not is_total(texts[p])
        and not is_placeholder(texts[p])
    ]
    dated = [
        p
        for p in filled
        if p < len(columns)
        and columns[p].field in ("starts", "ends", "proposed")
        and parse_when(texts[p])
    ]
    return not (named and (dated or len(filled) > len(columns) * 0.5))


def _has(columns: Sequence[Column], texts: Sequence[str], fields: Sequence[str]) -> bool:
    return any(
        texts[c.place] and c.field in fields and not is_placeholder(texts[c.place])
        for c in columns
        if c.place < len(texts)
    )


def _number(text: str) -> bool:
    return bool(
        re.fullmatch(r"[-+]?[\d.,'’\s]+(?:\s?(?:€|\$|£|%|EUR|k€|T€|kr|zł|NOK|PLN))?", text)
    ) and any(c.isdigit() for c in text)


def _headings(rows: list[Row], columns: Sequence[Column]) -> list[Row]:
    """Tell headings from notes: a heading stands above rows of its own; keep the heading in force."""
    found: list[Row] = []
    heading = ""
    below = _kinds_below(rows)
    for place, row in enumerate(rows):
        kind = row.kind
        if kind is RowKind.HEADING:
            following = below[place]
            text = next(text for text in row.texts if text)
            alone = next(
                (c.field for c in columns if c.place < len(row.texts) and row.texts[c.place]),
                "none",
            )
            if following in (
                RowKind.DATA,
                RowKind.REPEATED,
                RowKind.NUMBERS,
                RowKind.HEADING,
                RowKind.HEADER,
            ) and not _is_continuation(alone, rows, place):
                heading = text
            elif following is None or alone in (
                "none",
                "id",
                "title",
                "unit",
                "kind",
                "period",
                "starts",
                "person",
            ):
                kind = RowKind.NOTE
            else:
                kind = RowKind.DATA
        found.append(Row(row.number, kind, row.texts, heading))
    return found


def _kinds_below(rows: Sequence[Row]) -> list[RowKind | None]:
    """Return for each row what the next row is that is not blank; None below the last."""
    found: list[RowKind | None] = []
    kind: RowKind | None = None
    for row in reversed(rows):
        found.append(kind)
        kind = kind if row.kind is RowKind.BLANK else row.kind
    return found[::-1]


def _is_continuation(field: str, rows: Sequence[Row], place: int) -> bool:
    """Tell whether a row with one value continues the one above: a further partner, a further line."""
    if field not in (
        "partner",
        "partner_other_names",
        "visitor",
        "person",
        "goes_out",
        "documents",
        "partner_city",
    ):
        return False
    return place > 0 and rows[place - 1].kind is RowKind.DATA
