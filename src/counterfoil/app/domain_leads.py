"""Where the internet domain of a body leads: the names of the organisations whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from counterfoil.app.mail_domain import Owner, domain_given
from counterfoil.domain.engagement import BodyRef
from counterfoil.domain.match import Band, Match, Reason
from counterfoil.ports.matcher import MatchIndex, QueryName


def domain_leads(
    index: MatchIndex,
    refs: Sequence[BodyRef],
    owners: Mapping[str, tuple[Owner, ...]],
    limit: int,
) -> Iterator[tuple[BodyRef, list[Match]]]:
    """Yield, per body and organisation whose its domain is, the matches on that one's names.

    A domain leads to a name and no further: such a match is possible at best, and its first
    reason says which domain of which dataset it rests on. At most `limit` matches each.
    """
    led = [(ref, one) for ref in refs for one in owners.get(domain_given(ref), ())]
    if not led:
        return
    queries = [
        QueryName(str(number), one.name, other_names=one.other_names)
        for number, (_, one) in enumerate(led)
    ]
    for (ref, one), found in zip(led, index.query(queries, limit=limit), strict=True):
        yield ref, [_by_domain(match, one) for match in found]


def _by_domain(match: Match, owner: Owner) -> Match:
    dataset = owner.entity_id.split(":", 1)[0]
    said = Reason("domain", owner.domain, f"{owner.name} ({dataset})", 0)
    return replace(match, band=Band.POSSIBLE, reasons=(said, *match.reasons))
