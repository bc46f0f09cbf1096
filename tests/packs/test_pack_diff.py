"""Two editions of a pack compared: their rules, and whose outcome moves, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from counterfoil.app.pack_diff import diff_packs
from counterfoil.bootstrap.data import DATA
from counterfoil.domain.matrix import PackDiff
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import Mark, Pack, Rule
from counterfoil.sources.pack_file import parse_pack
from tests.packs.conftest import World

DAY = date(2026, 11, 3)


def compared(world: World, earlier: Pack | str, later: Pack | str) -> PackDiff:
    """Compare two packs, by id or as they are, over every invented engagement."""
    packs = [world.packs[p] if isinstance(p, str) else p for p in (earlier, later)]
    return diff_packs(packs[0], packs[1], list(world.judged.values()), DAY)


def spelled(pack_id: str, *changes: tuple[str, str]) -> Pack:
    """Return a shipped pack read from its text with some words changed."""
    text = (DATA / "packs" / f"{pack_id}.toml").read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return parse_pack(text.encode(), name=f"{pack_id}.toml")


def changed(pack: Pack, rule_id: str, change: Callable[[Rule], Rule]) -> Pack:
    """Return a pack in which one rule is another."""
    rules = tuple(change(rule) if rule.rule_id == rule_id else rule for rule in pack.rules)
    return replace(pack, rules=rules)


def test_the_third_edition_moves_the_grant_of_the_department(world: World) -> None:
    """The paper of 2024 was suggested to be mitigated and is now recommended, by rules named."""
    found = compared(world, "us-dow-2023", "us-dow-2026")
    (moved,) = [one for one in found.moved if one.engagement_id == "2026-026"]
    assert (moved.before.low, moved.before.high) == ("mitigate-suggested",) * 2
    assert (moved.after.low, moved.after.high) == ("mitigate-recommended",) * 2
    no_longer, now = moved.why
    assert no_longer.startswith("no longer US-DOW23-14 fires (mitigate-suggested): ")
    assert now.startswith("now US-DOW26-05-PAPERS fires (mitigate-recommended): ")
    assert no_longer.endswith("; to verify]")
    assert found.looked_at == len(world.judged)


def test_an_engagement_of_another_funder_does_not_move(world: World) -> None:
    """Grants of NSF and NSERC, and what is nobody's grant, are the same under both editions."""
    found = compared(world, "us-dow-2023", "us-dow-2026")
    ids = {one.engagement_id for one in found.moved}
    assert not ids & {"2026-018", "2026-027", "2026-028", "2026-029", "2026-030", "2026-031"}


def test_a_rule_under_another_number_is_no_reason(world: World) -> None:
    """What both editions say of a Confucius Institute is not told as gone and come."""
    found = compared(world, "us-dow-2023", "us-dow-2026")
    for moved in found.moved:
        assert moved.why
        assert not any("Confucius" in why for why in moved.why)


def test_the_rules_of_the_editions_are_paired(world: World) -> None:
    """Added, removed and changed rules are told apart; renumbered rows differ in basis alone."""
    found = compared(world, "us-dow-2023", "us-dow-2026")
    by_fate = {
        fate: {(rule.before, rule.after) for rule in found.rules if rule.fate == fate}
        for fate in ("added", "removed", "changed")
    }
    assert by_fate["removed"] == {("US-DOW23-02", "")}
    assert ("", "US-DOW26-05-PAPERS-RECENT") in by_fate["added"]
    assert ("", "US-DOW26-01") in by_fate["added"]
    assert ("US-DOW23-07", "US-DOW26-ROW07") in by_fate["changed"]
    keys = {rule.after: {key for key, _, _ in rule.changes} for rule in found.rules}
    assert keys["US-DOW26-ROW07"] == {"basis"}
    rules = len(by_fate["removed"]) + len(by_fate["changed"]) + found.shared
    assert rules == len(world.packs["us-dow-2023"].rules)
    rules = len(by_fate["added"]) + len(by_fate["changed"]) + found.shared
    assert rules == len(world.packs["us-dow-2026"].rules)


def test_a_window_behind_the_same_name_is_told(world: World) -> None:
    """`co-authorship` was since October 2019 and is five years: the rule's days are shown."""
    found = compared(world, "us-dow-2023", "us-dow-2026")
    (papers,) = [rule for rule in found.rules if rule.before == "US-DOW23-14"]
    told = {key: (before, after) for key, before, after in papers.changes}
    assert "when" not in told
    assert told["outcome"] == ("mitigate-suggested", "mitigate-recommended")
    before, after = told["look-back"]
    assert before.startswith("from 2019-10-10 ")
    assert after.startswith("from the day 5 years before ")


def test_a_pack_against_itself_changes_nothing(world: World) -> None:
    """No rule differs, all are shared, and nobody moves, for every pack."""
    for pack in world.packs.values():
        found = diff_packs(pack, pack, list(world.judged.values())[:4], DAY)
        assert found.rules == ()
        assert found.moved == ()
        assert found.shared == len(pack.rules)


def test_the_other_way_round_is_the_mirror_image(world: World) -> None:
    """What is added one way is removed the other, and the same engagements move."""
    forth = compared(world, "us-dow-2023", "us-dow-2026")
    back = compared(world, "us-dow-2026", "us-dow-2023")
    added = {rule.after for rule in forth.rules if rule.fate == "added"}
    assert added == {rule.before for rule in back.rules if rule.fate == "removed"}
    assert [one.engagement_id for one in forth.moved] == [one.engagement_id for one in back.moved]
    assert [one.before.says for one in forth.moved] == [one.after.says for one in back.moved]


CHANGES: dict[str, Callable[[Rule], Rule]] = {
    "outcome": lambda rule: replace(rule, outcome=Outcome.PROHIBIT),
    "hold": lambda rule: replace(rule, hold=True),
    "mark": lambda rule: replace(rule, mark=Mark.TO_VERIFY),
    "unless": lambda rule: replace(rule, unless=("X1",)),
    "since": lambda rule: replace(rule, since=date(2026, 12, 1)),
    "until": lambda rule: replace(rule, until=date(2026, 12, 1)),
    "basis": lambda rule: replace(rule, basis=replace(rule.basis, clause="9.9")),
    "measures": lambda rule: replace(rule, measures=()),
}


@pytest.mark.parametrize("key", CHANGES)
def test_one_changed_key_is_named_and_no_other(world: World, key: str) -> None:
    """A copy of the house's rules with one key of one rule changed names that key of that rule."""
    house = world.packs["house-2026"]
    found = compared(world, house, changed(house, "R8", CHANGES[key]))
    (rule,) = found.rules
    assert (rule.fate, rule.before, rule.after) == ("changed", "R8", "R8")
    ((named, before, after),) = rule.changes
    assert named == key
    assert before != after
    assert found.shared == len(house.rules) - 1


def test_a_changed_condition_is_named_and_moves_who_fell_under_it(world: World) -> None:
    """With one step instead of three 2026-005 is referred no more for sure; only `when` is named.

    Its name in brackets may be the polytechnic itself, which stands one step below: it still may.
    """
    later = spelled(
        "house-2026",
        (
            'when = "part_of_listed(p, defence-research, 3) and not role(p, clinical-partner)"',
            'when = "part_of_listed(p, defence-research, 1) and not role(p, clinical-partner)"',
        ),
    )
    found = compared(world, spelled("house-2026"), later)
    ((rule,), (moved, *rest)) = found.rules, found.moved
    assert [key for key, _, _ in rule.changes] == ["when"]
    assert moved.engagement_id == "2026-005"
    assert (moved.before.low, moved.after.low, moved.after.high) == ("refer", "none", "refer")
    assert [why.partition(":")[0] for why in moved.why] == [
        "no longer R8 fires (refer)",
        "now R8 may fire (refer)",
    ]
    assert [one.engagement_id for one in rest] == ["2026-006"]  # it may be the same centre


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('co-authorship-recent = "years-2"', 'co-authorship-recent = "years-3"', "look-back"),
        ('countries = ["CN",', 'countries = ["CU", "CN",', "countries"),
    ],
)
def test_a_word_of_the_head_changes_the_rules_that_use_it(
    world: World, before: str, after: str, key: str
) -> None:
    """A longer window or one more country is told of each rule that speaks of it, and of no other."""
    found = compared(world, spelled("us-dow-2026"), spelled("us-dow-2026", (before, after)))
    word = {"look-back": "co-authorship-recent", "countries": "fcoc"}[key]
    using = {r.rule_id for r in world.packs["us-dow-2026"].rules if f", {word}" in r.when_text}
    assert using
    assert {rule.after for rule in found.rules} == using
    assert {k for rule in found.rules for k, _, _ in rule.changes} == {key}


def test_an_added_and_a_removed_rule_are_told(world: World) -> None:
    """A rule taken out is removed for one who reads forward, and added for one who reads back."""
    house = world.packs["house-2026"]
    shorter = replace(house, rules=tuple(r for r in house.rules if r.rule_id != "R18"))
    (gone,) = compared(world, house, shorter).rules
    (new,) = compared(world, shorter, house).rules
    assert (gone.fate, gone.before, gone.after) == ("removed", "R18", "")
    assert (new.fate, new.before, new.after) == ("added", "", "R18")
    (moved,) = compared(world, house, shorter).moved
    assert moved.engagement_id == "2026-016"
    assert [why[:25] for why in moved.why] == ["no longer R18 fires (miti"]
