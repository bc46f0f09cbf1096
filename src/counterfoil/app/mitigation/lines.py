"""The lines of the plan in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from counterfoil.app.dossier.desk import DossierDesk, joined
from counterfoil.app.mitigation.asks import PlanDesk, asking, member_words, whom
from counterfoil.app.mitigation.drafts import Draft
from counterfoil.app.mitigation.due import Due, again_words, due_of, set_by_office
from counterfoil.app.mitigation.office import OPEN, Stand
from counterfoil.domain.mitigation import Asking, PlanLine
from counterfoil.domain.plan_edit import PlanEdit

_NO_PROOF = "a dated note by the owner; no rule says more"
_TITLE = 80
_CASES = 3
_SHOWN = 4
_NO_DATE = date.max


def line_of(plan: PlanDesk, draft: Draft, stand: Stand) -> PlanLine:
    """Return a draft as a line, with what the office made of it."""
    desk, entry = plan.desk, draft.entry
    titles = {key: ask.entry.title for key, ask in draft.included if ask.entry is not None}
    askings = _merged(
        (
            *(asking(plan, ask) for ask in draft.asks),
            *(asking(plan, ask, titles.get(key, key)) for key, ask in draft.included),
        )
    )
    due = _due(desk, draft, stand)
    first = draft.measure
    what = entry.what if entry is not None else first.what or first.code.replace("-", " ")
    return PlanLine(
        number=0,
        key=draft.key,
        code=first.code,
        title=_title(desk, draft),
        kind=draft.kind.value,
        what=stand.what or what,
        particular=_particular(draft, askings),
        whom=tuple(dict.fromkeys(who for ask in draft.asks for who in whom(desk, ask))),
        owner=stand.owner or _owner(draft),
        due=due.day,
        due_words=due.words,
        overdue=due.overdue,
        again=again_words(desk.case, _first_before(draft), entry),
        proof=stand.proof or _proof(draft),
        residual=entry.residual if entry is not None else "",
        plain=entry.plain if entry is not None else draft.asks[0].rule.plain,
        asked_by=askings,
        certain=draft.certain,
        only_if="" if draft.certain else _only_if(askings),
        rules=_rules(askings),
        also=_also(askings) if draft.certain else "",
        status=stand.status,
        status_words=stand.words,
        stands_for=tuple(dict.fromkeys(titles.values())),
        notes=stand.notes,
        depends_on="" if draft.certain else _depends_on(askings),
    )


def _first_words(what: str) -> str:
    """Return the beginning of a measure that the catalogue has no title for."""
    text = " ".join(what.split()).rstrip(".")
    return text if len(text) <= _TITLE else text[:_TITLE].rsplit(" ", 1)[0] + " ..."


def own_line(desk: DossierDesk, added: PlanEdit, stand: Stand) -> PlanLine:
    """Return a line of the office's own."""
    due = set_by_office(desk.case, stand.due) if stand.due else due_of(desk.case, "start", None)
    due = due if stand.status == OPEN else due.supposed()
    return PlanLine(
        number=0,
        key=added.line,
        code="",
        title=_first_words(stand.what or added.what),
        kind=added.kind,
        what=stand.what,
        particular=(),
        whom=(),
        owner=stand.owner,
        due=due.day,
        due_words=due.words,
        overdue=due.overdue,
        again="",
        proof=stand.proof or _NO_PROOF,
        residual="",
        plain=f"The office added this: {added.reason}",
        asked_by=(),
        certain=True,
        only_if="",
        rules=(),
        also="",
        status=stand.status,
        status_words=stand.words,
        stands_for=(),
        notes=stand.notes,
    )


def in_order(lines: Iterable[PlanLine], first: int = 1) -> tuple[PlanLine, ...]:
    """Return lines numbered: open ones by due date, then what is done."""
    ranked = sorted(lines, key=lambda one: (one.status != OPEN, one.due or _NO_DATE))
    return tuple(replace(line, number=number) for number, line in enumerate(ranked, first))


def _title(desk: DossierDesk, draft: Draft) -> str:
    if draft.entry is None:
        return _first_words(draft.measure.what)
    member = draft.asks[0].member
    about = f": {member_words(desk, member, draft.entry.each)}" if member else ""
    return f"{draft.entry.title}{about}"


def _due(desk: DossierDesk, draft: Draft, stand: Stand) -> Due:
    """Return the earliest day of the asks that count; the office's own day goes first."""
    if stand.due is not None:
        own = set_by_office(desk.case, stand.due)
        return own if stand.status == OPEN else own.supposed()
    found = [due_of(desk.case, ask.measure.before, draft.entry) for ask in draft.counting]
    first = min(found, key=lambda due: due.day or _NO_DATE)
    return first if draft.certain and stand.status == OPEN else first.supposed()


def _first_before(draft: Draft) -> str:
    return draft.counting[0].measure.before


def _owner(draft: Draft) -> str:
    """Return who sees to it: as rules say in particular, else as the catalogue has it."""
    said = list(dict.fromkeys(ask.measure.owner for ask in draft.counting if ask.measure.owner))
    if draft.entry is None:
        return ", ".join(said)
    own = [owner for owner in said if owner != draft.entry.owner]
    return ", ".join(own) if own else draft.entry.owner


def _proof(draft: Draft) -> str:
    """Return all proofs asked for, without those that another one says as well."""
    said = list(dict.fromkeys(ask.measure.proof for ask in draft.counting if ask.measure.proof))
    if draft.entry is not None and draft.entry.proof not in said:
        said.append(draft.entry.proof)
    kept = [one for one in said if not any(one != other and one in other for other in said)]
    return "; ".join(kept) or _NO_PROOF


def _particular(draft: Draft, askings: Sequence[Asking]) -> tuple[str, ...]:
    counting = [one for one in askings if one.certain or not draft.certain]
    return tuple(dict.fromkeys(one.words for one in counting if one.words))


def _rules(askings: Iterable[Asking]) -> tuple[tuple[str, str, str], ...]:
    """Return (pack, the first few rules, mark), the rules of one pack and mark together."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in askings:
        found.setdefault((one.pack_id, one.mark), []).append(one.rule)
    return tuple((pack, _some(rules), mark) for (pack, mark), rules in found.items())


def _also(askings: Iterable[Asking]) -> str:
    parts: dict[str, list[str]] = {}
    for one in askings:
        if not one.certain:
            parts.setdefault(one.pack_id, []).append(one.rule)
    if not parts:
        return ""
    words = joined([f"{pack} ({_some(rules)})" for pack, rules in parts.items()])
    return f"If open questions go that way, it is asked for as well by {words}."


def _some(words: Iterable[str]) -> str:
    found = list(dict.fromkeys(words))
    more = len(found) - _SHOWN
    return ", ".join(found[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _only_if(askings: Sequence[Asking]) -> str:
    """Return the cases in which a line is needed, the first few of them."""
    cases = list(dict.fromkeys(one.only_if for one in askings))
    more = len(cases) - _CASES
    tail = f"; or in one of {more} more cases" if more > 0 else ""
    return f"Only if {'; or if '.join(cases[:_CASES])}{tail}"


def _depends_on(askings: Sequence[Asking]) -> str:
    """Return the questions that decide a line, by their numbers."""
    numbers = sorted({number for one in askings for number in one.numbers})
    if not numbers:
        return "a fact that is still open"
    word = "question" if len(numbers) == 1 else "questions"
    return f"{word} {_some(map(str, numbers))}"


def questions_of_lines(lines: Iterable[PlanLine]) -> tuple[tuple[int, str], ...]:
    """Return (number, question) for those that lines depend on, each once."""
    asked = (one for line in lines for one in line.asked_by if not one.certain)
    pairs = (pair for one in asked for pair in zip(one.numbers, one.questions, strict=True))
    return tuple(sorted(dict(pairs).items()))


def _merged(askings: Iterable[Asking]) -> tuple[Asking, ...]:
    """Return one asking per rule and case; whom it concerns is joined."""
    found: dict[Asking, list[Asking]] = {}
    for one in askings:
        found.setdefault(replace(one, about="", bodies=()), []).append(one)
    return tuple(
        replace(
            one,
            about="; ".join(dict.fromkeys(x.about for x in alike if x.about)),
            bodies=tuple(dict.fromkeys(body for x in alike for body in x.bodies)),
        )
        for one, alike in found.items()
    )
