"""The inventory of personal fields, with the counts of one workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from counterfoil.domain.case import Body, PartyFacts
from counterfoil.domain.engagement import BodyRef, HandTie, Party
from counterfoil.domain.personal import PERSONAL
from counterfoil.domain.privacy import DerivedLine, Inventory, InventoryLine
from counterfoil.domain.purposes import DERIVED, NOT_HELD, PURPOSES
from counterfoil.domain.statement import Statement

PERSON_ID = "person-"  # how the id of a partner begins that is a person


def build_inventory(
    counts: Mapping[str, int], files: Mapping[str, int], terms: Mapping[str, str]
) -> Inventory:
    """Return every personal field with its count; `files` are counts of derived files by key."""
    lines = []
    for one in PERSONAL:
        purpose = PURPOSES[one.purpose]
        lines.append(
            InventoryLine(
                path=one.path,
                what=one.what,
                source=one.source,
                part=purpose.title,
                why=purpose.why,
                kept_for=terms.get(purpose.term, purpose.term),
                seen_by=purpose.seen_by,
                count=counts.get(one.path, 0),
            )
        )
    derived = tuple(
        DerivedLine(
            one.what,
            one.where,
            one.holds,
            one.seen_by,
            terms.get(one.term, one.term),
            files.get(one.key, 0),
        )
        for one in DERIVED
    )
    return Inventory(tuple(lines), derived, NOT_HELD)


def count_fields(values: Iterable[object], counts: Counter[str]) -> None:
    """Add how often each field is filled, `Type.field` -> times; bodies only where a person."""
    for value in values:
        _count(value, counts)


def count_statements(statements: Iterable[Statement], counts: Counter[str]) -> None:
    """Add the statements on persons of published lists."""
    for statement in statements:
        if statement.kind == "Person":
            counts["Statement.value"] += 1
            counts["Statement.original"] += bool(statement.original)


def _count(value: object, counts: Counter[str]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _count(item, counts)
        return
    if not is_dataclass(value) or isinstance(value, type):
        return
    if not _may_be_personal(value):
        return
    for field in fields(value):
        held = getattr(value, field.name)
        if held not in ("", (), None):
            counts[f"{type(value).__name__}.{field.name}"] += 1
        _count(held, counts)


def _may_be_personal(value: object) -> bool:
    match value:
        case BodyRef():
            return value.is_person
        case Party():
            return value.body.is_person
        case HandTie():
            return value.source.is_person
        case Body():
            return value.partner.startswith(PERSON_ID)
        case PartyFacts():
            return value.body.partner.startswith(PERSON_ID)
    return True
