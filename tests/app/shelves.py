"""Hand-made shelves: a few statements in memory, and what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from counterfoil.app.gather import Gatherer, Wanted
from counterfoil.app.partners import judgements_in_force
from counterfoil.app.shelf import Shelf, load_shelf
from counterfoil.domain.case import Body
from counterfoil.domain.engagement import BodyRef
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.statement import Statement
from counterfoil.engines.memory import MemorySnapshots
from counterfoil.matching.engine import NameMatcher
from counterfoil.ports.reader import DatasetInfo, Reading

DAY = date(2026, 11, 3)
AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
MATCHER = NameMatcher()
Statements = Sequence[Statement]


def body(entity_id: str, name: str, kind: str = "Organization", **props: str) -> list[Statement]:
    """Return the statements of one entity."""
    found = [Statement(entity_id, kind, "name", name)]
    return found + [Statement(entity_id, kind, prop, value) for prop, value in props.items()]


def listed(entity_id: str, name: str, kind: str = "Organization", **props: str) -> list[Statement]:
    """Return the statements of an entity that has stood on its list since 2024."""
    stands = Statement(entity_id, kind, "listed", "programme", valid_from="2024-05-01")
    return [*body(entity_id, name, kind, **props), stands]


def owns(key: str, owner: str, asset: str, share: str = "", end: str = "") -> list[Statement]:
    """Return the statements of a recorded ownership."""
    given = {"owner": owner, "asset": asset, "percentage": share, "endDate": end}
    return [Statement(key, "Ownership", prop, value) for prop, value in given.items() if value]


def verdict(partner: str, entity: str, said: Verdict, name: str = "", minute: int = 0) -> Judgement:
    """Return a verdict on an entity that bore this name."""
    at = AT.replace(minute=minute)
    return Judgement(partner, entity, MATCHER.fingerprint(name), said, "reason", "S-02", at)


def shelf_of(
    datasets: Mapping[str, Statements],
    lists: Sequence[str],
    judgements: Sequence[Judgement] = (),
    *,
    max_steps: int = 3,
) -> Shelf:
    """Return the shelf of these datasets, of which some are lists."""
    store = MemorySnapshots()
    for dataset, statements in datasets.items():
        store.add(
            Reading(DatasetInfo(dataset, dataset), list(statements), rows=len(statements)),
            source="hand",
            source_hash="00",
            reader="hand",
            reader_version="1",
            retrieved=DAY,
        )
    return load_shelf(
        store,
        MATCHER,
        judgements,
        lists,
        as_of=DAY,
        max_steps=max_steps,
        cache=lambda _, make: make(),
        cache_key=lambda _: "key",
    )


def gatherer(shelf: Shelf, judgements: Sequence[Judgement] = (), *, max_steps: int = 3) -> Gatherer:
    """Return a gatherer over a shelf."""
    held = judgements_in_force(judgements)
    return Gatherer(shelf, held, MATCHER.fingerprint, as_of=DAY, max_steps=max_steps)


def found(
    shelf: Shelf, ref: BodyRef | str, judgements: Sequence[Judgement] = (), partner: str = "p"
) -> Body:
    """Return the body of one name or reference under some judgements."""
    wanted = BodyRef(ref) if isinstance(ref, str) else ref
    return gatherer(shelf, judgements).body(Wanted("P1", partner, wanted))
