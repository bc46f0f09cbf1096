from datetime import date
from pathlib import Path

import pytest

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources.ofac import OfacReader
from counterfoil.sources.ofac_remark import read_remarks
from tests.sources.answers import find, of, person_values
from tests.sources.samples import ADD, ALT, SDN, put


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """The invented list, read from files with names of no help."""
    paths = [
        put(tmp_path, "b.csv.gz", ALT),
        put(tmp_path, "a_2026-01-31.csv", SDN),
        put(tmp_path, "c.csv", ADD),
    ]
    (source,) = OfacReader().recognise(paths)
    assert [path.name for path in source.paths] == ["a_2026-01-31.csv", "b.csv.gz", "c.csv"]
    assert source.edition == date(2026, 1, 31)
    return OfacReader().read(source)


def test_an_organisation_with_all_that_is_said_of_it(reading: Reading) -> None:
    """Names, programmes, numbers and addresses of the three files come together."""
    assert of(reading, "101") == {
        "address": ["1 Ice Street, Veldhaven, Veldland"],
        "acronym": ["PH"],
        "alias": ["POLAR HOLDING GROUP"],
        "city": ["Veldhaven"],
        "country": ["Veldland"],
        "incorporationDate": ["1999-05-03"],
        "listed": ["NORTHX", "SDN", "VELD-EO1"],
        "name": ["POLAR HOLDING"],
        "notes": ["all offices worldwide"],
        "previousName": ["ARCTIC TRUST", "NORTHERN TRUST"],
        "registrationNumber": ["VX-100070"],
    }
    assert find(reading, "101", "registrationNumber").original == (
        "Registration Number VX-100070 (Veldland)"
    )


def test_a_person_keeps_names_birth_date_and_ties_only(reading: Reading) -> None:
    """Nothing that tells where a person comes from is kept, not even in a programme or title."""
    assert of(reading, "102") == {
        "alias": ["ORSKIJ, Ilia"],
        "birthDate": ["1960-03-04"],
        "listed": ["SDN", "SDN"],
        "name": ["ORSK, Ilja Petrovich"],
        "related": ["us-ofac-sdn:101"],
        "weakAlias": ["ILJUSHA"],
    }
    text = person_values(reading)
    for value in ("veldland", "veldhaven", "sundia", "ostmark", "x44120", "home road"):
        assert value not in text
    assert reading.dropped == {"person addresses": 1, "person origin": 6, "person remarks": 1}


def test_ships_and_aircraft(reading: Reading) -> None:
    """Vessels and aircraft keep their numbers and flags."""
    ship = of(reading, "103")
    assert (ship["imoNumber"], ship["mmsi"], ship["flag"]) == (
        ["9990001"],
        ["999000111"],
        ["Veldland"],
    )
    assert of(reading, "104")["model"] == ["V-12"]
    assert {s.kind for s in reading.statements} == {
        "Organization",
        "Person",
        "Vessel",
        "Airplane",
    }


def test_rows_are_counted_and_strangers_reported_once(reading: Reading) -> None:
    """Rows of companions that join no entry are one issue each."""
    assert reading.rows == 4
    assert [(issue.field, issue.what[:6]) for issue in reading.issues] == [
        ("alias", "1 of 4"),
        ("address", "1 of 3"),
    ]


def test_editions_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    """Two lists in one folder each get the companions that agree with them."""
    other = SDN.replace("10", "50", 4).replace("101,", "501,").replace("102,", "502,")
    other = other.replace("103,", "503,").replace("104,", "504,")
    for name, text in (
        ("old.csv", other),
        ("new.csv", SDN),
        ("x1.csv", ALT),
        ("x2.csv", ALT.replace("101,", "501,").replace("102,", "502,")),
    ):
        put(tmp_path, name, text)
    sources = OfacReader().recognise(sorted(tmp_path.iterdir()))
    assert [[path.name for path in source.paths] for source in sources] == [
        ["new.csv", "x1.csv"],
        ["old.csv", "x2.csv"],
    ]


def test_a_primary_file_alone_is_read_with_issues(tmp_path: Path) -> None:
    """Missing companions, a missing date and a missing end mark are said."""
    path = put(tmp_path, "sdn.csv", SDN.replace("\x1a", ""))
    (source,) = OfacReader().recognise([path])
    issues = [issue.text() for issue in OfacReader().read(source).issues]
    assert len(issues) == 4
    assert "end mark" in issues[0]
    assert "no file of aliases" in issues[1]


NON_SDN = (
    '701,"ICE FINANCE",-0- ,"CMIC-EO13959] [RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Listing Date (CMIC): 03 Jun 2021; Listing Date (EO 14024 Directive 2): 24 Feb 2022; Effective'
    ' Date (CMIC): 02 Aug 2021."\r\n'
    '702,"LIND, Ivo","individual","NS-PLC",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1962; POB Sund."'
    "\r\n"
    '703,"FJORD BANK",-0- ,"NORTHX",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Listing Date (EO 14024 Directive 1): some day."\r\n\x1a'
)


def test_the_non_sdn_lists_are_a_dataset_of_their_own(tmp_path: Path) -> None:
    """Nobody on them is said to be on the SDN list; both lists stand side by side in a folder."""
    for name, text in (
        ("sdn.csv", SDN),
        ("alt.csv", ALT),
        ("cons_prim.csv", NON_SDN),
        ("cons_alt.csv", '701,9,"aka","ICE FINANCE GROUP",-0- \r\n\x1a'),
    ):
        put(tmp_path, name, text)
    sources = OfacReader().recognise(sorted(tmp_path.iterdir()))
    assert [(s.dataset, [path.name for path in s.paths]) for s in sources] == [
        ("us-ofac-nonsdn", ["cons_prim.csv", "cons_alt.csv"]),
        ("us-ofac-sdn", ["sdn.csv", "alt.csv"]),
    ]
    reading = OfacReader().read(sources[0])
    assert reading.info.dataset == "us-ofac-nonsdn"
    assert of(reading, "701")["alias"] == ["ICE FINANCE GROUP"]
    assert of(reading, "702") == {
        "birthDate": ["1962"],
        "listed": ["NS-PLC", "non-SDN"],
        "name": ["LIND, Ivo"],
    }


def test_listing_dates_of_the_non_sdn_lists(tmp_path: Path) -> None:
    """The earliest date of the remarks is the listing's; a programme has its own or none."""
    (source,) = OfacReader().recognise([put(tmp_path, "cons_prim.csv", NON_SDN)])
    reading = OfacReader().read(source)
    dates = {
        (s.entity_id[-3:], s.value): s.valid_from for s in reading.statements if s.prop == "listed"
    }
    assert dates == {
        ("701", "non-SDN"): "2021-06-03",
        ("701", "CMIC-EO13959"): "2021-06-03",
        ("701", "RUSSIA-EO14024"): "2022-02-24",
        ("702", "non-SDN"): "",
        ("702", "NS-PLC"): "",
        ("703", "non-SDN"): "",
        ("703", "NORTHX"): "",
    }
    assert of(reading, "701")["notes"] == ["Effective Date (CMIC): 02 Aug 2021"]
    assert of(reading, "703")["notes"] == ["Listing Date (EO 14024 Directive 1): some day"]


def test_a_date_of_another_list_is_no_listing_on_this_one(tmp_path: Path) -> None:
    """On the SDN list, such a remark stays a remark."""
    text = SDN.replace("all offices worldwide", "Listing Date (EO 14024 Directive 2): 24 Feb 2022")
    (source,) = OfacReader().recognise([put(tmp_path, "sdn.csv", text)])
    reading = OfacReader().read(source)
    assert {s.valid_from for s in reading.statements} == {""}
    assert of(reading, "101")["notes"] == ["Listing Date (EO 14024 Directive 2): 24 Feb 2022"]
    assert of(reading, "101")["listed"] == ["NORTHX", "SDN", "VELD-EO1"]


def test_renamed_non_sdn_files_are_known_by_their_programmes(tmp_path: Path) -> None:
    """A list with programmes that only the other lists have is not taken for the SDN list."""
    (source,) = OfacReader().recognise([put(tmp_path, "primary.csv", NON_SDN)])
    assert source.dataset == "us-ofac-nonsdn"
    mixed = SDN.replace("\x1a", "") * 5 + NON_SDN.split("\r\n", maxsplit=1)[0] + "\r\n"
    (source,) = OfacReader().recognise([put(tmp_path, "primary.csv", mixed)])
    assert source.dataset == "us-ofac-sdn"


def test_other_tables_are_left_alone(tmp_path: Path) -> None:
    """Companions without a primary file and tables of another shape are not recognised."""
    paths = [
        put(tmp_path, "alt.csv", ALT),
        put(tmp_path, "other.csv", "1,2,3,4,5,6,7,8,9,10,11,12\n"),
    ]
    assert OfacReader().recognise(paths) == []


@pytest.mark.parametrize("end", ["KESTREL", '"vessel",', "MMSI 9"])
def test_a_file_cut_off_is_refused(tmp_path: Path, end: str) -> None:
    """A file that ends inside a row or a quoted cell gives nothing."""
    many = "".join(SDN.split("\r\n")[0].replace("101", str(n), 1) + "\r\n" for n in range(600, 610))
    path = put(tmp_path, "sdn.csv", many + SDN[: SDN.index(end) + len(end)])
    (source,) = OfacReader().recognise([path])
    if end == "MMSI 9":  # a row may be whole without its last words; the end mark tells
        assert "end mark" in OfacReader().read(source).issues[0].what
        return
    with pytest.raises(DataError, match="cut off"):
        OfacReader().read(source)


@pytest.mark.parametrize(
    ("text", "prop", "value"),
    [
        ("a.k.a. 'O'ER THE SEA'", "weakAlias", "O'ER THE SEA"),
        ("n.k.a. 'NEW NAME'.", "alias", "NEW NAME"),
        ("d.b.a. 'SHOP'", "alias", "SHOP"),
        ("DOB circa 1960", "birthDate", "1960"),
        ("alt. DOB 1960 to 1962", "notes", "alt. DOB 1960 to 1962"),
        ("(Linked To: POLAR HOLDING)", "linkedTo", "POLAR HOLDING"),
        ("Tax ID No. 7700112233 (Veldland)", "registrationNumber", "7700112233"),
        ("Registration Number 12", "notes", "Registration Number 12"),
        ("Identification Number IMO 5551234.", "registrationNumber", "IMO 5551234"),
        ("SWIFT/BIC VELDVXVX", "swiftBic", "VELDVXVX"),
        ("all offices worldwide.", "notes", "all offices worldwide"),
    ],
)
def test_pieces_of_remarks(text: str, prop: str, value: str) -> None:
    """Each sort of piece is known by how it begins; others are notes."""
    (remark,) = read_remarks(text)
    assert (remark.prop, remark.value) == (prop, value)
