"""The engagement worked by hand: an ice survey with a possible match, a share and a subject open.

The answers here were worked out on paper; the program has to agree with each of them.
"""

from __future__ import annotations

from itertools import product

import pytest

from counterfoil.domain.outcome import Outcome
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import Formula, Lit, all_of, negate
from counterfoil.reasoning.interval import Interval, PackFormulas
from counterfoil.reasoning.question import (
    Answer,
    Question,
    SettlingSet,
    open_questions,
    rank,
    settling_sets,
)
from counterfoil.reasoning.rule import GroundRule, Instance

NONE, REFER, REQUIRED, PROHIBIT = (
    Outcome.NONE,
    Outcome.REFER,
    Outcome.MITIGATE_REQUIRED,
    Outcome.PROHIBIT,
)
A = Atom("same", ("P1", "defence:e1"))
B = Atom("share-reaches", ("P2", "restricted", "50"))
C = Atom("tech", ("underwater acoustics",))
G = Atom("answer", ("publishable",))
ON_LIST = Atom("on", ("defence:e1", "defence-research"))
OWNER_LISTED = Atom("owner-listed", ("P2", "restricted"))
SHARE_ON_FILE = Atom("share-on-file", ("P2",))
LICENCE = Atom("licence", ("F1",))
RISK_FORM = Atom("on-file", ("risk form",))
KNOWN = {
    ON_LIST: True,
    OWNER_LISTED: True,
    SHARE_ON_FILE: False,
    LICENCE: False,
    RISK_FORM: False,
}
LETTERS = {"a": A, "b": B, "c": C, "g": G}


def per_party(first: Formula, second: Formula) -> tuple[Instance, ...]:
    """Return the instances of a rule over the two parties."""
    return Instance((("p", "P1"),), first), Instance((("p", "P2"),), second)


NEVER: Formula = False
RULES = [
    GroundRule(
        "R1", PROHIBIT, per_party(all_of((Lit(A), Lit(ON_LIST), Lit(C))), NEVER), unless=("X1",)
    ),
    GroundRule("X1", None, (Instance((), Lit(G)),)),
    GroundRule("R2", REQUIRED, per_party(NEVER, Lit(B)), hold=True),
    GroundRule(
        "R3", REFER, per_party(NEVER, all_of((Lit(OWNER_LISTED), negate(Lit(SHARE_ON_FILE)))))
    ),
    GroundRule(
        "R4",
        REFER,
        (Instance((("f", "F1"),), all_of((Lit(C), negate(Lit(LICENCE))))),),
        hold=True,
    ),
    GroundRule("R5", NONE, (Instance((), negate(Lit(RISK_FORM))),), procedural=True),
]
# The office settles a and b itself; c and g take a letter to the investigator.
QUESTIONS = [
    Question(
        letter,
        (Answer("true", ((atom, True),)), Answer("false", ((atom, False),))),
        cost=1 if letter in "cg" else 0,
    )
    for letter, atom in LETTERS.items()
]


def the_pack() -> PackFormulas:
    """Return the house pack under what is known."""
    return PackFormulas.of(RULES).under(KNOWN)


def test_the_assessment() -> None:
    """The engagement is at least refer and at most prohibit, a hold is possible, exactly."""
    assert the_pack().interval() == Interval(REFER, PROHIBIT, hold=None, exact=True)


@pytest.mark.parametrize(
    ("letter", "value", "low", "high", "hold", "narrowing"),
    [
        ("b", True, REQUIRED, PROHIBIT, True, 4),
        ("b", False, REFER, PROHIBIT, None, 0),
        ("c", True, REFER, PROHIBIT, True, 1),
        ("c", False, REFER, REQUIRED, None, 1),
        ("a", True, REFER, PROHIBIT, None, 0),
        ("a", False, REFER, REQUIRED, None, 1),
        ("g", True, REFER, REQUIRED, None, 1),
        ("g", False, REFER, PROHIBIT, None, 0),
    ],
)
def test_each_answer(
    letter: str, *, value: bool, low: Outcome, high: Outcome, hold: Truth, narrowing: int
) -> None:
    """Each answer gives the interval, the hold and the narrowing of the table."""
    after = the_pack().under({LETTERS[letter]: value}).interval()
    assert after == Interval(low, high, hold)
    ranked = {r.question.key: dict(r.narrowing) for r in rank({"house": the_pack()}, QUESTIONS)}
    assert ranked[letter]["true" if value else "false"] == narrowing


def test_the_order_of_the_questions() -> None:
    """The share comes first, then the subject, then the match, then what only a letter settles."""
    ranked = rank({"house": the_pack()}, list(reversed(QUESTIONS)))
    assert [(r.question.key, r.best, r.worst) for r in ranked] == [
        ("b", 4, 0),
        ("c", 1, 1),
        ("a", 1, 0),
        ("g", 1, 0),
    ]


def test_the_office_comes_before_a_letter() -> None:
    """The match goes before the publication question because the office settles it itself."""
    letters_swapped = [Question(q.key, q.answers, cost=1 if q.key == "a" else 0) for q in QUESTIONS]
    ranked = rank({"house": the_pack()}, letters_swapped)
    assert [r.question.key for r in ranked] == ["b", "c", "g", "a"]


def test_no_single_answer_settles() -> None:
    """No answer to one question leaves the pack with one outcome."""
    ranked = rank({"house": the_pack()}, QUESTIONS)
    assert [names for r in ranked for _, names in r.settles] == [()] * 8


def test_the_settling_sets() -> None:
    """Three pairs settle the pack; the one that settles the hold as well is shown first."""
    pack = the_pack()
    assert settling_sets(pack, rank({"house": pack}, QUESTIONS)) == [
        SettlingSet("c", "false", ("b",), settles_hold=True),
        SettlingSet("a", "false", ("b",), settles_hold=False),
        SettlingSet("g", "true", ("b",), settles_hold=False),
    ]


def test_all_sixteen_completions() -> None:
    """Worked through one by one, the sixteen completions reach from refer to prohibit."""
    outcomes, holds = [], []
    for a, b, c, g in product((False, True), repeat=4):
        by_hand = PROHIBIT if a and c and not g else REQUIRED if b else REFER
        settled = the_pack().under({A: a, B: b, C: c, G: g}).interval()
        assert settled == Interval(by_hand, by_hand, hold=b or c)
        outcomes.append(by_hand)
        holds.append(b or c)
    assert len(outcomes) == 16
    assert (min(outcomes), max(outcomes)) == (REFER, PROHIBIT)
    assert set(holds) == {True, False}


def test_a_judgement_of_different_takes_its_questions_away() -> None:
    """Once the partner is judged another body, neither match nor publication is asked about."""
    judged = {"house": the_pack().under({A: False})}
    assert [q.key for q in open_questions(judged, QUESTIONS)] == ["b", "c"]
    assert [q.key for q in open_questions({"house": the_pack()}, QUESTIONS)] == list("abcg")


def test_learning_the_share_turns_a_record() -> None:
    """With a low share put on file the refer rule stops firing, so the interval may widen."""
    learned = PackFormulas.of(RULES).under({**KNOWN, SHARE_ON_FILE: True, B: False})
    assert learned.interval() == Interval(NONE, PROHIBIT, hold=None)
    assert the_pack().under({B: False}).interval().low == REFER


def test_a_missing_form_is_paperwork() -> None:
    """The risk form moves neither outcome nor hold, whether it is on file or not."""
    with_form = PackFormulas.of(RULES).under({**KNOWN, RISK_FORM: True})
    assert with_form.interval() == the_pack().interval()
    assert RISK_FORM not in {atom for q in QUESTIONS for atom in q.atoms}
