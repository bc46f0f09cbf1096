"""Side by side: what many packs say of many engagements, and what two editions say differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class DecidingRule:
    """A rule on which an outcome rests, with the clause and whether that was verified.

    `certain` tells whether it has fired; else it may fire.
    """

    rule_id: str
    outcome: str
    certain: bool
    hold: bool
    basis: str
    mark: str
    plain: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one pack says of one engagement: the interval in words, the hold, the rules."""

    pack_id: str
    status: str
    headline: str
    low: str
    high: str
    hold: str
    rules: tuple[DecidingRule, ...]
    notes: tuple[str, ...]

    @property
    def worst(self) -> str:
        """Return the highest outcome the cell may come to, to colour it by."""
        return self.high or self.low

    @property
    def says(self) -> tuple[object, ...]:
        """Return what a later edition may change: status, interval, hold, and what it rests on."""
        rests = sorted((rule.outcome, rule.certain, rule.hold) for rule in self.rules)
        return self.status, self.low, self.high, self.hold, tuple(rests)


@dataclass(frozen=True, slots=True)
class Column:
    """A pack of the matrix; `when` says when it is in force and whether it is on the day."""

    pack_id: str
    title: str
    issuer: str
    edition: str
    when: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One engagement under every pack."""

    engagement_id: str
    title: str
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Engagements by packs, on one day. Packs are never merged into one score."""

    organisation: str
    as_of: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    version: str

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return the packs that apply to an engagement at least."""
        return tuple(column for column in self.columns if column.pack_id in self._applying)

    @property
    def silent(self) -> tuple[Column, ...]:
        """Return the packs that apply to none of the engagements."""
        return tuple(column for column in self.columns if column.pack_id not in self._applying)

    def shown_cells(self, row: Row) -> tuple[Cell, ...]:
        """Return the cells of a row under the packs that are shown."""
        return tuple(cell for cell in row.cells if cell.pack_id in self._applying)

    def cited(self, pack_id: str) -> list[tuple[DecidingRule, list[str]]]:
        """Return the rules of a pack that outcomes rest on, each with its engagements."""
        found: dict[str, tuple[DecidingRule, list[str]]] = {}
        for row, rule in self._rules(pack_id):
            found.setdefault(rule.rule_id, (rule, []))[1].append(
                row.engagement_id + ("" if rule.certain else " (may)")
            )
        return sorted(found.values(), key=lambda item: item[0].rule_id)

    def remarks(self, pack_id: str) -> list[str]:
        """Return what is to be said of a pack's cells, each remark once."""
        notes = (n for row in self.rows for c in row.cells if c.pack_id == pack_id for n in c.notes)
        return list(dict.fromkeys(notes))

    def _rules(self, pack_id: str) -> Iterator[tuple[Row, DecidingRule]]:
        for row in self.rows:
            for cell in row.cells:
                if cell.pack_id == pack_id:
                    yield from ((row, rule) for rule in cell.rules)

    @property
    def _applying(self) -> frozenset[str]:
        cells = (cell for row in self.rows for cell in row.cells)
        return frozenset(cell.pack_id for cell in cells if cell.status != NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that two editions do not share: added, removed, or changed in the keys named.

    `before` and `after` are the rule ids; `changes` are (key, earlier, later).
    """

    fate: str
    before: str
    after: str
    plain: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """An engagement whose result is another under the later edition, and the rules that do it."""

    engagement_id: str
    title: str
    before: Cell
    after: Cell
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackDiff:
    """Two editions of a pack: their rules, and whose outcome differs."""

    earlier: Column
    later: Column
    rules: tuple[RuleChange, ...]
    shared: int
    moved: tuple[Moved, ...]
    looked_at: int
