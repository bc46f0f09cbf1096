"""The data that comes with the program or the workspace: packs, measures, areas, examples."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path

from counterfoil.bootstrap.pack_check import Finding, check_pack
from counterfoil.domain.measure_catalogue import CatalogueMeasure, MeasureCatalogue
from counterfoil.domain.pack import Pack
from counterfoil.errors import DataError, IntegrityError
from counterfoil.sources.measure_file import read_measures
from counterfoil.sources.pack_file import pack_bytes

DATA = Path(str(resources.files("counterfoil")))


def load_pack(pack_id: str, workspace: Path) -> tuple[Pack, bytes]:
    """Return a pack by id, the workspace's own first; raise DataError if it fails the linter."""
    for path in data_files("packs", workspace):
        if path.stem == pack_id:
            content = pack_bytes(path)
            # The tests of a shipped pack run when the program is made, not at each start.
            own = not path.is_relative_to(DATA)
            checked = check_pack(path, content, load_measures(workspace), run_tests=own)
            if checked.pack is None or checked.findings:
                raise _refusal(path, checked.findings)
            return checked.pack, content
    known = sorted(path.stem for path in data_files("packs", workspace))
    near = get_close_matches(pack_id, known, 2, 0.5)
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    do = f"{meant}`counterfoil packs list` shows all {len(known)}."
    raise DataError(f"no pack is called {pack_id!r}", where="[packs] in_force", do=do)


def _refusal(path: Path, findings: list[Finding]) -> DataError:
    shown = [f"line {f.line}, {f'rule {f.rule}: ' if f.rule else ''}{f.what}" for f in findings[:5]]
    more = f"; and {len(findings) - 5} more" if len(findings) > len(shown) else ""
    do = f"Mend the pack file; `counterfoil packs lint {path.stem}` says what to do."
    return DataError("; ".join(shown) + more, where=str(path), do=do)


def load_measures(workspace: Path | None) -> MeasureCatalogue:
    """Return the catalogue of measures, the workspace's own entries first; raise DataError."""
    # Not `data_files`: a file of the workspace that is called like the shipped one hides no code.
    folders = [workspace / "measures"] if workspace is not None else []
    return MeasureCatalogue.of([_layer(folder) for folder in (*folders, DATA / "measures")])


def _layer(folder: Path) -> list[tuple[str, CatalogueMeasure]]:
    return [
        (path.name, entry)
        for path in sorted(folder.glob("*.toml"))
        for entry in _measures_of(path, path.stat().st_mtime_ns)
    ]


@lru_cache(maxsize=8)
def _measures_of(path: Path, _changed: int) -> tuple[CatalogueMeasure, ...]:
    return read_measures(path)


def examples() -> Path:
    """Return the folder of the invented institute: beside the source, or in the wheel."""
    for folder in (DATA / "examples", DATA.parent.parent / "examples"):
        if (folder / "counterfoil.toml").is_file():
            return folder
    raise IntegrityError("the examples are not part of this installation", do="Reinstall.")


def data_files(kind: str, workspace: Path | None) -> list[Path]:
    """Return the TOML files of a kind; the workspace's own stand before the shipped ones."""
    own = sorted((workspace / kind).glob("*.toml")) if workspace is not None else []
    names = {path.name for path in own}
    return own + [p for p in sorted((DATA / kind).glob("*.toml")) if p.name not in names]
