"""Questions: which is asked, in what order, and which sets of answers settle a pack."""

from __future__ import annotations

from counterfoil.domain.outcome import Outcome
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import Formula, Lit, all_of, any_of, negate
from counterfoil.reasoning.interval import PackFormulas
from counterfoil.reasoning.question import (
    Answer,
    Question,
    SettlingSet,
    open_questions,
    rank,
    settling_sets,
)


def atom(name: str) -> Atom:
    """Return an atom by its letter."""
    return Atom("fact", (name,))


def lit(name: str) -> Lit:
    """Return the formula of an atom by its letter."""
    return Lit(atom(name))


def yes_no(name: str, cost: int = 0) -> Question:
    """Return the question of one atom, whose key is its letter."""
    answers = Answer("yes", ((atom(name), True),)), Answer("no", ((atom(name), False),))
    return Question(name, answers, cost)


def pack(*levels: tuple[Outcome, Formula], hold: Formula = False) -> PackFormulas:
    """Return a pack of formulas."""
    return PackFormulas(levels, hold)


def order(packs: dict[str, PackFormulas], asked: list[Question]) -> list[str]:
    """Return the keys of the questions as they are ranked."""
    return [ranked.question.key for ranked in rank(packs, asked)]


REFER, REQUIRED, PROHIBIT = Outcome.REFER, Outcome.MITIGATE_REQUIRED, Outcome.PROHIBIT


# --- what is asked ------------------------------------------------------------------------------


def test_what_a_pack_hangs_on_is_asked() -> None:
    """A question is open as long as some pack hangs on an atom that it settles."""
    packs = {"one": pack((REFER, lit("a"))), "two": pack((REFER, False), hold=lit("b"))}
    asked = [yes_no("a"), yes_no("b"), yes_no("c")]
    assert [q.key for q in open_questions(packs, asked)] == ["a", "b"]
    answered = {key: p.under({atom("a"): True}) for key, p in packs.items()}
    assert [q.key for q in open_questions(answered, asked)] == ["b"]


def test_a_settled_pack_asks_nothing() -> None:
    """Where the highest rule has fired, a lower rule that may fire is not asked about."""
    settled = pack((PROHIBIT, True), (REFER, lit("a")))
    assert open_questions({"one": settled}, [yes_no("a")]) == []
    held = pack((PROHIBIT, True), (REFER, lit("a")), hold=lit("a"))
    assert [q.key for q in open_questions({"one": held}, [yes_no("a")])] == ["a"]
    both = {"one": settled, "two": pack((REFER, lit("a")))}
    assert [q.key for q in open_questions(both, [yes_no("a")])] == ["a"]


def test_only_what_can_move_the_interval_is_asked() -> None:
    """A rule at or below the lowest outcome, and a hold that is certain, ask nothing."""
    some = pack((PROHIBIT, lit("a")), (REFER, True), (REFER, lit("b")), (Outcome.RECORD, lit("c")))
    asked = [yes_no(name) for name in "abc"]
    assert [q.key for q in open_questions({"one": some}, asked)] == ["a"]
    certain = pack((REFER, True), hold=any_of((lit("a"), negate(lit("a")))))
    assert open_questions({"one": certain}, asked) == []


# --- the order ----------------------------------------------------------------------------------


def test_the_best_answer_ranks_first() -> None:
    """The question whose best answer narrows most comes first, whatever its cost."""
    packs = {"one": pack((PROHIBIT, lit("a"))), "two": pack((REFER, lit("b")))}
    assert order(packs, [yes_no("b"), yes_no("a", cost=9)]) == ["a", "b"]


def test_then_the_worst_answer() -> None:
    """Between equal best answers the better worst answer comes first."""
    # b narrows by three one way only; a narrows by three both ways.
    packs = {
        "one": pack((REFER, lit("a"))),
        "two": pack((REFER, all_of((lit("b"), lit("c"))))),
    }
    found = rank(packs, [yes_no("c"), yes_no("b"), yes_no("a", cost=9)])
    assert [(r.question.key, r.best, r.worst) for r in found] == [
        ("a", 3, 3),
        ("b", 3, 0),
        ("c", 3, 0),
    ]


def test_then_the_packs_settled() -> None:
    """Between equal narrowing the question that settles more packs comes first."""
    # a narrows one pack by two and leaves it open; b settles two packs by one step each.
    packs = {
        "one": pack((PROHIBIT, all_of((lit("a"), lit("x")))), (Outcome(5), lit("x"))),
        "two": pack((Outcome.RECORD, all_of((lit("b"), lit("x"))))),
        "three": pack((Outcome.RECORD, all_of((lit("b"), lit("x"))))),
    }
    found = rank(packs, [yes_no("a"), yes_no("b", cost=9)])
    assert [(r.question.key, r.best, r.worst) for r in found] == [("b", 2, 0), ("a", 2, 0)]
    assert dict(found[0].settles)["no"] == ("two", "three")
    assert dict(found[1].settles) == {"yes": (), "no": ()}


def test_then_cost_and_key() -> None:
    """Between questions that do the same the cheaper comes first, then the smaller key."""
    packs = {"one": pack((REFER, all_of(lit(name) for name in "abc")))}
    asked = [yes_no("c"), yes_no("b", cost=1), yes_no("a", cost=1)]
    assert order(packs, asked) == ["c", "a", "b"]


def test_a_hold_settled_counts_as_one_step() -> None:
    """Narrowing adds up ladder steps and holds settled, over all packs."""
    packs = {
        "one": pack((REFER, lit("a")), hold=lit("a")),
        "two": pack((Outcome.RECORD, lit("a")), (REQUIRED, lit("b"))),
        "three": pack((PROHIBIT, lit("b"))),
    }
    (found,) = rank(packs, [yes_no("a")])
    # yes: 3 steps, a hold, and the lowest of `two` rises by one; no: 3 steps and a hold.
    assert dict(found.narrowing) == {"yes": 5, "no": 4}
    assert dict(found.settles) == {"yes": ("one",), "no": ("one",)}


def test_an_answer_may_settle_several_facts() -> None:
    """One answer about a share settles every threshold; each of its values is weighed."""
    shares = Question(
        "share",
        (
            Answer("none", ((atom("a"), False), (atom("b"), False))),
            Answer("minority", ((atom("a"), True), (atom("b"), False))),
            Answer("majority", ((atom("a"), True), (atom("b"), True))),
        ),
    )
    packs = {
        "one": pack((REFER, lit("a")), (PROHIBIT, all_of((lit("b"), lit("x")))), hold=lit("b"))
    }
    (found,) = rank(packs, [shares])
    assert shares.atoms == {atom("a"), atom("b")}
    assert dict(found.narrowing) == {"none": 8, "minority": 8, "majority": 4}
    assert (found.best, found.worst) == (8, 4)
    assert dict(found.settles) == {"none": ("one",), "minority": ("one",), "majority": ()}


def test_an_answer_to_nothing_open_narrows_nothing() -> None:
    """A question no pack hangs on has no effect and ranks last."""
    found = rank({"one": pack((REFER, lit("b")))}, [yes_no("a"), yes_no("b")])
    assert [(r.question.key, r.best, r.worst) for r in found] == [("b", 3, 3), ("a", 0, 0)]


# --- settling sets ------------------------------------------------------------------------------


def settling(p: PackFormulas, asked: list[Question]) -> list[SettlingSet]:
    """Return the settling sets of one pack."""
    return settling_sets(p, rank({"one": p}, asked))


def differ(*names: str) -> Formula:
    """Return the formula that is true where an odd number of the atoms is."""
    odd: Formula = False
    for name in names:
        odd = any_of((all_of((odd, negate(lit(name)))), all_of((negate(odd), lit(name)))))
    return odd


def test_a_pack_that_is_settled_has_no_settling_set() -> None:
    """Nothing is named for a pack of one outcome, nor where a single answer settles it."""
    asked = [yes_no("a"), yes_no("b")]
    assert settling(pack((REFER, True), (Outcome.RECORD, lit("a"))), asked) == []
    assert settling(pack((REFER, all_of((lit("a"), lit("b"))))), asked) == []


def test_the_set_that_settles_the_hold_comes_first() -> None:
    """A set that settles the hold as well goes before one whose questions rank higher."""
    one = pack(
        (PROHIBIT, all_of((lit("a"), lit("c")))),
        (REQUIRED, lit("b")),
        (REFER, True),
        hold=any_of((lit("b"), lit("c"))),
    )
    ranked = rank({"one": one, "two": pack((PROHIBIT, lit("a")))}, [yes_no(x) for x in "abc"])
    assert [r.question.key for r in ranked] == ["a", "b", "c"]
    assert settling_sets(one, ranked) == [
        SettlingSet("c", "no", ("b",), settles_hold=True),
        SettlingSet("a", "no", ("b",), settles_hold=False),
    ]


def test_three_members_are_named_only_where_two_do_not_do() -> None:
    """Where only all three facts together decide, each of the six answers names a set of three."""
    found = settling(pack((REFER, differ("a", "b", "c"))), [yes_no(name) for name in "abc"])
    assert [(s.named, s.answer, s.others) for s in found] == [
        ("a", "no", ("b", "c")),
        ("a", "yes", ("b", "c")),
        ("b", "no", ("a", "c")),
        ("b", "yes", ("a", "c")),
        ("c", "no", ("a", "b")),
        ("c", "yes", ("a", "b")),
    ]


def test_sets_of_four_are_not_shown() -> None:
    """Where four facts are needed nothing is named."""
    names = "abcd"
    assert settling(pack((REFER, differ(*names))), [yes_no(name) for name in names]) == []
