"""Transliteration: words of other scripts and Latin tokens, on invented and commonplace words."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import unicodedata
from functools import partial
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.matching import transliteration_kernels as kernels
from counterfoil.matching.letter_scripts import letter_scripts, letter_units
from counterfoil.matching.transliteration import (
    TRAINED,
    LatinVocabulary,
    Transliterator,
    family_spellings,
    name_parts,
    name_spellings,
    script_of,
    transliterator,
)
from counterfoil.matching.transliteration_model import code_of, parse_model
from counterfoil.matching.writing import units_of

TOKENS = [
    "hassan", "hussein", "salam", "bahar", "gulistan", "ivan", "boris", "kazan", "vesna", "snow",
    "kim", "seoul", "haneul", "namu", "wang", "wangwei", "london", "madrid", "peter", "elpida",
    "shalom", "sakura", "tokyo", "a", "zzyzx", "rain", "river", "mountain", "berlin", "oslo",
]  # fmt: skip
WORDS = {
    "حسن": "hassan", "سلام": "salam", "بهار": "bahar", "گلستان": "gulistan", "Борис": "boris",
    "Казань": "kazan", "Весна": "vesna", "서울": "seoul", "하늘": "haneul", "彼得": "peter",
    "馬德里": "madrid", "柏林": "berlin", "ελπίδα": "elpida", "שלום": "shalom", "さくら": "sakura",
}  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(codec="utf-8"), max_size=30),
    *(st.text(st.sampled_from(sorted("".join(WORDS))), max_size=60) for _ in range(2)),
)
SCRIPTS = (*TRAINED, *sorted(letter_scripts()))


def reader(script: str) -> Transliterator:
    found = transliterator(script)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("river", "latin"), ("Дом", "cyrillic"), ("سلام", "arabic"), ("집", "korean"),
        ("山", "chinese"), ("さくら", "kana"), ("桜さく", "kana"), ("γη", "greek"), ("12", ""),
        ("", ""), ("ღრუბელი", "georgian"), ("लहर", "devanagari"),
        ("নদী", "indic"), ("மலை", "indic"), ("ทะเล", "thai"), ("\ud800", ""),
    ],
)  # fmt: skip
def test_script_of_most_letters(word: str, script: str) -> None:
    """The script of a word is that of most of its letters; kana makes a word Japanese."""
    assert script_of(word) == script


def test_latin_and_unknown_scripts_have_no_reader() -> None:
    """There is nothing to transliterate in Latin letters or in none."""
    assert transliterator("latin") is None
    assert transliterator("") is None
    assert transliterator("runic") is None


@pytest.mark.parametrize(("word", "token"), WORDS.items())
def test_commonplace_word_finds_its_latin_form_first(word: str, token: str) -> None:
    """Of thirty Latin tokens the form of the word is the nearest, and well told from the rest."""
    ids, likeness = reader(script_of(word)).nearest(word, LatinVocabulary(TOKENS), 5)
    assert TOKENS[ids[0]] == token
    assert likeness[0] >= 200  # a short Chinese word has many Latin forms
    assert (np.diff(likeness) <= 0).all()


@pytest.mark.parametrize("word", ["حسن", "Казань", "하늘", "山水", "ελπίδα"])
def test_unlike_token_is_unlikely(word: str) -> None:
    """A token that shares no sound with a word has nearly no likeness."""
    vocabulary = LatinVocabulary(["zzyzx", "oxfwqj"])
    likeness = reader(script_of(word)).likeness(
        word, vocabulary.codes, vocabulary.offsets, np.arange(2)
    )
    assert (likeness < 50).all()


def test_chinese_person_is_read_in_pinyin() -> None:
    """A family name with a given name is read by its syllables, a foreign name by its sounds."""
    chinese = reader("chinese")
    assert chinese.best("王伟") == "wangwei"
    assert "peter" in dict(chinese.hypotheses("彼得"))


def test_traditional_and_simplified_characters_read_alike() -> None:
    """Variants of one character are one unit."""
    assert units_of("馬國", "chinese") == units_of("马国", "chinese")


def test_letters_of_other_languages_are_read() -> None:
    """Persian and Ukrainian letters have the nearest letter of the trained language."""
    assert units_of("کی", "arabic") == units_of("كي", "arabic")
    assert units_of("ї", "cyrillic") == ("й", "и")
    assert units_of("سَلـام", "arabic") == tuple("سلام")


def test_pairs_of_letters_are_one_unit() -> None:
    """Greek mu pi is a b at the start of a word; a small tsu doubles the consonant after it."""
    assert letter_units("μπα", "greek") == ("μπ", "α")
    assert reader("kana").best("サッポロ") == "sapporo"


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("王小明", ("王", "小明")), ("张伟", ("张", "伟")), ("張偉", ("張", "偉")),
        ("欧阳小明", ("欧阳", "小明")), ("諸葛明", ("諸葛", "明")), ("김민수", ("김", "민수")),
        ("남궁민수", ("남궁", "민수")), ("황보민", ("황보", "민")),
        (unicodedata.normalize("NFD", "김민수"), ("김", "민수")),
    ],
)  # fmt: skip
def test_person_written_without_space_has_two_parts(run: str, parts: tuple[str, ...]) -> None:
    """A common family name, also a compound one, stands before the given name."""
    assert name_parts(run) == parts


@pytest.mark.parametrize(
    "run",
    [
        "", "王", "欧阳", "王小明明", "小明王", "石油", "金属", "高科技", "马德里", "江苏省", "高校",
        "黄河", "林肯", "汤姆", "김", "김수", "한국어", "정보원", "고려대", "조선소", "이크스",
        "王민수", "王 明", "さくら", "wang", "王明a",
    ],
)  # fmt: skip
def test_words_places_and_foreign_names_are_no_persons(run: str) -> None:
    """A family name that begins a word, a place or a foreign name is not one; nor is one alone."""
    assert name_parts(run) is None


def test_parts_of_a_person_are_read_one_by_one() -> None:
    """A given name has its Latin form, pinyin for Han; a family name has its usual spellings."""
    assert name_spellings("王小明") == (family_spellings("王"), ("xiaoming",))
    assert family_spellings("王")[0] == "wang"
    korean = name_spellings("김민수")
    assert korean is not None
    assert korean[0][0] == "kim"
    assert korean[1][0] in {"minsu", "minsoo"}
    assert name_spellings("石油") is None
    assert family_spellings("陳") == family_spellings("陈") == ("chen", "chan", "tan")
    assert "park" in family_spellings("박")
    assert family_spellings("x") == ()


@given(st.one_of(TEXT, st.text(st.sampled_from("王李欧阳小明伟김박남궁민수省克a "), max_size=5)))
def test_parts_are_the_whole_run(run: str) -> None:
    """Parts are none or two, and together the run in composed form."""
    parts = name_parts(run)
    if parts is not None:
        assert len(parts) == 2
        assert all(parts)
        assert "".join(parts) == unicodedata.normalize("NFC", run)
        assert family_spellings(parts[0])


@given(TEXT)
def test_any_text_is_read_without_error(text: str) -> None:
    """Any text gives forms in a-z, the best among the hypotheses, the same at every call."""
    for script in SCRIPTS:
        one = reader(script)
        found = one.hypotheses(text, 8)
        assert found == one.hypotheses(text, 8)
        assert one.best(text) == (found[0][0] if found else "")
        assert all(form.isascii() and form.isalpha() and form.islower() for form, _ in found)
        costs = [cost for _, cost in found]
        assert costs == sorted(costs)
    assert script_of(text) in {"", "latin", *SCRIPTS}


@given(st.sampled_from(sorted(WORDS)), st.permutations(range(len(TOKENS))))
def test_likeness_does_not_depend_on_the_batch(word: str, order: list[int]) -> None:
    """Every token has the same likeness, 0 to 1000, in any order and company."""
    vocabulary = LatinVocabulary(TOKENS)
    one = reader(script_of(word))
    offsets = vocabulary.offsets.astype(np.uint32)
    whole = one.likeness(word, vocabulary.codes, vocabulary.offsets, np.arange(len(TOKENS)))
    mixed = one.likeness(word, vocabulary.codes, offsets, np.array(order, np.uint32))
    assert (mixed == whole[order]).all()
    assert ((whole >= 0) & (whole <= 1000)).all()
    single = one.likeness(word, vocabulary.codes, offsets, np.array(order[:1]))
    assert single[0] == whole[order[0]]


@given(st.lists(st.text(st.sampled_from("abmnz"), max_size=60), max_size=20), TEXT)
def test_any_vocabulary_is_searched(tokens: list[str], text: str) -> None:
    """Empty, long and repeated tokens are found or not, never an error, each at most once."""
    vocabulary = LatinVocabulary(tokens)
    for script in TRAINED:
        ids, likeness = reader(script).nearest(text, vocabulary, 4)
        assert len(ids) == len(likeness) <= min(4, len(tokens))
        assert len(set(ids.tolist())) == len(ids)


def test_cost_backs_off_from_finer_to_coarser_context() -> None:
    """A seen context has its own cost; an unseen one the coarser cost behind its back-off."""
    model = parse_model(
        [
            "!syllabic\t0", "!longest\t1", "!forward\t0 1", "!reverse\t0", "[forward]",
            "1\tп\t0\tp:100 b:2000", "2\tа\t50\tb:7", "1\tа\t0\ta:10", "[reverse]", "1\t-\t0\tп:9",
        ]
    )  # fmt: skip
    features, _ = model.word(("п", "а"))
    costs = kernels.forward_costs(
        features, model.forward, model.chunk_starts, model.unit_chunks,
        len(model.chunk_codes), 9000,
    )  # fmt: skip
    chunks = {code: number for number, code in enumerate(model.chunk_codes.tolist())}
    assert costs[0, chunks[code_of("b")]] == 7
    assert costs[0, chunks[code_of("p")]] == 150
    assert costs[1, chunks[code_of("p")]] == kernels.NEVER
    assert costs[1, chunks[code_of("a")]] == 10


def test_models_are_small() -> None:
    """A shipped model is at most 300 kB of text."""
    for path in (files("counterfoil.matching") / "models").iterdir():
        assert len(path.read_bytes()) <= 300_000, path.name


def test_units_are_partial_of_script() -> None:
    """Characters of another script in a word are not read."""
    assert partial(units_of, script="cyrillic")("Домhaus") == ("д", "о", "м")
