"""What remains when the plan is kept: said, so that nobody takes a plan for safety."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterfoil.app.dossier.desk import DossierDesk, joined
from counterfoil.app.papers.slip import limits_beside
from counterfoil.domain.assessment import Status
from counterfoil.domain.dossier import Dossier
from counterfoil.domain.mitigation import PlanLine, Remains
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import Pack, Rule


def remains_of(
    desk: DossierDesk, dossier: Dossier, kept: Sequence[PlanLine], dropped: Sequence[PlanLine]
) -> Remains:
    """Return what the lines that are kept leave open."""
    return Remains(
        risks=tuple(_risks(kept)),
        unanswered=tuple(_unanswered(desk, kept, dropped)),
        dropped=tuple(_dropped(dropped)),
        not_assessed=(*_not_assessed(dossier), *limits_beside(dossier)),
        not_modelled=dossier.not_modelled,
    )


def _risks(kept: Sequence[PlanLine]) -> Iterator[str]:
    titles: dict[str, list[str]] = {}
    for line in kept:
        if line.certain and line.residual:
            titles.setdefault(line.residual, []).append(line.title)
    for residual, named in titles.items():
        yield f"{'; '.join(named)}: {residual}"
    silent = [str(line.number) for line in kept if line.certain and not line.residual]
    if silent:
        word = "Measure" if len(silent) == 1 else "Measures"
        yield (
            f"{word} {joined(silent)}: in the words of a rule or of the office. What remains when "
            "it is done has not been written down; judge it in this case."
        )


def _unanswered(
    desk: DossierDesk, kept: Sequence[PlanLine], dropped: Sequence[PlanLine]
) -> Iterator[str]:
    answered, given_up = _asked(kept), _asked(dropped)
    for pack, rule, fired in _weighty(desk):
        name = f"{rule.plain} ({pack.title}, {rule.rule_id})"
        key = (pack.pack_id, rule.rule_id)
        if rule.outcome == Outcome.PROHIBIT:
            state = "A rule that forbids has fired" if fired else "A rule that forbids may fire"
            yield f"{name} {state}: no measure lifts it."
        elif key not in answered:
            state = "has fired" if fired else "may fire"
            why = "the office dropped its measures" if key in given_up else "it names no measure"
            yield f"{name} The rule {state} and nothing in this plan answers it: {why}."


def _weighty(desk: DossierDesk) -> Iterator[tuple[Pack, Rule, bool]]:
    """Yield the rules that fired or may fire and ask for more than a referral."""
    for result in desk.assessed.assessment.packs:
        if result.status is Status.NOT_APPLICABLE:
            continue
        pack = desk.pack(result.pack)
        truths: dict[str, list[bool | None]] = {}
        for one in result.results:
            if one.evaluated:
                truths.setdefault(one.rule, []).append(one.truth)
        for rule in pack.rules:
            found = truths.get(rule.rule_id, [])
            weighty = rule.outcome is not None and rule.outcome >= Outcome.MITIGATE_SUGGESTED
            if weighty and any(truth is not False for truth in found):
                yield pack, rule, any(found)


def _asked(lines: Iterable[PlanLine]) -> set[tuple[str, str]]:
    return {(one.pack_id, one.rule) for line in lines for one in line.asked_by}


def _dropped(dropped: Sequence[PlanLine]) -> Iterator[str]:
    for line in dropped:
        rules = joined(list(dict.fromkeys(one.rule for one in line.asked_by)))
        asked = f" Asked for by {rules}." if rules else ""
        sentence = line.status_words[:1].upper() + line.status_words[1:]
        yield f"{line.title}: {line.what} {sentence}.{asked}"


def _not_assessed(dossier: Dossier) -> Iterator[str]:
    for pack in dossier.packs:
        if pack.status == Status.NOT_ASSESSABLE.value:
            notes = " ".join(pack.notes)
            yield f"{pack.title} could not be assessed; what it would ask for is missing here. {notes}"
    for source in dossier.sources:
        if source.stale:
            yield f"{source.title or source.dataset} was {source.age} old, older than it should be."
