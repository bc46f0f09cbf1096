"""Random cases in the words of one pack: bodies, people, flows, answers and papers it asks about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from counterfoil.domain.case import (
    AffiliationFacts,
    Body,
    Candidate,
    Case,
    FlowFacts,
    ListFacts,
    Owner,
    PartyFacts,
    PersonFacts,
    Reach,
    answer_key,
)
from counterfoil.domain.condition import calls
from counterfoil.domain.engagement import Kind
from counterfoil.domain.pack import Pack
from counterfoil.domain.relation import RELATIONS

DAY = date(2026, 6, 15)
SEATS = ("", "-", "US", "DE", "CN", "RU", "IR", "CN+DE")
RELATION_WORDS = tuple(word for words in RELATIONS.values() for word in words)


@dataclass(frozen=True)
class Words:
    """The words a pack uses: what its conditions name."""

    roles: tuple[str, ...]
    funders: tuple[str, ...]
    areas: tuple[str, ...]
    documents: tuple[str, ...]
    safeguards: tuple[str, ...]
    party_roles: tuple[str, ...]
    flow_kinds: tuple[str, ...]
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, pack: Pack) -> Words:
        """Collect them."""
        conditions = [rule.when for rule in pack.rules] + ([pack.applies] if pack.applies else [])
        found = [call for condition in conditions for call in calls(condition)]

        def of(*predicates: str, skip: int = 0) -> tuple[str, ...]:
            args = (a for c in found if c.predicate in predicates for a in c.args[skip:])
            return tuple(sorted(set(args)))

        return cls(
            tuple(role.role for role in pack.lists),
            (*of("funder"), "another"),
            of("tech"),
            of("on_file") + tuple(c.args[0] for c in found if c.predicate == "completed"),
            of("safeguard"),
            (*of("role", skip=1), "partner"),
            (*of("flow_kind", skip=1), "data"),
            # Kinds the pack speaks of come up more often than the others.
            of("kind") * 3 + tuple(kind.value for kind in Kind),
        )


def random_case(pack: Pack, dice: Random) -> Case:
    """Return a case in which much is unknown and much of the pack can bear on something."""
    words = Words.of(pack)
    parties = tuple(
        PartyFacts(f"P{n}", dice.choice(words.party_roles), _body(f"P{n}", words, dice))
        for n in range(1, dice.randint(1, 2) + 1)
    )
    people = tuple(
        PersonFacts(
            f"S-{n}",
            dice.choice(words.party_roles),
            tuple(_tie(f"S-{n}", k, words, dice) for k in range(1, dice.randint(0, 3) + 1)),
        )
        for n in range(1, dice.randint(0, 2) + 1)
    )
    flows = tuple(
        FlowFacts(
            f"F{n}", "thing", dice.choice(words.flow_kinds), dice.choice(("out", "out", "in")),
            dice.choice(parties).party, dice.choice(("", "", "L-1")),
        )
        for n in range(1, dice.randint(0, 2) + 1)
    )  # fmt: skip
    subjects = {
        "party": [p.party for p in parties],
        "person": [p.staff for p in people],
        "flow": [f.flow for f in flows],
        "": [""],
    }
    answers = tuple(
        (answer_key(question.key, subject), dice.random() < 0.5)
        for question in pack.questions
        for subject in subjects[question.about]
        if dice.random() < 0.4
    )
    documents = tuple(sorted({d for d in words.documents if dice.random() < 0.3}))
    return Case(
        engagement="R", as_of=DAY, kind=dice.choice(words.kinds),
        funders=dice.choice((None, (), tuple(dice.sample(words.funders, 1)))),
        proposed=DAY - timedelta(days=dice.randint(0, 40)),
        starts=dice.choice((None, DAY + timedelta(days=30))), ends=None, parties=parties,
        people=people, flows=flows, answers=answers, asked=(),
        areas=dice.choice((None, (), tuple(a for a in words.areas if dice.random() < 0.5))),
        suggestions=(), documents=documents,
        safeguards=tuple(s for s in words.safeguards if dice.random() < 0.3),
        incomplete=tuple(s for s in ("parties", "people", "flows") if dice.random() < 0.1),
        lists=tuple(
            ListFacts(role, ((role, "s", "2026-06-01", "2026-06-02", 13),), ())
            for role in words.roles
            if dice.random() < 0.95
        ),
        document_dates=tuple((d, _day(dice)) for d in documents if dice.random() < 0.5),
    )  # fmt: skip


def cases(pack: Pack, number: int, seed: int) -> Iterator[Case]:
    """Yield so many random cases."""
    dice = Random(f"{pack.pack_id}-{seed}")  # noqa: S311 - no secret  # noqa: S311 - no secret
    for _ in range(number):
        yield random_case(pack, dice)


def _body(body_id: str, words: Words, dice: Random, depth: int = 0) -> Body:
    candidates = tuple(
        _candidate(f"{body_id}:c{n}", words, dice) for n in range(dice.randint(0, 2))
    )
    owners: tuple[Owner, ...] = ()
    if depth == 0 and dice.random() < 0.5:
        low, high, stated = dice.choice(
            (("30", "30", True), ("60", "60", True), ("0", "100", False), ("25", "60", True))
        )
        owner = _body(f"{body_id}/T1", words, dice, 1)
        owners = (Owner(owner, low, high, stated, "", "extract"),)
    return Body(body_id, "", f"Body {body_id}", candidates, owners, (), seat=dice.choice(SEATS))


def _candidate(cluster: str, words: Words, dice: Random) -> Candidate:
    identity = dice.choice((True, False, None, None))
    on = tuple(
        (r, dice.choice(("", "2021-03-01", "2024")), "s")
        for r in words.roles
        if dice.random() < 0.4
    )
    reaches = tuple(
        Reach(role, "top", "Top", dice.randint(1, 3), (), "top", "Top")
        for role in words.roles
        if identity is not False and dice.random() < 0.2
    )
    return Candidate(
        cluster, (cluster,), "", "Listed", "Listed", "strong", 0, (), identity,
        "identifier" if identity else "judgement" if identity is False else "name", "x", on, reaches,
    )  # fmt: skip


def _tie(staff: str, number: int, words: Words, dice: Random) -> AffiliationFacts:
    start, end = sorted((_day(dice), _day(dice)))
    return AffiliationFacts(
        f"A{number}", dice.choice(RELATION_WORDS), "post", _body(f"{staff}/A{number}", words, dice, 1),
        dice.choice(("", start)), dice.choice(("", end)), dice.choice(("", "2026-06-01")),
        disclosed=dice.random() < 0.5,
    )  # fmt: skip


def _day(dice: Random) -> str:
    day = DAY - timedelta(days=dice.randint(0, 4000))
    return dice.choice((day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"))
