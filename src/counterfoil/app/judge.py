"""Judge: a person's verdict on whether a partner and an entity, or two partners, are one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from counterfoil.app.partner_rows import PREFIX
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Partner
from counterfoil.errors import NotFound, UsageError


def find_partner(text: str, partners: Mapping[str, Partner]) -> Partner:
    """Return the partner of an id, a spelling, or the one id that starts so; raise NotFound."""
    if text in partners:
        return partners[text]
    folded = text.casefold()
    by_name = [p for p in partners.values() if folded in (s.casefold() for s in p.spellings)]
    by_start = [p for p in partners.values() if p.partner_id.startswith(folded)]
    for found in (by_name, by_start):
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(sorted(p.partner_id for p in found))
            raise NotFound(f"{text!r} may be {names}", do="Write one of these ids in full.")
    raise NotFound(
        f"no partner is called {text!r}",
        do="`counterfoil show partners` lists the partners with their ids.",
    )


def judge_entity(  # noqa: PLR0913 - a verdict has these parts
    subject: str,
    entity_id: str,
    verdict: Verdict,
    *,
    caption: str,
    reason: str,
    by: str,
    at: datetime,
    fingerprint: Callable[[str], str],
) -> Judgement:
    """Return the verdict on a partner (or an owner's entity id) and a source entity."""
    check_signed(reason, by)
    return Judgement(subject, entity_id, fingerprint(caption), verdict, reason, by, at)


def judge_partners(
    left: Partner, right: Partner, verdict: Verdict, *, reason: str, by: str, at: datetime
) -> Judgement:
    """Return the verdict on two partners; `same` makes the second a spelling of the first."""
    check_signed(reason, by)
    if left.partner_id == right.partner_id:
        raise UsageError("both names are spellings of one partner already")
    return Judgement(left.partner_id, PREFIX + right.partner_id, "", verdict, reason, by, at)


def check_signed(reason: str, by: str) -> None:
    """Raise UsageError where a verdict lacks its reason or its author."""
    if not reason.strip() or not by.strip():
        raise UsageError(
            "a verdict needs a reason and a person",
            do='Give --reason "other city" and --by with your name or initials.',
        )
