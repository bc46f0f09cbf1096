"""A sheet of engagements as it was understood, for the person who confirms it."""

from __future__ import annotations

from dataclasses import dataclass

# First cells of the sheets of our own template that hold no engagements: instructions and lists.
TEMPLATE_ASIDE = ("How to fill in this register", "Lists of this template")


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column: its letter, its label, what it is taken for and why, and some of its values.

    `field` is `none` for what is not taken and `origin` for what is refused; `partner#2` is the
    second partner of a row.
    """

    letter: str
    label: str
    field: str
    why: str
    examples: tuple[str, ...] = ()
    looks: str = ""  # `bodies`, where a column that is not taken holds names of organisations


@dataclass(frozen=True, slots=True)
class RowView:
    """What became of some rows: taken, corrected, refused, or not an engagement, and why."""

    sheet: str
    rows: tuple[int, ...]
    verdict: str
    what: str
    engagement: str = ""


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet: where its table is, its columns, and which fields are blank in all of it.

    `orientation` is rows, columns (fields down the side) or form (one engagement); `header_row`
    counts from 1 and is 0 where there is none.
    """

    name: str
    hidden: bool
    orientation: str
    header_row: int
    columns: tuple[ColumnView, ...]
    blank: tuple[str, ...]
    missing: tuple[str, ...]
