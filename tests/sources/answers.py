"""Questions that tests ask of a reading."""

from __future__ import annotations

from counterfoil.domain.statement import Statement
from counterfoil.ports.reader import Reading


def of(reading: Reading, key: str) -> dict[str, list[str]]:
    """Return property -> sorted values of one entity of a reading."""
    found: dict[str, list[str]] = {}
    for statement in sorted(reading.statements):
        if statement.entity_id == f"{reading.info.dataset}:{key}":
            found.setdefault(statement.prop, []).append(statement.value)
    return found


def person_values(reading: Reading) -> str:
    """Return all that is said of persons but their names, as one text in small letters."""
    names = {"name", "alias", "weakAlias", "previousName"}
    return "\n".join(
        f"{s.value} {s.original}".casefold()
        for s in reading.statements
        if s.kind == "Person" and s.prop not in names
    )


def find(reading: Reading, key: str, prop: str) -> Statement:
    """Return the only statement of one property of one entity."""
    found = [
        s
        for s in reading.statements
        if s.entity_id == f"{reading.info.dataset}:{key}" and s.prop == prop
    ]
    assert len(found) == 1, found
    return found[0]
