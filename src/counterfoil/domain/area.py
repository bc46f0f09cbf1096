"""Technology areas: what a regime calls sensitive, with phrases that suggest it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

# A published list of areas as a snapshot: entities of this kind, with these properties. The words
# are not those of bodies (name, parent), so that no area is ever matched or followed as one.
AREA = "Area"
CODE = "code"
HEADING = "heading"
BROADER = "broader"


class Pair(NamedTuple):
    """Two phrases that suggest an area where both stand in one sentence, in any order."""

    one: str
    other: str


class Unless(NamedTuple):
    """Phrases that take a suggestion back: in the same sentence, or `anywhere` in the text."""

    phrases: tuple[str, ...]
    anywhere: bool = False


# A phrase may end words with `*`: any word that begins so.
Phrase = str | Pair | Unless


@dataclass(frozen=True, slots=True)
class Area:
    """An area `taxonomy/group/sub-area`; its phrases only suggest, a person's answer decides."""

    area_id: str
    title: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A published list of areas, dated."""

    taxonomy_id: str
    title: str
    edition: date
    source: str
    areas: tuple[Area, ...]
    content_hash: str
