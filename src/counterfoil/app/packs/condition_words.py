# ruff: noqa: FBT001 - the functions of one table share one signature
"""Conditions of rules in words, for somebody who has never seen the language of packs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from counterfoil.app.dossier.window_words import window_words
from counterfoil.domain.condition import AndC, Call, Condition, NotC, Quantified
from counterfoil.domain.pack import AskedOf, Pack

_PAST = re.compile(r" (?:or|and) (?:was not|was|had|took|received)\b")
_MEMBER = {"parties": "party", "people": "person", "flows": "flow"}
_STEP = "  "


@dataclass(frozen=True, slots=True)
class Speech:
    """The names of a pack as people say them, and what its variables stand for."""

    lists: Mapping[str, str]
    places: Mapping[str, str]
    windows: Mapping[str, str]
    questions: Mapping[str, AskedOf]
    variables: Mapping[str, str]

    @classmethod
    def of(cls, pack: Pack, variables: tuple[tuple[str, str], ...] = ()) -> Speech:
        """Return the names of a pack; `variables` are pairs of name and set."""
        speech = cls(
            {role.role: role.title for role in pack.lists},
            {place.key: place.title for place in pack.jurisdictions},
            dict(pack.windows),
            {question.key: question for question in pack.questions},
            {},
        )
        return speech.with_variables(variables)

    def with_variables(self, variables: tuple[tuple[str, str], ...]) -> Speech:
        """Return the speech with further variables bound; two of a kind keep their letters."""
        kinds = [_MEMBER[over] for _, over in variables]
        named = {
            name: f"the {kind}" if kinds.count(kind) == 1 else f"{kind} {name}"
            for (name, _), kind in zip(variables, kinds, strict=True)
        }
        return replace(self, variables={**self.variables, **named})

    def who(self, variable: str) -> str:
        """Return a variable in words: `the party`."""
        return self.variables.get(variable, variable)

    def bodies(self, word: str) -> str:
        """Return a class of bodies in words: those on a list, of a set of countries, or any."""
        if word in self.lists:
            return f"a body on the list “{self.lists[word]}”"
        if word in self.places:
            return f"a body seated in “{self.places[word]}”"
        return "any outside body"

    def within(self, word: str) -> str:
        """Return a window in words, with its name where the pack gives it one."""
        if not word:
            return ""
        said = window_words(self.windows.get(word, word))
        return f" {said} (“{word}”)" if word in self.windows else f" {said}"


def condition_lines(speech: Speech, condition: Condition) -> list[str]:
    """Return a condition as lines, indented by two blanks a step: `all of these hold:`, ..."""
    return list(_lines(speech, condition, wanted=True))


def clause(speech: Speech, call: Call, *, wanted: bool = True) -> str:
    """Return one predicate as a clause; with `wanted` false, that it does not hold."""
    words = _CLAUSES.get(call.predicate)
    if words is None:
        return f"{call.predicate}({', '.join(call.args)})"
    return words(speech, call.args, wanted)


def either(words: list[str]) -> str:
    """Return `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _lines(speech: Speech, condition: Condition, *, wanted: bool) -> Iterator[str]:
    if isinstance(condition, Call):
        yield clause(speech, condition, wanted=wanted)
    elif isinstance(condition, NotC):
        yield from _lines(speech, condition.part, wanted=not wanted)
    elif isinstance(condition, Quantified):
        member = _MEMBER[condition.over]
        yield _HEADS[condition.every, wanted].format(member=member)
        inner = speech.with_variables(((condition.variable, condition.over),))
        yield from _indented(_lines(inner, condition.part, wanted=True))
    else:
        # A negated `and` is an `or` of the negated parts, and the other way round.
        every = isinstance(condition, AndC) is wanted
        yield "all of these hold:" if every else "at least one of these holds:"
        for part in condition.parts:
            first, *rest = _lines(speech, part, wanted=wanted)
            yield f"{_STEP}- {first}"
            yield from (f"{_STEP}{_STEP}{line}" for line in rest)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    first, *rest = lines
    yield f"{_STEP}- {first}"
    yield from (f"{_STEP}{_STEP}{line}" for line in rest)


_HEADS = {
    (False, True): "for at least one {member}:",
    (False, False): "for no {member}:",
    (True, True): "there is a {member}, and for every one:",
    (True, False): "there is no {member}, or not for every one:",
}

Args = tuple[str, ...]


def _plain(word: str) -> str:
    return word.replace("-", " ").replace("_", " ")


def _kind(_speech: Speech, args: Args, wanted: bool) -> str:
    kinds = [("an " if x[:1] in "aeiou" else "a ") + _plain(x) for x in args]
    return f"the engagement is {'' if wanted else 'not '}{either(kinds)}"


def _funder(_speech: Speech, args: Args, wanted: bool) -> str:
    names = [x.upper() for x in args]
    if len(names) == 1:
        return f"{names[0]} {'funds' if wanted else 'does not fund'} the engagement"
    return f"{'one' if wanted else 'none'} of {', '.join(names)} funds the engagement"


def _role(speech: Speech, args: Args, wanted: bool) -> str:
    roles = either([_plain(x) for x in args[1:]])
    return f"{speech.who(args[0])} is {'' if wanted else 'not '}here as {roles}"


def _listed(speech: Speech, args: Args, wanted: bool) -> str:
    title = speech.lists.get(args[1], args[1])
    return f"{speech.who(args[0])} is {'' if wanted else 'not '}on the list “{title}”"


def _owned(speech: Speech, args: Args, wanted: bool) -> str:
    title = speech.lists.get(args[1], args[1])
    amount = "at least" if wanted else "less than"
    who = speech.who(args[0])
    return f"owners on the list “{title}” together hold {amount} {args[2]} % of {who}"


def _share_missing(speech: Speech, args: Args, wanted: bool) -> str:
    title, who = speech.lists.get(args[1], args[1]), speech.who(args[0])
    owner = "an owner" if wanted else "no owner"
    return f"{owner} of {who} is on the list “{title}” with a share that is not on file"


def _part_of(speech: Speech, args: Args, wanted: bool) -> str:
    title, who = speech.lists.get(args[1], args[1]), speech.who(args[0])
    body = "a body" if wanted else "no body"
    return f"{body} on the list “{title}” stands above {who} within {args[2]} steps"


def _seated(speech: Speech, args: Args, wanted: bool) -> str:
    place = speech.places.get(args[1], args[1])
    return f"{speech.who(args[0])} {'has' if wanted else 'does not have'} its seat in “{place}”"


def _tie(yes: str, no: str) -> Callable[[Speech, Args, bool], str]:
    def words(speech: Speech, args: Args, wanted: bool) -> str:
        who, group, *rest = args
        window = rest[0] if rest else ""
        verb = yes if wanted else no
        if speech.windows.get(window, window).startswith("current"):
            verb = _PAST.sub("", verb)
        within = speech.within(window)
        return f"{speech.who(who)} {verb} {speech.bodies(group)}{within}"

    return words


def _undisclosed(speech: Speech, args: Args, wanted: bool) -> str:
    who, relation, group, *window = args
    verb = "has not disclosed" if wanted else "has no undisclosed tie:"
    within = speech.within(window[0] if window else "")
    return f"{speech.who(who)} {verb} {_plain(relation)} with {speech.bodies(group)}{within}"


def _affiliated_under(speech: Speech, args: Args, wanted: bool) -> str:
    who, role, *rest = args
    window, steps = (rest[0], rest[1]) if len(rest) == len(("window", "steps")) else ("", rest[-1])
    body = f"a body that stands within {steps} steps under one on “{speech.lists.get(role, role)}”"
    verb = "is or was" if wanted else "is not and was not"
    return f"{speech.who(who)} {verb} affiliated with {body}{speech.within(window)}"


def _answer(speech: Speech, args: Args, wanted: bool) -> str:
    asked = speech.questions.get(args[0])
    about = f" ({', '.join(speech.who(x) for x in args[1:])})" if args[1:] else ""
    if asked is None:
        return f"the question {args[0]} is answered {'yes' if wanted else 'no'}{about}"
    return (asked.if_true if wanted else asked.if_false) + about


def _completed(speech: Speech, args: Args, wanted: bool) -> str:
    within = speech.within(args[1]) if args[1:] else ""
    return f"“{_plain(args[0])}” is {'' if wanted else 'not '}on file with a date{within}"


def _tech(_speech: Speech, args: Args, wanted: bool) -> str:
    areas = [f"{_plain(x.rsplit('/', 1)[-1])} ({x})" if "/" in x else x for x in args]
    return f"the work {'aims' if wanted else 'does not aim'} to advance {either(areas)}"


def _on_file(_speech: Speech, args: Args, wanted: bool) -> str:
    return f"“{_plain(args[0])}” is {'' if wanted else 'not '}on file"


def _safeguard(_speech: Speech, args: Args, wanted: bool) -> str:
    return f"the safeguard “{_plain(args[0])}” is {'' if wanted else 'not '}in place"


def _flow_kind(speech: Speech, args: Args, wanted: bool) -> str:
    kinds = either([_plain(x) for x in args[1:]])
    return f"{speech.who(args[0])} is {'' if wanted else 'not '}{kinds}"


def _outgoing(speech: Speech, args: Args, wanted: bool) -> str:
    return f"{speech.who(args[0])} {'leaves' if wanted else 'does not leave'} the organisation"


def _to(speech: Speech, args: Args, wanted: bool) -> str:
    flow, party = speech.who(args[0]), speech.who(args[1])
    return f"{flow} {'goes' if wanted else 'does not go'} to {party}"


def _licence(speech: Speech, args: Args, wanted: bool) -> str:
    return f"{'a' if wanted else 'no'} licence is on file for {speech.who(args[0])}"


_CLAUSES: dict[str, Callable[[Speech, Args, bool], str]] = {
    "kind": _kind,
    "funder": _funder,
    "role": _role,
    "listed": _listed,
    "owned": _owned,
    "owner_share_missing": _share_missing,
    "part_of_listed": _part_of,
    "seated": _seated,
    "affiliated": _tie("is or was affiliated with", "is not and was not affiliated with"),
    "funded": _tie("receives or received support from", "receives or received no support from"),
    "coauthored": _tie("published with people of", "did not publish with people of"),
    "patented": _tie("has a patent with, for or first filed under", "has no patent with or under"),
    "enrolled": _tie(
        "takes or took part in a talent programme of", "takes or took part in no programme of"
    ),
    "contracted": _tie("has or had a contract with", "has and had no contract with"),
    "undisclosed": _undisclosed,
    "affiliated_under": _affiliated_under,
    "answer": _answer,
    "completed": _completed,
    "tech": _tech,
    "on_file": _on_file,
    "safeguard": _safeguard,
    "flow_kind": _flow_kind,
    "outgoing": _outgoing,
    "to": _to,
    "licence": _licence,
}
