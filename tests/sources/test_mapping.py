import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources.mapping import MappingReader
from tests.sources.answers import find, person_values
from tests.sources.samples import MAPPING, ROWS, put


def _reader(folder: Path, text: str = MAPPING) -> MappingReader:
    mappings = folder / "mappings"
    mappings.mkdir(exist_ok=True)
    put(mappings, "veld.toml", text)
    return MappingReader([mappings])


def _read(folder: Path, document: dict[str, Any] | None = None) -> Reading:
    reader = _reader(folder)
    content = json.dumps(document or ROWS, ensure_ascii=False)
    (source,) = reader.recognise([put(folder, "list.json", content)])
    return reader.read(source)


def _by_name(reading: Reading, name: str) -> dict[str, list[str]]:
    (key,) = {s.entity_id for s in reading.statements if (s.prop, s.value) == ("name", name)}
    found: dict[str, list[str]] = {}
    for statement in sorted(set(reading.statements)):
        if statement.entity_id == key:
            found.setdefault(statement.prop, []).append(statement.value)
    return found


def test_columns_become_statements(tmp_path: Path) -> None:
    """Splitting, acronyms, countries, dates and listings come out as the mapping says."""
    reading = _read(tmp_path)
    assert reading.info.edition == date(2026, 3, 1)
    assert _by_name(reading, "Polar Ore Company") == {
        "acronym": ["POC"],
        "address": ["1 Ice Street"],
        "alias": ["POCO", "Polar"],
        "country": ["Veldland"],
        "incorporationDate": ["1999-05-03"],
        "listed": ["Veld list"],
        "name": ["Polar Ore Company"],
        "notes": ["valid until 2027-01-31"],
    }
    polar = next(s for s in reading.statements if s.value == "Polar Ore Company")
    assert (polar.lang, polar.original) == ("en", "Polar Ore Company (POC)")
    listed = next(s for s in reading.statements if s.valid_to)
    assert (listed.valid_from, listed.valid_to) == ("2011-11-21", "2027-01-31")


def test_keys_make_ids_that_outlive_an_edition(tmp_path: Path) -> None:
    """An id depends on the key alone: not on row order, letter size or other columns."""
    first = {s.entity_id for s in _read(tmp_path).statements if s.prop == "name"}
    rows = [dict(row, address="new") for row in reversed(ROWS["rows"])]
    second = {
        s.entity_id for s in _read(tmp_path, ROWS | {"rows": rows}).statements if s.prop == "name"
    }
    assert first == second
    assert len(first) == 4
    assert all(key.startswith("veld-list:") for key in first)


def test_rows_of_one_key_are_merged_and_said(tmp_path: Path) -> None:
    """A second row of a key adds its listing and is reported with the first row's number."""
    reading = _read(tmp_path)
    assert reading.rows == 5
    assert [i.text() for i in reading.issues] == [
        "row 5, name, town: the same key as row 2 (rows merged)"
    ]


def test_references_between_rows(tmp_path: Path) -> None:
    """A parent given by the key of another row becomes its id; an unknown one is said."""
    reading = _read(tmp_path)
    parent = next(s for s in reading.statements if s.prop == "parent")
    assert parent.value.startswith("veld-list:polar-ore-company-poc-")
    rows = [dict(ROWS["rows"][1], parent="Nobody")]
    reading = _read(tmp_path, ROWS | {"rows": rows})
    assert find(reading, reading.statements[0].entity_id.split(":")[1], "parentName").value == (
        "Nobody"
    )
    assert "is no row of this list" in reading.issues[0].what


def test_persons_and_entries_of_unknown_kind(tmp_path: Path) -> None:
    """A person keeps neither origin nor address; an unknown kind keeps its address only."""
    reading = _read(tmp_path)
    assert _by_name(reading, "Ivo Lind") == {"listed": ["Veld list"], "name": ["Ivo Lind"]}
    assert _by_name(reading, "Quiet Trade") == {
        "address": ["7 Lane, Sundia"],
        "listed": ["Veld list"],
        "name": ["Quiet Trade"],
    }
    assert "sundia" not in person_values(reading)
    assert reading.dropped == {
        "country of entries of unknown kind": 1,
        "origin remarks of entries of unknown kind": 1,
        "person addresses": 1,
        "person origin": 2,
        "person remarks": 1,
    }


def test_a_table(tmp_path: Path) -> None:
    """A CSV file is known by its header; odd rows are issues."""
    text = MAPPING.replace('type = "json"', 'type = "csv"').replace(
        'records = "rows"\nmatch = { list = "veld" }', 'columns = ["name", "town"]\ndelimiter = ";"'
    )
    reader = _reader(tmp_path, text)
    path = put(
        tmp_path, "list_2026-02-01.csv", "name;town;town;order\nA;B;C;1/2/24\nA;B\nD;E;F;soon\n"
    )
    (source,) = reader.recognise([path])
    assert source.edition == date(2026, 2, 1)
    reading = reader.read(source)
    assert reading.rows == 2
    assert [i.what for i in reading.issues] == [
        "two columns have the same name",
        "the row has 2 cells, the header 4",
        "no listing date found",
    ]


def test_json_lines(tmp_path: Path) -> None:
    """JSON lines are known by the columns of their first record."""
    text = (
        MAPPING.replace('type = "json"', 'type = "jsonl"')
        .replace('match = { list = "veld" }', 'columns = ["name", "town"]')
        .replace('records = "rows"\n', "")
    )
    reader = _reader(tmp_path, text)
    path = put(tmp_path, "a.jsonl", "".join(json.dumps(r) + "\n" for r in ROWS["rows"]))
    (source,) = reader.recognise([path])
    reading = reader.read(source)
    assert reading.rows == 5
    assert reading.issues[-1].what == "the file carries no date"


def test_rows_without_a_key(tmp_path: Path) -> None:
    """One row without a key is skipped and said; many, or none at all, refuse the list."""
    reading = _read(tmp_path, ROWS | {"rows": [*ROWS["rows"], {"order": "1/2/24"}]})
    assert "no value in its key" in reading.issues[-1].what
    with pytest.raises(DataError, match="do not fit the mapping"):
        _read(tmp_path, ROWS | {"rows": [*ROWS["rows"], {}, {}]})
    with pytest.raises(DataError, match="do not fit the mapping"):
        _read(tmp_path, ROWS | {"rows": [{}]})


def test_a_mapping_of_the_workspace_wins_over_a_shipped_one(tmp_path: Path) -> None:
    """A mapping for the same dataset in an extra folder replaces the shipped one."""
    reader = _reader(tmp_path, MAPPING.replace("veld-list", "us-bis-meu"))
    assert reader.known.count("Military End-User") == 0
    assert MappingReader().known.count("Military End-User") == 1


@pytest.mark.parametrize(
    ("list_id", "dataset", "kind"),
    [
        ("bis-entity-list", "us-bis-entity-list", "LegalEntity"),
        ("bis-meu", "us-bis-meu", "LegalEntity"),
        ("bis-dpl", "us-bis-dpl", "LegalEntity"),
        ("dow-1260h", "us-dow-1260h", "Company"),
        ("dow-1286", "us-dow-1286", "Organization"),
    ],
)
def test_shipped_mappings(tmp_path: Path, list_id: str, dataset: str, kind: str) -> None:
    """Each shipped mapping knows its list and reads a row of it."""
    row = {
        "name": "Veld Ore Works (VOW)",
        "aliases": ["Ore Works"],
        "country": "Veldland",
        "address": "1 Ice Street, Veldland; and 2 Quay, Veldland",
        "status": None,
        "effective_date": "2024-02-01",
        "federal_register": "9 FR 1, 2/1/24",
        "notes": "Table 1. Listed together with subsidiaries: Ice, Inc., Snow Ltd. | Expires:"
        " 2030-01-01",
    }
    document = {
        "list_id": list_id,
        "extracted": "2026-07-09",
        "source_file": "dpl_04142026 FY24.csv",
        "entities": [row],
    }
    reader = MappingReader()
    (source,) = reader.recognise([put(tmp_path, "a.json.gz", json.dumps(document))])
    reading = reader.read(source)
    assert reading.info.dataset == dataset
    assert source.edition is not None
    assert {s.kind for s in reading.statements} == {kind}
    found = _by_name(reading, "Veld Ore Works")
    assert found["acronym"] == ["VOW"]
    assert "Ore Works" in found["alias"]
    assert len(found["listed"]) == 1
    assert ("country" in found) == (kind == "Company")
    if dataset == "us-dow-1260h":
        assert found["alias"] == ["Ice, Inc.", "Ore Works", "Snow Ltd"]
    if dataset == "us-bis-dpl":
        assert [s.valid_to for s in reading.statements if s.prop == "listed"] == ["2030-01-01"]


def test_named_research_organisations(tmp_path: Path) -> None:
    """The Canadian list keeps its own ids, cities and parents."""
    document = {
        "lastUpdated": "2026-01-02",
        "sourceUrl": "https://example.org/named-research-organizations",
        "organizations": [
            {
                "id": "veld-ice",
                "name": "Ice Institute",
                "aliases": ["II"],
                "country": "Veldland",
                "city": "Sund",
                "parentOrg": "veld-academy",
                "notes": None,
            },
            {
                "id": "veld-academy",
                "name": "Veld Academy",
                "aliases": [],
                "country": "Veldland",
                "city": "Sund",
                "parentOrg": None,
                "notes": None,
            },
        ],
    }
    reader = MappingReader()
    (source,) = reader.recognise([put(tmp_path, "nro.json", json.dumps(document))])
    reading = reader.read(source)
    assert find(reading, "veld-ice", "parent").value == "ca-nro:veld-academy"
    assert find(reading, "veld-ice", "city").value == "Sund"
    assert find(reading, "veld-ice", "acronym").value == "II"
    assert reading.issues == []
