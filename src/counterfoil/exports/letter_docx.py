"""The letter of questions as a Word document, for whoever wants to answer in it.

Everything that has a look has it from a style; tables have header rows that repeat; language and
title are set. The same letter gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterfoil.domain.papers import AnswerSpace, Letter, LetterQuestion
from counterfoil.exports.letters import tidy
from counterfoil.exports.word_parts import add_table, describe, same_bytes, write
from counterfoil.exports.word_styles import furnish

if TYPE_CHECKING:
    from docx.document import Document

_TICK = "\u2610"


def letter_docx(letter: Letter) -> bytes:
    """Return the letter as DOCX."""
    import docx

    document = docx.Document()
    describe(
        document,
        title=letter.title,
        subject=f"Letter to {letter.staff}",
        author=letter.sender.office,
        day=letter.day,
    )
    furnish(document, f"Letter to {tidy(letter.staff)} · {letter.written_on}")
    _head(document, letter)
    document.add_heading("Questions", level=1)
    for question in letter.questions:
        _question(document, question)
    _said(document, letter)
    document.add_heading("Your rights", level=1)
    for right in letter.rights:
        write(document.add_paragraph(style="List Bullet"), right)
    document.add_heading("Your signature", level=1)
    add_table(document, "Your signature", ("Name", "Date, signature"), (1, 1), [("\n", "")])
    hashes = ", ".join(f"{engagement} {digest[:12]}" for engagement, digest in letter.assessments)
    write(document.add_paragraph(style="Caption"), f"Written on the assessments {hashes}")
    return same_bytes(document)


def _head(document: Document, letter: Letter) -> None:
    sender = letter.sender
    lines = [part for part in (sender.organisation, sender.office, sender.contact) if part]
    write(document.add_paragraph(), "\n".join((*lines, letter.written_on)))
    reference = (letter.staff,) if letter.staff != letter.name else ()
    to = [part for part in (letter.name, letter.unit, *reference) if part]
    write(document.add_paragraph(), "\n".join(to))
    write(document.add_paragraph(style="Title"), letter.title)
    for text in (letter.salutation, *letter.opening):
        write(document.add_paragraph(), text)
    write(
        document.add_paragraph(style="Intense Quote"),
        f"Please answer by {letter.reply_by} to {sender.reply_to}.",
    )


def _question(document: Document, question: LetterQuestion) -> None:
    write(document.add_paragraph(style="Heading 2"), f"{question.number}. {question.text}")
    if question.once:
        write(document.add_paragraph(), question.once)
    if question.quotes:
        quoted = " ".join(f"“{quote}”" for quote in question.quotes)
        write(document.add_paragraph(), f"From the summary: {quoted}")
    if question.why:
        document.add_heading("Why we ask", level=3)
        write(document.add_paragraph(), "These rules depend on the answer:")
        for text in question.why:
            write(document.add_paragraph(style="List Bullet"), text)
    document.add_heading("What would settle it", level=3)
    write(document.add_paragraph(), question.settles)
    add_table(
        document,
        f"Answer to question {question.number}",
        ("For", "Answer", "In your words"),
        (5, 4, 7),
        [(space.label, _ticks(space), f"{space.line}\n\n") for space in question.spaces],
    )


def _ticks(space: AnswerSpace) -> str:
    return "\n".join(f"{_TICK} {word}" for word in space.ticks)


def _said(document: Document, letter: Letter) -> None:
    document.add_heading("What is on file about you", level=1)
    if letter.said:
        add_table(
            document,
            "What is on file about you",
            ("What", "As recorded", "From, since", "Right? If not, what is"),
            (4, 6, 3, 4),
            [
                (item.what, item.recorded, f"{item.origin}, {item.since}", f"{_TICK} right\n")
                for item in letter.said
            ],
        )
    else:
        write(document.add_paragraph(), "Nothing but your staff reference.")
    write(document.add_paragraph(), letter.correcting)
