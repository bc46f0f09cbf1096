"""Alignment: which word of one name answers which word of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterfoil.matching.form import Form
from counterfoil.matching.similar import EQUAL, SAME, similar
from counterfoil.matching.tokens import INITIAL, NUMBER, TRANSLATION, Token

JOINED, ACRONYM = "joined", "acronym"
_ALMOST = 880  # how alike a joined word must be to its two halves
_SHORTEST_JOINED = 5
_SHORTENED, _LONGEST_INITIALS = 700, 6


class Pair(NamedTuple):
    """Words that answer each other: positions on either side, likeness, and why."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: int
    what: str


def resolve(form: Form, other: frozenset[str]) -> list[Token]:
    """Return the tokens of a name, each word in the reading that answers `other` best."""
    chosen: list[Token] = []
    for readings in form.words:
        best = readings[0]
        if len(readings) > 1:
            best = max(
                enumerate(readings),
                key=lambda item: (
                    sum(2 if t.text in other else -1 for t in item[1]),
                    -item[0],
                ),
            )[1]
        chosen += best
    return chosen


def align(left: Sequence[Token], right: Sequence[Token]) -> list[Pair]:
    """Return the pairs of two token lists; each token is used once, the likest first."""
    pairs, free_left, free_right = _equal(left, right)
    if free_left and free_right:
        found = _joined(left, right, free_left, free_right)
        pairs += found
        pairs += _alike(left, right, free_left, free_right)
        if pairs:  # letters alone are no name
            pairs += _shortened(left, right, free_left, free_right)
    return pairs


def _equal(
    left: Sequence[Token], right: Sequence[Token]
) -> tuple[list[Pair], list[int], list[int]]:
    places: dict[str, list[int]] = {}
    for at, token in enumerate(right):
        places.setdefault(token.text, []).append(at)
    pairs: list[Pair] = []
    free_left: list[int] = []
    for at, token in enumerate(left):
        answers = places.get(token.text)
        if answers:
            other = answers.pop(0)
            what = (
                EQUAL if token.written == right[other].written else similar(token, right[other])[1]
            )
            pairs.append(Pair((at,), (other,), SAME, what))
        else:
            free_left.append(at)
    free_right = sorted(at for rest in places.values() for at in rest)
    return pairs, free_left, free_right


def _alike(
    left: Sequence[Token], right: Sequence[Token], free_left: list[int], free_right: list[int]
) -> list[Pair]:
    scored = []
    for one in free_left:
        for two in free_right:
            alike, what = similar(left[one], right[two])
            if alike:
                scored.append((-alike, abs(one - two), one, two, what))
    pairs = []
    for alike, _, one, two, what in sorted(scored):
        if one in free_left and two in free_right:
            free_left.remove(one)
            free_right.remove(two)
            pairs.append(Pair((one,), (two,), -alike, what))
    return pairs


def _shortened(
    left: Sequence[Token], right: Sequence[Token], free_left: list[int], free_right: list[int]
) -> list[Pair]:
    """Pair a word with the run of words it is made of the first letters of: EK, Elektron Komponent."""
    pairs = []
    for flipped in (False, True):
        many, one = (right, left) if flipped else (left, right)
        free_many, free_one = (free_right, free_left) if flipped else (free_left, free_right)
        for at in list(free_one):
            run = _run_of_initials(one[at].text, many, free_many)
            if run:
                free_one.remove(at)
                for position in run:
                    free_many.remove(position)
                pairs.append(_pair(run, (at,), _SHORTENED, ACRONYM, flipped=flipped))
    return pairs


def _pair(
    many: tuple[int, ...], one: tuple[int, ...], alike: int, what: str, *, flipped: bool
) -> Pair:
    return Pair(one, many, alike, what) if flipped else Pair(many, one, alike, what)


def _run_of_initials(word: str, many: Sequence[Token], free: list[int]) -> tuple[int, ...]:
    size = len(word)
    if not 2 <= size <= _LONGEST_INITIALS or len(free) < size:  # noqa: PLR2004
        return ()
    for start in range(len(free) - size + 1):
        run = free[start : start + size]
        if run[-1] - run[0] != size - 1:
            continue
        for form in (0, 1):  # by the compared word, or by the word as written
            if all(many[at][form][:1].lower() == c for at, c in zip(run, word, strict=True)):
                return tuple(run)
    return ()


def _joined(
    left: Sequence[Token], right: Sequence[Token], free_left: list[int], free_right: list[int]
) -> list[Pair]:
    """Pair two neighbouring words of one side with one word of the other."""
    pairs = []
    for flipped in (False, True):
        many, one = (right, left) if flipped else (left, right)
        free_many, free_one = (free_right, free_left) if flipped else (free_left, free_right)
        for first in list(free_many):
            second = first + 1
            if first not in free_many or second not in free_many:
                continue
            target = _joined_with(many[first], many[second], one, free_one)
            if target is not None:
                free_many.remove(first)
                free_many.remove(second)
                free_one.remove(target)
                pairs.append(_pair((first, second), (target,), 950, JOINED, flipped=flipped))
    return pairs


def _joined_with(first: Token, second: Token, one: Sequence[Token], free: list[int]) -> int | None:
    text = first.text + second.text
    if len(text) < _SHORTEST_JOINED or NUMBER in {first.sort, second.sort}:
        return None
    if first.sort == second.sort == INITIAL:
        return next((at for at in free if one[at].text == text), None)
    token = Token(text, text, first.sort, first.via if first.via != TRANSLATION else "")
    for at in free:
        other = one[at].text
        if other[0] != text[0] or abs(len(other) - len(text)) > 2:  # noqa: PLR2004
            continue
        if similar(token, one[at])[0] >= _ALMOST:
            return at
    return None
