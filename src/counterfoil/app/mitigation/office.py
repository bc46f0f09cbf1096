"""What the office made of each line: changed, dropped, taken up again, done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterfoil.app.dossier.desk import day, joined
from counterfoil.app.papers.words import moment_day
from counterfoil.domain.plan_edit import PlanAct, PlanEdit

OPEN, DONE, DROPPED = "open", "done", "dropped"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a line stands after all acts on it; empty texts are as the rules have them.

    `last` is the act that dropped it or said it is done.
    """

    status: str = OPEN
    what: str = ""
    owner: str = ""
    proof: str = ""
    due: date | None = None
    last: PlanEdit | None = None
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Return the status with who said so, when and why; empty while the line is open."""
        if self.last is None or self.status == OPEN:
            return ""
        if self.status == DROPPED:
            return f"dropped {_signed(self.last)}"
        return f"done on {_day(self.last.day)}: {self.last.proof} ({_signed(self.last)})"


def stands_of(edits: Iterable[PlanEdit]) -> dict[str, Stand]:
    """Return how each line stands that somebody acted on."""
    found: dict[str, Stand] = {}
    for edit in edits:
        found[edit.line] = _after(found.get(edit.line, Stand()), edit)
    return found


def with_new_asks(stand: Stand, asked_by: Sequence[str]) -> Stand:
    """Return how a line stands under the rules that ask for it today.

    A rule that did not ask when the line was dropped brings it back; one that only might have
    asked then, and has fired since, does so too.
    """
    if stand.last is None or stand.status == OPEN:
        return stand
    fresh = new_asks(asked_by, stand.last.asked_by)
    if not fresh:
        return stand
    rules = joined(list(dict.fromkeys(key.rstrip("?").split("@")[0] for key in fresh)))
    elsewhere = set(asked_by).isdisjoint(stand.last.asked_by)
    if stand.status == DONE and stand.last.asked_by and elsewhere:
        note = f"Open again: it was {stand.words}, but for others than it is asked for now."
        return replace(stand, status=OPEN, notes=(*stand.notes, note))
    if stand.status == DONE:
        note = f"Also asked for since it was done, by {rules}: see whether the proof covers it."
        return replace(stand, notes=(*stand.notes, note))
    note = f"Back in the plan: it was dropped {_signed(stand.last)}, and is asked for since by {rules}."
    return replace(stand, status=OPEN, notes=(*stand.notes, note))


def new_asks(now: Sequence[str], then: Sequence[str]) -> list[str]:
    """Return the rules that ask now and did not then; `?` marks one that only may fire."""
    sure = {key for key in then if not key.endswith("?")}
    known = {key.rstrip("?") for key in then}
    return [
        key
        for key in dict.fromkeys(now)
        if (key.rstrip("?") not in known if key.endswith("?") else key not in sure)
    ]


def edit_words(edit: PlanEdit, titles: Mapping[str, str]) -> str:
    """Return an act as a sentence without who and why; `titles` are those of lines by key."""
    title = titles.get(edit.line, edit.line)
    if edit.act is PlanAct.ADD:
        return f"Added: {edit.what}"
    if edit.act is PlanAct.DROP:
        return f"Dropped: {title}"
    if edit.act is PlanAct.RESTORE:
        return f"Taken up again: {title}"
    if edit.act is PlanAct.DONE:
        return f"Done on {_day(edit.day)}: {title}. Proof: {edit.proof}"
    return f"Changed: {title}. {_changes(edit)}"


def _after(stand: Stand, edit: PlanEdit) -> Stand:
    if edit.act is PlanAct.DROP:
        return replace(stand, status=DROPPED, last=edit)
    if edit.act is PlanAct.DONE:
        return replace(stand, status=DONE, last=edit)
    if edit.act is PlanAct.RESTORE:
        note = f"Taken up again {_signed(edit)}."
        return replace(stand, status=OPEN, last=None, notes=(*stand.notes, note))
    note = f"Added by the office {_signed(edit)}."
    if edit.act is PlanAct.EDIT:
        note = f"{_changes(edit)} So decided {_signed(edit)}."
    return replace(
        stand,
        what=edit.what or stand.what,
        owner=edit.owner or stand.owner,
        proof=edit.proof or stand.proof,
        due=date.fromisoformat(edit.day) if edit.day else stand.due,
        notes=(*stand.notes, note),
    )


def _changes(edit: PlanEdit) -> str:
    parts = (
        ("What", edit.what),
        ("Owner", edit.owner),
        ("Due", _day(edit.day)),
        ("Proof", edit.proof),
    )
    return " ".join(f"{name}: {text.rstrip('.')}." for name, text in parts if text)


def _signed(edit: PlanEdit) -> str:
    return f"by {edit.by} on {moment_day(edit.at)}: {edit.reason.rstrip('.')}"


def _day(text: str) -> str:
    return day(date.fromisoformat(text)) if text else ""
