"""A draft: what a reader has understood so far, cleaned on the way in."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from counterfoil.domain.issue import Issue
from counterfoil.domain.statement import Statement
from counterfoil.ports.reader import DatasetInfo, Reading
from counterfoil.sources.values import clean, is_clean, shown

_KEPT_ISSUES = 10_000


class Subject(NamedTuple):
    """The entity a row speaks of, and the row."""

    entity_id: str
    kind: str
    row: int


class Detail(NamedTuple):
    """What may be said beside a value; see `Statement`."""

    lang: str = ""
    original: str = ""
    valid_from: str = ""
    valid_to: str = ""


PLAIN = Detail()


class Draft:
    """Statements, issues and counts of one dataset while it is being read.

    Attributes:
        statements: the statements so far; a reader may replace them when it scrubs.
        rows: records read so far.

    """

    def __init__(self) -> None:
        """Start empty."""
        self.statements: list[Statement] = []
        self.rows = 0
        self._issues: list[Issue] = []
        self._unkept = 0
        self._dropped: Counter[str] = Counter()

    def add(self, subject: Subject, prop: str, text: str, detail: Detail = PLAIN) -> str:
        """Add one statement; return its cleaned value, empty (and nothing added) if blank."""
        value, original = text, ""
        if not is_clean(text):
            value, original, problems = clean(text)
            for what, done in problems:
                self.issue(subject.row, prop, f"the value holds {what}", done)
        if not value:
            return ""
        original = shown(detail.original) if detail.original else original
        self.statements.append(
            Statement(
                subject.entity_id,
                subject.kind,
                prop,
                value,
                detail.lang,
                "" if original == value else original,
                detail.valid_from,
                detail.valid_to,
            )
        )
        return value

    def issue(self, row: int, field: str, what: str, done: str) -> None:
        """Report a problem; beyond ten thousand they are only counted."""
        if len(self._issues) < _KEPT_ISSUES:
            self._issues.append(Issue(row, clean(field).value, clean(what).value, done))
        else:
            self._unkept += 1

    def repeated_key(self, row: int, key: str) -> None:
        """Report a JSON key that stands twice in one object."""
        name = clean(key[:100]).value
        self.issue(row, name, "the key stands twice in the same object", "last value used")

    def drop(self, name: str, count: int = 1) -> None:
        """Count something that was dropped at the door."""
        if count:
            self._dropped[name] += count

    def reading(self, info: DatasetInfo) -> Reading:
        """Return the finished reading."""
        issues = list(self._issues)
        if self._unkept:
            issues.append(Issue(0, "", f"{self._unkept} further problems", "counted only"))
        return Reading(
            info, self.statements, issues, self.rows, dict(sorted(self._dropped.items()))
        )
