"""Who can answer what: the open questions of kept assessments, by the person to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterfoil.app.dossier.desk import DossierDesk
from counterfoil.app.dossier.packs import residual
from counterfoil.app.dossier.questions import question_views
from counterfoil.domain.assessment import OpenQuestion, PackResult, Status
from counterfoil.domain.case import AffiliationFacts, Case
from counterfoil.domain.dossier import QuestionView
from counterfoil.domain.pack import Pack, Rule
from counterfoil.reasoning.formula import atoms

RESEARCHER = "researcher"
DATES = "dates"
_ASKED = 2  # where nobody leads: the first two people who take part


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open question of one engagement, with its wording."""

    desk: DossierDesk
    question: OpenQuestion
    view: QuestionView

    @property
    def engagement_id(self) -> str:
        """Return the engagement that waits for the answer."""
        return self.desk.assessed.engagement.engagement_id

    def affiliation(self) -> AffiliationFacts:
        """Return the affiliation that a question about dates is about."""
        staff, key = self.question.about
        people = (p for p in self.desk.case.people if p.staff == staff)
        return next(a for person in people for a in person.affiliations if a.key == key)

    def rules(self) -> list[tuple[Pack, Rule]]:
        """Return the rules whose result the answer bears on, in the order of their packs."""
        found = [
            (pack, rule, moves)
            for result in self.desk.assessed.assessment.packs
            if result.status is not Status.NOT_APPLICABLE
            for pack, rule, moves in self._dependent(result)
        ]
        moving = [(pack, rule) for pack, rule, moves in found if moves]
        return moving or [(pack, rule) for pack, rule, _ in found]

    def _dependent(self, result: PackResult) -> Iterable[tuple[Pack, Rule, bool]]:
        grounded, wanted = self.desk.grounded[result.pack], set(self.question.atoms)
        for rule in grounded.pack.rules:
            if rule.outcome is None or rule.rule_id in grounded.skipped:
                continue
            rest = residual(self.desk, result.pack, rule.rule_id)
            if {atom.key for atom in atoms(rest)} & wanted:
                moves = rule.outcome > result.low or (rule.hold and result.hold is None)
                yield grounded.pack, rule, moves


def who_can_answer(case: Case, question: OpenQuestion) -> tuple[str, ...]:
    """Return the staff references to ask, empty where the question is not for a researcher.

    About dates, and about a person, it is the person concerned; otherwise those who lead the work,
    and where nobody leads, the first two who take part.
    """
    if question.who != RESEARCHER:
        return ()
    if question.kind == DATES:
        return (question.about[0],)
    people = [p.staff for p in case.people]
    concerned = tuple(staff for staff in people if staff in question.about)
    if concerned:
        return concerned
    leading = [p.staff for p in case.people if "investigator" in p.role]
    return tuple(dict.fromkeys((leading or people)[:_ASKED]))


def waiting_by_person(
    desks: Iterable[DossierDesk],
) -> tuple[dict[str, list[Waiting]], list[Waiting]]:
    """Return staff reference -> what waits for that person, and what nobody is named for."""
    found: dict[str, list[Waiting]] = {}
    nobody: list[Waiting] = []
    for desk in desks:
        views = {view.key: view for view in question_views(desk)}
        for question in desk.assessed.assessment.questions:
            one = Waiting(desk, question, views[question.key])
            asked = who_can_answer(desk.case, question)
            for staff in asked:
                found.setdefault(staff, []).append(one)
            if question.who == RESEARCHER and not asked:
                nobody.append(one)
    return dict(sorted(found.items())), nobody
