"""What holds of matching whatever the names, on invented ones."""

from __future__ import annotations

import math
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel, LCSseq

from bench import train_matching
from counterfoil.errors import IntegrityError
from counterfoil.matching import model
from counterfoil.matching.engine import NameMatcher
from counterfoil.matching.features import COUNT, NAMES
from counterfoil.matching.fold import encode
from counterfoil.matching.how import EQUAL, MISSING, NONE, TYPO
from counterfoil.matching.index import Index
from counterfoil.matching.layout import FAMILY, KNOWN, NICK, SORT
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.likeness import bits, common_letters, likeness
from counterfoil.matching.names import QueryName, ReferenceName
from counterfoil.matching.rarity import milli_log
from counterfoil.matching.runner import Columns, inline, match_columns, pool
from counterfoil.matching.sorts import WORD

MATCHER = NameMatcher()
FEW = settings(max_examples=25)
SOME = settings(max_examples=60)

# Words that no table knows, long and unlike each other: nothing but the words themselves can agree.
STRANGE = (
    "Quorvandel", "Brixthume", "Osmelkyar", "Tervadoun", "Hjulmogge", "Zapherinx", "Plowduskar",
    "Wybanthiel", "Ghroskemin", "Lumecqarit",
)  # fmt: skip
LATIN = (
    "Veld", "Kestrel", "Institute", "University", "Marine", "Acoustics", "of", "Physics", "No.", "7",
    "Żabka", "O'Hara", "S.A.", "GmbH", "VIMA", "J.", "Ibn", "Maria", "Weld", "Acoustic", "Kestrelmarine",
    "Université", "Königsau", "Bałtyk", "Harrow", "Bay", "Mary", "Physik", "IMA", "al-Veld", "Straße",
)  # fmt: skip
OTHER = (
    "海洋", "声学", "研究所", "维尔德", "Вельд", "институт", "морской", "Ёлкин", "جامعة", "فيلد", "البحار",
    "대학교", "벨드", "かもめ", "カモメ", "Βέλδα", "וולד",
)  # fmt: skip
LATIN_NAMES = st.lists(st.sampled_from(LATIN), min_size=1, max_size=5).map(" ".join)
NAMES_ANY = st.lists(st.sampled_from(LATIN + OTHER), min_size=1, max_size=5).map(" ".join)
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=60)


def score(left: str, right: str) -> int:
    """Return the score of a pair."""
    return MATCHER.compare(QueryName("q", left), ReferenceName("e", right)).score


@settings(max_examples=300)
@given(LATIN_NAMES, LATIN_NAMES)
def test_the_score_of_latin_names_is_the_same_both_ways(left: str, right: str) -> None:
    """It does not matter which of two names is asked for."""
    assert score(left, right) == score(right, left)


@SOME
@given(NAMES_ANY, NAMES_ANY)
def test_case_does_not_matter(left: str, right: str) -> None:
    """Capitals and small letters score the same, where a name is more than a short word."""
    wanted = score(f"{left} Quorvandel", right)
    assert score(f"{left} Quorvandel".upper(), right) == wanted
    assert score(f"{left} Quorvandel".lower(), right) == wanted


@SOME
@given(NAMES_ANY, NAMES_ANY, st.sampled_from("\u200e\u200f\u202a\u202b\u202e\u2066\u2067\u061c"))
def test_direction_marks_do_not_matter(left: str, right: str, mark: str) -> None:
    """Marks that only steer the direction of text are not read."""
    marked = mark.join(f" {left} ").strip(" ")
    assert score(marked, right) == score(left, right)
    assert score(right, marked) == score(right, left)


@SOME
@given(NAMES_ANY, NAMES_ANY)
def test_composed_and_decomposed_letters_are_the_same(left: str, right: str) -> None:
    """NFC and NFD of a name score the same."""
    one, two = (unicodedata.normalize(form, left) for form in ("NFC", "NFD"))
    assert score(one, right) == score(two, right)
    assert score(right, one) == score(right, two)


@SOME
@given(
    st.lists(st.sampled_from(STRANGE), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from(STRANGE), min_size=1, max_size=5, unique=True),
    st.randoms(use_true_random=False),
)
def test_the_order_of_words_does_not_matter(
    left: list[str], right: list[str], dice: random.Random
) -> None:
    """Words in another order score the same, where no two make one and none is an acronym."""
    wanted = score(" ".join(left), " ".join(right))
    dice.shuffle(left)
    dice.shuffle(right)
    assert score(" ".join(left), " ".join(right)) == wanted


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_any_text_may_be_compared(left: str, right: str) -> None:
    """Nothing that a string may hold makes comparing or searching raise."""
    score(left, right)
    index = _index([left, right, "Veld"])
    index.search([left, right])


def _index(names: Sequence[str], entity: Sequence[int] | None = None) -> Index:
    numbers = np.arange(len(names)) if entity is None else np.array(entity)
    return Index.of(list(names), numbers, np.zeros(len(names), np.int64))


def _invented(count: int, seed: int) -> list[str]:
    """Return different names of two to four invented words, some words in many of them."""
    dice = random.Random(seed)  # noqa: S311 - seeded, so that it can be repeated
    parts = ("ba", "ro", "ki", "ven", "tul", "mas", "zor", "de", "lin", "gha", "pe", "osk")
    words = ["".join(dice.choices(parts, k=dice.randint(2, 4))) for _ in range(count // 2 + 20)]
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(dice.choices(words, k=dice.randint(2, 4)))] = None
    return list(found)


BODIES = [*_invented(300, 1), *(" ".join(pair) for pair in pairwise(LATIN + OTHER))]
BODY_INDEX = _index(BODIES, [at // 2 for at in range(len(BODIES))])
RUNNERS = {"inline": inline, "one": pool(1), "two": pool(2), "three": pool(3)}


def _joined(columns: Iterator[Columns]) -> list[tuple[object, ...]]:
    return [
        row for part in columns for row in zip(*(column.tolist() for column in part), strict=True)
    ]


@FEW
@given(
    st.lists(st.one_of(NAMES_ANY, st.sampled_from(BODIES)), max_size=30),
    st.sampled_from(sorted(RUNNERS)),
    st.integers(1, 9),
    st.integers(1, 7),
)
def test_columns_are_the_same_for_any_runner_and_split(
    names: list[str], runner: str, chunk: int, batch: int
) -> None:
    """Runner, chunk size, batches and threads change no number of the result."""
    wanted = _joined(match_columns(BODY_INDEX, names, limit=3))
    batches = (names[at : at + batch] for at in range(0, len(names), batch))
    found = match_columns(BODY_INDEX, batches, limit=3, runner=RUNNERS[runner], chunk=chunk)
    assert _joined(found) == wanted
    fresh = (
        _index(BODIES, [at // 2 for at in range(len(BODIES))]) if len(names) == 7 else BODY_INDEX
    )
    assert _joined(match_columns(fresh, names, limit=3)) == wanted


@FEW
@given(st.lists(st.one_of(NAMES_ANY, st.sampled_from(BODIES)), min_size=1, max_size=20))
def test_threads_change_nothing(names: list[str]) -> None:
    """One thread, two and three find the same rows, scores and evidence."""
    wanted = BODY_INDEX.search(names)
    for threads in (2, 3):
        for one, two in zip(wanted, BODY_INDEX.search(names, threads=threads), strict=True):
            assert (one == two).all()


def test_a_word_in_another_script_changes_nothing_for_one_spelled_as_it_sounds() -> None:
    """What sounds like `محمد` is not looked up for `mhmd`, whichever of the two was read first."""
    names = ["Muhammad Veld", "Mhmd Kestrel", "Mohamad Marsh", "Ahmad Mhmdi", "Hamid Veld"]
    latin = _index(names).search(["mhmd"])
    index = _index(names)
    index.search(["محمد"])
    assert index.search(["mhmd"]).scores.tolist() == latin.scores.tolist()
    assert index.search(["mhmd"]).rows.tolist() == latin.rows.tolist()


def test_columns_say_what_the_index_found() -> None:
    """Columns have the stated types and hold what a search of the index gives, pair by pair."""
    names = [*BODIES[:5], "Quorvandel", *BODIES[5:9]]
    (columns,) = match_columns(BODY_INDEX, np.array(names, object), limit=2)
    assert [c.dtype for c in columns] == [
        np.int64,
        np.int32,
        np.uint32,
        np.int32,
        np.int32,
        np.uint8,
    ]
    assert len({len(column) for column in columns}) == 1
    found = BODY_INDEX.search(names, limit=2)
    wanted: list[tuple[object, ...]] = [
        (at, row, row // 2, value, model.probability(value), [[], []])
        for at in range(len(names))
        for row, value in zip(found.rows[at].tolist(), found.scores[at].tolist(), strict=True)
        if row >= 0
    ]
    assert _joined(iter([columns])) == wanted


def test_columns_of_nothing_are_none() -> None:
    """No names give no columns; an empty index gives columns without rows."""
    assert list(match_columns(BODY_INDEX, [])) == []
    (columns,) = match_columns(_index([]), ["Veld", "Kestrel"])
    assert [len(column) for column in columns] == [0] * 6


def test_columns_say_how_each_word_was_answered() -> None:
    """On request, each word of both names has a code, in the order of the words."""
    index = _index(["Kestrel Institute of Acoustics", "Veld Kestrell"])
    (columns,) = match_columns(index, ["kestrel acoustics"], limit=1, reasons=True)
    asked, found = columns.how[0].tolist()
    assert columns.row.tolist() == [0]
    assert asked[:3] == [EQUAL, EQUAL, NONE]
    assert found[:4] == [EQUAL, MISSING, EQUAL, NONE]
    (again,) = match_columns(index, ["kestrel acoustics"], limit=1)
    assert again.score.tolist() == columns.score.tolist()


def test_columns_read_names_as_they_need_them() -> None:
    """Of an endless row of names no more is read than a few chunks ahead."""
    read = 0

    def endless() -> Iterator[list[str]]:
        nonlocal read
        while True:
            read += 1
            yield [BODIES[read % len(BODIES)]]

    for runner in (inline, pool(2)):
        read = 0
        columns = match_columns(BODY_INDEX, endless(), runner=runner, chunk=5)
        first, second = next(columns), next(columns)
        assert read <= 25
        assert first.query.max() < 5 <= second.query.min()


def test_a_fault_of_a_search_reaches_the_caller() -> None:
    """What fails in a thread fails where the columns are read."""
    for runner in (inline, pool(2)):
        with pytest.raises(TypeError):
            list(match_columns(BODY_INDEX, [["Veld"], [None]], runner=runner, chunk=1))  # type: ignore[list-item]


def _saved(folder: Path) -> Index:
    index = _index(BODIES[:60])
    index.save(folder, "key")
    return index


def test_a_saved_index_finds_the_same(tmp_path: Path) -> None:
    """An index from files answers as the one that was written, also when written twice."""
    index = _saved(tmp_path)
    _saved(tmp_path)
    again = Index.load(tmp_path, "key")
    assert len(again) == len(index)
    for one, two in zip(index.search(BODIES), again.search(BODIES, threads=2), strict=True):
        assert (one == two).all()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _other_text(path: Path) -> None:
    path.write_bytes(b"[1, 2]")


@pytest.mark.parametrize("harm", [Path.unlink, _emptied, _cut, _other_text])
@pytest.mark.parametrize("name", ["index.json", "held.npy", "reference.0.0.1.npy"])
def test_a_broken_index_says_what_to_do(
    tmp_path: Path, name: str, harm: Callable[[Path], None]
) -> None:
    """A file that is missing, empty, cut off or of another kind is no index."""
    _saved(tmp_path)
    harm(tmp_path / name)
    with pytest.raises(IntegrityError) as fault:
        Index.load(tmp_path, "key")
    assert str(tmp_path) in fault.value.what
    assert fault.value.do


def test_an_index_of_other_inputs_is_refused(tmp_path: Path) -> None:
    """A saved index is only opened under the key it was written with."""
    _saved(tmp_path)
    for key in ("other", ""):
        with pytest.raises(IntegrityError, match="other inputs") as fault:
            Index.load(tmp_path, key)
        assert fault.value.do


def test_writing_begins_with_taking_the_old_index_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writing that is interrupted leaves no index, not one half old and half new."""
    index = _saved(tmp_path)

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(OSError, match="disk full"):
        index.save(tmp_path, "key")
    monkeypatch.undo()
    with pytest.raises(IntegrityError):
        Index.load(tmp_path, "key")


@FEW
@given(st.lists(st.one_of(NAMES_ANY, st.sampled_from(BODIES)), min_size=1, max_size=12))
def test_the_best_come_first(names: list[str]) -> None:
    """Results are ordered by score, then by evidence, then as the reference is; one per entity."""
    found = BODY_INDEX.search(names, limit=8)
    for rows, scores, agreed in zip(*(part.tolist() for part in found[:3]), strict=True):
        got = [
            (-value, -mass, row)
            for row, value, mass in zip(rows, scores, agreed, strict=True)
            if row >= 0
        ]
        assert got == sorted(got)
        assert len({row // 2 for _, _, row in got}) == len(got)
        assert -1 not in rows[: len(got)]


def test_equal_names_come_in_the_reference_order() -> None:
    """Of names that are the same, the first of the reference is the first found."""
    index = _index(["Kestrel Quorvandel"] * 6, [3, 1, 4, 1, 5, 9])
    found = index.search(["Quorvandel Kestrel"], limit=6)
    assert found.rows.tolist() == [[0, 1, 2, 4, 5, -1]]
    assert len({*found.scores[0, :5].tolist()}) == 1


@pytest.mark.parametrize("count", [1, 2, 130, 1000, 33_000])
def test_a_name_of_the_reference_is_found(count: int) -> None:
    """A name as it stands in the reference is found in it, however many names there are."""
    names = _invented(count, 2)
    index = _index(names)
    asked = range(0, count, max(1, count // 200))
    found = index.search([names[at] for at in asked])
    missed = [
        names[at] for at, rows in zip(asked, found.rows.tolist(), strict=True) if at not in rows
    ]
    assert missed == []


def _likeness(one: str, two: str) -> tuple[int, int]:
    lexicon = Lexicon()
    lexicon.read([one, two])
    letters, facts = lexicon.tokens()
    masks = np.zeros(64, np.uint64)
    like, how = likeness(letters, facts, 0, letters, facts, 1, False, masks)  # noqa: FBT003 - not crossed
    assert not masks.any()
    return like, how


def _is_unknown(word: str) -> bool:
    lexicon = Lexicon()
    lexicon.read([word])
    facts = lexicon.tokens().facts
    plain = len(facts) == 1 and facts[0, SORT] == WORD
    return plain and not facts[0, [KNOWN, FAMILY, NICK]].any()


@st.composite
def _slips(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a word and the same with a few letters changed, or another word."""
    one = draw(WORDS)
    letters = list(one)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(letters)))
        letters[at : at + draw(st.integers(0, 1))] = draw(st.text("abcxyz", max_size=1))
    return one, draw(st.one_of(st.just("".join(letters[:60])), WORDS)) or "a"


@settings(max_examples=200)
@given(_slips())
def test_common_letters_are_those_of_rapidfuzz(words: tuple[str, str]) -> None:
    """The longest common subsequence, and the likeness from it, are those of rapidfuzz."""
    one, two = words
    left, right = (np.frombuffer(encode(word), np.uint8) for word in words)
    masks = np.zeros(64, np.uint64)
    found = common_letters(left, 0, len(one), right, 0, len(two), masks)
    assert found == LCSseq.similarity(one, two)
    assert not masks.any()
    wanted = Indel.normalized_similarity(one, two)
    assert 2 * found / (len(one) + len(two)) == pytest.approx(wanted, abs=1e-12)


@settings(max_examples=200)
@given(_slips())
def test_a_slip_of_the_pen_is_as_like_as_rapidfuzz_says(words: tuple[str, str]) -> None:
    """Two unknown words are at least as like as spelled; where spelling decides, exactly so."""
    one, two = words
    if one == two or not _is_unknown(one) or not _is_unknown(two):
        return
    like, how = _likeness(one, two)
    spelled = Indel.similarity(one, two) * 1000 // (len(one) + len(two))
    if how == TYPO:
        assert like == min(spelled, 980)
    elif min(len(one), len(two)) >= 3 and spelled >= 780:
        assert like >= min(spelled, 950)


@SOME
@given(st.integers(0, 2**32 - 1))
def test_bits_are_counted(value: int) -> None:
    """The kernel counts bits as Python does."""
    assert bits(np.int64(value)) == bits(np.uint32(value)) == value.bit_count()


@settings(max_examples=200)
@given(st.integers(1, 2_000_000_000), st.integers(1, 2_000_000_000))
def test_the_logarithm_is_right_to_a_thousandth(top: int, bottom: int) -> None:
    """Integer arithmetic gives the natural logarithm, rounded down to a milli, a fifth of one off."""
    wanted = 1000 * max(0.0, math.log(top / bottom))
    assert -1e-6 <= wanted - milli_log(top, bottom) < 1.2


def test_probabilities_rise_with_the_score() -> None:
    """Even odds are one half; more is never less probable; a column says what a single score does."""
    scores = np.arange(-12_000, 12_001, 7, dtype=np.int32)
    found = model.probabilities(scores)
    assert (np.diff(found) >= 0).all()
    assert found.tolist() == [model.probability(int(one)) for one in scores]
    assert (found.min(), found.max()) == (1, 9999)
    assert model.probability(0) == 5000


def test_the_weights_are_whole_and_of_the_stated_signs() -> None:
    """Each feature has a weight per kind; what speaks for a match never counts against it."""
    path = Path(model.__file__).parent / "models" / "weights.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    rows = [line.split("\t") for line in lines]
    assert [row[0] for row in rows] == ["feature", *NAMES, "bias"]
    assert rows[0][1:] == list(model.KINDS)
    assert all(str(int(value)) == value for row in rows[1:] for value in row[1:])
    weights = model.weights()
    assert weights.shape == (3, COUNT + 1)
    assert (weights[:, train_matching.FOR] >= 0).all()
    assert (weights[:, train_matching.AGAINST] <= 0).all()
    assert not set(train_matching.FOR) & set(train_matching.AGAINST)


def test_a_letter_makes_another_word_of_four() -> None:
    """One letter exchanged in a word of four is no slip; one added, or in a longer word, is."""
    assert _likeness("veld", "velk") == (0, MISSING)
    assert _likeness("veld", "veldk")[1] == TYPO
    assert _likeness("quorv", "quorb")[1] == TYPO


def test_two_names_that_both_keep_a_word_are_not_one_for_a_near_one() -> None:
    """At most weak: one word the same, one nearly, and on both sides a rare one without answer."""
    assert score("Veldor Kestrel Ombrane", "Veldor Kestrell Tandrim") < 0
    assert score("Veldor Kestrel Ombrane", "Veldor Kestrell Ombrane") > 0
