"""Every small change of a rule's condition, and whether the rule's own tests notice it.

The mutants are enumerated, none is chosen: each part of the condition is negated, each part of an
`and` or `or` is dropped, `and` and `or` change places, `any` and `every` change places, each
exemption is dropped, and each end of each window is moved by a day either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from counterfoil.domain.condition import AndC, Call, Condition, NotC, OrC, Quantified, calls
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.ruletest import Ends, outcome_of_test, window_of, without_window

_MOVES: Mapping[str, Ends] = {
    "a day earlier at its beginning": (-1, 0),
    "a day later at its beginning": (1, 0),
    "a day earlier at its end": (0, -1),
    "a day later at its end": (0, 1),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed rule: the sort of change, what was done in words, and what to run."""

    sort: str  # flip, drop, swap, shift
    says: str
    rule: Rule
    shifts: tuple[tuple[Call, Ends], ...] = ()
    key: str = "when"  # of the rule: what was changed


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Yield every mutant of a rule, in the order of its text."""
    for sort, says, condition in _conditions(rule.when):
        yield Mutant(sort, says, replace(rule, when=condition))
    for other in rule.unless:
        rest = tuple(x for x in rule.unless if x != other)
        says = f"without the exemption {other}"
        yield Mutant("drop", says, replace(rule, unless=rest), key="unless")
    for call in dict.fromkeys(calls(rule.when)):
        if without_window(call) is None:
            continue
        for says, ends in _MOVES.items():
            if _has_end(window_of(call), ends):
                yield Mutant("shift", f"{text_of(call)}, {says}", rule, ((call, ends),))


def is_caught(pack: Pack, mutant: Mutant) -> bool:
    """Tell whether one of the rule's tests gives another answer for the mutant."""
    return any(
        outcome_of_test(pack, mutant.rule, test, dict(mutant.shifts)) != test.expect
        for test in mutant.rule.tests
    )


def survivors(pack: Pack) -> tuple[list[Mutant], int]:
    """Return the mutants of a pack no test notices, and how many mutants there are."""
    every = [mutant for rule in pack.rules for mutant in mutants(rule)]
    return [mutant for mutant in every if not is_caught(pack, mutant)], len(every)


def text_of(condition: Condition) -> str:
    """Return a condition as a pack writes it, with its names in full."""
    if isinstance(condition, Call):
        return f"{condition.predicate}({', '.join(condition.args)})"
    if isinstance(condition, NotC):
        return f"not {_bracketed(condition.part)}"
    if isinstance(condition, Quantified):
        word = "every" if condition.every else "any"
        return f"{word} {condition.variable} in {condition.over}: {_bracketed(condition.part)}"
    word = " and " if isinstance(condition, AndC) else " or "
    return word.join(map(_bracketed, condition.parts))


def _bracketed(condition: Condition) -> str:
    text = text_of(condition)
    return f"({text})" if isinstance(condition, AndC | OrC) else text


def _has_end(window: str, ends: Ends) -> bool:
    # `ever` has no first day to move.
    return not (ends[0] and window.startswith("ever"))


def _conditions(condition: Condition) -> Iterator[tuple[str, str, Condition]]:
    flipped = condition.part if isinstance(condition, NotC) else NotC(condition)
    yield "flip", f"{text_of(condition)} turned round", flipped
    if isinstance(condition, NotC | Quantified):
        if isinstance(condition, Quantified):
            swapped = replace(condition, every=not condition.every)
            yield "swap", f"{text_of(condition)} with any and every exchanged", swapped
        for sort, says, part in _conditions(condition.part):
            if not (isinstance(condition, NotC) and sort == "flip" and part == condition.part):
                yield sort, says, replace(condition, part=part)
    elif isinstance(condition, AndC | OrC):
        yield from _of_parts(condition)


def _of_parts(condition: AndC | OrC) -> Iterator[tuple[str, str, Condition]]:
    other = OrC if isinstance(condition, AndC) else AndC
    yield "swap", f"{text_of(condition)} with and and or exchanged", other(condition.parts)
    for place, part in enumerate(condition.parts):
        rest = condition.parts[:place] + condition.parts[place + 1 :]
        dropped = rest[0] if len(rest) == 1 else replace(condition, parts=rest)
        yield "drop", f"without {text_of(part)}", dropped
        for sort, says, changed in _conditions(part):
            parts = (*condition.parts[:place], changed, *condition.parts[place + 1 :])
            yield sort, says, replace(condition, parts=parts)
