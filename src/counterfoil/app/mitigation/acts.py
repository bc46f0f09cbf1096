"""Acts of the office on a plan, checked against the plan as it stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from counterfoil.app.mitigation.office import DROPPED, OPEN
from counterfoil.domain.measure import MeasureKind
from counterfoil.domain.mitigation import MitigationPlan, PlanLine
from counterfoil.domain.plan_edit import PlanAct, PlanEdit
from counterfoil.errors import NotFound, UsageError

_LONGEST = 4000  # characters of one text; more belongs in a file of its own
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants changed; empty texts and None mean as before."""

    what: str = ""
    owner: str = ""
    proof: str = ""
    day: date | None = None
    kind: MeasureKind = MeasureKind.MONITOR


@dataclass(frozen=True, slots=True)
class Signature:
    """Why, who and when."""

    reason: str
    by: str
    at: datetime


def added(plan: MitigationPlan, wish: Wish, signed: Signature) -> PlanEdit:
    """Return the act that adds a line of the office's own; raise UsageError."""
    if not wish.what.strip():
        raise UsageError("nothing is said to be done", do="Give --what TEXT, a sentence.")
    if not wish.owner.strip():
        raise UsageError("nobody is named who sees to it", do="Give --owner ROLE.")
    seed = f"{plan.engagement_id}\n{wish.what}\n{signed.at.isoformat()}"
    key = f"own-{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return _edit(plan, key, PlanAct.ADD, wish, signed)


def changed(plan: MitigationPlan, key: str, wish: Wish, signed: Signature) -> PlanEdit:
    """Return the act that changes owner, due date, words or proof; raise UsageError."""
    line = line_called(plan, key)
    if line.status == DROPPED:
        raise UsageError(
            f"{line.key} is dropped",
            where=plan.engagement_id,
            do=f"Take it up again first: counterfoil mitigation restore {plan.engagement_id}"
            f" {line.key} --reason TEXT --by WHO",
        )
    if not (wish.what.strip() or wish.owner.strip() or wish.proof.strip() or wish.day):
        raise UsageError("nothing is changed", do="Give --owner, --due, --what or --proof.")
    return _edit(plan, line.key, PlanAct.EDIT, wish, signed)


def dropped(plan: MitigationPlan, key: str, signed: Signature) -> PlanEdit:
    """Return the act that drops a line; raise UsageError."""
    line = line_called(plan, key)
    if line.status == DROPPED:
        raise UsageError(f"{line.key} is dropped already", where=plan.engagement_id)
    return _edit(plan, line.key, PlanAct.DROP, Wish(), signed, asked_by=_asked_by(line))


def restored(plan: MitigationPlan, key: str, signed: Signature) -> PlanEdit:
    """Return the act that takes up again what was dropped or done; raise UsageError."""
    line = line_called(plan, key)
    if line.status == OPEN:
        raise UsageError(f"{line.key} is in the plan and open", where=plan.engagement_id)
    return _edit(plan, line.key, PlanAct.RESTORE, Wish(), signed)


def done(plan: MitigationPlan, key: str, wish: Wish, signed: Signature) -> PlanEdit:
    """Return the act that says a measure is done, with its proof and day; raise UsageError."""
    line = line_called(plan, key)
    if line.status != OPEN:
        raise UsageError(f"{line.key} is {line.status} already", where=plan.engagement_id)
    if not wish.proof.strip():
        raise UsageError(
            "no proof is named", where=line.key, do=f"Give --proof TEXT; asked for: {line.proof}"
        )
    if wish.day is not None and wish.day > signed.at.date():
        raise UsageError(
            f"{wish.day.isoformat()} has not come yet", where=line.key, do="Give --on DATE."
        )
    day = wish.day or signed.at.date()
    made = Wish(proof=wish.proof, day=day)
    return _edit(plan, line.key, PlanAct.DONE, made, signed, asked_by=_asked_by(line))


def line_called(plan: MitigationPlan, key: str) -> PlanLine:
    """Return the line of a key or the unique beginning of one; raise NotFound."""
    lines = {line.key: line for line in plan.every_line}
    if key in lines:
        return lines[key]
    # Behind the @ stands whom it is for: S1 is not the beginning of S10, P1 not that of P12.
    short = key and "@" not in key
    found = [line for one, line in lines.items() if short and one.startswith(key)]
    if len(found) == 1:
        return found[0]
    shown = [line.key for line in found] or list(lines)
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    raise NotFound(
        f"{len(found)} lines of the plan begin with {key!r}"
        if found
        else f"the plan has no line {key!r}",
        where=plan.engagement_id,
        do=f"Lines are: {', '.join(shown[:_SHOWN])}{more}." if shown else "The plan has no lines.",
    )


def _asked_by(line: PlanLine) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in line.asked_by for key in one.keys))


def _edit(  # noqa: PLR0917 - the parts of one row
    plan: MitigationPlan,
    key: str,
    act: PlanAct,
    wish: Wish,
    signed: Signature,
    asked_by: tuple[str, ...] = (),
) -> PlanEdit:
    texts = {
        "--what": wish.what,
        "--owner": wish.owner,
        "--proof": wish.proof,
        "--reason": signed.reason,
        "--by": signed.by,
    }
    for flag, text in texts.items():
        if flag in ("--reason", "--by") and not text.strip():
            raise UsageError(f"{flag} is empty", do="Say why, and who says so.")
        if len(text) > _LONGEST:
            raise UsageError(f"{flag} is longer than {_LONGEST} characters", do="Shorten it.")
    return PlanEdit(
        engagement=plan.engagement_id,
        line=key,
        act=act,
        kind=wish.kind.value if act is PlanAct.ADD else "",
        what=wish.what.strip(),
        owner=wish.owner.strip(),
        proof=wish.proof.strip(),
        day=wish.day.isoformat() if wish.day else "",
        asked_by=asked_by,
        reason=signed.reason.strip(),
        by=signed.by.strip(),
        at=signed.at,
    )
