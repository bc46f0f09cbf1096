"""Which rows belong to one engagement, and what two rows with one reference mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.entry import Account, Entry, Verdict
from counterfoil.sources.sheets.labels import PARTNER_FIELDS
from counterfoil.sources.sheets.words import is_placeholder
from counterfoil.sources.workbook import Cell

_REPLACES = re.compile(
    r"replac|supersed|amend|annex|addend|corrected|ersetz|nachtrag|änderung|annule|remplac|avenant|modific|sustituy|adenda|sostituisc|atto aggiuntivo|vervang|wijzig|addendum|erstatt|endring|ersätt|tilläggs|tillegg|zastęp|aneks|zmian|nahrazuje|korrig",
    re.IGNORECASE,
)
_OWN = (
    "id",
    "title",
    "kind",
    "person",
    "visitor",
    "starts",
    "ends",
    "period",
    "proposed",
    "summary",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One data row (or column of a transposed table).

    Attributes:
        rows: source rows from 1.
        cells, texts: by place of the column.
        merged: places whose value comes from a merged cell that starts in a row above.
        heading: section heading in force; `ditto` the ditto marks that were spelled out.

    """

    rows: tuple[int, ...]
    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    merged: frozenset[int]
    heading: str
    ditto: tuple[str, ...] = ()


def starts_new(record: Record, previous: Record, columns: Sequence[Column]) -> bool:
    """Tell whether a row is an engagement of its own, not a further line of the one above."""
    keys = [c.place for c in columns if c.field == "id"] or [
        c.place for c in columns if c.field == "title"
    ]
    if record.heading != previous.heading:
        return True
    key = next((place for place in keys if place in record.merged), None)
    if key is not None:
        return False
    own = [
        c.place
        for c in columns
        if c.field in _OWN and record.texts[c.place] and c.place not in record.merged
    ]
    id_places = [c.place for c in columns if c.field == "id"]
    if any(record.texts[place] for place in id_places):
        return not _repeats_key(record, previous, columns, id_places)
    if not own:
        return not _says_party(record, columns)
    if not id_places:
        return _is_own(record, previous, columns, own)
    # The table has a reference and this row has none: it is its own if it names a subject.
    return any(
        c.field in ("title", "visitor") and c.place in own for c in columns
    ) and not _same_subject(record, previous, columns)


def _is_own(
    record: Record, previous: Record, columns: Sequence[Column], own: Sequence[int]
) -> bool:
    titles = [c.place for c in columns if c.field in ("title", "visitor")]
    if any(place in own for place in titles):
        return not _same_subject(record, previous, columns)
    if not titles:
        return True
    # A row of dates or people alone under a subject continues it; beside a partner it is its own.
    return _says_party(record, columns) and len(own) > 1


def _same_subject(record: Record, previous: Record, columns: Sequence[Column]) -> bool:
    """Tell whether a row repeats all of the one above but its partner."""
    own = [c.place for c in columns if c.field in _OWN]
    other = [c.place for c in columns if c.field in PARTNER_FIELDS]
    repeats = [p for p in own if record.texts[p]]
    return (
        len(repeats) >= 2
        and all(record.texts[p] == previous.texts[p] for p in repeats)
        and any(record.texts[p] != previous.texts[p] for p in other)
    )


def _repeats_key(
    record: Record, previous: Record, columns: Sequence[Column], ids: Sequence[int]
) -> bool:
    if any(record.texts[p] != previous.texts[p] for p in ids if record.texts[p]):
        return False
    fixed = [
        c.place
        for c in columns
        if c.field in ("title", "starts", "ends", "period", "proposed", "visitor")
    ]
    return all(not record.texts[p] or record.texts[p] == previous.texts[p] for p in fixed)


def _says_party(record: Record, columns: Sequence[Column]) -> bool:
    return any(
        record.texts[c.place] and c.place not in record.merged
        for c in columns
        if c.field in PARTNER_FIELDS
        or c.field in ("goes_out", "documents", "visitor", "person", "staff", "affiliation", "none")
    )


def settle_repeats(entries: list[Entry]) -> tuple[list[Entry], list[Account]]:
    """Return the entries with one reference settled, and an account of those that only repeat.

    The same content is a duplicate. Other content under the same reference is refused, for
    nobody has said which holds, unless the later row says that it replaces the earlier one.
    """
    seen: dict[str, Entry] = {}
    kept: list[Entry] = []
    contents: set[tuple[object, ...]] = set()
    accounts: list[Account] = []
    for entry in entries:
        reference = entry.first("id").casefold()
        known = seen.get(reference) if reference and not is_placeholder(reference) else None
        if known is None:
            if reference:
                seen[reference] = entry
            elif _content(entry) in contents:
                accounts.append(Account(entry.sheet, tuple(entry.rows), Verdict.LEFT, "duplicate"))
                continue
        elif _content(known) == _content(entry):
            accounts.append(Account(entry.sheet, tuple(entry.rows), Verdict.LEFT, "duplicate"))
            continue
        elif any(_REPLACES.search(text) for text in _remarks(entry)):
            known.why = f"replaced by the later entry with the same reference {entry.first('id')!r}"
            entry.note("replaces an earlier entry with the same reference")
            seen[reference] = entry
        else:
            entry.why = (
                f"the reference {entry.first('id')!r} stands on an earlier row with other content"
            )
        kept.append(entry)
        contents.add(_content(entry))
    return kept, accounts


def _content(entry: Entry) -> tuple[object, ...]:
    # Remarks and amounts may differ in what is still the same entry; what the register takes may not.
    taken = {name: tuple(v) for name, v in entry.values.items() if name not in ("none", "origin")}
    parties = tuple((p.name, p.country, p.city) for p in entry.parties)
    return (tuple(sorted(taken.items())), parties, entry.proposed, entry.starts, entry.ends)


def _remarks(entry: Entry) -> list[str]:
    return [
        *entry.values.get("none", ()),
        *entry.values.get("title", ()),
        *entry.values.get("kind", ()),
        *entry.values.get("summary", ()),
    ]
