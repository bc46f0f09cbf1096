"""Frozen dataclasses to plain JSON data and back: the form that is hashed, kept and replayed."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:  # noqa: PLR0911 - one return per sort of value
    """Return dicts, lists, text, integers, booleans and None; raise TypeError on the rest."""
    kind = type(value)
    if value is None or kind is str or kind is int or kind is bool:
        return value
    if kind is tuple or kind is list:
        return [to_plain(item) for item in value]
    names = _names(kind)
    if names is not None:
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.name.lower().replace("_", "-") if isinstance(value, int) else value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    message = f"{kind.__name__} has no plain form"
    raise TypeError(message)


_FIELDS: dict[Any, tuple[str, ...] | None] = {}


def _names(kind: Any) -> tuple[str, ...] | None:
    if kind not in _FIELDS:
        names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
        _FIELDS[kind] = names
    return _FIELDS[kind]


def from_plain(kind: type[T], value: Any) -> T:
    """Build a dataclass of `kind` from its plain form; raise ValueError or TypeError."""
    built: T = _build(kind, value)
    return built


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: Any) -> Any:  # noqa: PLR0911 - one return per sort of type
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], item) for name, item in value.items()})
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _build(next(arg for arg in get_args(kind) if arg is not type(None)), value)
    if origin is tuple:
        args = get_args(kind)
        if args[-1] is Ellipsis:
            return tuple(_build(args[0], item) for item in value)
        return tuple(_build(arg, item) for arg, item in zip(args, value, strict=True))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[value.upper().replace("-", "_")] if issubclass(kind, int) else kind(value)
    if kind is datetime or kind is date:
        return kind.fromisoformat(value)
    return value
