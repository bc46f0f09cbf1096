"""Recorded ownership: several records of one owner as one share range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from counterfoil.app.ties import read_share
from counterfoil.domain.case import Body, Owner
from counterfoil.domain.tie import Tie


def hand_owner(body: Body, share: str, since: str, origin: str) -> Owner:
    """Return an owner the office entered by hand."""
    read = read_share(share)
    return Owner(body, str(read.low), str(read.high), read.is_stated, since, origin)


def by_source(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """Return owner -> its ties, in the order of the ids."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.source].append(tie)
    return dict(sorted(found.items()))


def combined_share(ties: Sequence[Tie]) -> tuple[Fraction, Fraction, bool]:
    """Return one share range for one owner.

    Sources that disagree leave the wider range; several records of one source may be parts that
    add up; a record without a share leaves the whole not stated.
    """
    low = min((tie.share.low for tie in ties if tie.share.is_stated), default=Fraction(0))
    if not all(tie.share.is_stated for tie in ties):
        return low, Fraction(100), False
    by_origin: dict[str, list[Fraction]] = defaultdict(list)
    for tie in ties:
        by_origin[tie.origin].append(tie.share.high)
    high = max(sum(shares, Fraction(0)) for shares in by_origin.values())
    return low, min(high, Fraction(100)), True
