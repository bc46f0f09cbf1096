"""Ways to spoil a file, and the promise that holds for every reader."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from counterfoil.domain.statement import snapshot_id, sorted_statements
from counterfoil.errors import DataError
from counterfoil.ports.reader import Reader, Source

_scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_anything = st.recursive(
    _scalars,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=5), v, max_size=3),
    max_leaves=6,
)


def spoilt(data: st.DataObject, value: object) -> object:
    """Replace one random part of a JSON value by anything."""
    if isinstance(value, dict) and value and data.draw(st.integers(0, 3)):
        key = data.draw(st.sampled_from(sorted(value)))
        return value | {key: spoilt(data, value[key])}
    if isinstance(value, list) and value and data.draw(st.integers(0, 3)):
        index = data.draw(st.integers(0, len(value) - 1))
        return [*value[:index], spoilt(data, value[index]), *value[index + 1 :]]
    return data.draw(_anything)


def mutated(data: st.DataObject, content: bytes) -> bytes:
    """Cut, double or overwrite pieces of a file."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content = content[:start] + data.draw(st.binary(max_size=12)) + content[end:]
    return content


def read_or_refused(reader: Reader, path: Path) -> None:
    """Hold a reader to its promise: a sound reading or a DataError, recognised or not."""
    for source in reader.recognise([path]) or [Source(reader.name, "veld", (path,))]:
        try:
            reading = reader.read(source)
        except DataError:
            continue
        assert snapshot_id("x", sorted_statements(reading.statements))
        assert all(s.value and s.entity_id and s.kind for s in reading.statements)
