"""OFAC's Specially Designated Nationals in the old layout: primary, alias and address file.

An entry of type `-0-` is neither individual, vessel nor aircraft; OFAC uses it for bodies of all
sorts, so its kind is Organization. Aliases in the remarks are the ones OFAC calls weak. Each
entry is listed as `SDN` and once per programme; the files carry no listing dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import LIMITS, Limits, broken, edition_of, one_part
from counterfoil.sources.ofac_entry import Entry, EntryBook
from counterfoil.sources.ofac_trio import (
    ADDRESS,
    ALIAS,
    END_MARK,
    PRIMARY,
    WIDTH,
    cell,
    group,
    is_end,
    role_of,
)
from counterfoil.sources.table import RowCheck, iter_rows

DATASET = "us-ofac-sdn"
_NON_SDN = "cons_"  # the consolidated non-SDN list, a dataset of its own
_WHAT = {ALIAS: "aliases", ADDRESS: "addresses"}
_ABOUT = DatasetInfo(
    DATASET,
    "OFAC Specially Designated Nationals (SDN)",
    "U.S. Department of the Treasury, Office of Foreign Assets Control",
    "US government work, public domain",
)


class OfacReader:
    """Reader of the SDN list's three CSV files."""

    name = "ofac-csv"
    version = "1"
    known = "OFAC SDN list, old CSV layout (primary, alias and address file)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per primary file, with its companions if they are there."""
        roles = [
            (path, role)
            for path in sorted(paths)
            if not path.name.lower().startswith(_NON_SDN) and (role := role_of(path))
        ]
        return [
            Source(self.name, DATASET, (trio.primary, *trio.companions), edition_of(trio.primary))
            for trio in group(roles)
        ]

    def read(self, source: Source) -> Reading:
        """Read the list; raise DataError where a file is cut off or not what it seemed."""
        draft = Draft()
        files = {role_of(path): path for path in source.paths}
        if PRIMARY not in files:
            raise DataError(
                "the file is not a primary file of the SDN list",
                where=str(source.paths[0]),
                do="Import the 12-column file first.",
            )
        book = EntryBook(draft, DATASET)
        for row, cells in self._rows(draft, files[PRIMARY], PRIMARY):
            draft.rows += 1
            book.open(Entry.of(row, cells))
        for role in (ALIAS, ADDRESS):
            if role in files:
                self._join(draft, book, files[role], role)
            else:
                draft.issue(
                    0,
                    role,
                    f"no file of {_WHAT[role]} goes with {source.paths[0].name}",
                    "imported without them",
                )
        if source.edition is None:
            draft.issue(
                0,
                "edition",
                "the file's name carries no date, such as sdn_2026-01-31.csv",
                "edition unknown",
            )
        book.close()
        return draft.reading(replace(_ABOUT, edition=source.edition))

    def _rows(self, draft: Draft, path: Path, role: str) -> list[tuple[int, list[str]]]:
        """Return the rows of the right width; a few others are reported, many refuse the file."""
        part, ended = one_part(path), False
        check = RowCheck(part, WIDTH[role])
        kept: list[tuple[int, list[str]]] = []
        for row, cells in iter_rows(part, limits=self._limits):
            if is_end(cells):
                ended = True
            elif not check.fits(row, cells):
                draft.issue(
                    row,
                    "",
                    f"{path.name}: the row has {len(cells)} cells instead of {WIDTH[role]}",
                    "row skipped",
                )
            elif not cells[0].strip().isdigit():
                raise broken(part, f"{cells[0][:20]!r} is not the number of an entity", row=row)
            else:
                kept.append((row, [cell(text) for text in cells]))
                ended = END_MARK in cells[-1]
        check.finish()
        if not ended:
            draft.issue(
                0,
                role,
                f"{path.name} lacks the end mark OFAC puts into its files; it may"
                " be cut off at the end of a row",
                "kept as it is",
            )
        return kept

    def _join(self, draft: Draft, book: EntryBook, path: Path, role: str) -> None:
        """Add the rows of a companion to their entries; report how many join none."""
        counts: Counter[bool] = Counter()
        for row, cells in self._rows(draft, path, role):
            joined = book.alias(row, cells) if role == ALIAS else book.address(cells)
            counts[joined] += 1
        if counts[False]:
            draft.issue(
                0,
                role,
                f"{counts[False]} of {counts.total()} {_WHAT[role]} in"
                f" {path.name} belong to no entry of this edition",
                "not used",
            )
