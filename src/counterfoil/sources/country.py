"""Countries: the code for a name as publishers write it. A vocabulary, not a judgement."""

from __future__ import annotations

from functools import cache
from importlib import resources

_CODE = 2


@cache
def _names() -> dict[str, tuple[str, ...]]:
    text = resources.files("counterfoil.sources").joinpath("countries.txt").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {code: tuple(names.split("|")) for code, names in lines}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, names in _names().items() for name in names}


def country_code(text: str) -> str:
    """Return the two-letter code for a name or a code; the text itself if it is not known.

    Two letters are taken for a code, so that an invented country may have one.
    """
    text = text.strip()
    code = _codes().get(text.casefold())
    if code:
        return code
    is_code = len(text) == _CODE and text.isascii() and text.isalpha()
    return text.upper() if is_code else text


def names_of(code: str) -> tuple[str, ...]:
    """Return the names of a country by its code or one of its names, none if not known."""
    key = code.strip()
    names = _names().get(key.upper()) if len(key) == _CODE else None
    if names is not None:
        return names
    known = _codes().get(key.casefold())
    return (known, *_names()[known]) if known else ()
