import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats
from counterfoil.sources.csl import CslReader
from tests.sources.answers import find, of, person_values
from tests.sources.samples import put

COLUMNS = re.findall(
    r"\w+",
    "_id source entity_number type programs name title addresses federal_register_notice start_date"
    " end_date standard_order license_requirement license_policy call_sign vessel_type gross_tonnage"
    " gross_registered_tonnage vessel_flag vessel_owner remarks source_list_url alt_names"
    " citizenships dates_of_birth nationalities places_of_birth source_information_url ids",
)
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
EL = "Entity List (EL) - Bureau of Industry and Security"
ROWS: list[dict[str, str]] = [
    {
        "source": SDN,
        "entity_number": "101",
        "type": "Entity",
        "programs": "VELD-EO1; NORTHX",
        "name": "POLAR HOLDING (PH)",
        "addresses": "1 Ice Street, Veldhaven, VX; Sund, SX",
        "remarks": "(Linked To: ARCTIC TRUST); all offices worldwide; owned by a citizen of Sundia",
        "alt_names": "ARCTIC HOLDING; P.H.",
        "ids": "VX, 100070, Tax ID No.; www.polar.example, Website; Subject to Directive 3",
    },
    {
        "source": SDN,
        "entity_number": "102",
        "type": "Individual",
        "programs": "DE-EO1; NORTHX",
        "name": "ORSK, Ilja",
        "title": "Minister of Upper Ostmark",
        "addresses": "9 Home Road, Sund, SX",
        "remarks": "Gender Male; POB Sund; (Linked To: POLAR HOLDING)",
        "alt_names": "ORSKIJ, Ilia",
        "citizenships": "DE",
        "dates_of_birth": "1960-03-04; circa 1961; unknown",
        "nationalities": "Veldland",
        "places_of_birth": "Veldhaven, Ostmark District",
        "ids": "SX, X44120, Passport",
    },
    {
        "source": SDN,
        "entity_number": "103",
        "type": "Vessel",
        "name": "KESTREL STAR",
        "call_sign": "VKS1",
        "vessel_type": "Bulk Cargo",
        "vessel_flag": "Veldland",
        "ids": "IMO 9990001, Vessel Registration Identification",
    },
    {
        "source": EL,
        "name": "Ore and Sons",
        "addresses": "7 Lane, Sund, SX",
        "federal_register_notice": "88 FR 12, 89 FR 13",
        "license_requirement": "For all items",
        "remarks": "Passport 123456 (Sundia)",
        "alt_names": "and Ore Trading",
        "ids": "77, National ID No.",
    },
    {
        "source": "Denied Persons List (DPL) - Bureau of Industry and Security",
        "name": "ILJA ORSK",
        "start_date": "2020-02-01",
        "end_date": "2030-02-01",
        "federal_register_notice": "85 F.R. 1 2/5/2020",
    },
]


def table(rows: list[dict[str, str]], columns: list[str] = COLUMNS) -> str:
    """Return rows as the publisher's CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _read(folder: Path, rows: list[dict[str, str]], name: str = "csl_2026-03-01.csv") -> Reading:
    (source,) = CslReader().recognise([put(folder, name, table(rows))])
    return CslReader().read(source)


def _key(reading: Reading, name: str) -> str:
    (key,) = {s.entity_id for s in reading.statements if s.prop == "name" and s.value == name}
    return key.split(":", 1)[1]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """The invented list."""
    return _read(tmp_path, ROWS)


def test_an_organisation_with_its_papers(reading: Reading) -> None:
    """Names, addresses, remarks and registration numbers come in, a person's origin does not."""
    assert of(reading, "sdn-101") == {
        "acronym": ["P.H.", "PH"],
        "address": ["1 Ice Street, Veldhaven, VX", "Sund, SX"],
        "alias": ["ARCTIC HOLDING"],
        "country": ["SX", "VX"],
        "linkedTo": ["ARCTIC TRUST"],
        "listed": ["NORTHX", SDN, "VELD-EO1"],
        "name": ["POLAR HOLDING"],
        "notes": ["Subject to Directive 3", "all offices worldwide"],
        "registrationNumber": ["100070"],
        "website": ["www.polar.example"],
    }
    assert find(reading, "sdn-101", "registrationNumber").original == "Tax ID No. 100070 (VX)"


def test_a_person_keeps_names_birth_dates_and_ties_only(reading: Reading) -> None:
    """Fields of origin, papers and what repeats them are gone, also a programme of the country."""
    assert of(reading, "sdn-102") == {
        "alias": ["ORSKIJ, Ilia"],
        "birthDate": ["1960-03-04", "1961"],
        "linkedTo": ["POLAR HOLDING"],
        "listed": ["NORTHX", SDN, "US CSL"],
        "name": ["ORSK, Ilja"],
    }
    text = person_values(reading)
    for value in ("veld", "ostmark", "sund", "germany", "x44120", "home road", "male", "minister"):
        assert value not in text
    # nationality, citizenship, birthplace twice, the passport, the office and the programme; then
    # the owner of the holding
    assert reading.dropped == {
        "origin remarks of entries of unknown kind": 2,
        "person addresses": 1,
        "person origin": 8,
        "person remarks": 2,
    }


def test_a_ship(reading: Reading) -> None:
    """The columns of ships and the IMO number among the papers are kept."""
    assert of(reading, "sdn-103") == {
        "callSign": ["VKS1"],
        "flag": ["Veldland"],
        "imoNumber": ["9990001"],
        "listed": [SDN],
        "name": ["KESTREL STAR"],
        "type": ["Bulk Cargo"],
    }


def test_an_entry_of_unknown_kind(reading: Reading) -> None:
    """Its kind stays open, its papers and remarks on origin go, its address is kept whole."""
    key = _key(reading, "Ore and Sons")
    assert of(reading, key) == {
        "address": ["7 Lane, Sund, SX"],
        "alias": ["Ore Trading"],
        "listed": [EL],
        "name": ["Ore and Sons"],
        "notes": ["For all items"],
    }
    assert {s.kind for s in reading.statements if s.entity_id == f"us-csl:{key}"} == {"LegalEntity"}


def test_listing_dates(reading: Reading) -> None:
    """A start date wins, else the earliest citation gives the year; the end is kept."""
    assert find(reading, _key(reading, "Ore and Sons"), "listed").valid_from == "2023"
    denied = find(reading, _key(reading, "ILJA ORSK"), "listed")
    assert (denied.valid_from, denied.valid_to) == ("2020-02-01", "2030-02-01")
    assert find(reading, "sdn-103", "listed").valid_from == ""


def test_ids_tell_no_name_and_survive(tmp_path: Path, reading: Reading) -> None:
    """An entry without a number is known by a hash that spelling and order of rows do not change."""
    key = _key(reading, "ILJA ORSK")
    assert key.startswith("dpl-")
    assert "orsk" not in key
    row = ROWS[4] | {"name": " Ilja  Orsk", "remarks": "FR NOTICE ADDED"}
    assert _key(_read(tmp_path, [row]), "Ilja Orsk") == key
    other = row | {"addresses": "5 Lane, Sund, SX"}
    assert _key(_read(tmp_path, [other]), "Ilja Orsk") != key


def test_rows_edition_and_oddities(tmp_path: Path, reading: Reading) -> None:
    """Rows are counted; what is odd in a row is said with its number and field."""
    assert (reading.rows, reading.info.edition) == (5, date(2026, 3, 1))
    assert reading.issues == []
    odd = [ROWS[0], ROWS[0], {"source": "", "name": "", "type": "Ghost"}]
    again = _read(tmp_path, odd, "csl.csv")
    assert [(issue.row, issue.field) for issue in again.issues] == [
        (3, "entity_number"),
        (4, "type"),
        (4, "name"),
        (4, "source"),
        (0, "edition"),
    ]
    assert again.rows == 3


def test_known_by_its_header_only(tmp_path: Path) -> None:
    """A table without one of the columns is another table, and the reader says which is missing."""
    columns = [column for column in COLUMNS if column != "alt_names"]
    path = put(tmp_path, "other.csv", table(ROWS, columns))
    assert CslReader().recognise([path]) == []
    (source,) = CslReader().recognise([put(tmp_path, "csl.csv", table(ROWS))])
    path.replace(tmp_path / "csl.csv")
    with pytest.raises(DataError, match="alt_names are missing"):
        CslReader().read(source)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
def test_a_file_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    """A table that ends inside a row gives nothing, nor does one without rows."""
    text = table(ROWS)
    path = put(tmp_path, "csl.csv", text[: max(int(len(text) * share), len(table([])) + 9)])
    with pytest.raises(DataError, match="cut off"):
        CslReader().read(CslReader().recognise([path])[0])
    with pytest.raises(DataError, match="empty"):
        _read(tmp_path, [])


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_tables(tmp_path: Path, data: st.DataObject) -> None:
    """A table with pieces cut, doubled or overwritten is read or refused, never worse."""
    content = table(ROWS).encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        content = content[:start] + data.draw(st.binary(max_size=12)) + content[end:]
    for source in formats.recognise_all([put(tmp_path, "csl.csv", content)])[0]:
        try:
            reading = formats.read(source)
        except DataError:
            continue
        assert all(s.value for s in reading.statements)


@given(st.fixed_dictionaries({}, optional={column: st.text() for column in COLUMNS}))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_cell(tmp_path: Path, row: dict[str, str]) -> None:
    """Whatever a cell holds, a person's row gives no address, note or country."""
    rows = [ROWS[0], row | {"type": "Individual", "source": SDN, "entity_number": "9"}]
    try:
        (source,) = CslReader().recognise([put(tmp_path, "c.csv", _utf8(table(rows)))])
        reading = CslReader().read(source)
    except DataError:
        return
    props = {s.prop for s in reading.statements if s.kind == "Person"}
    assert not props & {"address", "country", "notes", "registrationNumber"}


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
