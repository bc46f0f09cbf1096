"""JSON as publishers give it: repeated keys are noticed, depth and nonsense end in a DataError."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from counterfoil.sources.files import LIMITS, Limits, Part, broken, iter_lines, iter_text

_SIGN = re.compile(r"[^ \t\r\n]")
Repeated = Callable[[int, str], None]  # called with the row and the key that stands twice


class JsonText:
    """The JSON of one part, decoded strictly.

    Attributes:
        row: 1-based line (JSON lines) or element (array) that is being decoded.

    """

    def __init__(self, part: Part, repeated: Repeated, limits: Limits = LIMITS) -> None:
        """Keep the part and the callback for repeated keys."""
        self._part, self._repeated, self._limits = part, repeated, limits
        self.row = 0
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant
        )

    def lines(self) -> Iterator[tuple[int, Any]]:
        """Yield (line, value) per line that is not blank."""
        for row, line in enumerate(iter_lines(self._part, self._limits), 1):
            if line.strip():
                self.row = row
                yield row, self.decode(line)

    def decode(self, text: str) -> Any:  # noqa: ANN401 - JSON may be anything
        """Return the value of a whole text; raise DataError where it is not JSON."""
        text = text.strip(" \t\r\n")
        try:
            value, end = self._decoder.raw_decode(text)
        except json.JSONDecodeError as error:
            line = self.row or error.lineno
            raise broken(
                self._part, f"not valid JSON, or cut off: {error.msg}", row=line
            ) from error
        except (RecursionError, ValueError) as error:
            raise self._nonsense(error) from error
        if end != len(text):
            raise broken(
                self._part,
                "something follows the end of the JSON value",
                row=self.row or 1 + text.count("\n", 0, end),
            )
        return value

    def elements(self) -> Iterator[tuple[int, Any]]:
        """Yield (element number, value) of a top-level array, without holding it whole."""
        window = _Window(iter_text(self._part, self._limits))
        if window.next_sign() != "[":
            raise broken(self._part, "the file is not a JSON array")
        window.at += 1
        sign = window.next_sign()
        while sign != "]" or self.row:
            self.row += 1
            yield self.row, self._element(window)
            sign = window.next_sign()
            if sign not in {",", "]"}:
                raise broken(self._part, f"the JSON array is cut off after element {self.row}")
            if sign == "]":
                break
            window.at += 1
            window.next_sign()
        window.at += 1
        if window.next_sign():
            raise broken(self._part, "something follows the end of the JSON array")

    def _element(self, window: _Window) -> Any:  # noqa: ANN401 - JSON may be anything
        """Decode one element, reading on (twice as much each time) while it is incomplete."""
        while True:
            try:
                value, end = self._decoder.raw_decode(window.text, window.at)
            except json.JSONDecodeError as error:
                self._check(window)
                if not window.read_on():
                    raise broken(
                        self._part,
                        f"not valid JSON, or cut off, in element {self.row}: {error.msg}",
                    ) from error
            except (RecursionError, ValueError) as error:
                raise self._nonsense(error) from error
            else:  # a number may go on in the next chunk
                if end < len(window.text) or not window.read_on():
                    window.at = end
                    return value

    def _check(self, window: _Window) -> None:
        if len(window.text) - window.at > self._limits.document:
            raise broken(self._part, "one element is larger than a document may be")

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    self._repeated(self.row, key)
                seen.add(key)
        return found

    def _constant(self, name: str) -> Any:  # noqa: ANN401 - never returns
        message = f"{name} is not a JSON number"
        raise ValueError(message)

    def _nonsense(self, error: Exception) -> Exception:
        deep = isinstance(error, RecursionError)
        what = "the JSON is nested too deeply" if deep else f"not valid JSON: {error}"
        return broken(self._part, what, row=self.row)


class _Window:
    """The part of a long text that is being decoded: `at` is the place reached in `text`."""

    def __init__(self, chunks: Iterator[str]) -> None:
        self._chunks = chunks
        self.text, self.at = "", 0

    def read_on(self) -> bool:
        """Add at least as much text as is open, forget what is behind; False at the end."""
        found = [self.text[self.at :]]
        open_size, size = len(found[0]), 0
        for chunk in self._chunks:
            found.append(chunk)
            size += len(chunk)
            if size > open_size:
                break
        self.text, self.at = "".join(found), 0
        return size > 0

    def next_sign(self) -> str:
        """Go to the next character that is not white space and return it, empty at the end."""
        while True:
            found = _SIGN.search(self.text, self.at)
            if found is not None:
                self.at = found.start()
                return found[0]
            self.at = len(self.text)
            if not self.read_on():
                return ""
