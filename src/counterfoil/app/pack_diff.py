"""What two editions of a pack say differently: rule by rule, and of the engagements on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from counterfoil.app.matrix import Judged, column_of, row_of
from counterfoil.app.packs.look_back import look_back, windows_of
from counterfoil.domain.condition import calls
from counterfoil.domain.matrix import Cell, DecidingRule, Moved, PackDiff, RuleChange
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.seats import is_jurisdiction

_ALIKE = 0.72  # how much of the text of two rules must agree to call one the other's later form
_SHOWN: tuple[tuple[str, Callable[[Rule], object]], ...] = (
    ("when", lambda r: r.when_text),
    # A condition names windows and places by keys of its pack, behind which other days may stand.
    ("look-back", lambda r: "; ".join(look_back(window) for window in windows_of(r))),
    ("countries", lambda r: ", ".join(_places(r))),
    ("for", lambda r: ", ".join(f"{name} in {over}" for name, over in r.variables)),
    ("outcome", lambda r: r.outcome.key if r.outcome is not None else _sort(r)),
    ("hold", lambda r: "yes" if r.hold else "no"),
    ("document", lambda r: r.document),
    ("unless", lambda r: ", ".join(r.unless)),
    ("since", lambda r: r.since or ""),
    ("until", lambda r: r.until or ""),
    ("in doubt", lambda r: f"since {r.doubt.since}" if r.doubt else ""),
    ("basis", lambda r: f"{r.basis.instrument}, {r.basis.clause}"),
    ("mark", lambda r: r.mark.value),
    ("measures", lambda r: ", ".join(m.code or m.what for m in r.measures)),
)
Pair = tuple[Rule, Rule]


def diff_packs(earlier: Pack, later: Pack, judged: Sequence[Judged], as_of: date) -> PackDiff:
    """Return what is different; each engagement is judged under both as if both were in force."""
    pairs = _pairs(earlier, later)
    rules = [*_changes(pairs, earlier, later)]
    same = {before.rule_id: after.rule_id for before, after in pairs}
    return PackDiff(
        column_of(earlier, as_of),
        column_of(later, as_of),
        tuple(rules),
        sum(1 for before, after in pairs if not _differences(before, after)),
        tuple(
            _moved(one, (earlier, later), same) for one in judged if _differs(one, (earlier, later))
        ),
        len(judged),
    )


def _pairs(earlier: Pack, later: Pack) -> list[Pair]:
    """Pair the rules: by id, then by condition and outcome, then by the likeness of their words."""
    left, right = list(earlier.rules), list(later.rules)
    pairs: list[Pair] = []

    def take(agree: Callable[[Rule, Rule], bool]) -> None:
        for before in list(left):
            after = next((rule for rule in right if agree(before, rule)), None)
            if after is not None:
                pairs.append((before, after))
                left.remove(before)
                right.remove(after)

    take(lambda a, b: a.rule_id == b.rule_id)
    take(lambda a, b: (a.when, a.variables, a.outcome) == (b.when, b.variables, b.outcome))
    take(lambda a, b: (a.when, a.variables) == (b.when, b.variables))
    likeness = sorted(
        ((_likeness(a, b), a.rule_id, b.rule_id) for a in left for b in right), reverse=True
    )
    by_id = {rule.rule_id: rule for rule in left}, {rule.rule_id: rule for rule in right}
    for score, a, b in likeness:
        if score >= _ALIKE and a in by_id[0] and b in by_id[1]:
            pairs.append((by_id[0].pop(a), by_id[1].pop(b)))
    return pairs


def _likeness(one: Rule, other: Rule) -> float:
    if _sort(one) != _sort(other) or one.variables != other.variables:
        return 0.0
    return SequenceMatcher(None, one.when_text, other.when_text, autojunk=False).ratio()


def _places(rule: Rule) -> list[str]:
    return sorted({a for call in calls(rule.when) for a in call.args if is_jurisdiction(a)})


def _sort(rule: Rule) -> str:
    if rule.procedural:
        return "checklist"
    return "exemption" if rule.outcome is None else "outcome"


def _changes(pairs: Sequence[Pair], earlier: Pack, later: Pack) -> Iterator[RuleChange]:
    paired = {before.rule_id for before, _ in pairs}, {after.rule_id for _, after in pairs}
    for before, after in pairs:
        found = _differences(before, after)
        if found:
            yield RuleChange("changed", before.rule_id, after.rule_id, after.plain, found)
    for rule in earlier.rules:
        if rule.rule_id not in paired[0]:
            yield RuleChange("removed", rule.rule_id, "", rule.plain)
    for rule in later.rules:
        if rule.rule_id not in paired[1]:
            yield RuleChange("added", "", rule.rule_id, rule.plain)


def _differences(before: Rule, after: Rule) -> tuple[tuple[str, str, str], ...]:
    found = [(key, str(show(before)), str(show(after))) for key, show in _SHOWN]
    # Exemptions are named by ids, which editions number anew.
    return tuple(
        item
        for item in found
        if item[1] != item[2] and not (item[0] == "unless" and item[1] and item[2])
    )


def _differs(one: Judged, packs: Sequence[Pack]) -> bool:
    before, after = row_of(one, packs).cells
    return before.says != after.says


def _moved(one: Judged, packs: Sequence[Pack], same: Mapping[str, str]) -> Moved:
    before, after = row_of(one, packs).cells
    engagement = one.engagement
    return Moved(
        engagement.engagement_id, engagement.title, before, after, tuple(_why(before, after, same))
    )


def _why(before: Cell, after: Cell, same: Mapping[str, str]) -> Iterator[str]:
    # A rule that says the same under another number moves nobody.
    was = {(same.get(r.rule_id, f"-{r.rule_id}"), *_says(r)): r for r in before.rules}
    now = {(r.rule_id, *_says(r)): r for r in after.rules}
    for mine, other, words in ((was, now, "no longer"), (now, was, "now")):
        for key, rule in mine.items():
            if key not in other:
                fires = "fires" if rule.certain else "may fire"
                held = " and holds" if rule.hold else ""
                yield (
                    f"{words} {rule.rule_id} {fires} ({rule.outcome}{held}): {rule.plain} "
                    f"[{rule.basis}; {rule.mark}]"
                )


def _says(rule: DecidingRule) -> tuple[str, bool, bool]:
    return rule.outcome, rule.certain, rule.hold
