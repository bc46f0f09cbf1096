"""From unknown facts to questions: which atoms one answer settles, and who can give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeVar

from counterfoil.domain.case import Body, Case, answer_key
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.dating import document_answers, tie_answers
from counterfoil.reasoning.fact import Fact
from counterfoil.reasoning.predicates import is_unnamed
from counterfoil.reasoning.question import Answer, Question
from counterfoil.reasoning.seats import countries_of, holds

Key = TypeVar("Key")
COST = {"office": 0, "researcher": 1, "partner": 2, "registry": 2}
_FULL = 3  # areas up to which every combination of answers is tried


def questions_of(
    case: Case, facts: Sequence[Fact], packs: Sequence[Pack]
) -> list[tuple[Question, str, tuple[str, ...]]]:
    """Return (question, who can answer, what it is about) for every unknown that can be asked.

    What could not be looked at for want of a list is a limit, never a question.
    """
    unknown: dict[str, list[Atom]] = defaultdict(list)
    for fact in facts:
        if fact.truth is None and fact.why != "not-loaded" and not is_unnamed(fact.atom.args):
            # A window that counts from a start nobody has put on file asks for that, of whatever.
            start = fact.why == "start-missing"
            unknown["starts_when" if start else fact.atom.predicate].append(fact.atom)
    asked = [
        *_identity(case, unknown["same"]),
        *_areas(unknown["tech"]),
        *_answers(unknown["answer"], packs),
        *_shares(case, unknown["share_reaches"]),
        *_owners(unknown["owner_listed"]),
        *_dates(case, unknown["within"]),
        *_listing_dates(unknown["listed_when"]),
        *_starts(unknown["starts_when"]),
        *_documents(case, unknown["completed"]),
        *_seats(case, unknown["seated"]),
        *_funders(unknown["funder"]),
    ]
    return sorted(asked, key=lambda item: item[0].key)


def bodies_of(case: Case) -> dict[str, Body]:
    """Return every outside body of the case by its id, owners and parents included."""
    found: dict[str, Body] = {}

    def walk(body: Body) -> None:
        if body.body_id in found:
            return
        found[body.body_id] = body
        for owner in body.owners:
            walk(owner.body)
        for parent in body.parents:
            walk(parent)
        for candidate in body.candidates:
            for owner in candidate.owners:
                walk(owner.body)

    for party in case.parties:
        walk(party.body)
    for person in case.people:
        for affiliation in person.affiliations:
            walk(affiliation.body)
    return found


Asked = tuple[Question, str, tuple[str, ...]]


def _yes_no(atoms: Sequence[Atom], yes: str, no: str) -> tuple[Answer, ...]:
    return (
        Answer(yes, tuple((atom, True) for atom in atoms)),
        Answer(no, tuple((atom, False) for atom in atoms)),
    )


def _identity(case: Case, atoms: Sequence[Atom]) -> Iterator[Asked]:
    bodies = bodies_of(case)
    together: dict[tuple[str, str], list[Atom]] = defaultdict(list)
    groups = _groups_of(bodies)
    for atom in atoms:
        body_id, cluster = atom.args
        partner = bodies[body_id].partner if body_id in bodies else ""
        together[partner or body_id, groups.get(cluster) or cluster].append(atom)
    for (partner, _), members in together.items():
        ids = sorted({atom.args[0] for atom in members})
        clusters = sorted({atom.args[1] for atom in members})
        key = f"same:{'+'.join(ids)}:{clusters[0]}"
        question = Question(key, _yes_no(sorted(members), "same", "different"), COST["office"])
        yield question, "office", (partner, *ids, *clusters)


def _groups_of(bodies: Mapping[str, Body]) -> dict[str, str]:
    groups: dict[str, str] = {}
    for body in bodies.values():
        for candidate in body.candidates:
            groups[candidate.cluster] = candidate.group
            for reach in candidate.reaches:
                groups.setdefault(reach.target, reach.group)
    return groups


def _areas(atoms: Sequence[Atom]) -> Iterator[Asked]:
    if not atoms:
        return
    ordered = sorted(atoms)
    if len(ordered) == 1:
        answers = _yes_no(ordered, "yes", "no")
    elif len(ordered) <= _FULL:
        answers = tuple(
            Answer(_area_key(ordered, values), tuple(zip(ordered, values, strict=True)))
            for values in product((True, False), repeat=len(ordered))
        )
    else:
        chosen = [{atom} for atom in ordered] + [set(ordered), set()]
        answers = tuple(
            Answer(
                _area_key(ordered, [atom in some for atom in ordered]),
                tuple((atom, atom in some) for atom in ordered),
            )
            for some in chosen
        )
    about = tuple(atom.args[0] for atom in ordered)
    yield Question("tech", answers, COST["researcher"]), "researcher", about


def _area_key(atoms: Sequence[Atom], values: Sequence[bool]) -> str:
    return "+".join(a.args[0] for a, v in zip(atoms, values, strict=True) if v) or "none"


def _answers(atoms: Sequence[Atom], packs: Sequence[Pack]) -> Iterator[Asked]:
    who = {q.key: q.who for pack in reversed(packs) for q in pack.questions}
    for atom in atoms:
        asks = who.get(atom.args[0], "researcher")
        key = f"answer:{answer_key(*atom.args)}"
        question = Question(key, _yes_no([atom], "yes", "no"), COST[asks])
        yield question, asks, atom.args


def _together(atoms: Sequence[Atom], key: Callable[[Atom], Key]) -> dict[Key, list[Atom]]:
    """Return the atoms that one answer settles, by what the question is about."""
    found: dict[Key, list[Atom]] = defaultdict(list)
    for atom in sorted(atoms):
        found[key(atom)].append(atom)
    return found


def _partner_of(case: Case) -> Callable[[Atom], str]:
    """Return the function that says which partner an atom about a body is about."""
    bodies = bodies_of(case)

    def partner(atom: Atom) -> str:
        body = bodies.get(atom.args[0])
        return (body.partner if body else "") or atom.args[0]

    return partner


def _ids(atoms: Sequence[Atom]) -> list[str]:
    return sorted({atom.args[0] for atom in atoms})


def _shares(case: Case, atoms: Sequence[Atom]) -> Iterator[Asked]:
    for partner, members in _together(atoms, _partner_of(case)).items():
        key, answers = f"share:{'+'.join(_ids(members))}", _yes_no(members, "reaches", "below")
        yield Question(key, answers, COST["registry"]), "registry", (partner, *_ids(members))


def _owners(atoms: Sequence[Atom]) -> Iterator[Asked]:
    for owner, members in _together(atoms, lambda atom: atom.args[0]).items():
        answers = _yes_no(members, "a-listed-body", "no-listed-body")
        yield Question(f"owner:{owner}", answers, COST["registry"]), "registry", (owner,)


def _dates(case: Case, atoms: Sequence[Atom]) -> Iterator[Asked]:
    for about, members in _together(atoms, lambda atom: atom.args[:2]).items():
        key, answers = f"dates:{':'.join(about)}", tie_answers(case, members)
        yield Question(key, answers, COST["researcher"]), "researcher", about


def _listing_dates(atoms: Sequence[Atom]) -> Iterator[Asked]:
    for (cluster, dataset), members in _together(atoms, lambda atom: atom.args[3:5]).items():
        answers = _yes_no(members, "before-the-end", "after-the-end")
        key = f"listed-when:{dataset}:{cluster}"
        yield Question(key, answers, COST["office"]), "office", (cluster, dataset)


def _starts(atoms: Sequence[Atom]) -> Iterator[Asked]:
    if atoms:
        answers = _yes_no(sorted(atoms), "within", "outside")
        yield Question("starts", answers, COST["office"]), "office", ()


def _documents(case: Case, atoms: Sequence[Atom]) -> Iterator[Asked]:
    for document, members in _together(atoms, lambda atom: atom.args[0]).items():
        answers = document_answers(case, members)
        yield Question(f"document:{document}", answers, COST["office"]), "office", (document,)


def _seats(case: Case, atoms: Sequence[Atom]) -> Iterator[Asked]:
    # One answer, the country of the seat, settles every set the packs ask about.
    for partner, members in _together(atoms, _partner_of(case)).items():
        key, answers = f"seat:{'+'.join(_ids(members))}", _seat_answers(members)
        yield Question(key, answers, COST["office"]), "office", (partner, *_ids(members))


def _seat_answers(atoms: Sequence[Atom]) -> tuple[Answer, ...]:
    # Countries no set tells apart give one answer.
    ordered = sorted(atoms)
    named = sorted(set().union(*(countries_of(atom.args[1]) for atom in ordered)))
    alike: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for country in (*named, "elsewhere"):
        alike[tuple(holds(atom.args[1], country) for atom in ordered)].append(country)
    return tuple(
        Answer("+".join(countries), tuple(zip(ordered, values, strict=True)))
        for values, countries in alike.items()
    )


def _funders(atoms: Sequence[Atom]) -> Iterator[Asked]:
    if atoms:
        ordered = sorted(atoms)
        one = tuple(
            Answer(atom.args[0], tuple((other, other == atom) for other in ordered))
            for atom in ordered
        )
        none = Answer("another", tuple((atom, False) for atom in ordered))
        about = tuple(atom.args[0] for atom in ordered)
        yield Question("funder", (*one, none), COST["office"]), "office", about
