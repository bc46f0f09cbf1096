"""Partners that stand over several columns: which country, town and number belongs to which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.labels import PARTNER_FIELDS, read_label
from counterfoil.sources.sheets.near import pieces

_ORDINALS = (
    frozenset(["a", "i", "first", "erster", "erste", "erstes", "premier", "premiere", "primer", "primero", "prima", "primo", "eerste", "forste", "forsta", "pierwszy", "main", "haupt", "principal", "lead"]),
    frozenset(["b", "ii", "second", "zweiter", "zweite", "zweites", "deuxieme", "segundo", "segunda", "secondo", "seconda", "tweede", "andre", "andra", "drugi", "other", "another", "weitere", "weiterer", "autre", "otro", "otra", "altro", "altra", "ander", "annen", "annan", "inny", "nd"]),
    frozenset(["c", "iii", "third", "dritter", "dritte", "troisieme", "tercero", "tercera", "terzo", "terza", "derde", "tredje", "trzeci", "rd"]),
)  # fmt: skip
_CLEAR = 0.12  # how much more a label must share with one partner than with the next


def grouped(columns: list[Column]) -> list[Column]:
    """Return the columns with the number of the partner they belong to, from 1 in their order.

    A number or ordinal in the label decides, then the group head above it, then words the label
    shares with that of one partner, then the partner that stands before it.
    """
    partners = [column for column in columns if column.field == "partner"]
    if len(partners) < 2:
        return columns
    numbers = {c.place: _number(c) for c in columns}
    by_number = {numbers[c.place]: index for index, c in enumerate(partners, 1) if numbers[c.place]}
    by_head = {c.head: index for index, c in enumerate(partners, 1) if c.head}
    found = []
    for column in columns:
        if column.field not in PARTNER_FIELDS:
            found.append(column)
            continue
        number = numbers[column.place]
        own = next((i for i, c in enumerate(partners, 1) if c.place == column.place), 0)
        group = (
            own
            or by_number.get(number)
            or by_head.get(column.head)
            or (number if number <= len(partners) else 0)
            or _by_words(column, partners)
            or _before(column, partners)
        )
        found.append(replace(column, group=group))
    return found


def _number(column: Column) -> int:
    label = read_label(f"{column.head} {column.label}")
    if label.number:
        return label.number
    words = set(label.plain.split())
    return next((n for n, ordinals in enumerate(_ORDINALS, 1) if words & ordinals), 0)


def _by_words(column: Column, partners: Sequence[Column]) -> int:
    mine = pieces(read_label(column.label).plain)
    shares = []
    for index, partner in enumerate(partners, 1):
        theirs = pieces(read_label(re.sub(r"\([^()]*\)", "", partner.label)).plain)
        shares.append((len(mine & theirs) / max(1, min(len(mine), len(theirs))), -index))
    shares.sort(reverse=True)
    return -shares[0][1] if shares[0][0] > shares[1][0] + _CLEAR else 0


def _before(column: Column, partners: Sequence[Column]) -> int:
    before = [index for index, partner in enumerate(partners, 1) if partner.place <= column.place]
    return before[-1] if before else 1
