"""Stems, pairs, words of a list and what takes a suggestion back: quoted, denied, deterministic."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.area import Bundle, Pair, Phrase, Unless, Words
from counterfoil.domain.case import Suggestion
from counterfoil.reasoning.suggest import WINDOW, suggest

SWARM, LASER, ICE = "veld/swarm", "veld/laser", "veld/ice"
PHRASES: dict[str, tuple[Phrase, ...]] = {
    SWARM: (Pair(("drone", "glider"), ("swarm", "formation")),),
    LASER: ("high-power laser", "laser* weapon", Unless(("eye surgery",))),
    ICE: (Words(("floe", "keel", "ridge*", "draft")), Unless(("chess",), anywhere=True)),
}


def found(text: str) -> list[tuple[str, str]]:
    return [(one.area, one.phrase) for one in suggest(text, PHRASES)]


@pytest.mark.parametrize("word", ["cryptography", "Kryptografie", "cryptographic", "CRYPTOGRAPHES"])
def test_stems(word: str) -> None:
    """A word that begins as the stem is found in any ending and quoted whole."""
    phrases = {"a": ["cryptograph*", "kryptograf* "]}
    assert [one.phrase for one in suggest(f"new {word}, old", phrases)] == [word]


def test_stems_begin_words() -> None:
    """A stem in the middle of a word is none, and a stem may stand inside a phrase."""
    assert suggest("postcryptography", {"a": ["cryptograph*"]}) == ()
    text = "Quantensensorik und Messung"
    assert suggest(text, {"a": ["quantensens* und mess*"]}) == (Suggestion("a", text, 0, 27),)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("A drone flies in a swarm.", "drone flies in a swarm"),
        ("The swarm of gliders", "swarm of gliders"),
        ("Swarms that hide: a drone, a drone in formation", "drone in formation"),
    ],
)
def test_pairs_in_any_order(text: str, quoted: str) -> None:
    """A pair is quoted from its first word to its last, by the closest two."""
    assert found(text) == [(SWARM, quoted)]


@pytest.mark.parametrize(
    "text",
    [
        "A drone flies. The swarm is one of bees.",
        "A drone flies\n\nin a swarm",
        "No drone flies in a swarm",
        "A drone flies without a swarm",
        "drone " + "word " * 60 + "swarm",
    ],
)
def test_pairs_of_two_sentences(text: str) -> None:
    """Halves of two sentences, halves far apart and a half that is denied are no pair."""
    assert found(text) == []


def test_a_sentence_ends_before_a_capital() -> None:
    """An abbreviation before a small letter ends no sentence."""
    assert found("A drone, e.g. in a swarm") == [(SWARM, "drone, e.g. in a swarm")]


def test_a_phrase_before_its_pair() -> None:
    """Where a sentence has a phrase of the area its pairs are not quoted."""
    phrases: dict[str, list[Phrase]] = {"a": ["ice drill", Pair(("ice",), ("hot water",))]}
    assert [one.phrase for one in suggest("an ice drill with hot water", phrases)] == ["ice drill"]


def test_taken_back_in_the_sentence() -> None:
    """What takes back does so in its sentence only, unless it holds anywhere."""
    assert found("Eye surgery with a high-power laser.") == []
    text = "Eye surgery is old. A high-power laser is new."
    assert found(text) == [(LASER, "high-power laser")]


def test_taken_back_anywhere() -> None:
    """A word that takes back anywhere does so from another sentence."""
    text = "The floe has a keel and a ridge."
    assert found(text) == [(ICE, "floe has a keel and a ridge")]
    assert found(text + " We play chess.") == []


def test_words_stand_together() -> None:
    """Two words of a list, one word three times, and three far apart suggest nothing."""
    assert found("The floe has a keel.") == []
    assert found("A floe, a floe and a floe") == []
    assert found("floe keel " + "word " * WINDOW + "ridge") == []


def test_the_area_with_most_words() -> None:
    """An area with clearly fewer words of its list than another of the taxonomy is left out."""
    phrases = {
        "t/a": [Words(("ion", "trap", "gate", "qubit", "laser"))],
        "t/b": [Words(("ion", "trap", "gate"))],
        "u/b": [Words(("ion", "trap", "gate"))],
    }
    text = "ion trap gate qubit laser"
    assert [one.area for one in suggest(text, phrases)] == ["t/a", "u/b"]


def test_a_bundle_keeps_its_own_unless() -> None:
    """What takes back in a bundle leaves the area's own phrases and other bundles alone."""
    bundle = Bundle(("buoy", Unless(("lifebelt",))))
    text = "a buoy, a sonar and a lifebelt"
    assert [one.phrase for one in suggest(text, {"t/a": ["sonar", bundle]})] == ["sonar"]
    assert [one.phrase for one in suggest("a buoy", {"t/a": ["sonar", bundle]})] == ["buoy"]


def test_taxonomies_do_not_hide_each_other() -> None:
    """A longer phrase hides a shorter one inside it in its own taxonomy only."""
    phrases = {"t/a": ["towed sonar array"], "t/b": ["sonar array"], "u/b": ["sonar array"]}
    found = [(one.area, one.phrase) for one in suggest("a towed sonar array", phrases)]
    assert found == [("t/a", "towed sonar array"), ("u/b", "sonar array")]


@pytest.mark.parametrize("text", ["capteur d'ondes", "capteur d’ondes"])
def test_an_apostrophe_inside_a_phrase(text: str) -> None:
    """An apostrophe joins words of a phrase."""
    assert [one.phrase for one in suggest(text, {"a": ["capteur d'onde"]})] == [text]


PIECES = st.sampled_from(
    [
        "drone", "glider", "swarm", "formation", "floe", "keel", "ridges", "draft", "chess",
        "high-power laser", "eye surgery", "no", "without", "but", "Then", "laserlike weapon",
    ]
)  # fmt: skip
GAPS = st.sampled_from([" ", ", ", ". ", "\n\n", " – "])


@given(st.lists(st.tuples(PIECES, GAPS), max_size=25))
def test_any_mixture(pieces: list[tuple[str, str]]) -> None:
    """Offsets cut out what is quoted, in order, and the order of the vocabulary does not matter."""
    text = "".join(word + gap for word, gap in pieces)
    said = suggest(text, PHRASES)
    assert all(text[one.start : one.end] == one.phrase for one in said)
    assert list(said) == sorted(said, key=lambda one: (one.start, one.end, one.area))
    assert suggest(text, dict(reversed(PHRASES.items()))) == said
    if "chess" in text:
        assert ICE not in {one.area for one in said}


@given(st.text(max_size=120), st.text(max_size=20), st.text(max_size=20))
def test_any_phrase(text: str, one: str, other: str) -> None:
    """Any text may be half of a pair, a word of a list or what takes back."""
    phrases: dict[str, list[Phrase]] = {
        "a": [Pair((one,), (other,)), Words((one, other, "x")), Unless((other,))]
    }
    for said in suggest(text, phrases):
        assert text[said.start : said.end] == said.phrase


@pytest.mark.parametrize(
    "piece", ["drone ", "drone swarm ", "floe keel ", "floe keel ridge chess "]
)
def test_long_texts_stay_linear(piece: str) -> None:
    """Ten thousand repeats of halves and words take under three seconds of processor time."""
    text = piece * 10_000
    began = time.process_time()
    suggest(text, PHRASES)
    assert time.process_time() - began < 3
