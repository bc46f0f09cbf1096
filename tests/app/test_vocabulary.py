"""Words of an engagement that nothing in force knows never read as a no."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterfoil.app.vocabulary import Vocabulary, unknown_words
from counterfoil.bootstrap.data import examples, load_pack
from counterfoil.bootstrap.workbench import open_workbench
from counterfoil.domain.assessment import Status
from counterfoil.domain.engagement import AreaAnswer, Engagement, GivenAnswer
from counterfoil.sources.register_file import read_engagement
from tests.institute.conftest import assess_all, fill, furnish

HOUSE = load_pack("house-2026", Path("nowhere"))[0]
KNOWN = Vocabulary.of([HOUSE], ["house/underwater-acoustics", "house/seabed-mapping"])
WORKED = read_engagement(examples() / "engagements" / "2026-007.toml")


def test_an_engagement_of_known_words_raises_no_doubt() -> None:
    """The worked example uses only words its packs know."""
    assert unknown_words(WORKED, KNOWN) == []


def test_a_misspelt_area_is_named_with_the_nearest_one() -> None:
    """The sentence quotes the word, says what it does, and offers the area that was meant."""
    answer = AreaAnswer(("house/underwater-acoustic",), "S-12", "2026-11-03")
    (doubt,) = unknown_words(replace(WORKED, areas=answer), KNOWN)
    assert "'house/underwater-acoustic'" in doubt
    assert "did you mean house/underwater-acoustics?" in doubt
    assert "not answered" in doubt


@pytest.mark.parametrize(
    "changed",
    [replace(WORKED, documents=("risk-from",)), replace(WORKED, safeguards=("risk-from",))],
    ids=["document", "safeguard"],
)
def test_a_paper_no_rule_looks_for_is_named(changed: Engagement) -> None:
    """A document or safeguard that no rule knows is named."""
    assert any("'risk-from'" in doubt for doubt in unknown_words(changed, KNOWN))


def test_an_answer_nobody_asked_for_is_named() -> None:
    """The key of an answer that no pack in force asks is named."""
    answers = (GivenAnswer("results_publishable", value=True, by="S-12", on="2026-11-03"),)
    doubts = unknown_words(replace(WORKED, answers=answers), KNOWN)
    assert any("'results_publishable'" in doubt for doubt in doubts)


def test_a_misspelt_area_leaves_the_question_open(tmp_path: Path) -> None:
    """With a slip in the area the worked example still asks, and may still be prohibited."""
    furnish(tmp_path)
    path = tmp_path / "engagements" / "2026-007.toml"
    slip = '\n[areas]\nvalues = ["house/underwater-acoustic"]\nby = "S-12"\non = 2026-11-03\n'
    path.write_text(path.read_text("utf-8") + slip, "utf-8")
    with open_workbench(tmp_path) as bench:
        fill(bench)
        batch = assess_all(bench)
    worked = next(o.assessment for o in batch.assessed if o.case.engagement == "2026-007")
    assert worked.packs[0].status is Status.ASSESSED
    assert worked.packs[0].reaches.key == "prohibit"
    assert "tech" in [question.kind for question in worked.questions]
    assert ("2026-007", batch.doubts[0][1]) in batch.doubts


def test_a_word_of_a_pack_that_is_not_in_force_is_no_slip() -> None:
    """What another known pack asks or looks for is not doubted; what nobody knows still is."""
    others = Vocabulary.of([load_pack("us-chips-2022", Path("nowhere"))[0]], ())
    known = replace(KNOWN, elsewhere=lambda: others)
    answers = tuple(
        GivenAnswer(key, value=True, by="S-12", on="2026-11-03")
        for key in ("open_exchange", "open_exchanges")
    )
    papers = ("risk-form", "talent-programme-certification", "talent-programme-certificate")
    odd = replace(WORKED, answers=answers, documents=papers, funders=("us-dow",))
    doubts = unknown_words(odd, known)
    assert [doubt.split("'")[1] for doubt in doubts] == [
        "open_exchanges",
        "talent-programme-certificate",
    ]
    assert len(unknown_words(odd, KNOWN)) > len(doubts)


def test_other_packs_are_read_only_where_a_word_is_doubted() -> None:
    """An engagement of known words costs no look at packs that are not in force."""

    def never() -> Vocabulary:
        raise AssertionError

    assert unknown_words(WORKED, replace(KNOWN, elsewhere=never)) == []
