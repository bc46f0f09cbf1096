"""What an answer about areas says, and of which sets it says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from counterfoil.app.vocabulary import Vocabulary
from counterfoil.domain.case import Case
from counterfoil.domain.engagement import AreaAnswer, Engagement, Kind
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.fact import FactBook
from counterfoil.reasoning.formula import evaluate
from counterfoil.reasoning.predicates import CATALOGUE

DAY = date(2026, 6, 15)
KNOWN = Vocabulary(
    frozenset({"ca-stra/quantum", "ca-stra/quantum/sensing", "uk-nsi/quantum"}),
    frozenset(),
    frozenset(),
    frozenset(),
    frozenset(),
    frozenset(),
)


def truth_of(answer: AreaAnswer | None, area: str) -> Truth:
    """Return what an answer says of an area, through the vocabulary and the predicate."""
    engagement = Engagement("E", Kind.GRANT, "t", "", "", DAY, None, None, (), "", areas=answer)
    case = Case(
        "E", DAY, "grant", (), DAY, None, None, (), (), (), (), (),
        None if answer is None else answer.areas, (), (), (), (), (),
        area_sets=KNOWN.area_sets(engagement),
    )  # fmt: skip
    book = FactBook()
    return evaluate(CATALOGUE["tech"].ground(book, case, (area,)), book.known())


def answered(*areas: str, of: tuple[str, ...] = ()) -> AreaAnswer:
    """Return an answer."""
    return AreaAnswer(areas, "S-1", "2026-06-01", of)


@pytest.mark.parametrize(
    ("answer", "area", "truth"),
    [
        (None, "ca-stra", None),
        (answered(), "ca-stra", False),
        (answered(), "uk-nsi/quantum", False),
        (answered(of=("ca-stra",)), "ca-stra", False),
        (answered(of=("ca-stra",)), "uk-nsi", None),
        (answered("ca-stra/quantum/sensing"), "ca-stra/quantum", True),
        (answered("ca-stra/quantum/sensing"), "ca-stra/weapons", False),
        (answered("ca-stra/quantum/sensing"), "uk-nsi/quantum", None),
        (answered("ca-stra/quantum/sensing", of=("uk-nsi",)), "uk-nsi/quantum", False),
        (answered("ca-stra/qantum"), "ca-stra", None),
        (answered("ca-stra/qantum", of=("uk-nsi",)), "uk-nsi", False),
        (answered("ca-stra/qantum", "ca-stra/quantum"), "ca-stra/weapons", None),
        (answered("ca-sta/quantum"), "ca-stra", None),
    ],
)
def test_an_answer_speaks_only_for_its_sets(
    answer: AreaAnswer | None, area: str, truth: Truth
) -> None:
    """Yes, no, or nothing at all: a slip or another set is never a no."""
    assert truth_of(answer, area) is truth
