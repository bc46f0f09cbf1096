"""Dates as people write them in spreadsheets: days, months, quarters, terms, weeks, ranges, serials."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from counterfoil.sources.sheets.when_forms import (
    COMPACT,
    DAY_MONTH,
    DAY_WORD_YEAR,
    HALF,
    ISO,
    LEAD,
    MONTH_YEAR,
    NUMERIC,
    QUARTER,
    RANGE,
    ROMAN,
    ROMAN_QUARTER,
    SEASON,
    TAIL,
    TERM,
    UK_TERM,
    UK_TERMS,
    WEEK,
    WEEK_ALONE,
    WHOLE_MONTH,
    WORD_DAY_YEAR,
    WORD_YEAR,
    YEAR,
)
from counterfoil.sources.sheets.words import is_placeholder, month_of
from counterfoil.sources.workbook import Cell

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 74_000)  # 1954 to 2102
_CENTURY = 70  # two-digit years below are of this century
_DUMMY_YEARS = frozenset({1, 1753, 1899, 1900, 1901, 9998, 9999})
_FIRST_YEAR, _LAST_YEAR = 1900, 2150
_LONGEST = 200  # characters; a longer text is prose, and looking for dates in it is slow


class When(NamedTuple):
    """A date or a range: partial ISO texts (`2026`, `2026-03`, `2026-03-01`) and what was mended."""

    first: str
    last: str
    note: str = ""


def parse_when(
    cell: Cell, *, day_first: bool = True, serial: bool = False, year: int = 0, month: int = 0
) -> When | None:
    """Return what a cell says of time, None if it says nothing that can be read.

    `serial` takes whole numbers for a spreadsheet's day numbers; `year` and `month` complete a
    date that leaves them to a heading.
    """
    if isinstance(cell, datetime | date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _real(day.year, day.month, day.day, "")
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return _number(float(cell), serial=serial)
    if isinstance(cell, str) and len(cell) > _LONGEST:
        return None
    year = year if _FIRST_YEAR < year < _LAST_YEAR else 0
    text = LEAD.sub(
        "",
        "\n".join(
            " ".join(line.split())
            for line in str(cell).replace("\u00a0", " ").strip().splitlines()
            if line.strip()
        ),
    )
    if is_placeholder(text):
        return None
    when = _text(text, day_first, serial, year, month) or _range(
        text, day_first, serial, year, month
    )
    return when if when is not None and _is_near(when) else None


def _is_near(when: When) -> bool:
    """Tell whether the years are such as engagements have; `Q1 0000` and `WS 9999` name none."""
    return all(
        _FIRST_YEAR < int(day.partition("-")[0]) < _LAST_YEAR
        for day in (when.first, when.last)
        if day
    )


def _number(value: float, *, serial: bool) -> When | None:
    if not isfinite(value):
        return None
    if serial and int(value) in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=int(value))
        return When(day.isoformat(), day.isoformat(), f"day number {value:g} read as a date")
    if value.is_integer() and _FIRST_YEAR < value < _LAST_YEAR:
        return When(f"{value:.0f}", f"{value:.0f}")
    compact = COMPACT.match(f"{value:.0f}") if value.is_integer() else None
    return _real(int(compact[1]), int(compact[2]), int(compact[3]), "") if compact else None


def _text(text: str, day_first: bool, serial: bool, year: int, month: int) -> When | None:  # noqa: FBT001, PLR0911
    for form in dict.fromkeys((text, TAIL.sub("", text), text.rstrip(" .*"))):
        lower = form.casefold()
        note = "" if form == text else f"read from {text!r}"
        if serial and re.fullmatch(r"\d{5}(?:\.\d+)?", form):
            return _number(float(form), serial=True)
        if found := ISO.match(form):
            return _real(int(found[1]), int(found[3]), int(found[4]), note)
        if found := NUMERIC.match(form):
            return _numeric(found, day_first, note)
        if found := COMPACT.match(form):
            return _real(int(found[1]), int(found[2]), int(found[3]), note)
        for reader in (_words, _coarse):
            if (when := reader(lower)) is not None:
                return when._replace(note=when.note or note)
        if year and (when := _in_year(lower, year, month)) is not None:
            return when
    return None


def _numeric(found: re.Match[str], day_first: bool, note: str) -> When | None:  # noqa: FBT001
    one, two, year = int(found[1]), int(found[3]), _full(found[4])
    day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
    return _real(year, month, day, note)


def _words(text: str) -> When | None:
    if (found := DAY_WORD_YEAR.match(text)) and (month := month_of(found[2])):
        return _real(_full(found[3]), month, int(found[1]), "")
    if (found := WORD_DAY_YEAR.match(text)) and (month := month_of(found[1])):
        return _real(int(found[3]), month, int(found[2]), "")
    if (found := WORD_YEAR.match(text)) and (month := month_of(found[1])):
        value = f"{_full(found[2]):04d}-{month:02d}"
        return When(value, value, "a month without a day")
    if found := MONTH_YEAR.match(text):
        year, month = (int(found[2]), int(found[1])) if found[1] else (int(found[3]), int(found[4]))
        if 1 <= month <= 12 and _FIRST_YEAR < year < _LAST_YEAR:
            return When(f"{year}-{month:02d}", f"{year}-{month:02d}", "a month without a day")
    return None


def _coarse(text: str) -> When | None:  # noqa: C901, PLR0911, PLR0912 - one branch per form
    if found := ROMAN_QUARTER.match(text):
        quarter = ROMAN[found[1]]
        return _months(int(found[2]), 3 * quarter - 2, 3 * quarter, f"quarter {quarter}")
    if found := UK_TERM.match(text):
        first, last = UK_TERMS[found[1]]
        return _months(_full(found[2]), first, last, f"{found[1]} term")
    if found := QUARTER.match(text):
        number, year = next(
            (a, b)
            for a, b in ((found[1], found[2]), (found[3], found[4]), (found[6], found[5]))
            if a
        )
        quarter = ROMAN.get(number) or int(number)
        return _months(_full(year), 3 * quarter - 2, 3 * quarter, f"quarter {quarter}")
    if found := TERM.match(text):
        year = _full(found[2])
        if found[1] in ("ws", "wise", "wintersemester", "winter term"):
            return When(f"{year}-10", f"{year + 1}-03", "winter term read as October to March")
        if found[1] in ("ss", "sose", "sommersemester", "summer term"):
            return When(f"{year}-04", f"{year}-09", "summer term read as April to September")
        autumn = found[1] in ("ht", "hs")
        return _months(year, 8 if autumn else 1, 12 if autumn else 6, "term")
    if found := HALF.match(text):
        half, year = int(found[1] or found[3]), int(found[2] or found[4])
        return _months(year, 6 * half - 5, 6 * half, f"half {half} of the year")
    if found := WEEK.match(text):
        week, year = int(found[1] or found[4]), _full(found[2] or found[3])
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return None
        if year >= _LAST_YEAR:
            return None
        sunday = monday + timedelta(days=6)
        return When(monday.isoformat(), sunday.isoformat(), f"week {week} read as Monday to Sunday")
    if found := YEAR.match(text):
        year = int(found[1]) if found[1] else _full(found[2])
        return When(str(year), str(year), "a year alone" if text != str(year) else "")
    if found := SEASON.match(text):
        year = _full(found[2])
        return When(str(year), str(year), f"{found[1]} read as the year")
    return None


def _in_year(text: str, year: int, month: int) -> When | None:  # noqa: PLR0911 - as above
    if found := DAY_MONTH.match(text):
        if found[1]:
            return _real(year, int(found[2]), int(found[1]), "year taken from the heading")
        if named := month_of(found[4]):
            return _real(year, named, int(found[3]), "year taken from the heading")
    if month and WHOLE_MONTH.search(text):
        return When(f"{year}-{month:02d}", f"{year}-{month:02d}", "the month of the heading")
    if found := WEEK_ALONE.match(text):
        return _coarse(f"week {found[1]} {year}")
    if (
        (named := month_of((text.split() or [""])[-1]))
        and len(text) >= 3
        and not re.search(r"\d", text)
    ):
        return When(f"{year}-{named:02d}", f"{year}-{named:02d}", "year taken from the heading")
    if month and (found := re.match(r"^(\d{1,2})\.?$", text)):
        return _real(year, month, int(found[1]), "month taken from the heading")
    return None


def _range(text: str, day_first: bool, serial: bool, year: int, month: int) -> When | None:  # noqa: FBT001
    text = re.sub(r"\s*\((?:\d+ .{0,20}|.{0,30})\)$", "", text)
    for found in RANGE.finditer(text):
        left, right = text[: found.start()].strip(" ,"), text[found.end() :].strip(" ,")
        if not left or not right:
            continue
        end = _text(right, day_first, serial, year, month)
        if end is None and not is_placeholder(right):
            continue
        known_year = int(end.last[:4]) if end and end.last else year
        known_month = int(end.last[5:7]) if end and len(end.last) > 5 else month
        start = _text(left, day_first, serial, known_year, known_month) or _text(
            left.rstrip("."), day_first, serial, known_year, known_month
        )
        if start is None and not is_placeholder(left):
            continue
        if start is None and end is None:
            continue
        notes = [w.note for w in (start, end) if w and w.note and "heading" not in w.note]
        if year and any(w and "heading" in w.note for w in (start, end)):
            notes.append("completed from the heading")
        first, last = start.first if start else "", end.last if end else ""
        if first and last and first[: len(last)] > last[: len(first)]:
            if first[:4] == last[:4] and "year" in (start.note if start else ""):
                first = f"{int(first[:4]) - 1}{first[4:]}"
            else:
                notes.append("ends before it starts")
        return When(first, last, "; ".join(dict.fromkeys(notes)))
    return None


def _months(year: int, first: int, last: int, what: str) -> When:
    return When(f"{year}-{first:02d}", f"{year}-{last:02d}", f"{what} read as its months")


def _full(year: str) -> int:
    value = int(year)
    return value + (2000 if value < _CENTURY else 1900) if len(year) <= 2 else value


def _real(year: int, month: int, day: int, note: str) -> When | None:
    if year in _DUMMY_YEARS:
        return When("", "", f"{year:04d} stands for no date")
    if not (1 <= month <= 12 and _FIRST_YEAR < year < _LAST_YEAR):
        return None
    if not 1 <= day <= monthrange(year, month)[1]:
        value = f"{year}-{month:02d}"
        return When(value, value, f"there is no day {day} in {value}; only the month is kept")
    value = date(year, month, day).isoformat()
    return When(value, value, note)
