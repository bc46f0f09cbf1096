"""The data that comes with the program or the workspace: packs, measures, areas, examples."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path

from counterfoil.domain.measure_catalogue import (
    CatalogueMeasure,
    MeasureCatalogue,
    fill_measures,
)
from counterfoil.domain.pack import Pack
from counterfoil.errors import DataError, IntegrityError
from counterfoil.reasoning.packlint import lint
from counterfoil.sources.measure_file import read_measures
from counterfoil.sources.pack_file import parse_pack

DATA = Path(str(resources.files("counterfoil")))


def load_pack(pack_id: str, workspace: Path) -> tuple[Pack, bytes]:
    """Return a pack by id, the workspace's own first; raise DataError if it fails the linter."""
    for path in data_files("packs", workspace):
        if path.stem == pack_id:
            content = path.read_bytes()
            pack = fill_measures(parse_pack(content, name=path.name), load_measures(workspace))
            faults = lint(pack)
            if pack.pack_id != pack_id:
                faults.append(f"the file is called {path.name}, the pack {pack.pack_id}")
            if faults:
                raise DataError("; ".join(faults[:5]), where=str(path), do="Mend the pack file.")
            return pack, content
    known = ", ".join(sorted(path.stem for path in data_files("packs", workspace)))
    raise DataError(
        f"no pack is called {pack_id!r}", where="[packs] in_force", do=f"Known are: {known}."
    )


def load_measures(workspace: Path) -> MeasureCatalogue:
    """Return the catalogue of measures, the workspace's own entries first; raise DataError."""
    own: list[tuple[str, CatalogueMeasure]] = []
    shipped: list[tuple[str, CatalogueMeasure]] = []
    for path in data_files("measures", workspace):
        layer = shipped if path.is_relative_to(DATA) else own
        layer += [(path.name, entry) for entry in _measures_of(path, path.stat().st_mtime_ns)]
    return MeasureCatalogue.of((own, shipped))


@lru_cache(maxsize=8)
def _measures_of(path: Path, _changed: int) -> tuple[CatalogueMeasure, ...]:
    return read_measures(path)


def examples() -> Path:
    """Return the folder of the invented institute: beside the source, or in the wheel."""
    for folder in (DATA / "examples", DATA.parent.parent / "examples"):
        if (folder / "counterfoil.toml").is_file():
            return folder
    raise IntegrityError("the examples are not part of this installation", do="Reinstall.")


def data_files(kind: str, workspace: Path) -> list[Path]:
    """Return the TOML files of a kind; the workspace's own stand before the shipped ones."""
    own = sorted((workspace / kind).glob("*.toml"))
    names = {path.name for path in own}
    return own + [p for p in sorted((DATA / kind).glob("*.toml")) if p.name not in names]
