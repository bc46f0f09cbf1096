"""Read catalogues of measures from TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counterfoil.domain.measure import MeasureKind
from counterfoil.domain.measure_catalogue import CatalogueMeasure, Each, Repeat
from counterfoil.errors import DataError

_DO = "Mend the file; the measures that come with the program show how one is written."
_CODE = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_YEARS_10 = 3660


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class MeasureEntry(_Strict):
    """One of `[[measures]]`."""

    code: str = Field(pattern=_CODE, max_length=60)
    title: str = Field(min_length=1)
    kind: Literal["hold", "warn", "ask", "agree", "license", "train", "limit-access", "monitor"]
    each: Literal["engagement", "party", "person", "flow"] = "engagement"
    what: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    lead_days: int = Field(default=0, ge=0, le=_YEARS_10)
    after_days: int | None = Field(default=None, ge=0, le=_YEARS_10)
    repeat: Literal["none", "yearly", "quarterly", "each-edition"] = "none"
    proof: str = Field(min_length=1)
    residual: str = Field(min_length=1)
    plain: str = Field(min_length=1)
    named_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


class MeasureFile(_Strict):
    """A whole file."""

    measures: tuple[MeasureEntry, ...]


def read_measures(path: Path) -> tuple[CatalogueMeasure, ...]:
    """Read one file; raise DataError that names the entry and the key."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise DataError(f"not a file of measures: {fault}", where=path.name, do=_DO) from fault
    try:
        parsed = MeasureFile.model_validate(raw)
    except ValidationError as fault:
        words = f"not a file of measures: {_words(fault, raw)}"
        raise DataError(words, where=path.name, do=_DO) from fault
    return tuple(_entry(model) for model in parsed.measures)


def _words(fault: ValidationError, raw: dict[str, object]) -> str:
    found = fault.errors(include_url=False, include_context=False)
    lines = []
    for one in found[:5]:
        place = [str(part) for part in one["loc"]]
        if place[:1] == ["measures"] and len(place) > 1:
            place[:2] = [_name(raw, int(place[1]))]
        lines.append(f"{', '.join(place)}: {one['msg']}")
    more = f"; and {len(found) - 5} more" if len(found) > 5 else ""  # noqa: PLR2004 - as above
    return "; ".join(lines) + more


def _name(raw: dict[str, object], number: int) -> str:
    """Return what an entry calls itself, else its place."""
    entries = raw.get("measures")
    entry = entries[number] if isinstance(entries, list) else None
    code = entry.get("code") if isinstance(entry, dict) else None
    return code if isinstance(code, str) and code else f"measure {number + 1}"


def _entry(model: MeasureEntry) -> CatalogueMeasure:
    return CatalogueMeasure(
        code=model.code,
        title=model.title,
        kind=MeasureKind(model.kind),
        what=model.what,
        owner=model.owner,
        proof=model.proof,
        residual=model.residual,
        plain=model.plain,
        each=Each(model.each),
        lead_days=model.lead_days,
        after_days=model.after_days,
        repeat=Repeat(model.repeat),
        named_by=model.named_by,
        replaces=model.replaces,
    )
