"""A column of a sheet as it was understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it was understood.

    Attributes:
        place: column from 0.
        label: text above it, as it stands; `head` the group head above that, if any.
        field: what it means, `none` for what is not taken; `group` the partner it belongs to, from 1.
        score: 0 to 1; `why` in words.
        looks: `bodies` for a column that is not taken and holds names of organisations.

    """

    place: int
    label: str
    field: str
    group: int = 1
    score: float = 0.0
    why: str = ""
    head: str = ""
    looks: str = ""
