"""The matrix: every engagement under every pack, with the rules on which each outcome rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterfoil.app.dossier.desk import day
from counterfoil.app.dossier.packs import doubt_words, hold_words, interval_words
from counterfoil.domain.assessment import PackResult, Status
from counterfoil.domain.case import Case
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.matrix import Cell, Column, DecidingRule, Row
from counterfoil.domain.pack import Pack, Rule
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.assess import Grounded, outcomes_of
from counterfoil.reasoning.atom import Atom
from counterfoil.reasoning.bounds import truth_of
from counterfoil.reasoning.formula import any_of, substitute


@dataclass(frozen=True, slots=True)
class Judged:
    """An engagement with its case, to be put under many packs."""

    engagement: Engagement
    case: Case


def timeless(pack: Pack) -> Pack:
    """Return a pack as if it were in force on every day; its rules keep their own days."""
    return replace(pack, since=None, until=None)


def column_of(pack: Pack, as_of: date) -> Column:
    """Return the head of a pack's column."""
    return Column(
        pack.pack_id,
        pack.title,
        pack.issuer,
        pack.edition.isoformat(),
        _when(pack, as_of),
        pack.in_force(as_of),
    )


def row_of(judged: Judged, packs: Sequence[Pack]) -> Row:
    """Return one engagement under every pack, those not in force as if they were."""
    case = judged.case
    known, found = outcomes_of(case, [timeless(pack) for pack in packs])
    cells = [
        _cell(Judging(case, pack, grounded, result, known))
        for pack, (grounded, result) in zip(packs, found, strict=True)
    ]
    engagement = judged.engagement
    return Row(engagement.engagement_id, engagement.title, engagement.kind.value, tuple(cells))


def _when(pack: Pack, as_of: date) -> str:
    if pack.since is not None and as_of < pack.since:
        return f"not in force before {day(pack.since)}"
    if pack.until is not None and as_of > pack.until:
        return f"in force until {day(pack.until)}"
    return f"in force since {day(pack.since)}" if pack.since else "in force"


@dataclass(frozen=True, slots=True)
class Judging:
    """One pack over one case: what its cell is made from."""

    case: Case
    pack: Pack
    grounded: Grounded
    result: PackResult
    known: Mapping[Atom, bool]

    def truth(self, rule: Rule) -> Truth:
        """Tell whether a rule fires for any of its bindings."""
        firings = self.grounded.fired.get(rule.rule_id, ())
        return truth_of(any_of(substitute(firing.formula, self.known) for firing in firings))


def _cell(one: Judging) -> Cell:
    result = one.result
    applies = result.status is not Status.NOT_APPLICABLE
    return Cell(
        one.pack.pack_id,
        result.status.value,
        interval_words(result),
        result.low.key,
        "" if result.high is None else result.high.key,
        hold_words(result),
        tuple(_deciding(one)) if applies else (),
        tuple(_notes(one)),
    )


def _notes(one: Judging) -> Iterator[str]:
    as_of, result = one.case.as_of, one.result
    if not one.pack.in_force(as_of):
        yield f"as if it were in force; it is {_when(one.pack, as_of)}"
    if result.missing:
        yield f"not loaded: {', '.join(result.missing)}"
    if result.stale:
        yield f"older than its cadence allows: {', '.join(result.stale)}"
    for rule in one.grounded.pack.rules:
        if rule.doubt and rule.doubt.covers(as_of) and one.truth(rule) is not False:
            yield doubt_words(rule, as_of)


def _deciding(one: Judging) -> Iterator[DecidingRule]:
    """Yield the rules that give the lowest outcome, those that may raise it, and the holds."""
    result = one.result
    for rule in sorted(one.grounded.pack.rules, key=lambda r: (-(r.outcome or 0), r.rule_id)):
        if rule.outcome is None or rule.rule_id in one.grounded.skipped:
            continue
        truth = one.truth(rule)
        decides = truth is True and (rule.outcome == result.low or rule.hold)
        may = truth is None and (rule.outcome > result.low or (rule.hold and result.hold is None))
        if decides or may:
            yield DecidingRule(
                rule.rule_id,
                rule.outcome.key,
                truth is True,
                rule.hold,
                f"{rule.basis.instrument}, {rule.basis.clause}",
                rule.mark.value,
                rule.plain,
            )
