"""Taxonomies of areas: files of the program and the workspace, and control lists loaded here."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from counterfoil.app.areas import CONTROL_LISTS, taxonomy_of
from counterfoil.bootstrap.data import data_files
from counterfoil.domain.area import Taxonomy
from counterfoil.errors import NotFound
from counterfoil.ports.snapshots import SnapshotStore
from counterfoil.sources.area_file import read_taxonomies


def known_taxonomies(folder: Path, store: SnapshotStore) -> tuple[Taxonomy, ...]:
    """Return all taxonomies there are: a workspace's files first, then shipped, then snapshots."""
    found = list(read_taxonomies(data_files("areas", folder)))
    return (*found, *_snapshots(store, {taxonomy.taxonomy_id for taxonomy in found}))


def wanted_taxonomies(
    folder: Path, store: SnapshotStore, wanted: Container[str]
) -> tuple[Taxonomy, ...]:
    """Return the taxonomies of these ids; a control list is looked at only where it is asked for."""
    found = list(read_taxonomies(data_files("areas", folder)))
    found = [taxonomy for taxonomy in found if taxonomy.taxonomy_id in wanted]
    if any(name in wanted for name in CONTROL_LISTS):
        have = {taxonomy.taxonomy_id for taxonomy in found}
        found += [t for t in _snapshots(store, have) if t.taxonomy_id in wanted]
    return tuple(found)


def one_taxonomy(folder: Path, store: SnapshotStore, name: str) -> Taxonomy:
    """Return a taxonomy by its id; raise NotFound that says which there are."""
    known = known_taxonomies(folder, store)
    for taxonomy in known:
        if taxonomy.taxonomy_id == name:
            return taxonomy
    here = ", ".join(taxonomy.taxonomy_id for taxonomy in known)
    hint = f" {name} is a list: import it first." if name in CONTROL_LISTS else ""
    raise NotFound(f"no taxonomy is called {name}", do=f"There are: {here}.{hint}")


def _snapshots(store: SnapshotStore, have: Container[str]) -> list[Taxonomy]:
    loaded = store.current()
    names = [name for name in CONTROL_LISTS if name in loaded and name not in have]
    return [taxonomy_of(store, loaded[name]) for name in names]
