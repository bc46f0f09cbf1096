"""What is on file about the reader of a letter, as recorded, with where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterfoil.app.papers.words import moment_day, period_words
from counterfoil.domain.engagement import Affiliation, BodyRef
from counterfoil.domain.papers import Said
from counterfoil.domain.relation import ACTIVITIES
from counterfoil.ports.history import EngagementVersion, PersonVersion


def said_of(
    staff: str, known: PersonVersion | None, engagements: Sequence[EngagementVersion]
) -> tuple[Said, ...]:
    """Return name, roles, ties and answers as they stand; `engagements` are current versions."""
    return tuple(_said(staff, known, engagements))


def _said(
    staff: str, known: PersonVersion | None, engagements: Sequence[EngagementVersion]
) -> Iterator[Said]:
    if known is not None:
        person = known.person
        words = ", ".join(part for part in (person.name, person.role, person.unit) if part)
        yield Said("Name, position, unit", words, "people register", moment_day(known.kept_at))
    for version in engagements:
        engagement = version.engagement
        origin = f"file of {engagement.engagement_id}"
        since = moment_day(version.kept_at)
        for participant in engagement.people:
            if participant.staff != staff:
                continue
            what = f"Your role in {engagement.engagement_id}, {engagement.title}"
            yield Said(what, participant.role, origin, since)
            for affiliation in participant.affiliations:
                activity = affiliation.relation in ACTIVITIES
                what = affiliation.relation.capitalize() if activity else "Affiliation"
                yield Said(what, affiliation_words(affiliation), origin, since)
        for answer in engagement.answers:
            if answer.about == staff:
                words = f"{answer.key.replace('_', ' ')}: {'yes' if answer.value else 'no'}"
                yield Said("Answer about you", f"{words}; given by {answer.by}", origin, answer.on)


def affiliation_words(affiliation: Affiliation) -> str:
    """Return an affiliation as it is recorded, in one line."""
    what = affiliation.position or affiliation.relation
    stated = "as you stated" if affiliation.disclosed else "entered by the office"
    period = period_words(affiliation.start, affiliation.end, affiliation.confirmed)
    return f"{what}, {body_words(affiliation.body)}; {period}; {stated}"


def body_words(body: BodyRef) -> str:
    """Return a body with what identifies it."""
    numbers = [f"{name} {value}" for name, value in body.identifiers]
    place = [part for part in (body.city, body.country) if part]
    return ", ".join((body.name, *place, *numbers))
