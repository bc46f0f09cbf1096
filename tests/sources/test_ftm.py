from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources.ftm import FtmReader
from tests.sources.answers import find, of, person_values
from tests.sources.samples import FTM, lines, put


def _read(folder: Path, entities: list[Any], name: str = "list.ftm.json") -> Reading:
    (source,) = FtmReader().recognise([put(folder, name, lines(entities))])
    return FtmReader().read(source)


def test_an_organisation(tmp_path: Path) -> None:
    """Names, acronym, number, country and parent of an organisation are kept."""
    reading = _read(tmp_path, FTM)
    assert reading.info.dataset == "veld_defence"
    assert reading.info.edition == date(2026, 10, 12)
    assert of(reading, "vima") == {
        "acronym": ["VIMA"],
        "address": ["2 Quay, Veldhaven"],
        "country": ["VX"],
        "listed": ["DEF-1"],
        "name": ["Veld Institute of Marine Acoustics", "Вельдский институт акустики"],
        "parent": ["veld_defence:mod"],
        "registrationNumber": ["7700112233"],
    }
    assert find(reading, "vima", "registrationNumber").original == "innCode 7700112233"
    listed = find(reading, "vima", "listed")
    assert (listed.valid_from, listed.valid_to) == ("2023", "2025-01-01")


def test_a_person_without_origin(tmp_path: Path) -> None:
    """Origin is dropped from fields, notes, positions and programmes, and counted."""
    reading = _read(tmp_path, FTM)
    assert of(reading, "p1") == {
        "birthDate": ["1970-05"],
        "listed": ["listed"],
        "name": ["Marta Quill"],
        "position": ["Rector"],
        "topics": ["role.pep"],
    }
    assert find(reading, "p1", "listed").valid_from == "2024-02-01"
    text = person_values(reading)
    assert not any(value in text for value in ("sund", "sx", "private lane"))
    assert reading.dropped["person origin"] == 5
    assert reading.dropped["person addresses"] == 2
    assert reading.dropped["person remarks"] == 1


def test_an_entry_of_unknown_kind_keeps_no_country(tmp_path: Path) -> None:
    """Country and remarks on nationality of a LegalEntity stay outside."""
    reading = _read(tmp_path, FTM)
    assert of(reading, "u1") == {"name": ["Ore and Sons"], "notes": ["Trades ore"]}


def test_relations_point_at_entity_ids(tmp_path: Path) -> None:
    """An ownership is an entity with references, a share and dates."""
    reading = _read(tmp_path, FTM)
    assert of(reading, "o1") == {
        "asset": ["veld_defence:vima"],
        "owner": ["veld_defence:mod"],
        "percentage": ["51"],
        "startDate": ["2020-01-01"],
    }
    assert find(reading, "o1", "owner").valid_from == "2020-01-01"


def test_relatives_are_left_out_and_said(tmp_path: Path) -> None:
    """Family ties are not read; every line is counted."""
    reading = _read(tmp_path, FTM)
    assert reading.rows == len(FTM)
    assert [issue.field for issue in reading.issues] == ["Family"]


def test_nested_entities(tmp_path: Path) -> None:
    """A sanction inside its entity counts as its listing, an address inside as its address."""
    nested = {
        "id": "n1",
        "schema": "Company",
        "target": True,
        "properties": {
            "name": ["Nested Ore"],
            "sanctions": [{"id": "x", "schema": "Sanction", "properties": {"startDate": ["2020"]}}],
            "addressEntity": [{"id": "y", "schema": "Address", "properties": {"full": ["3 Quay"]}}],
        },
    }
    reading = _read(tmp_path, [nested], "nested-ore.jsonl")
    assert reading.info.dataset == "nested-ore"
    assert find(reading, "n1", "listed").valid_from == "2020"
    assert find(reading, "n1", "address").value == "3 Quay"


def test_a_target_without_a_sanction_is_listed(tmp_path: Path) -> None:
    """What the list is about is listed, with no date; what it only mentions is not."""
    target = {"id": "t", "schema": "Company", "target": True, "properties": {"name": ["T"]}}
    other = {"id": "o", "schema": "Company", "properties": {"name": ["O"]}}
    reading = _read(tmp_path, [target, other])
    assert [s.entity_id for s in reading.statements if s.prop == "listed"] == ["list:t"]


def test_lines_that_are_no_entities(tmp_path: Path) -> None:
    """One odd line is an issue, many refuse the file."""
    good = [{"id": str(i), "schema": "Company", "properties": {"name": ["A"]}} for i in range(300)]
    reading = _read(tmp_path, [*good, {"id": "x"}])
    assert [issue.done for issue in reading.issues] == ["row skipped"]
    assert reading.rows == 301
    with pytest.raises(DataError, match="are no FollowTheMoney entities"):
        _read(tmp_path, [good[0], {"id": "x"}, {"id": "y"}, "z"])


def test_odd_values_are_issues(tmp_path: Path) -> None:
    """Values that are no text, dates that are none and ties without an end are said."""
    odd = [
        {
            "id": "a",
            "schema": "Company",
            "properties": {"name": [{"no": 1}], "notes": [True], "incorporationDate": ["soon"]},
        },
        {"id": "a", "schema": "Company", "properties": {"name": ["A"], "leiCode": 5}},
        {"id": "b", "schema": "Ownership", "properties": {"owner": ["a"]}},
        {"id": "c", "schema": "Sanction", "properties": {"entity": ["nobody"]}},
    ]
    reading = _read(tmp_path, odd)
    assert [issue.field for issue in reading.issues] == [
        "name",
        "notes",
        "name",
        "incorporationDate",
        "id",
        "owner and asset",
        "entity",
    ]
