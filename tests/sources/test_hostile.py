"""Ten hostile files for each reader: a clear issue or a DataError, never anything else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterfoil.domain.statement import snapshot_id, sorted_statements
from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats
from tests.sources.samples import FTM, MAPPING, ROR, ROWS, SDN, lines, put, zipped

FILLED_SDN = (
    "".join(SDN.split("\r\n")[0].replace("101", str(n), 1) + "\r\n" for n in range(600, 610)) + SDN
)
VALID = {
    "sdn.csv": FILLED_SDN,
    "ror.jsonl": lines(ROR),
    "ror.json": json.dumps(ROR, ensure_ascii=False),
    "veld.ftm.json": lines(FTM),
    "rows.json": json.dumps(ROWS, ensure_ascii=False),
}
NAMES = {
    "sdn.csv": "POLAR HOLDING",
    "ror.jsonl": "Institute of Ice",
    "ror.json": "Institute of Ice",
    "veld.ftm.json": "Veld Defence Office",
    "rows.json": "Polar Ore Company",
}
JSON_NAMES = [name for name in VALID if name != "sdn.csv"]
Attempt = Callable[[str, str | bytes], Reading]


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    """Write a file and read it the way an import does."""
    (tmp_path / "mappings").mkdir()
    put(tmp_path / "mappings", "veld.toml", MAPPING)
    folders = [tmp_path / "mappings"]

    def run(name: str, content: str | bytes) -> Reading:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        (source,) = formats.recognise(path, folders)
        reading = formats.read(source, folders)
        assert snapshot_id("x", sorted_statements(reading.statements))  # can be stored
        return reading

    return run


def _changed(name: str, new: str) -> str:
    assert NAMES[name] in VALID[name]
    return VALID[name].replace(NAMES[name], new, 1)


@pytest.mark.parametrize("name", list(VALID))
def test_the_file_is_sound_before_it_is_spoiled(attempt: Attempt, name: str) -> None:
    """Each sample is read as it stands."""
    assert attempt(name, VALID[name]).statements


@pytest.mark.parametrize("name", list(VALID))
def test_truncated(attempt: Attempt, name: str) -> None:
    """A file cut in the middle of a row is refused."""
    with pytest.raises(DataError):
        attempt(name, VALID[name][: int(len(VALID[name]) * 0.6)])


@pytest.mark.parametrize("name", list(VALID))
def test_wrong_encoding(attempt: Attempt, name: str) -> None:
    """Latin-1 in a UTF-8 file is refused with its line."""
    spoiled = VALID[name].encode().replace(NAMES[name].encode(), b"K\xf6ln", 1)
    with pytest.raises(DataError, match="not UTF-8"):
        attempt(name, spoiled)


def test_nul_in_a_table(attempt: Attempt) -> None:
    """A NUL in a cell is removed and said."""
    reading = attempt("sdn.csv", _changed("sdn.csv", "POLAR\x00HOLDING"))
    assert any("control" in issue.what for issue in reading.issues)


@pytest.mark.parametrize("name", JSON_NAMES)
def test_nul_in_json(attempt: Attempt, name: str) -> None:
    """A raw NUL refuses the file, an escaped one is removed and said."""
    with pytest.raises(DataError):
        attempt(name, _changed(name, "a\x00b"))
    reading = attempt(name, _changed(name, "a\\u0000b"))
    assert any("control" in issue.what for issue in reading.issues)


def test_a_huge_cell(attempt: Attempt) -> None:
    """A cell of a million characters is refused with its row."""
    with pytest.raises(DataError, match="cell holds more than"):
        attempt("sdn.csv", _changed("sdn.csv", "X" * 1_000_000))


@pytest.mark.parametrize("name", list(VALID))
def test_a_zip_bomb(attempt: Attempt, name: str) -> None:
    """An archive that unpacks to a thousand times its size is refused."""
    with pytest.raises(DataError, match="zip bomb"):
        attempt("bomb.zip", zipped({name: VALID[name].encode() + b" " * (40 << 20)}))


@pytest.mark.parametrize("name", list(VALID))
def test_bidi_names(attempt: Attempt, name: str) -> None:
    """Direction marks are taken out of a name, said, and kept in the original."""
    reading = attempt(name, _changed(name, "Polar\u202egnidloH"))
    assert any("direction" in issue.what for issue in reading.issues)
    assert any("\u202e" in s.original for s in reading.statements)
    assert not any("\u202e" in s.value for s in reading.statements)


@pytest.mark.parametrize("name", JSON_NAMES)
def test_duplicate_keys(attempt: Attempt, name: str) -> None:
    """A key that stands twice in an object is said."""
    spoiled = VALID[name].replace("{", '{"twice": 1, "twice": 2, ', 1)
    reading = attempt(name, spoiled)
    assert any("key stands twice" in issue.what for issue in reading.issues)


def test_wrong_column_count(attempt: Attempt) -> None:
    """One row of another width is said, several refuse the file."""
    reading = attempt(
        "sdn.csv",
        FILLED_SDN.replace('"Minister', 'x,"Minister').replace(",Minister", ",x,Minister"),
    )
    assert any("cells instead of 12" in issue.what for issue in reading.issues)
    with pytest.raises(DataError, match="12 cells"):
        attempt("sdn.csv", FILLED_SDN + FILLED_SDN.replace(',"VELD-EO1', ',"x","VELD-EO1'))


@pytest.mark.parametrize("name", JSON_NAMES)
def test_lone_surrogates(attempt: Attempt, name: str) -> None:
    """Half a character is replaced and said; in raw bytes it refuses the file."""
    reading = attempt(name, _changed(name, "half \\ud83d here"))
    assert any("half a character" in issue.what for issue in reading.issues)
    with pytest.raises(DataError, match="not UTF-8"):
        attempt(name, VALID[name].encode().replace(NAMES[name].encode(), b"\xed\xa0\x80"))


@pytest.mark.parametrize("name", list(VALID))
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"[]", b"{}", b"null"])
def test_empty(attempt: Attempt, name: str, content: bytes) -> None:
    """An empty file is refused."""
    with pytest.raises(DataError):
        attempt(name, content)


@pytest.mark.parametrize("name", JSON_NAMES)
def test_deep_nesting(attempt: Attempt, name: str) -> None:
    """JSON nested a hundred thousand deep is refused."""
    with pytest.raises(DataError):
        attempt(name, _changed(name, '", "deep": ' + "[" * 100_000 + ', "'))
