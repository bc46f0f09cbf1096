"""Settings: one frozen object from counterfoil.toml < environment < flags, each with its origin.

Environment variables are `COUNTERFOIL_` and the path of the value in capitals, with two
underscores between parts: `COUNTERFOIL_TIES__MAX_STEPS=2`. An unknown key is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counterfoil.domain.canonical import canonical_hash
from counterfoil.errors import DataError, UsageError

FILE = "counterfoil.toml"
PREFIX = "COUNTERFOIL_"
_PASSWORD = re.compile(r"(://[^/@\s:]*:)[^/@\s]+@")
# Not settings of a workspace: where it is, and the folder tests find real data in.
_RESERVED = frozenset({"COUNTERFOIL_WORKSPACE", "COUNTERFOIL_REAL_DATA", "COUNTERFOIL_FTM_PYTHON"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class PacksSettings(_Strict):
    """`[packs]`: which packs are in force, by id; the workspace's `packs/` is looked in first."""

    in_force: tuple[str, ...] = ("ca-strac-2024", "us-restricted-2026")


class TiesSettings(_Strict):
    """`[ties]`: how far up ties are followed."""

    max_steps: Annotated[int, Field(ge=0, le=8)] = 3


class EnginesSettings(_Strict):
    """`[engines]`: the record's address (empty: record.sqlite) and the threads to use."""

    record_url: str = ""
    threads: Annotated[int, Field(ge=1, le=64)] = 2


class OfficeSettings(_Strict):
    """`[office]`: who signs the papers that leave the office, and how long people have to answer."""

    name: str = "Research Security Office"
    contact: str = ""
    reply_within_days: Annotated[int, Field(ge=1, le=365)] = 14


class RetentionSettings(_Strict):
    """`[retention]`: how long the organisation keeps what; printed on papers, in years and days.

    The program deletes nothing by itself: these are the terms the organisation has set itself.
    """

    people_years: Annotated[int, Field(ge=0, le=100)] = 2
    engagements_years: Annotated[int, Field(ge=0, le=100)] = 10
    judgements_years: Annotated[int, Field(ge=0, le=100)] = 10
    lists_years: Annotated[int, Field(ge=0, le=100)] = 10
    papers_days: Annotated[int, Field(ge=0, le=36500)] = 90


class ClockSettings(_Strict):
    """`[clock]`: the day to assess on; left out, it is today."""

    as_of: date | None = None


class FetchSettings(_Strict):
    """`[fetch]`: how datasets are fetched; certificates and proxy of your network, sizes, times."""

    ca_file: str = ""
    proxy: str = ""
    max_mb: Annotated[int, Field(ge=1, le=100_000)] = 2048
    connect_seconds: Annotated[float, Field(gt=0, le=600)] = 15.0
    read_seconds: Annotated[float, Field(gt=0, le=3600)] = 60.0
    total_seconds: Annotated[float, Field(gt=0, le=86_400)] = 3600.0
    retries: Annotated[int, Field(ge=0, le=10)] = 3
    backoff_seconds: Annotated[float, Field(ge=0, le=600)] = 2.0


class Settings(_Strict):
    """All settings of a workspace."""

    organisation: str = ""
    packs: PacksSettings = PacksSettings()
    lists: dict[str, tuple[str, ...]] = {}
    ties: TiesSettings = TiesSettings()
    engines: EnginesSettings = EnginesSettings()
    clock: ClockSettings = ClockSettings()
    fetch: FetchSettings = FetchSettings()
    office: OfficeSettings = OfficeSettings()
    retention: RetentionSettings = RetentionSettings()

    def content_hash(self) -> str:
        """Return the hash of what bears on an outcome: packs, lists and ties."""
        return canonical_hash(
            {
                "packs": list(self.packs.in_force),
                "lists": {role: list(names) for role, names in self.lists.items()},
                "max_steps": self.ties.max_steps,
            }
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings with the origin of each value, by dotted path."""

    settings: Settings
    origins: Mapping[str, str]

    def rows(self) -> list[tuple[str, str, str]]:
        """Return (path, value, origin) of every setting; a password in an address is masked."""
        flat = _flat(self.settings.model_dump(mode="json"))
        return [
            (p, _PASSWORD.sub(r"\1***@", str(v)), self.origins.get(p, "default"))
            for p, v in flat.items()
        ]


def load_settings(
    workspace: Path, environ: Mapping[str, str], flags: Mapping[str, Any] | None = None
) -> Loaded:
    """Load the settings of a workspace; raise DataError on an unknown key or a bad value."""
    path = workspace / FILE
    merged: dict[str, Any] = {}
    origins: dict[str, str] = {}
    layers = [
        (str(path), _file_values(path)),
        ("environment", _environment_values(environ)),
        ("flag", dict(flags or {})),
    ]
    for name, values in layers:
        for dotted, value in _flat(values).items():
            _put(merged, dotted, value)
            origins[dotted] = _origin(name, dotted)
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as fault:
        raise DataError(_explain(fault, origins), where=str(path)) from fault
    return Loaded(settings, origins)


def find_workspace(given: Path | None, environ: Mapping[str, str]) -> Path:
    """Return the workspace: the flag, COUNTERFOIL_WORKSPACE, or the folder or its parents."""
    if given is not None:
        return _must_hold(given)
    if environ.get("COUNTERFOIL_WORKSPACE"):
        return _must_hold(Path(environ["COUNTERFOIL_WORKSPACE"]))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder
    raise UsageError(
        f"no {FILE} here or in a folder above",
        where=str(here),
        do="Run `counterfoil init DIR` first, or name the workspace with --workspace DIR.",
    )


def _must_hold(folder: Path) -> Path:
    if not (folder / FILE).is_file():
        raise UsageError(
            f"is not a workspace: it holds no {FILE}",
            where=str(folder),
            do=f"Run `counterfoil init {folder}` first.",
        )
    return folder


def _origin(layer: str, dotted: str) -> str:
    if layer == "environment":
        return f"environment {PREFIX}{dotted.replace('.', '__').upper()}"
    return layer


def _file_values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise DataError(f"not a TOML file: {fault}", where=str(path)) from fault


def _environment_values(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, text in environ.items():
        if name.startswith(PREFIX) and name not in _RESERVED:
            dotted = name.removeprefix(PREFIX).lower().replace("__", ".")
            value: Any = text
            if dotted.startswith("lists.") or dotted == "packs.in_force":
                value = [part.strip() for part in text.split(",") if part.strip()]
            _put(values, dotted, value)
    return values


def _flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found


def _put(values: dict[str, Any], dotted: str, value: Any) -> None:
    *path, last = dotted.split(".")
    for part in path:
        values = values.setdefault(part, {})
        if not isinstance(values, dict):
            raise DataError(f"{dotted}: {part} is a single value, not a table")
    values[last] = value


def _explain(fault: ValidationError, origins: Mapping[str, str]) -> str:
    lines = []
    for error in fault.errors():
        dotted = ".".join(str(part) for part in error["loc"])
        message = error["msg"]
        if error["type"] == "extra_forbidden":
            message = "no such setting; docs/commands.md lists them"
        where = next((o for p, o in origins.items() if f"{p}.".startswith(f"{dotted}.")), "")
        lines.append(f"{dotted}: {message}" + (f" (from {where})" if where else ""))
    return "; ".join(lines)
