"""Entity ids as FollowTheMoney allows them: letters, digits, hyphens and dots, reversibly.

`veld:vima_1` becomes `veld..vima.5f1`: two dots stand between dataset and key, and a dot before
two hexadecimal digits stands for a byte that may not be there.
"""

from __future__ import annotations

import re

_BAD = re.compile(rb"[^0-9A-Za-z-]|^-|-$")
_ESCAPE = re.compile(rb"\.([0-9a-f]{2})")


def to_ftm_id(entity_id: str) -> str:
    """Return an id that FollowTheMoney accepts; different ids stay different."""
    dataset, _, key = entity_id.partition(":")
    return f"{_escaped(dataset)}..{_escaped(key)}"


def from_ftm_id(text: str) -> str:
    """Return the entity id behind the result of `to_ftm_id`, empty for any other text."""
    dataset, mark, key = text.partition("..")
    if not mark:
        return ""
    try:
        found = f"{_plain(dataset)}:{_plain(key)}"
    except UnicodeDecodeError:
        return ""
    return found if to_ftm_id(found) == text else ""


def _escaped(text: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    return _BAD.sub(lambda found: b".%02x" % found[0][0], data).decode("ascii")


def _plain(text: str) -> str:
    data = text.encode("utf-8", "replace")
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data).decode()
