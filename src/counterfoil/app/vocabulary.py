"""Words of an engagement that no pack in force knows: a slip there must never read as a no."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from counterfoil.domain.condition import calls
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.predicates import role_key

_SHORT = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the packs in force ask about: areas, questions, documents and safeguards.

    `elsewhere` gives, when it is needed, the words of packs that are known but not in force: a
    word of theirs is no slip.
    """

    areas: frozenset[str]
    questions: frozenset[str]
    documents: frozenset[str]
    safeguards: frozenset[str]
    roles: frozenset[str]
    funders: frozenset[str]
    abouts: frozenset[tuple[str, str]] = frozenset()  # (question, party, person, flow or empty)
    elsewhere: Callable[[], Vocabulary] | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        packs: Sequence[Pack],
        areas: Iterable[str],
        elsewhere: Callable[[], Vocabulary] | None = None,
    ) -> Vocabulary:
        """Collect the words of packs and of the area files they ask about."""
        conditions = [rule.when for pack in packs for rule in pack.rules]
        conditions += [pack.applies for pack in packs if pack.applies is not None]
        found = [call for condition in conditions for call in calls(condition)]

        def words(predicate: str) -> frozenset[str]:
            return frozenset(a for c in found if c.predicate == predicate for a in c.args)

        keys = frozenset(q.key for pack in packs for q in pack.questions)
        asked = {m.whom for pack in packs for rule in pack.rules for m in rule.measures if m.whom}
        roles = {w for w in words("role") if len(w) > 1} | {role_key(role) for role in asked}
        return cls(
            frozenset(areas),
            keys,
            words("on_file") | {c.args[0] for c in found if c.predicate == "completed"},
            words("safeguard"),
            frozenset(roles),
            words("funder"),
            frozenset((q.key, q.about) for pack in packs for q in pack.questions),
            elsewhere,
        )

    def area_sets(self, engagement: Engagement) -> tuple[str, ...] | None:
        """Return the sets of areas an answer speaks for, None for every one.

        A misspelt area must not read as a no: the set it is of counts as not answered.
        """
        if engagement.areas is None:
            return ()
        known = {area.split("/")[0] for area in self.areas}
        slips = {
            area.split("/")[0]
            for area in engagement.areas.areas
            if area not in self.areas and area.split("/")[0] in known
        }
        covered = engagement.areas.covers()
        return covered if covered is None else tuple(x for x in covered if x not in slips)


def unknown_words(engagement: Engagement, known: Vocabulary) -> list[str]:
    """Return one sentence per word that no known pack knows, with the nearest that is in force."""
    doubts = list(_doubts(engagement, known))
    if doubts and known.elsewhere is not None:
        other = known.elsewhere()
        beside = {"answer": other.questions, "document": other.documents,
                  "role": other.roles, "funder": other.funders,
                  "safeguard": other.safeguards}  # fmt: skip
        doubts = [one for one in doubts if one.word not in beside.get(one.what, ())]
    return [doubt.says for doubt in doubts]


@dataclass(frozen=True, slots=True)
class _Doubt:
    what: str
    word: str
    says: str


def _doubts(engagement: Engagement, known: Vocabulary) -> Iterator[_Doubt]:
    answered = [answer.key for answer in engagement.answers]
    asked = [key for key, _ in engagement.asked if key != "areas"]
    areas = engagement.areas.areas if engagement.areas is not None else ()
    yield from _unknown("area", areas, known.areas, "its set of areas counts as not answered")
    yield from _unknown("answer", [*answered, *asked], known.questions, "no pack in force asks it")
    yield from _unknown("document", engagement.documents, known.documents, "no rule looks for it")
    yield from _near("role", _roles(engagement), known.roles)
    yield from _near("funder", engagement.funders or (), known.funders)
    yield from _foreign_funders(engagement, known)
    yield from _misplaced(engagement, known)
    yield from _days_to_come(engagement)
    yield from _unknown("safeguard", engagement.safeguards, known.safeguards, "no rule knows it")


def _unknown(
    what: str, given: Iterable[str], known: Iterable[str], effect: str
) -> Iterator[_Doubt]:
    choices = sorted(known)
    for word in dict.fromkeys(given):
        if word not in choices:
            near = get_close_matches(word, choices, 1, 0.6)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield _Doubt(what, word, f"the {what} {word!r} is not known here ({effect}){hint}")


def _foreign_funders(engagement: Engagement, known: Vocabulary) -> Iterator[_Doubt]:
    # A funder written out in full counts for no rule; who reads `no rule fired` must know.
    if any(role_key(party.role) == "funder" for party in engagement.parties):
        return  # a partner who pays is looked at as a party
    told = {doubt.word for doubt in _near("funder", engagement.funders or (), known.funders)}
    for word in dict.fromkeys(engagement.funders or ()):
        if word not in known.funders and word not in told and known.funders:
            says = f"no rule in force knows the funder {word!r}; packs know funders by short names"
            yield _Doubt("funder", word, f"{says}, which `counterfoil packs explain PACK` shows")


def _misplaced(engagement: Engagement, known: Vocabulary) -> Iterator[_Doubt]:
    # An answer about the wrong sort of thing answers nothing.
    kinds = {
        **{party.party: "party" for party in engagement.parties},
        **{person.staff: "person" for person in engagement.people},
        **{flow.flow: "flow" for flow in engagement.flows},
    }
    for answer in engagement.answers:
        wanted = {about for key, about in known.abouts if key == answer.key}
        if wanted and kinds.get(answer.about, "") not in wanted:
            each = " or ".join(
                sorted(f"one {about}" if about else "all at once" for about in wanted)
            )
            says = f"the answer {answer.key!r} counts for nothing: it is asked about {each}"
            hint = "; write about = ..." if "" not in wanted else "; leave `about` out"
            yield _Doubt("misplaced answer", answer.key, says + hint)


def _days_to_come(engagement: Engagement) -> Iterator[_Doubt]:
    # What is dated after the proposal cannot have been answered for it by a slip of the year.
    latest = engagement.proposed.year + 1
    for person in engagement.people:
        for tie in person.affiliations:
            if tie.start[:4].isdigit() and int(tie.start[:4]) > latest:
                says = (
                    f"{person.staff}: {tie.relation} at {tie.body.name} begins {tie.start}, after"
                )
                yield _Doubt("date", tie.start, f"{says} the proposal; is the year right?")


def _roles(engagement: Engagement) -> list[str]:
    roles = [party.role for party in engagement.parties]
    return [role_key(role) for role in (*roles, *(person.role for person in engagement.people))]


def _near(what: str, given: Iterable[str], known: frozenset[str]) -> Iterator[_Doubt]:
    # Other roles and funders are legitimate; only a near miss of one that counts is told.
    for word in dict.fromkeys(given):
        near = get_close_matches(word, sorted(known), 1, 0.75)
        inside = [k for k in sorted(known) if len(k) > _SHORT and k in word]
        if word not in known and (near or inside):
            meant = near[0] if near else inside[0]
            said = f"the {what} {word!r} counts for no rule; did you mean {meant}?"
            yield _Doubt(what, word, said)
