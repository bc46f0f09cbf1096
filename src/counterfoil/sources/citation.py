"""Citations of the Federal Register: the day of a notice, or the year of its volume.

Volume 1 is of 1936 and each year has one, so a volume alone tells the year. A page or a number
tells no day; where none is stated, none is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterfoil.sources.calendar_text import iso_date, spelled_dates, us_dates

_CITATION = re.compile(r"(?<![\d/])(\d{1,3})\s*F\.?\s?R\.?(?=[\s\d])|\bVol\.?\s*(\d{1,3})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d/])(\d{1,2}/\d{1,2}/)(\d{2})(?![\d/])", re.ASCII)
_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)
_FIRST_YEAR, _LAST_VOLUME = 1935, 165
_LATE = 1  # a notice of December may be dated with the year before or after its volume


def register_dates(text: str) -> list[str]:
    """Return one ISO date per citation, in order: its day where stated, else its volume's year.

    A text without a citation gives the days it states. A day that is not of the volume's year is
    a slip of the pen in one of the two, so that neither is used.
    """
    found: list[str] = []
    for volume, piece in _pieces(text):
        days = _days(piece, volume)
        if not volume:
            found += days
            continue
        if not 1 <= volume <= _LAST_VOLUME:
            continue
        year = volume + _FIRST_YEAR
        fitting = [day for day in days if abs(int(day[:4]) - year) <= _LATE]
        if fitting:
            found.append(min(fitting))
        elif not days:
            found.append(str(year))
    return found


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield each volume (0 for none) with the text up to the next citation."""
    marks = list(_CITATION.finditer(text))
    bounds = [*(mark.start() for mark in marks), len(text)]
    yield 0, text[: bounds[0]]
    for mark, end in zip(marks, bounds[1:], strict=True):
        yield int(mark[1] or mark[2]), text[mark.end() : end]


def _days(piece: str, volume: int) -> list[str]:
    if volume:  # a year of two digits belongs to the century of the volume
        piece = _SHORT_YEAR.sub(lambda found: found[1] + _full(found[2], volume), piece)
    iso = (iso_date(found) for found in _ISO.findall(piece))
    return [*us_dates(piece), *(day for day in iso if day), *spelled_dates(piece)]


def _full(year: str, volume: int) -> str:
    near = volume + _FIRST_YEAR
    years = (century + int(year) for century in (1900, 2000, 2100))
    return str(min(years, key=lambda full: abs(full - near)))
