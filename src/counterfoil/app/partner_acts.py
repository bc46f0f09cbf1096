"""Split partners, take the latest act back, and tell who did what when and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from itertools import count

from counterfoil.app.judge import check_signed, find_partner
from counterfoil.app.partner_rows import (
    PREFIX,
    SPLIT,
    UNDO,
    digest_of,
    is_on_partners,
    latest_by_pair,
    split_entity,
    split_of,
    standing,
)
from counterfoil.app.partners import (
    merged_partners,
    partner_by_name,
    partner_id,
    plain_key,
    split_key,
)
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.partner import Partner, PartnerAct, Spelling
from counterfoil.errors import NotFound, UsageError

_PERSON = "person-"
_WHAT = {Verdict.SAME: "merged", Verdict.DIFFERENT: "kept apart", Verdict.UNSURE: "left open"}


def named_partner(
    text: str, partners: Mapping[str, Partner], judgements: Sequence[Judgement]
) -> Partner:
    """Return the partner of an id, a spelling, or the id of one merged into it; raise NotFound."""
    return find_partner(merged_partners(judgements).get(text, text), partners)


def split_partner(  # noqa: PLR0913 - an act has these parts
    partner: Partner,
    names: Sequence[str],
    spellings: Sequence[Spelling],
    judgements: Sequence[Judgement],
    *,
    fingerprint: Callable[[str], str],
    reason: str,
    by: str,
    at: datetime,
    persons: Collection[str] = (),
) -> tuple[Judgement, tuple[str, ...]]:
    """Return the row that makes these spellings one partner of their own, and what moves.

    Every writing that differs from a named one only in case, spacing or punctuation moves with
    it. `persons` are names of people: an id never carries one. Raise NotFound on a spelling the partner has not, UsageError where none would be left.
    """
    check_signed(reason, by)
    by_name = partner_by_name(spellings, judgements)
    own = [s for s in spellings if by_name[s.name] == partner.partner_id]
    known = {plain_key(s.name) for s in own}
    strange = [name for name in names if plain_key(name) not in known]
    if strange:
        raise NotFound(
            f"{strange[0]!r} is no spelling of {partner.partner_id}",
            do=f"Its spellings are: {'; '.join(s.name for s in own)}.",
        )
    wanted = {plain_key(name) for name in names}
    moved = [s for s in own if plain_key(s.name) in wanted]
    if len(moved) == len(own):
        raise UsageError(
            f"these are all spellings of {partner.partner_id}; nothing would be left of it",
            do="Name only those that are another body.",
        )
    is_person = any(s.name in persons or s.partner_id.startswith(_PERSON) for s in moved)
    made = partner_id(moved[0].name, fingerprint, is_person=is_person)
    fresh = _unused(made, {s.partner_id for s in spellings}, judgements)
    entity = split_entity(fresh, sorted({split_key(s) for s in moved}))
    row = Judgement(partner.partner_id, entity, "", Verdict.DIFFERENT, reason, by, at)
    return row, tuple(s.name for s in moved)


def _unused(made: str, known: Collection[str], judgements: Sequence[Judgement]) -> str:
    # Never an id that was used before: verdicts given under it would come along unseen.
    used = {*known, *(key for j in judgements for key in ids_of(j))}
    numbered = (f"{made}-{number}" for number in count(2))
    return made if made not in used else next(key for key in numbered if key not in used)


def take_back(
    partner: Partner, judgements: Sequence[Judgement], *, reason: str, by: str, at: datetime
) -> tuple[Judgement, Judgement]:
    """Return the row that takes back the latest merge or split of a partner, and that act.

    Raise UsageError where there is none, or where a later act builds on it.
    """
    check_signed(reason, by)
    into = merged_partners(judgements)
    acts = _acts_in_effect(judgements)
    about = [{into.get(key, key) for key in ids_of(act)} for act in acts]
    places = [at for at, ids in enumerate(about) if partner.partner_id in ids]
    if not places:
        raise UsageError(
            f"nothing was merged with {partner.partner_id} or split from it",
            do="`counterfoil partner log` shows what was done.",
        )
    latest = places[-1]
    later = [ids for ids in about[latest + 1 :] if ids & about[latest]]
    if later:
        other = min(later[-1] & about[latest])
        raise UsageError(
            f"something was done with {other} since, which builds on it",
            do=f"Take that back first: counterfoil partner undo {other}",
        )
    act = acts[latest]
    row = Judgement(act.partner_id, UNDO + digest_of(act), "", Verdict.UNSURE, reason, by, at)
    return row, act


def _acts_in_effect(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the splits that stand and the merges no later verdict on the pair has ended."""
    ends = {id(j) for j in latest_by_pair(judgements).values() if j.verdict is Verdict.SAME}
    return [j for j in standing(judgements) if j.entity_id.startswith(SPLIT) or id(j) in ends]


def ids_of(judgement: Judgement) -> tuple[str, ...]:
    """Return the partners a row is about; of a verdict on an entry only its own partner."""
    if judgement.entity_id.startswith(SPLIT):
        return judgement.partner_id, split_of(judgement).partner
    if judgement.entity_id.startswith(PREFIX):
        return judgement.partner_id, judgement.entity_id.removeprefix(PREFIX)
    return (judgement.partner_id,)


def partner_log(
    spellings: Sequence[Spelling],
    judgements: Sequence[Judgement],
    wanted: Collection[str] | None = None,
) -> list[PartnerAct]:
    """Return what was said of partners, oldest first; of `wanted` ids only, where given."""
    names: dict[str, list[str]] = {}
    for spelling in spellings:
        names.setdefault(split_key(spelling), []).append(spelling.name)
    stands = {id(j) for j in standing(judgements)}
    acts, rows = list[PartnerAct](), dict[str, Judgement]()
    for judgement in judgements:
        if not is_on_partners(judgement):
            continue
        is_undo = judgement.entity_id.startswith(UNDO)
        told = rows.get(judgement.entity_id.removeprefix(UNDO)) if is_undo else judgement
        rows[digest_of(judgement)] = judgement
        about = ids_of(told or judgement)
        if wanted is not None and not set(about) & set(wanted):
            continue
        acts.append(
            PartnerAct(
                what="undone" if is_undo else _what(judgement),
                partner=about[0],
                other=about[-1] if len(about) > 1 else "",
                spellings=_moved(told, names),
                reason=judgement.reason,
                by=judgement.by,
                at=judgement.at.isoformat(timespec="seconds"),
                taken_back=not is_undo and id(judgement) not in stands,
            )
        )
    return acts


def _what(judgement: Judgement) -> str:
    return "split" if judgement.entity_id.startswith(SPLIT) else _WHAT[judgement.verdict]


def _moved(told: Judgement | None, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if told is None or not told.entity_id.startswith(SPLIT):
        return ()
    return tuple(name for key in split_of(told).keys for name in names.get(key, ()))


def ids_behind(partner: str, judgements: Sequence[Judgement]) -> set[str]:
    """Return the ids a partner has or had: its own and those merged into it."""
    into = merged_partners(judgements)
    return {partner, *(key for key, end in into.items() if end == partner)}


def standing_verdicts(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the rows for other programs: nothing that was taken back, a split as `different`."""
    return [
        Judgement(
            j.partner_id,
            PREFIX + split_of(j).partner,
            j.fingerprint,
            j.verdict,
            j.reason,
            j.by,
            j.at,
        )
        if j.entity_id.startswith(SPLIT)
        else j
        for j in standing(judgements)
    ]
