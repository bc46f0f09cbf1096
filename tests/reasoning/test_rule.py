"""When a rule fires: its condition, its exemptions, and the variables they share."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from counterfoil.domain.outcome import Outcome
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.formula import Formula, Lit, evaluate
from counterfoil.reasoning.interval import Interval, interval_of
from counterfoil.reasoning.rule import GroundRule, Instance, firings

ALWAYS: Formula = True


def fact(name: str, *args: str) -> Lit:
    """Return the formula of one fact."""
    return Lit(Atom(name, args))


def over(variable: str, conditions: Mapping[str, Formula]) -> tuple[Instance, ...]:
    """Return one instance per member of a set."""
    return tuple(Instance(((variable, who),), when) for who, when in conditions.items())


LISTED = GroundRule(
    "R", Outcome.PROHIBIT, over("p", {p: fact("listed", p) for p in ("P1", "P2")}), unless=("X",)
)
BOTH_LISTED = {Atom("listed", ("P1",)): True, Atom("listed", ("P2",)): True}


def fired(rules: list[GroundRule], known: dict[Atom, bool]) -> dict[tuple[str, ...], bool | None]:
    """Return per binding of rule R whether it fires."""
    return {
        tuple(who for _, who in firing.binding): evaluate(firing.formula, known)
        for firing in firings(rules)["R"]
    }


def test_an_exemption_for_one_party_does_not_free_another() -> None:
    """A shared variable binds per instance: the exempt party is free, the other is not."""
    exempt = {p: fact("exempt", p) for p in ("P1", "P2")}
    rules = [LISTED, GroundRule("X", None, over("p", exempt))]
    known = {**BOTH_LISTED, Atom("exempt", ("P1",)): True, Atom("exempt", ("P2",)): False}
    assert fired(rules, known) == {("P1",): False, ("P2",): True}
    assert interval_of(rules, known).low == Outcome.PROHIBIT
    both = {**known, Atom("exempt", ("P2",)): True}
    assert interval_of(rules, both) == Interval(Outcome.NONE, Outcome.NONE, hold=False)


def test_an_exemption_without_variables_frees_all() -> None:
    """An exemption about the engagement as a whole frees every party."""
    rules = [LISTED, GroundRule("X", None, (Instance((), fact("public")),))]
    assert fired(rules, {**BOTH_LISTED, Atom("public"): True}) == {("P1",): False, ("P2",): False}
    assert fired(rules, {**BOTH_LISTED, Atom("public"): False}) == {("P1",): True, ("P2",): True}


def test_a_variable_of_the_exemption_alone_ranges_freely() -> None:
    """An exemption over flows frees a rule over parties as soon as one flow meets it."""
    flows = {f: fact("licensed", f) for f in ("F1", "F2")}
    rules = [LISTED, GroundRule("X", None, over("f", flows))]
    known = {**BOTH_LISTED, Atom("licensed", ("F1",)): False, Atom("licensed", ("F2",)): True}
    assert fired(rules, known) == {("P1",): False, ("P2",): False}


def test_the_variables_that_both_bind_must_agree() -> None:
    """An exemption over parties and flows frees the party it names, through any flow."""
    pairs = tuple(
        Instance((("f", f), ("p", p)), fact("cleared", f, p))
        for f in ("F1", "F2")
        for p in ("P1", "P2")
    )
    rules = [LISTED, GroundRule("X", None, pairs)]
    cleared = {i.when.atom: False for i in pairs if isinstance(i.when, Lit)}
    known = {**BOTH_LISTED, **cleared, Atom("cleared", ("F2", "P1")): True}
    assert fired(rules, known) == {("P1",): False, ("P2",): True}


def test_an_exemption_can_be_exempted() -> None:
    """In a chain of unless the end decides: what takes the exemption away lets the rule fire."""
    rules = [
        LISTED,
        GroundRule("X", None, (Instance((), fact("public")),), unless=("Y",)),
        GroundRule("Y", None, (Instance((), fact("secrecy")),)),
    ]
    public = {**BOTH_LISTED, Atom("public"): True}
    assert interval_of(rules, {**public, Atom("secrecy"): False}).high == Outcome.NONE
    assert interval_of(rules, {**public, Atom("secrecy"): True}).low == Outcome.PROHIBIT
    assert interval_of(rules, public) == Interval(Outcome.NONE, Outcome.PROHIBIT, hold=False)


def test_any_one_of_several_exemptions_frees() -> None:
    """Of two rules named in unless, one that fires is enough."""
    rule = GroundRule("R", Outcome.REFER, (Instance((), ALWAYS),), unless=("X", "Y"))
    rules = [
        rule,
        GroundRule("X", None, (Instance((), fact("x")),)),
        GroundRule("Y", None, (Instance((), fact("y")),)),
    ]
    for x, y in ((True, False), (False, True), (True, True)):
        assert fired(rules, {Atom("x"): x, Atom("y"): y}) == {(): False}
    assert fired(rules, {Atom("x"): False, Atom("y"): False}) == {(): True}


def test_a_rule_with_an_outcome_can_exempt_too() -> None:
    """A rule may stand in unless and speak for itself as well."""
    rules = [
        GroundRule("R", Outcome.PROHIBIT, (Instance((), ALWAYS),), unless=("S",)),
        GroundRule("S", Outcome.RECORD, (Instance((), fact("small")),)),
    ]
    assert interval_of(rules, {Atom("small"): True}).high == Outcome.RECORD
    assert interval_of(rules, {Atom("small"): False}).low == Outcome.PROHIBIT


@pytest.mark.parametrize("circle", [["R"], ["R", "S"], ["R", "S", "T"]])
def test_a_circle_is_refused_and_shown(circle: list[str]) -> None:
    """Rules that exempt each other in a circle are an error that draws the circle."""
    rules = [
        GroundRule(name, Outcome.REFER, (Instance((), ALWAYS),), unless=(after,))
        for name, after in zip(circle, [*circle[1:], circle[0]], strict=True)
    ]
    with pytest.raises(ValueError, match=" -> ".join([*circle, "R"])):
        firings(rules)


def test_two_ways_to_one_exemption_are_no_circle() -> None:
    """An exemption that is reached twice is worked out once and is no error."""
    rules = [
        GroundRule("R", Outcome.REFER, (Instance((), ALWAYS),), unless=("X", "Y")),
        GroundRule("X", None, (Instance((), fact("x")),), unless=("Z",)),
        GroundRule("Y", None, (Instance((), fact("y")),), unless=("Z",)),
        GroundRule("Z", None, (Instance((), fact("z")),)),
    ]
    assert list(firings(rules)) == ["Z", "X", "Y", "R"]


def test_an_unknown_exemption_is_refused() -> None:
    """An unless that names no rule is an error that names both."""
    with pytest.raises(ValueError, match="rule R names an unless that does not exist: nobody"):
        firings([GroundRule("R", Outcome.REFER, (Instance((), ALWAYS),), unless=("nobody",))])


def test_nothing_fires_in_an_empty_pack() -> None:
    """No rules, and rules over an empty set, give none and no hold."""
    nothing = Interval(Outcome.NONE, Outcome.NONE, hold=False)
    assert interval_of([], {}) == nothing
    assert interval_of([GroundRule("R", Outcome.PROHIBIT, (), hold=True)], {}) == nothing


def test_paperwork_and_exemptions_move_no_outcome() -> None:
    """A procedural rule and an exemption that fire leave outcome and hold as they were."""
    sure = (Instance((), ALWAYS),)
    rules = [
        GroundRule("P", Outcome.PROHIBIT, sure, hold=True, procedural=True),
        GroundRule("X", None, sure, hold=True),
    ]
    assert interval_of(rules, {}) == Interval(Outcome.NONE, Outcome.NONE, hold=False)


def test_a_hold_stands_beside_the_ladder() -> None:
    """A rule low on the ladder holds even where a higher one decides the outcome."""
    rules = [
        GroundRule("R", Outcome.PROHIBIT, (Instance((), ALWAYS),)),
        GroundRule("H", Outcome.RECORD, (Instance((), fact("h")),), hold=True),
    ]
    top = Outcome.PROHIBIT
    assert interval_of(rules, {}) == Interval(top, top, hold=None)
    assert interval_of(rules, {Atom("h"): True}) == Interval(top, top, hold=True)
    assert interval_of(rules, {Atom("h"): False}) == Interval(top, top, hold=False)


def test_two_rules_that_cannot_both_rest_lift_the_lowest() -> None:
    """Where one of two rules fires in every completion, the lowest outcome is the lower rule's."""
    rules = [
        GroundRule("R", Outcome.PROHIBIT, (Instance((), fact("a")),)),
        GroundRule("S", Outcome.REFER, (Instance((), ALWAYS),), unless=("X",)),
        GroundRule("X", None, (Instance((), fact("a")),)),
    ]
    assert interval_of(rules, {}) == Interval(Outcome.REFER, Outcome.PROHIBIT, hold=False)
    assert interval_of(rules, {}).width == 4
