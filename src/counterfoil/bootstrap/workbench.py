"""The workbench: an open workspace, with every engine behind its port."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from counterfoil import __version__
from counterfoil.app.assess import Grounds, Order
from counterfoil.app.casework import Suggest
from counterfoil.app.dossier.desk import Surroundings
from counterfoil.app.mail_domain import domains_in, owners_by_domain
from counterfoil.app.partners import former_verdicts, partner_by_name, partners_of
from counterfoil.app.resolve import RESOLVER_VERSION
from counterfoil.app.shelf import Shelf, dataset_references, load_shelf
from counterfoil.app.vocabulary import Vocabulary
from counterfoil.bootstrap.areas import wanted_taxonomies
from counterfoil.bootstrap.cache import cached
from counterfoil.bootstrap.data import data_files, load_measures, load_pack
from counterfoil.bootstrap.link_files import LinkFiles
from counterfoil.bootstrap.pack_check import check_pack
from counterfoil.bootstrap.warm_up import announced_matcher
from counterfoil.domain.area import Taxonomy
from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.case import Suggestion
from counterfoil.domain.condition import calls
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.measure_catalogue import MeasureCatalogue, fill_measures
from counterfoil.domain.pack import Pack
from counterfoil.domain.partner import Spelling
from counterfoil.domain.plain import to_plain
from counterfoil.domain.snapshot import Manifest
from counterfoil.engines.record import SqlRecord, open_record
from counterfoil.engines.snapshots import ParquetSnapshots
from counterfoil.errors import DataError, IntegrityError, NotFound
from counterfoil.matching.engine import NameMatcher
from counterfoil.ports.matcher import MatchIndex
from counterfoil.ports.reader import Reading, Source
from counterfoil.reasoning.suggest import suggest
from counterfoil.settings import Loaded, Settings, load_settings
from counterfoil.sources import formats
from counterfoil.sources.pack_file import pack_bytes, parse_pack


@dataclass(frozen=True)
class Workbench:
    """An open workspace: its stores, its matcher, its packs. Close it after use.

    `pack_ids` are packs to judge under instead of those in force, and `bound` are datasets that
    fill list roles beside those of the settings: both to compare regimes, never kept.
    """

    folder: Path
    loaded: Loaded
    record: SqlRecord
    store: ParquetSnapshots
    matcher: NameMatcher
    pack_ids: tuple[str, ...] | None = None
    bound: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def under(
        self, pack_ids: Sequence[str], bound: Mapping[str, tuple[str, ...]] | None = None
    ) -> Workbench:
        """Return the same workspace under other packs; both close the same stores."""
        return replace(self, pack_ids=tuple(pack_ids), bound=bound or {})

    @property
    def settings(self) -> Settings:
        """Return the settings in force."""
        return self.loaded.settings

    @property
    def as_of(self) -> date:
        """Return the day to assess on: the setting, else today."""
        return self.settings.clock.as_of or date.today()  # noqa: DTZ011 - the office's own day

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """Return the packs in force, linted."""
        return tuple(pack for pack, _ in self.pack_files())

    def pack_files(self) -> list[tuple[Pack, bytes]]:
        """Return the packs in force with the bytes they were read from."""
        wanted = self.settings.packs.in_force if self.pack_ids is None else self.pack_ids
        return [load_pack(pack_id, self.folder) for pack_id in wanted]

    @cached_property
    def measures(self) -> MeasureCatalogue:
        """Return the catalogue of measures, the workspace's own entries first."""
        return load_measures(self.folder)

    @cached_property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """Return the datasets that fill each list role: the settings, else what the packs name."""
        return self.lists_of(self.packs)

    def lists_of(self, packs: Sequence[Pack]) -> Mapping[str, tuple[str, ...]]:
        """Return the datasets that fill the list roles of packs, in force or not."""
        roles = [role for pack in reversed(packs) for role in pack.lists]
        named = {role.role: role.datasets for role in roles if role.datasets}
        return {**named, **self.settings.lists, **self.bound}

    @cached_property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """Return the taxonomies that the packs in force ask about."""
        wanted = {
            arg.split("/")[0]
            for pack in self.packs
            for rule in pack.rules
            for call in calls(rule.when)
            if call.predicate == "tech"
            for arg in call.args
        }
        return wanted_taxonomies(self.folder, self.store, wanted)

    @property
    def mappings(self) -> list[Path]:
        """Return the workspace's folders of mappings."""
        folder = self.folder / "mappings"
        return [folder] if folder.is_dir() else []

    def shelf(self) -> Shelf:
        """Return the published facts in force, indexed."""
        judgements = self.record.judgements()
        lists = sorted({name for names in self.lists.values() for name in names})
        steps = self.settings.ties.max_steps
        links = self._links_key(self.store.current())
        key = canonical_hash([links, lists, steps, self.as_of.isoformat()])

        def load() -> Shelf:
            return load_shelf(
                self.store,
                self.matcher,
                judgements,
                lists,
                as_of=self.as_of,
                max_steps=steps,
                cache=LinkFiles(self.folder / "links"),
                cache_key=self._links_key,
            )

        return cached("shelf", key, load)

    def screened(self, against: Sequence[str]) -> list[str]:
        """Return the datasets names are screened against: those named, else the bound lists."""
        loaded = self.store.current()
        unknown = [name for name in against if name not in loaded]
        if unknown:
            raise NotFound(
                f"no dataset is called {', '.join(unknown)}",
                do=f"Loaded are: {', '.join(sorted(loaded)) or 'none'}.",
            )
        bound = {name for names in self.lists.values() for name in names}
        return list(against) or sorted(bound & loaded.keys()) or sorted(loaded)

    def screening(self, against: Sequence[str]) -> tuple[Shelf, MatchIndex]:
        """Return the shelf, and the index over the datasets to screen against."""
        shelf = self.shelf()
        datasets, loaded = self.screened(against), self.store.current()
        bound = {name for names in self.lists.values() for name in names}
        if not against and bound & loaded.keys():
            return shelf, shelf.index
        return shelf, self.matcher.build(
            dataset_references(self.store, [loaded[name].snapshot_id for name in datasets])
        )

    def order(self) -> Order:
        """Return what to assess under."""
        return Order(
            self.as_of,
            self.packs,
            self.lists,
            self.settings.ties.max_steps,
            self.settings.content_hash(),
            self.vocabulary,
        )

    def grounds(
        self, engagements: Sequence[Engagement], spellings: Sequence[Spelling], suggest: Suggest
    ) -> Grounds:
        """Return what the cases of these engagements are made from."""
        return Grounds(
            self.shelf(),
            self.record.judgements(),
            spellings,
            self.order(),
            suggest,
            self.matcher.fingerprint,
            owners_by_domain(self.store, domains_in(engagements)),
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the words the packs in force know."""
        areas = [a.area_id for t in self.taxonomies for a in t.areas]
        return Vocabulary.of(self.packs, areas, lambda: self._words_elsewhere)

    @cached_property
    def _words_elsewhere(self) -> Vocabulary:
        # Read, not linted: a fault in a pack that is not in force must stop nobody.
        read = [self._unlinted(path) for path in data_files("packs", self.folder)]
        return Vocabulary.of([pack for pack in read if pack is not None], ())

    def _unlinted(self, path: Path) -> Pack | None:
        try:
            return check_pack(path, pack_bytes(path), self.measures, lint=False).pack
        except DataError:
            return None

    def suggest(self) -> Suggest:
        """Return the function that quotes phrases suggesting an area."""
        phrases = {a.area_id: a.phrases for t in self.taxonomies for a in t.areas if a.phrases}

        def quote(text: str) -> tuple[Suggestion, ...]:
            return suggest(text, phrases)

        return quote

    def surroundings(self, packs: Sequence[Pack] | None = None) -> Surroundings:
        """Return what dossiers are put into words with."""
        judgements = self.record.judgements()
        spellings = self.record.spellings()
        by_name = partner_by_name(spellings, judgements)
        areas = {a.area_id: a.title for t in self.taxonomies for a in t.areas}
        return Surroundings(
            tuple(self.packs if packs is None else packs),
            self.store.current(),
            self.record.people(),
            partners_of([replace(s, partner_id=by_name[s.name]) for s in spellings]),
            areas | {t.taxonomy_id: t.title for t in self.taxonomies},
            self.settings.organisation,
            __version__,
            former_verdicts(judgements),
        )

    def read_source(self, edition: date | None) -> Callable[[Source], tuple[Reading, str]]:
        """Return the function that reads a source; `edition` overrides what the file says."""

        def read(source: Source) -> tuple[Reading, str]:
            reading = formats.read(source, self.mappings)
            if edition is not None:
                reading.info = replace(reading.info, edition=edition)
                reading.issues = [issue for issue in reading.issues if issue.field != "edition"]
            return reading, formats.reader_for(source, self.mappings).version

        return read

    def kept_pack(self, content_hash: str) -> Pack:
        """Return a pack as it was when an assessment was made."""
        pack = parse_pack(self.record.pack(content_hash), name=f"kept pack {content_hash[:8]}")
        if pack.content_hash != content_hash:
            raise IntegrityError(f"kept pack {content_hash[:8]} has other content than its name")
        return fill_measures(pack, self.measures)

    def _links_key(self, manifests: Mapping[str, Manifest]) -> str:
        snapshots = [manifest.snapshot_id for manifest in manifests.values()]
        return canonical_hash(
            [
                RESOLVER_VERSION,
                self.matcher.version,
                snapshots,
                to_plain(self.record.judgements()),
            ]
        )


@contextmanager
def open_workbench(folder: Path, flags: Mapping[str, Any] | None = None) -> Iterator[Workbench]:
    """Open a workspace; raise DataError on bad settings, IntegrityError on a bad store."""
    loaded = load_settings(folder, os.environ, flags)
    url = loaded.settings.engines.record_url or str(folder / "record.sqlite")
    record = open_record(url)
    snapshots = folder / "snapshots"
    store = ParquetSnapshots(snapshots, record.engine, threads=loaded.settings.engines.threads)
    try:
        yield Workbench(folder, loaded, record, store, announced_matcher())
    finally:
        store.close()
        record.close()


def now() -> datetime:
    """Return the time of an act, in UTC."""
    return datetime.now(UTC)
