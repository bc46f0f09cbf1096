"""One query name against one reference name: score, band and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from counterfoil.domain.match import Match, Reason
from counterfoil.matching.alignment import ACRONYM, align, resolve
from counterfoil.matching.band import at_most_possible, at_most_weak, band_of, score_of
from counterfoil.matching.evidence import Evidence, side, weigh
from counterfoil.matching.form import Form, initials
from counterfoil.matching.rarity import Rarity
from counterfoil.matching.tokens import Token

PERSON = "Person"
_LEGAL_FORM, _REORDERED = "legal-form", "reordered"
_UNREAD = "not-read"  # a part of a name beyond the longest that is read
_ACRONYM_WEIGHT, _ACRONYM_RATIO = 4_500, 900
_OTHER_COUNTRY, _SAME_CITY, _OTHER_KIND = 900, 1030, 750
_FULL = 1000
_SHORTEST_ACRONYM, _TELLING_ACRONYM = 3, 5


class Known(NamedTuple):
    """What is known of one side beside the name: kind, sort of name, city and country."""

    kind: str = ""
    prop: str = "name"
    city: frozenset[str] = frozenset()
    country: str = ""


class Read(NamedTuple):
    """A name read once: its form, first tokens, all texts of all readings, and what is known."""

    form: Form
    tokens: tuple[Token, ...]
    texts: frozenset[str]
    known: Known
    initials: str


def read(form: Form, known: Known) -> Read:
    """Return a form ready for comparison."""
    texts = frozenset(token.text for token in form.all_tokens())
    return Read(form, tuple(form.tokens()), texts, known, initials(form))


@dataclass(frozen=True, slots=True)
class Scored:
    """The result for a pair, before it becomes a match of an entity."""

    ratio: int
    evidence: int
    reasons: tuple[Reason, ...]
    is_person: bool

    @property
    def score(self) -> int:
        """Return the score in milli-units."""
        return score_of(self.ratio, self.evidence)

    def match(self, entity_id: str, name: str) -> Match:
        """Return the match of an entity by this name."""
        band = band_of(self.ratio, self.evidence, is_person=self.is_person)
        return Match(entity_id, name, self.score, band, self.reasons)


def score_pair(query: Read, reference: Read, rarity: Rarity) -> Scored:
    """Return how strongly two names speak for one body."""
    acronym = _by_acronym(query, reference)
    left, right = _resolved(query, reference)
    pairs = align(left, right)
    found = weigh(
        side(left, rarity, _seat(reference), is_firm=bool(query.form.legal)),
        side(right, rarity, _seat(query), is_firm=bool(reference.form.legal)),
        pairs,
    )
    if acronym is not None and acronym.ratio > found.ratio:
        found = acronym
    elif _short(query, reference) and found.ratio:
        found.ratio = _corroborated(query, reference, found.ratio)
    elif pairs:
        _beside_the_words(
            query, reference, [p.right[0] for p in sorted(pairs, key=lambda p: p.left)], found
        )
    _context(query, reference, found)
    if query.form.is_capped or reference.form.is_capped:
        found.ratio = at_most_possible(found.ratio)
        found.reasons.append(Reason(_UNREAD, "…", "…", 0))
    is_person = PERSON in {query.known.kind, reference.known.kind}
    return Scored(min(found.ratio, 1000), found.weight, tuple(found.reasons), is_person)


def _resolved(query: Read, reference: Read) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return both sides in the readings that answer each other best."""
    left, right = query.tokens, reference.tokens
    if query.form.words and any(len(word) > 1 for word in query.form.words):
        left = tuple(resolve(query.form, reference.texts))
    if any(len(word) > 1 for word in reference.form.words):
        right = tuple(resolve(reference.form, frozenset(token.text for token in left)))
    return left, right


def _seat(read_: Read) -> frozenset[str]:
    """Return words that name where a body sits: given context, and places apart in its name."""
    return read_.known.city | frozenset(token.text for token in read_.form.context)


def _by_acronym(query: Read, reference: Read) -> Evidence | None:
    """Return the evidence of an acronym that stands for the other name's words, if any."""
    for short, long in ((query, reference), (reference, query)):
        if not short.form.is_short or long.form.is_short:
            continue
        word = short.tokens[0].text
        if len(word) < _SHORTEST_ACRONYM or word.isdigit():
            continue
        made_up = long is query and word not in long.form.acronyms and len(word) < _TELLING_ACRONYM
        if word in long.form.acronyms or (word == long.initials and not made_up):
            one, two = (word, long.form.name) if short is query else (long.form.name, word)
            reason = Reason(ACRONYM, one, two, _ACRONYM_WEIGHT)
            ratio = _corroborated(query, reference, _ACRONYM_RATIO)
            return Evidence(ratio, _ACRONYM_WEIGHT, [reason])
    return None


def _short(query: Read, reference: Read) -> bool:
    return query.form.is_short or reference.form.is_short


def _corroborated(query: Read, reference: Read, ratio: int) -> int:
    """Cap an acronym or short name: possible where city or country agree, else weak.

    A short word written as a word by both (`Veld`, not `VELD`) is a name: possible.
    """
    one, two = query.known, reference.known
    agrees = bool(one.city & two.city) or (one.country != "" and one.country == two.country)
    is_word = not any(one.form.is_bare for one in (query, reference) if one.form.is_short)
    is_word = is_word and reference.known.prop not in {"acronym", "weakAlias"}
    return at_most_possible(ratio) if agrees or is_word else at_most_weak(ratio)


def _beside_the_words(query: Read, reference: Read, order: list[int], found: Evidence) -> None:
    """Add what stands beside the words: acronyms given on both sides, legal forms, order."""
    shared = set(query.form.acronyms) & set(reference.form.acronyms)
    shared |= {a for a in query.form.acronyms if a == reference.initials}
    for acronym in sorted(shared):
        found.reasons.append(Reason(ACRONYM, acronym, acronym, 500))
        found.weight += 500
    one, two = query.form.legal, reference.form.legal
    if one != two and one and two:
        found.reasons.append(Reason(_LEGAL_FORM, ", ".join(one), ", ".join(two), -10))
        found.ratio = found.ratio * 990 // 1000
    if order != sorted(order):
        found.reasons.append(Reason(_REORDERED, query.form.name, reference.form.name, -5))
        found.ratio = found.ratio * 995 // 1000


def _context(query: Read, reference: Read, found: Evidence) -> None:
    """Let the seats of organisations speak; nothing of a person's origin is ever used."""
    one, two = query.known, reference.known
    if PERSON in {one.kind, two.kind}:
        if (
            one.kind
            and two.kind
            and one.kind != two.kind
            and "LegalEntity" not in {one.kind, two.kind}
        ):
            found.ratio = at_most_possible(found.ratio) * _OTHER_KIND // 1000
        return
    if one.country and two.country and one.country != two.country:
        found.ratio = found.ratio * _OTHER_COUNTRY // 1000
    elif one.city & two.city and found.ratio < _FULL:
        found.ratio = min(found.ratio * _SAME_CITY // 1000, max(found.ratio, 855))
