"""Fetch datasets and import them the ordinary way; what cannot be read is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterfoil.app.fetch import Download, download, remember, set_aside
from counterfoil.app.ingest import Ingested, ingest
from counterfoil.bootstrap.catalogue import catalogue_of, known_dataset
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.catalogue import KnownDataset
from counterfoil.engines.download import FetchLimits, HttpsFetcher
from counterfoil.errors import DataError, UsageError
from counterfoil.ports.fetcher import Fetcher
from counterfoil.ports.reader import Source
from counterfoil.sources import formats

ALL = "all"
_MB = 1 << 20
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fetching:
    """What became of one dataset: imported, unchanged, or a fault and nothing imported.

    Attributes:
        folder: where the files are; after a fault where they were set aside, if any came.
        ingested: what the import said; None if there was nothing new to import.
        is_in_force: whether the copy that was fetched is the snapshot in force now. It is not where
            a later edition is here, or another copy of the same day.

    """

    dataset: str
    folder: Path | None
    hosts: tuple[str, ...] = ()
    ingested: Ingested | None = None
    fault: DataError | None = None
    is_in_force: bool = True

    @property
    def state(self) -> str:
        """Return the result in one word."""
        if self.fault is not None:
            return "refused"
        return "unchanged" if self.ingested is None else "fetched"


def chosen(bench: Workbench, names: Sequence[str]) -> tuple[list[KnownDataset], list[KnownDataset]]:
    """Return the datasets to fetch and, for `all`, those that must be fetched by hand.

    `all` stands for what is loaded or bound to a role. Raise NotFound on an unknown name.
    """
    catalogue = catalogue_of(bench)
    if ALL not in names:
        return [known_dataset(catalogue, name) for name in dict.fromkeys(names)], []
    bound = {name for datasets in bench.lists.values() for name in datasets}
    wanted = [catalogue[n] for n in sorted(bound | bench.store.current().keys()) if n in catalogue]
    direct = [known for known in wanted if known.is_direct]
    if not direct:
        raise UsageError(
            "nothing that is loaded or bound to a role can be fetched",
            do="Name a dataset: counterfoil import --fetch DATASET. "
            "`counterfoil catalogue` lists them.",
        )
    return direct, [known for known in wanted if not known.is_direct]


def fetch_and_import(
    bench: Workbench,
    wanted: Sequence[KnownDataset],
    *,
    day: date,
    edition: date | None = None,
    step: Step,
) -> Iterator[Fetching]:
    """Fetch and import each dataset; a fault in one does not stop the others."""
    with _fetcher(bench, step) as fetcher:
        for known in wanted:
            step(f"fetch {known.dataset}")
            try:
                done = download(known, bench.folder / "downloads", fetcher, day=day)
            except DataError as fault:
                yield Fetching(known.dataset, None, fault=fault)
                continue
            yield _import(bench, done, edition)


def _import(bench: Workbench, done: Download, edition: date | None) -> Fetching:
    name = done.known.dataset
    # A store from an older backup may lack what downloads/ holds: then the copy is read again.
    manifests = [m for m in bench.store.manifests() if m.dataset == name]
    if not done.is_new and any(m.retrieved >= done.day for m in manifests):
        remember(done)
        return Fetching(name, done.folder, done.hosts)
    try:
        source = _source(bench, done)
        (result,) = ingest([source], bench.store, bench.read_source(edition), retrieved=done.day)
        if result.fault is not None:
            raise result.fault
    except DataError as fault:
        place = set_aside(done, fault)
        told = DataError(fault.what, where=name, do=f"{fault.do} It was set aside: {place}".strip())
        return Fetching(name, place, done.hosts, fault=told)
    remember(done)
    stands = bench.store.current()[name]
    said = result if done.is_new or result.is_new else None
    is_in_force = result.manifest is not None and stands.snapshot_id == result.manifest.snapshot_id
    return Fetching(name, done.folder, done.hosts, said, is_in_force=is_in_force)


def _source(bench: Workbench, done: Download) -> Source:
    """Return the one source that all fetched files make; raise DataError if they do not."""
    sources, leftover = formats.recognise_all(done.paths, bench.mappings)
    if leftover:
        names = "; ".join(f"{path.name}: {why}" for path, why in leftover)
        what = f"what came is not the dataset ({names})"
        raise DataError(what, do="Perhaps the server sent a page with a message: look at the file.")
    if len(sources) != 1 or sources[0].dataset != done.known.dataset:
        found = ", ".join(source.dataset for source in sources)
        what = f"the files were read as {found}, not as one dataset {done.known.dataset}"
        raise DataError(what, do="Correct the entry in the catalogue.")
    return sources[0]


@contextmanager
def _fetcher(bench: Workbench, step: Step) -> Iterator[Fetcher]:
    said = bench.settings.fetch
    limits = FetchLimits(
        max_bytes=said.max_mb * _MB,
        connect_seconds=said.connect_seconds,
        read_seconds=said.read_seconds,
        total_seconds=said.total_seconds,
        tries=said.retries + 1,
        backoff_seconds=said.backoff_seconds,
    )
    ca_file = str(bench.folder / said.ca_file) if said.ca_file else ""
    fetcher = HttpsFetcher(limits, ca_file=ca_file, proxy=said.proxy, tell=step)
    try:
        yield fetcher
    finally:
        fetcher.close()
