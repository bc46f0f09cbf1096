"""Context beside the names: what is known of both bodies, in milli log-odds, and its caps.

Nothing of a person's origin is ever looked at: country and city count for organisations only.
"""

from __future__ import annotations

from typing import NamedTuple

from counterfoil.domain.match import Reason
from counterfoil.matching import model
from counterfoil.matching.caps import AT_MOST_POSSIBLE, AT_MOST_WEAK, under
from counterfoil.matching.clean import is_capped
from counterfoil.matching.names import QueryName, ReferenceName
from counterfoil.matching.split import split
from counterfoil.matching.unspaced import UNSPACED

PERSON, EITHER = "Person", frozenset({"", "LegalEntity"})
OTHER_KIND, OTHER_COUNTRY, SAME_CITY, SPELLINGS_AGREE = -2500, -600, 500, 300
ACRONYM_ALONE = 5  # a single word of at most so many letters says too little
_NOT_READ = "not-read"  # a part of a name beyond the longest that is read


class Side(NamedTuple):
    """What is known of one side of a pair beside its name."""

    name: str
    kind: str
    prop: str
    city: str
    country: str


def of_query(query: QueryName, name: str) -> Side:
    """Return one spelling of a query with what is known of its body."""
    return Side(name, query.kind, "name", query.city, query.country)


def of_reference(name: ReferenceName) -> Side:
    """Return a reference name with what is known of its body."""
    return Side(name.name, name.kind, name.prop, name.city, name.country)


def kind_of(kind: str) -> int:
    """Return which weights a kind of the reference calls for."""
    if kind in EITHER:
        return model.ANY
    return model.PERSON if kind == PERSON else model.ORGANISATION


def in_context(
    left: Side, right: Side, score: int, words: tuple[int, int], reasons: list[Reason]
) -> int:
    """Return the score in the light of what is known; `words` are how many each name has."""
    if PERSON in {left.kind, right.kind}:
        if left.kind != right.kind and not {left.kind, right.kind} & EITHER:
            score = int(under(score + OTHER_KIND, AT_MOST_POSSIBLE))
        agrees = False
    else:
        agrees, score = _seats(left, right, score)
    if min(words) == 1:
        short = [
            one for one, n in zip((left, right), words, strict=True) if n == 1 and _is_short(one)
        ]
        if short:
            is_word = not any(_is_bare(one) for one in short) and right.prop not in {
                "acronym",
                "weakAlias",
            }
            cap = AT_MOST_POSSIBLE if agrees or is_word else AT_MOST_WEAK
            score = int(under(score, cap))
    if is_capped(left.name) or is_capped(right.name):
        reasons.append(Reason(_NOT_READ, "…", "…", 0))
        score = int(under(score, AT_MOST_POSSIBLE))
    return score


def _seats(left: Side, right: Side, score: int) -> tuple[bool, int]:
    """Return whether city or country agrees, and the score with what that says."""
    city = bool(
        left.city and right.city and set(split(left.city).words) & set(split(right.city).words)
    )
    one, two = left.country.upper(), right.country.upper()
    if one and two and one != two:
        return city, score + OTHER_COUNTRY
    return city or bool(one and one == two), score + (SAME_CITY if city else 0)


def _is_short(side: Side) -> bool:
    words = split(side.name).words
    return len(words) == 1 and len(words[0]) <= ACRONYM_ALONE and not UNSPACED.match(words[0])


def _is_bare(side: Side) -> bool:
    """Say whether a short name has no legal form and is all capitals, or all small."""
    return not split(side.name).legal and side.name in {side.name.upper(), side.name.lower()}
