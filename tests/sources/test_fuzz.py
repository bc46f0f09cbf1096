"""Whatever the bytes, the readers raise nothing but DataError."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.domain.statement import snapshot_id, sorted_statements
from counterfoil.errors import DataError
from counterfoil.sources import formats
from counterfoil.sources.mapping import MappingReader
from counterfoil.sources.mapping_file import parse_mapping
from tests.sources.samples import ADD, ALT, FTM, MAPPING, ROR, ROWS, SDN, STUBS, lines

FILES = {
    "sdn.csv": SDN.encode(),
    "alt.csv": ALT.encode(),
    "add.csv": ADD.encode(),
    "ror.jsonl": lines(ROR).encode(),
    "ror.json": json.dumps(ROR).encode(),
    "stubs.csv": STUBS.encode(),
    "veld.ftm.json": lines(FTM).encode(),
    "rows.json": json.dumps(ROWS).encode(),
}
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
anything = st.recursive(
    scalars,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=5), v, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a mapping, for as many files as are drawn."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "mappings").mkdir()
    (folder / "mappings" / "veld.toml").write_text(MAPPING)
    return folder


def _import(room: Path, files: dict[str, bytes]) -> None:
    lists = room / "lists"
    lists.mkdir(exist_ok=True)
    for old in lists.iterdir():
        old.unlink()
    for name, data in files.items():
        (lists / name).write_bytes(data)
    sources, _ = formats.recognise_all(lists, [room / "mappings"])
    for source in sources:
        try:
            reading = formats.read(source, [room / "mappings"])
        except DataError:
            continue
        assert snapshot_id("x", sorted_statements(reading.statements))
        assert all(s.value for s in reading.statements)


@given(st.binary(max_size=300), st.sampled_from([*FILES, "a.zip", "a.csv.gz"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arbitrary_bytes(room: Path, data: bytes, name: str) -> None:
    """Random bytes under any name are read or refused."""
    _import(room, {name: data})
    with suppress(DataError):
        formats.recognise(room / "lists" / name)


@given(st.data())
def test_mutated_files(room: Path, data: st.DataObject) -> None:
    """A valid folder with pieces cut, doubled or overwritten is read or refused."""
    files = dict(FILES)
    name = data.draw(st.sampled_from(sorted(files)))
    content = files[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content = content[:start] + data.draw(st.binary(max_size=12)) + content[end:]
    _import(room, files | {name: content})


def _spoil(data: st.DataObject, value: object) -> object:
    """Replace one random part of a JSON value by anything."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(value)))
        return value | {key: _spoil(data, value[key])}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        index = data.draw(st.integers(0, len(value) - 1))
        return [*value[:index], _spoil(data, value[index]), *value[index + 1 :]]
    return data.draw(anything)


@given(st.data())
def test_json_of_the_wrong_shape(room: Path, data: st.DataObject) -> None:
    """Well-formed JSON with a part of another type is read or refused."""
    ror = _spoil(data, ROR)
    ftm = [_spoil(data, entity) for entity in FTM]
    _import(
        room,
        {
            "ror.json": json.dumps(ror).encode(),
            "ror.jsonl": lines(ror if isinstance(ror, list) else [ror]).encode(),
            "veld.ftm.json": lines(ftm).encode(),
            "rows.json": json.dumps(_spoil(data, ROWS)).encode(),
        },
    )


@given(st.data())
def test_mutated_mappings(data: st.DataObject) -> None:
    """A mapping with a mistake is loaded or refused."""
    start = data.draw(st.integers(0, len(MAPPING)))
    end = data.draw(st.integers(start, min(len(MAPPING), start + 30)))
    text = MAPPING[:start] + data.draw(st.text(max_size=10)) + MAPPING[end:]
    with suppress(DataError):
        parse_mapping(text, "veld.toml")


def test_mappings_are_loaded_with_the_reader(tmp_path: Path) -> None:
    """A mapping that is no text is refused by name."""
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"bad\.toml"):
        MappingReader([tmp_path])
