"""What is wrong with a pack file as a file: the place, in words, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel, ValidationError

from counterfoil.errors import DataError
from counterfoil.sources.pack_lines import PackLines, Place

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SHOWN = 5
_TOML = re.compile(r"(?P<what>.*?) \((?:at line (?P<line>\d+), column (?P<column>\d+)|at end.*)\)$")
_TOML_DO = {
    "Illegal character '\\n'": "Close the quotation marks on this line; for longer text use three.",
    "Unterminated string": "Close the quotation marks.",
    "Unclosed": "Close the bracket.",
    "Cannot declare": "Write [[rules]] with two brackets where there are several, and each [table] once.",
    "Cannot overwrite": "The key stands twice here: take one out.",
    "Duplicate inline table key": "The key stands twice here: take one out.",
    "Expected '=' after a key": "Write `key = value`, and put text in quotation marks.",
    "Invalid value": 'Put text in quotation marks ("..."); dates, numbers and true or false stand without.',
    "Expected newline or end": "Put one `key = value` on a line, or close the quotation marks before.",
    "Invalid statement": "Begin the line with a key, with [[...]], or with # for a remark.",
    "Unescaped '\\'": "Write two backslashes for one.",
    "Invalid hex": "Write two backslashes for one.",
}


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that is wrong: line (from 1), column (0: the whole line), rule id, what, do."""

    line: int
    column: int
    rule: str
    what: str
    do: str

    def text(self) -> str:
        """Return the rule and what is wrong with it."""
        return f"rule {self.rule}: {self.what}" if self.rule else self.what


class PackFileError(DataError):
    """A pack file that cannot be read; each fault with its own place."""

    def __init__(self, faults: list[FileFault], name: str) -> None:
        """Put the faults into one message; the first one says the line."""
        shown = "; ".join(fault.text() for fault in faults[:_SHOWN])
        more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        super().__init__(shown + more, where=f"{name}:{faults[0].line}", do=faults[0].do)
        self.faults = tuple(faults)


def toml_fault(fault: ValueError, text: str) -> FileFault:
    """Return what `tomllib` says in words, with its place."""
    found = _TOML.match(str(fault))
    what = found["what"] if found else str(fault)
    line = int(found["line"]) if found and found["line"] else text.count("\n") + 1
    column = int(found["column"]) if found and found["column"] else 0
    do = next((do for start, do in _TOML_DO.items() if what.startswith(start)), "Mend this line.")
    return FileFault(line, column, "", f"this is not TOML: {what}", do)


def model_faults(
    fault: ValidationError, raw: Mapping[str, object], lines: PackLines, model: type[BaseModel]
) -> list[FileFault]:
    """Return what a validation found, in the order of the file."""
    found = fault.errors(include_url=False, include_context=True)
    return sorted(
        (_model_fault(error, raw, lines, model) for error in found),
        key=lambda one: (one.line, one.what),
    )


def rule_name(raw: Mapping[str, object], number: int) -> str:
    """Return what a rule calls itself, else its number from 1."""
    rules = raw.get("rules")
    rule = rules[number] if isinstance(rules, list) and number < len(rules) else None
    name = rule.get("id") if isinstance(rule, dict) else None
    return name if isinstance(name, str) and name else f"number {number + 1}"


def _model_fault(
    error: ErrorDetails, raw: Mapping[str, object], lines: PackLines, model: type[BaseModel]
) -> FileFault:
    place: Place = tuple(part for part in error["loc"] if part != "[key]")
    rule, inside = "", place
    if len(place) > 1 and place[0] == "rules" and isinstance(place[1], int):
        rule, inside = rule_name(raw, place[1]), place[2:]
    what, do = _words(error, place, model)
    shown = " > ".join(
        f"number {part + 1}" if isinstance(part, int) else part for part in inside or place
    )
    return FileFault(lines.line(place), 0, rule, f"{shown}: {what}", do)


def _words(error: ErrorDetails, place: Place, model: type[BaseModel]) -> tuple[str, str]:
    kind, given = error["type"], error.get("input")
    context: Mapping[str, object] = error.get("ctx") or {}
    key = str(place[-1]) if place else ""
    if kind == "missing":
        return "is missing", f"Write `{key} = ...` here."
    if kind == "extra_forbidden":
        return _unknown_key(key, _keys_at(model, place[:-1]))
    if kind == "literal_error":
        known = str(context.get("expected", "")).replace("'", "")
        return f"{_short(given)} is not known here", f"Write {known}."
    if kind == "value_error":
        return str(context.get("error", error["msg"])), "Mend this place."
    other = (error["msg"][:1].lower() + error["msg"][1:], "Mend this place.")
    return next((said for start, said in _KINDS.items() if kind.startswith(start)), other)


_KINDS = {
    "string_too_short": ("must not be empty", "Write it in words."),
    "string_pattern": (
        "is not written as a name",
        "Take small letters, digits, hyphens (questions: underscores); countries: two capitals.",
    ),
    "string": ("must be text", "Put it in quotation marks."),
    "date": ("is not a date", "Write it as 2026-11-20, without quotation marks."),
    "bool": ("is neither true nor false", "Write true or false, without quotation marks."),
    "int": ("is not a whole number", "Write digits, without quotation marks."),
    "greater_than": ("is too small", "Write a number above 0."),
    "less_than": ("is too large", "Write a smaller number."),
    "too_short": ("is empty", "Write at least one."),
    "tuple": ("must be a list", "Put it in square brackets: [ ... ]."),
    "model": ("must be a table", "Write `{ key = value }`, or a table under a [header]."),
    "dict": ("must be a table", "Write `{ key = value }`, or a table under a [header]."),
}


def _unknown_key(key: str, known: list[str]) -> tuple[str, str]:
    near = get_close_matches(key, known, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return "there is no such key here", f"{hint}Known are: {', '.join(known)}."


def _keys_at(model: type[BaseModel], place: Place) -> list[str]:
    here: type[BaseModel] = model
    for part in place:
        if isinstance(part, str):
            field = next((f for n, f in here.model_fields.items() if part in (n, f.alias)), None)
            found = next(_models(field.annotation), None) if field is not None else None
            if found is None:
                return []
            here = found
    return [field.alias or name for name, field in here.model_fields.items()]


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - fits a line
