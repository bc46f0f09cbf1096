"""What the record's judgements say of partners themselves: merged, split, taken back.

A merge is a verdict on two partners (`partner/ID`, same). A split is one row (`split/ID/KEYS`,
different): the partner it is about loses the spellings of these keys to the new partner. What
was merged or split is taken back by a row that names it (`undo/DIGEST`, unsure). Rows are only
added, so taking back leaves exactly what stood before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.plain import to_plain

PREFIX = "partner/"
SPLIT = "split/"
UNDO = "undo/"
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Split:
    """A split that stands: the former partner, the new one, and the keys of its spellings."""

    former: str
    partner: str
    keys: tuple[str, ...]


def is_on_partners(judgement: Judgement) -> bool:
    """Tell whether a row is about partners, not about an entry of a list."""
    return judgement.entity_id.startswith((PREFIX, SPLIT, UNDO))


def digest_of(judgement: Judgement) -> str:
    """Return what a row is named by when it is taken back."""
    return canonical_hash(to_plain(judgement))[:_DIGEST]


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the rows in order, without those taken back and those that took them back."""
    if not any(j.entity_id.startswith(UNDO) for j in judgements):
        return list(judgements)
    gone: set[int] = set()
    places: dict[str, list[int]] = defaultdict(list)
    for at, judgement in enumerate(judgements):
        if judgement.entity_id.startswith(UNDO):
            gone.add(at)
            found = places[judgement.entity_id.removeprefix(UNDO)]
            if found:
                gone.add(found.pop())
        elif is_on_partners(judgement):
            places[digest_of(judgement)].append(at)
    return [judgement for at, judgement in enumerate(judgements) if at not in gone]


def latest_by_pair(judgements: Sequence[Judgement]) -> dict[frozenset[str], Judgement]:
    """Return the latest standing verdict on each pair of partners, whichever stands first."""
    return {
        frozenset((j.partner_id, j.entity_id.removeprefix(PREFIX))): j
        for j in standing(judgements)
        if j.entity_id.startswith(PREFIX)
    }


def splits_of(judgements: Sequence[Judgement]) -> list[Split]:
    """Return the splits that stand, oldest first."""
    return [split_of(j) for j in standing(judgements) if j.entity_id.startswith(SPLIT)]


def split_of(judgement: Judgement) -> Split:
    """Return the split that a row says; raise ValueError where the row is no split."""
    partner, keys = judgement.entity_id.removeprefix(SPLIT).split("/")
    return Split(judgement.partner_id, partner, tuple(keys.split("+")))


def split_entity(partner: str, keys: Sequence[str]) -> str:
    """Return what a split is written as in the record."""
    return f"{SPLIT}{partner}/{'+'.join(keys)}"
