"""Facts of the shipped tables, and of what they make of invented names in other languages."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import pytest

from counterfoil.matching import tables
from counterfoil.matching.legal import legal_hash
from counterfoil.matching.scripts import word_readings
from counterfoil.matching.split import split
from counterfoil.matching.tokens import OPTIONAL, canonical

FOLDER = files("counterfoil.matching") / "tables"
NAMES = sorted(path.name.removesuffix(".tsv") for path in FOLDER.iterdir() if "tsv" in path.name)
NOT_WORDS = {"han_variants", "rarity", "names", "nicknames"}  # values are letters, counts, keys
ONE_COLUMN = {"stop", "places", "titles", "particles"}
SOME_HAVE_A_VALUE = {"types", "legal"}
GROUPED = {"han_variants"}  # in the order of its groups
TRANSLATED = [
    n
    for n in NAMES
    if n not in NOT_WORDS | ONE_COLUMN | SOME_HAVE_A_VALUE | {"synonyms", "families"}
]
MOST_ROWS = 6500


def rows(name: str) -> list[tuple[str, str]]:
    """Return term and raw values of each row."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if line and not line.startswith("#")]
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in body]


@pytest.mark.parametrize("name", NAMES)
def test_every_table_says_what_it_is_and_is_sorted(name: str) -> None:
    """A table begins with a comment, holds one row per term in the order of code points."""
    first = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    terms = [term for term, _ in rows(name)]
    assert terms
    assert len(terms) <= MOST_ROWS
    if name not in GROUPED:
        assert terms == sorted(set(terms))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_clean(name: str) -> None:
    """No term or value has stray spaces, empty values, capitals in Latin or odd normal forms."""
    for term, values in rows(name):
        assert term == term.strip() == unicodedata.normalize("NFC", term), term
        assert not re.search("[A-Z]", term + values), term
        if values:
            assert all(v and v == v.strip() for v in values.split("|")), term
        assert bool(values) != (name in ONE_COLUMN) or name in SOME_HAVE_A_VALUE, term


@pytest.mark.parametrize("name", TRANSLATED)
def test_translations_are_canonical_english_words(name: str) -> None:
    """A value is a phrase of words as `canonical` leaves them, or the mark of a needless word."""
    for term, values in rows(name):
        for value in values.split("|"):
            if value == OPTIONAL:
                continue
            assert re.fullmatch("[a-z0-9]+( [a-z0-9]+)*", value), (term, value)
            assert [canonical(w) for w in value.split()] == value.split(), (term, value)


@pytest.mark.parametrize("name", TRANSLATED)
def test_values_of_a_term_differ(name: str) -> None:
    """No term gives one value twice, and a needless word's mark comes last or alone or first."""
    for term, values in rows(name):
        found = values.split("|")
        assert len(found) == len(set(found)), term
        assert OPTIONAL not in found[1:-1], term


@pytest.mark.parametrize("name", ["de", "fr", "es", "pt", "it", "nl", "pl", "cs", "tr", "nordic"])
def test_foreign_words_are_no_english_words(name: str) -> None:
    """A word that is no article, place or kind of body in English is translated."""
    terms = {term for term, _ in rows(name)}
    assert not terms & tables.stop_words()
    assert not terms & tables.places()


def test_learned_rows_do_not_repeat_written_ones() -> None:
    """A learned Latin-script word stands in no table that was written by hand."""
    by_hand = {term for n in ("de", "fr", "es", "pt", "it", "nl") for term, _ in rows(n)}
    learned = {term for n in NAMES if n.startswith("learned_") for term, _ in rows(n)}
    assert not by_hand & learned


def test_variants_of_characters_pair_up() -> None:
    """Each traditional character has one simplified twin, which is no variant itself."""
    pairs = tables.han_variants()
    assert all(len(a) == len(b) for a, b in rows("han_variants"))
    assert all(pairs.get(ord(simple), simple) == simple for simple in pairs.values())


def test_nicknames_lead_to_keys_that_are_no_nicknames() -> None:
    """Following a nickname once is enough: a key is a form of no other name."""
    nicknames = tables.nicknames()
    assert not set(nicknames.values()) & set(nicknames)
    assert all(form.isascii() and form.isalpha() for form in nicknames)
    assert nicknames["misha"] == nicknames["miguel"] == "michael"
    assert nicknames["mohd"] == nicknames["mehmet"] == "mohammed"


def test_titles_and_particles_are_apart() -> None:
    """A word is a title or a particle, never both."""
    assert {"dr", "prof", "sheikh", "haji", "engr", "دکتر", "教授", "박사"} <= tables.titles()
    assert {"al", "bin", "van", "von", "ould", "ullah", "ابن"} <= tables.particles()
    assert not tables.titles() & tables.particles()


def test_legal_forms_of_one_kind_have_one_number() -> None:
    """Limited companies of many countries are of one class, in either spelling, and share ones of another."""
    limited = {legal_hash([form]) for form in ("ltd", "llc", "gmbh", "ooo", "sp z o o", "limited")}
    shares = {legal_hash([form]) for form in ("jsc", "sa", "aktiengesellschaft", "oao", "plc")}
    assert len(limited) == len(shares) == 1
    assert limited != shares
    assert legal_hash(["ltd", "llc"]) == legal_hash(["llc"]) != legal_hash(["llc", "jsc"])
    assert legal_hash([]) == 0


def test_classes_of_legal_forms_are_few() -> None:
    """A class is a phrase that many forms share; a form without one is of its own."""
    classes = [value for _, value in rows("legal") if value]
    assert 8 <= len(set(classes)) <= 12
    assert tables.legal_forms()["gmbh"] == "limited company"
    assert tables.legal_forms()["stichting"] == "stichting"


def test_legal_forms_are_no_words_of_names() -> None:
    """No place, kind of body or common given name is taken for a legal form."""
    single = {form for form in tables.legal_forms() if " " not in form}
    assert not single & tables.places()
    assert not single & set(tables.types())
    assert not single & set(tables.nicknames())


@pytest.mark.parametrize(
    "name",
    [
        "Quillon Sp. z o.o.",
        "Quillon spol. s r.o.",
        "Quillon S.A.P.I. de C.V.",
        "Quillon Société par actions simplifiée",
        "Quillon Gesellschaft mit beschränkter Haftung",
        "Quillon Naamloze Vennootschap",
        "Общество с ограниченной ответственностью «Квиллон»",
        "Товариство з обмеженою відповідальністю «Квиллон»",
        "شرکت سهامی خاص کویلون",
        "Ανώνυμη Εταιρεία Κουιλλον",
        "奎隆股份有限公司",
        "奎隆有限責任公司",
        "퀼론 주식회사",
        "株式会社クイロン",
    ],
)
def test_legal_forms_of_many_countries_are_taken_out(name: str) -> None:
    """A legal form in full or abbreviated, in any script, is not a word of the name."""
    words = [word_readings(word) for word in split(name).words]
    sorts = [{token.sort for reading in found for token in reading} for found in words]
    assert len([one for one in sorts if not one <= {"legal", "stop"}]) == 1


def words_of(name: str) -> set[str]:
    """Return every word that any reading of a name has."""
    readings = (reading for word in split(name).words for reading in word_readings(word))
    return {token.text for reading in readings for token in reading}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Chinese
        ("奎隆市船舶重工第七〇九研究所", "shipbuilding 709 institute research"),
        ("昆仑山理工大学附属兵器工程学院", "university affiliated ordnance engineering"),
        ("沈阳维尔德航空发动机设计研究院", "shenyang aero engine design research institute"),
        ("奎隆省核工业第三研究设计院", "nuclear industry 3 design research"),
        ("维尔德海军潜艇学院", "navy submarine academy"),
        ("中國奎隆國防科技大學", "china national defense technology university"),
        ("維爾德飛彈與雷射實驗室", "missile laser laboratory"),
        ("齐齐哈尔奎隆火炸药试验场", "qiqihar explosive test range"),
        ("奎隆自治区公安厅", "public security department"),
        ("绵阳奎隆流体物理研究所", "mianyang fluid physics institute"),
        ("奎隆卫星导航与遥感应用中心", "satellite navigation remote sensing application center"),
        ("维尔德网络空间安全学院", "cyberspace security"),
        # Indic, Greek, Hebrew
        ("क्विलन भारतीय प्रौद्योगिकी एवं विज्ञान संस्थान", "india technology science institute"),
        ("কুইলন কৃষি বিশ্ববিদ্যালয় ও গবেষণা কেন্দ্র", "agriculture university research center"),
        ("குயில்லன் தொழில்நுட்பக் கல்லூரி", "technology college"),
        ("Εθνικό Κέντρο Θαλασσίων Ερευνών Κουίλλον", "national center marine research"),
        ("המכון הלאומי לחקר הים, אוניברסיטת קווילון", "institute national sea university"),
        # Russian and Ukrainian
        ("ФГУП «НИИ Вельд»", "research institute"),
        ("Ярославский опытный завод радиоэлектронных приборов", "yaroslavl experimental plant"),
        ("ЦНИИ судостроительных материалов Вельд", "central research institute shipbuilding"),
        ("ОКБ Квиллон противоракетных систем", "experimental design bureau missile defense system"),
        ("Тюменский филиал института горной химии", "tyumen branch institute mining chemistry"),
        ("НПО боеприпасов и взрывчатых веществ", "production association ammunition explosive"),
        ("Военно-воздушная академия имени Квиллона", "military air academy"),
        ("Гродненский государственный политехнический колледж", "state polytechnic college"),
        ("КБ специальной гидроакустики Вельд", "design bureau special"),
        ("Министерство обороны Республики Вельд", "ministry defense republic"),
        ("Харківський інститут космічної енергетики", "kharkiv institute space energy"),
        ("Державний завод суднобудування Вельд", "state plant shipbuilding"),
        # Persian
        ("دانشگاه صنعتی ولد", "university technology"),
        ("پژوهشگاه هوافضای کویلون", "research institute aerospace"),
        ("پژوهشکده مهمات‌سازی ولد", "research institute ammunition"),
        ("وزارت دفاع و پشتیبانی نیروهای مسلح ولد", "ministry defense logistics armed force"),
        ("صنایع موشکی و ماهواره‌ای کویلون", "industry missile"),
        ("سازمان انرژی اتمی ولد", "organization energy nuclear"),
        ("شرکت کشتیرانی دریای کویلون", "company shipping sea"),
        ("مرکز تحقیقات رادار و لیزر", "center research radar laser"),
        ("دانشکده علوم پایه و فنون ولد", "faculty science basic technology"),
        ("دانشگاه علوم پزشکی ولد", "university science medical"),
        ("موسسه فیزیک هسته‌ای کویلون", "institute physics nuclear"),
        ("واحد علوم و تحقیقات دانشگاه ولد", "branch science research university"),
        # Korean
        ("퀼론리과대학", "university science"),
        ("벨트정치군사대학", "political military university"),
        ("벨트국방과학원", "academy defense science"),
        ("퀼론 원자력공업성", "ministry nuclear energy industry"),
        ("벨트기계종합공장", "machine factory"),
        ("퀼론무역총회사", "trading corporation"),
        ("제2퀼론자연과학원", "academy natural science"),
        ("벨트해군사령부 잠수함연구소", "navy submarine institute"),
        ("퀼론전자자동화대학", "university electronics automation"),
        ("벨트우주과학기술위원회", "space science technology committee"),
        ("퀼론수출입은행", "export import bank"),
        ("벨트한방병원", "hospital"),
        # Japanese and Arabic
        ("ヴェルド防衛装備研究所", "defense equipment institute"),
        ("国立研究開発法人ヴェルド量子科学技術研究機構", "quantum science technology"),
        ("جامعة فيلد للعلوم التطبيقية", "university science applied"),
        ("هيئة التصنيع الحربي في فيلد", "authority manufacturing military"),
    ],
)
def test_invented_bodies_are_read_into_english_words(name: str, expected: str) -> None:
    """The words for the kind and field of a body are found whatever its language."""
    missing = {canonical(word) for word in expected.split()} - words_of(name)
    assert not missing, words_of(name)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Universität Veld", "Veldin yliopisto"),
        ("Instituto de Investigación Veld", "Institut de recherche Veld"),
        ("Ministero della Difesa", "Ministerstwo Obrony"),
        ("Forskningsinstitutet Veld", "Veld Araştırma Enstitüsü"),
        ("Universidade de Tecnologia Militar", "Uniwersytet Technologii Wojskowy"),
    ],
)
def test_latin_languages_meet_in_english(left: str, right: str) -> None:
    """Two languages share the English words of a kind of body and of its field."""
    shared = {w for w in words_of(left) & words_of(right) if not w.startswith("veld")}
    assert shared
