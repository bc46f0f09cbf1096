"""Technology areas: what a regime calls sensitive, with phrases that suggest it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# A published list of areas as a snapshot: entities of this kind, with these properties. The words
# are not those of bodies (name, parent), so that no area is ever matched or followed as one.
AREA = "Area"
CODE = "code"
HEADING = "heading"
BROADER = "broader"


@dataclass(frozen=True, slots=True)
class Area:
    """An area `taxonomy/group/sub-area`; its phrases only suggest, a person's answer decides."""

    area_id: str
    title: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A published list of areas, dated."""

    taxonomy_id: str
    title: str
    edition: date
    source: str
    areas: tuple[Area, ...]
    content_hash: str
