"""What the values of a column look like: the evidence beside its label."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from counterfoil.sources.sheets.parties import is_body, looks_like_body
from counterfoil.sources.sheets.when import parse_when
from counterfoil.sources.sheets.words import (
    is_ditto,
    is_known_country,
    is_placeholder,
    truth_of,
)
from counterfoil.sources.workbook import Cell, cell_text

_SAMPLE = 250
_LONG = 80
_HAS_DIGIT, _LISTED = re.compile(r"\d"), re.compile(r"[;,/\n|#]")
_NUMBER = re.compile(r"^[-+]?[\d\s.,'’]*\d[\d\s.,'’]*(?:\s?(?:k|m|t|mio|%))?$", re.IGNORECASE)
_MONEY = re.compile(
    r"€|\$|£|¥|\b(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|PLN|CAD|AUD|CZK|kr|zł|T€|k€|kEUR)\b", re.IGNORECASE
)
_MAIL = re.compile(r"^\S+@\S+\.\w+$")
_CODE = re.compile(r"^(?=.*\d)[\w./#\-– ]{2,30}$")
_ROR = re.compile(r"ror\.org/|^0[a-hj-km-np-tv-z|0-9]{6}[0-9]{2}$|^[A-Z0-9]{18}\d{2}$")
_REGISTER = re.compile(
    r"^(?:[A-Z]{2}[-\s]?)?[A-Z]{0,4}[-\s:.]?\d[\d\s.\-/]{5,}[A-Z0-9]{0,3}$|^(?:HR[AB]|FN|KRS|NIP|VAT|SIRET|SIREN|CIF|NIF|KvK|DUNS|UEI|LEI|CHE|CVR|Org)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^(?:(?:Prof|Dr|Dra|Dipl|Ing|Mr|Mrs|Ms|Mme|M|Herr|Frau|Sir|Dott|Dhr|Mevr|hab|inż|mgr|Priv|PD|Univ|Assoc|Asst|Em|PhD|Drs|Ir|MSc|BSc)\.?[-\s]*)+\S|^[^\W\d_][\w'’.-]+,\s*(?:[^\W\d_][\w'’.-]*\s?){1,3}$|^(?:[^\W\d_]\.\s?-?){1,3}\s*[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?$"
)
_NAME = re.compile(
    r"^(?:[A-ZÀ-ÝĀ-Ž][\w'’.-]*)(?:\s+(?:[A-ZÀ-ÝĀ-Ž][\w'’.-]*|de|van|von|der|den|del|la|le|bin|al|el|da|di|dos|ten|ter|af|av)){1,4}$"
)
_LOGIN = re.compile(
    r"^(?=.*[a-z\d])[a-zA-Z]{0,8}[-_.]?\d{2,8}[a-z]?$|^[a-z]{2,12}(?:[._][a-z]{1,12})?\d{0,3}$"
)
_GUID = re.compile(r"^\{?[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{16,}$", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-ZÄÖÜÀ-Ý][\w&./-]{0,3}[A-ZÀ-Ý\d][\w&./-]{0,8}$")
_ADDRESS = re.compile(
    r"\d{4,6}\b.*[^\W\d_]{3}|\b(?:str|straße|strasse|street|st|road|rd|ave|avenue|rue|ul|calle|via|plaza|gate|vei|gatan|laan|straat)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares from 0 to 1 of the values that look so; `filled` is the share of cells with a value.

    `distinct` is the share of different values; `length` the mean number of characters.
    """

    count: int
    filled: float = 0.0
    distinct: float = 0.0
    length: float = 0.0
    day: float = 0.0
    span: float = 0.0
    country: float = 0.0
    number: float = 0.0
    money: float = 0.0
    mail: float = 0.0
    code: float = 0.0
    register: float = 0.0
    tick: float = 0.0
    body: float = 0.0
    body_word: float = 0.0
    person: float = 0.0
    login: float = 0.0
    acronym: float = 0.0
    address: float = 0.0
    foreign: float = 0.0
    long: float = 0.0
    running: float = 0.0
    guid: float = 0.0
    filled_raw: float = 0.0


def profile_of(cells: Sequence[Cell], rows: int) -> Profile:
    """Return the profile of a column over so many rows."""
    found = [cell for cell in cells[:_SAMPLE] if _says(cell)]
    texts = [" ".join(cell_text(cell).split()) for cell in found]
    size = len(texts)
    raw = sum(1 for cell in cells if cell is not None and cell_text(cell).strip()) / max(1, rows)
    if not size:
        return Profile(0, filled_raw=raw)

    def share(test: Callable[[str], object]) -> float:
        return sum(1 for text in texts if test(text)) / size

    whens = [
        parse_when(cell, serial=isinstance(cell, int | float) or text.isdigit())
        for cell, text in zip(found, texts, strict=True)
    ]
    days = sum(1 for when in whens if when and when.first == when.last) / size
    return Profile(
        count=size,
        filled=min(1.0, size / max(1, min(rows, _SAMPLE))),
        distinct=len(set(texts)) / size,
        length=sum(map(len, texts)) / size,
        day=days,
        span=sum(1 for when in whens if when) / size - days,
        country=share(
            lambda t: (
                not _HAS_DIGIT.search(t)
                and any(is_known_country(p) and truth_of(p) is None for p in _LISTED.split(t))
            )
        ),
        number=share(_NUMBER.match),
        money=share(_MONEY.search),
        mail=share(_MAIL.match),
        code=share(_CODE.match),
        register=share(lambda t: _REGISTER.match(t) or _ROR.search(t)),
        tick=share(lambda t: truth_of(t) is not None),
        body=share(looks_like_body),
        body_word=share(is_body),
        person=share(lambda t: (_PERSON.match(t) or _NAME.match(t)) and not is_body(t)),
        login=share(_LOGIN.match),
        acronym=share(_ACRONYM.match),
        address=share(_ADDRESS.search),
        foreign=share(lambda t: any(ord(c) > 0x36F and c.isalpha() for c in t)),
        long=share(lambda t: len(t) > _LONG),
        running=_running(texts),
        guid=share(_GUID.match),
        filled_raw=raw,
    )


def _says(cell: Cell) -> bool:
    if cell is None:
        return False
    text = cell_text(cell)
    return not _silent(text) if isinstance(cell, str) else True


@cache
def _silent(text: str) -> bool:
    return (is_placeholder(text) and truth_of(text) is None) or is_ditto(text)


def _running(texts: Sequence[str]) -> float:
    """Return the share of values that are the number of the one before plus one."""
    numbers = [
        int(t.rstrip(".")) if t.rstrip(".").isdigit() and len(t) < 6 else None for t in texts
    ]
    steps = sum(1 for a, b in itertools.pairwise(numbers) if a is not None and b == a + 1)
    return steps / max(1, len(texts) - 1) if len(texts) > 1 else 0.0
