"""The packs on the decision page: interval in words, what decides it, holds, what settles it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from counterfoil.app.dossier.desk import DossierDesk, day, joined
from counterfoil.app.dossier.window_words import window_words
from counterfoil.app.dossier.words import formula_words
from counterfoil.domain.assessment import PackResult, Settling, Status
from counterfoil.domain.dossier import DecidedBy, PackView
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.formula import Formula, any_of, substitute


def pack_views(desk: DossierDesk, numbers: Mapping[str, int]) -> tuple[PackView, ...]:
    """Return one view per pack; `numbers` are the question numbers by key."""
    return tuple(_view(desk, result, numbers) for result in desk.assessed.assessment.packs)


def interval_words(result: PackResult) -> str:
    """Return a pack's interval in words; it never clears anybody."""
    low, high = _loud(result.low), _loud(result.reaches)
    if result.status is Status.NOT_APPLICABLE:
        return "does not apply"
    if result.status is Status.NOT_ASSESSABLE:
        return "NOT ASSESSABLE" + (f", at least {low}" if result.low > Outcome.NONE else "")
    if result.low == result.reaches:
        if result.low > Outcome.NONE:
            return low
        return "no rule fired on a stale list" if result.stale else "no rule fired"
    if result.low == Outcome.NONE:
        return f"no rule fired yet, at most {high}"
    return f"at least {low}, at most {high}"


def hold_words(result: PackResult) -> str:
    """Return the hold in words, empty where there is none."""
    if result.status is Status.NOT_APPLICABLE or result.hold is False:
        return ""
    if result.hold:
        return "HOLD"
    return "HOLD possible" if result.status is Status.ASSESSED else ""


def residual(desk: DossierDesk, pack_id: str, rule_id: str) -> Formula:
    """Return what a rule's firing still depends on, over all its bindings."""
    fired = desk.grounded[pack_id].fired.get(rule_id, ())
    return any_of(substitute(firing.formula, desk.known) for firing in fired)


def _loud(outcome: Outcome) -> str:
    return outcome.key.upper().replace("-", " ")


def _view(desk: DossierDesk, result: PackResult, numbers: Mapping[str, int]) -> PackView:
    pack = desk.pack(result.pack)
    return PackView(
        pack_id=pack.pack_id,
        title=pack.title,
        edition=pack.edition.isoformat(),
        status=result.status.value,
        headline=interval_words(result),
        hold=hold_words(result),
        low=result.low.key,
        high="" if result.high is None else result.high.key,
        decided_by=tuple(_decided_by(desk, result)),
        notes=tuple(_notes(desk, result)),
        settling=tuple(_settling(desk, item, numbers) for item in result.settling[:3]),
    )


def _decided_by(desk: DossierDesk, result: PackResult) -> Iterator[DecidedBy]:
    if result.status is Status.NOT_APPLICABLE:
        return
    grounded = desk.grounded[result.pack]
    counted = [
        (rule, residual(desk, result.pack, rule.rule_id))
        for rule in grounded.pack.rules
        if rule.outcome is not None and rule.rule_id not in grounded.skipped
    ]
    live = [(rule, rest) for rule, rest in counted if rest is not False]
    for rule, rest in sorted(live, key=lambda item: (item[0].outcome or 0, item[0].rule_id)):
        if rest is True or (rule.outcome or 0) > result.low:
            yield _line(desk, rule, rest, rule.outcome.key if rule.outcome is not None else "")
    held = [(rule, rest) for rule, rest in live if rule.hold]
    for certain in (True, False):
        line = _hold_line(desk, [item for item in held if (item[1] is True) is certain])
        if line is not None:
            yield line


def _hold_line(desk: DossierDesk, held: list[tuple[Rule, Formula]]) -> DecidedBy | None:
    if not held:
        return None
    certain = held[0][1] is True
    words = [
        (rule.plain if certain else formula_words(desk, rest))
        + (f" ({rule.rule_id})" if len(held) > 1 else "")
        for rule, rest in held
    ]
    marks = {rule.mark.value for rule, _ in held}
    return DecidedBy(
        "hold",
        " ".join(words) if certain else f"if {joined(words, 'or if')}",
        tuple(rule.rule_id for rule, _ in held),
        certain,
        "; ".join(dict.fromkeys(f"{r.basis.instrument}, {r.basis.clause}" for r, _ in held)),
        marks.pop() if len(marks) == 1 else "to verify",
    )


def _line(desk: DossierDesk, rule: Rule, rest: Formula, outcome: str) -> DecidedBy:
    words = rule.plain if rest is True else "if " + formula_words(desk, rest)
    return DecidedBy(
        outcome,
        words,
        (rule.rule_id, *rule.unless),
        rest is True,
        f"{rule.basis.instrument}, {rule.basis.clause}",
        rule.mark.value,
    )


def _notes(desk: DossierDesk, result: PackResult) -> Iterator[str]:
    pack = desk.pack(result.pack)
    if not pack.in_force(desk.case.as_of):
        yield f"Not in force on {desk.case.as_of.isoformat()}."
    elif result.status is Status.NOT_APPLICABLE:
        yield f"This pack applies to {pack.applies_plain}."
    if result.missing:
        names = joined([desk.role_title(role) for role in result.missing])
        yield f"Not loaded: {names}. Rules that need it were not evaluated."
    if result.stale:
        names = joined([desk.role_title(role) for role in result.stale])
        yield f"Older than its cadence allows: {names}."
    for rule in pack.rules:
        if result.status is not Status.NOT_APPLICABLE and _is_live_doubt(desk, pack, rule):
            yield doubt_words(rule, desk.case.as_of)
    if not result.exact and result.status is Status.ASSESSED:
        yield "More than ten facts are open in both directions: the interval is a sound bound."


def doubt_words(rule: Rule, on: date) -> str:
    """Return why nobody can say whether a rule is law on a day, and both branches."""
    if rule.doubt is None:
        return ""
    return (
        f"{rule.rule_id}: whether this is law on {day(on)} is not certain. {rule.doubt.why} "
        f"If it is in force: {rule.doubt.if_in_force}. If it is not: {rule.doubt.if_not}."
    ).replace("..", ".")


def _is_live_doubt(desk: DossierDesk, pack: Pack, rule: Rule) -> bool:
    if rule.doubt is None or not rule.doubt.covers(desk.case.as_of):
        return False
    return residual(desk, pack.pack_id, rule.rule_id) is not False


def _settling(desk: DossierDesk, item: Settling, numbers: Mapping[str, int]) -> str:
    others = joined([str(numbers[key]) for key in sorted(item.others, key=lambda k: numbers[k])])
    tail = "; that settles the hold as well" if item.settles_hold else ""
    return (
        f"Settled if question {numbers[item.named]} is answered “{answer_words(item.answer)}” "
        f"and {others} is answered, whatever the answer{tail}."
    )


_COUNTRIES = 3
_ANSWERS = {
    "reaches": "half or more",
    "below": "less than half",
    "a-listed-body": "a listed body",
    "no-listed-body": "no listed body",
    "before-the-end": "yes",
    "after-the-end": "no",
}


def answer_words(answer: str) -> str:
    """Return the key of an answer as a person says it."""
    held, _, windows = answer.partition(":")
    if held == "within" and windows:
        return f"only {joined([window_words(text) for text in windows.split('+')])}"
    countries = answer.split("+")
    if len(countries) > _COUNTRIES and all(len(code) == len("XX") for code in countries):
        return f"{', '.join(countries[:_COUNTRIES])} or {len(countries) - _COUNTRIES} more"
    return _ANSWERS.get(answer, answer)
