"""Partners merged, split and taken back: what stands, what is told, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.judge import judge_partners
from counterfoil.app.partner_acts import (
    ids_of,
    named_partner,
    partner_log,
    split_partner,
    standing_verdicts,
    take_back,
)
from counterfoil.app.partners import (
    former_verdicts,
    judgements_in_force,
    new_spellings,
    partner_by_name,
    partners_of,
    propose,
)
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Partner, Spelling
from counterfoil.errors import CounterfoilError, NotFound, UsageError
from tests.app.shelves import AT, MATCHER, verdict
from tests.app.test_partners import engagement

NAMES = ("Merrow Coast University", "Merrow Coast Univ.", "Basalt Bureau", "Polar Works", "Veld")


class Office:
    """Spellings and judgements as a record keeps them: rows are only added."""

    def __init__(self, spellings: list[Spelling]) -> None:
        """Start with these spellings and no judgement."""
        self.spellings = spellings
        self.rows: list[Judgement] = []

    def partners(self) -> dict[str, Partner]:
        """Return the partners as they are now."""
        by_name = partner_by_name(self.spellings, self.rows)
        return partners_of([replace(s, partner_id=by_name[s.name]) for s in self.spellings])

    def merge(self, one: str, other: str) -> None:
        """Merge two partners."""
        left, right = (named_partner(text, self.partners(), self.rows) for text in (one, other))
        said = Verdict.SAME
        self.rows.append(judge_partners(left, right, said, reason="r", by="S-02", at=self.clock()))

    def split(self, partner: str, *names: str) -> str:
        """Split spellings off; return the new partner's id."""
        row, _ = split_partner(
            named_partner(partner, self.partners(), self.rows),
            names,
            self.spellings,
            self.rows,
            fingerprint=MATCHER.fingerprint,
            reason="r",
            by="S-02",
            at=self.clock(),
        )
        self.rows.append(row)
        return ids_of(row)[-1]

    def undo(self, partner: str) -> Judgement:
        """Take the latest act of a partner back; return that act."""
        found = named_partner(partner, self.partners(), self.rows)
        row, act = take_back(found, self.rows, reason="r", by="S-04", at=self.clock())
        self.rows.append(row)
        return act

    def judge(self, partner: str, entity: str, said: Verdict) -> None:
        """Keep a verdict on an entry of a list."""
        self.rows.append(replace(verdict(partner, entity, said, "x"), at=self.clock()))

    def clock(self) -> datetime:
        """Return the time of the next act."""
        return AT + timedelta(minutes=len(self.rows))


def office(**partners: tuple[str, ...]) -> Office:
    """Return an office with these partners and their spellings."""
    return Office(
        [Spelling(key, name, "", "") for key, names in partners.items() for name in names]
    )


def spelled(found: Office) -> dict[str, tuple[str, ...]]:
    """Return the spellings by partner."""
    return {key: partner.spellings for key, partner in found.partners().items()}


def test_a_split_makes_a_partner_of_its_own() -> None:
    """The named spelling leaves, in each of its writings; the rest stays with its id."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau", "BASALT  BUREAU."))
    fresh = desk.split("mc", "basalt bureau")
    assert spelled(desk) == {"mc": ("Merrow Coast",), fresh: ("Basalt Bureau", "BASALT  BUREAU.")}
    assert fresh.startswith("basalt-bureau-")


def test_a_split_keeps_no_name_in_the_judgements() -> None:
    """What is added to the judgements says whose and which, by ids and keys only."""
    desk = office(mc=("Merrow Coast", "海岸声学研究所"))
    desk.split("mc", "海岸声学研究所")
    assert "海岸声学研究所" not in repr(desk.rows)


def test_a_later_writing_of_a_split_spelling_goes_with_it() -> None:
    """An engagement that writes it in capitals belongs to the partner that was split off."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"))
    fresh = desk.split("mc", "Basalt Bureau")
    seen = new_spellings(
        [engagement("BASALT BUREAU")], desk.spellings, MATCHER.fingerprint, on="2026-11-04"
    )
    desk.spellings += seen
    assert partner_by_name(desk.spellings, desk.rows)["BASALT BUREAU"] == fresh


def test_importing_the_partners_file_again_leaves_a_split_alone() -> None:
    """The file's old word is older than the split; a new word, another partner, is newer."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"))
    fresh = desk.split("mc", "Basalt Bureau")
    desk.spellings[1] = Spelling("mc", "Basalt Bureau", "register", "2026-11-09")
    assert partner_by_name(desk.spellings, desk.rows)["Basalt Bureau"] == fresh
    desk.spellings[1] = Spelling("bb", "Basalt Bureau", "register", "2026-11-10")
    assert partner_by_name(desk.spellings, desk.rows)["Basalt Bureau"] == "bb"


def test_what_cannot_be_split() -> None:
    """A strange spelling, and all spellings at once, are refused, and so is silence on why."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"))
    with pytest.raises(NotFound, match="no spelling of mc") as fault:
        desk.split("mc", "Polar Works")
    assert "Basalt Bureau" in fault.value.do
    with pytest.raises(UsageError, match="nothing would be left"):
        desk.split("mc", "Merrow Coast", "Basalt Bureau")
    with pytest.raises(UsageError, match="needs a reason"):
        split_partner(
            desk.partners()["mc"],
            ["Basalt Bureau"],
            desk.spellings,
            desk.rows,
            fingerprint=MATCHER.fingerprint,
            reason=" ",
            by="S-02",
            at=AT,
        )
    assert desk.rows == []


def test_a_split_pair_is_not_proposed_again() -> None:
    """Who was split off is not proposed to its former partner, nor to what that became."""
    desk = office(mc=NAMES[:2], other=("Grey Heron",))
    desk.split("mc", "Merrow Coast Univ.")
    assert propose(desk.spellings, desk.rows, MATCHER) == []
    desk.merge("other", "mc")
    assert propose(desk.spellings, desk.rows, MATCHER) == []


def test_a_merge_taken_back_is_proposed_again() -> None:
    """Undoing a merge leaves nothing said of the pair, where `different` would settle it."""
    desk = office(a=NAMES[:1], b=NAMES[1:2])
    before = propose(desk.spellings, desk.rows, MATCHER)
    desk.merge("a", "b")
    assert propose(desk.spellings, desk.rows, MATCHER) == []
    desk.undo("b")  # the id that was merged away still means the partner
    assert propose(desk.spellings, desk.rows, MATCHER) == before != []


def test_verdicts_survive_a_merge_and_its_undoing() -> None:
    """Both verdicts hold for the merged partner, contradictions shown; then each has its own."""
    desk = office(a=("One",), b=("Two",))
    desk.judge("a", "x:1", Verdict.SAME)
    desk.judge("b", "x:1", Verdict.DIFFERENT)
    before = judgements_in_force(desk.rows)
    desk.merge("a", "b")
    held = {(j.partner_id, j.verdict) for j in judgements_in_force(desk.rows)}
    assert held == {("a", Verdict.SAME), ("a", Verdict.DIFFERENT)}
    desk.undo("a")
    assert judgements_in_force(desk.rows) == before


def test_verdicts_stay_with_the_partner_they_were_given_to() -> None:
    """The one split off starts with none, but the former one's are known of it."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"))
    desk.judge("mc", "x:1", Verdict.DIFFERENT)
    before = judgements_in_force(desk.rows)
    fresh = desk.split("mc", "Basalt Bureau")
    assert judgements_in_force(desk.rows) == before
    assert {j.partner_id for j in before} == {"mc"}
    assert former_verdicts(desk.rows) == {fresh: tuple(before)}
    desk.undo("mc")
    assert former_verdicts(desk.rows) == {}
    assert spelled(desk) == {"mc": ("Merrow Coast", "Basalt Bureau")}


def test_an_id_of_an_undone_split_is_not_used_again() -> None:
    """Verdicts given to it meanwhile do not come along unseen when it is split once more."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"))
    first = desk.split("mc", "Basalt Bureau")
    desk.judge(first, "x:1", Verdict.SAME)
    desk.undo(first)
    assert first not in desk.partners()
    again = desk.split("mc", "Basalt Bureau")
    assert again == f"{first}-2"
    assert [j.partner_id for j in judgements_in_force(desk.rows)] == [first]


def test_an_act_others_build_on_is_not_undone() -> None:
    """The later act is named, to be taken back first."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"), other=("Grey Heron",))
    fresh = desk.split("mc", "Basalt Bureau")
    desk.merge("other", fresh)
    with pytest.raises(UsageError, match="since, which builds on it") as fault:
        desk.undo("mc")
    assert fault.value.do.endswith("counterfoil partner undo other")
    desk.undo("other")
    desk.undo("mc")
    assert spelled(desk)["mc"] == ("Merrow Coast", "Basalt Bureau")
    with pytest.raises(UsageError, match="nothing was merged"):
        desk.undo("mc")


def test_a_merge_ended_by_judge_is_not_the_latest_act() -> None:
    """What `judge ... different` took apart is over: undo looks for what still stands."""
    desk = office(a=("One",), b=("Two",), c=("Three",))
    desk.merge("a", "c")
    desk.merge("a", "b")
    desk.rows.append(verdict("a", "partner/b", Verdict.DIFFERENT, minute=50))
    assert ids_of(desk.undo("a")) == ("a", "c")


def test_the_log_tells_it_all() -> None:
    """Who did what when and why, oldest first; what was undone is marked; one partner's alone."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"), a=("One",), b=("Two",))
    desk.judge("mc", "x:1", Verdict.SAME)
    fresh = desk.split("mc", "Basalt Bureau")
    desk.merge("a", "b")
    desk.undo("mc")
    acts = partner_log(desk.spellings, desk.rows)
    assert [(act.what, act.partner, act.other, act.taken_back) for act in acts] == [
        ("split", "mc", fresh, True),
        ("merged", "a", "b", False),
        ("undone", "mc", fresh, False),
    ]
    assert acts[0].spellings == acts[2].spellings == ("Basalt Bureau",)
    assert (acts[2].by, acts[2].at) == ("S-04", "2026-11-03T09:03:00+00:00")
    assert [act.what for act in partner_log(desk.spellings, desk.rows, {fresh})] == [
        "split",
        "undone",
    ]


def test_other_programs_see_what_stands() -> None:
    """What was taken back is not exported, and a split leaves as `different` on two partners."""
    desk = office(mc=("Merrow Coast", "Basalt Bureau"), a=("One",), b=("Two",))
    desk.judge("mc", "x:1", Verdict.SAME)
    desk.merge("a", "b")
    desk.undo("a")
    fresh = desk.split("mc", "Basalt Bureau")
    assert [(j.partner_id, j.entity_id, j.verdict) for j in standing_verdicts(desk.rows)] == [
        ("mc", "x:1", Verdict.SAME),
        ("mc", f"partner/{fresh}", Verdict.DIFFERENT),
    ]


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "merge", "split", "split", "judge", "undo")),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=14,
)


def _take(desk: Office, step: Step) -> None:
    what, one, other = step
    ids = sorted(desk.partners())
    left, right = ids[one % len(ids)], ids[other % len(ids)]
    if what == "merge":
        desk.merge(left, right)
    elif what == "split":
        names = desk.partners()[left].spellings
        desk.split(left, *names[: 1 + other % len(names)])
    elif what == "judge":
        desk.judge(left, f"x:{other % 3}", tuple(Verdict)[other % 3])
    else:
        desk.undo(left)


def _state(desk: Office, rows: list[Judgement]) -> object:
    """Return partners, verdicts in force and proposals under some rows."""
    by_name = partner_by_name(desk.spellings, rows)
    partners = partners_of([replace(s, partner_id=by_name[s.name]) for s in desk.spellings])
    return partners, judgements_in_force(rows), former_verdicts(rows)


@given(STEPS)
def test_undoing_in_reverse_order_gives_back_what_was(steps: list[Step]) -> None:
    """After any merges, splits and undoings, taking all acts back retraces every state.

    Verdicts given in between hold on: each state is that of before with those verdicts added. No
    row of the record is ever lost, and every spelling always has exactly one partner.
    """
    desk = office(a=NAMES[:2], b=NAMES[2:3], c=NAMES[3:])
    stack: list[int] = []  # for each act that stands, the rows before it
    for step in steps:
        before = list(desk.rows)
        try:
            _take(desk, step)
        except CounterfoilError:
            assert desk.rows == before
            continue
        assert desk.rows[: len(before)] == before
        assert sorted(n for p in desk.partners().values() for n in p.spellings) == sorted(NAMES)
        if step[0] in {"merge", "split"}:
            stack.append(len(before))
        elif step[0] == "undo":
            told = desk.rows[-1].entity_id
            stack = [at for at in stack if not _is_told(desk.rows[at], told)]
    while stack:
        at = stack.pop()
        expected = _state(desk, _without(desk.rows, at))
        assert desk.undo(ids_of(desk.rows[at])[0]) == desk.rows[at]
        assert _state(desk, desk.rows) == expected
    verdicts = [j for j in desk.rows if ":" in j.entity_id]
    assert _state(desk, desk.rows) == _state(desk, verdicts)


def _is_told(row: Judgement, told: str) -> bool:
    from counterfoil.app.partner_rows import digest_of

    return told == f"undo/{digest_of(row)}"


def _without(rows: list[Judgement], at: int) -> list[Judgement]:
    """Return the rows as if one had never been added."""
    return [row for place, row in enumerate(rows) if place != at]
