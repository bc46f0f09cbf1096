"""What an import will read: files sorted into datasets and the register."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counterfoil.app.enrol import RegisterFiles
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.engagement import Engagement
from counterfoil.engines.intake import SqlIntake
from counterfoil.errors import DataError, UnknownFormat
from counterfoil.ports.reader import Source
from counterfoil.sources import formats
from counterfoil.sources.register_file import (
    read_engagement,
    read_partners,
    read_people,
    register_kind,
)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will read: datasets, register files, and what nobody knows."""

    sources: list[Source]
    register: RegisterFiles
    leftover: list[tuple[Path, str]]


def plan_import(bench: Workbench, paths: Sequence[Path], *, strict: bool) -> ImportPlan:
    """Sort files into datasets and register files.

    With `strict` a file nobody knows raises UnknownFormat if it is all there is, and a file that
    is no TOML is a fault: it may be an engagement. Else they are left over, with the reason.
    """
    absent = [path for path in paths if not path.exists()]
    if absent:
        raise DataError("there is no such file or folder", where=str(absent[0]))
    files: list[Path] = []
    for path in paths:
        files += sorted(p for p in path.rglob("*.toml")) if path.is_dir() else [path]
    kinds = {path: register_kind(path) for path in files if path.suffix == ".toml"}
    register = read_register({path: kind for path, kind in kinds.items() if kind})
    others = [path for path in paths if path not in kinds]
    sources, leftover = formats.recognise_all(others, bench.mappings)
    taken = {path for path, kind in kinds.items() if kind}
    if strict:
        torn = {path: fault for path in kinds if (fault := _torn(path)) is not None}
        register = replace(register, faults=(*register.faults, *torn.values()))
        taken |= torn.keys()
    leftover = [item for item in leftover if item[0] not in taken]
    if strict and not sources and not taken:
        why = "; ".join(f"{path.name}: {reason}" for path, reason in leftover[:5])
        raise UnknownFormat(
            f"nothing here can be imported ({why or 'no files'})",
            where=", ".join(str(path) for path in paths),
            do="Known are: " + ". ".join(formats.known_formats(bench.mappings)) + ".",
        )
    return ImportPlan(sources, register, leftover)


def _torn(path: Path) -> DataError | None:
    try:
        tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as fault:
        return DataError(f"not a TOML file: {fault}", where=str(path), do="Mend it, import again.")
    return None


def read_register(kinds: Mapping[Path, str]) -> RegisterFiles:
    """Read register files by kind; one that is refused does not stop the others."""
    people, spellings, faults = [], [], []
    found: dict[str, list[tuple[Path, Engagement]]] = {}
    for path, kind in kinds.items():
        try:
            if kind == "engagement":
                one = read_engagement(path)
                found.setdefault(one.engagement_id, []).append((path, one))
            elif kind == "people":
                people += read_people(path)
            else:
                spellings += read_partners(path)
        except DataError as fault:
            faults.append(fault)
    faults += [_copied(name, [p for p, _ in same]) for name, same in found.items() if same[1:]]
    engagements = [same[0][1] for same in found.values() if not same[1:]]
    return RegisterFiles(engagements, people, spellings, tuple(faults))


def _copied(engagement_id: str, paths: Sequence[Path]) -> DataError:
    # Which of them is meant nobody can say; the last one read must not win.
    where = " and ".join(str(path) for path in paths)
    what = f"{len(paths)} files are about engagement {engagement_id!r}; none of them was taken"
    return DataError(what, where=where, do="Give each engagement an id of its own.")


def engagements_of_sheets(bench: Workbench) -> frozenset[str]:
    """Return the engagements that came with a spreadsheet."""
    return frozenset(SqlIntake(bench.record.engine).latest())
