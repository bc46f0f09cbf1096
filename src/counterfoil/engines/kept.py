"""What all records agree on: when a row is new, and that a digest fits its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields

from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.judgement import Judgement
from counterfoil.domain.partner import Person, Spelling
from counterfoil.domain.plain import to_plain
from counterfoil.engines.writable import refuse_unwritable
from counterfoil.errors import DataError, IntegrityError
from counterfoil.ports.record import KeptAssessment


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def engagement_text(engagement: Engagement) -> str:
    """Return the engagement as canonical JSON; raise DataError where it holds no text."""
    where = f"engagement {engagement.engagement_id!r}"
    try:
        text = canonical_bytes(to_plain(engagement)).decode()
    except UnicodeDecodeError as fault:
        raise DataError("a text of it is not valid Unicode", where=where) from fault
    if r"\u0000" in text.replace(r"\\", ""):
        raise DataError("a text of it holds a NUL", where=where)
    return text


def is_new_spelling(spelling: Spelling, current: Spelling | None) -> bool:
    """Tell whether a row is to be added to the one in force on the same name.

    Seeing a name again (`by` empty) under the partner it already has says nothing new, whatever
    the date, and never hides that a person confirmed it.
    """
    if current is None:
        return True
    if current.partner_id == spelling.partner_id and not spelling.by:
        return False
    return spelling != current


def check_words(row: Person | Spelling | Judgement) -> None:
    """Raise DataError where a row to be kept holds what no store keeps."""
    texts = [str(getattr(row, field.name)) for field in fields(row)]
    refuse_unwritable(texts, where=f"{type(row).__name__.lower()} {texts[0]!r}")


def check_digests(kept: Sequence[KeptAssessment]) -> None:
    """Raise IntegrityError where an assessment does not have the digest it comes under."""
    for one in kept:
        if sha256(one.assessment) != one.digest:
            raise IntegrityError(
                "the assessment does not have the digest it is to be kept under",
                where=f"engagement {one.engagement}",
                do="This is a fault of the program; please report it.",
            )
