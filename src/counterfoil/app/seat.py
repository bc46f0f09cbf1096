"""Where an organisation has its seat: as the office wrote it, else as the entity it is says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from counterfoil.app.shelf import Entry
from counterfoil.domain.case import Candidate
from counterfoil.domain.engagement import BodyRef
from counterfoil.domain.entity import PERSON
from counterfoil.reasoning.seats import A_PERSON

_CODE = re.compile("[A-Z]{2}")


def seat_of(ref: BodyRef, candidates: Sequence[Candidate], entries: Mapping[str, Entry]) -> str:
    """Return the country codes of a body's seat joined by `+`, empty where none is on file.

    A namesake says nothing of the seat: only an entity the body is known to be does. Of a natural
    person, `-` stands for a country that is never kept.
    """
    if ref.is_person:
        return A_PERSON
    if ref.country:
        return ref.country
    found = [entries[m] for c in candidates if c.identity for m in c.members if m in entries]
    if any(entry.kind == PERSON for entry in found):
        return A_PERSON
    return "+".join(sorted({e.country for e in found if _CODE.fullmatch(e.country)}))
