"""Partners: one body across engagements; a new spelling is proposed, a person confirms."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from counterfoil.app.partner_rows import PREFIX, is_on_partners, latest_by_pair, splits_of, standing
from counterfoil.domain.engagement import BodyRef, Engagement
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.match import Band, Reason
from counterfoil.domain.partner import Partner, Spelling, SpellingProposal
from counterfoil.ports.matcher import Matcher, QueryName, ReferenceName

_SPACE = re.compile(r"[\s.,;'\"()-]+")


def plain_key(name: str) -> str:
    """Return the name without case, spacing and punctuation: the same writing of it."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


def partner_id(name: str, fingerprint: Callable[[str], str], *, is_person: bool = False) -> str:
    """Return a readable, stable id for a body first seen under this name.

    A name that is not in Latin letters is read through its fingerprint, which is. The id of a
    person carries no name: ids stand in assessments, names in the register only.
    """
    if is_person:
        return (
            f"person-{hashlib.sha256(plain_key(name).encode('utf-8', 'replace')).hexdigest()[:12]}"
        )
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    written = latin if len(re.findall("[a-z]", latin)) > len(name) // 2 else fingerprint(name)
    words = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")
    tail = hashlib.sha256(plain_key(name).encode("utf-8", "replace")).hexdigest()[:6]
    return f"{words[:40].strip('-') or 'partner'}-{tail}"


def bodies_in(engagement: Engagement) -> list[BodyRef]:
    """Return every outside body an engagement names."""
    refs = [party.body for party in engagement.parties]
    refs += [a.body for person in engagement.people for a in person.affiliations]
    return refs + [tie.source for tie in engagement.ties]


def new_spellings(
    engagements: Iterable[Engagement],
    known: Sequence[Spelling],
    fingerprint: Callable[[str], str],
    *,
    on: str,
) -> list[Spelling]:
    """Return spellings nobody has seen: each starts a partner of its own."""
    by_key = {plain_key(s.name): s.partner_id for s in known}
    names = {s.name for s in known}
    found = []
    for engagement in engagements:
        for ref in bodies_in(engagement):
            if ref.name in names:
                continue
            key = plain_key(ref.name)
            fresh = partner_id(ref.name, fingerprint, is_person=ref.is_person)
            partner = by_key.setdefault(key, fresh)
            names.add(ref.name)
            found.append(Spelling(partner, ref.name, "", on))
    return found


def partners_of(spellings: Iterable[Spelling]) -> dict[str, Partner]:
    """Return the partners by id, each named by its first spelling."""
    names: dict[str, list[str]] = defaultdict(list)
    for spelling in spellings:
        names[spelling.partner_id].append(spelling.name)
    return {key: Partner(key, found[0], tuple(found)) for key, found in names.items()}


def split_key(spelling: Spelling) -> str:
    """Return what a split keeps of a spelling: no name, and the same for each writing of it.

    The partner it was first put to is part of it: where the register's files put the name to
    another partner later, their word is newer than the split.
    """
    text = f"{spelling.partner_id}\n{plain_key(spelling.name)}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def split_spellings(
    spellings: Iterable[Spelling], judgements: Sequence[Judgement]
) -> list[Spelling]:
    """Return the spellings under the partners that splits gave them, merges left aside."""
    moved = {key: split.partner for split in splits_of(judgements) for key in split.keys}
    if not moved:
        return list(spellings)
    return [replace(s, partner_id=moved.get(split_key(s), s.partner_id)) for s in spellings]


def merged_partners(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Return partner -> the partner it became, followed to the end.

    The latest verdict on a pair stands, in either order of the two; what was merged with a
    partner stays with it when that one is merged in turn.
    """
    into: dict[str, str] = {}
    for judgement in latest_by_pair(judgements).values():
        if judgement.verdict is Verdict.SAME:
            top = _end(judgement.entity_id.removeprefix(PREFIX), into)
            root = _end(judgement.partner_id, into)
            if top != root:
                into[top] = root
    return {key: _end(key, into) for key in into}


def _end(key: str, into: Mapping[str, str]) -> str:
    seen = {key}
    while key in into and into[key] not in seen:
        key = into[key]
        seen.add(key)
    return key


def judgements_in_force(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the latest verdict of each partner on each entity, under the partner it became.

    Two partners that were merged may have said different things of one entity: both verdicts
    are returned, so that the contradiction is seen and not settled by the clock.
    """
    into = merged_partners(judgements)
    latest = {(j.partner_id, j.entity_id): j for j in judgements if not is_on_partners(j)}
    return [replace(j, partner_id=into.get(j.partner_id, j.partner_id)) for j in latest.values()]


def partner_by_name(
    spellings: Iterable[Spelling], judgements: Sequence[Judgement]
) -> dict[str, str]:
    """Return spelling -> partner id, splits and merges worked in."""
    into = merged_partners(judgements)
    return {
        s.name: into.get(s.partner_id, s.partner_id) for s in split_spellings(spellings, judgements)
    }


def former_verdicts(judgements: Sequence[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Return, per partner that was split off, the verdicts in force on its former partner."""
    into = merged_partners(judgements)
    splits = splits_of(judgements)
    held: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements_in_force(judgements) if splits else ():
        held[judgement.partner_id].append(judgement)
    found: dict[str, tuple[Judgement, ...]] = {}
    for split in splits:
        former, own = (into.get(key, key) for key in (split.former, split.partner))
        if former != own and former in held:
            found[own] = tuple(dict.fromkeys((*found.get(own, ()), *held[former])))
    return found


def propose(
    spellings: Sequence[Spelling], judgements: Sequence[Judgement], matcher: Matcher
) -> list[SpellingProposal]:
    """Return pairs of partners that may be one body and that nobody has judged."""
    by_name = partner_by_name(spellings, judgements)
    partners = partners_of([replace(s, partner_id=by_name[s.name]) for s in spellings])
    judged = _judged_pairs(judgements)
    index = matcher.build(
        [ReferenceName(key, name) for key, p in partners.items() for name in p.spellings]
    )
    ordered = sorted(partners.values(), key=lambda p: p.partner_id)
    queries = [QueryName(p.partner_id, p.name, other_names=p.spellings[1:]) for p in ordered]
    found: dict[frozenset[str], SpellingProposal] = {}
    for partner, matches in zip(ordered, index.query(queries), strict=True):
        for match in matches:
            pair = frozenset((partner.partner_id, match.entity_id))
            if len(pair) == 1 or pair in judged or pair in found or match.band is Band.WEAK:
                continue
            found[pair] = SpellingProposal(
                partner.partner_id,
                partner.name,
                match.entity_id,
                partners[match.entity_id].name,
                match.band.value,
                tuple(_reason(reason) for reason in match.reasons),
            )
    return sorted(found.values(), key=lambda p: (p.band != "strong", p.left, p.right))


def _reason(reason: Reason) -> str:
    # Between two partners there is no list: the second name is the other spelling.
    words = reason.words().replace("the list's name", "the other spelling")
    return f"{words} ({reason.weight:+d})"


def _judged_pairs(judgements: Sequence[Judgement]) -> set[frozenset[str]]:
    """Return the pairs of partners somebody has said something of, under old and new ids."""
    into = merged_partners(judgements)
    pairs = [
        (j.partner_id, j.entity_id.removeprefix(PREFIX))
        for j in standing(judgements)
        if j.entity_id.startswith(PREFIX)
    ]
    pairs += [(split.former, split.partner) for split in splits_of(judgements)]
    now = [(into.get(left, left), into.get(right, right)) for left, right in pairs]
    return {frozenset(pair) for pair in (*pairs, *now)}
