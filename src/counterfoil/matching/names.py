"""What goes into the matcher: names of a reference and names to look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class ReferenceName(NamedTuple):
    """One name of the reference; several may share an entity id.

    `kind` is FollowTheMoney's word, empty when unknown; `prop` tells what sort of name it is
    (name, alias, weakAlias, acronym): an acronym alone is never more than possible.
    `city` and `country` (ISO 3166 alpha-2, organisations only) are context where known.
    """

    entity_id: str
    name: str
    kind: str = ""
    prop: str = "name"
    lang: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class QueryName:
    """One name to look for, with the context that may corroborate it.

    `other_names` are further spellings of the same body (a native-script name, an acronym).
    """

    query_id: str
    name: str
    kind: str = ""
    other_names: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
