"""A spreadsheet read into the register: every sheet, every row accounted for, nothing written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from counterfoil.domain.engagement import Engagement
from counterfoil.domain.intake import Intake
from counterfoil.domain.issue import Issue
from counterfoil.domain.partner import Person
from counterfoil.domain.sheet import TEMPLATE_ASIDE, RowView, SheetView
from counterfoil.errors import DataError, UsageError
from counterfoil.sources.sheets.assignment import Setting
from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.convert import default_kind, make_engagement
from counterfoil.sources.sheets.entry import Verdict
from counterfoil.sources.sheets.grid import Grid, read_grids
from counterfoil.sources.sheets.header import Head
from counterfoil.sources.sheets.people import name_of_person
from counterfoil.sources.sheets.sender_file import SenderProfile, check_field
from counterfoil.sources.sheets.table import read_table, understand
from counterfoil.sources.sheets.views import column_letter, numbered_field, row_view, sheet_view

_LABEL = 200  # characters of a label that is remembered; a longer one is a text that stands there


@dataclass(slots=True)
class SheetReading:
    """A file read: sheets as understood, rows' fates, and what would go into the register.

    Attributes:
        how: encoding and delimiter, or `workbook`.
        dropped: what was dropped at the door, by name.

    """

    file: str
    file_hash: str
    sender: str
    how: str
    sheets: list[SheetView] = field(default_factory=list)
    rows: list[RowView] = field(default_factory=list)
    engagements: list[Engagement] = field(default_factory=list)
    intake: list[Intake] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    undated: set[str] = field(default_factory=set)  # engagements without a date of proposal
    columns: dict[str, str] = field(default_factory=dict)  # label -> field, to be remembered
    doubtful: set[str] = field(default_factory=set)  # labels that stand for two things

    def counts(self) -> dict[str, int]:
        """Return how many row groups were taken, corrected, refused or are no engagement."""
        return {v.value: sum(1 for row in self.rows if row.verdict == v.value) for v in Verdict}


def read_register(
    path: Path, profile: SenderProfile, people: Mapping[str, Person], today: date
) -> SheetReading:
    """Read a spreadsheet under what is remembered of its sender; raise DataError.

    Nothing is kept. People already in the register are known by name; two of one name by none.
    """
    grids, how = read_grids(path)
    found = SheetReading(path.name, _hash(path), profile.sender, how)
    known = _by_name(people)
    used: dict[str, str] = {}
    for grid in grids:
        found.issues += [
            replace(issue, what=f"{grid.name}: {issue.what}" if grid.name else issue.what)
            for issue in grid.issues
        ]
        aside = _aside(grid, profile)
        understood = None if aside else understand(grid)
        if understood is None:
            why = aside or "no table of engagements found in this sheet"
            if rows := _filled(grid):
                found.rows.append(RowView(grid.name, rows, Verdict.LEFT.value, why))
            continue
        head, proposed = understood
        columns = _remembered(proposed, profile)
        _take(found, grid, head, columns, profile, known, today, used)
    if not found.sheets:
        raise DataError(
            "no table of engagements was found",
            where=str(path),
            do="Put labels such as Title, Partner, Country above the columns, or use the template: counterfoil init --template.",
        )
    return found


def _take(  # noqa: PLR0913, PLR0917 - the parts of one reading, named once
    found: SheetReading,
    grid: Grid,
    head: Head,
    columns: Sequence[Column],
    profile: SenderProfile,
    known: Mapping[str, str],
    today: date,
    used: dict[str, str],
) -> None:
    table = read_table(grid, head, columns)
    fields = frozenset(column.field for column in columns)
    titles = [text for row in range(max(head.row, 0)) for text in grid.texts(row) if text]
    words = [
        table.sheet,
        *titles,
        *(c.label for c in columns if c.field in ("title", "partner")),
        found.file,
    ]
    setting = Setting(
        profile.sender,
        today,
        profile.given,
        frozenset(table.blank),
        fields,
        known,
        default_kind(fields, words),
    )
    ids: dict[int, str] = {}
    for place, entry in enumerate(table.entries):
        found.dropped.update(entry.dropped)
        if entry.why:
            continue
        made = make_engagement(entry, setting)
        key = made.engagement.engagement_id
        if key in used:
            place_of = "an earlier row" if used[key] == grid.name else f"the sheet {used[key]!r}"
            entry.why = f"the reference {made.reference!r} stands on {place_of} already"
            continue
        used[key] = grid.name
        ids[place] = key
        found.engagements.append(made.engagement)
        found.people += made.people
        if not entry.proposed:
            found.undated.add(key)
        rows = ", ".join(map(str, entry.rows))
        found.intake.append(
            Intake(
                key,
                profile.sender,
                made.reference,
                found.file,
                found.file_hash,
                grid.name,
                rows,
                tuple(table.blank),
            )
        )
    found.rows += [row_view(table, account, ids) for account in table.accounts]
    found.sheets.append(sheet_view(grid, head, table))
    _learn(found, columns)


def _learn(found: SheetReading, columns: Sequence[Column]) -> None:
    # A label that stands for two things cannot be remembered by its words.
    for column in columns:
        name = numbered_field(column)
        if not column.label or len(column.label) > _LABEL:
            continue
        if found.columns.setdefault(column.label, name) != name:
            found.doubtful.add(column.label)
    found.columns = {k: v for k, v in found.columns.items() if k not in found.doubtful}


def _remembered(columns: Sequence[Column], profile: SenderProfile) -> list[Column]:
    found = []
    for column in columns:
        letter = column_letter(column.place)
        name = (
            profile.field_of(column.label)
            if column.label
            else profile.columns.get(f"column {letter}", "")
        )
        if not name:
            found.append(column)
            continue
        field_name, group = check_field(name, f"{profile.sender}: {column.label}")
        if column.field == "origin":
            _refuse_origin(column.label, field_name)
            found.append(column)
            continue
        found.append(
            replace(
                column,
                field=field_name,
                group=group if "#" in name else column.group,
                why="as remembered of the sender",
                looks="",
            )
        )
    return found


def _refuse_origin(label: str, name: str) -> None:
    if name not in ("origin", "none"):
        raise UsageError(
            f"{label!r} tells where a person comes from and is not taken for {name}",
            do="If it is an organisation's country, call the column `Country of organisation`.",
        )


def _by_name(people: Mapping[str, Person]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for person in people.values():
        found.setdefault(name_of_person(person.name), set()).add(person.staff)
    return {name: next(iter(staff)) for name, staff in found.items() if len(staff) == 1 and name}


def _aside(grid: Grid, profile: SenderProfile) -> str:
    """Return why a sheet is not looked at; empty where it is."""
    if grid.name in profile.skipped:
        return "sheet skipped, as remembered"
    return "sheet of the template" if grid.text(0, 0) in TEMPLATE_ASIDE else ""


def _filled(grid: Grid) -> tuple[int, ...]:
    return tuple(row + 1 for row in range(len(grid.rows)) if any(grid.texts(row)))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
