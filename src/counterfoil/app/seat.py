"""Where an organisation has its seat: as the office wrote it, else as the entity it is says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from counterfoil.app.shelf import Entry
from counterfoil.domain.case import Candidate
from counterfoil.domain.engagement import BodyRef
from counterfoil.domain.entity import ORGANISATION_KINDS, PERSON
from counterfoil.reasoning.seats import A_PERSON

_CODE = re.compile("[A-Z]{2}")


def seat_of(ref: BodyRef, candidates: Sequence[Candidate], entries: Mapping[str, Entry]) -> str:
    """Return the country codes of a body's seat joined by `+`, empty where none is on file.

    A namesake says nothing of the seat: only an entity the body is known to be does. Of a natural
    person, `-` stands for a country that is never kept. An entity
    of unknown kind may be a person: its country is nobody's seat.
    """
    if ref.is_person:
        return A_PERSON
    known = [entries[m] for c in candidates if c.identity for m in c.members if m in entries]
    bodies = [entry for entry in known if entry.kind in ORGANISATION_KINDS]
    if not bodies and any(entry.kind == PERSON for entry in known):
        return A_PERSON
    # Where office and registry, or two registries, disagree, both stand: the seat is then open.
    found = {code for entry in bodies for code in entry.seats if _CODE.fullmatch(code)}
    return "+".join(sorted(found | ({ref.country} if ref.country else set())))
