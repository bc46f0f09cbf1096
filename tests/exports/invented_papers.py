"""Invented papers of the office, written by hand; all people and bodies in them are invented."""

from __future__ import annotations

import dataclasses
from datetime import date

from counterfoil.app.papers.slip import build_slip
from counterfoil.domain.papers import (
    AnswerSpace,
    DecidingRule,
    DecisionForm,
    HeldPaper,
    HeldRow,
    HeldSection,
    Letter,
    LetterQuestion,
    Said,
    Sender,
    Slip,
)
from tests.exports import invented

SENDER = Sender("Kestrel Institute", "Research Security Office", "security@kestrel.example")
TICKS = ("yes", "no", "I do not know")


def letter(name: str = "Halvard Crine", said: str = "principal investigator") -> Letter:
    """A letter with two questions, the second with room for two engagements."""
    return Letter(
        sender=SENDER,
        staff="S-12",
        name=name,
        unit="Ocean Acoustics",
        day=date(2026, 11, 3),
        written_on="3 Nov 2026",
        reply_by="17 Nov 2026",
        title="Two questions about 2026-007 and 2026-008",
        salutation=f"Dear {name},",
        opening=("We are the office.", "Nothing has been decided."),
        questions=(
            LetterQuestion(
                1,
                "Is this underwater acoustics in the sense of the list?",
                "",
                ("No underwater acoustics with a listed body. (House rules, 3.1)",),
                "Your own word.",
                ("towed hydrophone array",),
                (AnswerSpace("2026-007, Survey", TICKS, ""),),
                (("2026-007", "tech"),),
            ),
            LetterQuestion(
                2,
                "May all results be published?",
                "Asked once for 2026-007 and 2026-008; please answer for each.",
                ("Free publication exempts. (House rules, 3.2)",),
                "The draft agreement.",
                (),
                (
                    AnswerSpace("2026-007, Survey", TICKS, ""),
                    AnswerSpace("2026-008, Drills", TICKS, "from … until …"),
                ),
                (("2026-007", "answer:x"), ("2026-008", "answer:x")),
            ),
        ),
        said=(
            Said("Name, position, unit", f"{name}, scientist", "people register", "1 Nov 2026"),
            Said("Your role in 2026-007", said, "file of 2026-007", "2 Nov 2026"),
        ),
        correcting="Is something wrong? Write the right entry beside it.",
        rights=("You may see everything that we hold about you.", "A person decides."),
        assessments=(("2026-007", invented.DIGEST), ("2026-008", invented.SNAPSHOT)),
        version="2026.11.0",
    )


def slip(*names: str) -> Slip:
    """The slip of a dossier in which nothing fired."""
    made = invented.dossier(*names, title="Tide gauges")
    quiet = dataclasses.replace(made, sources=made.sources[:1])
    return build_slip(quiet, SENDER)


def decision(*names: str) -> DecisionForm:
    """The decision form of the invented dossier."""
    made = invented.dossier(*names)
    return DecisionForm(
        sender=SENDER,
        engagement_id=made.engagement_id,
        title=made.title,
        facts="Ocean Acoustics · partnership",
        proposed=made.proposed,
        summary=f"{made.summary} {' '.join(names)}",
        assessed_on=made.assessed_on,
        digest=made.digest,
        headline=made.headline,
        packs=made.packs,
        deciding=tuple(
            DecidingRule("house-2026", d.outcome, d.certain, d.words, d.rules, d.basis, d.mark)
            for d in made.packs[0].decided_by
        ),
        holds=made.holds,
        questions=made.questions,
        measures=made.measures,
        checklist=made.checklist,
        unknown=("Whether the partner is VIMA",),
        limits=made.limits,
        not_modelled=made.not_modelled,
        replay="The record keeps it. `counterfoil doctor` computes it again.",
        inputs=made.inputs,
        version=made.version,
    )


def held(name: str = "Halvard Crine", *, by_name: bool = True) -> HeldPaper:
    """A paper with a certain section and one that rests on the name alone."""
    rows = (HeldRow("name", name, "people register", "1 Nov 2026"),)
    sections = tuple(
        HeldSection(key, title, "to write to people", "2 years", "the office", alone, rows)
        for key, title, alone in (
            ("people", "People register", False),
            ("party", "Outsiders who are a party", True),
        )[: 2 if by_name else 1]
    )
    return HeldPaper(
        sender=SENDER,
        subject="S-12",
        names=(name,),
        written_on="3 Nov 2026",
        title="What is held on S-12",
        sections=sections,
        nothing_in=("Judgements",),
        not_held=("No mail, no devices.",),
        rights=("You may have wrong entries corrected.",),
        version="2026.11.0",
    )
