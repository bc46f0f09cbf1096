"""Suggestions quote the passage, at its place, and are silent where the summary denies it."""

from __future__ import annotations

import re
import string
import time
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.case import Suggestion
from counterfoil.reasoning.suggest import suggest

SUMMARY = (
    "We deploy a towed hydrophone array under first-year ice and share the raw recordings "
    "with the partner."
)
SONAR, ICE, QUANTUM = "sensing/sonar", "sensing/ice", "quantum/sensing"
PHRASES = {
    SONAR: ("towed hydrophone array", "hydrophone array", "side-scan sonar", "buoy", "mass survey"),
    ICE: ("under-ice acoustics", "réseau de capteurs sous-marins", "signal sonar"),
    QUANTUM: ("quantum sensor", "non-classical light", "fibre polarisation"),
}


def found(text: str) -> list[str]:
    return [suggestion.phrase for suggestion in suggest(text, PHRASES)]


def test_worked_example() -> None:
    """The worked example suggests one phrase, characters 12 to 34, end exclusive."""
    assert suggest(SUMMARY, PHRASES) == (Suggestion(SONAR, "towed hydrophone array", 12, 34),)
    assert SUMMARY[12:34] == "towed hydrophone array"


@pytest.mark.parametrize(
    "passage",
    [
        "towed hydrophone arrays",
        "Towed Hydrophone Array",
        "towed  hydrophone\narray",
        "under ice acoustics",
        "under-ice acoustics",
        "UNDER\u2011ICE ACOUSTICS",
        "sidescan sonar",
        "side scan sonars",
        "buoys",
        "mass surveys",
        "réseaux de capteurs sous-marins",
        "reseau de capteurs sous marins",
        "re\u0301seau de capteurs sous-marins",
        "signaux sonar",
        "quan\u00adtum sensors",
        "fiber polarization",
    ],
)
def test_variants_are_quoted_as_written(passage: str) -> None:
    """Case, accents, plurals, spelling and hyphen against space do not matter; the quote is exact."""
    text = f"We use: {passage}, as before."
    (only,) = suggest(text, PHRASES)
    assert (only.phrase, text[only.start : only.end]) == (passage, passage)


@pytest.mark.parametrize(
    "text",
    [
        "buoyant",
        "lifebuoy",
        "buoy_id",
        "buoy7",
        "quantum\n\nsensor",
        "quantum. Sensor",
        "quantum, sensor",
        "quantum" + " " * 60 + "sensor",
    ],
)
def test_words_end_where_they_end(text: str) -> None:
    """A part of a longer word, or words of two sentences, suggest nothing."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "There is no quantum sensor.",
        "The work does not involve any quantum sensors.",
        "We work without side-scan sonar or a buoy.",
        "Neither a buoy nor a quantum sensor is used.",
        "All platforms, excluding the buoy",
        "It doesn't use a quantum sensor",
        "It doesn’t use a quantum sensor",
        "a non-quantum sensor",
        "une campagne sans réseau de capteurs sous-marins",
        "There is no towed hydrophone array, no buoy",
    ],
)
def test_denied_in_the_same_clause(text: str) -> None:
    """A phrase shortly after a negation in the same clause is not suggested."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("We do not sail, a buoy listens", ["buoy"]),
        ("We do not sail; a buoy listens", ["buoy"]),
        ("No field work. A buoy listens", ["buoy"]),
        ("No field work - a buoy listens", ["buoy"]),
        ("No field work\n\nbuoy", ["buoy"]),
        ("We do not use radar but a buoy", ["buoy"]),
        ("not only a buoy", ["buoy"]),
        ("including but not limited to a buoy", ["buoy"]),
        ("not in the year of the first expedition with a buoy", ["buoy"]),
        ("a non-classical light and a quantum sensor", ["non-classical light", "quantum sensor"]),
        ("a buoy, no radar", ["buoy"]),
    ],
)
def test_denial_ends_with_its_clause(text: str, phrases: list[str]) -> None:
    """A negation reaches a few words, not past its clause, and `not only` denies nothing."""
    assert found(text) == phrases


def test_longest_phrase_wins() -> None:
    """A phrase inside a longer one is left out; one that only overlaps it stays."""
    phrases = {"a": ["hydrophone array", "array gain"], "b": ["towed hydrophone array"]}
    text = "a towed hydrophone array gain"
    assert suggest(text, phrases) == (
        Suggestion("b", "towed hydrophone array", 2, 24),
        Suggestion("a", "array gain", 19, 29),
    )


def test_one_phrase_of_two_areas() -> None:
    """A phrase that two areas share suggests both, in the order of their ids."""
    phrases = {"b": ["buoy"], "a": ["buoy"]}
    assert [s.area for s in suggest("a buoy", phrases)] == ["a", "b"]


def test_nothing_to_look_for() -> None:
    """No phrases, empty phrases and phrases without a word suggest nothing."""
    assert suggest(SUMMARY, {}) == ()
    assert suggest(SUMMARY, {"a": ["", "--", " "], "b": []}) == ()


@given(st.text(alphabet=st.characters(), max_size=200))
def test_never_raises(text: str) -> None:
    """Any text is taken, lone surrogates included, and any text may be a phrase."""
    for one in suggest(text, PHRASES) + suggest(text, {"x": [text]}):
        assert text[one.start : one.end] == one.phrase


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z]", "", plain)


WORDS = st.sampled_from(
    [
        "towed", "hydrophone", "array", "arrays", "side", "scan", "sidescan", "sonar", "Buoys",
        "quantum", "Sensor", "no", "without", "but", "under", "ice", "acoustics", "signaux",
    ]
)  # fmt: skip
GAPS = st.sampled_from([" ", "-", "  ", "\n", ", ", ". ", " – ", "\u00a0"])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=30))
def test_offsets_slice_to_a_phrase(pieces: list[tuple[str, str]]) -> None:
    """What the offsets cut out is a phrase of its area but for case, plural and hyphen."""
    text = "".join(word + gap for word, gap in pieces)
    suggestions = suggest(text, PHRASES)
    for one in suggestions:
        quoted = _folded(text[one.start : one.end]).replace("signaux", "signal")
        assert quoted.rstrip("s") in {_folded(p).rstrip("s") for p in PHRASES[one.area]}
    assert [s.start for s in suggestions] == sorted(s.start for s in suggestions)
    assert suggest(text, dict(reversed(PHRASES.items()))) == suggestions


def _vocabulary(draw: Random) -> dict[str, list[str]]:
    words = ["".join(draw.choices(string.ascii_lowercase, k=6)) for _ in range(400)]
    return {f"g/a{n}": [" ".join(draw.choices(words, k=3)) for _ in range(10)] for n in range(100)}


def test_a_thousand_summaries() -> None:
    """A thousand summaries against a thousand phrases take under two seconds of processor time."""
    draw = Random(7)  # noqa: S311 - invented words, nothing secret
    vocabulary = {**_vocabulary(draw), **PHRASES}
    words = [
        word for phrases in vocabulary.values() for phrase in phrases for word in phrase.split()
    ]
    texts = [" ".join(draw.choices(words, k=75))[:500] for _ in range(1000)]
    began = time.process_time()
    for text in texts:
        suggest(text, vocabulary)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("piece", ["quantum ", " ", "\n", "not ", "e\u0301", "-", "buoy "])
def test_long_texts_stay_linear(piece: str) -> None:
    """Twenty thousand repeats of what could make a pattern backtrack take under two seconds of processor time."""
    text = "quantum" + piece * 20_000 + "sensor"
    began = time.process_time()
    suggest(text, PHRASES)
    assert time.process_time() - began < 2
