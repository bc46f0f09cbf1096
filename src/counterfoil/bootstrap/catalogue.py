"""The catalogue of a workspace, beside what is loaded in it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from counterfoil.bootstrap.data import DATA
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.catalogue import KnownDataset, staleness
from counterfoil.domain.snapshot import Manifest
from counterfoil.errors import NotFound
from counterfoil.sources.catalogue_file import read_catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One dataset of the catalogue; its snapshot in force and why that is stale, if it is."""

    known: KnownDataset
    manifest: Manifest | None
    stale: str


def catalogue_of(bench: Workbench) -> dict[str, KnownDataset]:
    """Return the catalogue by dataset id; the workspace's entries replace shipped ones."""
    own = sorted((bench.folder / "catalogue").glob("*.toml"))
    return read_catalogue([*own, *sorted((DATA / "sources" / "catalogue").glob("*.toml"))])


def entries(bench: Workbench) -> list[Entry]:
    """Return the catalogue beside what is loaded."""
    loaded = bench.store.current()
    return [
        Entry(known, loaded.get(name), stale_note(bench, known, loaded.get(name)))
        for name, known in catalogue_of(bench).items()
    ]


def stale_note(bench: Workbench, known: KnownDataset | None, manifest: Manifest | None) -> str:
    """Return why a snapshot is stale by the catalogue, empty where it is not or nobody says."""
    if known is None or manifest is None:
        return ""
    return staleness(known, (bench.as_of - manifest.as_of).days)


def known_dataset(catalogue: dict[str, KnownDataset], name: str) -> KnownDataset:
    """Return an entry by its id; raise NotFound with the nearest."""
    if name in catalogue:
        return catalogue[name]
    near = get_close_matches(name, catalogue, 3, 0.4)
    do = f"Did you mean {' or '.join(near)}? " if near else ""
    raise NotFound(
        f"the catalogue has no dataset called {name}",
        do=f"{do}`counterfoil catalogue` lists them; your own go into catalogue/ of the workspace.",
    )
