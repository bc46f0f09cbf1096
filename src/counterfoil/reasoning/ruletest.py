"""Run a rule's own tests: given these facts, does it fire, not, or may it?

A line of `given` is a predicate as it stands in the condition, true, `not` or `unknown`; or one
without its window and with dates, which the rule's real window then judges to the day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from counterfoil.domain.condition import AndC, Call, Condition, NotC, Quantified, parse_condition
from counterfoil.domain.dates import DateRange, parse_date
from counterfoil.domain.pack import Pack, Rule, RuleTest
from counterfoil.domain.truth import Truth, kleene_all, kleene_any, kleene_not
from counterfoil.reasoning.affiliations import lasted
from counterfoil.reasoning.predicates import CATALOGUE
from counterfoil.reasoning.window import (
    Clock,
    Window,
    is_since_listing,
    listing_window,
    overlaps,
    window_at,
)
from counterfoil.reasoning.words import Words

EXPECTED: Mapping[Truth, str] = {True: "fires", False: "not", None: "unknown"}
ANY_DAY = date(2026, 6, 15)
_DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_DATED = re.compile(
    rf"^(?P<call>[^)]*\))(?: on (?P<on>{_DAY})| from (?P<start>{_DAY}))?(?: to (?P<end>{_DAY}))?"
    rf"(?: confirmed (?P<confirmed>{_DAY}))?(?: listed (?P<listed>{_DAY}))?$"
)

Ends = tuple[int, int]  # days by which the first and the last day of a window are moved
Shifts = Mapping[Call, Ends]
_NO_SHIFTS: Shifts = MappingProxyType({})


class Lasting(NamedTuple):
    """How long a dated fact of a test lasted, and when its body was listed."""

    start: DateRange | None
    end: DateRange | None
    listed: DateRange | None


@dataclass(frozen=True, slots=True)
class Given:
    """The facts of one test: calls with a value, and dated ones by their call without window."""

    values: Mapping[Call, Truth]
    dated: Mapping[Call, tuple[Lasting, ...]]
    clock: Clock


def given_facts(pack: Pack, test: RuleTest) -> Given:
    """Read the `given` lines of a test; raise ValueError on a line that is not a fact."""
    words, values = Words.of(pack), dict[Call, Truth]()
    dated: dict[Call, tuple[Lasting, ...]] = {}
    for line in test.given:
        text, truth = _signed(line.strip())
        found = _DATED.match(text)
        call = parse_condition(found["call"] if found else text)
        if not isinstance(call, Call):
            message = f"a test gives single predicates, not {line!r}"
            raise ValueError(message)  # noqa: TRY004 - a fault of the text, not of a type
        if call.predicate not in CATALOGUE:
            message = f"{call.predicate}: no such predicate, in {line!r}"
            raise ValueError(message)
        call = words.call_in_full(call)
        if found and any(found.group("on", "start", "end", "confirmed")):
            if truth is not True:
                message = f"a fact with dates is given as it was, without not or unknown: {line!r}"
                raise ValueError(message)
            dated[call] = (*dated.get(call, ()), _lasting(found))
        else:
            values[call] = truth
    proposed = test.proposed or ANY_DAY
    clock = Clock(proposed, test.assessed or proposed, test.starts or proposed)
    return Given(values, dated, clock)


def outcome_of_test(pack: Pack, rule: Rule, test: RuleTest, shifts: Shifts = _NO_SHIFTS) -> str:
    """Return fires, not or unknown for a rule, its `unless` worked in; one of each set.

    `shifts` move the ends of windows in the rule's own condition: what a mutant does.
    """
    return EXPECTED[_fires(pack, rule, given_facts(pack, test), shifts)]


def without_window(call: Call) -> Call | None:
    """Return a call without its window, None if its predicate has none."""
    predicate = CATALOGUE.get(call.predicate)
    if predicate is None or "window" not in predicate.params:
        return None
    place = predicate.params.index("window")
    return Call(call.predicate, call.args[:place] + call.args[place + 1 :])


def window_of(call: Call) -> str:
    """Return the window of a call whose predicate has one."""
    return call.args[CATALOGUE[call.predicate].params.index("window")]


def _signed(text: str) -> tuple[str, Truth]:
    if text.startswith("not "):
        return text[4:], False
    return (text[8:], None) if text.startswith("unknown ") else (text, True)


def _lasting(found: re.Match[str]) -> Lasting:
    try:
        listed = parse_date(found["listed"]) if found["listed"] else None
        if found["on"]:
            day = parse_date(found["on"])
            return Lasting(day, day, listed)
        times = lasted(found["start"] or "", found["end"] or "", found["confirmed"] or "")
    except ValueError as fault:
        message = f"not a date in {found[0]!r}: {fault}"
        raise ValueError(message) from fault
    return Lasting(*times, listed)


def _fires(pack: Pack, rule: Rule, given: Given, shifts: Shifts) -> Truth:
    exempt = kleene_any([_fires(pack, pack.rule(x), given, _NO_SHIFTS) for x in rule.unless])
    return kleene_all([_value(rule.when, given, shifts), kleene_not(exempt)])


def _value(condition: Condition, given: Given, shifts: Shifts) -> Truth:
    if isinstance(condition, Call):
        return _call(condition, given, shifts)
    if isinstance(condition, NotC):
        return kleene_not(_value(condition.part, given, shifts))
    if isinstance(condition, Quantified):
        return _value(condition.part, given, shifts)
    values = [_value(part, given, shifts) for part in condition.parts]
    return kleene_all(values) if isinstance(condition, AndC) else kleene_any(values)


def _call(call: Call, given: Given, shifts: Shifts) -> Truth:
    if call in given.values:
        return given.values[call]
    bare = without_window(call)
    if bare is None or bare not in given.dated:
        return False
    ends = shifts.get(call, (0, 0))
    return kleene_any([_within(window_of(call), x, given.clock, ends) for x in given.dated[bare]])


def _within(text: str, fact: Lasting, clock: Clock, ends: Ends) -> Truth:
    window: Window | None
    form, reference = clock.reference(text)
    if is_since_listing(form) and fact.listed is not None and reference is not None:
        window = listing_window(form, reference, fact.listed)
    else:
        window = window_at(text, clock)
    if window is None:
        return None
    first, last = (
        _moved(day, by) for day, by in zip((window.first, window.last), ends, strict=True)
    )
    return overlaps(fact.start, fact.end, Window(first, last, window.first_latest))


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:  # the beginning of time has no day before it
        return day
