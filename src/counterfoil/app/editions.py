"""Editions: compare two snapshots of one list, entity by entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from counterfoil.domain.edition import EntityChange, Fate, PropChange
from counterfoil.domain.entity import IDENTIFIER_PROPS, NAME, Entity
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement
from counterfoil.errors import NotFound, UsageError
from counterfoil.ports.snapshots import SnapshotStore

_SHORT = 8  # digits of a snapshot id that must be written at least


def choose(references: Sequence[str], manifests: Sequence[Manifest]) -> tuple[Manifest, Manifest]:
    """Return the two snapshots that are meant, earlier first as they were named.

    A reference is a snapshot id or its first eight digits, DATASET@EDITION, or DATASET for the
    one in force; one DATASET alone means its last two editions. Raise NotFound, UsageError.
    """
    if len(references) == 1:
        found = [m for m in manifests if m.dataset == references[0]]
        if len(found) == 1:
            raise UsageError(
                f"only one edition of {references[0]} is loaded, {_edition(found[0])}",
                do="Import an earlier or a later edition first: counterfoil import FILE.",
            )
        if found:
            return found[-2], found[-1]
    chosen = [_one(reference, manifests) for reference in references]
    left, right = chosen[0], chosen[-1]
    if len(chosen) == 1 or left.snapshot_id == right.snapshot_id:
        raise UsageError("name two different editions", do="`counterfoil lists` shows them.")
    if left.dataset != right.dataset:
        raise UsageError(
            f"{left.dataset} and {right.dataset} are different lists",
            do="Compare two editions of one list.",
        )
    return left, right


def _one(reference: str, manifests: Sequence[Manifest]) -> Manifest:
    dataset, _, edition = reference.partition("@")
    found = [m for m in manifests if m.dataset == dataset]
    if edition:
        found = [m for m in found if edition in (_edition(m), m.retrieved.isoformat())]
    elif not found and len(reference) >= _SHORT:
        found = [m for m in manifests if m.snapshot_id.startswith(reference.lower())]
    if found:
        return found[-1]
    known = ", ".join(f"{m.dataset}@{_edition(m)}" for m in manifests) or "none"
    raise NotFound(f"no edition is called {reference!r}", do=f"Loaded are: {known}.")


def _edition(manifest: Manifest) -> str:
    return (manifest.edition or manifest.retrieved).isoformat()


def compare_editions(
    store: SnapshotStore, left: str, right: str, fingerprint: Callable[[str], str]
) -> list[EntityChange]:
    """Return every entity that differs, by fate and caption.

    An entity that went and one that came are one, renamed, where they share a strong
    identifier, or where exactly one pair has the earlier name among the later one's names or
    the other way round.
    """
    gone, came = (_by_entity(rows) for rows in store.differences(left, right))
    ids = sorted({*gone, *came})
    before, after = store.entities([left], ids), store.entities([right], ids)
    removed = [key for key in ids if key not in after]
    added = [key for key in ids if key not in before]
    pairs = _renamed(removed, added, before, after, fingerprint)
    taken = {key for pair in pairs for key in pair[:2]}
    changes = [_moved(before[old], after[new], why) for old, new, why in pairs]
    changes += [_alone(Fate.REMOVED, before[key]) for key in removed if key not in taken]
    changes += [_alone(Fate.ADDED, after[key]) for key in added if key not in taken]
    for key in ids:
        if key in before and key in after:
            changes.append(_changed(before[key], after[key], gone.get(key, []), came.get(key, [])))
    order = list(Fate)
    return sorted(changes, key=lambda c: (order.index(c.fate), c.caption, c.entity_id))


def _by_entity(rows: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        found[row.entity_id].append(row)
    return found


def _alone(fate: Fate, entity: Entity) -> EntityChange:
    return EntityChange(fate, entity.entity_id, entity.kind, entity.caption)


def _changed(
    before: Entity, after: Entity, gone: Sequence[Statement], came: Sequence[Statement]
) -> EntityChange:
    renamed = any(row.prop == NAME for row in (*gone, *came)) and _main(before) != _main(after)
    return EntityChange(
        Fate.RENAMED if renamed else Fate.CHANGED,
        after.entity_id,
        after.kind,
        after.caption,
        before=before.caption,
        props=_props(gone, came),
    )


def _moved(before: Entity, after: Entity, why: str) -> EntityChange:
    old = {row[2:]: row for row in before.statements}
    new = {row[2:]: row for row in after.statements}
    return EntityChange(
        Fate.RENAMED,
        after.entity_id,
        after.kind,
        after.caption,
        before=before.caption,
        before_id=before.entity_id,
        why=why,
        props=_props(
            [row for key, row in old.items() if key not in new],
            [row for key, row in new.items() if key not in old],
        ),
    )


def _main(entity: Entity) -> set[str]:
    return set(entity.values(NAME))


def _props(gone: Sequence[Statement], came: Sequence[Statement]) -> tuple[PropChange, ...]:
    props = sorted({row.prop for row in (*gone, *came)})
    return tuple(
        PropChange(
            prop,
            tuple(sorted(_said(row) for row in gone if row.prop == prop)),
            tuple(sorted(_said(row) for row in came if row.prop == prop)),
        )
        for prop in props
    )


def _said(row: Statement) -> str:
    dates = " to ".join(filter(None, (row.valid_from, row.valid_to)))
    return row.value + (f" ({dates})" if dates else "")


def _renamed(
    removed: Sequence[str],
    added: Sequence[str],
    before: Mapping[str, Entity],
    after: Mapping[str, Entity],
    fingerprint: Callable[[str], str],
) -> list[tuple[str, str, str]]:
    """Return (earlier id, later id, why); an entity with two possible partners is left alone."""
    pairs: list[tuple[str, str, str]] = []
    open_old, open_new = set(removed), set(added)
    for why, keys in (("identifier", _identifiers), ("name", lambda e: _names(e, fingerprint))):
        by_key: dict[str, set[str]] = defaultdict(set)
        for key in open_new:
            for value in keys(after[key]):
                by_key[value].add(key)
        wanted = {
            old: {new for value in keys(before[old]) for new in by_key.get(value, ())}
            for old in sorted(open_old)
        }
        for old, found in wanted.items():
            rivals = [other for other, theirs in wanted.items() if found & theirs]
            if len(found) == 1 and rivals == [old]:
                shared = keys(before[old]) & keys(after[next(iter(found))])
                pairs.append((old, next(iter(found)), f"same {why}: {min(shared)}"))
        open_old -= {old for old, _, _ in pairs}
        open_new -= {new for _, new, _ in pairs}
    return pairs


def _identifiers(entity: Entity) -> set[str]:
    return {f"{prop} {value}" for prop in IDENTIFIER_PROPS for value in entity.values(prop)}


def _names(entity: Entity, fingerprint: Callable[[str], str]) -> set[str]:
    return {print_ for name in entity.names() if (print_ := fingerprint(name))}
