"""Entities, statements, ties, links and judgements as tables for spreadsheets and databases.

The files start with a byte order mark: without it Excel reads UTF-8 as the letters of its own
country, and names in other scripts are ruined. Every reader of CSV worth the name skips it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from counterfoil.domain.dates import DateRange
from counterfoil.domain.entity import IDENTIFIER_PROPS, LISTED, Entity
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.link import Links
from counterfoil.domain.statement import Statement, statement_id
from counterfoil.domain.tie import Tie
from counterfoil.exports.person_part import is_on_person
from counterfoil.exports.table import Cell, safe_cell

BOM = "\ufeff"
_BATCH = 500  # rows per piece of text
ENTITY_HEADER: Sequence[str] = (
    *("entity_id", "dataset", "kind", "name", "other_names", "country", "city"),
    *("identifiers", "listed_as", "listed_since"),
)
STATEMENT_HEADER: Sequence[str] = (
    *("statement_id", "dataset", "entity_id", "kind", "property", "value"),
    *("language", "original", "valid_from", "valid_to"),
)
TIE_HEADER: Sequence[str] = (
    *("dataset", "tie", "source", "target", "share_low", "share_high", "share"),
    *("start", "end", "statements"),
)
LINK_HEADER = ("left", "right", "state", "strength", "basis")
JUDGEMENT_HEADER = ("partner_id", "entity_id", "verdict", "reason", "by", "at")


def statement_rows(statements: Iterable[Statement]) -> Iterator[Sequence[Cell]]:
    """Yield one row per statement."""
    for s in statements:
        dataset = s.entity_id.split(":", 1)[0]
        yield (
            statement_id(dataset, s),
            dataset,
            s.entity_id,
            s.kind,
            s.prop,
            s.value,
            s.lang,
            s.original,
            s.valid_from,
            s.valid_to,
        )


def entity_rows(statements: Iterable[Statement]) -> Iterator[Sequence[Cell]]:
    """Yield one row per entity that is no tie; statements of an entity stand together."""
    for _, group in groupby(statements, key=lambda statement: statement.entity_id):
        entity = Entity.of(group)
        names = entity.names()
        if not names:
            continue
        listings = [s for s in entity.statements if s.prop == LISTED]
        numbers = [f"{p}={v}" for p in IDENTIFIER_PROPS for v in entity.values(p)]
        yield (
            entity.entity_id,
            entity.dataset,
            entity.kind,
            entity.caption,
            "; ".join(name for name in names if name != entity.caption),
            "; ".join(dict.fromkeys(entity.values("country") + entity.values("jurisdiction"))),
            "; ".join(entity.values("city")),
            "; ".join(numbers),
            "; ".join(dict.fromkeys(s.value for s in listings)),
            min((s.valid_from for s in listings if s.valid_from), default=""),
        )


def tie_rows(ties: Iterable[Tie]) -> Iterator[Sequence[Cell]]:
    """Yield one row per tie; shares in percent, as the range that is known."""
    for tie in ties:
        is_stated = tie.share.is_stated
        yield (
            tie.origin,
            tie.kind.value,
            tie.source,
            tie.target,
            _percent(tie.share.low) if is_stated else None,
            _percent(tie.share.high) if is_stated else None,
            tie.share.text() if tie.kind == "owns" else "",
            _day(tie.start),
            _day(tie.end),
            " ".join(tie.statements),
        )


def link_rows(links: Links) -> Iterator[Sequence[Cell]]:
    """Yield one row per link that holds or was refused."""
    for state, found in (("holds", links.links), ("refused", links.refused)):
        for link in sorted(found):
            yield (link.left, link.right, state, link.strength, link.basis)


def judgement_rows(judgements: Iterable[Judgement]) -> Iterator[Sequence[Cell]]:
    """Yield one row per verdict, oldest first; of one pair the last counts.

    The reason of a verdict on a person stays here: free text may say where somebody is from.
    """
    for j in judgements:
        at = j.at.isoformat(timespec="seconds")
        reason = "" if is_on_person(j.partner_id) else j.reason
        yield (j.partner_id, j.entity_id, j.verdict.value, reason, j.by, at)


def csv_pieces(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield CSV text in pieces: byte order mark and header first, no cell can be a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    buffer.write(BOM)
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow([safe_cell(cell) for cell in row])
        if number % _BATCH == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _percent(value: Fraction) -> str:
    whole = value.numerator / value.denominator
    return f"{whole:.6f}".rstrip("0").rstrip(".")


def _day(value: DateRange | None) -> str:
    return value.text() if value else ""
