"""What a condition may say: known predicates, right arguments, nothing about a person's origin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterfoil.domain.condition import SETS, AndC, Call, Condition, NotC, OrC, Quantified
from counterfoil.domain.pack import Pack
from counterfoil.domain.relation import RELATIONS
from counterfoil.reasoning.predicates import CATALOGUE, Predicate
from counterfoil.reasoning.seats import ANYBODY, is_jurisdiction
from counterfoil.reasoning.window import counted_from, is_since_listing, window_fault

# Words of a person's origin, in the text of a question; `national security` is none of them.
ORIGIN = re.compile(
    r"nationalit|\bforeign\s+nationals?\b|\bnative\s+of\b|\bdescent\b|\bfamily\s+(?:is\s+|was\s+|comes?\s+|came\s+)?from\b|"
    r"\bnationals?\s+of\b|citizen|\bbirth|birthplace|\bborn\b|ethnic|religio|passport|"
    r"mother\s?tongue|\bsurname|\bfirst name|\blast name|\brac(?:e|ial)\b",
    re.IGNORECASE,
)
REFER = (
    "a rule may not turn on a person's country, origin or name; "
    "refer the question to the competent office instead"
)
_KIND_OF_SET = dict(zip(SETS, ("party", "person", "flow"), strict=True))
_DIGITS = 4  # percent and steps are small
_MEMBERS = {
    "party": ("party",),
    "person": ("person",),
    "flow": ("flow",),
    "member": ("party", "person"),
    "subject": ("party", "person", "flow"),
}
_PREDICATE_OF_ORIGIN = re.compile(
    r"nation|country|citizen|birth|born|ethnic|relig|passport|name|race", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words of a condition may be: roles, sets, questions, and bound variables."""

    roles: frozenset[str]
    places: frozenset[str]
    about: Mapping[str, str]  # question -> party, person, flow or empty
    variables: Mapping[str, str]  # variable -> party, person or flow

    @classmethod
    def of(cls, pack: Pack, bound: Mapping[str, str]) -> Scope:
        """Return the scope of a pack's condition whose variables range over these sets."""
        return cls(
            frozenset(role.role for role in pack.lists),
            frozenset(place.key for place in pack.jurisdictions),
            {question.key: question.about for question in pack.questions},
            {name: _KIND_OF_SET[over] for name, over in bound.items()},
        )

    def with_variable(self, name: str, over: str) -> Scope:
        """Return the scope inside `any NAME in SET: ...`."""
        variables = {**self.variables, name: _KIND_OF_SET[over]}
        return Scope(self.roles, self.places, self.about, variables)


def condition_faults(condition: Condition, scope: Scope) -> Iterator[str]:
    """Yield what is wrong with a condition, one sentence each."""
    if isinstance(condition, Call):
        yield from _call_faults(condition, scope)
    elif isinstance(condition, NotC):
        yield from condition_faults(condition.part, scope)
    elif isinstance(condition, Quantified):
        inner = scope.with_variable(condition.variable, condition.over)
        yield from condition_faults(condition.part, inner)
    elif isinstance(condition, AndC | OrC):
        for part in condition.parts:
            yield from condition_faults(part, scope)


def _call_faults(call: Call, scope: Scope) -> Iterator[str]:
    predicate = CATALOGUE.get(call.predicate)
    if predicate is None:
        if _PREDICATE_OF_ORIGIN.search(call.predicate):
            yield f"{call.predicate}: {REFER}"
        else:
            yield f"{call.predicate}: no such predicate; known are {', '.join(CATALOGUE)}"
        return
    kinds = _kinds(predicate, len(call.args))
    if kinds is None:
        wanted = ", ".join(predicate.params)
        yield f"{call.predicate} takes ({wanted}), not {len(call.args)} words"
        return
    for arg, kind in zip(call.args, kinds, strict=True):
        fault = _captured(arg, kind, scope) or _argument_fault(call.predicate, arg, kind, scope)
        if fault:
            yield f"{call.predicate}: {fault}"
    yield from _since_listing_faults(call, kinds, scope)
    if call.predicate == "answer":
        yield from _answer_faults(call.args, scope)


def _kinds(predicate: Predicate, given: int) -> list[str] | None:
    kinds = list(predicate.params)
    if kinds[-1].endswith("*"):
        kinds[-1:] = [kinds[-1][:-1]] * max(1, given - len(kinds) + 1)
    if kinds[-1].endswith("?"):
        kinds[-1:] = [kinds[-1][:-1]] if given == len(kinds) else []
    return kinds if len(kinds) == given else None


def _argument_fault(predicate: str, arg: str, kind: str, scope: Scope) -> str:  # noqa: PLR0911 - one per kind
    if kind in _MEMBERS:
        return _member_fault(predicate, arg, _MEMBERS[kind], scope)
    if kind == "list" and arg not in scope.roles:
        return f"no [[lists]] entry has the role {arg!r}"
    if kind == "jurisdiction" and not is_jurisdiction(arg):
        return f"no [[jurisdictions]] entry has the key {arg!r}"
    if kind == "class" and not (arg in scope.roles or arg == ANYBODY or is_jurisdiction(arg)):
        return f"no [[lists]] or [[jurisdictions]] entry is called {arg!r}, nor is it `anybody`"
    if kind == "relation" and arg not in RELATIONS:
        return f"{arg!r} is not a relation; known are {', '.join(RELATIONS)}"
    if kind == "number" and not (arg.isascii() and arg.isdigit() and len(arg) <= _DIGITS):
        return f"{arg!r} is not a whole number"
    return window_fault(arg) if kind == "window" else ""


def _captured(arg: str, kind: str, scope: Scope) -> str:
    # Grounding puts the member in for its variable wherever the word stands.
    if kind in _MEMBERS or arg not in scope.variables:
        return ""
    return f"{arg!r} is a variable here and cannot stand for another word"


def _member_fault(predicate: str, arg: str, wanted: tuple[str, ...], scope: Scope) -> str:
    found = scope.variables.get(arg, "")
    if found in wanted:
        return ""
    if predicate == "seated" and found == "person":
        return f"a seat is an organisation's, and {arg!r} is a person: {REFER}"
    return f"{arg!r} is not a variable over {' or '.join(wanted)}"


def _since_listing_faults(call: Call, kinds: list[str], scope: Scope) -> Iterator[str]:
    words = dict(zip(kinds, call.args, strict=True))
    window = words.get("window", "")
    if is_since_listing(counted_from(window)[0]) and words.get("class") not in scope.roles:
        yield (
            f"{call.predicate}: since-listing is for a tie of a person to a body on a list, such "
            "as affiliated(person, list, window), only"
        )


def _answer_faults(args: tuple[str, ...], scope: Scope) -> Iterator[str]:
    key, *subject = args
    about = scope.about.get(key)
    if about is None:
        yield f"answer({key}): no [[questions]] entry has this key"
    elif about and not subject:
        yield f"answer({key}): the question is about a {about}; write answer({key}, VARIABLE)"
    elif subject and not about:
        yield f"answer({key}): the question is asked once; leave out {subject[0]!r}, or give it an `about`"
    elif subject and scope.variables.get(subject[0], about) != about:
        yield f"answer({key}): the question is about a {about}, and {subject[0]!r} is not one"
