"""The known formats: which reader reads which file."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from counterfoil.errors import DataError, UnknownFormat
from counterfoil.ports.reader import Reader, Reading, Source
from counterfoil.sources.bods import BodsReader
from counterfoil.sources.ccl import CclReader
from counterfoil.sources.csl import CslReader
from counterfoil.sources.domains import DomainsReader
from counterfoil.sources.files import Limits, Part, parts, read_text
from counterfoil.sources.ftm import FtmReader
from counterfoil.sources.ftm_statements import FtmStatementsReader
from counterfoil.sources.json_text import JsonText
from counterfoil.sources.mapping import MappingReader
from counterfoil.sources.misp import MispReader
from counterfoil.sources.ofac import OfacReader
from counterfoil.sources.ror import RorReader
from counterfoil.sources.table import iter_rows
from counterfoil.sources.un_xml import UnXmlReader
from counterfoil.sources.workbook import is_workbook, open_workbook

_SMALL = Limits(size=1 << 20, document=1 << 20)


class KnownReader(Reader, Protocol):
    """A reader that can say what it knows."""

    @property
    def known(self) -> str:
        """Return the format in words."""
        ...


def readers(mappings: Sequence[Path] = ()) -> list[KnownReader]:
    """Return all readers in the order in which they are asked; `mappings` are extra folders."""
    return [
        OfacReader(),
        UnXmlReader(),
        CslReader(),
        RorReader(),
        CclReader(),
        DomainsReader(),
        FtmReader(),
        FtmStatementsReader(),
        BodsReader(),
        MispReader(),
        MappingReader(mappings),
    ]


def known_formats(mappings: Sequence[Path] = ()) -> list[str]:
    """Return what can be read, one sentence each."""
    return [reader.known for reader in readers(mappings)]


def recognise_all(
    paths: Path | Sequence[Path],
    mappings: Sequence[Path] = (),
) -> tuple[list[Source], list[tuple[Path, str]]]:
    """Return the datasets in a folder or among files, and each file left over with the reason.

    A file that was named itself is looked through for what is wrong with it.
    """
    named = [paths] if isinstance(paths, Path) else list(paths)
    open_paths, leftover = _files(named)
    sources: list[Source] = []
    for reader in readers(mappings):
        found = reader.recognise(open_paths)
        used = {path for source in found for path in source.paths}
        open_paths = [path for path in open_paths if path not in used]
        sources += found
    leftover += [(path, (path in named and _fault(path)) or _reason(path)) for path in open_paths]
    return sources, sorted(leftover)


def recognise(path: Path, mappings: Sequence[Path] = ()) -> list[Source]:
    """Return the datasets at a path; raise UnknownFormat, which lists what is known, for none."""
    sources, leftover = recognise_all(path, mappings)
    if not sources:
        why = "; ".join(f"{file.name}: {why}" for file, why in leftover[:5])
        raise UnknownFormat(
            f"no reader knows this ({why or 'the folder is empty'})",
            where=str(path),
            do="Known are: " + ". ".join(known_formats(mappings)) + ".",
        )
    return sources


def reader_for(source: Source, mappings: Sequence[Path] = ()) -> KnownReader:
    """Return the reader of a source."""
    for reader in readers(mappings):
        if reader.name == source.reader:
            return reader
    raise UnknownFormat(
        f"there is no reader called {source.reader}",
        do="Known are: " + ". ".join(known_formats(mappings)) + ".",
    )


def read(source: Source, mappings: Sequence[Path] = ()) -> Reading:
    """Read one dataset; raise DataError, and keep nothing, where it cannot be trusted."""
    return reader_for(source, mappings).read(source)


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files, those in folders included, and what is not there."""
    files: set[Path] = set()
    missing: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            files |= {p for p in path.rglob("*") if p.is_file() and not _is_hidden(p, path)}
        elif path.is_file():
            files.add(path)
        else:
            missing.append((path, "there is no such file"))
    return sorted(files), missing


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(step.startswith(".") for step in path.relative_to(folder).parts)


def _fault(path: Path) -> str:
    """Return what is wrong inside a file that nobody recognised, empty if it is sound."""
    try:
        if is_workbook(path):
            open_workbook(path)
            return ""
        for part in parts(path) if path.is_file() else ():
            if part.name.endswith(".csv"):
                deque(iter_rows(part), 0)
            elif part.name.endswith((".jsonl", ".ndjson")):
                deque(JsonText(part, _silent).lines(), 0)
            elif part.name.endswith(".json"):
                JsonText(part, _silent).decode(read_text(part))
    except DataError as error:
        return f"{error.what} ({error.where.rsplit('/', 1)[-1]})"
    return ""


def _silent(_row: int, _key: str) -> None:
    """Ignore repeated keys while only looking."""


def _describes_lists(part: Part) -> bool:
    """Tell whether a small JSON document is about lists: their names and where to get them."""
    if not part.name.endswith(".json"):
        return False
    try:
        document = JsonText(part, _silent).decode(read_text(part, _SMALL))
    except DataError:
        return False
    about = document.get("lists") if isinstance(document, dict) else None
    return (
        isinstance(about, list)
        and bool(about)
        and all(isinstance(one, dict) and {"id", "official_url"} <= set(one) for one in about)
    )


def _reason(path: Path) -> str:
    """Return why a file is left over: what is wrong with it, or that nobody knows it."""
    if is_workbook(path):
        return "no mapping of type xlsx knows its columns"
    try:
        found = parts(path)
    except DataError as error:
        return error.what
    if len(found) > 1:
        return f"the zip archive holds {len(found)} files and none that is known"
    if found and _describes_lists(found[0]):
        return "it describes lists and holds none of their entries; import the lists themselves"
    return "no reader and no mapping knows its layout"
