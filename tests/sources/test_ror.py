import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources.ror import RorReader
from tests.sources.answers import find, of
from tests.sources.samples import ROR, STUBS, lines, put, zipped


def _read(paths: list[Path]) -> Reading:
    (source,) = RorReader().recognise(paths)
    return RorReader().read(source)


def _forms() -> dict[str, bytes]:
    array = json.dumps(ROR, ensure_ascii=False, indent=2).encode()
    return {
        "a.jsonl": lines(ROR).encode(),
        "a.json": array,
        "a.jsonl.gz": lines(ROR).encode(),
        "a.zip": zipped(
            {
                "v2.1-2026-09-15-ror-data.json": array.replace(b'"names"', b'"name"'),
                "v2.1-2026-09-15-ror-data_schema_v2.json": array,
                "v2.1-2026-09-15-ror-data.csv": b"id,name\n",
            }
        ),
    }


@pytest.mark.parametrize("name", list(_forms()))
def test_records_in_every_form(tmp_path: Path, name: str) -> None:
    """An array, JSON lines and archives give the same statements."""
    path = tmp_path / name
    if name == "a.zip":
        path.write_bytes(_forms()[name])
    else:
        put(tmp_path, name, _forms()[name])
    reading = _read([path])
    assert reading.rows == 2
    assert reading.info.edition == date(2026, 9, 1)
    assert of(reading, "0veld0001") == {
        "acronym": ["VTU"],
        "child": ["ror:0veld0002"],
        "city": ["Veldhaven"],
        "country": ["VX"],
        "domain": ["veld-tu.example"],
        "externalId": ["isni:0000 0001", "wikidata:Q1"],
        "incorporationDate": ["1921"],
        "name": ["Veld Technical University", "Вельдский технический университет"],
        "rorId": ["0veld0001"],
        "status": ["active"],
        "type": ["education"],
        "website": ["https://veld-tu.example"],
    }


def test_names_carry_their_language(tmp_path: Path) -> None:
    """A label in another script keeps its language."""
    reading = _read([put(tmp_path, "a.jsonl", lines(ROR))])
    langs = {s.value: s.lang for s in reading.statements if s.prop in {"name", "acronym"}}
    assert langs["Вельдский технический университет"] == "ru"
    assert langs["VTU"] == ""


def test_parents_and_successors_are_references(tmp_path: Path) -> None:
    """Relationships become references to the ids of other records."""
    reading = _read([put(tmp_path, "a.jsonl", lines(ROR))])
    found = of(reading, "0veld0002")
    assert (found["parent"], found["successor"]) == (["ror:0veld0001"], ["ror:0veld0003"])
    assert found["status"] == ["withdrawn"]


def test_stubs_join_the_records(tmp_path: Path) -> None:
    """Entries with a label only are read along, and said."""
    paths = [put(tmp_path, "stubs.csv", STUBS), put(tmp_path, "v2_2026-10-01.jsonl", lines(ROR))]
    reading = _read(paths)
    assert reading.rows == 3
    assert reading.info.edition == date(2026, 10, 1)
    assert of(reading, "0veld0003") == {
        "name": ["New Institute of Ice"],
        "rorId": ["0veld0003"],
        "status": ["stub"],
    }
    assert reading.issues[0].what == "1 entries of stubs.csv have a label only"


def test_stubs_alone(tmp_path: Path) -> None:
    """A table of stubs is a source of its own when there are no records."""
    reading = _read([put(tmp_path, "stubs.csv", STUBS + "nothing,x\n" + STUBS[9:])])
    assert reading.rows == 3
    assert [issue.field for issue in reading.issues] == ["id", "label", "edition"]


def test_a_stub_never_replaces_a_record(tmp_path: Path) -> None:
    """The record of an id wins over its stub."""
    paths = [
        put(tmp_path, "a.jsonl", lines(ROR)),
        put(tmp_path, "b.csv", "id,label\nhttps://ror.org/0veld0001,Other\n"),
    ]
    reading = _read(paths)
    assert find(reading, "0veld0001", "status").value == "active"
    assert "1 of them have a record" in reading.issues[0].done


def test_odd_parts_of_records_are_issues(tmp_path: Path) -> None:
    """Each strange part is left out and said, the rest of the record stays."""
    odd: dict[str, Any] = {
        "id": "https://ror.org/0veld0009",
        "names": [{"value": 5}, {"value": "Odd", "types": None, "lang": 3}],
        "locations": ["x"],
        "relationships": [{"type": "parent", "id": "https://example.org"}],
        "external_ids": [{"all": 1}],
        "types": [4],
        "established": -7,
        "status": None,
        "admin": [],
    }
    reading = _read([put(tmp_path, "a.jsonl", lines([*ROR, odd]))])
    assert of(reading, "0veld0009") == {"alias": ["Odd"], "rorId": ["0veld0009"]}
    assert [i.field for i in reading.issues] == [
        "names",
        "locations",
        "type",
        "relationships",
        "external_ids",
    ]


def test_strange_entries_and_repeated_ids(tmp_path: Path) -> None:
    """One strange entry and an id that stands twice are issues, mostly strange ones refuse."""
    reading = _read([put(tmp_path, "a.jsonl", lines([*ROR, ROR[0], {"id": "x"}]))])
    assert [i.done for i in reading.issues] == ["records merged", "row skipped"]
    with pytest.raises(DataError, match="not ROR records"):
        _read([put(tmp_path, "b.jsonl", lines([ROR[0], 1, 2, 3]))])


def test_a_truncated_array_is_refused(tmp_path: Path) -> None:
    """An array without its end gives nothing at all."""
    path = put(tmp_path, "a.json", json.dumps(ROR)[:-1])
    with pytest.raises(DataError, match="cut off"):
        _read([path])
