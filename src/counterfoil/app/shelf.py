"""The shelf: the published facts in force today, as one frozen view for a batch of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from counterfoil.app.resolve import normal_identifier, resolve
from counterfoil.app.ties import TIE_PROPS, ties_of
from counterfoil.domain.dates import parse_date
from counterfoil.domain.entity import IDENTIFIER_PROPS, LISTED, NAME_PROPS, TIE_KINDS, UNKNOWN_KIND
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.link import Links
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement, statement_id
from counterfoil.domain.tie import Tie, TieKind
from counterfoil.graph.path import below, upward
from counterfoil.ports.matcher import Matcher, MatchIndex, ReferenceName
from counterfoil.ports.snapshots import SnapshotStore

_NO_BODY = frozenset({"Vessel", "Airplane", "Aircraft"})
LinkCache = Callable[[str, Callable[[], Links]], Links]


class Entry(NamedTuple):
    """What the shelf knows of one entity: kind, caption, names and context."""

    kind: str
    caption: str
    names: tuple[tuple[str, str, str], ...]  # (prop, name, lang)
    city: str = ""
    country: str = ""
    seats: tuple[str, ...] = ()  # every country it states, as codes


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything cases are gathered from.

    Attributes:
        manifests: snapshot in force per dataset.
        links: clusters, groups and refused edges.
        cluster: entity id -> smallest id of its cluster (absent: itself).
        group: root -> group key; `groups` key -> roots.
        stands: root -> ((dataset, since, statement id), ...) where it stands on a list today.
        tops: root -> the standing roots it is or shares a name with: where a path may end.
        entries: entity id -> entry; names only of the entities worth matching.
        up: root -> ties that lead up from it; `owners` root -> recorded ownership of it.
        identifiers: (prop, normal value) -> entity ids.
        index: the match index over the names worth matching.

    """

    manifests: Mapping[str, Manifest]
    links: Links
    cluster: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    group: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]
    stands: Mapping[str, tuple[tuple[str, str, str], ...]]
    tops: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, Entry]
    up: Mapping[str, Sequence[Tie]]
    owners: Mapping[str, Sequence[Tie]]
    identifiers: Mapping[tuple[str, str], tuple[str, ...]]
    index: MatchIndex

    def root(self, entity_id: str) -> str:
        """Return the cluster id of an entity."""
        return self.cluster.get(entity_id, entity_id)


def load_shelf(  # noqa: PLR0913 - the stores and the day, named once
    store: SnapshotStore,
    matcher: Matcher,
    judgements: Sequence[Judgement],
    lists: Iterable[str],
    *,
    as_of: date,
    max_steps: int,
    cache: LinkCache,
    cache_key: Callable[[Mapping[str, Manifest]], str],
) -> Shelf:
    """Read the snapshots in force and index what may bear on a listing.

    Only names of listed entities, of bodies linked or grouped with them, and of bodies below
    them within `max_steps` are indexed: no other name can change an outcome.
    """
    manifests = store.current()
    ids = [manifests[name].snapshot_id for name in sorted(manifests)]
    names = list(store.statements(ids, NAME_PROPS))
    identifiers = list(store.statements(ids, IDENTIFIER_PROPS))
    links = cache(
        cache_key(manifests),
        lambda: resolve(identifiers, names, judgements, matcher.fingerprint),
    )
    cluster = links.cluster_of()
    stands = _stands(store, manifests, sorted(set(lists)), names, cluster, as_of)
    ties = [_rooted(tie, cluster) for tie in ties_of(store.statements(ids, TIE_PROPS))]
    owners: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.kind is TieKind.OWNS and not (tie.end and tie.end.latest < as_of):
            owners[tie.target].append(tie)
    up = upward(ties, as_of)
    groups = {group.key: group.members for group in links.groups}
    tops = _tops(stands, groups)
    watched = _watched(tops, groups, up, owners, max_steps)
    # Who is owned by somebody not disclosed may be owned by a listed body.
    named = {cluster.get(s.entity_id, s.entity_id) for s in names}
    watched |= {key for key, found in owners.items() if any(t.source not in named for t in found)}
    known = {e for e in (s.entity_id for s in names) if cluster.get(e, e) in watched}
    entries = _entries(names, store.statements(ids, ("city", "country")), known)
    return Shelf(
        manifests=manifests,
        links=links,
        cluster=cluster,
        members={c[0]: c for c in links.clusters},
        group={root: key for key, roots in groups.items() for root in roots},
        groups=groups,
        stands=stands,
        tops=tops,
        entries=entries,
        up=up,
        owners=owners,
        identifiers=_by_identifier(identifiers),
        index=matcher.build(_references(entries, watched, cluster)),
    )


def dataset_references(store: SnapshotStore, snapshots: Sequence[str]) -> list[ReferenceName]:
    """Return every name of some snapshots, with the context that may corroborate it."""
    names = list(store.statements(snapshots, NAME_PROPS))
    known = {statement.entity_id for statement in names}
    entries = _entries(names, store.statements(snapshots, ("city", "country")), known)
    return _references(entries, known, {})


def _rooted(tie: Tie, cluster: Mapping[str, str]) -> Tie:
    source, target = cluster.get(tie.source, tie.source), cluster.get(tie.target, tie.target)
    return replace(tie, source=source, target=target)


def _stands(  # noqa: PLR0917 - the shelf's own parts, named once
    store: SnapshotStore,
    manifests: Mapping[str, Manifest],
    lists: Sequence[str],
    names: Iterable[Statement],
    cluster: Mapping[str, str],
    as_of: date,
) -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    wanted = {name for name in lists if name in manifests}
    marked: set[str] = set()
    ids = [manifests[name].snapshot_id for name in sorted(wanted)]
    for statement in store.statements(ids, (LISTED,)):
        dataset = statement.entity_id.split(":", 1)[0]
        marked.add(dataset)
        if _in_force(statement, as_of):
            here = found[cluster.get(statement.entity_id, statement.entity_id)]
            listing = (statement.valid_from, statement_id(dataset, statement))
            here[dataset] = _earlier(here.get(dataset), listing)
    for statement in names:
        dataset = statement.entity_id.split(":", 1)[0]
        if dataset in wanted and dataset not in marked and statement.kind not in TIE_KINDS:
            here = found[cluster.get(statement.entity_id, statement.entity_id)]
            here.setdefault(dataset, ("", statement_id(dataset, statement)))
    return {
        root: tuple(sorted((dataset, *rest) for dataset, rest in here.items()))
        for root, here in found.items()
    }


def _earlier(known: tuple[str, str] | None, listing: tuple[str, str]) -> tuple[str, str]:
    """Return the listing that counts as the first: a dated one before one without a date."""
    if known is None or not known[0]:
        return listing if known is None or listing[0] else known
    return min(known, listing) if listing[0] else known


def _in_force(statement: Statement, as_of: date) -> bool:
    try:
        if statement.valid_from and parse_date(statement.valid_from).earliest > as_of:
            return False
        return not (statement.valid_to and parse_date(statement.valid_to).latest < as_of)
    except ValueError:
        return True


def _tops(
    stands: Mapping[str, object], groups: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    tops: dict[str, tuple[str, ...]] = {root: (root,) for root in stands}
    for roots in groups.values():
        standing = tuple(root for root in roots if root in stands)
        for root in roots if standing else ():
            tops[root] = standing
    return tops


def _watched(
    tops: Mapping[str, object],
    groups: Mapping[str, tuple[str, ...]],
    up: Mapping[str, Sequence[Tie]],
    owners: Mapping[str, Sequence[Tie]],
    max_steps: int,
) -> set[str]:
    watched = below(tops, up, max_steps)
    frontier = set(tops)
    for _ in range(max_steps):
        frontier = {
            owned
            for owned, ties in owners.items()
            if owned not in watched and any(tie.source in watched for tie in ties)
        }
        watched |= frontier
    for roots in groups.values():
        if not watched.isdisjoint(roots):
            watched.update(roots)
    return watched


def _entries(
    names: Iterable[Statement], context: Iterable[Statement], known: Container[str]
) -> dict[str, Entry]:
    """Return all entities' entries; only those in `known` with all their names and context."""
    places: dict[str, dict[str, str]] = defaultdict(dict)
    seats: dict[str, set[str]] = defaultdict(set)
    for statement in context:
        places[statement.entity_id].setdefault(statement.prop, statement.value)
        if statement.prop == "country":
            seats[statement.entity_id].add(statement.value.upper())
    rows: dict[str, list[Statement]] = defaultdict(list)
    for statement in names:
        rows[statement.entity_id].append(statement)
    rank = {prop: number for number, prop in enumerate(NAME_PROPS)}
    entries = {}
    for entity_id, found in rows.items():
        found.sort(key=lambda s: (rank[s.prop], s.lang not in ("", "en"), s.value))
        kinds = {s.kind for s in found} - {UNKNOWN_KIND}
        here = places.get(entity_id, {})
        entries[entity_id] = Entry(
            min(kinds) if kinds else UNKNOWN_KIND,
            found[0].value,
            tuple((s.prop, s.value, s.lang) for s in found) if entity_id in known else (),
            here.get("city", ""),
            here.get("country", "").upper(),
            tuple(sorted(seats.get(entity_id, ()))),
        )
    return entries


def _by_identifier(statements: Iterable[Statement]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s in statements:
        found[s.prop, normal_identifier(s.prop, s.value)].add(s.entity_id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _references(
    entries: Mapping[str, Entry], watched: set[str], cluster: Mapping[str, str]
) -> list[ReferenceName]:
    return [
        ReferenceName(entity_id, name, entry.kind, prop, lang, entry.city, entry.country)
        for entity_id, entry in entries.items()
        if cluster.get(entity_id, entity_id) in watched and entry.kind not in _NO_BODY
        for prop, name, lang in entry.names
    ]
