from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from bench.matching.accidents import KINDS
from bench.matching.aliases import examination
from bench.matching.entrant import Entrant, Query
from bench.matching.entrant_ratio import RatioEntrant
from bench.matching.entrant_trigram import TrigramEntrant
from bench.matching.plain import letters_of, plain, script_of
from bench.matching.ranking import best_entities
from bench.matching.reference import BODY, PERSON, Listed, same_as
from bench.matching.split import PARTS, part_of
from bench.matching.tradition import Tradition, Written, _is_pinyin
from bench.matching.unlisted import Recombination, unlisted_cases
from counterfoil.matching.names import ReferenceName
from tests.bench.dice import dice_of

INVENTED = [
    Listed("l:1", BODY, ("Veldor Marine Trading Ltd", "VMT Veldor", "Veldor Maritime")),
    Listed("l:2", BODY, ("Quorl Optics Company", "VELDOR  MARITIME")),
    Listed("l:3", PERSON, ("OSTRAND, Pelle Quim", "Pelle Ostrand")),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "yente-screening-bench"
    folder.mkdir()
    with gzip.open(folder / "negatives_us.csv.gz", "wt", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["full_name"])
        rows.writerows([f"Alma Terwick{letter}"] for letter in "abcdefgh")
        rows.writerow(["Pelle Quim Ostrand"])
    return tmp_path


def test_an_alias_that_is_asked_for_stands_nowhere_in_the_reference(data: Path) -> None:
    """The queried name is out at every entity that bears it, and all of them are right."""
    aliases = {"l:1": ["Veldor Maritime"], "l:3": ["Pelle Ostrand"]}
    drawn = examination(data, INVENTED, aliases, seed=1)
    left = {plain(name.name) for name in drawn.reference}
    assert len(drawn.listed) == 2
    assert not left & {plain(case.query.name) for case in drawn.listed}
    assert drawn.listed[0].truth == {"l:1", "l:2"}
    assert {name.entity_id for name in drawn.reference} == {"l:1", "l:2", "l:3"}


def test_unlisted_names_are_spelled_like_no_listed_one(data: Path) -> None:
    """A generated person who is spelled like a listed one is never drawn."""
    drawn = examination(data, INVENTED, {"l:1": ["VMT Veldor"], "l:3": ["Pelle Ostrand"]}, seed=1)
    listed = {plain(name) for one in INVENTED for name in one.names}
    assert drawn.unlisted
    assert not listed & {plain(case.query.name) for case in drawn.unlisted}


def test_entities_that_share_a_name_are_the_same_to_a_query() -> None:
    """Sharing is by plain form: case, order and punctuation aside."""
    assert same_as(INVENTED)["l:2"] == {"l:1", "l:2"}
    assert same_as(INVENTED)["l:3"] == {"l:3"}


def test_parts_are_thirds_and_stay() -> None:
    """The part of an entity depends on its id alone and each part has about a third."""
    assert (part_of("sdn:36"), part_of("sdn:173"), part_of("sdn:306")) == EXPECTED
    counts = Counter(part_of(f"sdn:{number}") for number in range(3000))
    assert set(counts) == set(PARTS)
    assert min(counts.values()) > 900


EXPECTED = ("development", "test", "test")


@pytest.mark.parametrize("kind", KINDS)
def test_each_accident_changes_a_name_in_the_same_way_for_a_seed(kind: str) -> None:
    """An accident changes a name, and the same seed makes the same one."""
    name = "Veldor Marine Trading Ltd"
    first, again = (KINDS[kind](name, dice_of(3)) for _ in range(2))
    assert first == again
    assert first
    assert first != name


def test_accidents_in_other_scripts_leave_no_latin_letter() -> None:
    """A table writes every letter of the alphabet."""
    for kind, script in (("Cyrillic", "Cyrillic"), ("Greek", "Greek"), ("Arabic", "Arabic")):
        written = KINDS[f"{kind} table"](
            "the quick brown fox jumps over a lazy dog",
            dice_of(),
        )
        assert written
        assert {script_of(letter) for letter in written if letter.isalpha()} == {script}


def test_forms_of_names() -> None:
    """The plain form sorts words, the letters forget where words end, the script is told."""
    assert plain("OSTRAND, Pélle-Quim") == "ostrand pelle quim"
    assert letters_of("Kim Yong-chol") == letters_of("KIM, Yongchol")
    assert [script_of(name) for name in ("Veld", "Вельд", "维尔德", "벨드")] == [
        "Latin",
        "Cyrillic",
        "Han",
        "Hangul",
    ]


@pytest.mark.parametrize("entrant", [RatioEntrant(1), TrigramEntrant(1)], ids=lambda e: e.name)
def test_exhaustive_scans_find_an_equal_name_first(entrant: Entrant) -> None:
    """Case, order and script of the same letters do not matter, and an equal name scores highest."""
    entrant.build([ReferenceName(one.entity_id, n) for one in INVENTED for n in one.names])
    (answers,) = entrant.search([Query("quorl OPTICS company")], 5)
    assert answers[0].entity_id == "l:2"
    assert answers[0].score == pytest.approx(100 if entrant.name.startswith("rapid") else 1)
    assert len({answer.entity_id for answer in answers}) == len(answers)


def test_equal_scores_are_ordered_at_random_and_zero_is_no_answer() -> None:
    """Two names of one score come in either order; a name of score zero does not come at all."""
    scores = np.array([50.0, 50.0, 0.0])
    firsts = Counter(
        best_entities(scores, ["x", "y", "z"], 3, np.random.default_rng(seed))[0].entity_id
        for seed in range(200)
    )
    assert 60 < firsts["x"] < 140
    assert len(best_entities(scores, ["x", "y", "z"], 3, np.random.default_rng(1))) == 2


def test_recombined_names_keep_lengths_and_places_of_words() -> None:
    """Each word stands where it stood in some name of that length, and no known name comes out."""
    drawn = Recombination(["Veldor Marine", "Quorl Optics"]).drawn(
        dice_of(1),
        2,
        {plain("Veldor Marine"), plain("Quorl Optics")},
    )
    assert sorted(drawn) == ["Quorl Marine", "Veldor Optics"]


def test_pinyin_is_one_syllable_to_each_character() -> None:
    """A foreign name written in characters is not taken for a Chinese one."""
    assert _is_pinyin(Written("xiaoqing", "晓青"))
    assert not _is_pinyin(Written("veld", "维尔德"))
    assert not _is_pinyin(Written("smith", "史密"))


def test_people_of_a_tradition_are_different_and_written_in_its_order() -> None:
    """The family name comes first where the tradition says so, in its own script only."""
    tradition = Tradition(
        "t", [Written("a", "Б"), Written("c", "Г")], [Written("d", "Ж")], family_first=True
    )
    people = tradition.people(2, dice_of(1))
    assert sorted(people) == [Written("A D", "ЖБ"), Written("C D", "ЖГ")]


def test_any_part_of_the_unlisted_names_is_mixed_like_the_whole(data: Path) -> None:
    """Persons do not come first, so that a part that is cut off keeps seven to three."""
    cases = unlisted_cases(data, INVENTED, (), 10, seed=1)
    kinds = [case.query.kind for case in cases]
    assert Counter(kinds) == {PERSON: 7, BODY: 3}
    assert kinds != sorted(kinds, reverse=True)
