"""Whatever rules ask for and whatever the office does, nothing is lost and nothing stands twice."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.app.mitigation.acts import Signature, Wish, added, changed, done, dropped, restored
from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.mitigation import MitigationPlan
from counterfoil.domain.plain import to_plain
from counterfoil.domain.plan_edit import PlanEdit
from counterfoil.errors import UsageError
from tests.app.plans import AT, CATALOGUE, asks, case_of, desk_of, pack_of, plan_of, rule

CODES = [entry.code for entry in CATALOGUE.entries]
UNCODED = [
    '{ kind = "ask", what = "Ask them." }',
    '{ kind = "warn", what = "Mind the ice.", whom = "principal investigator" }',
]
MEASURES = st.sampled_from([*map(asks, CODES), *UNCODED, asks("train", before="submission")])
RULES = st.lists(
    st.tuples(
        st.lists(MEASURES, max_size=3),
        st.sampled_from(["", "answer(a)", "answer(b)", "answer(a) and answer(b)"]),
        st.sampled_from(["", "p in parties", "s in people", "f in flows"]),
        st.sampled_from(["record", "refer", "mitigate-required", "prohibit"]),
    ),
    min_size=1,
    max_size=5,
)
ANSWERS = st.dictionaries(st.sampled_from(["a", "b"]), st.booleans())


def _rules(drawn: list[tuple[list[str], str, str, str]], lead: str) -> list[Mapping[str, str]]:
    return [
        rule(f"{lead}{number}", *measures, when=when, over=over, outcome=outcome)
        for number, (measures, when, over, outcome) in enumerate(drawn)
    ]


def _act(data: st.DataObject, plan: MitigationPlan) -> PlanEdit | None:
    signed = Signature("a reason", "S-9", AT)
    keys = [line.key for line in plan.every_line]
    key = data.draw(st.sampled_from(keys)) if keys else "none"
    makers = {
        "edit": lambda: changed(plan, key, Wish(owner="x", day=AT.date()), signed),
        "drop": lambda: dropped(plan, key, signed),
        "restore": lambda: restored(plan, key, signed),
        "done": lambda: done(plan, key, Wish(proof="x"), signed),
        "add": lambda: added(plan, Wish(what="w", owner="o"), signed),
    }
    try:
        return makers[data.draw(st.sampled_from(sorted(makers)))]()
    except UsageError:
        return None


@settings(max_examples=60, deadline=None)
@given(RULES, RULES, ANSWERS, ANSWERS, st.data())
def test_nothing_is_lost_and_nothing_stands_twice(
    one: list[tuple[list[str], str, str, str]],
    two: list[tuple[list[str], str, str, str]],
    before: dict[str, bool],
    after: dict[str, bool],
    data: st.DataObject,
) -> None:
    """Each measure of a rule that fired or may fire is in a line; each act is shown; keys are unique."""
    packs = [pack_of(*_rules(one, "R"), pack="one"), pack_of(*_rules(two, "Q"), pack="two")]
    edits: list[PlanEdit] = []
    first = case_of(answers=tuple(before.items()))
    for _ in range(data.draw(st.integers(0, 4))):
        made = _act(data, plan_of(*packs, case=first, edits=edits))
        edits += [made] if made is not None and made.line not in _own(edits) else []
    later = case_of(answers=tuple((before | after).items()))
    plan = plan_of(*packs, case=later, edits=edits)
    lines = plan.every_line

    keys = [line.key for line in lines]
    assert len(keys) == len(set(keys))
    numbers = [line.number for line in (*plan.lines, *plan.conditional)]
    assert numbers == list(range(1, len(numbers) + 1))

    asked = {
        (pointer.pack, pointer.rule, pointer.truth is True)
        for pointer in desk_of(packs, later).assessed.assessment.measures
    }
    told = {(a.pack_id, a.rule, a.certain) for line in lines for a in line.asked_by}
    assert asked == told
    # A sure line is one that a fired rule asks for, or the office itself.
    for line in lines:
        own = line.key.startswith("own-")
        assert line.certain is (own or any(a.certain for a in line.asked_by))
    assert {line.key for line in plan.dropped} == {k.key for k in lines if k.status == "dropped"}
    shown = {edit.line for edit in plan.edits}
    assert shown == {edit.line for edit in edits}
    assert len(plan.lost) == sum(edit.line not in keys for edit in edits)
    again = plan_of(*packs, case=later, edits=edits)
    assert canonical_bytes(to_plain(again)) == canonical_bytes(to_plain(plan))


def _own(edits: list[PlanEdit]) -> set[str]:
    return {edit.line for edit in edits if edit.line.startswith("own-") and edit.kind}
