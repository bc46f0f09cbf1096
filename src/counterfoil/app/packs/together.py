"""What is wrong between packs: editions that overlap, questions and roles that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterfoil.app.packs.places import Place
from counterfoil.domain.pack import Pack, common_day


@dataclass(frozen=True, slots=True)
class SetFault:
    """What is wrong between a pack and another, with its place in the pack's file."""

    pack_id: str
    place: Place
    text: str


def set_faults(packs: Sequence[Pack]) -> list[SetFault]:
    """Return what is wrong between packs, in their order."""
    known = {pack.pack_id: pack for pack in packs}
    found = [fault for pack in packs for fault in _edition_faults(pack, known)]
    return [*found, *_question_faults(packs), *_role_faults(packs)]


def _edition_faults(pack: Pack, known: Mapping[str, Pack]) -> Iterator[SetFault]:
    """Look at every edition before a pack: each must exist, and end before the pack begins."""
    here, seen = pack, {pack.pack_id}
    while here.replaces:
        before = known.get(here.replaces)
        if before is None:
            if here is pack:
                text = f"replaces {here.replaces}, which no pack is called"
                yield SetFault(pack.pack_id, ("pack", "replaces"), text)
            return
        if before.pack_id in seen:
            if here.replaces == pack.pack_id and here is not pack:
                text = f"{pack.pack_id} and {here.pack_id} replace each other in a circle"
                yield SetFault(pack.pack_id, ("pack", "replaces"), text)
            return
        if here is pack and before.regime != pack.regime:
            text = (
                f"replaces a pack of another regime: {before.pack_id} ({before.regime or 'none'})"
            )
            yield SetFault(pack.pack_id, ("pack", "replaces"), text)
        day = common_day(pack, before)
        if day is not None:
            text = f"{pack.pack_id} and {before.pack_id}, which it replaces, are both in force on {day}"
            yield SetFault(pack.pack_id, ("pack", "since"), text)
        seen.add(before.pack_id)
        here = before


def _question_faults(packs: Sequence[Pack]) -> Iterator[SetFault]:
    first: dict[str, tuple[str, str]] = {}
    for pack in packs:
        for number, question in enumerate(pack.questions):
            pack_id, about = first.setdefault(question.key, (pack.pack_id, question.about))
            if about != question.about:
                text = (
                    f"question {question.key}: {pack_id} asks the same question about "
                    f"{_subject(about)}, this pack about {_subject(question.about)}"
                )
                yield SetFault(pack.pack_id, ("questions", number), text)


def _subject(about: str) -> str:
    return f"each {about}" if about else "the engagement"


def _role_faults(packs: Sequence[Pack]) -> Iterator[SetFault]:
    first: dict[str, tuple[str, tuple[str, ...]]] = {}
    for pack in packs:
        for number, role in enumerate(pack.lists):
            if not role.datasets:
                continue
            pack_id, datasets = first.setdefault(role.role, (pack.pack_id, role.datasets))
            if set(datasets) != set(role.datasets):
                text = (
                    f"list {role.role}: {pack_id} fills the role with {', '.join(datasets)}, "
                    f"this pack with {', '.join(role.datasets)}"
                )
                yield SetFault(pack.pack_id, ("lists", number), text)
