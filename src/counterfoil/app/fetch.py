"""Fetch: the files of a published dataset into the workspace's downloads, all of them or none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import count
from pathlib import Path

from counterfoil.domain.catalogue import KnownDataset, KnownFile
from counterfoil.errors import DataError
from counterfoil.ports.fetcher import Fetched, Fetcher, Prior

SUMS = "SHA256SUMS"
_STATE, _COMING, _REFUSED = "state.json", "coming", "refused"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """What is known of one file of the last copy that was imported."""

    url: str
    sha256: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A dataset's files on disk: a new copy, or the one that was here and still holds.

    Attributes:
        folder: `DATASET/YYYY-MM-DD`, where the files are.
        day: the day the copy was taken.
        hosts: the hosts that were asked.

    """

    known: KnownDataset
    folder: Path
    day: date
    is_new: bool
    kept: Mapping[str, KeptFile]
    hosts: tuple[str, ...] = ()

    @property
    def paths(self) -> list[Path]:
        """Return the files, main file first."""
        return [self.folder / file.name for file in self.known.files]


def download(known: KnownDataset, root: Path, fetcher: Fetcher, *, day: date) -> Download:
    """Fetch all files of a dataset below `root`; raise DataError, and keep no part of a copy.

    What came of a single file stays in `coming/` to be resumed; whole files of a copy that is not
    complete do not: the files of one copy belong to one moment.
    """
    if not known.is_direct:
        what = f"{known.dataset} cannot be fetched by the program"
        raise DataError(what, where=known.title, do=known.by_hand())
    home = root / known.dataset
    last = _last(home, known)
    coming = home / _COMING
    coming.mkdir(parents=True, exist_ok=True)
    _clear(coming)
    try:
        fetched, kept = _all_files(known, last, coming, fetcher)
    except DataError:
        _clear(coming)
        raise
    hosts = tuple(dict.fromkeys(host for got in fetched.values() for host in got.hosts))
    if last and all(kept[name].sha256 == old.sha256 for name, old in last.kept.items()):
        shutil.rmtree(coming)
        return Download(known, last.folder, last.day, is_new=False, kept=kept, hosts=hosts)
    for name, got in fetched.items():
        if last and got.is_unchanged:
            shutil.copyfile(last.folder / name, coming / name)
    sums = "".join(f"{file.sha256}  {name}\n" for name, file in sorted(kept.items()))
    (coming / SUMS).write_text(sums, "utf-8")
    folder = _free(home, day.isoformat())
    coming.rename(folder)
    return Download(known, folder, day, is_new=True, kept=kept, hosts=hosts)


def _all_files(
    known: KnownDataset, last: Download | None, coming: Path, fetcher: Fetcher
) -> tuple[dict[str, Fetched], dict[str, KeptFile]]:
    """Fetch each file to `coming`; return by name what came, and what is to be remembered."""
    fetched: dict[str, Fetched] = {}
    kept: dict[str, KeptFile] = {}
    for file in known.files:
        old = last.kept.get(file.name) if last else None
        prior = Prior(old.etag, old.last_modified) if old else Prior()
        got = fetcher.fetch(file.url, coming / file.name, prior)
        sha256 = old.sha256 if old and got.is_unchanged else got.sha256
        _verify(file, sha256)
        fetched[file.name] = got
        kept[file.name] = KeptFile(file.url, sha256, got.prior.etag, got.prior.last_modified)
    return fetched, kept


def remember(done: Download) -> None:
    """Write down that this copy was imported: the next fetch asks only for what changed since."""
    home = done.folder.parent
    state = {
        "folder": done.folder.name,
        "day": done.day.isoformat(),
        "files": {name: asdict(file) for name, file in done.kept.items()},
    }
    fresh = home / f".{_STATE}.tmp"
    fresh.write_text(json.dumps(state, indent=2), "utf-8")
    fresh.replace(home / _STATE)


def set_aside(done: Download, fault: DataError) -> Path:
    """Move a copy that could not be imported to `refused/`, with the reason; return the folder."""
    refused = done.folder.parent / _REFUSED
    refused.mkdir(exist_ok=True)
    place = _free(refused, done.folder.name)
    done.folder.rename(place)
    (place / "WHY.txt").write_text(fault.text() + "\n", "utf-8")
    return place


def _last(home: Path, known: KnownDataset) -> Download | None:
    """Return the last copy that was imported, if its files are all there and fit the catalogue."""
    try:
        state = json.loads((home / _STATE).read_bytes())
        kept = {name: KeptFile(**value) for name, value in state["files"].items()}
        folder, day = home / Path(state["folder"]).name, date.fromisoformat(state["day"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    fits = {name: file.url for name, file in kept.items()} == {f.name: f.url for f in known.files}
    here = all((folder / file.name).is_file() for file in known.files)
    return Download(known, folder, day, is_new=False, kept=kept) if fits and here else None


def _clear(coming: Path) -> None:
    for path in coming.iterdir():
        if not path.name.endswith((".part", ".part.json")):
            path.unlink()


def _verify(file: KnownFile, sha256: str) -> None:
    if file.sha256 and sha256 != file.sha256:
        raise DataError(
            f"the file is not the one the catalogue describes: its SHA-256 begins {sha256[:12]},"
            f" not {file.sha256[:12]}",
            where=file.url,
            do="Do not use it. Ask the publisher, or correct the catalogue. Nothing was imported.",
        )


def _free(home: Path, name: str) -> Path:
    """Return a folder that is not there yet: the name, or the name with -2, -3, ..."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(home / one for one in names if not (home / one).exists())
