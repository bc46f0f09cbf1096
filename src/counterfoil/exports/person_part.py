"""What of a statement may leave: of persons only what is known to be harmless.

Readers keep origin outside; this is the same door at the other end, for snapshots that an older
version of the program has made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby

from counterfoil.domain.entity import LISTED, NAME_PROPS, PERSON, UNKNOWN_KIND
from counterfoil.domain.statement import Statement

PERSON_PROPS = frozenset(
    {
        *NAME_PROPS,
        LISTED,
        "birthDate",
        "deathDate",
        "position",
        "topics",
        "status",
        "related",
        "linkedTo",
    }
)
_PLACES = frozenset({"country", "jurisdiction", "mainCountry"})


def may_leave(kinds: AbstractSet[str], prop: str) -> bool:
    """Tell whether a property of an entity, which sources may give several kinds, may leave.

    An entity that anybody calls a person is one. An entry of unknown kind may be a person, so its
    country stays here too.
    """
    if PERSON in kinds:
        return prop in PERSON_PROPS
    return kinds != {UNKNOWN_KIND} or prop not in _PLACES


def is_on_person(partner_id: str) -> bool:
    """Tell whether a partner is a person; its id says so and carries no name."""
    return partner_id.rsplit("/", 1)[-1].startswith("person-")


def leaving(statements: Iterable[Statement], held_back: Counter[str]) -> Iterator[Statement]:
    """Yield what may be exported; count the rest by kind in `held_back`.

    Statements of one entity stand together.
    """
    for _, group in groupby(statements, key=lambda statement: statement.entity_id):
        entity = list(group)
        kinds = {statement.kind for statement in entity}
        for statement in entity:
            if may_leave(kinds, statement.prop):
                yield statement
            else:
                held_back[f"{statement.kind} details"] += 1
