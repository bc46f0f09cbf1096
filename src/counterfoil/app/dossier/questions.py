"""The open questions in words: what, who can answer, what would settle it, what it would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterfoil.app.dossier.desk import DossierDesk, day, joined
from counterfoil.app.dossier.gates import gates_of
from counterfoil.app.dossier.packs import answer_words
from counterfoil.app.dossier.tie_words import dates_asked
from counterfoil.app.dossier.words import subject_words
from counterfoil.domain.assessment import OpenQuestion
from counterfoil.domain.case import Body, Candidate, Owner
from counterfoil.domain.dossier import QuestionView

_SETTLES = {
    "same": "a native-script name, a registration number, a city, or a registry entry",
    "tech": "the answer of the person who leads the work, area by area",
    "share": "an extract of the register of shareholders, or the partner's own statement",
    "owner": "the name of the owner: an extract of the register, or the partner's own statement",
    "dates": "the dates of the appointment, from the person or the letter",
    "listed-when": "the notice that put it on the list, in the official gazette",
    "funder": "the call or the award letter",
    "starts": "the agreement, the call or the award letter",
    "document": "the date on the document",
    "seat": "an extract of the register in which the organisation is entered",
}
_AT_ONCE = 6
_PERSON_SETTLES = "a date of birth, the full name in its own script, or what the person says"
_WHO = {"office": "the office", "partner": "the partner", "registry": "the partner or the registry"}


def question_views(desk: DossierDesk) -> tuple[QuestionView, ...]:
    """Return the numbered questions, best first; where there are many, some come up later."""
    asked = desk.assessed.assessment.questions
    views = [_view(desk, number, question) for number, question in enumerate(asked, 1)]
    if len(views) <= _AT_ONCE:
        return tuple(views)
    numbers, gates = question_numbers(desk), gates_of(desk)
    return tuple(
        replace(view, after=_after(numbers, *gates[view.key])) if view.key in gates else view
        for view in views
    )


def _after(numbers: Mapping[str, int], gate: str, answers: tuple[str, ...]) -> str:
    words = joined([f"“{answer_words(answer)}”" for answer in answers[:2]], "or")
    return f"comes up if question {numbers[gate]} is answered {words}"


def question_numbers(desk: DossierDesk) -> Mapping[str, int]:
    """Return question key -> number."""
    return {q.key: n for n, q in enumerate(desk.assessed.assessment.questions, 1)}


def _view(desk: DossierDesk, number: int, question: OpenQuestion) -> QuestionView:
    text, settles, command = _WORDS[question.kind](desk, question)
    return QuestionView(
        number=number,
        key=question.key,
        text=text,
        who=_who(desk, question),
        settles=settles,
        quotes=_quotes(desk, question) if question.kind == "tech" else (),
        effects=tuple(
            _effect(answer, steps, packs) for answer, steps, packs in question.answers if steps
        ),
        command=command,
    )


def _who(desk: DossierDesk, question: OpenQuestion) -> str:
    if question.who != "researcher":
        return _WHO[question.who]
    people = desk.case.people
    concerned = [p.staff for p in people if p.staff in question.about]
    leading = [p.staff for p in people if "investigator" in p.role] or [p.staff for p in people]
    asked = concerned or leading[:2]
    return joined(asked, "or") if asked else "the researcher"


def _effect(answer: str, steps: int, packs: tuple[str, ...]) -> str:
    settled = f", settles {joined(list(packs))}" if packs else ""
    return f"“{answer_words(answer)}” narrows by {steps}{settled}"


def _quotes(desk: DossierDesk, question: OpenQuestion) -> tuple[str, ...]:
    wanted = set(question.about)
    return tuple(
        dict.fromkeys(
            s.phrase
            for s in desk.case.suggestions
            if s.area in wanted or s.area.split("/")[0] in wanted
        )
    )


def _same(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    subject, *rest = question.about
    clusters = [item for item in rest if ":" in item]
    ids = [item for item in rest if item not in clusters] or [subject]
    people = {p.party for p in desk.assessed.engagement.parties if p.body.is_person}
    if people & set(ids):
        # The overview is read beyond the office: it names no person, listed ones included.
        text = f"Is the {_role(desk, ids[0])} ({ids[0]}) the listed person {joined(clusters)}?"
        settles = _PERSON_SETTLES + _former(desk, subject, clusters, ())
        return text, settles, _judge_command(subject, clusters[0])
    names = list(dict.fromkeys(desk.caption(cluster) for cluster in clusters))
    lists = list(dict.fromkeys(desk.dataset(cluster.split(":")[0]) for cluster in clusters))
    body = desk.bodies.get(ids[0])
    found = [desk.candidate(ids[0], cluster) for cluster in clusters]
    candidates = [candidate for candidate in found if candidate is not None]
    written = f"“{body.name}”" if body else f"“{desk.caption(subject)}”"
    text = f"Is {written} the same body as {joined(names)} ({joined(lists)})?"
    settles = _identity_settles(candidates) + _former(desk, subject, clusters, candidates)
    return text, settles, _judge_command(subject, clusters[0])


def _former(
    desk: DossierDesk, subject: str, clusters: Sequence[str], candidates: Sequence[Candidate]
) -> str:
    """Return the verdicts that the partner it was split from has on these entries, in words."""
    entries = {*clusters, *(member for candidate in candidates for member in candidate.members)}
    said = [j for j in desk.around.former.get(subject, ()) if j.entity_id in entries]
    return "".join(
        f"; its former partner {j.partner_id} was judged {j.verdict.value}"
        f" ({j.entity_id}, {j.by}, {day(j.at.date())}), which does not hold for this one"
        for j in said
    )


def _role(desk: DossierDesk, party_id: str) -> str:
    return next(party.role for party in desk.case.parties if party.party == party_id)


def _judge_command(subject: str, entity_id: str) -> str:
    return f"counterfoil judge {subject} {entity_id} same|different --reason TEXT --by WHO"


def _identity_settles(candidates: list[Candidate]) -> str:
    against = [
        reason.words()
        for candidate in candidates
        for reason in candidate.reasons
        if reason.weight < 0
    ]
    doubt = f" (in doubt: {'; '.join(against[:2])})" if against else ""
    return _SETTLES["same"] + doubt


def _tech(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    titles = [desk.around.areas.get(area, area) for area in question.about]
    areas = [
        title.lower() if "/" in a else title
        for a, title in zip(question.about, titles, strict=True)
    ]
    if len(question.about) == 1 and "/" in question.about[0]:
        text = f"Is this {areas[0]} in the sense of the list?"
    else:
        text = f"Does the work aim to advance {joined(areas, 'or')}?"
    sets = ", ".join(f'"{name}"' for name in dict.fromkeys(a.split("/")[0] for a in question.about))
    command = f"answer in the engagement's file under [areas], with of = [{sets}]"
    return text, _SETTLES["tech"], command


def _answer(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    key, *about = question.about
    asked = desk.asked_of(key)
    text = asked.text if asked else key.replace("_", " ") + "?"
    command = f"answer in the engagement's file under [answers] as {key}"
    if about:
        text = f"{subject_words(desk, about[0])}: {text}"
        command += f' with about = "{about[0]}"'
    return text, asked.settles if asked else "an answer", command


def _share(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    body = desk.bodies.get(question.about[1])
    if body is None:  # a body on the way up to a listed one
        keys = desk.book.known_or_open("share_reaches", question.about[1])
        owners_named = joined([desk.caption(owner) for owner in keys])
        text = f"What share does {owners_named} own of {desk.caption(question.about[1])}?"
        return text, _SETTLES["share"], "ask the registry; a later edition of it settles this"
    owners: list[Owner] = list(body.owners)
    for candidate in body.candidates:
        owners += candidate.owners
    silent = [o.body.name for o in owners if not o.stated] or [o.body.name for o in owners]
    text = f"What share does {joined(list(dict.fromkeys(silent)))} own of {body.name}?"
    return text, _SETTLES["share"], "enter it in the engagement's file under [[ties]]"


def _owner(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    owner = question.about[0]
    owned = [body for body in desk.bodies.values() if owner in _owner_ids(body)]
    names = joined(list(dict.fromkeys(body.name for body in owned))) or "the partner"
    text = f"Who is the owner of {names} whose name is not disclosed ({owner})?"
    return text, _SETTLES["owner"], "enter the owner in the engagement's file under [[ties]]"


def _owner_ids(body: Body) -> set[str]:
    owners = [*body.owners, *(o for candidate in body.candidates for o in candidate.owners)]
    return {owner.body.body_id for owner in owners}


def _dates(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    text, table = dates_asked(desk, *question.about)
    return text, _SETTLES["dates"], f"enter it in the engagement's file under [[{table}]]"


def _starts(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    return (
        "On which day does the engagement start?",
        _SETTLES["starts"],
        "enter `period` in the engagement's file",
    )


def _document(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    document = question.about[0]
    return (
        f"Of what date is the {document.replace('-', ' ')} on file?",
        _SETTLES["document"],
        f"enter it in the engagement's file under [on_file.dates] as {document}",
    )


def _seat(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    body_id = question.about[1]
    table = "[[people]]" if "/" in body_id else "[[parties]]"
    return (
        f"In which country does {desk.body_name(body_id)} have its seat?",
        _SETTLES["seat"],
        f"enter `country` in the engagement's file under {table}",
    )


def _listed_when(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    cluster, dataset = question.about
    text = (
        f"Since when does {desk.caption(cluster)} stand on {desk.dataset(dataset)}, and was that"
        " before the affiliation ended?"
    )
    return text, _SETTLES["listed-when"], "an edition of the list that carries dates settles this"


def _funder(desk: DossierDesk, question: OpenQuestion) -> tuple[str, str, str]:
    return (
        "Who funds this engagement?",
        _SETTLES["funder"],
        "enter `funders` in the engagement's file",
    )


_WORDS = {
    "same": _same,
    "tech": _tech,
    "answer": _answer,
    "share": _share,
    "owner": _owner,
    "dates": _dates,
    "listed-when": _listed_when,
    "funder": _funder,
    "starts": _starts,
    "document": _document,
    "seat": _seat,
}
