"""Canonical JSON: the one byte form that hashes and replays agree on.

Keys sorted, no spaces, UTF-8, no floats: a float differs between machines, so a score is an
integer and a share a fraction of integers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

HASH_LENGTH = 64


def canonical_bytes(value: Any) -> bytes:
    """Return the canonical JSON of `value`; raise TypeError on a float anywhere in it."""
    _refuse_floats(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def canonical_hash(value: Any) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hex digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        message = f"a float has no canonical form: {value!r}"
        raise TypeError(message)
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                message = f"a key must be text: {key!r}"
                raise TypeError(message)
            _refuse_floats(item)
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        for item in value:
            _refuse_floats(item)
