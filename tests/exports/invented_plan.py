"""An invented plan of measures, written by hand, with a name where people may write one."""

from __future__ import annotations

from datetime import date

from counterfoil.domain.dossier import SourceView
from counterfoil.domain.mitigation import Asking, EditView, MitigationPlan, PlanLine, Remains
from tests.exports import invented
from tests.exports.invented_papers import SENDER


def asking(name: str, *, certain: bool = True) -> Asking:
    """A rule that asks, for a body of this name."""
    return Asking(
        pack_id="house-2026",
        pack="House rules",
        rule="R3",
        about=f"P1, {name}",
        why=f"An owner of {name} is on a list.",
        instrument="House rules",
        clause="section 4",
        mark="verified" if certain else "to verify",
        outcome="mitigate-required",
        words="",
        certain=certain,
        only_if="" if certain else f"{name} is the listed body",
        questions=() if certain else (f"Is it {name}? (ask the office)",),
        included="Due diligence" if certain else "",
    )


def line(number: int, name: str, *, certain: bool = True, status: str = "open") -> PlanLine:
    """One measure."""
    return PlanLine(
        number=number,
        key=f"enhanced-due-diligence@P{number}",
        code="enhanced-due-diligence",
        title=f"Enhanced due diligence: {name}",
        kind="limit-access",
        what=f"Look who stands above {name}.",
        particular=(f"Ask {name} for a chart.",),
        whom=(f"S-12 ({name}), host",),
        owner=f"research office of {name}",
        due=date(2026, 10, 1),
        due_words="due 1 Oct 2026, which has passed: do it first",
        overdue=certain,
        again="again by 1 Oct 2027",
        proof=f"report on {name}",
        residual="Hidden owners stay unseen.",
        plain=f"We look a little deeper at {name}. You need not do anything.",
        asked_by=(asking(name, certain=certain),),
        certain=certain,
        only_if="" if certain else f"Only if {name} is the listed body",
        rules=(("house-2026", "R3", "verified" if certain else "to verify"),),
        also="If open questions go that way, it is asked for as well by x-2026 (R9).",
        status=status,
        status_words="" if status == "open" else f"{status} by {name} on 5 Nov 2026: seen",
        stands_for=("Due diligence",) if certain else (),
        notes=(f"Owner: {name}. So decided by S-02 on 5 Nov 2026: agreed.",),
        depends_on="" if certain else "question 2",
    )


def plan(name: str = "Veld Institute") -> MitigationPlan:
    """A plan with a sure, a done, a conditional and a dropped line."""
    return MitigationPlan(
        sender=SENDER,
        engagement_id="2026-007",
        title=f"Survey with {name}",
        facts="Ocean Acoustics · partnership · 1 Feb 2027 to 31 Jan 2028",
        day=date(2026, 11, 3),
        assessed_on="3 Nov 2026",
        digest=invented.DIGEST,
        headline="2 measures; 1 of them late; 1 more only if a question goes that way",
        opening="This plan exists because 1 pack of rules asks for something.",
        why=(f"House rules of {name} (edition of 2026-09-01): MITIGATE REQUIRED.",),
        caution=("Assessed on 3 Nov 2026 against a list.", "It is no permission."),
        lines=(line(1, name), line(2, name, status="done")),
        conditional=(line(3, name, certain=False),),
        dropped=(line(4, name, status="dropped"),),
        remains=Remains(
            risks=(f"Enhanced due diligence on {name}: hidden owners stay unseen.",),
            unanswered=(f"A rule about {name} that nothing answers.",),
            dropped=(f"Training of {name}: dropped.",),
            not_assessed=("A pack could not be assessed.",),
            not_modelled=("House rules: the weather",),
        ),
        edits=(EditView("5 Nov 2026", name, "train", f"Dropped: training of {name}", "seen"),),
        lost=(f"Changed: gone. Owner: {name}.",),
        sources=(
            SourceView(
                "x-restricted", f"List of {name}", "restricted", "30 Sep 2026", "3 Nov 2026",
                "34 days", invented.SNAPSHOT, "public", True,  # noqa: FBT003 - a field of the view
            ),
        ),
        catalogue="d76bff8675a5",
        version="2026.11.0",
        open_questions=((2, f"Is it {name}? (question 2, ask the office)"),),
    )  # fmt: skip


def bare() -> MitigationPlan:
    """A plan in which nothing is asked for."""
    return MitigationPlan(
        SENDER, "2026-001", "Tide gauges", "Ice", date(2026, 11, 3), "3 Nov 2026", invented.DIGEST,
        "No rule asks for a measure", "No rule asks.", (), ("It is no permission.",), (), (), (),
        Remains((), (), (), (), ()), (), (), (), "d76bff8675a5", "2026.11.0",
    )  # fmt: skip


SAID = (
    "Plan of measures: Survey with Veld Institute", "This plan exists because", "no permission",
    "1. Enhanced due diligence: Veld Institute", "Look who stands above Veld Institute.",
    "In particular: Ask Veld Institute for a chart.", "S-12 (Veld Institute), host",
    "research office of Veld Institute", "due 1 Oct 2026, which has passed: do it first",
    "again by 1 Oct 2027", "report on Veld Institute", "Hidden owners stay unseen.",
    "We look a little deeper at Veld Institute.", "An owner of Veld Institute is on a list.",
    "section 4", "mitigate required", "asks for “Due diligence”", "asked for as well by x-2026 (R9)",
    "Only if an open question goes that way", "Decided by", "question 2", "The open questions",
    "Is it Veld Institute? (question 2, ask the office)", "to verify",
    "What remains", "A rule about Veld Institute that nothing answers.", "Training of Veld",
    "A pack could not be assessed.", "the weather", "5 Nov 2026", "Changed: gone.",
    "done by Veld Institute on 5 Nov 2026: seen", "List of Veld Institute", "34 days, stale",
    "Owner: Veld Institute. So decided by S-02", invented.DIGEST, "d76bff8675a5",
)  # fmt: skip
