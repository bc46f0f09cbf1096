from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterfoil.errors import DataError
from counterfoil.ports.reader import Reading
from counterfoil.sources import formats
from counterfoil.sources.files import Limits
from counterfoil.sources.un_xml import UnXmlReader
from counterfoil.sources.un_xml_record import language_of
from tests.sources.answers import find, of, person_values
from tests.sources.samples import put

PERSON = """<INDIVIDUAL><DATAID>7001</DATAID><VERSIONNUM>2</VERSIONNUM>
<FIRST_NAME>ILJA</FIRST_NAME><SECOND_NAME>PETROVICH</SECOND_NAME><FOURTH_NAME>ORSK</FOURTH_NAME>
<UN_LIST_TYPE>Veldland</UN_LIST_TYPE><REFERENCE_NUMBER>VXi.001</REFERENCE_NUMBER>
<LISTED_ON>2014-03-02-05:00</LISTED_ON><GENDER>Male</GENDER>
<NAME_ORIGINAL_SCRIPT>Орск Илья; 오르스크</NAME_ORIGINAL_SCRIPT>
<COMMENTS1>Of the Ostmark people. Born in Sund.</COMMENTS1>
<TITLE><VALUE>Elder</VALUE></TITLE>
<DESIGNATION><VALUE>Head of the Ice Office</VALUE><VALUE>Veldlandic envoy</VALUE>
<VALUE>Governor of Ostmark</VALUE></DESIGNATION>
<NATIONALITY><VALUE>Veldland</VALUE></NATIONALITY>
<LAST_DAY_UPDATED><VALUE>2016-05-04</VALUE><VALUE>2019-12-01</VALUE><VALUE/></LAST_DAY_UPDATED>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ilia Orskij; I. Orskij</ALIAS_NAME>
<CITY_OF_BIRTH>Kvitvik</CITY_OF_BIRTH><DATE_OF_BIRTH>1961</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Iljusha</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><STREET>9 Home Road</STREET><COUNTRY>Sundia</COUNTRY></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-03-04</DATE>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1959</YEAR>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1962</FROM_YEAR>
<TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1930</FROM_YEAR>
<TO_YEAR>1990</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Veldhaven</CITY><STATE_PROVINCE>Upper Ostmark Province
</STATE_PROVINCE><COUNTRY>Veldland</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X44120</NUMBER>
<ISSUING_COUNTRY>Norrland</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT/><SORT_KEY/></INDIVIDUAL>
"""
BODY = """<ENTITY><DATAID>7002</DATAID><FIRST_NAME>POLAR HOLDING</FIRST_NAME>
<UN_LIST_TYPE>Veldland</UN_LIST_TYPE><REFERENCE_NUMBER>VXe.001</REFERENCE_NUMBER>
<LISTED_ON>2016-11-30</LISTED_ON>
<COMMENTS1>Trades ore. Its owner is a citizen of Sundia. Also called Polar.</COMMENTS1>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>"PH"</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>ARCTIC TRUST</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ALIAS><QUALITY>Dubious</QUALITY><ALIAS_NAME>POLAR</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><STREET>1 Ice Street</STREET><CITY>Tromsø</CITY><COUNTRY>Norway</COUNTRY>
<NOTE>branch</NOTE></ENTITY_ADDRESS><ENTITY_ADDRESS><COUNTRY/></ENTITY_ADDRESS></ENTITY>
"""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LIST = (
    f'{HEAD}<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">\n'
    f"<INDIVIDUALS>{PERSON}</INDIVIDUALS><ENTITIES>{BODY}</ENTITIES></CONSOLIDATED_LIST>\n"
)


def _read(folder: Path, name: str, content: str | bytes) -> Reading:
    (source,) = UnXmlReader().recognise([put(folder, name, content)])
    return UnXmlReader().read(source)


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """The invented list."""
    return _read(tmp_path, "list.xml", LIST)


def test_a_person_keeps_names_birth_dates_offices_and_the_listing(reading: Reading) -> None:
    """Names of all sorts and dates as far as known come in; a programme named after home does not."""
    assert of(reading, "7001") == {
        "alias": ["I. Orskij", "Ilia Orskij"],
        "birthDate": ["1959", "1960-03-04", "1961", "1962", "1963"],
        "listed": ["UN Security Council", "UN Security Council"],
        "modifiedAt": ["2019-12-01"],
        "name": ["ILJA PETROVICH ORSK", "Орск Илья", "오르스크"],
        "position": ["Head of the Ice Office"],
        "unscId": ["VXi.001"],
        "weakAlias": ["Iljusha"],
    }
    texts = {s.value: s.original for s in reading.statements if s.prop == "birthDate"}
    assert texts == {
        "1960-03-04": "",
        "1959": "circa 1959",
        "1961": "",
        "1962": "between 1962 and 1963",
        "1963": "between 1962 and 1963",
    }
    assert {s.valid_from for s in reading.statements if s.prop == "listed"} == {
        "2014-03-02",
        "2016-11-30",
    }


def test_no_origin_of_a_person_comes_in(reading: Reading) -> None:
    """Neither fields nor free text bring a place or paper; what was dropped is counted by sort."""
    text = person_values(reading)
    for value in (
        *("veldland", "veldhaven", "ostmark", "kvitvik", "sundia", "sund", "norrland", "x44120"),
        *("home road", "elder", "male"),
    ):
        assert value not in text
    # 3 of the birthplace, 1 nationality, 1 town of an alias, 1 paper and its issuer, 1 title, the
    # comment, 2 offices and the programme; then the sentence about the owner of the holding.
    assert reading.dropped == {"person addresses": 1, "person origin": 13, "person remarks": 1}


def test_an_entity_with_all_that_is_said_of_it(reading: Reading) -> None:
    """Addresses, comments and aliases of a body are kept; an alias of unknown quality is weak."""
    assert of(reading, "7002") == {
        "acronym": ["PH"],
        "address": ["1 Ice Street, Tromsø, Norway"],
        "city": ["Tromsø"],
        "country": ["NO"],
        "listed": ["UN Security Council", "Veldland"],
        "name": ["POLAR HOLDING"],
        "notes": ["Trades ore. Also called Polar."],
        "previousName": ["ARCTIC TRUST"],
        "unscId": ["VXe.001"],
        "weakAlias": ["POLAR"],
    }
    assert find(reading, "7002", "address").original == "1 Ice Street, Tromsø, Norway (branch)"
    assert [issue.field for issue in reading.issues] == ["FROM_YEAR", "QUALITY"]


def test_rows_and_edition(reading: Reading) -> None:
    """Individuals and entities are counted together; the edition is the day of generation."""
    assert (reading.rows, reading.info.edition) == (2, date(2026, 2, 27))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("오르스크", "ko"),
        ("オルスク", "ja"),
        ("極ホールディング", "ja"),
        ("Πόλος", "el"),
        ("Орск", ""),
        ("极地", ""),
        ("قطب", ""),
        ("Polar", ""),
        ("", ""),
    ],
)
def test_a_script_tells_the_language_or_not(text: str, lang: str) -> None:
    """A script that several languages share tells none."""
    assert language_of(text) == lang


@pytest.mark.parametrize("name", ["list.xml.gz", "list.xml.zip", "list.txt"])
def test_packed_and_under_any_name(tmp_path: Path, name: str) -> None:
    """The list is known by what it holds."""
    assert _read(tmp_path, name, LIST).rows == 2


def test_other_encodings(tmp_path: Path) -> None:
    """UTF-16 with a mark and Latin-1 as declared are read; the wrong one is refused."""
    wide = LIST.replace("UTF-8", "UTF-16").encode("utf-16")
    assert "오르스크" in of(_read(tmp_path, "a.xml", wide), "7001")["name"]
    latin = LIST.replace("UTF-8", "ISO-8859-1").replace("Орск Илья; 오르스크", "Örsk")
    assert "Örsk" in of(_read(tmp_path, "b.xml", latin.encode("latin-1")), "7001")["name"]
    with pytest.raises(DataError, match="not XML"):
        _read(tmp_path, "c.xml", LIST.replace("Илья", "Ilja").encode().replace(b"PETRO", b"\xff"))
    with pytest.raises(DataError, match=r"decoded|not XML"):
        _read(tmp_path, "d.xml", LIST.replace("UTF-8", "klingon"))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_file_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    """A document that ends early gives nothing."""
    text = LIST.rstrip()
    with pytest.raises(DataError, match="cut off"):
        _read(tmp_path, "cut.xml", text.encode()[: int(len(text.encode()) * share)])


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE CONSOLIDATED_LIST SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY x SYSTEM "http://127.0.0.1/x">]>',
        "<!DOCTYPE CONSOLIDATED_LIST>",
    ],
)
def test_declarations_are_refused(tmp_path: Path, declaration: str) -> None:
    """A document type, an entity or an outside reference refuses the file, in words."""
    spoiled = LIST.replace(HEAD, HEAD + declaration).replace("ARCTIC", "&a;")
    with pytest.raises(DataError, match="declares a type, entities") as caught:
        _read(tmp_path, "evil.xml", spoiled)
    assert "evil.xml" in caught.value.where


def test_what_is_too_large_too_deep_or_empty(tmp_path: Path) -> None:
    """Limits of size and depth hold, and a list without records is none."""
    path = put(tmp_path, "list.xml", LIST)
    reader = UnXmlReader(Limits(document=2000))
    with pytest.raises(DataError, match="larger than"):
        reader.read(reader.recognise([path])[0])
    with pytest.raises(DataError, match="deep"):
        _read(tmp_path, "deep.xml", LIST.replace("<SORT_KEY/>", "<X>" * 10_000))
    with pytest.raises(DataError, match="no individual"):
        _read(tmp_path, "no.xml", "<CONSOLIDATED_LIST></CONSOLIDATED_LIST>")
    with pytest.raises(DataError, match="outermost"):
        _read(tmp_path, "in.xml", f"<x>{LIST.removeprefix(HEAD)}</x>")


def test_records_without_number_or_twice_are_told(tmp_path: Path) -> None:
    """A record that cannot be kept apart is left out or merged, and said; a missing date too."""
    text = LIST.replace("<DATAID>7002</DATAID>", "").replace("<REFERENCE_NUMBER>VXe.001<", "<X><")
    text = text.replace("</REFERENCE_NUMBER>\n<LISTED_ON>2016", "</X>\n<LISTED_ON>2016")
    text = text.replace("</INDIVIDUALS>", PERSON.replace("2014-03-02-05:00", "") + "</INDIVIDUALS>")
    reading = _read(tmp_path, "odd.xml", text.replace("dateGenerated", "made"))
    said = [(issue.row, issue.field) for issue in reading.issues if issue.field != "FROM_YEAR"]
    assert said == [(2, "DATAID"), (2, "LISTED_ON"), (3, "DATAID"), (0, "dateGenerated")]
    assert reading.rows == 3
    assert {s.entity_id for s in reading.statements} == {"un-sc:7001"}


def test_other_documents_are_left_alone(tmp_path: Path) -> None:
    """A page that names the list, and text with a stray mark, are not taken for it."""
    paths = [
        put(tmp_path, "page.html", "<html><body>CONSOLIDATED_LIST</body></html>"),
        put(tmp_path, "note.txt", "see <CONSOLIDATED_LIST> in the file"),
        put(tmp_path, "empty.xml", ""),
    ]
    assert UnXmlReader().recognise(paths) == []


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_documents(tmp_path: Path, data: st.DataObject) -> None:
    """A list with pieces cut, doubled or overwritten is read or refused, never worse."""
    content = LIST.encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 40)))
        new = data.draw(
            st.binary(max_size=12) | st.sampled_from([b"<X>", b"&#0;", b"<!--", b"]]>"])
        )
        content = content[:start] + new + content[end:]
    path = put(tmp_path, "list.xml", content)
    for source in formats.recognise_all([path])[0]:
        try:
            reading = formats.read(source)
        except DataError:
            continue
        assert all(s.value and s.entity_id.startswith("un-sc:") for s in reading.statements)


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arbitrary_bytes_behind_the_opening(tmp_path: Path, data: bytes) -> None:
    """Whatever follows the outermost element is refused."""
    with pytest.raises(DataError):
        _read(tmp_path, "list.xml", b"<CONSOLIDATED_LIST>" + data)
