"""OFAC's lists in the old layout: primary, alias and address file, of the SDN or the other lists.

An entry of type `-0-` is neither individual, vessel nor aircraft; OFAC uses it for bodies of all
sorts, so its kind is Organization. Aliases in the remarks are the ones OFAC calls weak. Each
entry is listed as `SDN` or `non-SDN` and once per programme. The SDN files carry no listing dates;
the others do for some programmes, in the remarks. The two lists are told apart by the names of the
files (`cons_`) or by programmes that only the others have.
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
    is_named_non_sdn,
    is_non_sdn,
    role_of,
)
from counterfoil.sources.table import RowCheck, iter_rows

DATASET = "us-ofac-sdn"
NON_SDN = "us-ofac-nonsdn"
_WHAT = {ALIAS: "aliases", ADDRESS: "addresses"}
_PUBLISHER = "U.S. Department of the Treasury, Office of Foreign Assets Control"
_LICENCE = "US government work, public domain"
_ABOUT = {
    DATASET: DatasetInfo(
        DATASET, "OFAC Specially Designated Nationals (SDN)", _PUBLISHER, _LICENCE
    ),
    NON_SDN: DatasetInfo(NON_SDN, "OFAC Consolidated Non-SDN List", _PUBLISHER, _LICENCE),
}
_LISTED_AS = {DATASET: "SDN", NON_SDN: "non-SDN"}


class OfacReader:
    """Reader of the three CSV files of the SDN list, and of those of the non-SDN lists."""

    name = "ofac-csv"
    version = "2"
    known = "OFAC SDN list and non-SDN lists, old CSV layout (primary, alias and address file)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per primary file, with its companions if they are there."""
        roles = [(path, role) for path in sorted(paths) if (role := role_of(path))]
        others = [pair for pair in roles if is_named_non_sdn(pair[0])]
        sources: list[Source] = []
        for files in (others, [pair for pair in roles if pair not in others]):
            for trio in group(files):
                dataset = NON_SDN if is_non_sdn(trio.primary) else DATASET
                found = (trio.primary, *trio.companions)
                sources.append(Source(self.name, dataset, found, edition_of(trio.primary)))
        return sorted(sources, key=lambda source: source.paths)

    def read(self, source: Source) -> Reading:
        """Read the list; raise DataError where a file is cut off or not what it seemed."""
        draft = Draft()
        files = {role_of(path): path for path in source.paths}
        if PRIMARY not in files:
            raise DataError(
                "the file is not a primary file of an OFAC list",
                where=str(source.paths[0]),
                do="Import the 12-column file first.",
            )
        dataset = source.dataset
        book = EntryBook(draft, dataset, _LISTED_AS[dataset], dated=dataset == NON_SDN)
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
        return draft.reading(replace(_ABOUT[dataset], edition=source.edition))

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
