"""Values out of a record, as a mapping asks for them: texts at a path, conditions, dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Record
from typing import Any

from counterfoil.sources.calendar_text import eu_dates, iso_date, spelled_dates, us_dates
from counterfoil.sources.citation import register_dates
from counterfoil.sources.mapping_file import ColumnPart, DatePart, WhenPart

_STYLES: dict[str, Callable[[str], list[str]]] = {
    "month/day/year": us_dates,
    "day/month/year": eu_dates,
    "spelled": spelled_dates,
    "federal-register": register_dates,
}


def texts_at(record: object, path: str) -> list[str]:
    """Return the texts at a dotted path of a record; a list gives each of its items."""
    value: Any = record
    for step in path.split("."):
        if isinstance(value, Record):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return []
    found = value if isinstance(value, list) else [value]
    return [
        str(item)
        for item in found
        if isinstance(item, str | int | float) and not isinstance(item, bool)
    ]


def fulfils(record: object, when: WhenPart | None) -> bool:
    """Tell whether a record meets a condition; no condition is always met."""
    if when is None:
        return True
    texts = texts_at(record, when.column)
    if when.equals:
        return any(text.strip() == when.equals for text in texts)
    return any(when.contains in text for text in texts)


def dates_in(text: str, style: str) -> list[str]:
    """Return the ISO dates in a text."""
    if style == "iso":
        found = iso_date(text)
        return [found] if found else []
    return _STYLES[style](text)


def first_date(record: object, parts: tuple[DatePart, ...]) -> str:
    """Return the earliest date of the first part that holds one, empty if none does."""
    for part in parts:
        texts = texts_at(record, part.source)
        if part.pattern:
            texts = [
                m[m.re.groups and 1] or "" for t in texts for m in re.finditer(part.pattern, t)
            ]
        if found := [day for text in texts for day in dates_in(text, part.style)]:
            return min(found)
    return ""


def pieces_of(column: ColumnPart, record: object) -> list[str]:
    """Return the texts of a column after its pattern and its separators.

    Columns that are joined give one text, its parts in order and blank ones left out.
    """
    texts = texts_at(record, column.source)
    if column.join:
        parts = texts + [text for path in column.join for text in texts_at(record, path)]
        texts = [", ".join(part.strip() for part in parts if part.strip())]
    if column.pattern:
        texts = [m[m.re.groups and 1] or "" for t in texts for m in re.finditer(column.pattern, t)]
    separators = [re.escape(separator) for separator in column.split]
    if column.split_pattern:
        separators.append(column.split_pattern)
    if separators:
        texts = [p or "" for text in texts for p in re.split("|".join(separators), text)]
    return texts
