"""A rule in doubt refers and holds on its days, whatever its outcome, and on no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterfoil.bootstrap.data import DATA
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.packlint import faults
from counterfoil.sources.pack_file import read_pack
from tests.packs.look_back import DAY, Days, assessed, case_of, pack_of, tie

SINCE, UNTIL = date(2026, 11, 10), date(2027, 1, 31)
HELD = "affiliated(s, concern, current)"


def doubtful(outcome: Outcome, *, hold: bool, until: str = "until = 2027-01-31, ") -> Pack:
    """Return a pack whose one rule is in doubt from SINCE on."""
    why = 'why = "Nobody has said.", if_in_force = "it is so", if_not = "it is not"'
    more = f"in_doubt = {{ since = 2026-11-10, {until}{why} }}\nhold = {str(hold).lower()}"
    return pack_of(HELD, outcome=outcome.key, more=more)


@pytest.mark.parametrize("hold", [True, False])
@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize(
    ("day", "doubt"),
    [(SINCE - DAY, False), (SINCE, True), (UNTIL, True), (UNTIL + DAY, False)],
)
def test_a_doubtful_rule_refers_and_holds_on_its_days(
    outcome: Outcome, day: date, *, hold: bool, doubt: bool
) -> None:
    """From the first day to the last it refers and holds; the day before and after it is itself."""
    case = case_of(Days(day, day, day), tie("2019-01-01", "2030-01-01"))
    fired, assessment = assessed(case, doubtful(outcome, hold=hold))
    result = assessment.packs[0]
    wanted = Outcome.REFER if doubt else outcome
    assert fired is True
    assert (result.low, result.high) == (wanted, wanted)
    assert result.hold is (doubt or hold)
    assert len(assessment.holds) == (1 if doubt or hold else 0)


@pytest.mark.parametrize("outcome", [Outcome.RECORD, Outcome.REFER, Outcome.PROHIBIT])
def test_doubt_without_a_last_day_stays(outcome: Outcome) -> None:
    """A doubt with no `until` stands on every later day."""
    far = date(2040, 1, 1)
    case = case_of(Days(far, far, far), tie("2019-01-01", "2050-01-01"))
    result = assessed(case, doubtful(outcome, hold=False, until=""))[1].packs[0]
    assert (result.low, result.high, result.hold) == (Outcome.REFER, Outcome.REFER, True)


def test_the_day_of_the_assessment_decides_and_not_that_of_the_proposal() -> None:
    """Whether a rule is law is asked of the day on which it is applied."""
    held, before = tie("2019-01-01", "2030-01-01"), SINCE - DAY
    early = assessed(
        case_of(Days(SINCE, before, None), held), doubtful(Outcome.PROHIBIT, hold=False)
    )
    late = assessed(
        case_of(Days(before, SINCE, None), held), doubtful(Outcome.PROHIBIT, hold=False)
    )
    assert [x[1].packs[0].low for x in (early, late)] == [Outcome.PROHIBIT, Outcome.REFER]


@pytest.mark.parametrize(
    ("end", "low", "high", "hold"),
    [
        ("2026-11-09", Outcome.NONE, Outcome.NONE, False),
        ("", Outcome.NONE, Outcome.REFER, None),
    ],
)
def test_a_doubtful_rule_that_does_not_fire_says_nothing(
    end: str, low: Outcome, high: Outcome, *, hold: bool | None
) -> None:
    """Doubt about the law adds nothing where the facts are not those of the rule, or open."""
    case = case_of(Days(SINCE, SINCE, None), tie("2019-01-01", end))
    result = assessed(case, doubtful(Outcome.PROHIBIT, hold=False))[1].packs[0]
    assert (result.low, result.high, result.hold) == (low, high, hold)


@pytest.mark.parametrize("rule_id", ["US-EXP-06-2026", "US-EXP-07-2026"])
def test_the_affiliates_rule_is_in_doubt_and_says_what_follows_either_way(rule_id: str) -> None:
    """The shipped rules after the suspension carry their doubt, both branches, and lint clean."""
    pack = read_pack(DATA / "packs" / "us-restricted-2026.toml")
    rule = pack.rule(rule_id)
    assert rule.doubt is not None
    assert (rule.doubt.since, rule.doubt.until) == (SINCE, None)
    assert rule.doubt.if_in_force != rule.doubt.if_not
    assert (rule.outcome, rule.hold) == (Outcome.REFER, True)
    stricter = replace(rule, outcome=Outcome.PROHIBIT, hold=False)
    changed = replace(pack, rules=tuple(stricter if r is rule else r for r in pack.rules))
    assert changed.on(SINCE - DAY).rule(rule_id).outcome is Outcome.PROHIBIT
    assert (changed.on(SINCE).rule(rule_id).outcome, changed.on(SINCE).rule(rule_id).hold) == (
        Outcome.REFER,
        True,
    )
    assert not [fault for fault in faults(pack) if fault.key == "in_doubt"]
