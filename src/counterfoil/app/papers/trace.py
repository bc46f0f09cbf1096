"""Every row of the record that names a person or refers to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterfoil.app.papers.subject import Subject
from counterfoil.app.papers.words import moment_day
from counterfoil.app.partner_rows import SPLIT, split_of
from counterfoil.app.partners import split_key
from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.engagement import Affiliation, Engagement, Party
from counterfoil.domain.papers import HeldRow
from counterfoil.ports.history import EngagementVersion, History, SpellingVersion

_PERSON = (("staff", "staff reference"), ("name", "name"), ("unit", "unit"), ("role", "position"))


@dataclass(frozen=True, slots=True)
class Trace:
    """One row found: under which purpose it is held, and whether only the name says so."""

    purpose: str
    by_name: bool
    row: HeldRow


def traces(subject: Subject, history: History) -> Iterator[Trace]:
    """Yield what the record holds on a person, oldest first within each table."""
    for version in history.people_versions():
        if subject.is_staff(version.person.staff):
            since = moment_day(version.kept_at)
            for name, field in _PERSON:
                value = getattr(version.person, name)
                if value:
                    row = HeldRow(field, value, "people register", since)
                    yield Trace("people", by_name=False, row=row)
    for engagement in history.engagement_versions():
        yield from _in_engagement(subject, engagement)
    spellings = history.spelling_versions()
    yield from _in_spellings(subject, spellings)
    yield from _in_judgements(subject, history, spellings)
    yield from _in_plans(subject, history)
    yield from _in_assessments(subject, history)


def _in_engagement(subject: Subject, version: EngagementVersion) -> Iterator[Trace]:
    engagement, since = version.engagement, moment_day(version.kept_at)
    origin = f"file of {engagement.engagement_id}"
    found = (
        *_part_taken(subject, engagement),
        *_as_party(subject, engagement),
        *_answered(subject, engagement),
        *_in_text(subject, engagement),
    )
    for purpose, by_name, field, value in found:
        if value:
            where = f"{engagement.engagement_id}, {field}"
            yield Trace(purpose, by_name, HeldRow(where, value, origin, since))


Found = tuple[str, bool, str, str]


def _part_taken(subject: Subject, engagement: Engagement) -> Iterator[Found]:
    for participant in engagement.people:
        if subject.is_staff(participant.staff):
            yield "participation", False, "role", participant.role
            for number, affiliation in enumerate(participant.affiliations, 1):
                for field, value in _affiliation(affiliation):
                    yield "affiliation", False, f"affiliation {number}: {field}", value


def _affiliation(affiliation: Affiliation) -> Iterator[tuple[str, str]]:
    body = affiliation.body
    numbers = [f"{name} {value}" for name, value in body.identifiers]
    yield "organisation", ", ".join(filter(None, (body.name, *body.other_names, body.city)))
    yield "numbers of the organisation", ", ".join(numbers)
    yield "relation", affiliation.relation
    yield "position", affiliation.position
    yield "from", affiliation.start
    yield "until", affiliation.end
    yield "still current on", affiliation.confirmed
    yield "stated unasked", "yes" if affiliation.disclosed else "no"


def _as_party(subject: Subject, engagement: Engagement) -> Iterator[Found]:
    for party in engagement.parties:
        if party.body.is_person and any(map(subject.is_name, _names(party))):
            yield "party", True, f"{party.party}: role", party.role
            yield "party", True, f"{party.party}: name", ", ".join(_names(party))
            numbers = ", ".join(f"{name} {value}" for name, value in party.body.identifiers)
            yield "party", True, f"{party.party}: numbers", numbers
            yield "party", True, f"{party.party}: city", party.body.city
    for tie in engagement.ties:
        if subject.is_name(tie.source.name):
            yield "party", True, f"{tie.kind} of {tie.target}: name", tie.source.name
            dates = " to ".join(part for part in (tie.start, tie.end) if part)
            yield "party", True, f"{tie.kind} of {tie.target}: share", tie.share
            yield "party", True, f"{tie.kind} of {tie.target}: dates", dates
            yield "party", True, f"{tie.kind} of {tie.target}: read where", tie.origin


def _names(party: Party) -> tuple[str, ...]:
    return (party.body.name, *party.body.other_names)


def _answered(subject: Subject, engagement: Engagement) -> Iterator[Found]:
    for answer in engagement.answers:
        value = f"{'yes' if answer.value else 'no'}, on {answer.on}"
        if subject.is_staff(answer.by) or subject.is_name(answer.by):
            name = answer.key.replace("_", " ")
            yield "answer", not subject.is_staff(answer.by), f"answer on {name}", value
    areas = engagement.areas
    if areas is not None and (subject.is_staff(areas.by) or subject.is_name(areas.by)):
        value = f"{', '.join(areas.areas) or 'none of the areas'}, on {areas.on}"
        yield "answer", not subject.is_staff(areas.by), "answer on areas", value


def _in_text(subject: Subject, engagement: Engagement) -> Iterator[Found]:
    texts = [("title", engagement.title), ("summary", engagement.summary)]
    texts += [(f"{flow.flow}: what", flow.what) for flow in engagement.flows]
    texts += [(f"tie to {tie.target}: read where", tie.origin) for tie in engagement.ties]
    for field, text in texts:
        if subject.mentions_staff(text):
            yield "text", False, field, text
        elif subject.mentions_name(text):
            yield "text", True, field, text


def _in_spellings(subject: Subject, spellings: Iterable[SpellingVersion]) -> Iterator[Trace]:
    for version in spellings:
        spelling, since = version.spelling, moment_day(version.kept_at)
        if subject.is_name(spelling.name):
            row = HeldRow("name of a party", spelling.name, "spellings", since)
            yield Trace("party", by_name=True, row=row)
            row = HeldRow("id of the party", spelling.partner_id, "made from the name", since)
            yield Trace("party", by_name=True, row=row)
        if subject.is_staff(spelling.by) or subject.is_name(spelling.by):
            value = f"{spelling.name} is {spelling.partner_id}"
            row = HeldRow("confirmed a spelling", value, "partners file", since)
            yield Trace("judgement", not subject.is_staff(spelling.by), row)


def _in_judgements(
    subject: Subject, history: History, spellings: Iterable[SpellingVersion]
) -> Iterator[Trace]:
    own = [v.spelling for v in spellings if subject.is_name(v.spelling.name)]
    partners, keys = {s.partner_id for s in own}, {split_key(s) for s in own}
    judgements = history.judgements()
    for split in (split_of(j) for j in judgements if j.entity_id.startswith(SPLIT)):
        if keys & set(split.keys):  # the name was made a partner of its own
            partners.add(split.partner)
    for one in judgements:
        value = f"{one.partner_id} and {one.entity_id}: {one.verdict.value} ({one.reason})"
        since = moment_day(one.at)
        if subject.is_staff(one.by) or subject.is_name(one.by):
            row = HeldRow("judgement given", value, "counterfoil judge", since)
            yield Trace("judgement", not subject.is_staff(one.by), row)
        elif one.partner_id in partners:
            row = HeldRow("judgement on the party", value, f"judged by {one.by}", since)
            yield Trace("judgement", by_name=True, row=row)
        elif subject.mentions_staff(one.reason) or subject.mentions_name(one.reason):
            row = HeldRow("reason of a judgement", value, f"judged by {one.by}", since)
            yield Trace("judgement", not subject.mentions_staff(one.reason), row)


def _in_plans(subject: Subject, history: History) -> Iterator[Trace]:
    for one in history.plan_edits():
        since, where = moment_day(one.at), f"plan of {one.engagement}"
        if subject.is_staff(one.by) or subject.is_name(one.by):
            value = f"{one.act.value} {one.line} ({one.reason})"
            row = HeldRow(f"{where}: changed it", value, "counterfoil mitigation", since)
            yield Trace("plan", not subject.is_staff(one.by), row)
        person = one.line.rpartition("@")[2] if "@" in one.line else ""
        texts = [text for text in (person, one.owner, one.what, one.proof, one.reason) if text]
        certain = any(subject.is_staff(t) or subject.mentions_staff(t) for t in texts)
        if certain or any(subject.mentions_name(text) for text in texts):
            value = f"{one.act.value} {one.line}: {'; '.join(texts)}"
            row = HeldRow(f"{where}: measure", value, f"written by {one.by}", since)
            yield Trace("plan", not certain, row)


def _in_assessments(subject: Subject, history: History) -> Iterator[Trace]:
    # A value of canonical JSON stands between quotation marks: no case needs to be taken apart.
    by_staff = canonical_bytes(subject.staff) if subject.staff else b""
    by_name = [canonical_bytes(name) for name in subject.names]
    for kept in history.assessments():
        certain = bool(by_staff) and by_staff in kept.case
        if certain or any(name in kept.case for name in by_name):
            field = f"assessment of {kept.engagement} as on {kept.as_of.isoformat()}"
            row = HeldRow(
                field, kept.digest, "computed from the engagement", moment_day(kept.kept_at)
            )
            yield Trace("assessment", not certain, row)
