"""The fetching half of `counterfoil import`: `--fetch`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterfoil.cli.output import Progress, note, print_json, print_table, workbench
from counterfoil.errors import DataError

if TYPE_CHECKING:
    from counterfoil.bootstrap.fetching import Fetching
    from counterfoil.domain.catalogue import KnownDataset


def fetch(workspace: Path | None, names: Sequence[str], edition: date | None, *, json: bool) -> int:
    """Fetch datasets, import them, and say what became of each; return the exit code."""
    from counterfoil.bootstrap.fetching import chosen, fetch_and_import
    from counterfoil.bootstrap.workbench import now

    progress = Progress()
    with workbench(workspace) as bench:
        wanted, by_hand = chosen(bench, names)
        done = list(
            fetch_and_import(bench, wanted, day=now().date(), edition=edition, step=progress.step)
        )
    if json:
        print_json(_as_json(done, by_hand))
    else:
        _print(done, by_hand)
    return DataError.exit_code if any(one.fault for one in done) else 0


def _print(done: list[Fetching], by_hand: list[KnownDataset]) -> None:
    rows = []
    for one in done:
        if one.fault is None:
            manifest = one.ingested.manifest if one.ingested else None
            entities = manifest.entities if manifest else ""
            rows.append((one.dataset, one.state, entities, ", ".join(one.hosts), one.folder))
    if rows:
        print_table(("dataset", "", "entities", "asked", "files"), rows)
    for one in done:
        if not one.is_in_force:
            note(
                f"{one.dataset}: what was fetched is kept, but another copy is in force: one of a "
                "later edition, or of the same day. Look at `counterfoil lists`."
            )
    for known in by_hand:
        note(f"by hand: {known.dataset}: {known.by_hand()}")
    for one in done:
        if one.fault is not None:
            note(f"not imported: {one.dataset}: {one.fault.text()}")


def _as_json(done: list[Fetching], by_hand: list[KnownDataset]) -> dict[str, Any]:
    from counterfoil.domain.plain import to_plain

    return {
        "fetched": [
            {
                "dataset": one.dataset,
                "state": one.state,
                "folder": str(one.folder) if one.folder else None,
                "hosts": list(one.hosts),
                "in_force": one.is_in_force,
                "new": bool(one.ingested and one.ingested.is_new),
                "manifest": to_plain(one.ingested.manifest)
                if one.ingested and one.ingested.manifest
                else None,
            }
            for one in done
        ],
        "by_hand": [{"dataset": k.dataset, "page": k.page, "do": k.by_hand()} for k in by_hand],
        "refused": [
            {"dataset": o.dataset, "what": o.fault.what, "where": o.fault.where, "do": o.fault.do}
            for o in done
            if o.fault
        ],
    }
