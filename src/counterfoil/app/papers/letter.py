"""The letter of questions to one researcher: each question once, over all engagements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterfoil.app.dossier.desk import day, joined
from counterfoil.app.papers.said import said_of
from counterfoil.app.papers.waiting import DATES, Waiting
from counterfoil.app.papers.words import period_words
from counterfoil.domain.papers import AnswerSpace, Letter, LetterQuestion, Sender
from counterfoil.ports.history import EngagementVersion, PersonVersion

_TICKS = ("yes", "no", "I do not know")
_DATE_TICKS = ("I am still there", "I have left", "I do not know")
_SETTLES = {
    DATES: "Your own statement of the dates, or the letter of appointment.",
    "tech": "Your own word, area by area.",
}
_COUNTED = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What all letters of one day share; `titles` are the titles of the engagements by id."""

    sender: Sender
    day: date
    reply_within_days: int
    people: Mapping[str, PersonVersion]
    engagements: Sequence[EngagementVersion]
    version: str


def build_letter(staff: str, waiting: Sequence[Waiting], occasion: Occasion) -> Letter:
    """Return the letter to one person; `waiting` must not be empty."""
    known = occasion.people.get(staff)
    name = known.person.name if known else ""
    questions = _questions(waiting)
    reply_by = day(occasion.day + timedelta(days=occasion.reply_within_days))
    return Letter(
        sender=occasion.sender,
        staff=staff,
        name=name or staff,
        unit=known.person.unit if known else "",
        day=occasion.day,
        written_on=day(occasion.day),
        reply_by=reply_by,
        title=_title(len(questions), waiting),
        salutation=f"Dear {name}," if name else f"Dear colleague ({staff}),",
        opening=_opening(occasion.sender),
        questions=questions,
        said=said_of(staff, known, occasion.engagements),
        correcting=(
            "Is something wrong or missing? Write the right entry beside it, or tell us. A "
            "correction becomes a new entry with its own date, and that one counts from then on."
        ),
        rights=_RIGHTS,
        assessments=tuple(
            (one.engagement_id, one.desk.assessed.assessment.digest())
            for one in {w.engagement_id: w for w in waiting}.values()
        ),
        version=occasion.version,
    )


def _title(count: int, waiting: Sequence[Waiting]) -> str:
    counted = _COUNTED[count] if count < len(_COUNTED) else str(count)
    about = {one.engagement_id: one.desk.assessed.engagement.title for one in waiting}
    where = joined(list(about))
    if len(about) == 1:
        where = ", ".join(part for part in (where, *about.values()) if part)
    return f"{counted} question{'' if count == 1 else 's'} about {where}"


def _opening(sender: Sender) -> tuple[str, ...]:
    of = f" of {sender.organisation}" if sender.organisation else ""
    return (
        (
            f"We are the {sender.office}{of}. Before work with others starts, we look at it under "
            "rules that are the same for everybody. For the work named below some facts are "
            "missing, and we believe that you know them."
        ),
        (
            "The questions follow from the rules and from the work. They are no judgement of you, "
            "and nothing has been decided. If you do not know an answer, please say so: that "
            "helps us too."
        ),
    )


_RIGHTS = (
    "You may talk to us instead of writing, and you may bring somebody you trust.",
    "You may see everything that we hold about you, and have it corrected.",
    "You may reply to anything that stands in this letter. Your reply goes on file beside it.",
    "A question without an answer stays open. We read it neither as yes nor as no.",
    (
        "Nothing adverse is decided by a machine. A person decides and gives the reasons in "
        "writing, a second person confirms, and you are heard before."
    ),
)


def _questions(waiting: Sequence[Waiting]) -> tuple[LetterQuestion, ...]:
    grouped: dict[tuple[str, ...], list[Waiting]] = {}
    for one in waiting:
        grouped.setdefault(_same_question(one), []).append(one)
    return tuple(_question(number, group) for number, group in enumerate(grouped.values(), 1))


def _same_question(one: Waiting) -> tuple[str, ...]:
    """Return what two questions share if one wording can ask both."""
    if one.question.kind == DATES:
        affiliation = one.affiliation()
        body = affiliation.body.partner or affiliation.body.name
        return (DATES, body, affiliation.relation, affiliation.position)
    return (one.question.kind, *one.question.about)


def _question(number: int, group: list[Waiting]) -> LetterQuestion:
    first = group[0]
    about_dates = first.question.kind == DATES
    return LetterQuestion(
        number=number,
        text=_text(first),
        once=_once(group),
        why=tuple(_why(group)),
        settles=_SETTLES.get(first.question.kind) or _sentence(first.view.settles),
        quotes=tuple(dict.fromkeys(quote for one in group for quote in one.view.quotes)),
        spaces=(_date_space(first),) if about_dates else tuple(_spaces(group)),
        keys=tuple((one.engagement_id, one.question.key) for one in group),
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _text(one: Waiting) -> str:
    if one.question.kind == DATES:
        affiliation = one.affiliation()
        place = f"{affiliation.position} at " if affiliation.position else ""
        return (
            f"From when until when were you, or are you, {place or 'at '}{affiliation.body.name}?"
        )
    if len(one.question.about) > 1:
        return "Does the work aim to advance one of the areas below?"
    return one.view.text


def _once(group: list[Waiting]) -> str:
    ids = [one.engagement_id for one in group]
    if len(ids) == 1:
        return ""
    if group[0].question.kind == DATES:
        return f"Asked once: your answer counts for {joined(ids)}."
    return f"Asked once for {joined(ids)}; please answer for each, for the answers may differ."


def _why(group: list[Waiting]) -> Iterator[str]:
    lines: dict[str, list[str]] = {}
    for one in group:
        for _, rule in one.rules():
            text = f"{rule.plain} ({rule.basis.instrument}, {rule.basis.clause})"
            lines.setdefault(text, []).append(one.engagement_id)
    for text, ids in lines.items():
        everywhere = len(set(ids)) == len(group)
        yield text if everywhere else f"For {joined(list(dict.fromkeys(ids)))}: {text}"


def _spaces(group: list[Waiting]) -> Iterator[AnswerSpace]:
    for one in group:
        label = f"{one.engagement_id}, {one.desk.assessed.engagement.title}"
        about = one.question.about
        if one.question.kind == "tech" and len(about) > 1:
            for area in about:
                title = one.desk.around.areas.get(area, area)
                yield AnswerSpace(f"{label}: {title}", _TICKS, "")
        else:
            yield AnswerSpace(label, _TICKS, "")


def _date_space(one: Waiting) -> AnswerSpace:
    affiliation = one.affiliation()
    on_file = period_words(affiliation.start, affiliation.end, affiliation.confirmed)
    return AnswerSpace(f"On file: {on_file}", _DATE_TICKS, "from … until …")
