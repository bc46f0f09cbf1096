"""Intake: what a sender's spreadsheet would change in the register, and the change itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counterfoil.domain.engagement import Engagement
from counterfoil.domain.intake import Intake
from counterfoil.domain.partner import Person
from counterfoil.domain.plain import to_plain
from counterfoil.ports.intake import IntakeBook
from counterfoil.ports.record import Record

# What a sheet does not know is kept as the office entered it.
_OFFICE = ("ties", "asked", "answers", "areas", "safeguards")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file brings against what is kept.

    Attributes:
        new, changed, unchanged: engagement ids; `changes` id -> the fields that differ.
        vanished: ids the sender's earlier files had and this one lacks; they stay in the register.
        returned: ids that had vanished and are back.

    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    vanished: tuple[str, ...]
    returned: tuple[str, ...]
    changes: Mapping[str, tuple[str, ...]]
    engagements: tuple[Engagement, ...]
    rows: tuple[Intake, ...]


def compare_arrival(
    engagements: Sequence[Engagement],
    rows: Sequence[Intake],
    sender: str,
    kept: Mapping[str, Engagement],
    known: Mapping[str, Intake],
    *,
    undated: frozenset[str] = frozenset(),
) -> Arrival:
    """Return what a file brings; answers and ties the office entered are carried over.

    `undated` are engagements whose sheet has no date of proposal: the day once kept stays.
    """
    arriving = [
        _carried(one, kept.get(one.engagement_id), undated=one.engagement_id in undated)
        for one in engagements
    ]
    by_id = {row.engagement: row for row in rows}
    new, changed, unchanged, changes = [], [], [], {}
    for one in arriving:
        before = kept.get(one.engagement_id)
        if before is None:
            new.append(one.engagement_id)
        elif before == one:
            unchanged.append(one.engagement_id)
        else:
            changed.append(one.engagement_id)
            changes[one.engagement_id] = _differences(before, one)
    mine = {key: row for key, row in known.items() if row.sender == sender}
    vanished = [key for key, row in mine.items() if row.present and key not in by_id]
    returned = [key for key, row in mine.items() if not row.present and key in by_id]
    touched = {*new, *changed, *returned}
    touched |= {key for key in by_id if key not in known or known[key].blank != by_id[key].blank}
    fresh = [by_id[one.engagement_id] for one in arriving if one.engagement_id in touched]
    gone = [replace(mine[key], present=False) for key in vanished]
    return Arrival(
        tuple(new), tuple(changed), tuple(unchanged), tuple(vanished), tuple(returned), changes,
        tuple(arriving), (*fresh, *gone),
    )  # fmt: skip


def accept_arrival(
    arrival: Arrival, people: Sequence[Person], record: Record, book: IntakeBook, *, at: datetime
) -> int:
    """Keep what a file brings; return how many people were new or changed.

    A person who is in the register already keeps the row it has: a sheet knows less.
    """
    known = record.people()
    fresh = {person.staff: person for person in people if person.staff not in known}
    count = record.put_people(list(fresh.values()), at) if fresh else 0
    wanted = {*arrival.new, *arrival.changed}
    record.put_engagements([e for e in arrival.engagements if e.engagement_id in wanted], at)
    book.add(arrival.rows, at)
    return count


def _carried(arriving: Engagement, kept: Engagement | None, *, undated: bool) -> Engagement:
    if kept is None:
        return arriving
    entered = {name: getattr(kept, name) for name in _OFFICE if not getattr(arriving, name)}
    own = {staff.staff: staff for staff in kept.people}
    people = tuple(
        replace(person, affiliations=own[person.staff].affiliations)
        if person.staff in own and _same_bodies(person.affiliations, own[person.staff].affiliations)
        else person
        for person in arriving.people
    )
    proposed = kept.proposed if undated else arriving.proposed
    return replace(arriving, people=people, proposed=proposed, **entered)


def _same_bodies(arriving: Sequence[object], kept: Sequence[object]) -> bool:
    """Tell whether the sheet names no body the register lacks: what is kept is then the richer."""

    def names(found: Sequence[object]) -> set[str]:
        return {affiliation.body.name for affiliation in found}  # type: ignore[attr-defined]

    return names(arriving) <= names(kept)


def _differences(before: Engagement, after: Engagement) -> tuple[str, ...]:
    old, new = to_plain(before), to_plain(after)
    return tuple(name for name in old if old[name] != new[name])
