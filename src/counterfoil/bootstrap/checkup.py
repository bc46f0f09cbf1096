"""The check-up behind `doctor`: settings, stores, replay, fonts, stale lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from counterfoil.app.replay import replay
from counterfoil.bootstrap.catalogue import catalogue_of, stale_note
from counterfoil.bootstrap.papers import fonts_of
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.errors import CounterfoilError, DataError
from counterfoil.reasoning.assess import ENGINE_VERSION

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What was found: settings with origin, what is wrong, what to look at, notes, what is sound."""

    settings: list[tuple[str, str, str]]
    wrong: list[str]
    warnings: list[str]
    notes: list[str]
    sound: list[str]

    def as_dict(self) -> dict[str, Any]:
        """Return the report for JSON."""
        return {
            "settings": [{"name": n, "value": v, "origin": o} for n, v, o in self.settings],
            "wrong": self.wrong,
            "warnings": self.warnings,
            "notes": self.notes,
            "sound": self.sound,
        }


def examine(bench: Workbench, step: Step) -> CheckUp:
    """Check everything that can be checked without changing anything."""
    wrong = [*bench.store.check(), *bench.record.check()]
    step("checked the stores")
    sound = []
    if not wrong:
        count = len(bench.store.manifests())
        sound.append(f"record and {count} snapshots hold what they say")
    replayed, failed = _replays(bench)
    wrong += failed
    if replayed and not failed:
        sound.append(f"{replayed} kept assessments replay to the same bytes")
    step("replayed the assessments")
    warnings = [*_packs(bench), *_lists(bench), *_catalogue(bench), *_orphans(bench)]
    missing = fonts_of().scripts_not_printable()
    notes = [
        (
            f"the PDF fonts cannot print {len(missing)} scripts; names in them appear in Latin "
            f"letters, with a note: {', '.join(missing)}"
        )
    ]
    return CheckUp(bench.loaded.rows(), wrong, warnings, notes if missing else [], sound)


def _replays(bench: Workbench) -> tuple[int, list[str]]:
    done, failed = 0, []
    for kept in bench.record.latest_assessments().values():
        if f'["engine","{ENGINE_VERSION}"]'.encode() not in kept.assessment:
            continue
        try:
            same = replay(kept, bench.kept_pack) == kept.assessment
        except CounterfoilError as fault:
            failed.append(f"{kept.engagement}: cannot be replayed: {fault.what}")
            continue
        done += 1
        if not same:
            failed.append(f"{kept.engagement}: a replay gives other bytes than were kept")
    return done, failed


def _packs(bench: Workbench) -> Iterator[str]:
    try:
        packs = bench.packs
    except DataError as fault:
        yield fault.text()
        return
    bound = bench.lists
    loaded = bench.store.current()
    for pack in packs:
        if not pack.in_force(bench.as_of):
            yield f"{pack.pack_id} is not in force on {bench.as_of}"
        for role in pack.lists:
            names = bound.get(role.role, ())
            if not names:
                yield f"{pack.pack_id}: the role {role.role} is bound to no dataset"
            for name in names:
                if name not in loaded:
                    yield f"{pack.pack_id}: {name} (for {role.role}) is not loaded"


def _lists(bench: Workbench) -> Iterator[str]:
    loaded = bench.store.current()
    try:
        cadence = {r.role: r.cadence_days for pack in bench.packs for r in pack.lists}
    except DataError:
        return
    for role, names in bench.lists.items():
        for name in names:
            if name in loaded and role in cadence:
                days = (bench.as_of - loaded[name].as_of).days
                if days > cadence[role]:
                    yield f"{name} is stale: {days} days old, {cadence[role]} are allowed"


def _catalogue(bench: Workbench) -> Iterator[str]:
    """Yield what is stale by the catalogue; a list a pack has a limit for is the pack's matter."""
    try:
        known = catalogue_of(bench)
        judged = {r.role for pack in bench.packs for r in pack.lists}
    except DataError as fault:
        yield fault.text()
        return
    said = {n for role, names in bench.lists.items() if role in judged for n in names}
    for name, manifest in sorted(bench.store.current().items()):
        stale = stale_note(bench, known.get(name), manifest)
        if stale and name not in said:
            yield f"{name} is {stale}"


def _orphans(bench: Workbench) -> Iterator[str]:
    for path in bench.store.orphans():
        yield f"{path} belongs to no snapshot (an import was cut off); it may be deleted"
