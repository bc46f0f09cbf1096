"""JSON as publishers give it: repeated keys are noticed, depth and nonsense end in a DataError."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from counterfoil.sources.files import LIMITS, Limits, Part, broken, iter_lines, iter_text

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
        chunks = iter_text(self._part, self._limits)
        text = self._fill(chunks, "")
        if text[:1] != "[":
            raise broken(self._part, "the file is not a JSON array")
        text, closed = text[1:], False
        while not closed:
            text = self._fill(chunks, text)
            if text[:1] == "]" and not self.row:
                break
            self.row += 1
            value, text = self._element(chunks, text)
            yield self.row, value
            text = self._fill(chunks, text)
            if text[:1] not in {",", "]"}:
                raise broken(self._part, f"the JSON array is cut off after element {self.row}")
            closed = text[0] == "]"
            text = text[1:] if not closed else text
        if self._fill(chunks, text[1:]):
            raise broken(self._part, "something follows the end of the JSON array")

    def _element(self, chunks: Iterator[str], text: str) -> tuple[Any, str]:
        """Decode one element, reading on (twice as much each time) while it is incomplete."""
        while True:
            try:
                value, end = self._decoder.raw_decode(text)
            except json.JSONDecodeError as error:
                more = self._more(chunks, len(text))
                if not more:
                    raise broken(
                        self._part,
                        f"not valid JSON, or cut off, in element {self.row}: {error.msg}",
                    ) from error
                text += more
            except (RecursionError, ValueError) as error:
                raise self._nonsense(error) from error
            else:
                if end < len(text):  # a number may go on in the next chunk
                    return value, text[end:]
                more = self._more(chunks, 1)
                if not more:
                    return value, ""
                text += more

    def _more(self, chunks: Iterator[str], least: int) -> str:
        """Return at least so many characters more, fewer only at the end of the file."""
        found: list[str] = []
        size = 0
        for chunk in chunks:
            found.append(chunk)
            size += len(chunk)
            if size > self._limits.document:
                raise broken(self._part, "one element is larger than a document may be")
            if size >= least:
                break
        return "".join(found)

    def _fill(self, chunks: Iterator[str], text: str) -> str:
        """Return the text without leading white space, read on if nothing is left."""
        text = text.lstrip(" \t\r\n")
        while not text:
            chunk = next(chunks, None)
            if chunk is None:
                return ""
            text = chunk.lstrip(" \t\r\n")
        return text

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
