"""FollowTheMoney statements as CSV: one row per value, the form of OpenSanctions' `statements.csv`.

Rows of one entity normally stand together, and then one entity is held at a time. The file is
gone through twice: first to learn which rows belong together, then to read them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources import ftm_schema as schema
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import LIMITS, Limits, Part, broken, edition_of, one_part
from counterfoil.sources.ftm import DATASET_ID, dataset_of_name
from counterfoil.sources.ftm_entity import FtmBook, FtmEntity
from counterfoil.sources.language import two_letters
from counterfoil.sources.table import RowCheck, iter_rows
from counterfoil.sources.values import clean

_NEEDED = frozenset({"schema", "prop", "value", "dataset"})
_KEYS = ("canonical_id", "entity_id")
_SNIFFED = 100
_TRUE = frozenset({"t", "true", "1", "yes"})
_ID = "id"  # a row that only says that the entity is there
_REFERENCES = frozenset(
    {prop for ends in schema.TIES.values() for prop in ends}
    | {*schema.REFERENCES, "entity", "addressEntity", "holder"}
)


class _Row(NamedTuple):
    row: int
    key: str
    cells: dict[str, str]


class FtmStatementsReader:
    """Reader of FollowTheMoney statements."""

    name = "ftm-statements"
    version = "1"
    known = "FollowTheMoney statements as CSV (OpenSanctions)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per CSV file whose header has the columns of a statement."""
        found = (self._source(path) for path in sorted(paths))
        return [source for source in found if source is not None]

    def _source(self, path: Path) -> Source | None:
        names: set[str] = set()
        try:
            part = one_part(path)
            rows = iter_rows(part, limits=self._limits)
            header = next((_header(cells) for _, cells in rows), [])
            if not _fits(header):
                return None
        except DataError:
            return None
        try:
            for _, cells in islice(rows, _SNIFFED):
                named = dict(zip(header, cells, strict=False))
                if not _is_external(named):
                    names.add(named.get("dataset", ""))
        except DataError:
            names = set()  # what is wrong further down is said when it is read
        only = names.pop() if len(names) == 1 else ""
        dataset = only if DATASET_ID.match(only) else dataset_of_name(path)
        return Source(self.name, dataset, (path,), edition_of(path))

    def read(self, source: Source) -> Reading:
        """Read the whole file; raise DataError where rows are cut off or most have no entity."""
        draft, part = Draft(), one_part(source.paths[0])
        look = _FirstLook(part, self._limits)
        if not look.rows:
            raise broken(part, "the file has a header and no rows")
        book, last = FtmBook(draft, source.dataset), look.last_seen
        for entity in _entities(part, self._limits, look, draft):
            book.take(entity)
        if look.wrong > max(1, look.rows // 100) or look.wrong == look.rows:
            what = f"{look.wrong} of {look.rows} rows have no entity, schema or property"
            raise broken(part, what)
        book.close()
        look.report(draft)
        draft.rows = look.rows
        edition = source.edition or _day(last)
        return draft.reading(DatasetInfo(source.dataset, source.dataset, "", "", edition))


class _FirstLook:
    """What must be known before entities are built: where each ends, its kind, merged ids."""

    def __init__(self, part: Part, limits: Limits) -> None:
        self.rows = self.wrong = 0
        self.last_seen = ""
        self.runs: Counter[str] = Counter()
        self.kinds: dict[str, str] = {}
        self.canonical: dict[str, str] = {}
        self.datasets: Counter[str] = Counter()
        self.external = 0
        previous = ""
        for row in _rows(part, limits):
            self.rows += 1
            cells = row.cells
            if _is_external(cells):
                self.external += 1
            elif not row.key or not cells["schema"] or not cells["prop"]:
                self.wrong += 1
            else:
                self._take(row.key, cells, is_new=row.key != previous)
                previous = row.key

    def _take(self, key: str, cells: dict[str, str], *, is_new: bool) -> None:
        self.runs[key] += is_new
        self.kinds[key] = _closer(self.kinds.get(key, ""), cells["schema"])
        self.datasets[cells["dataset"]] += 1
        other = cells.get("entity_id", "")
        if other and other != key:
            self.canonical[other] = key
        self.last_seen = max(self.last_seen, cells.get("last_seen", "")[:10])

    def report(self, draft: Draft) -> None:
        """Say what was left out and what was put together."""
        if self.external:
            what = f"{self.external} rows are candidates of an enrichment (external)"
            draft.issue(0, "external", what, "left out")
        if len(self.datasets) > 1:
            names = ", ".join(sorted(self.datasets)[:10])
            draft.issue(0, "dataset", f"the file holds several datasets: {names}", "read as one")


def _rows(part: Part, limits: Limits, draft: Draft | None = None) -> Iterator[_Row]:
    """Yield the rows; those with the wrong number of cells go to the draft, many are an error."""
    rows = iter_rows(part, limits=limits)
    header = next((_header(cells) for _, cells in rows), [])
    if not _fits(header):
        raise broken(part, "the header is not that of FollowTheMoney statements")
    check = RowCheck(part, len(header))
    for number, texts in rows:
        if check.fits(number, texts):
            cells = dict(zip(header, texts, strict=True))
            key = next((cells[name] for name in _KEYS if clean(cells.get(name, "")).value), "")
            yield _Row(number, key, cells)
        elif draft is not None:
            what = f"the row has {len(texts)} cells, the header {len(header)}"
            draft.issue(number, "", what, "row skipped")
    check.finish()


def _entities(part: Part, limits: Limits, look: _FirstLook, draft: Draft) -> Iterator[FtmEntity]:
    """Yield each entity once its last row was read."""
    left, open_entities, previous = Counter(look.runs), dict[str, FtmEntity](), ""
    for row in _rows(part, limits, draft):
        key, cells = row.key, row.cells
        if _is_external(cells):
            continue
        if not key or not cells["schema"] or not cells["prop"]:
            draft.issue(row.row, "", "the row lacks its entity, schema or property", "row skipped")
            continue
        if key != previous:
            if previous and not left[previous]:
                yield open_entities.pop(previous)
            left[key] -= 1
            previous = key
        if key not in open_entities:
            open_entities[key] = FtmEntity(key, look.kinds[key], {}, row.row)
        _put(open_entities[key], cells, look.canonical)
    yield from open_entities.values()


def _put(entity: FtmEntity, cells: dict[str, str], canonical: dict[str, str]) -> None:
    prop, value = cells["prop"], cells["value"]
    if prop == _ID:
        return
    if cells.get("prop_type", "") == "entity" or prop in _REFERENCES:
        value = canonical.get(value, value)
    texts = entity.properties.setdefault(prop, [])
    if value not in texts:
        texts.append(value)
    lang, original = two_letters(cells.get("lang", "")), cells.get("original_value", "")
    if lang or original:
        entity.details.setdefault((prop, value), (lang, original))


def _closer(known: str, other: str) -> str:
    """Return the narrower of two schemata of one entity: Company rather than LegalEntity.

    A person stays one whatever else is said, so that what is kept of persons holds for it.
    """
    rank = schema.NARROWNESS
    return max((known, other), key=lambda name: (rank.get(name, 1 if name else -1), name))


def _header(cells: list[str]) -> list[str]:
    return [cell.strip().lstrip("\ufeff").lower() for cell in cells]


def _fits(header: list[str]) -> bool:
    return set(header) >= _NEEDED and any(key in header for key in _KEYS)


def _is_external(cells: dict[str, str]) -> bool:
    return cells.get("external", "").strip().lower() in _TRUE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
