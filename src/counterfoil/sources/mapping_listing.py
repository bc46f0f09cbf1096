"""Listings of a mapped row: under which authority and programmes, since and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Record
from typing import Any, NamedTuple

from counterfoil.sources.mapping_file import ListingPart
from counterfoil.sources.mapping_value import first_date, fulfils, texts_at


class Line(NamedTuple):
    """One listing: its values, its dates, and the column where a date was looked for in vain."""

    values: tuple[str, ...]
    since: str
    until: str
    missing: str


def lines_of(listing: ListingPart, record: Record[str, Any]) -> Iterator[Line]:
    """Yield the listings of a row, one per piece where the mapping cuts a column into pieces."""
    for piece in _pieces(listing, record):
        if not fulfils(piece, listing.when):
            continue
        since = first_date(piece, listing.since)
        yield Line(
            (listing.value, *_programmes(listing, piece)),
            since,
            first_date(piece, (listing.until,)) if listing.until else "",
            listing.since[0].source if listing.since and not since else "",
        )


def _pieces(listing: ListingPart, record: Record[str, Any]) -> list[Record[str, Any]]:
    """Return the row once per piece of the column that is cut, the column holding that piece."""
    each = listing.each
    if each is None:
        return [record]
    pieces = [p for text in texts_at(record, each.source) for p in text.split(each.split)]
    kept = [piece for piece in pieces if each.contains in piece]
    return [{**record, each.source: piece} for piece in kept] or [record]


def _programmes(listing: ListingPart, record: Record[str, Any]) -> list[str]:
    part = listing.programme
    if part is None:
        return []
    found = [
        m[m.re.groups and 1] or ""
        for text in texts_at(record, part.source)
        for m in re.finditer(part.pattern, text)
    ]
    return list(dict.fromkeys(text.strip() for text in found if text.strip()))
