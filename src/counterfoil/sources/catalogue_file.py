"""Read the catalogue of datasets from TOML: shipped files, and those of a workspace."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from counterfoil.domain.catalogue import KnownDataset, KnownFile
from counterfoil.errors import DataError


def _https(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        raise ValueError("not an address") from None
    if parts.scheme != "https" or not host or parts.username is not None:
        raise ValueError('write an address that begins with "https://" and holds no password')
    return value


Https = Annotated[str, AfterValidator(_https)]
Words = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=0, le=36_500)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class FileModel(_Strict):
    """One of `files`; the name is the one it gets on disk."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$")]
    url: Https
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class DatasetModel(_Strict):
    """One of `[[datasets]]`."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{1,60}$")]
    title: Words
    publisher: Words
    page: Https
    files: tuple[FileModel, ...] = ()
    reader: str
    licence: Words
    licence_url: Https
    cadence: Words
    cadence_days: Days
    stale_after_days: Annotated[int, Field(ge=1, le=36_500)]
    purpose: Words
    notes: str = ""
    checked: bool

    @field_validator("files")
    @classmethod
    def _names_differ(cls, files: tuple[FileModel, ...]) -> tuple[FileModel, ...]:
        names = [file.name.casefold() for file in files]
        if len(set(names)) < len(names):
            raise ValueError("two files have the same name")
        return files

    @model_validator(mode="after")
    def _patient(self) -> DatasetModel:
        if self.stale_after_days < self.cadence_days:
            raise ValueError("stale_after_days is below cadence_days: each copy would be stale")
        return self

    def known(self) -> KnownDataset:
        """Return the entry as the program uses it."""
        return KnownDataset(
            dataset=self.id,
            files=tuple(KnownFile(file.name, file.url, file.sha256) for file in self.files),
            **self.model_dump(exclude={"id", "files"}),
        )


class CatalogueModel(_Strict):
    """A whole catalogue file."""

    datasets: tuple[DatasetModel, ...]


def read_catalogue(paths: Sequence[Path]) -> dict[str, KnownDataset]:
    """Return the entries of all files by dataset id, sorted; an earlier file wins.

    Raise DataError on a file that cannot be used, or that names one dataset twice.
    """
    found: dict[str, KnownDataset] = {}
    for path in paths:
        try:
            text = path.read_text("utf-8-sig")
        except OSError as fault:
            what = f"the catalogue file cannot be opened ({fault.strerror})"
            raise DataError(what, where=str(path)) from fault
        except UnicodeDecodeError as fault:
            what = "the catalogue file is not UTF-8 text"
            raise DataError(what, where=str(path), do="Save it as UTF-8.") from fault
        found = {entry.dataset: entry for entry in parse_catalogue(text, str(path))} | found
    return dict(sorted(found.items()))


def parse_catalogue(text: str, where: str) -> list[KnownDataset]:
    """Return the entries in a text; `where` names it in messages. Raise DataError."""
    try:
        parsed = CatalogueModel.model_validate(tomllib.loads(text))
    except ValidationError as fault:
        lines = [_message(e["loc"], e["type"], e["msg"]) for e in fault.errors(include_url=False)]
        raise DataError(
            "; ".join(lines[:5]), where=where, do="docs/commands.md shows a whole entry."
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise DataError(
            f"the catalogue file is not TOML: {fault}",
            where=where,
            do='Texts stand in quotation marks: title = "..."',
        ) from fault
    ids = [entry.id for entry in parsed.datasets]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise DataError(f"{', '.join(twice)}: two entries with one id", where=where)
    return [entry.known() for entry in parsed.datasets]


def _message(loc: tuple[int | str, ...], sort: str, text: str) -> str:
    place = "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in loc).strip(".")
    last = str(loc[-1]) if loc else ""
    if sort == "missing":
        return f"{place} is missing"
    if sort == "extra_forbidden":
        models = (CatalogueModel, DatasetModel, FileModel)
        keys = sorted({key for model in models for key in model.model_fields})
        near = difflib.get_close_matches(last, keys, 1)
        return f"{place} is not a key of a catalogue" + (f"; {near[0]}?" if near else "")
    text = text.removeprefix("Value error, ").replace("Input should be", "write")
    return f"{place or 'catalogue'}: {text[:1].lower() + text[1:]}"
