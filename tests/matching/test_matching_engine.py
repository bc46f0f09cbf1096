"""Facts of the matching engine, on invented organisations."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.domain.match import Band, Match
from counterfoil.matching.engine import NameMatcher
from counterfoil.matching.model import HIGHEST, LOWEST, probability
from counterfoil.matching.split import split
from counterfoil.matching.tokens import canonical
from counterfoil.ports.matcher import Matcher, MatchIndex, QueryName, ReferenceName

MATCHER = NameMatcher()
VIMA = "Veld Institute of Marine Acoustics (VIMA)"
WORDS = st.lists(
    st.sampled_from(
        [
            "Veld",
            "Kestrel",
            "Institute",
            "University",
            "Marine",
            "Acoustics",
            "Ltd",
            "of",
            "Physics",
            "Borealis",
            "No.",
            "7",
            "Żabka",
            "海洋",
            "Научно",
            "институт",
            "جامعة",
            "대학교",
            "O'Hara",
            "S.A.",
            "GmbH",
            "(VIMA)",
        ]
    ),
    max_size=6,
).map(" ".join)
NAMES = st.one_of(WORDS, st.text(alphabet=st.characters(), max_size=40))

LIST = (
    ReferenceName("l:1", VIMA, "Organization", country="VX"),
    ReferenceName("l:1", "VIMA", "Organization", "acronym", country="VX"),
    ReferenceName("l:2", "Kestrel Sound Shipyard No. 7", "Company"),
    ReferenceName("l:3", "Harrow Bay University of Science and Technology", "Organization"),
    ReferenceName("l:4", "Borealis Hydrophone Works GmbH", "Company"),
    ReferenceName("l:5", "Polar Holding", "Company", country="VX"),
    ReferenceName("l:6", "Институт подводной акустики Вельд", "Organization"),
    ReferenceName("l:7", "Northern Ore Trading Co., Ltd.", "Company"),
    ReferenceName("l:8", "Quillon, Tamsin Orla", "Person"),
)


def band(left: str, right: str, **known: str) -> Band:
    """Return the band of a pair of names."""
    return MATCHER.compare(QueryName("q", left, **known), ReferenceName("e", right)).band  # type: ignore[arg-type]


def score(left: str, right: str) -> int:
    """Return the score of a pair of names."""
    return MATCHER.compare(QueryName("q", left), ReferenceName("e", right)).score


def test_the_engine_is_a_matcher() -> None:
    """The engine has the shape of the port, though it lies below it."""
    matcher: Matcher = MATCHER
    index: MatchIndex = matcher.build(LIST)
    assert matcher.version == index.version


@given(NAMES, NAMES)
def test_comparing_never_raises(left: str, right: str) -> None:
    """Any two texts compare, with log-odds in their range and the probability that goes with them."""
    found = MATCHER.compare(QueryName("q", left), ReferenceName("e", right))
    assert LOWEST - 5_000 <= found.score <= HIGHEST
    assert found.probability == probability(found.score)


@given(NAMES)
def test_asking_never_raises(name: str) -> None:
    """Any text may be asked of an index, and any text may stand in one."""
    index = MATCHER.build([*LIST, ReferenceName("l:9", name)])
    index.query([QueryName("q", name, other_names=(name[::-1],))], weak=True)


@pytest.mark.parametrize(
    "name", ["\ud800", "\0", "", " ", "(((", "Ltd", "有限公司", "v" * 1_000_000]
)
def test_odd_names_are_names(name: str) -> None:
    """Surrogates, nothing, brackets, a bare legal form and a million letters do no harm."""
    assert MATCHER.compare(QueryName("q", name), ReferenceName("e", name)).band is not Band.STRONG
    assert isinstance(MATCHER.fingerprint(name), str)


@given(NAMES)
def test_the_fingerprint_forgets_accents_marks_and_form(name: str) -> None:
    """Composed and decomposed letters and direction marks do not change a fingerprint."""
    wanted = MATCHER.fingerprint(name)
    assert MATCHER.fingerprint(f"\u202b{name}\u202c") == wanted
    assert MATCHER.fingerprint(unicodedata.normalize("NFC", name)) == MATCHER.fingerprint(
        unicodedata.normalize("NFD", name)
    )


@given(
    st.lists(
        st.sampled_from(["Veld", "Kestrel", "Żabka", "Вельд", "海洋", "Ice", "Øre"]), min_size=1
    )
)
def test_the_fingerprint_forgets_case_and_order(words: list[str]) -> None:
    """Case and word order do not change a fingerprint."""
    assert MATCHER.fingerprint(" ".join(words).upper()) == MATCHER.fingerprint(
        " ".join(reversed(words)).lower()
    )


@pytest.mark.parametrize("mark", ["\u0482", "\u0488", "\u0640", "\u3030", "\u30fc", "\u0e3f"])
def test_signs_without_a_sound_are_no_words(mark: str) -> None:
    """A sign that has no romanised form leaves the rest of the name alone."""
    MATCHER.build([ReferenceName("e", mark), ReferenceName("f", f"Veld {mark}")])


def test_every_letter_may_stand_in_a_reference() -> None:
    """No letter of Unicode's first plane stops an index from being built."""
    blocks = [" ".join(map(chr, range(at, at + 16))) for at in range(0, 0x10000, 16)]
    assert len(MATCHER.build([ReferenceName(str(i), b) for i, b in enumerate(blocks)])) == 4096


def test_the_fingerprint_forgets_the_legal_form() -> None:
    """A legal form does not change a fingerprint; a translated word does."""
    assert MATCHER.fingerprint("Veld GmbH") == MATCHER.fingerprint("VELD Ltd.")
    assert MATCHER.fingerprint("Veld S.A.") == MATCHER.fingerprint("Veld")
    assert MATCHER.fingerprint("Universität Veld") != MATCHER.fingerprint("Veld University")


QUERIES = [
    QueryName("q1", "Marine Acoustics Institute, Veld"),
    QueryName("q2", "海洋声学研究所"),
    QueryName("q3", "Kestrel Sound Shipyard No. 9"),
    QueryName("q4", "Polar Holdng"),
    QueryName("q5", "VIMA", country="VX"),
    QueryName("q6", "Northen Ore"),
    QueryName("q7", "Tamsin O. Quillon", "Person"),
]


@settings(max_examples=20)
@given(st.randoms(use_true_random=False), st.integers(0, len(QUERIES)))
def test_order_and_batches_do_not_matter(dice: random.Random, cut: int) -> None:
    """The order of the reference and the split of the batch change no byte of the result."""
    names = list(LIST)
    dice.shuffle(names)
    wanted = MATCHER.build(LIST).query(QUERIES, weak=True)
    index = MATCHER.build(names)
    assert index.query(QUERIES[:cut], weak=True) + index.query(QUERIES[cut:], weak=True) == wanted


def test_case_does_not_matter() -> None:
    """A name in capitals scores as the same name in small letters."""
    assert score(VIMA.upper(), VIMA) == score(VIMA.lower(), VIMA)


def find(name: str, **known: object) -> list[Match]:
    """Return the candidates of one name in the invented list."""
    return MATCHER.build(LIST).query([QueryName("q", name, **known)])[0]  # type: ignore[arg-type]


def test_one_candidate_per_entity_best_first() -> None:
    """An entity with two names is one candidate; better scores come first, ties by id."""
    names = [
        ReferenceName("b", "Borealis Works"), ReferenceName("a", "Borealis Works"),
        ReferenceName("a", "Borealis Work"),
    ]  # fmt: skip
    found = MATCHER.build(names).query([QueryName("q", "Borealis Works")])[0]
    assert [m.entity_id for m in found] == ["a", "b"]
    assert len({m.score for m in found}) == 1


def test_weak_candidates_only_on_demand() -> None:
    """A weak candidate is shown only to those who ask."""
    index = MATCHER.build(LIST)
    query = [QueryName("q", "Kestrel Sound Shipyard No. 9")]
    assert index.query(query) == [[]]
    assert {m.band for m in index.query(query, weak=True)[0]} == {Band.WEAK}


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_the_limit_holds(limit: int) -> None:
    """No more candidates than asked for are given."""
    found = MATCHER.build(LIST).query([QueryName("q", VIMA)], limit=limit, weak=True)[0]
    assert len(found) <= limit


def test_an_empty_reference_finds_nothing() -> None:
    """An index over nothing answers with nothing."""
    assert MATCHER.build([]).query(QUERIES) == [[] for _ in QUERIES]


def test_an_acronym_alone_is_weak() -> None:
    """An acronym without anything beside it does not name a body."""
    assert find("VIMA") == []
    assert band("VIMA", VIMA) is Band.WEAK


def test_an_acronym_with_its_country_is_possible() -> None:
    """An acronym whose country agrees is possible, never strong."""
    (found,) = find("VIMA", country="VX")
    assert (found.entity_id, found.band) == ("l:1", Band.POSSIBLE)


def test_a_full_spelling_beside_an_acronym_counts() -> None:
    """A further spelling of the query is looked for as well."""
    found = find("VIMA", other_names=("Veld Institute for Marine Acoustics",))[0]
    assert found.entity_id == "l:1"
    assert found.band is Band.STRONG


def test_a_namesake_elsewhere_is_weak() -> None:
    """Two universities that differ by their place alone are two universities."""
    assert (
        band("Quorn Bay University of Technology", "Harrow Bay University of Technology")
        is Band.WEAK
    )
    assert band("Harbin Police College", "Nanjing Police College") is Band.WEAK


def test_a_different_number_is_weak() -> None:
    """Factory No. 7 is not Factory No. 9, though all else agrees."""
    found = MATCHER.compare(
        QueryName("q", "Kestrel Shipyard No. 9"), ReferenceName("e", "Kestrel Shipyard No. 7")
    )
    assert found.band is Band.WEAK
    assert "number-differs" in {reason.what for reason in found.reasons}


def test_a_number_in_words_is_the_number() -> None:
    """An ordinal in words and one in digits are one number."""
    assert band("Second Veld Hospital", "2nd Veld Hospital") is not Band.WEAK


def test_a_part_is_at_most_possible() -> None:
    """A department, a hospital or a further institute of a listed body is at most possible."""
    for part in ("Hospital of Veld University", "Veld University, Department of Ice Chemistry"):
        assert band(part, "Veld University") is not Band.STRONG


def test_another_kind_is_not_strong() -> None:
    """A university and an institute that share a rare name are at most possible."""
    assert band("Veld University", "Veld Institute") is not Band.STRONG


def test_the_worked_example_is_possible() -> None:
    """The partner of the worked example is possible, as worked by hand."""
    assert band("Institute of Marine Acoustics, Veld Technical University", VIMA) is Band.POSSIBLE


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("维尔德海洋声学研究所", "Weierde Institute of Marine Acoustics"),
        ("維爾德海洋聲學研究所", "Weierde Institute of Marine Acoustics"),
        ("Вельдский институт морской акустики", "Veldskiy Institute of Marine Acoustics"),
        ("معهد فيلد لعلوم البحار", "Fild Institute of Marine Sciences"),
        ("벨드 해양음향 연구소", "Beldeu Marine Acoustics Institute"),
        ("Veld Gidroakustika Zavod", "Veld Hydroacoustics Plant"),
        ("Institut für Akustik Veldau", "Veldau Acoustics Institute"),
    ],
)
def test_other_scripts_and_languages_are_found(native: str, latin: str) -> None:
    """A name in another script or language finds its English form."""
    assert band(native, latin) is not Band.WEAK


@pytest.mark.parametrize(
    "slip",
    [
        "Veld Institut of Marine Acoustics", "Institute of Marine Acoustics, Veld",
        "Veld Inst. of Marine Acoustics", "VELD INSTITUTE OF MARINE ACUOSTICS",
        "The Veld Institute for Marine Acoustics Ltd.", "V\u0435ld Institute of M\u0430rine Acoustics",
    ],
)  # fmt: skip
def test_slips_of_the_pen_stay_strong(slip: str) -> None:
    """Typos, order, abbreviations, legal forms and look-alike letters do not hide a name."""
    assert band(slip, VIMA) is Band.STRONG


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("तारा वेल्दकर", "Tara Veldkar"), ("लक्ष्मी बोरेलकर", "Lakshmi Borelkar"), ("সুমিত্রা ভেলদা", "Sumitra Velda"),
        ("ਹਰਮੀਤ ਵੇਲਦਾ", "Harmeet Velda"), ("தாரா வேல்டன்", "Tara Veldan"), ("તારા વેલદીકર", "Tara Veldikar"),
        ("วีระ เวลดา", "Wira Welda"),
    ],
)  # fmt: skip
def test_vowels_written_as_marks_are_part_of_their_word(native: str, latin: str) -> None:
    """A word of an Indic script, or of Thai, is one word, and is read with the vowels it is spoken with."""
    assert len(split(native).words) == 2
    assert band(native, latin, kind="Person") is not Band.WEAK
    assert band(latin, native, kind="Person") is not Band.WEAK
    assert band(native, "Sunil Quillonkar", kind="Person") is Band.WEAK


def test_two_common_names_are_no_slip_of_each_other() -> None:
    """One letter between two names that many people bear tells more than between two that nobody has."""
    assert score("Quillon Hernandez", "Quillon Fernandez") < score(
        "Quillon Hervandel", "Quillon Fervandel"
    )


@pytest.mark.parametrize(
    ("native", "latin"),
    [("習建寧", "Xi Jianning"), ("庞维宁", "Pang Weining"), ("최민아", "Choi Min-a"), ("Ђорђе Велденић", "Đorđe Veldenić")],
)  # fmt: skip
def test_native_names_of_people_are_found_in_latin_letters(native: str, latin: str) -> None:
    """A family name is told from a given one, and a letter of Serbian is read as it is written in Latin."""
    assert band(native, latin, kind="Person") is not Band.WEAK


def test_a_syllable_of_a_name_is_no_ministry() -> None:
    """`Min` is a syllable of many names before it is an abbreviation."""
    assert canonical("min") == "min"


def test_an_umlaut_written_with_two_letters_is_the_same() -> None:
    """Both ways to write a German umlaut sound alike."""
    assert band("Tamsin Müller-Veld", "Tamsin Mueller-Veld", kind="Person") is not Band.WEAK
    assert score("Tamsin Müller", "Tamsin Mueller") > score("Tamsin Müller", "Tamsin Miller")


def test_forms_of_one_class_speak_for_a_match() -> None:
    """Two limited companies agree in their form, a limited and a share company do not."""
    same = score("Kestrel Veld GmbH", "Kestrel Veld LLC")
    assert same == score("Kestrel Veld Ltd", "Kestrel Veld Ltd")
    assert same > score("Kestrel Veld GmbH", "Kestrel Veld JSC")


def test_initials_of_given_names_speak_for_a_person() -> None:
    """Initials that agree with the given names score above initials that do not."""
    initials = QueryName("q", "J. P. Quillonsson", "Person")
    assert MATCHER.compare(
        initials, ReferenceName("e", "Jonas Petter Quillonsson", "Person")
    ).score > (
        MATCHER.compare(initials, ReferenceName("e", "Maria Clara Quillonsson", "Person")).score
    )


def test_joined_words_are_one() -> None:
    """Two words written as one are found, and the reason says so."""
    found = MATCHER.compare(
        QueryName("q", "Kestrelsound Shipyard"), ReferenceName("e", "Kestrel Sound Shipyard")
    )
    assert found.band is not Band.WEAK
    assert "joined" in {reason.what for reason in found.reasons}


def test_the_score_does_not_saturate() -> None:
    """A rare name that agrees scores above a common name that agrees."""
    rare = score("Borealis Hydrophone Works", "Borealis Hydrophone Works")
    assert rare > score("National University", "National University")


def test_a_common_name_is_never_strong() -> None:
    """Everyday words, or one common word of a person's name, say too little."""
    assert band("National University", "National University") is not Band.STRONG
    assert band("Maria", "Maria", kind="Person") is not Band.STRONG


def test_a_person_by_initial_and_order_is_found() -> None:
    """Order of names and an initial for a middle name do not hide a person."""
    (found,) = find("Tamsin O. Quillon", kind="Person")
    assert found.entity_id == "l:8"


def test_another_country_lowers_an_organisation_only() -> None:
    """Country speaks against an organisation and says nothing of a person."""

    def ask(kind: str, country: str) -> int:
        reference = ReferenceName("e", "Borealis Veld", kind, country="VX")
        return MATCHER.compare(
            QueryName("q", "Borealis Veld", kind, (), "", country), reference
        ).score

    assert ask("Company", "WY") < ask("Company", "VX")
    assert ask("Person", "WY") == ask("Person", "VX") == ask("Person", "")


def test_the_reasons_cover_both_names() -> None:
    """Each word of both names stands in a reason: matched, missing or differing."""
    found = MATCHER.compare(QueryName("q", "Veld Ice Board"), ReferenceName("e", "Veld Snow Board"))
    left = {word for r in found.reasons if r.what != "reordered" for word in r.left.split()}
    right = {word for r in found.reasons if r.what != "reordered" for word in r.right.split()}
    assert left == {"veld", "ice", "board"}
    assert right == {"veld", "snow", "board"}
