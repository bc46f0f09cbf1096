"""The plan of measures as a Word document, because funders ask for one they can edit.

Everything that has a look has it from a style; tables have header rows that repeat; language and
title are set. The same plan gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterfoil.domain.mitigation import Asking, MitigationPlan, PlanLine
from counterfoil.exports.letters import tidy
from counterfoil.exports.word_parts import add_table, describe, same_bytes, write
from counterfoil.exports.word_styles import furnish

if TYPE_CHECKING:
    from docx.document import Document


def mitigation_docx(plan: MitigationPlan) -> bytes:
    """Return the plan as DOCX."""
    import docx

    document = docx.Document()
    title = f"Plan of measures: {plan.title}"
    describe(
        document,
        title=title,
        subject=f"Plan of measures for {plan.engagement_id}",
        author=plan.sender.office,
        day=plan.day,
    )
    furnish(document, f"Plan for {tidy(plan.engagement_id)} · assessed {plan.assessed_on}")
    _head(document, plan, title)
    _at_a_glance(document, plan)
    _each(document, plan)
    _supposed(document, plan)
    _remains(document, plan)
    _changes(document, plan)
    _lists(document, plan)
    _agreed(document, plan)
    return same_bytes(document)


def _head(document: Document, plan: MitigationPlan, title: str) -> None:
    sender = plan.sender
    parts = (sender.organisation, sender.office, sender.contact, plan.assessed_on)
    write(document.add_paragraph(), "\n".join(part for part in parts if part))
    write(document.add_paragraph(style="Title"), title)
    write(document.add_paragraph(), f"{plan.engagement_id} · {plan.facts}")
    write(document.add_paragraph(style="Intense Quote"), plan.headline)
    document.add_heading("Why there is a plan", level=1)
    write(document.add_paragraph(), plan.opening)
    for text in plan.why:
        write(document.add_paragraph(style="List Bullet"), text)
    for text in plan.caution:
        write(document.add_paragraph(), text)


def _at_a_glance(document: Document, plan: MitigationPlan) -> None:
    document.add_heading("What is to be done", level=1)
    if not plan.lines:
        write(document.add_paragraph(), "Nothing for certain.")
        return
    add_table(
        document,
        "What is to be done",
        ("No.", "Measure", "Owner", "Due", "Proof"),
        (1, 5, 3, 5, 4),
        [(str(m.number), _named(m), m.owner, _due(m), m.proof) for m in plan.lines],
    )


def _supposed(document: Document, plan: MitigationPlan) -> None:
    if not plan.conditional:
        return
    document.add_heading("Only if an open question goes that way", level=1)
    add_table(
        document,
        "What may be needed",
        ("No.", "Measure", "Decided by", "Rule", "Owner, due"),
        (1, 5, 3, 4, 4),
        [
            (
                str(m.number),
                "\n".join((_named(m), *m.notes)),
                m.depends_on,
                "\n".join(f"{rules}, {pack} ({mark})" for pack, rules, mark in m.rules),
                "\n".join((m.owner, _due(m))),
            )
            for m in plan.conditional
        ],
    )
    document.add_heading("The open questions", level=2)
    for number, question in plan.open_questions:
        write(document.add_paragraph(), f"{number}. {question}")


def _named(line: PlanLine) -> str:
    return line.title if line.status == "open" else f"{line.title} ({line.status})"


def _due(line: PlanLine) -> str:
    return f"{line.due_words}; {line.again}" if line.again else line.due_words


def _each(document: Document, plan: MitigationPlan) -> None:
    if plan.lines:
        document.add_heading("Each measure", level=1)
    for line in plan.lines:
        write(document.add_paragraph(style="Heading 2"), f"{line.number}. {line.title}")
        for text in (
            line.status_words,
            line.what,
            *(f"In particular: {words}" for words in line.particular),
        ):
            if text:
                write(document.add_paragraph(), text)
        rows = [
            ("For", "; ".join(line.whom)),
            ("Owner", line.owner),
            ("Due", _due(line)),
            ("Proof", line.proof),
            ("What remains", line.residual),
            ("Includes", "; ".join(line.stands_for)),
        ]
        add_table(
            document,
            f"Measure {line.number}",
            ("Point", "In this plan"),
            (1, 4),
            [row for row in rows if row[1]],
        )
        document.add_heading("In plain words", level=3)
        write(document.add_paragraph(), line.plain)
        _bullets(document, "Why", _reasons(line))
        _bullets(document, "What the office changed", line.notes)


def _reasons(line: PlanLine) -> list[str]:
    found = [_why(one) for one in line.asked_by if one.certain]
    return [*found, line.also] if line.also else found


def _why(one: Asking) -> str:
    outcome = f" ({one.outcome.replace('-', ' ')})" if one.outcome else ""
    about = f", concerns {one.about}" if one.about else ""
    part = f", asks for “{one.included}”" if one.included else ""
    basis = f"{one.pack}, {one.rule}{outcome}: {one.instrument}, {one.clause} ({one.mark})"
    return f"{one.why} {basis}{about}{part}."


def _bullets(document: Document, title: str, texts: Sequence[str]) -> None:
    if texts:
        document.add_heading(title, level=3)
        for text in texts:
            write(document.add_paragraph(style="List Bullet"), text)


def _remains(document: Document, plan: MitigationPlan) -> None:
    document.add_heading("What remains", level=1)
    remains = plan.remains
    parts = (
        ("When all of this is done", remains.risks, "No measure, so nothing to say of it."),
        (
            "Findings that nothing here answers",
            remains.unanswered,
            "None: each rule that asks for more than a referral has a measure here.",
        ),
        ("Measures that were dropped", remains.dropped, "None."),
        ("What was not looked at", remains.not_assessed, "Nothing named."),
        ("What no pack models", remains.not_modelled, "Nothing named."),
    )
    for title, texts, nothing in parts:
        document.add_heading(title, level=2)
        for text in texts:
            write(document.add_paragraph(style="List Bullet"), text)
        if not texts:
            write(document.add_paragraph(), nothing)


def _changes(document: Document, plan: MitigationPlan) -> None:
    document.add_heading("What the office changed in this plan", level=1)
    if plan.edits:
        add_table(
            document,
            "What the office changed",
            ("When", "Who", "What", "Why"),
            (2, 2, 5, 5),
            [(edit.at, edit.by, edit.words, edit.reason) for edit in plan.edits],
        )
    else:
        write(document.add_paragraph(), "Nothing: the plan is as the rules ask for it.")
    if plan.lost:
        document.add_heading("Changes to measures that are no longer in the plan", level=2)
        for text in plan.lost:
            write(document.add_paragraph(style="List Bullet"), text)


def _lists(document: Document, plan: MitigationPlan) -> None:
    document.add_heading("Lists it rests on", level=1)
    if not plan.sources:
        write(document.add_paragraph(), "No list is loaded for these packs.")
        return
    rows = [
        (one.title or one.dataset, one.edition, one.retrieved, f"{one.age}{', stale' * one.stale}")
        for one in plan.sources
    ]
    add_table(document, "Lists", ("List", "Edition", "Retrieved", "Age"), (6, 3, 3, 3), rows)


def _agreed(document: Document, plan: MitigationPlan) -> None:
    document.add_heading("Agreed", level=1)
    add_table(
        document,
        "Agreed",
        ("For", "Name, role", "Date, signature"),
        (2, 4, 4),
        [("the work", "\n", ""), ("the office", "\n", "")],
    )
    write(
        document.add_paragraph(style="Caption"),
        f"On the assessment {plan.digest}, with the measures of catalogue {plan.catalogue}",
    )
