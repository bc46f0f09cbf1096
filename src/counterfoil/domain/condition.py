"""Conditions of rules, written as sentences and read into a small tree.

Grammar (words are bare, `#` starts nothing, case matters)::

    expr       = term { "or" term }
    term       = factor { "and" factor }
    factor     = "not" factor | "(" expr ")" | quantified | call
    quantified = ("any" | "every") NAME "in" SET ":" factor
    call       = NAME "(" [ WORD { "," WORD } ] ")"

`any` is OR and `every` is AND over the instances of the set; `every` over an empty set is false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SETS = ("parties", "people", "flows")
_TOKEN = re.compile(r"\s*(?:([(),:])|([A-Za-z0-9][\w./-]*))")
_KEYWORDS = frozenset({"and", "or", "not", "any", "every", "in"})


@dataclass(frozen=True, slots=True)
class Call:
    """A predicate with its words: variables, list roles, areas, windows, numbers."""

    predicate: str
    args: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotC:
    """Negation."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AndC:
    """Conjunction."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class OrC:
    """Disjunction."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Quantified:
    """`any` or `every` member of a set; `every` is false where one member fails."""

    every: bool
    variable: str
    over: str
    part: Condition


Condition = Call | NotC | AndC | OrC | Quantified


class ConditionError(ValueError):
    """The text is not a condition; `column` is 1-based."""

    def __init__(self, message: str, column: int) -> None:
        """Keep the column for a message that points at the place."""
        super().__init__(f"{message} (at character {column})")
        self.column = column


class _Token(NamedTuple):
    text: str
    column: int


def parse_condition(text: str) -> Condition:
    """Read a condition; raise ConditionError with the place of the fault."""
    parser = _Parser(text)
    result = parser.expression()
    parser.finish()
    return result


def parse_bindings(text: str) -> tuple[tuple[str, str], ...]:
    """Read `p in parties, f in flows` into pairs sorted by variable; raise ConditionError."""
    pairs = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        words = part.split()
        if len(words) != len(("p", "in", "set")) or words[1] != "in" or words[2] not in SETS:
            message = f"write `p in parties` with one of {', '.join(SETS)}, not {part!r}"
            raise ConditionError(message, text.find(part) + 1)
        pairs.append((words[0], words[2]))
    if len({name for name, _ in pairs}) != len(pairs):
        message = "a variable is bound twice"
        raise ConditionError(message, 1)
    return tuple(sorted(pairs))


def calls(condition: Condition) -> Iterator[Call]:
    """Yield every predicate call of a condition."""
    if isinstance(condition, Call):
        yield condition
    elif isinstance(condition, NotC | Quantified):
        yield from calls(condition.part)
    else:
        for part in condition.parts:
            yield from calls(part)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokenise(text))
        self._next = 0

    def expression(self) -> Condition:
        parts = [self._term()]
        while self._accept("or"):
            parts.append(self._term())
        return parts[0] if len(parts) == 1 else OrC(tuple(parts))

    def finish(self) -> None:
        if self._next < len(self._tokens):
            token = self._tokens[self._next]
            message = f"did not expect {token.text!r} here; join conditions with and / or"
            raise ConditionError(message, token.column)

    def _term(self) -> Condition:
        parts = [self._factor()]
        while self._accept("and"):
            parts.append(self._factor())
        return parts[0] if len(parts) == 1 else AndC(tuple(parts))

    def _factor(self) -> Condition:
        if self._accept("not"):
            return NotC(self._factor())
        if self._accept("("):
            inner = self.expression()
            self._expect(")")
            return inner
        if self._peek() in ("any", "every"):
            return self._quantified()
        return self._call()

    def _quantified(self) -> Condition:
        every = self._take().text == "every"
        variable = self._word()
        self._expect("in")
        place = self._column()
        over = self._word()
        if over not in SETS:
            message = f"{over!r} is not one of the sets {', '.join(SETS)}"
            raise ConditionError(message, place)
        self._expect(":")
        return Quantified(every, variable, over, self._factor())

    def _call(self) -> Condition:
        name = self._word()
        self._expect("(")
        args: list[str] = []
        while not self._accept(")"):
            if args:
                self._expect(",")
            args.append(self._word())
        return Call(name, tuple(args))

    def _peek(self) -> str | None:
        return self._tokens[self._next].text if self._next < len(self._tokens) else None

    def _column(self) -> int:
        if self._next < len(self._tokens):
            return self._tokens[self._next].column
        return len(self._text) + 1

    def _take(self) -> _Token:
        token = self._tokens[self._next]
        self._next += 1
        return token

    def _accept(self, text: str) -> bool:
        if self._peek() == text:
            self._next += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            found = self._peek()
            message = f"expected {text!r}, found {found!r}" if found else f"expected {text!r}"
            raise ConditionError(message, self._column())

    def _word(self) -> str:
        found = self._peek()
        if found is None or found in _KEYWORDS or not found[0].isalnum():
            message = "expected a name" + (f", found {found!r}" if found else "")
            raise ConditionError(message, self._column())
        return self._take().text


def _tokenise(text: str) -> Iterator[_Token]:
    place = 0
    end = len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None:
            column = place + len(text[place:]) - len(text[place:].lstrip()) + 1
            message = f"did not expect {text[column - 1]!r} in a condition"
            raise ConditionError(message, column)
        yield _Token(found[1] or found[2], found.start(found.lastindex or 0) + 1)
        place = found.end()
