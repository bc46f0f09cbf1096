"""Exports of a workspace: FollowTheMoney files or tables, streamed into a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from counterfoil.app.partner_acts import standing_verdicts
from counterfoil.app.ties import TIE_PROPS, ties_of
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.link import Link, Links
from counterfoil.domain.snapshot import Manifest
from counterfoil.domain.statement import Statement
from counterfoil.errors import NotFound, UsageError
from counterfoil.exports import tables
from counterfoil.exports.ftm import ftm_lines, resolver_lines
from counterfoil.exports.person_part import leaving
from counterfoil.exports.table import Cell

Step = Callable[[str], None]
RESOLVER = "resolver.jsonl"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows per file, and what was left out and how often."""

    datasets: tuple[str, ...]
    rows: dict[Path, int] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def export_ftm(bench: Workbench, names: Sequence[str], out: Path, step: Step) -> Exported:
    """Write DATASET.ftm.json per dataset and the resolver's rows; raise NotFound, UsageError."""
    chosen = _chosen(bench, names)
    done = Exported(tuple(chosen))
    for name, manifest in chosen.items():
        lines = ftm_lines(_statements(bench, [manifest]), done.left_out)
        path = out / f"{name}.ftm.json"
        done.rows[path] = _write(path, lines)
        step(f"wrote {path.name}")
    judgements = _judgements(bench, names, chosen)
    links = _links(bench.shelf().links, chosen).links
    done.rows[out / RESOLVER] = _write(out / RESOLVER, resolver_lines(judgements, links))
    return done


def export_csv(bench: Workbench, names: Sequence[str], out: Path, step: Step) -> Exported:
    """Write entities, statements, ties, links and judgements; raise NotFound, UsageError."""
    chosen = _chosen(bench, names)
    done = Exported(tuple(chosen))
    manifests = list(chosen.values())
    said = leaving(_statements(bench, manifests), done.left_out)
    heard = leaving(_statements(bench, manifests), Counter())
    ties = ties_of(bench.store.statements([m.snapshot_id for m in manifests], TIE_PROPS))
    links = _links(bench.shelf().links, chosen)
    judgements = _judgements(bench, names, chosen)
    sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[Cell]]]] = {
        "entities": (tables.ENTITY_HEADER, tables.entity_rows(heard)),
        "statements": (tables.STATEMENT_HEADER, tables.statement_rows(said)),
        "ties": (tables.TIE_HEADER, tables.tie_rows(ties)),
        "links": (tables.LINK_HEADER, tables.link_rows(links)),
        "judgements": (tables.JUDGEMENT_HEADER, tables.judgement_rows(judgements)),
    }
    for name, (header, rows) in sheets.items():
        path, counted = out / f"{name}.csv", _Counted(rows)
        _write(path, tables.csv_pieces(header, counted))
        done.rows[path] = counted.count
        step(f"wrote {path.name}")
    return done


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            self.count += 1
            yield row


def _chosen(bench: Workbench, names: Sequence[str]) -> dict[str, Manifest]:
    """Return the snapshots in force of these datasets, of all for none."""
    current = bench.store.current()
    unknown = sorted(set(names) - current.keys())
    if unknown or not current:
        raise NotFound(
            f"no dataset is called {', '.join(unknown)}" if unknown else "no list is loaded",
            do=f"Loaded are: {', '.join(sorted(current))}." if current else "counterfoil import",
        )
    return {name: current[name] for name in sorted(set(names) or current)}


def _statements(bench: Workbench, manifests: Sequence[Manifest]) -> Iterator[Statement]:
    return bench.store.every_statement([manifest.snapshot_id for manifest in manifests])


def _dataset(entity_id: str) -> str:
    return entity_id.split(":", 1)[0]


def _judgements(
    bench: Workbench, names: Sequence[str], chosen: dict[str, Manifest]
) -> list[Judgement]:
    """Return the verdicts, those on entities of the chosen datasets where some were named."""
    found = standing_verdicts(bench.record.judgements())
    return [j for j in found if not names or _dataset(j.entity_id) in chosen]


def _links(links: Links, chosen: dict[str, Manifest]) -> Links:
    """Return the links with both ends in the chosen datasets."""

    def inside(found: Iterable[Link]) -> tuple[Link, ...]:
        return tuple(k for k in found if {_dataset(k.left), _dataset(k.right)} <= chosen.keys())

    return replace(links, links=inside(links.links), refused=inside(links.refused))


def _write(path: Path, pieces: Iterable[str]) -> int:
    """Write a file piece by piece, whole or not at all; return how many pieces it has."""
    fresh, count = path.with_name(f".{path.name}.tmp"), 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8", errors="replace", newline="") as file:
            for count, piece in enumerate(pieces, 1):  # noqa: B007 - the count is the answer
                file.write(piece)
        fresh.replace(path)
    except OSError as fault:
        raise UsageError(f"cannot be written: {fault.strerror}", where=str(path)) from fault
    finally:
        with suppress(OSError):
            fresh.unlink()
    return count
