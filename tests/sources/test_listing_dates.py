from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources.calendar_text import spelled_dates
from counterfoil.sources.citation import register_dates
from counterfoil.sources.mapping import MappingReader
from counterfoil.sources.mapping_file import parse_mapping
from tests.sources.samples import put

MAPPING = """
[dataset]
id = "veld-dates"
title = "Veld dates"
[file]
type = "csv"
delimiter = "~"
columns = ["name", "notice"]
[entity]
key = ["name", "land"]
countries = { land = "VX" }
[[columns]]
from = "name"
prop = "name"
[[columns]]
from = "street"
join = ["town", "land"]
prop = "address"
[[listings]]
value = "Veld list"
each = { from = "notes", split = " | ", contains = "Authority:" }
programme = { from = "notes", pattern = 'Authority: ([^;|]+)' }
since = [
  { from = "notes", pattern = 'imposed (\\d+/\\d+/\\d{4})(?!\\d)', style = "month/day/year" },
  { from = "notes", style = "federal-register" },
  { from = "effective" },
  { from = "notice", style = "federal-register" },
]
until = { from = "notes", pattern = 'Expired on ([\\d/]+)', style = "month/day/year" }
"""
HEADER = "name~street~town~land~effective~notice~notes\n"
ROWS = HEADER + (
    "Polar Ore~1 Quay~~Veldland~~76 FR 71869, 11/21/11~\n"
    "Ice Works~~~VX~2021-08-02~86 FR 30145 (June 7, 2021)~\n"
    "Fjord Lines~2 Quay~Sund~~~87 FR 52834~\n"
    "Quiet Trade~~~VX~~press release~\n"
    "Two Orders~~~VX~~~Authority: Act A; imposed 5/9/2013; status: Expired on 05/09/15; Vol. 78,"
    " No. 136, 07/16/13 | Authority: Act B; imposed 12/11/201; status: Active; Vol. 79, No. 184"
    " | Location: Sund\n"
)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("76 FR 71869, 11/21/11", ["2011-11-21"]),
        ("87 FR 52834", ["2022"]),
        ("1 F.R. 12", ["1936"]),
        ("Vol. 86, No. 51, 03/18/21, Federal Register", ["2021-03-18"]),
        ("Vol.74, No.20 02/02/09", ["2009-02-02"]),
        ("Vol. 82, No. 60, March 30, 2017, Federal Register", ["2017-03-30"]),
        ("91 FR 35189 (June 10, 2026)", ["2026-06-10"]),
        (
            "46 F.R. 46154 9/17/81 and 46 F.R. 19290 3/30/81",
            ["1981-09-17", "1981-03-30"],
        ),
        ("80 F.R.44930 7/28/15", ["2015-07-28"]),
        ("11 FR 5, 2/3/46", ["1946-02-03"]),  # two digits: of the volume's century
        ("79 FR 35210 corrected by 80 FR 37384", ["2014", "2015"]),
        ("58 FR 1 (corrected by 59 FR 2, 1994-03-01)", ["1993", "1994-03-01"]),
        ("85 FR 83799, 1/2/2021", ["2021-01-02"]),  # printed at the turn of the year
        ("87 FR 52740 8/29/2002", []),  # one of the two is wrong, and which is not known
        ("66 FR 47630 9/13/0", ["2001"]),
        ("999 FR 1; 0 FR 1", []),
        ("5/18/2022, press release", ["2022-05-18"]),
        ("press release", []),
    ],
)
def test_dates_of_citations(text: str, dates: list[str]) -> None:
    """A citation gives its day where one is stated, else the year of its volume, else nothing."""
    assert register_dates(text) == dates


def test_dates_in_words() -> None:
    """A month in words is read before or behind the day, or without one; no date is made up."""
    text = "Listed June 21, 2022; changed 03 Jun 2021 and in Feb. 2020; Mayhem 7, 2020; 40 May 2020"
    assert spelled_dates(text) == ["2022-06-21", "2021-06-03", "2020-02"]


@given(st.text())
def test_any_text_gives_dates_or_none(text: str) -> None:
    """Whatever the text, what comes out are ISO dates, perhaps partial."""
    for day in register_dates(text) + spelled_dates(text):
        assert len(day) in {4, 7, 10}
        assert day[:4].isdecimal()


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """The invented list, read by the mapping above."""
    put(tmp_path, "dates.toml", MAPPING)
    reader = MappingReader([tmp_path])
    (source,) = reader.recognise([put(tmp_path, "dates.txt", ROWS)])
    return reader.read(source)


def _listed(reading: Reading, name: str) -> list[tuple[str, str, str]]:
    ids = {s.entity_id for s in reading.statements if s.value == name}
    return sorted(
        (s.value, s.valid_from, s.valid_to)
        for s in reading.statements
        if s.prop == "listed" and s.entity_id in ids
    )


def test_alternatives_are_tried_in_order(reading: Reading) -> None:
    """An effective date wins over a citation, a citation over nothing; unknown stays unknown."""
    assert _listed(reading, "Ice Works") == [("Veld list", "2021-08-02", "")]
    assert _listed(reading, "Polar Ore") == [("Veld list", "2011-11-21", "")]
    assert _listed(reading, "Fjord Lines") == [("Veld list", "2022", "")]
    assert _listed(reading, "Quiet Trade") == [("Veld list", "", "")]
    assert [issue.row for issue in reading.issues if "listing date" in issue.what] == [5]


def test_one_cell_may_hold_several_listings(reading: Reading) -> None:
    """Each authority has its own dates; a date cut short falls back to the volume's year."""
    assert _listed(reading, "Two Orders") == [
        ("Act A", "2013-05-09", "2015-05-09"),
        ("Act B", "2014", ""),
        ("Veld list", "2013-05-09", "2015-05-09"),
        ("Veld list", "2014", ""),
    ]


def test_columns_joined_and_countries_in_keys(tmp_path: Path, reading: Reading) -> None:
    """Blank parts leave no comma; a country's name, its code and the blank one give one key."""
    assert sorted(s.value for s in reading.statements if s.prop == "address") == [
        "1 Quay, Veldland",
        "2 Quay, Sund",
        "VX",
        "VX",
        "VX",
    ]
    reader = MappingReader([tmp_path])
    ids = set()
    for land in ("Germany", "DE"):
        text = f"{HEADER}Polar Ore~~~{land}~~~\n"
        (source,) = reader.recognise([put(tmp_path, "one.txt", text)])
        ids |= {s.entity_id for s in reader.read(source).statements}
    assert len(ids) == 1
    blank = put(tmp_path, "one.txt", f"{HEADER}Fjord Lines~~~VX~~~\n")
    same = {s.entity_id for s in reader.read(reader.recognise([blank])[0]).statements}
    assert same <= {s.entity_id for s in reading.statements}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("countries = { land", "countries = { town", "columns of the key only"),
        ('style = "federal-register"', 'style = "gazette"', "federal-register"),
        ("pattern = 'Authority: ([^;|]+)'", "pattern = '('", "regular expression"),
        ('split = " | "', 'split = ""', "each.split"),
    ],
)
def test_mistakes_in_a_mapping_are_named(old: str, new: str, message: str) -> None:
    """What is wrong is said in the words of the mapping."""
    assert old in MAPPING
    with pytest.raises(DataError, match=message):
        parse_mapping(MAPPING.replace(old, new), "x.toml")


def test_names_of_unknown_kind_are_not_lost(tmp_path: Path) -> None:
    """A national laboratory is no national of a country, and a listed name always comes in."""
    put(tmp_path, "dates.toml", MAPPING)
    rows = HEADER + "Veld National Laboratory~~~VX~~1 FR 1~\nOffice of Religious Affairs~~~VX~~~\n"
    reader = MappingReader([tmp_path])
    (source,) = reader.recognise([put(tmp_path, "dates.txt", rows)])
    names = [s.value for s in reader.read(source).statements if s.prop == "name"]
    assert names == ["Veld National Laboratory", "Office of Religious Affairs"]


DENIED = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t'
    '"Expiration_Date"\t"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
    '"IVO LIND"\t"1 LANE"\t"SUND"\t""\t""\t"123"\t"06/19/2003"\t"06/29/2056"\t"Y"\t"2007-01-31"\t'
    '"50 YEAR DENIAL"\t"68 F.R. 38290 6/27/03"\n'
    '"ICE WORKS"\t"2 LANE"\t"SUND"\t""\t"DE"\t""\t""\t""\t"Y"\t""\t""\t"69 F.R. 1"\n'
)
DENIED_JSON = """{"list_id": "bis-dpl", "source_file": "dpl_04142026.csv", "entities": [
{"name": "Ivo Lind", "country": "United States", "effective_date": "2003-06-19", "notes": ""},
{"name": "Ice Works", "country": "Germany", "effective_date": "", "notes": "",
 "federal_register": "69 F.R. 1"}]}"""


def test_two_layouts_of_one_list_give_the_same_entries(tmp_path: Path) -> None:
    """The text file and the JSON have one dataset, the same ids and the same dates."""
    reader = MappingReader()
    readings = []
    for name, text in (("dpl.txt", DENIED), ("dpl.json", DENIED_JSON)):
        (source,) = reader.recognise([put(tmp_path, name, text)])
        assert source.dataset == "us-bis-dpl"
        readings.append(reader.read(source))
    ids, dates = zip(
        *(
            (
                {s.entity_id for s in reading.statements},
                sorted((s.entity_id, s.valid_from) for s in reading.statements if s.valid_from),
            )
            for reading in readings
        ),
        strict=True,
    )
    assert ids[0] == ids[1]
    assert dates[0] == dates[1]
    assert [day for _, day in dates[0]] == ["2004", "2003-06-19"]
    assert "1 LANE, SUND, 123" in {s.value for s in readings[0].statements}
    assert {s.valid_to for s in readings[0].statements} == {"", "2056-06-29"}


def test_an_own_mapping_replaces_all_shipped_layouts(tmp_path: Path) -> None:
    """A workspace that maps a dataset itself has neither of the shipped layouts of it."""
    put(tmp_path, "own.toml", MAPPING.replace("veld-dates", "us-bis-dpl"))
    reader = MappingReader([tmp_path])
    assert reader.recognise([put(tmp_path, "dpl.txt", DENIED)]) == []
    assert reader.recognise([put(tmp_path, "dpl.json", DENIED_JSON)]) == []
    (source,) = reader.recognise([put(tmp_path, "own.txt", ROWS)])
    assert (source.dataset, source.mapping) == ("us-bis-dpl", str(tmp_path / "own.toml"))
