"""Real public lists of law: counts against the sources', dates, and no origin left of persons."""

import csv
import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from counterfoil.ports.reader import Reading, Source
from counterfoil.sources import formats
from counterfoil.sources.country import names_of

pytestmark = pytest.mark.real
NAMES = {"name", "alias", "weakAlias", "previousName"}
# Words that stand in many places' names: finding one says nothing of where a person comes from.
COMMON = set(
    re.findall(
        r"\w+",
        "about administrative area camp central circa city country county democratic department"
        " district eastern federal federation former governorate great island islamic islands"
        " kingdom lower near north northern oblast people peoples possibly previously province"
        " refugee region republic rural saint settlement south southern state states street"
        " territory town union united unknown upper village west western with also autonomous"
        " municipality emirate neighbourhood",
    )
)
FOLDER = "us-proscribed-2026-07"
LISTS = {  # dataset: (file, of its entries those listed since a day, a year, an unknown date)
    "us-bis-entity-list": ("bis_entity_list.json.gz", 3404, 2, 0),
    "us-bis-meu": ("bis_meu.json", 70, 0, 0),
    "us-bis-dpl": ("bis_dpl.json", 503, 0, 0),
    "us-dow-1260h": ("dow_1260h.json", 80, 0, 0),
    "us-dow-1286": ("dow_1286.json", 0, 0, 134),
    "us-ofac-nscmic": ("ofac_nscmic.json", 68, 0, 0),
    "us-ofac-eo14032": ("ofac_eo14032_annex.json", 59, 0, 0),
    "us-state-debarred-admin": ("state_debarred_admin.json", 8, 0, 0),
    "us-state-debarred-statutory": ("state_debarred_statutory.json", 775, 0, 0),
    "us-state-nonproliferation": ("state_nonproliferation.json", 528, 0, 0),
    "us-dhs-uflpa": ("dhs_uflpa.json", 148, 0, 0),
    "us-fcc-covered": ("fcc_covered.json", 15, 0, 0),
    "us-cbp-wro": ("cbp_wro.json", 60, 0, 0),
}


def _only(folder: Path, dataset: str, first: str = "") -> tuple[Source, Reading]:
    found = [
        source
        for source in formats.recognise_all([folder])[0]
        if source.dataset == dataset and source.paths[0].name.startswith(first)
    ]
    assert len(found) == 1, found
    return found[0], formats.read(found[0])


def _entities(reading: Reading) -> set[str]:
    return {s.entity_id for s in reading.statements}


def _dated(reading: Reading) -> Counter[int]:
    """Return how many entries are listed since a date of so many letters; 0 for unknown."""
    since: dict[str, list[str]] = defaultdict(list)
    for s in reading.statements:
        if s.prop == "listed":
            since[s.entity_id].append(s.valid_from)
    return Counter(len(min(filter(None, days), default="")) for days in since.values())


@pytest.mark.parametrize("dataset", list(LISTS))
def test_every_row_is_an_entry_with_its_listing_date(real_data: Path, dataset: str) -> None:
    """Rows equal the file's, merged ones are said, each entry has a name; dates as far as told."""
    name, day, year, unknown = LISTS[dataset]
    source, reading = _only(real_data / FOLDER, dataset)
    data = source.paths[0].read_bytes()
    records = json.loads(gzip.decompress(data) if name.endswith(".gz") else data)["entities"]
    merged = sum(issue.done == "rows merged" for issue in reading.issues)
    named = {s.entity_id for s in reading.statements if s.prop in NAMES | {"acronym"}}
    assert source.paths[0].name == name
    assert source.edition is not None
    assert reading.rows == len(records)
    assert len(_entities(reading)) == len(records) - merged
    assert named == _entities(reading)
    assert _dated(reading) == Counter({10: day, 4: year, 0: unknown}) - Counter()


def test_the_list_of_lists_is_no_list(real_data: Path) -> None:
    """Metadata is left over, and the reason says what it is."""
    _, leftover = formats.recognise_all([real_data / FOLDER])
    (why,) = [why for path, why in leftover if path.name == "lists.json"]
    assert "describes lists" in why


def test_the_denied_persons_as_text(real_data: Path) -> None:
    """All rows are read, each with a day, and an entry of the other edition keeps its id."""
    _, reading = _only(real_data / "ofac-watchman", "us-bis-dpl")
    _, other = _only(real_data / FOLDER, "us-bis-dpl")
    merged = sum(issue.done == "rows merged" for issue in reading.issues)
    assert reading.rows == 581
    assert len(_entities(reading)) == 581 - merged
    assert _dated(reading) == Counter({10: 581 - merged})
    assert len(_entities(reading) & _entities(other)) > 250


def test_old_and_other_ofac_files(real_data: Path) -> None:
    """The older trio is the SDN list too, the consolidated trio is a list of its own."""
    _, old = _only(real_data / "ofac-watchman", "us-ofac-sdn")
    source, other = _only(real_data / "ofac-watchman", "us-ofac-nonsdn")
    assert (old.rows, len(_entities(old))) == (8_976, 8_976)
    assert not any("belong to no entry" in issue.what for issue in old.issues)
    assert [path.name for path in source.paths] == ["cons_prim.csv", "cons_alt.csv", "cons_add.csv"]
    assert (other.rows, len(_entities(other))) == (442, 442)
    assert {s.value for s in other.statements if s.prop == "listed"} >= {"non-SDN", "NS-PLC"}
    assert _dated(other) == Counter({0: 353, 10: 89})


def test_un_counts(real_data: Path) -> None:
    """All individuals and entities are read, each with a listing date; the edition is inside."""
    source, reading = _only(real_data / "un-consolidated", "un-sc")
    kinds = Counter({s.entity_id: s.kind for s in reading.statements}.values())
    assert str(source.edition) == "2026-02-27"
    assert reading.rows == 1_003
    assert kinds == {"Person": 730, "Organization": 273}
    assert _dated(reading) == Counter({10: 1_003})


def test_csl_counts(real_data: Path) -> None:
    """Each row is an entry; dates come from the columns or the citation."""
    _, reading = _only(real_data / "ofac-watchman", "us-csl")
    assert (reading.rows, len(_entities(reading))) == (115, 115)
    assert _dated(reading) == Counter({0: 72, 10: 33, 4: 10})


def _un_origin(folder: Path) -> Iterator[tuple[str, list[str]]]:
    (path,) = folder.glob("un-consolidated/*.xml.gz")
    places = ("CITY", "STATE_PROVINCE", "COUNTRY")
    for person in fromstring(gzip.decompress(path.read_bytes())).iter("INDIVIDUAL"):
        assert isinstance(person, Element)
        elements = [
            *person.iterfind("NATIONALITY/VALUE"),
            *person.iterfind("INDIVIDUAL_ALIAS/CITY_OF_BIRTH"),
            *person.iterfind("INDIVIDUAL_ALIAS/COUNTRY_OF_BIRTH"),
            *(e for part in places for e in person.iterfind(f"INDIVIDUAL_PLACE_OF_BIRTH/{part}")),
        ]
        yield f"un-sc:{person.findtext('DATAID')}", [e.text or "" for e in elements]


def _ofac_origin(path: Path, dataset: str) -> Iterator[tuple[str, list[str]]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    for cells in csv.reader(text.splitlines()):
        if len(cells) == 12 and cells[2].strip() == "individual":
            found = re.findall(r"(?:nationality|citizen|POB) ([^;]+?)\.?(?:;|$)", cells[11])
            yield f"{dataset}:{cells[0].strip()}", found


def _csl_origin(path: Path) -> Iterator[tuple[str, list[str]]]:
    for row in csv.DictReader(path.read_text().splitlines()):
        if row["type"] == "Individual":
            code = re.findall(r"\(([A-Z]+)\)", row["source"])[0].lower()
            columns = ("citizenships", "nationalities", "places_of_birth")
            found = [value for column in columns for value in row[column].split(";")]
            yield f"us-csl:{code}-{row['entity_number']}", found


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return set(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def _telling(values: list[str]) -> set[str]:
    """Return the words of values that tell a place, those of a country's other names included."""
    texts = {name for value in values for name in (value, *names_of(value.strip()))}
    words = {word for text in texts for word in _words(text)}
    return {word for word in words if len(word) >= 4 and not word.isdigit()} - COMMON


@pytest.mark.parametrize(
    ("folder", "dataset", "first", "persons"),
    [
        ("un-consolidated", "un-sc", "", 650),
        ("ofac-sdn-history", "us-ofac-sdn", "", 6_000),
        ("ofac-watchman", "us-ofac-sdn", "bench_sdn", 3_700),
        ("ofac-watchman", "us-ofac-nonsdn", "", 10),
        ("ofac-watchman", "us-csl", "", 9),
    ],
)
def test_no_word_of_a_persons_origin_is_kept(
    real_data: Path, folder: str, dataset: str, first: str, persons: int
) -> None:
    """No word of a nationality, citizenship or birthplace is left in what is said of a person."""
    source, reading = _only(real_data / folder, dataset, first)
    origin = dict(
        _un_origin(real_data)
        if dataset == "un-sc"
        else _csl_origin(source.paths[0])
        if dataset == "us-csl"
        else _ofac_origin(source.paths[0], dataset)
    )
    telling = {key: words for key, values in origin.items() if (words := _telling(values))}
    assert len(telling) >= persons
    assert set(origin) == {s.entity_id for s in reading.statements if s.kind == "Person"}
    leaks = Counter(
        s.prop
        for s in reading.statements
        if s.entity_id in telling and s.prop not in NAMES | {"related"}
        if telling[s.entity_id] & _words(f"{s.value} {s.original}")
    )
    assert leaks == Counter()
    assert reading.dropped["person origin"] >= persons
