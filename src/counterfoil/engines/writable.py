"""What may be kept: text that every store can hold, and times that every reader understands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from counterfoil.errors import DataError

# NUL ends a text for some databases; the separators would blur where a field ends in a hash.
_REFUSED = {"\0": "a NUL", "\x1e": "a record separator", "\x1f": "a unit separator"}


def refuse_unwritable(texts: Iterable[str], *, where: str) -> None:
    """Raise DataError where a text holds a character that no store keeps."""
    joined = "\n".join(texts)
    found = next((name for mark, name in _REFUSED.items() if mark in joined), "")
    try:
        joined.encode()
    except UnicodeEncodeError:
        found = "half of a surrogate pair, which is no character"
    if found:
        raise DataError(
            f"the text holds {found}", where=where, do="Remove it and read the file again."
        )


def keepable(text: str) -> str:
    """Return the text with what no store keeps written out, for messages that quote their input."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", r"\x00")


def utc(at: datetime) -> datetime:
    """Return the time in UTC; raise ValueError where it has no time zone."""
    if at.tzinfo is None:
        raise ValueError(f"a time without a time zone: {at}")
    return at.astimezone(UTC)


def stamp(at: datetime) -> str:
    """Return the time as UTC ISO text of fixed width, which sorts as it runs."""
    return utc(at).isoformat(timespec="microseconds")
