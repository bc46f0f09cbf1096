"""Where in the text of a pack something stands: the line of a rule, a key, one of several tests.

`tomllib` reads values and forgets their places. This walks over the same text once more and keeps
the place of every key and every element. It is only asked about text that `tomllib` has read; what
it does not understand it leaves out, and the nearest place above stands for it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

Place = tuple[str | int, ...]

_BLANKS = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''(?:[^']|'{1,2}(?!'))*'{3,5}", re.DOTALL)
_STRINGS = (_LONG_BASIC, _LONG_LITERAL, _BASIC, _LITERAL)
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d [\d:.+Z-]+|[^\s,\]}#]+")


@dataclass(frozen=True, slots=True)
class Span:
    """The offsets of a key (or element), of its value, and of the end of the value."""

    key: int
    start: int
    end: int


class PackLines:
    """The places of everything in one TOML text; lines and columns count from 1."""

    def __init__(self, text: str) -> None:
        """Take the text; it is walked over when a place is asked for first."""
        self.text = text
        self._breaks = [0, *(found.end() for found in re.finditer("\n", text))]

    @cached_property
    def _spans(self) -> dict[Place, Span]:
        walker = _Walker(self.text)
        with suppress(IndexError, ValueError, RecursionError):  # what was found so far stands
            walker.walk()
        return walker.spans

    def span(self, place: Place) -> Span | None:
        """Return where a key and its value stand, None where it was not found."""
        return self._spans.get(place)

    def line(self, place: Place) -> int:
        """Return the line of a place, of the nearest one above it that was found, else 1."""
        for length in range(len(place), 0, -1):
            span = self._spans.get(place[:length])
            if span is not None:
                return self.position(span.key)[0]
        return 1

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset into the text."""
        line = bisect_right(self._breaks, offset)
        return line, offset - self._breaks[line - 1] + 1

    def position_inside(self, place: Place, value: str, column: int) -> tuple[int, int]:
        """Return the line and column of a character of a text value, counted from 1.

        Column 0 where the value does not stand in the file as it reads (escapes, line ends).
        """
        span = self._spans.get(place)
        if span is not None:
            at = self.text.find(value, span.start, span.end)
            if at >= 0:
                return self.position(at + column - 1)
        return self.line(place), 0


class _Walker:
    """Walks over valid TOML and notes the offsets of keys and values."""

    def __init__(self, text: str) -> None:
        self.spans: dict[Place, Span] = {}
        self._text = text
        self._at = 0
        self._tables: dict[Place, int] = {}

    def walk(self) -> None:
        base: Place = ()
        self._pass(_BETWEEN)
        while self._at < len(self._text):
            base = self._header() if self._text[self._at] == "[" else self._pair_in(base)
            self._pass(_BETWEEN)

    def _header(self) -> Place:
        start = self._at
        is_array = self._text.startswith("[[", start)
        self._at += 2 if is_array else 1
        keys = self._keys()
        self._at += 2 if is_array else 1
        place: Place = ()
        for number, key in enumerate(keys, 1):
            place += (key,)
            if number == len(keys) and is_array:
                count = self._tables.get(place, 0)
                self._tables[place] = count + 1
                self.spans.setdefault(place, Span(start, start, self._at))
                place += (count,)
            elif place in self._tables:
                place += (self._tables[place] - 1,)
        self.spans.setdefault(place, Span(start, start, self._at))
        return place

    def _pair_in(self, base: Place) -> Place:
        start = self._at
        place = base
        for key in self._keys():
            place += (key,)
            self.spans.setdefault(place, Span(start, start, start))
        self._expect("=")
        self._pass(_BLANKS)
        self._value(place, start)
        return base

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._pass(_BLANKS)
            keys.append(self._key())
            self._pass(_BLANKS)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _key(self) -> str:
        if self._text[self._at] in "\"'":
            raw = self._take(_BASIC if self._text[self._at] == '"' else _LITERAL)
            return str(tomllib.loads(f"k = {raw}")["k"])
        return self._take(_BARE_KEY)

    def _value(self, place: Place, key: int) -> None:
        start = self._at
        sign = self._text[start]
        if sign == "[":
            self._array(place)
        elif sign == "{":
            self._inline_table(place)
        elif sign in "\"'":
            self._take(next(form for form in _STRINGS if form.match(self._text, start)))
        else:
            self._take(_SCALAR)
        self.spans[place] = Span(key, start, self._at)

    def _array(self, place: Place) -> None:
        self._at += 1
        number = 0
        self._pass(_BETWEEN)
        while self._text[self._at] != "]":
            self._value((*place, number), self._at)
            number += 1
            self._comma()
        self._at += 1

    def _inline_table(self, place: Place) -> None:
        self._at += 1
        self._pass(_BETWEEN)
        while self._text[self._at] != "}":
            self._pair_in(place)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        self._pass(_BETWEEN)
        if self._text[self._at] == ",":
            self._at += 1
            self._pass(_BETWEEN)

    def _expect(self, sign: str) -> None:
        if self._text[self._at] != sign:
            raise ValueError(sign)
        self._at += 1

    def _pass(self, form: re.Pattern[str]) -> None:
        found = form.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _take(self, form: re.Pattern[str]) -> str:
        found = form.match(self._text, self._at)
        if found is None:
            raise ValueError(form.pattern)
        self._at = found.end()
        return found[0]
