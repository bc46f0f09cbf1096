"""Fields of a JSON object of which nothing is sure: asked for by type, empty where it differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def text_of(record: Mapping[str, Any], key: str) -> str:
    """Return the text at a key, empty for anything else."""
    found = record.get(key)
    return found if isinstance(found, str) else ""


def part_of(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the object at a key, an empty one for anything else."""
    found = record.get(key)
    return found if isinstance(found, dict) else {}


def items(record: Mapping[str, Any], key: str) -> list[Any]:
    """Return the list at a key, an empty one for anything else."""
    found = record.get(key)
    return found if isinstance(found, list) else []
