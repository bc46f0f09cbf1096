"""Side by side in a workspace: engagements under many packs, and under two editions of one."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from counterfoil import __version__
from counterfoil.app.assess import cases_of
from counterfoil.app.dossier.desk import day
from counterfoil.app.matrix import Judged, column_of, row_of
from counterfoil.app.pack_diff import diff_packs
from counterfoil.app.partners import new_spellings
from counterfoil.bootstrap.data import data_files
from counterfoil.bootstrap.workbench import Workbench, now
from counterfoil.domain.matrix import Matrix, PackDiff
from counterfoil.errors import DataError, NotFound, UsageError


def every_pack(bench: Workbench) -> tuple[str, ...]:
    """Return the ids of all packs, those in force first, the template left out."""
    known = [path.stem for path in data_files("packs", bench.folder)]
    chosen = bench.settings.packs.in_force
    rest = sorted(name for name in known if name not in chosen and name != "house-template")
    return (*chosen, *rest)


Bound = Mapping[str, tuple[str, ...]]


def build_matrix(
    bench: Workbench, pack_ids: Sequence[str], wanted: Collection[str], bound: Bound | None = None
) -> Matrix:
    """Return the wanted engagements (none named: all) under these packs; keep nothing.

    `bound` are datasets that stand in for list roles, beside those of the settings.
    """
    under = bench.under(pack_ids, bound)
    return Matrix(
        bench.settings.organisation,
        day(bench.as_of),
        tuple(column_of(pack, bench.as_of) for pack in under.packs),
        tuple(row_of(judged, under.packs) for judged in judged_by(under, wanted)),
        f"Counterfoil {__version__}",
    )


def compare_packs(
    bench: Workbench, earlier: str, later: str, bound: Bound | None = None
) -> PackDiff:
    """Return what two packs say differently, also of every engagement on record."""
    under = bench.under((earlier, later), bound)
    before, after = under.packs
    return diff_packs(before, after, judged_by(under, ()), bench.as_of)


def judged_by(bench: Workbench, wanted: Collection[str]) -> list[Judged]:
    """Return the cases of engagements as they stand now; raise NotFound on an unknown id."""
    engagements = bench.record.engagements()
    known = {engagement.engagement_id for engagement in engagements}
    for name in sorted(set(wanted) - known):
        raise NotFound(
            f"no engagement is called {name!r}", do=f"Known are: {', '.join(sorted(known))}."
        )
    asked = [e for e in engagements if not wanted or e.engagement_id in wanted]
    spellings = bench.record.spellings()
    # What was never assessed has no spellings on record; nothing is kept here.
    spellings = [
        *spellings,
        *new_spellings(asked, spellings, bench.matcher.fingerprint, on=now().isoformat()),
    ]
    # Quotes of the summary stand beside questions; no outcome hangs on them.
    grounds = bench.grounds(asked, spellings, lambda _: ())
    return [Judged(engagement, case) for engagement, case in cases_of(asked, grounds)]


def read_bindings(given: Sequence[str], bench: Workbench) -> Bound:
    """Read `ROLE=DATASET` pairs; raise UsageError on another form, NotFound on an unknown name."""
    bound: dict[str, tuple[str, ...]] = {}
    loaded = bench.store.current()
    for text in given:
        role, sign, dataset = text.partition("=")
        if not (role and sign and dataset):
            raise UsageError(f"--bind: {text!r} is not of the form ROLE=DATASET")
        if dataset not in loaded:
            raise NotFound(
                f"no dataset is called {dataset!r}",
                do=f"Loaded are: {', '.join(sorted(loaded)) or 'none'}.",
            )
        bound[role] = (*bound.get(role, ()), dataset)
    return bound


def stand_ins(folder: Path) -> Bound:
    """Return the `[lists]` of a folder's side-by-side.toml: datasets that stand in for roles."""
    path = folder / "side-by-side.toml"
    if not path.is_file():
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8"))["lists"].items()
        return {role: _texts(names) for role, names in given}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise DataError(
            "not a file of stand-ins", where=str(path), do='Write [lists] with ROLE = ["DATASET"].'
        ) from fault


def _texts(names: object) -> tuple[str, ...]:
    if not isinstance(names, list):
        raise TypeError  # a text would be read letter by letter
    return tuple(map(str, names))
