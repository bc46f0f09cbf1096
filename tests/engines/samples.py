"""Small things to keep, and how to keep them, for the tests of the stores."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from counterfoil.domain.engagement import (
    Affiliation,
    BodyRef,
    Engagement,
    Flow,
    Kind,
    Participant,
    Party,
)
from counterfoil.domain.issue import Issue
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement
from counterfoil.ports.reader import DatasetInfo, Reading
from counterfoil.ports.record import KeptAssessment
from counterfoil.ports.snapshots import SnapshotStore

AT = datetime(2026, 3, 2, 9, 30, 15, 250, tzinfo=UTC)

HOSTILE_NAMES = (
    "Robert'); DROP TABLE manifests;--",
    'Institute "of" Mining',
    "two\nlines\tand a tab\r",
    "研究所 \u202eevil\u202c مركز 연구소",
    "𠮷野 e\u0301 ﷽",
    "' || (SELECT 1) || '",
    "NULL",
    "1e5",
    "$1 ? %s {0} :name",
    " leading and trailing ",
)


def reading(
    statements: Sequence[Statement],
    *,
    dataset: str = "quarry",
    edition: date | None = None,
    issues: Sequence[Issue] = (),
) -> Reading:
    """A reading of one dataset."""
    info = DatasetInfo(dataset, "Quarry list", "Ministry", "public domain", edition)
    return Reading(
        info, list(statements), list(issues), rows=len(statements), dropped={"origin": 3}
    )


def keep(
    store: SnapshotStore, given: Reading, retrieved: date = date(2026, 3, 1)
) -> tuple[Manifest, bool]:
    """Add a reading with a made-up provenance."""
    return store.add(
        given,
        source="quarry.csv",
        source_hash="00" * 32,
        reader="mapping",
        reader_version="1",
        retrieved=retrieved,
    )


def names(count: int, *, dataset: str = "quarry", mark: str = "") -> list[Statement]:
    """`count` entities of four statements each, in no order."""
    found = []
    for number in range(count):
        entity_id = f"{dataset}:{number * 7919 % count:06d}"
        found += [
            Statement(entity_id, "Organization", "name", f"Institut {number} {mark}", "fr"),
            Statement(entity_id, "Organization", "alias", f"Институт {number}", "", f"I{number}"),
            Statement(entity_id, "Organization", "country", "ca"),
            Statement(entity_id, "Organization", "listed", "MOUNTAIN", "", "", "2024-05"),
        ]
    return found


def engagement(engagement_id: str = "E-1", **changes: Any) -> Engagement:
    """An engagement with a party, a person and a flow."""
    body = BodyRef("Lhota Mining Institute", ("LMI",), (("ror", "03x"),), "Lhota", "ZZ")
    values: dict[str, Any] = {
        "engagement_id": engagement_id,
        "kind": Kind.GRANT,
        "title": "Ore sorting",
        "unit": "Geology",
        "theme": "sensors",
        "proposed": date(2026, 2, 28),
        "starts": date(2026, 9, 1),
        "ends": None,
        "funders": ("NSERC",),
        "summary": 'Sorting "ore" by sensor, 矿石',
        "parties": (Party("P1", "partner", body),),
        "people": (
            Participant("S7", "lead", (Affiliation(body, "employment", "fellow", "2020"),)),
        ),
        "flows": (Flow("F1", "samples", "sample", "out", "P1"),),
        "asked": (("paid-travel", "2026-02-01"),),
    }
    return Engagement(**(values | changes))


@dataclass(frozen=True)
class Day:
    """A day in the life of a kept assessment."""

    as_of: date = date(2026, 3, 2)
    kept_at: datetime = AT


def kept(
    engagement_id: str, content: bytes = b"{}", case: bytes = b'{"case":1}', day: Day | None = None
) -> KeptAssessment:
    """An assessment whose digest fits its bytes."""
    day = day or Day()
    return KeptAssessment(
        digest=hashlib.sha256(content).hexdigest(),
        engagement=engagement_id,
        as_of=day.as_of,
        kept_at=day.kept_at,
        assessment=content,
        case=case,
        packs=(("house", "ab" * 32),),
    )
