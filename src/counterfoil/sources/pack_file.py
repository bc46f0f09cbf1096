"""Read packs from TOML: validated, parsed, hashed."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from counterfoil.domain.canonical import canonical_hash
from counterfoil.domain.pack import Pack
from counterfoil.errors import DataError
from counterfoil.sources.pack_fault import FileFault, PackFileError, model_faults, toml_fault
from counterfoil.sources.pack_lines import PackLines
from counterfoil.sources.pack_make import PackMaker, too_deep
from counterfoil.sources.pack_model import PackModel

MAX_BYTES = 1_000_000


def read_pack(path: Path) -> Pack:
    """Read one pack; raise DataError with the place of the fault."""
    return parse_pack(pack_bytes(path), name=path.name)


def pack_bytes(path: Path) -> bytes:
    """Return the bytes of a pack file; raise DataError if it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as fault:
        what = f"cannot be read: {fault.strerror or fault}"
        raise DataError(what, where=str(path), do="Check the name and its permissions.") from fault
    _refuse_large(content, str(path))
    return content


def pack_text(content: bytes, *, name: str) -> str:
    """Return the bytes of a pack file as text; raise DataError if they are none."""
    _refuse_large(content, name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        what = "this is not a text file in UTF-8"
        do = "Save it as text with the encoding UTF-8."
        raise PackFileError([FileFault(line, 0, "", what, do)], name) from fault


def parse_pack(content: bytes, *, name: str) -> Pack:
    """Read a pack from the bytes of its file; raise DataError (PackFileError with places)."""
    text = pack_text(content, name=name)
    try:
        raw = tomllib.loads(text)
    except ValueError as fault:
        raise PackFileError([toml_fault(fault, text)], name) from fault
    except RecursionError as fault:
        raise PackFileError([too_deep(1)], name) from fault
    lines = PackLines(text)
    try:
        model = PackModel.model_validate(raw)
    except ValidationError as fault:
        raise PackFileError(model_faults(fault, raw, lines, PackModel), name) from fault
    return PackMaker(model, lines, name).pack(canonical_hash(_dated(raw)))


def _refuse_large(content: bytes, name: str) -> None:
    if len(content) > MAX_BYTES:
        raise DataError("larger than 1 MB, too large for a pack", where=name, do="Split it.")


def _dated(value: object) -> object:
    if isinstance(value, dict):
        return {key: _dated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item) for item in value]
    return value if isinstance(value, str | int | bool) else str(value)
