"""Both stores in memory, for tests: the same answers as on disk, gone with the process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from counterfoil.domain.engagement import Engagement
from counterfoil.domain.entity import Entity
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.partner import Person, Spelling
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement, snapshot_id
from counterfoil.engines.kept import (
    check_digests,
    check_words,
    engagement_text,
    is_new_spelling,
    sha256,
)
from counterfoil.engines.manifests import Provenance, content_of, describe, in_force, in_order
from counterfoil.engines.writable import utc
from counterfoil.errors import IntegrityError
from counterfoil.ports.reader import Reading
from counterfoil.ports.record import KeptAssessment


class MemorySnapshots:
    """Snapshots in a dictionary; there are no files, so the file hash is the snapshot id."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: dict[str, tuple[Manifest, list[Statement]]] = {}

    def add(
        self,
        reading: Reading,
        *,
        source: str,
        source_hash: str,
        reader: str,
        reader_version: str,
        retrieved: date,
    ) -> tuple[Manifest, bool]:
        """Keep a reading; return its manifest and whether it is new (False: same content)."""
        content = content_of(reading)
        if content.snapshot_id in self._kept:
            return self._kept[content.snapshot_id][0], False
        came = Provenance(source, source_hash, reader, reader_version, retrieved)
        manifest = describe(content, reading, came, content.snapshot_id, len(self._kept) + 1)
        self._kept[content.snapshot_id] = manifest, content.statements
        return manifest, True

    def manifests(self) -> list[Manifest]:
        """Return all manifests, by dataset, then edition and retrieval, oldest first."""
        return in_order(manifest for manifest, _ in self._kept.values())

    def current(self) -> dict[str, Manifest]:
        """Return the manifest in force per dataset."""
        return in_force(self.manifests())

    def entities(self, snapshots: Sequence[str], ids: Sequence[str]) -> dict[str, Entity]:
        """Return the entities of these ids found in these snapshots, in the order of the ids."""
        found: dict[str, set[Statement]] = {entity_id: set() for entity_id in ids}
        for snapshot in snapshots:
            for statement in self._statements(snapshot):
                if statement.entity_id in found:
                    found[statement.entity_id].add(statement)
        return {entity_id: Entity.of(rows) for entity_id, rows in found.items() if rows}

    def statements(self, snapshots: Sequence[str], props: Sequence[str]) -> Iterator[Statement]:
        """Yield the statements of some properties, in canonical order per snapshot."""
        for snapshot in dict.fromkeys(snapshots):
            yield from (row for row in self._statements(snapshot) if row.prop in props)

    def differences(self, left: str, right: str) -> tuple[list[Statement], list[Statement]]:
        """Return what only the first snapshot says and what only the second, in order."""
        old, new = set(self._statements(left)), set(self._statements(right))
        return sorted(old - new), sorted(new - old)

    def check(self) -> list[str]:
        """Return what is wrong with the store, one sentence each; empty means sound."""
        return [
            f"{manifest.dataset}: the statements are not those of the manifest."
            for manifest, rows in self._kept.values()
            if snapshot_id(manifest.dataset, rows) != manifest.snapshot_id
        ]

    def _statements(self, snapshot: str) -> list[Statement]:
        if snapshot not in self._kept:
            raise IntegrityError("no manifest of this snapshot is kept here", where=snapshot)
        return self._kept[snapshot][1]


class MemoryRecord:
    """A record in lists and dictionaries."""

    def __init__(self) -> None:
        """Start empty."""
        self._engagements: dict[str, Engagement] = {}
        self._people: dict[str, Person] = {}
        self._spellings: dict[str, Spelling] = {}
        self._judgements: list[Judgement] = []
        self._packs: dict[str, tuple[str, bytes]] = {}  # content hash -> pack id, content
        self._assessments: dict[str, KeptAssessment] = {}

    def put_engagement(self, engagement: Engagement, at: datetime) -> bool:
        """Keep an engagement; return False where the same content is already current."""
        utc(at)
        engagement_text(engagement)
        if self._engagements.get(engagement.engagement_id) == engagement:
            return False
        self._engagements[engagement.engagement_id] = engagement
        return True

    def put_engagements(self, engagements: Sequence[Engagement], at: datetime) -> list[str]:
        """Keep engagements; return the ids of those that were new or changed."""
        for engagement in engagements:
            engagement_text(engagement)
        return [one.engagement_id for one in engagements if self.put_engagement(one, at)]

    def engagements(self) -> list[Engagement]:
        """Return the current version of every engagement, by id."""
        return [self._engagements[key] for key in sorted(self._engagements)]

    def put_people(self, people: Sequence[Person], at: datetime) -> int:
        """Keep people; return how many rows were new or changed."""
        utc(at)
        for person in people:
            check_words(person)
        added = 0
        for person in people:
            added += self._people.get(person.staff) != person
            self._people[person.staff] = person
        return added

    def people(self) -> dict[str, Person]:
        """Return the current row per staff reference, sorted by it."""
        return dict(sorted(self._people.items()))

    def add_spellings(self, spellings: Sequence[Spelling], at: datetime) -> int:
        """Keep spellings; return how many were new. The latest row on a name stands."""
        utc(at)
        for spelling in spellings:
            check_words(spelling)
        added = 0
        for spelling in spellings:
            if is_new_spelling(spelling, self._spellings.get(spelling.name)):
                self._spellings.pop(spelling.name, None)  # so that it comes last
                self._spellings[spelling.name] = spelling
                added += 1
        return added

    def spellings(self) -> list[Spelling]:
        """Return the row in force per name, in the order they were kept."""
        return list(self._spellings.values())

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a verdict."""
        check_words(judgement)
        self._judgements.append(replace(judgement, at=utc(judgement.at)))

    def judgements(self) -> list[Judgement]:
        """Return all verdicts in the order in which they were kept, oldest first."""
        return list(self._judgements)

    def keep_pack(self, content_hash: str, pack_id: str, content: bytes) -> None:
        """Keep a pack's file content under its hash; known content is left as it is."""
        self._packs.setdefault(content_hash, (pack_id, content))

    def pack(self, content_hash: str) -> bytes:
        """Return a kept pack's content; raise IntegrityError where it is gone."""
        if content_hash not in self._packs:
            raise IntegrityError("the content of this pack was not kept", where=content_hash)
        return self._packs[content_hash][1]

    def keep_assessments(self, kept: Sequence[KeptAssessment]) -> int:
        """Keep assessments, all or none; return how many were new."""
        check_digests(kept)
        rows = [replace(one, kept_at=utc(one.kept_at)) for one in kept]
        added = 0
        for one in rows:
            last = self._assessments.get(one.engagement)
            if last is None or last.digest != one.digest:
                self._assessments[one.engagement] = one
                added += 1
        return added

    def latest_assessments(self) -> dict[str, KeptAssessment]:
        """Return the latest kept assessment per engagement, sorted by engagement."""
        return dict(sorted(self._assessments.items()))

    def check(self) -> list[str]:
        """Return what is wrong with the store, one sentence each."""
        return [
            f"Assessment of engagement {one.engagement}: its bytes have another digest."
            for one in self._assessments.values()
            if sha256(one.assessment) != one.digest
        ]
