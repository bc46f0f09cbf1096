"""Facts of Arabic compounds and of words found by their sound, on invented names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.matching.compounds import compound_spellings, with_compounds
from counterfoil.matching.fold import decode
from counterfoil.matching.index import Index
from counterfoil.matching.layout import FIRST, LAST
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.scripts import word_readings
from counterfoil.matching.sounds import agreement
from counterfoil.matching.split import split

LISTED = (
    "Qamar Abdul Rahman",
    "Jalaluddin Sahari",
    "Veld Abdulkarim",
    "Hidayatullah Nahr",
    "Rahman Abdi Sahar",
    "Jalal Sahin",
    "Allah Nahar",
    "Karim Veld",
    "Abd al-Basir Qamari",
    "Nur Hidayat",
)
SERVANT, GOD, FAITH = "عبد", "الله", "الدين"


def _best(name: str) -> str:
    count = np.arange(len(LISTED))
    found = Index.of(LISTED, count, np.ones(len(LISTED), np.int64)).search([name])
    return LISTED[found.rows[0, 0]]


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("قمر عبد الرحمن", "Qamar Abdul Rahman"),
        ("قمر عبدالرحمن", "Qamar Abdul Rahman"),
        ("جلال الدين صحاري", "Jalaluddin Sahari"),
        ("جلالالدين صحاري", "Jalaluddin Sahari"),
        ("فيلد عبد الكريم", "Veld Abdulkarim"),
        ("هدايت الله نهر", "Hidayatullah Nahr"),
        ("هدایت الله نهر", "Hidayatullah Nahr"),
        ("عبدالبصير قمري", "Abd al-Basir Qamari"),
    ],
)
def test_compound_is_found_however_either_side_divides_it(name: str, listed: str) -> None:
    """Servant of, of the faith, of God: joined or apart in one script, either way in the other."""
    assert _best(name) == listed


@pytest.mark.parametrize("word", ["عبد الرحمن", "جلال الدين", "هدايت الله"])
def test_compound_is_one_word_of_a_name_with_one_reading_per_way(word: str) -> None:
    """Apart or joined it has the same readings: two words and one; the name keeps its spaces."""
    assert split(f"قمر {word}").words == ["قمر", word]
    texts = [[token.text for token in reading] for reading in word_readings(word)]
    assert {len(reading) for reading in texts} == {1, 2}
    joined = word.replace(" ", "")
    assert [[t.text for t in reading] for reading in word_readings(joined)] == texts


@pytest.mark.parametrize(
    "words",
    [
        ["قمر", "الكريم"],  # a family name after a given name
        [SERVANT, "قمر"],
        [GOD],
        ["Veld", GOD],
        ["جامعة", GOD],  # a word that is translated
        ["عبد الله", FAITH],  # a compound is not the first word of another
        ["Вельд", "قمر"],
    ],
)
def test_other_neighbours_stay_two_words(words: list[str]) -> None:
    """Only the servant of, and of the faith or of God, make one name of two words."""
    assert with_compounds(words) == words


@given(st.lists(st.sampled_from([SERVANT, GOD, FAITH, "ال", "الرحمن", "قمر", "veld", "海"])))
def test_no_letter_is_lost_in_a_compound(words: list[str]) -> None:
    """The words with their compounds, one after the other, are the words."""
    found = with_compounds(words)
    assert " ".join(found) == " ".join(words)
    assert all(one.count(" ") <= 1 for one in found)


@given(st.text(st.sampled_from("عبدالهرحمنيى ءـﷲ"), max_size=14))
def test_a_word_has_three_ways_at_most_and_none_is_empty(word: str) -> None:
    """Any word is no compound, or has ways to write it with all their parts."""
    ways = compound_spellings(word)
    assert len(ways) in {0, 2, 3}
    assert all(part for way in ways for part in way)


def test_what_is_heard_of_a_word_does_not_follow_from_the_words_before() -> None:
    """A part of a compound and the word alone are each looked up once, in any order."""
    names = ["عبد الكريم", "كريم", "الكريم", SERVANT]
    for asked in (names, names[::-1]):
        lexicon = Lexicon(by_sound=True)
        lexicon.read(asked)
        letters, facts = lexicon.tokens()
        told = {
            (word, decode(letters[facts[token, FIRST] : facts[token, LAST]]))
            for word, token in lexicon.native
        }
        assert len(told) == len(lexicon.native)
        assert told == {
            (token.written, token.text)
            for name in names
            for word in split(name).words
            for reading in word_readings(word)
            for token in reading
        }


def test_given_name_in_han_characters_is_found_in_another_spelling() -> None:
    """Pinyin is one spelling of a given name: Wade-Giles is found by its sound."""
    listed = ["Wang Hsiaoming", "Wang Xinyi", "Wang Daming", "Huang Xiaomei"]
    index = Index.of(listed, np.arange(4), np.ones(4, np.int64))
    assert index.search(["王小明"]).rows[0, 0] == 0


def test_agreement_grows_with_likeness_and_is_never_whole() -> None:
    """Even odds agree by seventeen twentieths; what merely sounds alike never counts as the same."""
    table = agreement("arabic")
    assert (np.diff(table) >= 0).all()
    assert table[500] == 850
    assert 0 < table[0] < table[-1] < 1000
    assert agreement("chinese").tolist() == list(range(1001))
