"""Two editions of a list compared, on invented lists small enough to check by eye."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from counterfoil.app.editions import choose, compare_editions
from counterfoil.domain.edition import EntityChange, Fate, PropChange
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement
from counterfoil.engines.memory import MemorySnapshots
from counterfoil.errors import NotFound, UsageError
from counterfoil.matching.engine import NameMatcher
from counterfoil.ports.reader import DatasetInfo, Reading


def row(key: str, prop: str, value: str, since: str = "") -> Statement:
    """Return a statement of an organisation."""
    return Statement(f"quarry:{key}", "Organization", prop, value, valid_from=since)


def keep(
    store: MemorySnapshots, rows: Iterable[Statement], edition: date, name: str = "quarry"
) -> Manifest:
    """Keep one edition."""
    reading = Reading(DatasetInfo(name, "Quarry list", edition=edition), list(rows), rows=1)
    manifest, _ = store.add(
        reading, source="x", source_hash="0", reader="x", reader_version="1", retrieved=edition
    )
    return manifest


EARLIER = [
    row("1", "name", "Lhota Mining"),
    row("1", "listed", "Quarry", "2020-01-01"),
    row("2", "name", "Sten Works"),
    row("3", "name", "Kalk Institute"),
    row("4", "name", "Tuff Laboratory"),
    row("4", "registrationNumber", "SE-77"),
    row("5", "name", "Marl Company Ltd"),
]
LATER = [
    row("1", "name", "Lhota Mining"),
    row("1", "listed", "Quarry", "2020-01-01"),
    row("1", "alias", "Lhota Ore"),
    row("3", "name", "Kalk Academy"),
    row("14", "name", "Tuff Research Centre"),
    row("14", "registrationNumber", "SE-77"),
    row("15", "name", "Marl Holding"),
    row("15", "previousName", "MARL COMPANY LTD."),
    row("16", "name", "Grus Agency"),
]


def compared(earlier: Iterable[Statement], later: Iterable[Statement]) -> list[EntityChange]:
    """Return the changes between two editions."""
    store = MemorySnapshots()
    left, right = (keep(store, rows, day).snapshot_id for rows, day in (
        (earlier, date(2026, 1, 1)), (later, date(2026, 2, 1))
    ))  # fmt: skip
    return compare_editions(store, left, right, NameMatcher().fingerprint)


def test_each_sort_of_change_is_named() -> None:
    """Added, removed, renamed under the same id, renamed under a new one, changed: each once."""
    found = {change.entity_id: change for change in compared(EARLIER, LATER)}
    fates = {key.removeprefix("quarry:"): change.fate for key, change in found.items()}
    assert fates == {
        "16": Fate.ADDED,
        "2": Fate.REMOVED,
        "3": Fate.RENAMED,
        "14": Fate.RENAMED,
        "15": Fate.RENAMED,
        "1": Fate.CHANGED,
    }
    assert found["quarry:1"].props == (PropChange("alias", (), ("Lhota Ore",)),)
    assert (found["quarry:3"].before, found["quarry:3"].caption) == (
        "Kalk Institute",
        "Kalk Academy",
    )
    assert found["quarry:14"].before_id == "quarry:4"
    assert found["quarry:14"].why == "same identifier: registrationNumber SE-77"
    assert found["quarry:15"].before == "Marl Company Ltd"


def test_the_same_edition_has_no_changes() -> None:
    """Nothing is reported where nothing changed."""
    store = MemorySnapshots()
    one = keep(store, EARLIER, date(2026, 1, 1)).snapshot_id
    assert compare_editions(store, one, one, NameMatcher().fingerprint) == []


def test_namesakes_are_not_taken_for_a_renaming() -> None:
    """Where two entries that came could be the one that went, both are additions."""
    later = [row("8", "name", "STEN WORKS"), row("9", "name", "Works Sten")]
    found = compared([row("2", "name", "Sten Works")], later)
    assert sorted(change.fate for change in found) == [Fate.ADDED, Fate.ADDED, Fate.REMOVED]


def test_a_moved_date_of_listing_is_a_change() -> None:
    """The day of a listing counts like a value."""
    later = [row("1", "listed", "Quarry", "2021-01-01"), row("1", "name", "Lhota Mining")]
    (change,) = compared(EARLIER[:2], later)
    assert change.props == (
        PropChange("listed", ("Quarry (2020-01-01)",), ("Quarry (2021-01-01)",)),
    )


def test_references_to_editions() -> None:
    """An edition is named by its day, by its id, or as the last two of a list."""
    store = MemorySnapshots()
    old = keep(store, EARLIER, date(2026, 1, 1))
    new = keep(store, LATER, date(2026, 2, 1))
    other = keep(
        store, [Statement("gravel:1", "Company", "name", "Grus")], date(2026, 3, 1), "gravel"
    )
    known = store.manifests()
    assert choose(["quarry"], known) == (old, new)
    assert choose(["quarry@2026-01-01", "quarry"], known) == (old, new)
    assert choose([old.snapshot_id[:8], new.snapshot_id], known) == (old, new)
    with pytest.raises(UsageError, match="only one edition"):
        choose(["gravel"], known)
    with pytest.raises(UsageError, match="different lists"):
        choose(["quarry", other.snapshot_id], known)
    with pytest.raises(UsageError, match="two different"):
        choose(["quarry", "quarry@2026-02-01"], known)
    with pytest.raises(NotFound, match="quarry@2030"):
        choose(["quarry", "quarry@2030-01-01"], known)
