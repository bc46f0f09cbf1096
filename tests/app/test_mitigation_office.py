"""What the office does to a plan: kept, shown, never lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counterfoil.app.mitigation.acts import (
    Signature,
    Wish,
    added,
    changed,
    done,
    dropped,
    line_called,
    restored,
)
from counterfoil.domain.measure import MeasureKind
from counterfoil.domain.mitigation import MitigationPlan
from counterfoil.domain.plan_edit import PlanAct, PlanEdit
from counterfoil.errors import NotFound, UsageError
from tests.app.plans import AT, asks, case_of, edit, line, pack_of, plan_of, rule

PACK = pack_of(rule("R1", asks("train")), rule("R2", asks("stop"), when="answer(a)"))
SIGNED = Signature("we agreed", "S-9", AT)


def with_edits(*edits: PlanEdit) -> MitigationPlan:
    """The plan of the pack after the acts."""
    return plan_of(PACK, edits=edits)


def test_a_change_stands_and_is_told() -> None:
    """Owner, words, proof and day of the office stand; who, when and why is on the line."""
    plan = with_edits(
        edit(PlanAct.EDIT, "train", owner="the dean", day="2026-12-01"),
        edit(PlanAct.EDIT, "train", what="Do it twice.", proof="two stamps", reason="as asked"),
    )
    found = line(plan, "train")
    assert (found.owner, found.what, found.proof) == ("the dean", "Do it twice.", "two stamps")
    assert found.due == date(2026, 12, 1)
    assert found.due_words == "by 1 Dec 2026, set by the office"
    assert found.notes[0] == (
        "Owner: the dean. Due: 1 Dec 2026. So decided by S-9 on 5 Nov 2026: we agreed."
    )
    assert [one.reason for one in plan.edits] == ["we agreed", "as asked"]


def test_a_line_of_the_offices_own() -> None:
    """An added measure stands among the sure ones, with its reason, owner and day."""
    plan = with_edits(
        edit(PlanAct.ADD, "own-1", kind="agree", what="Meet monthly.", owner="PI", day="2026-11-30")
    )
    own = line(plan, "own-1")
    assert plan.lines[0] is own
    assert (own.title, own.owner, own.due) == ("Meet monthly", "PI", date(2026, 11, 30))
    assert own.plain == "The office added this: we agreed"
    assert "Measure 1" in plan.remains.risks[-1]


def test_what_is_dropped_stays_visible() -> None:
    """A dropped line leaves the list of things to do and stands under what remains, with the reason."""
    plan = with_edits(edit(PlanAct.DROP, "train", asked_by=("veld/R1",), reason="done elsewhere"))
    assert plan.lines == ()
    assert [one.key for one in plan.dropped] == ["train"]
    assert plan.remains.dropped == (
        "Title train: Do train. Dropped by S-9 on 5 Nov 2026: done elsewhere. Asked for by R1.",
    )
    assert "the office dropped its measures" in plan.remains.unanswered[0]


def test_a_new_rule_brings_a_dropped_line_back() -> None:
    """Dropped under one rule, asked for by another since: back, open, and marked."""
    two = pack_of(rule("R1", asks("train")), rule("R7", asks("train")))
    plan = plan_of(two, edits=[edit(PlanAct.DROP, "train", asked_by=("veld/R1",))])
    found = line(plan, "train")
    assert found.status == "open"
    assert found.notes == (
        (
            "Back in the plan: it was dropped by S-9 on 5 Nov 2026: we agreed, and is asked for since"
            " by veld/R7."
        ),
    )
    same = plan_of(two, edits=[edit(PlanAct.DROP, "train", asked_by=("veld/R1", "veld/R7"))])
    assert line(same, "train").status == "dropped"


def test_a_rule_that_has_fired_since_is_new() -> None:
    """Dropped while a rule only might have fired: it comes back once that rule has fired."""
    drop = edit(PlanAct.DROP, "stop", asked_by=("veld/R2?",))
    assert line(plan_of(PACK, edits=[drop]), "stop").status == "dropped"
    fired = plan_of(PACK, case=case_of(answers=[("a", True)]), edits=[drop])
    assert line(fired, "stop").status == "open"


def test_a_rule_that_is_less_sure_than_before_is_not_new() -> None:
    """Dropped under a fired rule that now only may fire: still dropped."""
    drop = edit(PlanAct.DROP, "stop", asked_by=("veld/R2",))
    assert line(plan_of(PACK, edits=[drop]), "stop").status == "dropped"


def test_done_carries_proof_and_day() -> None:
    """What is done stands last, with proof, day and who said so; a rule that asks since is named."""
    acts = [
        edit(PlanAct.DONE, "train", proof="two papers", day="2026-11-04", asked_by=("veld/R1",))
    ]
    found = line(with_edits(*acts), "train")
    assert found.status == "done"
    assert found.status_words == (
        "done on 4 Nov 2026: two papers (by S-9 on 5 Nov 2026: we agreed)"
    )
    two = pack_of(rule("R1", asks("train")), rule("R7", asks("train")))
    assert line(plan_of(two, edits=acts), "train").notes == (
        "Also asked for since it was done, by veld/R7: see whether the proof covers it.",
    )


def test_done_for_others_only_is_open_again() -> None:
    """A measure done for a rule that no longer asks is open where another asks for it now."""
    act = edit(PlanAct.DONE, "train", proof="two papers", day="2026-11-04", asked_by=("veld/R9",))
    found = line(plan_of(PACK, edits=[act]), "train")
    assert found.status == "open"
    assert found.notes[0].startswith("Open again: it was done on 4 Nov 2026")


def test_what_is_done_stands_last() -> None:
    """A measure that is done stands behind the open ones, however early it was due."""
    pack = pack_of(rule("R1", asks("licence"), over="f in flows"), rule("R2", asks("train")))
    assert [one.key for one in plan_of(pack).lines] == ["licence@F1", "train"]
    act = edit(PlanAct.DONE, "licence@F1", proof="a number", day="2026-11-04")
    assert [one.key for one in plan_of(pack, edits=[act]).lines] == ["train", "licence@F1"]


def test_what_was_dropped_can_be_taken_up_again() -> None:
    """After a restore the line is open; the acts before it stay in the list of changes."""
    plan = with_edits(
        edit(PlanAct.DROP, "train", asked_by=("veld/R1",)), edit(PlanAct.RESTORE, "train")
    )
    assert line(plan, "train").status == "open"
    assert [one.words for one in plan.edits] == [
        "Dropped: Title train", "Taken up again: Title train",
    ]  # fmt: skip


def test_acts_on_lines_that_are_gone_are_shown() -> None:
    """A line that no rule asks for any more loses none of what the office said of it."""
    plan = with_edits(edit(PlanAct.EDIT, "licence@F1", owner="the dean"))
    assert plan.lost == (
        (
            "Changed: licence@F1. Owner: the dean. (by S-9 on 5 Nov 2026: we agreed);"
            " no rule asks for it any more."
        ),
    )
    wide = pack_of(rule("R1", asks("tiers")), rule("R2", asks("plan")))
    folded = plan_of(wide, edits=[edit(PlanAct.EDIT, "tiers", owner="the dean")])
    assert folded.lost[0].endswith("another measure stands for it now.")


def test_a_dropped_wide_measure_gives_the_small_one_back() -> None:
    """Where the measure that stood for another one is dropped, the other one is needed again."""
    pack = pack_of(rule("R1", asks("tiers")), rule("R2", asks("plan")))
    plan = plan_of(pack, edits=[edit(PlanAct.DROP, "plan", asked_by=("veld/R2", "veld/R1"))])
    assert [one.key for one in plan.lines] == ["tiers"]
    assert [one.key for one in plan.dropped] == ["plan"]


def test_edits_outlive_an_assessment() -> None:
    """Answers that come in later leave the key, and so the change, where it was."""
    act = edit(PlanAct.EDIT, "stop", owner="the dean")
    before = line(plan_of(PACK, edits=[act]), "stop")
    after = line(plan_of(PACK, case=case_of(answers=[("a", True)]), edits=[act]), "stop")
    assert before.owner == after.owner == "the dean"
    assert (before.certain, after.certain) == (False, True)


# --- acts ---------------------------------------------------------------------------------------


def test_a_drop_keeps_who_asked() -> None:
    """The act carries the rules that asked, with a mark on those that only might fire."""
    plan = with_edits()
    assert dropped(plan, "train", SIGNED).asked_by == ("veld/R1",)
    assert dropped(plan, "stop", SIGNED).asked_by == ("veld/R2?",)


def test_lines_are_found_by_their_beginning() -> None:
    """The beginning of a key is enough where only one has it; else the lines are named."""
    plan = with_edits()
    assert line_called(plan, "tr").key == "train"
    two = with_edits(edit(PlanAct.ADD, "stop-2", kind="ask", what="Ask.", owner="PI"))
    with pytest.raises(NotFound, match="2 lines of the plan begin with 'st'"):
        line_called(two, "st")
    with pytest.raises(NotFound, match="Lines are: train, stop"):
        line_called(plan, "nothing")
    assert line_called(two, "stop").key == "stop"


def test_whom_a_line_is_for_is_never_the_beginning_of_another() -> None:
    """`hear@S-1`, which the plan no longer has, is not short for the line of S-10."""
    plan = with_edits(edit(PlanAct.ADD, "hear@S-10", kind="ask", what="Ask.", owner="PI"))
    with pytest.raises(NotFound, match="no line 'hear@S-1'"):
        line_called(plan, "hear@S-1")
    assert line_called(plan, "hea").key == "hear@S-10"


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_act_needs_a_reason_and_a_name(reason: str) -> None:
    """Without a reason, or without a name, nothing is made."""
    plan = with_edits()
    for signed in (Signature(reason, "S-9", AT), Signature("why", reason, AT)):
        with pytest.raises(UsageError, match="is empty"):
            dropped(plan, "train", signed)


def test_what_makes_no_sense_is_refused() -> None:
    """A change of nothing, a second drop, a restore of what is open, a proof of nothing, a future day."""
    plan = with_edits()
    gone = with_edits(edit(PlanAct.DROP, "train", asked_by=("veld/R1",)))
    later = Wish(proof="x", day=AT.date() + timedelta(days=1))
    with pytest.raises(UsageError, match="nothing is changed"):
        changed(plan, "train", Wish(), SIGNED)
    with pytest.raises(UsageError, match="mitigation restore 2026-900 train"):
        changed(gone, "train", Wish(owner="x"), SIGNED)
    with pytest.raises(UsageError, match="dropped already"):
        dropped(gone, "train", SIGNED)
    with pytest.raises(UsageError, match="in the plan and open"):
        restored(plan, "train", SIGNED)
    with pytest.raises(UsageError, match="no proof"):
        done(plan, "train", Wish(), SIGNED)
    with pytest.raises(UsageError, match="has not come yet"):
        done(plan, "train", later, SIGNED)
    with pytest.raises(UsageError, match="nothing is said to be done"):
        added(plan, Wish(owner="PI"), SIGNED)
    with pytest.raises(UsageError, match="nobody is named"):
        added(plan, Wish(what="Meet."), SIGNED)
    with pytest.raises(UsageError, match="longer than"):
        changed(plan, "train", Wish(owner="x" * 4001), SIGNED)


def test_an_added_line_has_a_key_of_its_own() -> None:
    """Two lines with the same words at two moments have two keys; the kind is kept."""
    plan = with_edits()
    wish = Wish(what="Meet.", owner="PI", kind=MeasureKind.AGREE)
    one = added(plan, wish, SIGNED)
    two = added(plan, wish, Signature("we agreed", "S-9", AT + timedelta(seconds=1)))
    assert one.line != two.line
    assert one.line.startswith("own-")
    assert one.kind == "agree"
    assert done(plan, "train", Wish(proof="paper"), SIGNED).day == "2026-11-05"
