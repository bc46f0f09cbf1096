"""BODS 0.4: bodies, persons without origin, and interests as ties; the latest statement counts."""

import json
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.ties import read_share, ties_of
from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats
from counterfoil.sources.bods import BodsReader
from counterfoil.sources.bods_share import percentage
from tests.sources.answers import find, of
from tests.sources.graph_samples import BODS, interest, relationship
from tests.sources.samples import lines, put
from tests.sources.spoiling import mutated, read_or_refused, spoilt


def _read(folder: Path, statements: list[Any], name: str = "veld.json") -> Reading:
    text = lines(statements) if name.endswith("l") else json.dumps(statements)
    (source,) = BodsReader().recognise([put(folder, name, text)])
    return BodsReader().read(source)


def test_a_company(tmp_path: Path) -> None:
    """Names, numbers by scheme, jurisdiction and address of a company are kept."""
    reading = _read(tmp_path, BODS)
    company = of(reading, "e1")
    assert company.pop("notes") == [
        "An owner of 1/200 is not disclosed (subjectUnableToConfirmOrIdentifyBeneficialOwner)"
    ]
    assert company == {
        "address": ["2 Quay, Veldhaven, V1, Veldland"],
        "alias": ["Veld Sonar"],
        "externalId": ["xi-grid:grid.1"],
        "incorporationDate": ["1999-05-03"],
        "jurisdiction": ["VX"],
        "leiCode": ["549300VELD0000000001"],
        "name": ["Veld Sonar Ltd"],
        "registrationNumber": ["77001"],
    }
    assert find(reading, "e1", "registrationNumber").original == "VX-REG 77001"
    assert find(reading, "e1", "jurisdiction").original == "VX-NO"
    assert {s.kind for s in reading.statements if s.entity_id == "veld:e1"} == {"Company"}
    assert (reading.info.publisher, reading.info.edition) == ("Veld Register", date(2026, 2, 1))


def test_a_person_without_origin(tmp_path: Path) -> None:
    """Of a person names and birth date are kept; all else is dropped and counted."""
    reading = _read(tmp_path, BODS)
    assert of(reading, "p1") == {
        "birthDate": ["1970-05"],
        "name": ["Marta Quill"],
        "previousName": ["Marta Orsk"],
    }
    text = str(reading.statements)
    assert not any(v in text for v in ("Sund", "SX", "Ostmark", "P-1", "Private", "Envoy"))
    assert reading.dropped == {"person addresses": 1, "person origin": 4, "person remarks": 1}


def test_interests_become_ties(tmp_path: Path) -> None:
    """A shareholding is Ownership with its share and start, a seat Directorship, a vote a link."""
    reading = _read(tmp_path, BODS)
    assert of(reading, "r1-shareholding") == {
        "asset": ["veld:e1"],
        "owner": ["veld:e2"],
        "ownershipType": ["direct"],
        "percentage": ["51"],
        "startDate": ["2020-01-01"],
    }
    assert find(reading, "r2-shareholding", "percentage")[3:6:2] == ("25-50", "≥25 to <50")
    assert of(reading, "r3-boardChair")["director"] == ["veld:p1"]
    assert of(reading, "r3-votingRights")["role"] == ["votingRights"]
    shares = {tie.source: (tie.share.low, tie.share.high) for tie in ties_of(reading.statements)}
    assert shares == {
        "veld:e2": (51, 51),
        "veld:p1": (25, 50),
        "veld:r4-interestedParty": (Fraction(1, 2), Fraction(1, 2)),
    }


def test_an_owner_who_is_not_disclosed(tmp_path: Path) -> None:
    """The tie stays with an entity without a name; the body it owns and an issue say why."""
    reading = _read(tmp_path, BODS)
    assert of(reading, "r4-interestedParty") == {"status": ["undisclosed"]}
    (note,) = of(reading, "e1")["notes"]
    assert "is not disclosed (subjectUnable" in note
    assert any(note.lower() == issue.what.lower() for issue in reading.issues)


def test_a_beneficial_interest_of_no_stated_kind(tmp_path: Path) -> None:
    """It may be ownership, so it is recorded as ownership whose share is not stated."""
    beneficial = {"beneficialOwnershipOrControl": True, "directOrIndirect": "unknown"}
    reading = _read(tmp_path, [*BODS, relationship(8, "r5", "p1", beneficial)])
    (tie,) = [t for t in ties_of(reading.statements) if t.statements and not t.share.is_stated]
    assert (tie.source, tie.target) == ("veld:p1", "veld:e1")
    reading = _read(tmp_path, [*BODS, relationship(8, "r5", "p1", {})])
    assert {s.kind for s in reading.statements if s.entity_id == "veld:r5-interest"} == {
        "UnknownLink"
    }


def test_the_latest_statement_counts(tmp_path: Path) -> None:
    """A later statement about a record replaces the earlier one, in whatever order they stand."""
    later = relationship(9, "r1", "e2", interest("shareholding", share={"exact": 60}))
    for statements in ([*BODS, later], [later, *BODS]):
        reading = _read(tmp_path, statements)
        assert of(reading, "r1-shareholding")["percentage"] == ["60"]
        assert reading.rows == len(BODS) + 1


def test_a_replaced_statement_goes(tmp_path: Path) -> None:
    """A statement that another one names as replaced is not used."""
    other = relationship(9, "r9", "e2", interest("shareholding")) | {"replacesStatements": ["s4"]}
    reading = _read(tmp_path, [*BODS, other])
    assert of(reading, "r1-shareholding") == {}
    assert of(reading, "r9-shareholding") != {}


def test_a_closed_record_ends(tmp_path: Path) -> None:
    """A closed relationship ends with its own end, else with the statement that closes it."""
    closed = relationship(9, "r1", "e2", interest("shareholding", share={"exact": 51}))
    reading = _read(tmp_path, [*BODS, closed | {"recordStatus": "closed"}])
    assert of(reading, "r1-shareholding")["endDate"] == ["2026-01-09"]
    closed["recordDetails"]["interests"][0]["endDate"] = "2025-12-31"
    reading = _read(tmp_path, [*BODS, closed | {"recordStatus": "closed"}])
    assert of(reading, "r1-shareholding")["endDate"] == ["2025-12-31"]


@pytest.mark.parametrize(
    ("share", "text", "low", "high"),
    [
        ({"exact": 51}, "51", "51", "51"),
        ({"exact": 76.5}, "76.5", "76.5", "76.5"),
        ({"exact": 0.5}, "1/200", "0.5", "0.5"),
        ({"exact": 0}, "0", "0", "0"),
        ({"minimum": 25, "maximum": 50}, "25-50", "25", "50"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "25-50", "25", "50"),
        ({"minimum": 25, "exclusiveMinimum": True, "maximum": 50}, "25-50", "25", "50"),
        ({"minimum": 75}, ">75", "75", "100"),
        ({"exclusiveMinimum": 75}, ">75", "75", "100"),
        ({"maximum": 10}, "<10", "0", "10"),
        ({"minimum": 0.5, "maximum": 20}, "0-20", "0", "20"),
    ],
)
def test_shares(share: dict[str, Any], text: str, low: str, high: str) -> None:
    """Every way to state a share is read as the range it means, never a narrower one."""
    assert percentage(share)[0] == text
    read = read_share(text)
    assert (read.low, read.high) == (Fraction(low), Fraction(high))


@given(st.dictionaries(
    st.sampled_from(["exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]),
    st.none() | st.booleans() | st.integers(-5, 120) | st.floats(0, 101) | st.floats(),
))  # fmt: skip
def test_no_share_is_narrowed(share: dict[str, Any]) -> None:
    """Whatever stands in a share, what is read contains its exact value and its bounds."""
    text, _, problem = percentage(share)
    assert not (text and problem)
    if text:
        read = read_share(text)
        exact = share.get("exact")
        for bound in [exact] if _is_number(exact) else list(share.values()):
            if _is_number(bound):
                value = Fraction(str(bound))
                assert read.low - Fraction(1, 10**5) <= value <= read.high + Fraction(1, 10**5)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def test_a_share_that_is_none(tmp_path: Path) -> None:
    """A share beyond 100 is left out and reported; the tie stays, its share not stated."""
    statement = relationship(8, "r5", "p1", interest("shareholding", share={"exact": 510}))
    reading = _read(tmp_path, [*BODS, statement])
    assert "percentage" not in of(reading, "r5-shareholding")
    assert any(issue.done == "share left out" for issue in reading.issues)


def test_lines_and_zip(tmp_path: Path) -> None:
    """JSON lines and a zip of several files give the same statements as one array."""
    array = sorted(_read(tmp_path, BODS).statements)
    assert sorted(_read(tmp_path, BODS, "veld.jsonl").statements) == array
    with zipfile.ZipFile(tmp_path / "veld.zip", "w") as archive:
        archive.writestr("1.json", json.dumps(BODS[:3]))
        archive.writestr("2.jsonl", lines(BODS[3:]))
        archive.writestr("readme.txt", "Veld")
        archive.writestr("other.json", '{"a": 1}')
    (source,) = BodsReader().recognise([tmp_path / "veld.zip"])
    reading = BodsReader().read(source)
    assert sorted(reading.statements) == array
    assert [i.done for i in reading.issues if i.field == "other.json"] == ["file skipped"]


def test_an_old_version_is_refused_in_words(tmp_path: Path) -> None:
    """Statements of BODS 0.3 are recognised and refused with what to do."""
    old = [{"statementID": "x", "statementType": "entityStatement", "name": "Veld"}]
    with pytest.raises(DataError, match=r"BODS 0\.3 or older"):
        _read(tmp_path, old)


@pytest.mark.parametrize("content", ["[]", "{}", '[{"a": 1}]', '{"id": "x"}'])
def test_other_json_is_not_read(tmp_path: Path, content: str) -> None:
    """JSON that is no statements is not recognised."""
    assert BodsReader().recognise([put(tmp_path, "x.json", content)]) == []


@given(st.data())
def test_any_shape(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Statements with a part of another type, or with bytes changed, are read or refused."""
    content = json.dumps(spoilt(data, BODS)).encode()
    if data.draw(st.booleans()):
        content = mutated(data, content)
    path = tmp_path_factory.mktemp("bods") / "veld.json"
    path.write_bytes(content)
    read_or_refused(BodsReader(), path)


@pytest.mark.real
def test_the_worked_examples(real_data: Path) -> None:
    """All ten examples with 95 statements are read; every record comes out, no origin does."""
    (source,) = formats.recognise_all(real_data / "bods-examples")[0]
    reading = formats.read(source)
    assert reading.rows == 95
    kept = {s.prop for s in reading.statements if s.kind == "Person"}
    assert kept == {"name", "birthDate", "deathDate", "status"}
    assert reading.dropped == {"person addresses": 2, "person origin": 13}
    assert len([s for s in reading.statements if s.prop == "owner"]) == 28
    assert not [issue for issue in reading.issues if issue.done.endswith("skipped")]
