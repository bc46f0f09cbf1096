"""Areas from a snapshot: a published control list as a taxonomy whose phrases only suggest."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from counterfoil.app.area_phrases import phrases_of
from counterfoil.domain.area import AREA, HEADING, Area, Taxonomy
from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.snapshot import Manifest
from counterfoil.ports.snapshots import SnapshotStore

CONTROL_LISTS = ("us-ccl",)
_ENTRY = 5  # characters of an ECCN; paragraphs follow after a dot
_DEPTH = 2  # paragraphs deeper than this are figures and conditions
# Paragraphs x and y hold parts made for something listed: hoses, seats, map cases.
_PARTS = frozenset({"x", "y"})
_LOWEST = "99"  # 3A991 and the like: controlled for very few destinations, and nearly everything
_TITLE = 160
_NO_TITLE = re.compile(
    r",?\s*(as follows)?[,\s]*\(see list of items controlled\)\.?", re.IGNORECASE
)


def taxonomy_of(store: SnapshotStore, manifest: Manifest) -> Taxonomy:
    """Return the taxonomy a snapshot of areas makes; entries that are withdrawn are left out.

    Each entry (3A001) is an area `us-ccl/3A001`; its phrases come from its heading and those of
    the paragraphs under it.
    """
    rows = tuple(
        (statement.entity_id.split(":", 1)[1], statement.value)
        for statement in store.statements([manifest.snapshot_id], (HEADING,))
        if statement.kind == AREA and not statement.valid_to
    )
    areas = _areas(manifest.dataset, rows)
    content = canonical_hash([[a.area_id, list(a.phrases)] for a in areas])
    source = f"{manifest.title}, {manifest.publisher}"
    return Taxonomy(manifest.dataset, manifest.title, manifest.as_of, source, areas, content)


@lru_cache(maxsize=4)
def _areas(dataset: str, rows: tuple[tuple[str, str], ...]) -> tuple[Area, ...]:
    titles: dict[str, str] = {}
    headings: dict[str, list[str]] = defaultdict(list)
    for code, heading in rows:
        entry, *paragraphs = code.split(".")
        if not paragraphs:
            titles[entry] = heading
        low = entry[2:4] == _LOWEST or not _PARTS.isdisjoint(paragraphs)
        if len(paragraphs) <= _DEPTH and not low:
            headings[entry].append(heading)
    found = phrases_of({code: headings.get(code, ()) for code in sorted(titles)})
    return tuple(
        Area(f"{dataset}/{code}", _title(code, titles[code]), phrases)
        for code, phrases in found.items()
    )


def _title(code: str, heading: str) -> str:
    text = " ".join(_NO_TITLE.sub("", heading).split())
    if len(text) > _TITLE:
        text = text[:_TITLE].rsplit(" ", 1)[0] + " ..."
    return f"{code} {text}"
