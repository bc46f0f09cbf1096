"""Reasons: an alignment in words, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from counterfoil.domain.match import Reason
from counterfoil.matching import how as h
from counterfoil.matching.align import HOW, LIKE, TO, TOKEN, VIA
from counterfoil.matching.fold import decode
from counterfoil.matching.layout import FIRST, LAST, RARITY, SORT, Tokens
from counterfoil.matching.scripts import word_readings
from counterfoil.matching.sorts import NUMBER, PLACE
from counterfoil.matching.split import split

Laid = npt.NDArray[np.int32]
_TRANSLATED, _SPELLED = 1, 2  # how a token came from its word
_REORDERED, _LEGAL_FORM = "reordered", "legal-form"
_MISSING_LEFT, _MISSING_RIGHT = "missing-left", "missing-right"
_NUMBER_DIFFERS, _PLACE_DIFFERS = "number-differs", "place-differs"


class Told:
    """One name of a pair with its words as written."""

    def __init__(self, name: str, tokens: Tokens, laid: Laid, size: int) -> None:
        self.laid = laid
        self.size = size
        self.words = split(name)
        self._tokens = tokens
        self._written = _written(self.words.words, [self.text(i) for i in range(size)])

    def text(self, at: int) -> str:
        """Return a token as it is compared."""
        first, last = self._tokens.facts[self.laid[TOKEN, at], [FIRST, LAST]]
        return decode(self._tokens.letters[first:last])

    def written(self, at: Sequence[int]) -> str:
        """Return the words behind tokens, each once, as the name has them."""
        return " ".join(dict.fromkeys(self._written[i] for i in at))

    def rarity(self, at: int) -> int:
        """Return how much a token tells, in milli-nats."""
        return int(self._tokens.facts[self.laid[TOKEN, at], RARITY])

    def open(self, *, sort: int | None = None) -> list[int]:
        """Return the tokens without answer, of one sort where it is given."""
        return [
            i
            for i in range(self.size)
            if self.laid[HOW, i] == h.MISSING and (sort is None or self.sort(i) == sort)
        ]

    def sort(self, at: int) -> int:
        """Return the sort of a token."""
        return int(self._tokens.facts[self.laid[TOKEN, at], SORT])


def reasons_of(left: Told, right: Told) -> list[Reason]:
    """Return what each word did: for and against, the order and the legal forms."""
    found = [*_answers(left, right), *_differences(left, right)]
    order = [
        int(left.laid[TO, i])
        for i in range(left.size)
        if left.laid[HOW, i] not in {h.MISSING, h.OWN_ACRONYM}
    ]
    if order != sorted(order):
        found.append(Reason(_REORDERED, " ".join(left.words.words), " ".join(right.words.words), 0))
    one, two = sorted(left.words.legal), sorted(right.words.legal)
    if one != two and one and two:
        found.append(Reason(_LEGAL_FORM, ", ".join(one), ", ".join(two), 0))
    return found


def _answers(left: Told, right: Told) -> list[Reason]:
    found: list[Reason] = []
    done: set[tuple[int, ...]] = set()
    for i in range(left.size):
        what = int(left.laid[HOW, i])
        if what in {h.MISSING, h.OWN_ACRONYM}:
            continue
        j = int(left.laid[TO, i])
        mine = [k for k in range(left.size) if left.laid[TO, k] == j and left.laid[HOW, k] == what]
        theirs = [
            k for k in range(right.size) if right.laid[TO, k] == i and right.laid[HOW, k] == what
        ]
        if what not in {h.JOINED, h.ACRONYM}:
            mine, theirs = [i], [j]
        group = (*mine, -1, *(theirs or [j]))
        if group in done:
            continue
        done.add(group)
        weight = min(left.rarity(i), right.rarity(j)) * int(left.laid[LIKE, i]) // 1000
        found.append(
            Reason(
                _what(what, left, mine, right, theirs or [j]),
                left.written(mine),
                right.written(theirs or [j]),
                weight,
            )
        )
    return found


def _what(how: int, left: Told, mine: Sequence[int], right: Told, theirs: Sequence[int]) -> str:
    """Return the reason's word; how words of equal text came from what is written decides."""
    if how not in {h.EQUAL, h.TRANSLATION} or left.written(mine) == right.written(theirs):
        return h.REASONS[h.EQUAL if how == h.TRANSLATION else how]
    ways = {*left.laid[VIA, mine].tolist(), *right.laid[VIA, theirs].tolist()}
    if _TRANSLATED in ways:
        return h.REASONS[h.TRANSLATION]
    return h.REASONS[h.SOUND if _SPELLED in ways else h.EQUAL]


def _differences(left: Told, right: Told) -> list[Reason]:
    found: list[Reason] = []
    for sort, what in ((NUMBER, _NUMBER_DIFFERS), (PLACE, _PLACE_DIFFERS)):
        one, two = left.open(sort=sort), right.open(sort=sort)
        if (one and two) or (sort == NUMBER and (one or two)):
            weight = -sum(map(left.rarity, one)) - sum(map(right.rarity, two))
            found.append(Reason(what, left.written(one), right.written(two), weight))
    found += [
        Reason(_MISSING_RIGHT, left.written([i]), "", -left.rarity(i))
        for i in left.open()
        if left.sort(i) != NUMBER
    ]
    found += [
        Reason(_MISSING_LEFT, "", right.written([j]), -right.rarity(j))
        for j in right.open()
        if right.sort(j) != NUMBER
    ]
    return found


def _written(words: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return the word behind each token; words are used in order, each as often as it stands."""
    found: list[str] = []
    at = 0
    for text in texts:
        for place in (*range(at, len(words)), *range(at)):
            if any(
                token.text == text for reading in word_readings(words[place]) for token in reading
            ):
                found.append(words[place])
                at = place
                break
        else:
            found.append(text)
    return found
