"""FollowTheMoney statements as CSV give the same as the entities they are statements of."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources.ftm_statements import FtmStatementsReader
from tests.sources.answers import find, of, person_values
from tests.sources.graph_samples import STATEMENTS
from tests.sources.samples import put
from tests.sources.spoiling import mutated, read_or_refused

HEADER = STATEMENTS.splitlines()[0]


def _read(folder: Path, text: str = STATEMENTS, name: str = "statements.csv") -> Reading:
    (source,) = FtmStatementsReader().recognise([put(folder, name, text)])
    return FtmStatementsReader().read(source)


def test_an_organisation(tmp_path: Path) -> None:
    """Rows of one entity are put together wherever they stand, under the merged id."""
    reading = _read(tmp_path)
    assert of(reading, "q1") == {
        "acronym": ["VIMA"],
        "country": ["VX"],
        "listed": ["DEF-1"],
        "name": ["Veld Institute of Marine Acoustics", "Вельдский институт акустики"],
        "registrationNumber": ["7700112233"],
    }
    kinds = {s.kind for s in reading.statements if s.entity_id == "veld:q1"}
    assert kinds == {"Organization"}
    assert find(reading, "q1", "listed").valid_from == "2023-05-01"


def test_language_and_original_are_kept(tmp_path: Path) -> None:
    """A name keeps its language, in two letters, and the publisher's spelling."""
    names = {s.lang: s.original for s in _read(tmp_path).statements if s.prop == "name"}
    assert names["ru"] == "ВЕЛЬДСКИЙ ИНСТИТУТ АКУСТИКИ"
    assert names["en"] == ""


def test_references_follow_the_merge(tmp_path: Path) -> None:
    """A reference to an entity that was merged leads to the entity it is part of."""
    assert of(_read(tmp_path), "o1") == {
        "asset": ["veld:q1"],
        "owner": ["veld:mod"],
        "percentage": ["51"],
    }


def test_a_person_without_origin(tmp_path: Path) -> None:
    """A person's nationality, country, birthplace and remarks on them are dropped and counted."""
    reading = _read(tmp_path)
    assert of(reading, "p1") == {"name": ["Marta Quill"], "position": ["Rector"]}
    assert "sund" not in person_values(reading)
    assert reading.dropped["person origin"] == 4


def test_a_person_stays_a_person(tmp_path: Path) -> None:
    """What is kept of persons holds too where another row calls the person a LegalEntity."""
    rows = (
        f"{HEADER}\np,p,name,,Person,Marta Quill,veld,,,,,\np,p,country,,LegalEntity,sx,veld,,,,,\n"
    )
    reading = _read(tmp_path, rows)
    assert {(s.kind, s.prop) for s in reading.statements} == {("Person", "name")}


def test_dataset_edition_and_external_rows(tmp_path: Path) -> None:
    """The dataset is the rows' own, the edition the last day seen, candidates are left out."""
    reading = _read(
        tmp_path, "\n".join(r for r in STATEMENTS.splitlines() if ",t," not in r) + "\n"
    )
    assert (reading.info.dataset, reading.info.edition) == ("veld", date(2026, 10, 12))
    issues = [issue.text() for issue in _read(tmp_path).issues]
    assert any("1 rows are candidates of an enrichment" in text for text in issues)


def test_several_datasets_in_one_file(tmp_path: Path) -> None:
    """A file of several datasets is one dataset under the file's name, and the reading says so."""
    text = STATEMENTS + "x,x,name,,Company,Other Ltd,other,,,f,,\n"
    reading = _read(tmp_path, text, "mixed.statements.csv")
    assert reading.info.dataset == "mixed"
    assert any("several datasets: other, veld" in issue.what for issue in reading.issues)


@pytest.mark.parametrize(
    "header", ["id,name", "entity_id,prop,value,dataset", "schema,prop,value,dataset"]
)
def test_other_tables_are_not_read(tmp_path: Path, header: str) -> None:
    """A CSV without the columns of a statement is not recognised."""
    assert FtmStatementsReader().recognise([put(tmp_path, "x.csv", header + "\n")]) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEADER + "\n", "no rows"),
        (HEADER + "\nq,q,name\n", "cut off"),
        (HEADER + "\n,,name,,Person,x,veld,,,,,\n", "no entity, schema or property"),
    ],
)
def test_broken_files(tmp_path: Path, text: str, what: str) -> None:
    """An empty file, one that is cut off and one without entities are refused."""
    with pytest.raises(DataError, match=what):
        _read(tmp_path, text)


def test_memory_grows_with_what_is_kept(tmp_path: Path) -> None:
    """Rows that are not kept cost no memory: the file is read row by row."""
    rows = "".join(f"a{n},a{n},notes,,Address,{'x' * 2000} {n},veld,,,f,,\n" for n in range(4000))
    path = put(tmp_path, "big.csv", STATEMENTS + rows)
    (source,) = FtmStatementsReader().recognise([path])
    tracemalloc.start()
    FtmStatementsReader().read(source)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 8_000_000
    assert peak < 6_000_000


@given(st.data())
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Statements with bytes changed are read or refused."""
    path = tmp_path_factory.mktemp("ftm") / "statements.csv"
    path.write_bytes(mutated(data, STATEMENTS.encode()))
    read_or_refused(FtmStatementsReader(), path)
