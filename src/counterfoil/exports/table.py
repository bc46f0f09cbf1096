"""Tables for spreadsheets: CSV in which no cell can become a formula.

A spreadsheet runs a cell that starts with =, +, -, @, a tab or a line end. Names come from lists
and from applicants, so such a cell gets an apostrophe before it; numbers are written as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from counterfoil.domain.dossier import Overview
from counterfoil.exports.letters import tidy

Cell = str | int | float | None

# The wide forms start a formula in some settings of some programs, too.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

OVERVIEW_HEADER = (
    "engagement",
    "title",
    "unit",
    "theme",
    "kind",
    "outcome",
    "outcome_words",
    "pack",
    "hold",
    "questions",
    "first_question",
)
SCREENING_HEADER = (
    "query_id",
    "rank",
    "entity_id",
    "dataset",
    "caption",
    "score",
    "band",
    "reasons",
    "probability",
)


def safe_cell(value: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; raise nothing, lose nothing visible."""
    if not isinstance(value, str):
        return value
    if value.startswith(_STARTS_FORMULA):
        return f"'{tidy(value)}"
    shown = tidy(value)
    return f"'{shown}" if shown.startswith(_STARTS_FORMULA) else shown


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a header and rows as CSV text (UTF-8 when written, lines ended by a newline)."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def overview_csv(overview: Overview) -> str:
    """Return the engagements of an overview, one per line, in its order."""
    return csv_text(
        OVERVIEW_HEADER,
        (
            (
                row.engagement_id,
                row.title,
                row.unit,
                row.theme,
                row.kind,
                row.outcome,
                row.outcome_words,
                row.pack_id,
                row.hold,
                row.questions,
                row.first_question,
            )
            for row in overview.rows
        ),
    )
