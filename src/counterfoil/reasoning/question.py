"""Questions: which single answer would narrow the outcome most, and which sets settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from counterfoil.domain.truth import Truth
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.interval import Interval, PackFormulas

SET_LIMIT = 3
SET_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer and the atoms it settles."""

    key: str
    sets: tuple[tuple[Atom, bool], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The set of atoms one answer settles; `cost` is low where the office can settle it."""

    key: str
    answers: tuple[Answer, ...]
    cost: int = 0

    @property
    def atoms(self) -> frozenset[Atom]:
        """Return the atoms any of the answers settles."""
        return frozenset(atom for answer in self.answers for atom, _ in answer.sets)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question with what its answers would do.

    Attributes:
        narrowing: per answer key, ladder steps narrowed plus holds settled, over all packs.
        settles: per answer key, the packs left with one outcome that were not before.

    """

    question: Question
    narrowing: tuple[tuple[str, int], ...]
    settles: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def best(self) -> int:
        """Return the narrowing of the best answer."""
        return max(value for _, value in self.narrowing)

    @property
    def worst(self) -> int:
        """Return the narrowing of the worst answer."""
        return min(value for _, value in self.narrowing)


@dataclass(frozen=True, slots=True)
class SettlingSet:
    """Questions that settle a pack if `named` is answered `answer`, whatever the others say."""

    named: str
    answer: str
    others: tuple[str, ...]
    settles_hold: bool


def open_questions(packs: Mapping[str, PackFormulas], asked: Sequence[Question]) -> list[Question]:
    """Return the questions that touch an atom on which some pack still depends.

    A pack depends on nothing that could only make it fire at or below its lowest outcome, and on
    no hold that is certain already.
    """
    relevant: set[Atom] = set()
    for pack in packs.values():
        now = pack.interval()
        open_levels = tuple((o, f) for o, f in pack.levels if now.low < o <= now.high)
        open_hold = pack.hold if now.hold is None else False
        relevant |= PackFormulas(open_levels, open_hold).atoms()
    return [question for question in asked if question.atoms & relevant]


def rank(packs: Mapping[str, PackFormulas], asked: Sequence[Question]) -> list[Ranked]:
    """Order questions by best answer, then worst, then packs settled, cost and key."""
    before = {key: pack.interval() for key, pack in packs.items()}
    touches = {key: pack.atoms() for key, pack in packs.items()}
    ranked = [_rank_one(packs, before, touches, question) for question in asked]

    def order(item: Ranked) -> tuple[int, int, int, int, str]:
        settled = max(len(names) for _, names in item.settles)
        return (-item.best, -item.worst, -settled, item.question.cost, item.question.key)

    return sorted(ranked, key=order)


def settling_sets(pack: PackFormulas, ranked: Sequence[Ranked]) -> list[SettlingSet]:
    """Return the smallest sets of two or three questions that settle the pack.

    Empty where the pack is settled already or a single answer settles it. Sets that settle the
    hold as well come first, then the order of the questions.
    """
    touched = pack.atoms()
    asked = [r.question for r in ranked if r.question.atoms & touched]
    if pack.interval().is_settled or any(
        pack.under(dict(answer.sets)).interval().is_settled for q in asked for answer in q.answers
    ):
        return []
    asked = asked[:SET_CANDIDATES]
    place = {question.key: number for number, question in enumerate(asked)}
    after = {(q.key, a.key): pack.under(dict(a.sets)) for q in asked for a in q.answers}
    for size in range(2, SET_LIMIT + 1):
        found = [
            settling
            for members in combinations(asked, size)
            for settling in _named_ways(members, after)
        ]
        if found:
            return sorted(found, key=lambda s: _set_order(s, place))
    return []


def _set_order(found: SettlingSet, place: Mapping[str, int]) -> tuple[bool, list[int], int, str]:
    members = sorted(place[key] for key in (found.named, *found.others))
    return (not found.settles_hold, members, place[found.named], found.answer)


def _named_ways(
    members: Sequence[Question],
    after: Mapping[tuple[str, str], PackFormulas],
) -> Iterator[SettlingSet]:
    for named in members:
        others = [question for question in members if question is not named]
        for answer in named.answers:
            holds = _ends_settled(after[named.key, answer.key], others)
            if holds is not None:
                keys = tuple(question.key for question in others)
                yield SettlingSet(named.key, answer.key, keys, None not in holds)


def _ends_settled(reached: PackFormulas, others: Sequence[Question]) -> set[Truth] | None:
    """Return the holds the pack may end with, or None if some answers leave it open.

    The first combination that leaves it open ends the search: nearly all do at once.
    """
    holds: set[Truth] = set()
    for combo in product(*(question.answers for question in others)):
        end = reached.under({a: v for other in combo for a, v in other.sets})
        if not end.may_be_settled():
            return None
        interval = end.interval()
        if not interval.is_settled:
            return None
        holds.add(interval.hold)
    return holds


def _rank_one(
    packs: Mapping[str, PackFormulas],
    before: Mapping[str, Interval],
    touches: Mapping[str, set[Atom]],
    question: Question,
) -> Ranked:
    narrowing, settles = [], []
    for answer in question.answers:
        total, settled = 0, []
        known = dict(answer.sets)
        for key, pack in packs.items():
            if not (touches[key] & known.keys()):
                continue
            after = pack.under(known).interval()
            total += before[key].width - after.width
            total += before[key].hold is None and after.hold is not None
            if after.is_settled and not before[key].is_settled:
                settled.append(key)
        narrowing.append((answer.key, total))
        settles.append((answer.key, tuple(settled)))
    return Ranked(question, tuple(narrowing), tuple(settles))
