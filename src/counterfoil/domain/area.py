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
    """Phrases that suggest an area where one of each side stands in a sentence, in any order."""

    one: tuple[str, ...]
    other: tuple[str, ...]


class Words(NamedTuple):
    """Words of which several, close together, suggest an area though none does so alone."""

    words: tuple[str, ...]


class Unless(NamedTuple):
    """Phrases that take suggestions back: in the same sentence, or `anywhere` in the text.

    In one sentence they take back what they stand beside, anywhere all of the area.
    """

    phrases: tuple[str, ...]
    anywhere: bool = False


Single = str | Pair | Words | Unless


class Bundle(NamedTuple):
    """Phrases that were written for another area, with their own `unless`."""

    phrases: tuple[Single, ...]


# A phrase may end words with `*`: any word that begins so.
Phrase = Single | Bundle


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
