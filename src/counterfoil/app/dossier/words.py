"""Atoms and formulas in words: clauses that continue `if ...`."""

from __future__ import annotations

from collections.abc import Callable

from counterfoil.app.dossier.desk import DossierDesk, joined
from counterfoil.app.dossier.tie_words import tie_noun
from counterfoil.app.dossier.window_words import window_words
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import All, Any, Formula, Lit, Not
from counterfoil.reasoning.predicates import is_unnamed

_SHOWN = 3
_UNNAMED = {"parties": "a party", "people": "a person", "flows": "a flow"}


def clause(desk: DossierDesk, atom: Atom, *, value: bool = True) -> str:
    """Return an atom, or its negation, as a clause."""
    if is_unnamed(atom.args):
        what = _UNNAMED[next(arg for arg in atom.args if is_unnamed((arg,)))[1:]]
        return f"{what} not named yet is {'' if value else 'not '}concerned"
    return _CLAUSES[atom.predicate](desk, atom.args, value)


def formula_words(desk: DossierDesk, formula: Formula) -> str:
    """Return a formula as a clause; long alternatives are cut and counted."""
    if isinstance(formula, bool):
        return "in any case" if formula else "never"
    if isinstance(formula, Lit):
        return clause(desk, formula.atom)
    if isinstance(formula, Not):
        return _negated(desk, formula.part)
    inner = Any if isinstance(formula, All) else All
    if isinstance(formula, Any):
        payers, others = _payers(formula)
        parts = list(dict.fromkeys([*payers, *(_part(desk, part, inner) for part in others)]))
        if len(parts) > _SHOWN:
            parts = [*parts[:_SHOWN], f"one of {len(parts) - _SHOWN} more cases"]
        return joined(parts, "or")
    return joined(list(dict.fromkeys(_part(desk, part, inner) for part in formula.parts)))


def body_words(desk: DossierDesk, body_id: str) -> str:
    """Return a body as a person refers to it: `the partner (P1)`, or its name."""
    roles = [p.role for p in desk.case.parties]
    for party in desk.case.parties:
        if party.party == body_id:
            return f"the {party.role}" + (f" ({body_id})" if roles.count(party.role) > 1 else "")
    body = desk.bodies.get(body_id)
    if body is not None and "/" in body_id and ":" not in body_id:
        whose = body_id.split("/", maxsplit=1)[0]
        return f"{body.name} (named for {whose})"
    return body.name if body is not None else desk.caption(body_id)


def _payers(formula: Any) -> tuple[list[str], list[Formula]]:
    """Return several funders as one clause, and the other parts."""
    names = [p.atom.args[0] for p in formula.parts if isinstance(p, Lit) and _is_payer(p)]
    if len(names) == 1:
        return [], list(formula.parts)
    others = [p for p in formula.parts if not (isinstance(p, Lit) and _is_payer(p))]
    if not names:
        return [], others
    shown = [name.upper() for name in names[:_SHOWN]]
    rest = len(names) - len(shown)
    listed = f"{', '.join(shown)} or {rest} more" if rest else joined(shown, "or")
    return [f"{listed} funds the engagement"], others


def _is_payer(part: Lit) -> bool:
    return part.atom.predicate == "funder" and not is_unnamed(part.atom.args)


def _is_alone(desk: DossierDesk, subject: str) -> bool:
    """Tell whether a question about it needs no name: it is the only one of its sort."""
    case = desk.case
    sorts = (
        [party.party for party in case.parties],
        [person.staff for person in case.people],
        [flow.flow for flow in case.flows],
    )
    return [subject] in sorts


def subject_words(desk: DossierDesk, subject: str) -> str:
    """Return what a question is about: a party in its role, a flow, or a staff reference."""
    if any(flow.flow == subject for flow in desk.case.flows):
        return _flow_name(desk, subject)
    return body_words(desk, subject) if subject in desk.bodies else subject


def _part(desk: DossierDesk, part: Formula, nested: type[All | Any]) -> str:
    words = formula_words(desk, part)
    return f"({words})" if isinstance(part, nested) and isinstance(part, Any) else words


def _negated(desk: DossierDesk, part: Formula) -> str:
    if isinstance(part, Lit):
        return clause(desk, part.atom, value=False)
    if isinstance(part, All):
        return joined([_negated(desk, p) for p in part.parts], "or")
    if isinstance(part, Any):
        return joined([_negated(desk, p) for p in part.parts])
    return formula_words(desk, part.part if isinstance(part, Not) else not part)


Args = tuple[str, ...]


def _same(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "is" if value else "is not"
    return f"{body_words(desk, args[0])} {verb} {desk.caption(args[1])}"


def _on(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "stands" if value else "does not stand"
    return f"{desk.caption(args[0])} {verb} on {desk.dataset(args[1])}"


def _listed(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "is" if value else "is not"
    return f"{body_words(desk, args[0])} {verb} on the list {desk.role_title(args[1])}"


def _under(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "stands" if value else "does not stand"
    return f"{desk.caption(args[1])} {verb} above {desk.caption(args[0])}"


def _reaches(desk: DossierDesk, args: Args, value: bool) -> str:
    amount = f"at least {args[2]} %" if value else f"less than {args[2]} %"
    if ":" in args[1]:
        return f"{desk.caption(args[1])} owns {amount} of {body_words(desk, args[0])}"
    return f"listed owners hold {amount} of {body_words(desk, args[0])}"


def _share(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "is" if value else "is not"
    return f"the share of {desk.caption(args[1])} in {body_words(desk, args[0])} {verb} on file"


def _owner_listed(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "is" if value else "is not"
    return f"the owner whose name is not disclosed {verb} on the list {desk.role_title(args[1])}"


def _tech(desk: DossierDesk, args: Args, value: bool) -> str:
    title = desk.around.areas.get(args[0], args[0])
    if "/" in args[0]:
        return f"the subject {'is' if value else 'is not'} {title.lower()}"
    return f"the work {'aims' if value else 'does not aim'} to advance an area of {title}"


def _answer(desk: DossierDesk, args: Args, value: bool) -> str:
    asked = desk.asked_of(args[0])
    about = (
        f" ({subject_words(desk, args[1])})" if args[1:] and not _is_alone(desk, args[1]) else ""
    )
    if asked is None:
        return f"{args[0].replace('_', ' ')} is answered {'yes' if value else 'no'}{about}"
    return (asked.if_true if value else asked.if_false) + about


def _within(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "holds" if value else "does not hold"
    return f"{tie_noun(desk, args[0], args[1])} {verb} {window_words(args[2])}"


def _starts_when(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "holds" if value else "does not hold"
    return (
        f"{tie_noun(desk, args[0], args[1])} {verb} {window_words(args[2])}, whose day is not"
        " on file"
    )


def _disclosed(desk: DossierDesk, args: Args, value: bool) -> str:
    return f"{tie_noun(desk, args[0], args[1])} is {'' if value else 'not '}disclosed"


def _seated(desk: DossierDesk, args: Args, value: bool) -> str:
    verb, title = "has" if value else "does not have", desk.place_title(args[1])
    outside = title.lower().startswith("outside ")
    where = title[:1].lower() + title[1:] if outside else f"in {title}"
    return f"{body_words(desk, args[0])} {verb} its seat {where}"


def _completed(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "is" if value else "is not"
    return f"the {args[0].replace('-', ' ')} {verb} on file with a date {window_words(args[1])}"


def _listed_when(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "was" if value else "was not"
    return (
        f"{desk.caption(args[3])} {verb} on {desk.dataset(args[4])} before"
        f" {tie_noun(desk, args[0], args[1])} ended"
    )


def _funder(desk: DossierDesk, args: Args, value: bool) -> str:
    return f"{args[0].upper()} {'funds' if value else 'does not fund'} the engagement"


def _flow_name(desk: DossierDesk, flow_id: str) -> str:
    return next((f.what for f in desk.case.flows if f.flow == flow_id), flow_id)


def _licence(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "is" if value else "is not"
    return f"a licence for {_flow_name(desk, args[0])} {verb} on file"


def _on_file(desk: DossierDesk, args: Args, value: bool) -> str:
    return f"the {args[0].replace('-', ' ')} is {'' if value else 'not '}on file"


def _safeguard(desk: DossierDesk, args: Args, value: bool) -> str:
    return f"the safeguard {args[0].replace('-', ' ')} is {'' if value else 'not '}in place"


def _kind(desk: DossierDesk, args: Args, value: bool) -> str:
    return f"the engagement is {'' if value else 'not '}a {args[0]}"


def _role(desk: DossierDesk, args: Args, value: bool) -> str:
    return f"{args[0]} is {'' if value else 'not '}{args[1]}"


def _flow_kind(desk: DossierDesk, args: Args, value: bool) -> str:
    return f"{_flow_name(desk, args[0])} is {'' if value else 'not '}of the kind {args[1]}"


def _outgoing(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "leaves" if value else "does not leave"
    return f"{_flow_name(desk, args[0])} {verb} the organisation"


def _to(desk: DossierDesk, args: Args, value: bool) -> str:
    verb = "goes" if value else "does not go"
    return f"{_flow_name(desk, args[0])} {verb} to {body_words(desk, args[1])}"


_CLAUSES: dict[str, Callable[[DossierDesk, Args, bool], str]] = {
    "same": _same,
    "on": _on,
    "listed": _listed,
    "stands_under": _under,
    "share_reaches": _reaches,
    "share_on_file": _share,
    "owner_listed": _owner_listed,
    "tech": _tech,
    "answer": _answer,
    "within": _within,
    "starts_when": _starts_when,
    "disclosed": _disclosed,
    "seated": _seated,
    "completed": _completed,
    "listed_when": _listed_when,
    "funder": _funder,
    "licence": _licence,
    "on_file": _on_file,
    "safeguard": _safeguard,
    "kind": _kind,
    "role": _role,
    "flow_kind": _flow_kind,
    "outgoing": _outgoing,
    "to": _to,
}
