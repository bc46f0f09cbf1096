"""The JSON schema of a pack file, for editors that check while one writes."""

from __future__ import annotations

from typing import Any

from counterfoil.sources.pack_model import PackModel

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def pack_schema() -> dict[str, Any]:
    """Return the JSON schema of a pack file, as the program itself checks it."""
    schema = PackModel.model_json_schema(by_alias=True)
    return {
        "$schema": _DIALECT,
        **schema,
        "title": "A pack of Counterfoil",
        "description": "Rules of one regime, dated, with their basis and their tests.",
    }
