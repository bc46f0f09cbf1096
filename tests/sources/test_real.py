"""Real public lists: counts against the publishers', and no origin among what is kept of persons."""

import csv
import gzip
import re
from pathlib import Path

import pytest

from counterfoil.domain.statement import Statement
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats

pytestmark = pytest.mark.real
NAMES = {"name", "alias", "weakAlias", "previousName"}
ROWS = {
    "us-bis-entity-list": 3409,
    "us-bis-meu": 70,
    "us-bis-dpl": 564,
    "us-dow-1260h": 80,
    "us-dow-1286": 134,
    "ca-nro": 126,
}


@pytest.fixture(scope="module")
def sdn(real_data: Path) -> Reading:
    """The dated SDN list with the companions that agree with it best."""
    sources, _ = formats.recognise_all(
        [real_data / "ofac-sdn-history", real_data / "ofac-watchman"]
    )
    (source,) = [source for source in sources if source.edition]
    assert [path.name for path in source.paths] == [
        "sdn_2024-05-03.csv.gz",
        "alt.csv",
        "add.csv.gz",
    ]
    return formats.read(source)


def test_sdn_counts(sdn: Reading) -> None:
    """All entries are read, and the alias rows that join are those known to."""
    assert sdn.rows == 14_965
    assert len({s.entity_id for s in sdn.statements}) == 14_965
    (aliases,) = [issue.what for issue in sdn.issues if issue.field == "alias"]
    found = re.match(r"(\d+) of (\d+)", aliases)
    assert found is not None
    assert int(found[2]) - int(found[1]) == 18_018


def _origin_values(path: Path) -> dict[str, set[str]]:
    """Return the origin values of each individual of a primary file, found without the reader."""
    found: dict[str, set[str]] = {}
    text = gzip.decompress(path.read_bytes()).decode()
    for cells in csv.reader(text.splitlines()):
        if len(cells) != 12 or cells[2].strip() != "individual":
            continue
        values = found.setdefault(f"us-ofac-sdn:{cells[0]}", set())
        for value in re.findall(r"(?:nationality|citizen|POB) ([^;]+?)\.?(?:;|$)", cells[11]):
            values |= {value.strip(), *(piece.strip() for piece in value.split(","))}
        values |= set(
            re.findall(r"(?:Passport|National ID No\.|Cedula No\.) [^;(]*\(([^)]+)\)", cells[11])
        )
    return found


def _holds(statement: Statement, value: str) -> bool:
    text = f"{statement.value} {statement.original}"
    return re.search(rf"\b{re.escape(value)}\b", text, re.IGNORECASE) is not None


def test_no_origin_of_persons_is_kept(real_data: Path, sdn: Reading) -> None:
    """No value of birthplace, nationality or issuing country is left in what is said of them."""
    origin = _origin_values(real_data / "ofac-sdn-history" / "sdn_2024-05-03.csv.gz")
    persons = [s for s in sdn.statements if s.kind == "Person"]
    assert len(origin) > 6_000
    kept = {s.prop for s in persons}
    assert kept <= NAMES | {"birthDate", "listed", "position", "related", "linkedTo"}
    leaks = [
        s.prop
        for s in persons
        if s.prop not in NAMES | {"related"}
        for value in origin[s.entity_id]
        if len(value) > 1 and _holds(s, value)
    ]
    assert leaks == []
    assert sdn.dropped["person origin"] > 10_000


def test_ror_counts(real_data: Path) -> None:
    """All records and the stubs without one are read."""
    (source,) = formats.recognise_all(real_data / "ror-records")[0]
    reading = formats.read(source)
    stubs = {s.entity_id for s in reading.statements if (s.prop, s.value) == ("status", "stub")}
    assert reading.rows == 51_370 + 6_842
    assert len(stubs) == 6_842
    assert len({s.entity_id for s in reading.statements}) == 51_370 + 6_842


@pytest.mark.parametrize("dataset", list(ROWS))
def test_mapped_lists(real_data: Path, dataset: str) -> None:
    """Every row of a mapped list is read; rows of one key are issues, not losses."""
    folders = [real_data / "us-proscribed-2026-07", real_data / "ca-nro-stra"]
    (source,) = [s for s in formats.recognise_all(folders)[0] if s.dataset == dataset]
    reading = formats.read(source)
    merged = [issue for issue in reading.issues if issue.done == "rows merged"]
    assert reading.rows == ROWS[dataset]
    assert len({s.entity_id for s in reading.statements}) == ROWS[dataset] - len(merged)
    assert source.edition is not None
