"""The plan of measures: merged, addressed, conditional, and what remains."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.plain import to_plain
from tests.app.plans import asks, case_of, line, pack_of, plan_of, rule

OVER_PARTIES, OVER_PEOPLE, OVER_FLOWS = "p in parties", "s in people", "f in flows"


def test_one_line_for_one_code() -> None:
    """Two packs that ask for one measure give one line with both rules and their clauses."""
    one = pack_of(rule("R1", asks("train")))
    other = pack_of(rule("Q1", asks("train")), pack="other")
    plan = plan_of(one, other)
    (only,) = plan.lines
    assert (only.key, only.title, only.kind) == ("train", "Title train", "train")
    assert [(a.pack_id, a.rule, a.instrument, a.clause) for a in only.asked_by] == [
        ("veld", "R1", "Order veld", "R1"),
        ("other", "Q1", "Order other", "Q1"),
    ]
    assert only.residual == "train may fail."
    assert only.plain.startswith("Please do train.")


def test_a_line_for_each_party_person_and_flow() -> None:
    """What is done once for each has a line for each, under a key that names whom or what."""
    plan = plan_of(
        pack_of(
            rule("R1", asks("look"), over=OVER_PARTIES),
            rule("R2", asks("hear"), over=OVER_PEOPLE),
            rule("R3", asks("licence"), over=OVER_FLOWS),
            rule("R4", asks("train"), over=OVER_PEOPLE),
        )
    )
    assert {one.key for one in plan.lines} == {
        "look@P1", "look@P2", "hear@S-1", "hear@S-2", "licence@F1", "train",
    }  # fmt: skip
    assert line(plan, "look@P1").title == "Title look: P1, Lysk Drone Works"
    assert line(plan, "licence@F1").title == "Title licence: raw recordings"
    assert line(plan, "train").asked_by[0].about == (
        "S-1 (Halvard Crine), principal investigator; S-2, member"
    )


def test_names_come_from_the_people_register_only() -> None:
    """Staff bear the name of the register; a party who is a person is a role, not a name."""
    plan = plan_of(
        pack_of(
            rule("R1", asks("look"), over=OVER_PARTIES), rule("R2", asks("hear"), over=OVER_PEOPLE)
        )
    )
    assert line(plan, "hear@S-1").whom == ("S-1 (Halvard Crine), principal investigator",)
    assert line(plan, "hear@S-2").whom == ("S-2, member",)
    assert line(plan, "look@P2").title == "Title look: P2, funder"
    assert "Nessa" not in str(to_plain(plan))


def test_a_role_nobody_has_is_said() -> None:
    """A warning to a role in which nobody is named says so."""
    warn = '{ kind = "warn", what = "Mind the ice.", whom = "host" }'
    (only,) = plan_of(pack_of(rule("R1", warn))).lines
    assert only.whom == ("the host (nobody in this role is named)",)


def test_measures_without_a_code_merge_by_their_words() -> None:
    """Same kind, words, addressee and moment are one line; another moment is another line."""
    same = '{ kind = "ask", what = "Ask them." }'
    later = '{ kind = "ask", what = "Ask them.", before = "release" }'
    plan = plan_of(pack_of(rule("R1", same), rule("R2", same), rule("R3", later)))
    assert [[a.rule for a in one.asked_by] for one in plan.lines] == [["R1", "R2"], ["R3"]]
    assert all(re.fullmatch("m-[0-9a-f]{8}", one.key) for one in plan.lines)
    assert "Measures 1 and 2: in the words of a rule" in plan.remains.risks[0]


def test_a_rule_may_ask_for_something_particular() -> None:
    """Own words, owner and proof of a rule stand beside those of the catalogue."""
    plan = plan_of(
        pack_of(
            rule("R1", asks("train", what="Do it in Veldish.", owner="the dean", proof="a stamp"))
        )
    )
    (only,) = plan.lines
    assert only.what == "Do train."
    assert only.particular == ("Do it in Veldish.",)
    assert only.owner == "the dean"
    assert only.proof == "a stamp; proof of train"


def test_what_an_open_question_decides_stands_apart() -> None:
    """A rule that only may fire gives a line with the case and the question that decides it."""
    plan = plan_of(pack_of(rule("R1", asks("train"), when="answer(a)")))
    assert plan.lines == ()
    (only,) = plan.conditional
    assert only.only_if == "Only if a is so"
    assert plan.open_questions == ((1, "Is a so? (ask the office)"),)
    assert plan.headline == "1 measure only if a question goes that way"
    assert not only.overdue


def test_one_fired_rule_makes_a_line_sure() -> None:
    """Where one rule has fired and another may, the line is sure and says what else may ask."""
    plan = plan_of(pack_of(rule("R1", asks("train")), rule("R2", asks("train"), when="answer(a)")))
    (only,) = plan.lines
    assert only.certain
    assert [a.certain for a in only.asked_by] == [True, False]
    assert only.also == "If open questions go that way, it is asked for as well by veld (R2)."
    assert plan.conditional == ()


def test_what_cannot_fire_is_not_in_the_plan() -> None:
    """A rule that is settled asks for nothing."""
    pack = pack_of(rule("R1", asks("train"), when="answer(a)"))
    plan = plan_of(pack, case=case_of(answers=[("a", False)]))
    assert plan.every_line == ()
    assert plan.headline == "No rule asks for a measure"
    assert plan.opening.startswith("No rule of the packs in force asks for a measure")


def test_a_measure_stands_for_the_smaller_one() -> None:
    """Of two measures on one party the wider one stays, with the rules that ask for either."""
    plan = plan_of(
        pack_of(
            rule("R1", asks("look"), over=OVER_PARTIES),
            rule("R2", asks("look-deep"), over=OVER_PARTIES, when="role(p, partner)"),
        )
    )
    assert {one.key for one in plan.lines} == {"look-deep@P1", "look@P2"}
    deep = line(plan, "look-deep@P1")
    assert deep.stands_for == ("Title look",)
    assert [(a.rule, a.included) for a in deep.asked_by] == [("R2", ""), ("R1", "Title look")]


def test_what_only_may_be_needed_stands_for_nothing_sure() -> None:
    """A sure small measure stays beside a wide one that depends on a question, not the reverse."""
    maybe = plan_of(pack_of(rule("R1", asks("tiers")), rule("R2", asks("plan"), when="answer(a)")))
    assert [one.key for one in maybe.lines] == ["tiers"]
    assert [one.key for one in maybe.conditional] == ["plan"]
    sure = plan_of(pack_of(rule("R1", asks("plan")), rule("R2", asks("tiers"), when="answer(a)")))
    assert [one.key for one in sure.every_line] == ["plan"]


def test_the_earliest_date_of_fired_rules_counts() -> None:
    """Two rules with different moments: the earlier one, but not that of a rule that only may fire."""
    early, late = asks("tiers", before="submission"), asks("tiers")
    both = plan_of(pack_of(rule("R1", late), rule("R2", early)))
    assert line(both, "tiers").due == date(2026, 9, 17)
    may = plan_of(pack_of(rule("R1", late), rule("R2", early, when="answer(a)")))
    assert line(may, "tiers").due == date(2027, 1, 18)


def test_lines_stand_by_due_date() -> None:
    """Sure lines come by due date, numbered through to the conditional ones."""
    plan = plan_of(
        pack_of(
            rule("R1", asks("train")),
            rule("R2", asks("licence"), over=OVER_FLOWS),
            rule("R3", asks("stop"), when="answer(a)"),
        )
    )
    assert [one.key for one in plan.lines] == ["licence@F1", "train"]
    assert [one.number for one in plan.every_line] == [1, 2, 3]


def test_somebody_not_named_yet_is_a_case() -> None:
    """Where people are declared incomplete, the measure for an unnamed one depends on that."""
    pack = pack_of(rule("R1", asks("hear"), over=OVER_PEOPLE, when="role(s, member)"))
    plan = plan_of(pack, case=case_of(incomplete=("people",)))
    assert line(plan, "hear@not-named").title == "Title hear: a person not named yet"
    assert not line(plan, "hear@not-named").certain
    assert line(plan, "hear@S-2").certain


def test_findings_without_a_measure_remain() -> None:
    """A rule that asks for more than a referral and names no measure is named; a referral is not."""
    plan = plan_of(
        pack_of(
            rule("R1"), rule("R2", outcome="refer"), rule("R3", when="answer(a)"), rule("R4", asks("train"))
        )
    )  # fmt: skip
    assert [text[:31] for text in plan.remains.unanswered] == [
        "Rule R1 in plain words. (Invent",
        "Rule R3 in plain words. (Invent",
    ]
    assert "has fired and nothing in this plan answers it" in plan.remains.unanswered[0]
    assert "may fire" in plan.remains.unanswered[1]
    assert plan.remains.not_modelled == ("Invented rules veld: the weather",)


def test_no_measure_lifts_a_prohibition() -> None:
    """A fired rule that forbids remains, whatever is done."""
    plan = plan_of(pack_of(rule("R1", asks("train"), outcome="prohibit")))
    assert plan.remains.unanswered[0].endswith(
        "A rule that forbids has fired: no measure lifts it."
    )


def test_the_front_says_who_asks_and_on_what() -> None:
    """Each pack that asks stands in front with edition and outcome; the plan is no permission."""
    plan = plan_of(pack_of(rule("R1", asks("train")), rule("R2", asks("stop"), when="answer(a)")))
    assert plan.opening.startswith("This plan exists because 1 pack of rules asks for something")
    assert plan.why == (
        (
            "Invented rules veld (edition of 2026-01-01): MITIGATE REQUIRED. "
            "It asks for 1 measure and 1 more if an open question goes that way."
        ),
    )
    assert plan.caution[0] == "Assessed on 3 Nov 2026 against no list at all."
    assert "it is no permission" in plan.caution[1]
    assert not re.search(r"clear|safe\b|harmless", str(to_plain(plan)), re.IGNORECASE)


def test_a_code_the_catalogue_has_lost_keeps_its_line() -> None:
    """A kept pack may name a code that is gone: the line stays, with the rule's own words."""
    pack = pack_of(rule("R1", asks("train")))
    (first,) = pack.rules
    (measure,) = first.measures
    gone = replace(pack, rules=(replace(first, measures=(replace(measure, code="gone"),)),))
    (only,) = plan_of(gone).lines
    assert (only.key, only.what, only.residual) == ("gone", "Do train.", "")


def test_the_same_record_gives_the_same_plan() -> None:
    """Twice the same input, byte for byte the same plan."""
    packs = [pack_of(rule("R1", asks("look"), asks("train"), over=OVER_PARTIES, when="answer(a)"))]
    one, two = (canonical_bytes(to_plain(plan_of(*packs))) for _ in range(2))
    assert one == two
