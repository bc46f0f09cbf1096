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
    # Exact types first: this runs over every value of every assessment.
    waiting = [value]
    while waiting:
        item = waiting.pop()
        kind = type(item)
        if kind is str or kind is int or kind is bool or item is None:
            continue
        if kind is dict:
            for key in item:
                if type(key) is not str:
                    raise TypeError(f"a key must be text: {key!r}")
            waiting.extend(item.values())
        elif kind is list or kind is tuple:
            waiting.extend(item)
        elif isinstance(item, float):
            raise TypeError(f"a float has no canonical form: {item!r}")
        elif isinstance(item, Mapping):
            waiting.append(dict(item))
        elif isinstance(item, Sequence) and not isinstance(item, str | bytes):
            waiting.append(list(item))
