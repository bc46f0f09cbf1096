"""The catalogue of predicates: their words, how absence reads, and how they are grounded.

There is no predicate on a person's country or name, and none can be written: a pack can only
say what stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterfoil.domain.case import Body, Case, answer_key
from counterfoil.domain.dates import parse_date
from counterfoil.domain.truth import Truth
from counterfoil.reasoning import bodies, seats
from counterfoil.reasoning.affiliations import Asked, clock_of, tied, tied_under
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.fact import FactBook, Reading
from counterfoil.reasoning.formula import Formula, Lit, any_of
from counterfoil.reasoning.window import overlaps, window_at

Ground = Callable[[FactBook, Case, tuple[str, ...]], Formula]
UNKNOWN_INSTANCE = "?"


def is_unnamed(args: tuple[str, ...]) -> bool:
    """Tell whether an argument is the unknown instance of a set declared incomplete."""
    return any(arg.startswith(UNKNOWN_INSTANCE) for arg in args)


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate of the pack language.

    Attributes:
        params: kind of each argument: party, person, flow, member (party or person), list,
            class (list, jurisdiction set or `anybody`), jurisdiction, relation, area, window,
            number, word, question; a last `word*` or `area*` takes one or more, a last
            `subject?` (party, person or flow) may be left out.
        reading: how absence reads.
        actionable: whether the organisation can turn it itself (a licence, a document).
        says: the predicate in words, for docs and messages.

    """

    name: str
    params: tuple[str, ...]
    reading: Reading
    ground: Ground
    says: str
    actionable: bool = False


def _record(book: FactBook, name: str, args: tuple[str, ...], *, value: bool) -> Formula:
    return Lit(book.add(Atom(name, args), value, Reading.RECORD, "recorded"))


def role_key(role: str) -> str:
    """Return a role as conditions write it: `In-kind contributor` is `in-kind-contributor`."""
    return "-".join(role.casefold().split())


def _kind(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    return any_of(_record(book, "kind", (kind,), value=case.kind == kind) for kind in args)


def _funder(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    def one(funder: str) -> Formula:
        truth = None if case.funders is None else funder in case.funders
        why = "not-answered" if truth is None else "recorded"
        return Lit(book.add(Atom("funder", (funder,)), truth, Reading.OPEN, why))

    return any_of(one(funder) for funder in args)


def _role(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    member, *roles = args
    actual = {party.party: role_key(party.role) for party in case.parties}
    actual |= {person.staff: role_key(person.role) for person in case.people}
    return any_of(
        _record(book, "role", (member, role), value=actual[member] == role) for role in roles
    )


def _listed(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    return bodies.listed(book, case, _body(case, args[0]), args[1])


def _owned(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    if bodies.datasets_of(case, args[1]) is None:
        return bodies.listed(book, case, _body(case, args[0]), args[1])
    return bodies.owned(book, case, _body(case, args[0]), args[1], int(args[2]))


def _owner_share_missing(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    return bodies.owner_share_missing(book, case, _body(case, args[0]), args[1])


def _part_of_listed(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    return bodies.part_of_listed(book, case, _body(case, args[0]), args[1], int(args[2]))


def _seated(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    return seats.seated(book, _body(case, args[0]), args[1])


def _tie(relation: str) -> Ground:
    def ground(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
        staff, group, window = args
        return tied(book, case, Asked(staff, relation, window), group)

    return ground


def _undisclosed(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    staff, relation, group, window = args
    return tied(book, case, Asked(staff, relation, window, undisclosed=True), group)


def _affiliated_under(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    staff, role, window, steps = args
    return tied_under(book, case, Asked(staff, "affiliation", window), role, int(steps))


def _answer(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    truth = dict(case.answers).get(answer_key(*args))
    why = "not-answered" if truth is None else "answered"
    return Lit(book.add(Atom("answer", args), truth, Reading.OPEN, why, args))


def _completed(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    document, text = args
    atom = Atom("completed", args)
    if document not in case.documents:
        return Lit(book.add(atom, False, Reading.OPEN, "recorded"))
    on = dict(case.document_dates).get(document, "")
    day, window = parse_date(on) if on else None, window_at(text, clock_of(case))
    truth = overlaps(day, day, window) if day and window else None
    if day and day.earliest > case.as_of:  # a paper of a day to come is not on file yet
        truth = False
    missing = "document-undated" if window else "start-missing"
    why = "recorded" if truth is not None else missing
    return Lit(book.add(atom, truth, Reading.OPEN, why, (document,)))


def _tech(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    def one(area: str) -> Formula:
        truth: Truth = None
        if case.areas is not None and _is_answered(case, area.split("/", maxsplit=1)[0]):
            truth = _in_area(case.areas, area)
        why = "not-answered" if truth is None else "answered"
        return Lit(book.add(Atom("tech", (area,)), truth, Reading.OPEN, why))

    return any_of(one(area) for area in args)


def _is_answered(case: Case, taxonomy: str) -> bool:
    # An answer about one set of areas says nothing of another.
    return case.area_sets is None or taxonomy in case.area_sets


def _in_area(answered: tuple[str, ...], area: str) -> Truth:  # a wider one leaves its parts open
    if any(found == area or found.startswith(area + "/") for found in answered):
        return True
    return None if any(area.startswith(found + "/") for found in answered) else False


def _on_file(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    return _record(book, "on_file", args, value=args[0] in case.documents)


def _safeguard(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    return _record(book, "safeguard", args, value=args[0] in case.safeguards)


def _flow_kind(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    flow_id, *kinds = args
    flow = next(f for f in case.flows if f.flow == flow_id)
    return any_of(
        _record(book, "flow_kind", (flow_id, kind), value=flow.kind == kind) for kind in kinds
    )


def _outgoing(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    flow = next(f for f in case.flows if f.flow == args[0])
    return _record(book, "outgoing", args, value=flow.direction == "out")


def _to(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    flow = next(f for f in case.flows if f.flow == args[0])
    return _record(book, "to", args, value=flow.party == args[1])


def _licence(book: FactBook, case: Case, args: tuple[str, ...]) -> Formula:
    flow = next(f for f in case.flows if f.flow == args[0])
    return _record(book, "licence", args, value=bool(flow.licence))


def _body(case: Case, party_id: str) -> Body:
    return next(party.body for party in case.parties if party.party == party_id)


_TIES = (
    ("affiliated", "affiliation", "the person is affiliated with such a body in the window"),
    ("funded", "funding", "such a body gives the person money or support in kind in the window"),
    ("coauthored", "co-authorship", "the person published with people of such a body"),
    ("patented", "patent", "the person has a patent with, for, or first filed under such a body"),
    ("enrolled", "programme", "the person takes part in a talent programme of such a body"),
    ("contracted", "contract", "the person has a contract with or consults for such a body"),
)
_OPEN, _CLOSED, _REC = Reading.OPEN, Reading.CLOSED, Reading.RECORD
CATALOGUE: dict[str, Predicate] = {
    predicate.name: predicate
    for predicate in (
        Predicate("kind", ("word*",), _REC, _kind, "the engagement is of one of these kinds"),
        Predicate("funder", ("word*",), _OPEN, _funder, "one of these funds the engagement"),
        Predicate("role", ("member", "word*"), _REC, _role, "the party or person has this role"),
        Predicate("listed", ("party", "list"), _CLOSED, _listed, "the party is on the list"),
        Predicate(
            "owned",
            ("party", "list", "number"),
            _CLOSED,
            _owned,
            "listed owners together hold at least so many percent of the party",
        ),
        Predicate(
            "owner_share_missing",
            ("party", "list"),
            _CLOSED,
            _owner_share_missing,
            "a recorded owner of the party is listed and its share is not on file",
        ),
        Predicate(
            "part_of_listed",
            ("party", "list", "number"),
            _CLOSED,
            _part_of_listed,
            "a listed body stands above the party within so many steps",
        ),
        Predicate(
            "seated",
            ("party", "jurisdiction"),
            _OPEN,
            _seated,
            "the organisation has its seat in one of the countries of the set",
        ),
        *(
            Predicate(name, ("person", "class", "window"), _OPEN, _tie(relation), says)
            for name, relation, says in _TIES
        ),
        Predicate(
            "undisclosed",
            ("person", "relation", "class", "window"),
            _OPEN,
            _undisclosed,
            "the person has such a tie in the window and has not disclosed it",
        ),
        Predicate(
            "affiliated_under",
            ("person", "list", "window", "number"),
            _OPEN,
            _affiliated_under,
            "the person is affiliated in the window with a body under a listed one within so many steps",
        ),
        Predicate(
            "answer",
            ("question", "subject?"),
            _OPEN,
            _answer,
            "the question is answered with yes",
            actionable=True,
        ),
        Predicate(
            "completed",
            ("word", "window"),
            _OPEN,
            _completed,
            "the document is on file with a date in the window",
            actionable=True,
        ),
        Predicate("tech", ("area*",), _OPEN, _tech, "the work aims to advance one of the areas"),
        Predicate("on_file", ("word",), _REC, _on_file, "the document is on file", actionable=True),
        Predicate(
            "safeguard", ("word",), _REC, _safeguard, "the safeguard is in place", actionable=True
        ),
        Predicate("flow_kind", ("flow", "word*"), _REC, _flow_kind, "the flow is of this kind"),
        Predicate("outgoing", ("flow",), _REC, _outgoing, "the flow leaves the organisation"),
        Predicate("to", ("flow", "party"), _REC, _to, "the flow goes to the party"),
        Predicate(
            "licence",
            ("flow",),
            _REC,
            _licence,
            "a licence is on file for the flow",
            actionable=True,
        ),
    )
}
# Ground atoms the organisation can turn; a share can be put on file.
ACTIONABLE = frozenset({p.name for p in CATALOGUE.values() if p.actionable} | {"share_on_file"})
