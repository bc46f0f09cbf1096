"""Dates as people write them in spreadsheets: days, months, quarters, terms, weeks, ranges, serials."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from counterfoil.sources.sheets.words import is_placeholder, month_of
from counterfoil.sources.workbook import Cell

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 74_000)  # 1954 to 2102
_CENTURY = 70  # two-digit years below are of this century
_DUMMY_YEARS = frozenset({1, 1753, 1899, 1900, 1901, 9998, 9999})
_FIRST_YEAR, _LAST_YEAR = 1900, 2150
_LONGEST = 200  # characters; a longer text is prose, and looking for dates in it is slow
_ORDINAL = r"(?:st|nd|rd|th|\.|er|re|º|°|-?го)?"
_ISO = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+\d{1,2}:\d{2}.*)?$")
_NUMERIC = re.compile(
    r"^(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?'?(\d{4}|\d{2})(?:[T ,]+\d{1,2}[:.]\d{2}.*)?$"
)
_COMPACT = re.compile(r"^((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])$")
_MONTH_YEAR = re.compile(r"^(\d{1,2})\s?[./-]\s?(\d{4})$|^(\d{4})\s?[./-]\s?(\d{1,2})$")
_DAY_WORD_YEAR = re.compile(
    rf"^(\d{{1,2}})\s?{_ORDINAL}[\s./-]*(?:de |of |d')?([^\W\d_]+)\.?[\s.,/-]*(?:de |del |of )?'?(\d{{4}}|\d{{2}})$"
)
_WORD_DAY_YEAR = re.compile(rf"^([^\W\d_]+)\.?\s+(\d{{1,2}}){_ORDINAL},?\s+(\d{{4}})$")
_WORD_YEAR = re.compile(r"^([^\W\d_]+)\.?[\s./-]*(?:de |del |of )?'?(\d{4}|\d{2})$")
_DAY_MONTH = re.compile(
    rf"^(\d{{1,2}})\s?[./-]\s?(\d{{1,2}})\.?$|^(\d{{1,2}})\s?{_ORDINAL}\s*(?:de |of )?([^\W\d_]{{3,}})\.?$"
)
_QUARTER = re.compile(
    r"^(?:q|t|k|kv|kw|qtr|quarter|quartal|trim|trimestre|kvartal|kwartaal|kwartal)\.?\s?([1-4])\s*[\s/.,-]*\s*(\d{4}|\d{2})$|^([1-4]|iv|i{1,3})\s?\.?\s?(?:e |er |º |° )?(?:q|quarter|quartal|trimestre|trim|kvartal|kwartaal|kwartał|kwartal|kw|kv|kwart|t)\.?\s*[\s/.,-]*\s*(\d{4}|\d{2})$|^(\d{4})\s*[-/ ]?\s*q([1-4])$"
)
_TERM = re.compile(
    r"^(ws|wise|wintersemester|winter term|ss|sose|sommersemester|summer term|ht|vt|hs|fs)\.?\s*(\d{4}|\d{2})(?:\s*/\s*(\d{2,4}))?$"
)
_HALF = re.compile(
    r"^(?:h|s|hj|halbjahr|semestre|halvår|półrocze)\.?\s?([12])\s*[\s/.,-]*\s*(\d{4})$|^([12])\s?\.?\s?(?:er |e |º )?(?:h|hj|halbjahr|semestre|halvår|półrocze|sem)\.?\s*[\s/.,-]*\s*(\d{4})$"
)
_WEEK = re.compile(
    r"^(?:kw|cw|week|wk|w|uke|uge|vecka|v|semaine|sem|s|tydzień|tydz|semana|settimana|sett)\.?\s?(\d{1,2})\s*[\s/.,-]*\s*(?:in |van )?(\d{4}|\d{2})$|^(\d{4})\s?-?w(\d{1,2})$"
)
_YEAR = re.compile(
    r"^(?:fy|cy|ay|hj|in|im|ab|from|since|rok|jahr|année|año|anno|jaar|år|ca|c)?\.?\s?((?:19|20)\d{2})(?:\s*/\s*\d{2,4})?\.?$|^(?:fy|cy|ay)\s?'?(\d{2})(?:/\d{2})?$"
)
_SEASON = re.compile(
    r"^(?:(?:early|late|mid|end|anfang|mitte|ende|début|fin|mi|początek|koniec|in|im)\s+)?"
    r"(spring|summer|autumn|fall|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|"
    r"primavera|verano|otoño|invierno|estate|autunno|inverno|voorjaar|lente|zomer|najaar|herfst|vår|våren|"
    r"høst|høsten|höst|hösten|vinter|vinteren|vintern|sommeren|sommaren|wiosna|lato|jesień|zima|"
    r"early|late|mid|end|anfang|mitte|ende|eind|einde|begin|medio|slutten|sluten|début|fin|fine|metà|mi|początek|koniec)\s*(?:av |van |of |de |del |l')?\s*'?(\d{4}|\d{2})(?:/\d{2})?$"
)
_WHOLE_MONTH = re.compile(
    r"^(?:ganzer|gesamter|whole|entire|tout le|todo el|hele|hela|cały|tutto il)\b.*"
)
_WEEK_ALONE = re.compile(
    r"^(?:kw|cw|week|wk|w|uke|uge|vecka|v|semaine|tydzień|semana|settimana)\.?\s?(\d{1,2})$"
)
_RANGE = re.compile(
    r"\s+(?:-|–|—|to|until|till|thru|through|and|und|et|y|bis(?: zum)?|au|jusqu'au|al|hasta|tot(?: en met)?|t/m|til|till|do|a|à|→|->|fino al|og med)\s+|\s*[–—→]\s*|(?<=[\d.])\s*-\s*(?=\d)|\s*->\s*|\s*\n\s*|\s*/\s*(?=\d{1,2}[./-]\d{1,2}[./-]\d)|(?<=[^\W\d_]{3})-(?=[^\W\d_]{3})",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:w/c|wk of|week of|week commencing|w|w dniach|from|von|vom|ab|du|de|del|desde(?: el)?|dal|van|fra|från|od|since|le|il|el|ca\.?|circa|approx\.?|about|ok\.?|env\.?|vers|um|probably|vorauss\.?|voraussichtlich|"
    r"geplant(?: ab)?|planned|expected|starting|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|~|≈)[.,:]?\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\*+|†|‡|¹|²|³|\(.{0,40}\)|\?|!|r\.|rok|roku|jahr|\(?tbc\)?|uhr|a\.d\.)$", re.IGNORECASE
)
_ROMAN_QUARTER = re.compile(r"^(iv|i{1,3})\s?/\s?(\d{4})$")
_UK_TERMS = {
    "michaelmas": (10, 12), "lent": (1, 3), "easter": (4, 6), "hilary": (1, 3), "trinity": (4, 6), "fall": (8, 12), "spring": (1, 5), "autumn": (9, 12), "summer": (5, 8),
}  # fmt: skip
_UK_TERM = re.compile(
    rf"^({'|'.join(_UK_TERMS)}) (?:term|semester|trimester) (\d{{4}}|\d{{2}})(?:/\d{{2,4}})?$"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


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
    text = _LEAD.sub(
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
    compact = _COMPACT.match(f"{value:.0f}") if value.is_integer() else None
    return _real(int(compact[1]), int(compact[2]), int(compact[3]), "") if compact else None


def _text(text: str, day_first: bool, serial: bool, year: int, month: int) -> When | None:  # noqa: FBT001, PLR0911
    for form in dict.fromkeys((text, _TAIL.sub("", text), text.rstrip(" .*"))):
        lower = form.casefold()
        note = "" if form == text else f"read from {text!r}"
        if serial and re.fullmatch(r"\d{5}(?:\.\d+)?", form):
            return _number(float(form), serial=True)
        if found := _ISO.match(form):
            return _real(int(found[1]), int(found[3]), int(found[4]), note)
        if found := _NUMERIC.match(form):
            return _numeric(found, day_first, note)
        if found := _COMPACT.match(form):
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
    if (found := _DAY_WORD_YEAR.match(text)) and (month := month_of(found[2])):
        return _real(_full(found[3]), month, int(found[1]), "")
    if (found := _WORD_DAY_YEAR.match(text)) and (month := month_of(found[1])):
        return _real(int(found[3]), month, int(found[2]), "")
    if (found := _WORD_YEAR.match(text)) and (month := month_of(found[1])):
        value = f"{_full(found[2]):04d}-{month:02d}"
        return When(value, value, "a month without a day")
    if found := _MONTH_YEAR.match(text):
        year, month = (int(found[2]), int(found[1])) if found[1] else (int(found[3]), int(found[4]))
        if 1 <= month <= 12 and _FIRST_YEAR < year < _LAST_YEAR:
            return When(f"{year}-{month:02d}", f"{year}-{month:02d}", "a month without a day")
    return None


def _coarse(text: str) -> When | None:  # noqa: C901, PLR0911, PLR0912 - one branch per form
    if found := _ROMAN_QUARTER.match(text):
        quarter = _ROMAN[found[1]]
        return _months(int(found[2]), 3 * quarter - 2, 3 * quarter, f"quarter {quarter}")
    if found := _UK_TERM.match(text):
        first, last = _UK_TERMS[found[1]]
        return _months(_full(found[2]), first, last, f"{found[1]} term")
    if found := _QUARTER.match(text):
        number, year = next(
            (a, b)
            for a, b in ((found[1], found[2]), (found[3], found[4]), (found[6], found[5]))
            if a
        )
        quarter = _ROMAN.get(number) or int(number)
        return _months(_full(year), 3 * quarter - 2, 3 * quarter, f"quarter {quarter}")
    if found := _TERM.match(text):
        year = _full(found[2])
        if found[1] in ("ws", "wise", "wintersemester", "winter term"):
            return When(f"{year}-10", f"{year + 1}-03", "winter term read as October to March")
        if found[1] in ("ss", "sose", "sommersemester", "summer term"):
            return When(f"{year}-04", f"{year}-09", "summer term read as April to September")
        autumn = found[1] in ("ht", "hs")
        return _months(year, 8 if autumn else 1, 12 if autumn else 6, "term")
    if found := _HALF.match(text):
        half, year = int(found[1] or found[3]), int(found[2] or found[4])
        return _months(year, 6 * half - 5, 6 * half, f"half {half} of the year")
    if found := _WEEK.match(text):
        week, year = int(found[1] or found[4]), _full(found[2] or found[3])
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return None
        if year >= _LAST_YEAR:
            return None
        sunday = monday + timedelta(days=6)
        return When(monday.isoformat(), sunday.isoformat(), f"week {week} read as Monday to Sunday")
    if found := _YEAR.match(text):
        year = int(found[1]) if found[1] else _full(found[2])
        return When(str(year), str(year), "a year alone" if text != str(year) else "")
    if found := _SEASON.match(text):
        year = _full(found[2])
        return When(str(year), str(year), f"{found[1]} read as the year")
    return None


def _in_year(text: str, year: int, month: int) -> When | None:  # noqa: PLR0911 - as above
    if found := _DAY_MONTH.match(text):
        if found[1]:
            return _real(year, int(found[2]), int(found[1]), "year taken from the heading")
        if named := month_of(found[4]):
            return _real(year, named, int(found[3]), "year taken from the heading")
    if month and _WHOLE_MONTH.search(text):
        return When(f"{year}-{month:02d}", f"{year}-{month:02d}", "the month of the heading")
    if found := _WEEK_ALONE.match(text):
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
    for found in _RANGE.finditer(text):
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
