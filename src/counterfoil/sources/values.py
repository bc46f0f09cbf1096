"""Values as they are kept: one spelling of white space, nothing invisible, nothing unprintable.

The source's own spelling is kept beside the value where the two differ; in it, control
characters stand as their pictures (U+2400 and on), because they separate fields in hashes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SPACE = frozenset("\t\n\x0b\x0c\r\x85\xa0\u2028\u2029")
# Direction marks: they make a name print as another name.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufff9-\ufffb]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_PROBLEMS = (
    (_SURROGATE, "\ufffd", "half a character (lone surrogate)", "replaced by a question mark sign"),
    (_BIDI, "", "hidden marks that turn the writing direction", "removed; original kept"),
    (_CONTROL, " ", "control characters", "removed; original kept"),
    (_INVISIBLE, "", "invisible characters", "removed; original kept"),
)


class Cleaned(NamedTuple):
    """A value, the source's spelling where it differs, and (what, done) of each problem."""

    value: str
    original: str = ""
    problems: tuple[tuple[str, str], ...] = ()


def is_clean(text: str) -> bool:
    """Tell whether a piece of text is its own value; most are, so this must be quick."""
    return (
        text.isprintable()
        and "  " not in text
        and text == text.strip()
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    )


def clean(text: str) -> Cleaned:
    """Return the value of a piece of text; white space alone gives an empty value."""
    if is_clean(text):
        return Cleaned(text)
    value = text
    problems: list[tuple[str, str]] = []
    for pattern, instead, what, done in _PROBLEMS:
        value, count = pattern.subn(instead, value)
        if count:
            problems.append((what, done))
    value = " ".join(unicodedata.normalize("NFC", value).split())
    return Cleaned(value, "" if value == text else shown(text), tuple(problems))


def shown(text: str) -> str:
    """Return the original so that it can be stored: no raw control character, no half one."""
    text = _SURROGATE.sub("\ufffd", text)
    return _CONTROL.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code) if code < 0x20 else "\ufffd"  # noqa: PLR2004


def slug(text: str, length: int = 48) -> str:
    """Return a readable piece of an id: ASCII letters and digits joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:length].strip("-")
