"""The US Consolidated Screening List as CSV: a dozen lists of four departments in one table.

A row is one entry of one list. OFAC's entries have a number; the others have none, so that their
key is a hash of list, name and addresses, which tells nothing of a person by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.csl_row import CslBook
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import LIMITS, Limits, Part, broken, edition_of, one_part
from counterfoil.sources.table import RowCheck, iter_rows

DATASET = "us-csl"
_COLUMNS = frozenset(
    {
        "source",
        "entity_number",
        "type",
        "programs",
        "name",
        "addresses",
        "federal_register_notice",
        "start_date",
        "end_date",
        "alt_names",
        "source_list_url",
    }
)
_LIST = re.compile(r"\(([A-Z]{2,6})\)")
_ABOUT = DatasetInfo(
    DATASET,
    "Consolidated Screening List",
    "U.S. Department of Commerce, International Trade Administration",
    "US government work, public domain",
)


class CslReader:
    """Reader of the list's CSV download."""

    name = "csl-csv"
    version = "1"
    known = "US Consolidated Screening List, CSV"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per table with the list's columns."""
        return [
            Source(self.name, DATASET, (path,), edition_of(path))
            for path in sorted(paths)
            if self._is_known(path)
        ]

    def _is_known(self, path: Path) -> bool:
        try:
            for _, cells in islice(iter_rows(one_part(path), limits=self._limits), 1):
                return _COLUMNS.issubset(cell.strip() for cell in cells)
        except DataError:
            return False
        return False

    def read(self, source: Source) -> Reading:
        """Read the list; raise DataError where it is cut off or its rows do not fit."""
        part, draft = one_part(source.paths[0]), Draft()
        book = CslBook(draft)
        for row, cells in self._rows(part, draft):
            draft.rows += 1
            book.take(row, cells, _entity_id(cells))
        if not draft.rows:
            raise broken(part, "the list is empty")
        book.close()
        if source.edition is None:
            draft.issue(
                0,
                "edition",
                "the file's name carries no date, such as consolidated_2026-01-31.csv",
                "edition unknown",
            )
        return draft.reading(replace(_ABOUT, edition=source.edition))

    def _rows(self, part: Part, draft: Draft) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the rows by column; a few that do not fit are reported, many refuse the file."""
        rows = iter_rows(part, limits=self._limits)
        _, header = next(rows, (0, []))
        header = [cell.strip() for cell in header]
        if missing := sorted(_COLUMNS - set(header)):
            raise broken(part, f"the columns {', '.join(missing)} are missing", row=1)
        check = RowCheck(part, len(header))
        for row, cells in rows:
            if check.fits(row, cells):
                yield row, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            else:
                draft.issue(
                    row, "", f"the row has {len(cells)} cells, the header {len(header)}", "skipped"
                )
        check.finish()


def _entity_id(cells: dict[str, str]) -> str:
    """Return the id: the list with the entry's number, or with a hash where it has none."""
    found = _LIST.search(cells["source"])
    prefix = found[1].lower() if found else _hash(cells["source"])[:6]
    number = cells["entity_number"]
    if number.isascii() and number.isdigit():
        return f"{DATASET}:{prefix}-{number}"
    return f"{DATASET}:{prefix}-{_hash(cells['source'], number, cells['name'], cells['addresses'])}"


def _hash(*texts: str) -> str:
    folded = (" ".join(text.casefold().split()) for text in texts)
    joined = "\x1f".join(folded).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
