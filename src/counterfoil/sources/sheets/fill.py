"""From the cells of a row to what the entry says: parties, dates, notes on what was mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from counterfoil.domain.dates import parse_date
from counterfoil.sources.origin import PERSON_ORIGIN
from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.door import strip_origin
from counterfoil.sources.sheets.entry import LONGEST, Entry, PartyEntry
from counterfoil.sources.sheets.grouping import Record
from counterfoil.sources.sheets.labels import PARTNER_FIELDS
from counterfoil.sources.sheets.leaving import what_leaves
from counterfoil.sources.sheets.partners import add_partners
from counterfoil.sources.sheets.when import When, parse_when
from counterfoil.sources.sheets.words import is_nothing, is_placeholder
from counterfoil.sources.workbook import Cell, cell_text

_NUMERIC_DAY = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}")
_FOOTNOTE = re.compile(r"\s*(?:\*+|†|‡|[¹²³])$")
_FORMULA_TEXT = re.compile(r'^=\s*"([^"]*)"$')
_PIECES = re.compile(r"\s*(?:;|\n|\||#|,(?!\s*\d))\s*")
_DURATION = re.compile(
    r"(\d{1,3})\s*[-.]?\s*(months?|monate?n?|mois|meses|mesi|maanden|måneder|månader|miesi\w+|mies\.?|mths?|mon\.?|m\b|years?|yrs?|jahre?n?|ans?|años?|anni|anno|jaar|år|lat[a]?|rok\w*)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"^(?:y|j|an|añ|ja|år|lat|rok)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


class Filler:
    """Fills entries from records under one mapping."""

    def __init__(self, columns: Sequence[Column], *, day_first: bool, year: int = 0) -> None:
        """Keep the columns; `year` completes dates that leave it to the title of the sheet."""
        self._columns, self._year = columns, year
        self._day_first = day_first

    def fill(self, entry: Entry, record: Record) -> None:
        """Add one row to an entry."""
        entry.rows += record.rows
        for mark in record.ditto:
            entry.note(f"{mark!r} read as the value above")
        if record.heading and not entry.first("heading"):
            entry.values["heading"] = [record.heading]
        add_partners(entry, record, self._columns)
        year, month = context_of(record.heading)
        year = year or self._year
        for column in self._columns:
            if column.field in PARTNER_FIELDS:
                continue
            cell, text = record.cells[column.place], record.texts[column.place]
            if not text:
                continue
            if column.field == "origin":
                entry.dropped[PERSON_ORIGIN] = entry.dropped.get(PERSON_ORIGIN, 0) + 1
                entry.values.setdefault("origin", []).append(text)
            elif column.field in _DATES:
                self._date(entry, column.field, cell, text, (year, month))
            else:
                self._value(entry, column, text)

    def finish(self, entry: Entry) -> None:
        """Settle what needs the whole entry: headings, durations, visitors, what is missing."""
        strip_origin(entry)
        heading = entry.values.pop("heading", [""])[0]
        if heading and context_of(heading) == (0, 0):
            named = next((c.label for c in self._columns if c.field == "unit"), "")
            if not entry.first("unit") or not named:
                entry.values.setdefault("unit", []).append(heading)
        _end_of_duration(entry)
        if not entry.parties and not entry.first("title") and not entry.first("id"):
            entry.why = "neither a reference nor a title, a partner or a visitor"
        elif not any(not party.is_person for party in entry.parties):
            who = "the visitor is named" if entry.parties else "asked as a party not named yet"
            entry.note(f"no partner is named; {who}")
        # Where no column could hold it, that is said once of the sheet.
        if not entry.first("title") and any(c.field == "title" for c in self._columns):
            entry.note("title missing")

    def _value(self, entry: Entry, column: Column, text: str) -> None:
        field = column.field
        cleaned = self._plain(entry, field, text)
        if not cleaned:
            return
        if field == "visitor":
            for name in _people(cleaned):
                if not is_placeholder(name):
                    entry.parties.append(PartyEntry(name, is_person=True))
            return
        if field == "documents" and column.label:
            cleaned = f"{column.label.strip()}: {cleaned}"
        if field == "goes_out":
            cleaned = what_leaves(column.label, cleaned)
            if not cleaned:
                return
        known = entry.values.setdefault(field, [])
        if cleaned not in known or field == "goes_out":
            known.append(cleaned)

    def _plain(self, entry: Entry, field: str, text: str) -> str:
        if len(text) > LONGEST:
            entry.note(f"a cell of {len(text)} characters was cut at {LONGEST}")
            text = text[:LONGEST]
        if is_placeholder(text) and field not in ("documents", "none"):
            if field == "goes_out" and not is_nothing(text):
                entry.unknown.add("flows")
                entry.note(f"{text!r}: what leaves is not known")
            elif field != "goes_out":
                entry.note(f"{text!r} is a placeholder")
            return ""
        if field == "goes_out" and is_nothing(text):
            return ""
        if (found := _FORMULA_TEXT.match(text)) is not None:
            entry.note("written as a formula, the text is taken")
            text = found[1]
        if field in ("id", "title") and _FOOTNOTE.search(text):
            entry.note(f"footnote mark taken off the {'reference' if field == 'id' else 'title'}")
            text = _FOOTNOTE.sub("", text)
        if field in ("id", "staff", "title"):
            text = " ".join(text.split())
        return text

    def _date(
        self, entry: Entry, field: str, cell: Cell, text: str, context: tuple[int, int]
    ) -> None:
        if is_placeholder(text):
            entry.note(f"{text!r} is no date")
            return
        year, month = context
        value = text if isinstance(cell, str) else cell
        when = parse_when(value, day_first=self._day_first, serial=True, year=year, month=month)
        if when is None:
            entry.values.setdefault("duration", []).append(text)
            if not _DURATION.search(text):
                entry.note(f"{text!r} cannot be read as a date")
            return
        if when.note:
            entry.note(f"{text!r}: {when.note}")
        _put(entry, field, when)


_DATES = frozenset({"proposed", "starts", "ends", "period"})


def _people(text: str) -> list[str]:
    pieces = [
        " ".join(p.split())
        for p in re.split(r"\s*(?:;|\n|\||#|\s/\s|\s(?:and|und|et|y|e|en|og|och|i|&)\s)\s*", text)
    ]
    return [piece for piece in pieces if piece]


def _put(entry: Entry, field: str, when: When) -> None:
    if field == "period":
        entry.starts = entry.starts or when.first
        entry.ends = entry.ends or when.last
    elif field == "starts":
        entry.starts = entry.starts or when.first
        if (
            when.last != when.first
            and len(when.last) > 4
            and not entry.ends
            and "read as" not in when.note
        ):
            entry.ends = when.last
    elif field == "ends":
        entry.ends = entry.ends or when.last
    else:
        entry.proposed = entry.proposed or when.first


def _end_of_duration(entry: Entry) -> None:
    found = next(filter(None, map(_DURATION.search, entry.values.pop("duration", []))), None)
    if found is None or not entry.starts or entry.ends:
        return
    months = int(found[1]) * (
        12 if _YEARS.match(found[2]) and not found[2].casefold().startswith(("m",)) else 1
    )
    first = parse_date(entry.starts).earliest
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    try:
        after = date(year, month + 1, min(first.day, 28))
    except ValueError:
        return
    last = after - timedelta(days=1)
    exact = len(entry.starts) == len("2026-01-01")
    entry.ends = last.isoformat() if exact else f"{last.year:04d}-{last.month:02d}"
    entry.note(f"{found[0]!r} counted from the first day")


def context_of(heading: str) -> tuple[int, int]:
    """Return the year and month a section heading names: "Oktober 2026"; 0 where it names none."""
    when = parse_when(heading) if heading else None
    if when is None or not when.first:
        return 0, 0
    same = when.first[:7] == when.last[:7]
    return int(when.first[:4]), int(when.first[5:7]) if same and len(when.first) >= 7 else 0


def day_first_of(cells: Iterable[Cell], labels: Sequence[str]) -> bool:
    """Tell whether dates in figures start with the day, by those that can be read one way only."""
    votes: Counter[bool] = Counter()
    slashes = 0
    for cell in cells:
        found = _NUMERIC_DAY.match(cell_text(cell)) if isinstance(cell, str) else None
        if found:
            one, two = int(found[1]), int(found[2])
            slashes += "/" in cell_text(cell)
            if one > 12 >= two:
                votes[True] += 1
            elif two > 12 >= one:
                votes[False] += 1
    if votes:
        return votes[True] >= votes[False]
    american = any(
        "$" in label or re.search(r"\b(?:UEI|DUNS|FY|ZIP|State)\b", label) for label in labels
    )
    return not (american and slashes)
