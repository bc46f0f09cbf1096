"""The remarks column of the OFAC lists: pieces between semicolons, each of a known sort or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from counterfoil.sources.calendar_text import iso_date

LINKED = "linkedTo"
NOTES = "notes"
LISTING_DATE = "listingDate"  # of one programme, which stands in parentheses; no property

_ALIAS = re.compile(
    r"^\(?(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.|d\.b\.a\.)[,:]?\s+['\"‘](.+)['\"’]\)?[.,]?$", re.IGNORECASE
)
_ALIAS_PROPS = {"a": "weakAlias", "f": "previousName", "n": "alias", "d": "alias"}
_ISSUER = re.compile(r"\s*\([^()]*\)\s*$")
_REGISTER = (
    r"Registration (?:Number|ID)|Tax ID No\.?|Business Registration (?:Number|Document #)|"
    r"Company Number|Commercial Registry Number|C\.R\. No\.?|Unified Social Credit Code \(USCC\)|"
    r"Unified Social Credit Code|Economic Register Number(?: \(CBLS\))?|Legal Entity Number|"
    r"Matricula Mercantil No\.?|Folio Mercantil No\.?|NIT #|RUC #|RIF #|RFC|RTN|C\.U\.I\.T\.|"
    r"V\.A\.T\. Number|Trade License No\.?|Chamber of Commerce Number|Public Registration Number|"
    r"Identification Number|Enterprise Number|Business Number|UK Company Number|License"
)
_SERIAL = r"Aircraft (?:Construction Number|Manufacturer's Serial Number)(?:\s*\([^)]*\))?\s+(\S+)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (prop, re.compile(r"^\(?(?:alt\.\s+)?" + pattern, re.IGNORECASE))
    for prop, pattern in (
        ("birthDate", r"DOB\s+(.+)$"),
        (LINKED, r"Linked To:\s*(.+?)\)?\.?$"),
        ("imoNumber", r"Vessel Registration Identification\s+IMO\s+(\d{7})\b"),
        ("mmsi", r"MMSI\s+(\d{9})\b"),
        ("registrationNumber", r"(?:Company|Identification) Number\s+(IMO \d{7})\b"),
        ("leiCode", r"(?:Legal Entity Number|LEI)\s+([A-Z0-9]{18}\d{2})\b"),
        ("registrationNumber", rf"(?:{_REGISTER})\s*:?\s*([^\s(].*)$"),
        ("swiftBic", r"SWIFT/BIC\s+([A-Z0-9]{8,11})\b"),
        ("dunsNumber", r"D-U-N-S Number\s+([\d-]+)\b"),
        ("website", r"Website\s+(\S+)$"),
        ("email", r"Email Address\s+(\S+@\S+)$"),
        ("incorporationDate", r"Organization Established Date\s+(.+)$"),
        ("sector", r"Organization Type:\s*(.+)$"),
        ("type", r"Target Type\s+(.+)$"),
        ("flag", r"Vessel Flag\s+(.+)$"),
        ("pastFlag", r"Former Vessel Flag\s+(.+)$"),
        ("tailNumber", r"Aircraft Tail Number\s+(\S+)"),
        ("serialNumber", _SERIAL),
        ("model", r"Aircraft Model\s+(.+)$"),
        ("operator", r"Aircraft Operator\s+(.+)$"),
        (LISTING_DATE, r"Listing Date \([^)]*\):?\s*(.+)$"),
    )
)
_OF_PROGRAMME = re.compile(r"^Listing Date \((EO \d+|[A-Z-]+)", re.IGNORECASE)
# Pieces of these sorts say nothing of where a person comes from.
PERSON_PROPS = frozenset({"alias", "weakAlias", "previousName", "birthDate", LINKED, LISTING_DATE})
_DATES = frozenset({"birthDate", "incorporationDate", LISTING_DATE})
_LEAST_DIGITS = 5


class Remark(NamedTuple):
    """One piece: its sort as a property (`notes` for free text), the value and the piece."""

    prop: str
    value: str
    piece: str


def read_remarks(text: str) -> list[Remark]:
    """Return the pieces of a remarks cell in their order."""
    return [_read(piece) for piece in _pieces(text)]


def programme_of(piece: str) -> str:
    """Return what a listing date is of: `Listing Date (EO 14024 Directive 2)` gives `EO14024`."""
    found = _OF_PROGRAMME.match(piece)
    return found[1].replace(" ", "") if found else ""


def _pieces(text: str) -> list[str]:
    pieces = (piece.strip() for piece in text.split(";"))
    found = [piece for piece in pieces if piece.strip(" .")]
    if found:  # the full stop ends the cell, not the piece
        found[-1] = found[-1].removesuffix(".")
    return found


def _read(piece: str) -> Remark:
    if found := _ALIAS.match(piece):
        return Remark(_ALIAS_PROPS[found[1][0].lower()], found[2], piece)
    for prop, pattern in _PATTERNS:
        found = pattern.match(piece)
        if found is None:
            continue
        value = found[1]
        if prop in _DATES:
            value = iso_date(value)
        elif prop == "registrationNumber":
            value = _ISSUER.sub("", value).strip()
            if sum(letter.isdigit() for letter in value) < _LEAST_DIGITS:
                value = ""
        return Remark(prop, value, piece) if value else Remark(NOTES, piece, piece)
    return Remark(NOTES, piece, piece)
