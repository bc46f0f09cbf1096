"""An index as files: one per array, mapped into memory when it is opened again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from counterfoil.errors import IntegrityError
from counterfoil.matching.layout import NameRows, TokenRows, Tokens, Unsigned, WordTable
from counterfoil.matching.pairing import Book
from counterfoil.matching.postings import Postings
from counterfoil.matching.search import Reference

_HEAD = "index.json"
_PARTS = (Reference, Book, Tokens, TokenRows, NameRows, WordTable, Postings)


def save(folder: Path, reference: Reference, held: Unsigned, key: str) -> None:
    """Write the arrays of an index; `key` is the hash of what it was made from."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _HEAD).unlink(missing_ok=True)  # written again last: half an index is none

    def write(value: Any, name: str) -> object:  # noqa: ANN401 - as `read` below
        if isinstance(value, tuple):
            kind = type(value).__name__
            return [kind, [write(part, f"{name}.{at}") for at, part in enumerate(value)]]
        np.save(folder / f"{name}.npy", value)
        return name

    head = {"key": key, "reference": write(reference, "reference"), "held": write(held, "held")}
    (folder / _HEAD).write_text(json.dumps(head), encoding="utf-8")


def load(folder: Path, key: str) -> tuple[Reference, Unsigned]:
    """Open an index; raise IntegrityError where it is of other inputs, or broken."""
    kinds = {part.__name__: part for part in _PARTS}

    def read(value: Any) -> Any:  # noqa: ANN401 - a tuple of arrays, as deep as it was written
        if isinstance(value, str):
            # Copy on write, as kernels are compiled for arrays that may be written to.
            mapped = np.load(folder / f"{value}.npy", mmap_mode="c", allow_pickle=False)
            return mapped.view(np.ndarray)
        name, parts = value
        found = [read(part) for part in parts]
        return kinds[name](*found) if name in kinds else tuple(found)

    try:
        head = json.loads((folder / _HEAD).read_text(encoding="utf-8"))
        is_ours = head["key"] == key
        reference, held = read(head["reference"]), read(head["held"])
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise IntegrityError(
            f"the saved index in {folder} cannot be used: {error}",
            do="Delete the folder; the index is made again from the names.",
        ) from error
    if not is_ours:
        raise IntegrityError(
            f"the saved index in {folder} was made from other inputs",
            do="Delete the folder; the index is made again from the names.",
        )
    return reference, held
