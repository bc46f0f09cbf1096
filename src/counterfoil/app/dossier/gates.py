"""Which questions can wait: those that an answer to an earlier one may make needless.

Where a rule says `A and B` and both are open, B matters only if A is so. The questions stand in
the order of what they settle, so a later one that an answer to an earlier one would remove is put
behind it: the office asks a few things, not all at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterfoil.app.dossier.desk import DossierDesk
from counterfoil.domain.assessment import Status
from counterfoil.reasoning.asking import questions_of
from counterfoil.reasoning.interval import PackFormulas
from counterfoil.reasoning.question import Question, open_questions

_GATES = 12  # questions, best first, that are tried as the earlier one


def gates_of(desk: DossierDesk) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return question key -> (earlier question, its answers after which this one still matters)."""
    assessment = desk.assessed.assessment
    live = {r.pack for r in assessment.packs if r.status is not Status.NOT_APPLICABLE}
    open_packs = {
        pack_id: one.formulas.under(desk.known)
        for pack_id, one in desk.grounded.items()
        if pack_id in live
    }
    packs = [one.pack for pack_id, one in desk.grounded.items() if pack_id in live]
    by_key = {q.key: q for q, _, _ in questions_of(desk.case, desk.book.facts(), packs)}
    ordered = [by_key[q.key] for q in assessment.questions if q.key in by_key]
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for place, gate in enumerate(ordered[:_GATES]):
        if gate.key not in found:
            later = [q for q in ordered[place + 1 :] if q.key not in found]
            found |= {key: (gate.key, kept) for key, kept in _behind(open_packs, gate, later)}
    return found


def _behind(
    packs: Mapping[str, PackFormulas], gate: Question, later: Sequence[Question]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return which later questions some answer makes needless, and the answers that do not."""
    kept: dict[str, list[str]] = {question.key: [] for question in later}
    touched = {key: pack for key, pack in packs.items() if pack.atoms() & gate.atoms}
    others = {key: pack for key, pack in packs.items() if key not in touched}
    always = {question.key for question in open_questions(others, later)}
    for answer in gate.answers:
        after = {key: pack.under(dict(answer.sets)) for key, pack in touched.items()}
        for question in open_questions(after, later):
            kept[question.key].append(answer.key)
    return [
        (question.key, tuple(kept[question.key]))
        for question in later
        if question.key not in always and 0 < len(kept[question.key]) < len(gate.answers)
    ]
