"""Kleene's strong three-valued logic: True, False, and None for unknown."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def kleene_not(value: Truth) -> Truth:
    """Return the negation; unknown stays unknown."""
    return None if value is None else not value


def kleene_all(values: Iterable[Truth]) -> Truth:
    """Return the conjunction: one false decides, an empty set is true."""
    unknown = False
    for value in values:
        if value is False:
            return False
        unknown = unknown or value is None
    return None if unknown else True


def kleene_any(values: Iterable[Truth]) -> Truth:
    """Return the disjunction: one true decides, an empty set is false."""
    unknown = False
    for value in values:
        if value is True:
            return True
        unknown = unknown or value is None
    return None if unknown else False
