"""Read technology-area taxonomies from TOML."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from counterfoil.domain.area import Area, Taxonomy
from counterfoil.domain.canonical import canonical_hash
from counterfoil.errors import DataError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class AreaModel(_Strict):
    """One of `[[areas]]`."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9/-]*$")
    title: str
    phrases: tuple[str, ...] = ()


class HeadModel(_Strict):
    """The `[taxonomy]` table."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    edition: date
    source: str


class TaxonomyModel(_Strict):
    """A whole taxonomy file."""

    taxonomy: HeadModel
    areas: tuple[AreaModel, ...]


def read_taxonomy(path: Path) -> Taxonomy:
    """Read one taxonomy; area ids are prefixed with its own; raise DataError."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        parsed = TaxonomyModel.model_validate(raw)
    except (OSError, ValueError, RecursionError) as fault:
        raise DataError(
            f"not an area file: {fault}",
            where=path.name,
            do="Mend the file; the areas that come with the program show how it is written.",
        ) from fault
    head = parsed.taxonomy
    areas = tuple(Area(f"{head.id}/{a.id}", a.title, a.phrases) for a in parsed.areas)
    content = canonical_hash([[a.area_id, list(a.phrases)] for a in areas])
    return Taxonomy(head.id, head.title, head.edition, head.source, areas, content)
