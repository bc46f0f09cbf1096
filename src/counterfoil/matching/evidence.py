"""Evidence: what an alignment of two names says for and against their being one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterfoil.domain.match import Reason
from counterfoil.matching import tables
from counterfoil.matching.alignment import Pair
from counterfoil.matching.band import at_most_possible
from counterfoil.matching.rarity import Rarity
from counterfoil.matching.similar import is_known
from counterfoil.matching.tokens import NUMBER, PLACE, TYPE, WORD, Token

MISSING_LEFT, MISSING_RIGHT = "missing-left", "missing-right"
NUMBER_DIFFERS, PLACE_DIFFERS = "number-differs", "place-differs"
# What is left of the ratio, in thousandths.
_NUMBERS_DIFFER, _NUMBER_MISSING = 550, 850
_PLACES_DIFFER, _PLACE_MISSING, _KINDS_DIFFER = 650, 850, 820
_WORDS_DIFFER = 800
_SURE, _LOOSE = 800, 600  # likeness of a pair that carries a name; of one that is only near
_NAME_GIVING, _DISTINCT, _SUBJECT = 8_000, 6_500, 4_300  # milli-nats of the rarest agreeing word
_TELLING, _NO_CORE = 2_400, 680
_CERTAIN, _ONE_SLIP = 950, 780
_MUCH, _RAREST, _NEARLY_NOTHING, _CONTAINED_RATIO = 12_000, 8_900, 1_000, 660
_RARE = 3_000  # milli-nats from which a word that has no answer is distinctive
_EXTRA = 2_800  # milli-nats of unanswered words above which a name is only contained
_LEARNING = frozenset({"university", "institute", "college", "hospital", "laboratory", "center"})
_PARTS = frozenset({"part", "hospital", "affiliated", "college", "graduate", "laboratory"})


@dataclass(slots=True)
class Side:
    """One name of a pair: its tokens, their rarity, and which have found an answer."""

    tokens: Sequence[Token]
    weights: list[int]
    unanswered: list[int]
    is_firm: bool = False

    def open(self, sort: str) -> list[int]:
        """Return positions of unanswered tokens of one sort."""
        return [at for at in self.unanswered if self.tokens[at].sort == sort]

    def answer(self, positions: tuple[int, ...]) -> None:
        """Note that tokens have found their answer."""
        for at in positions:
            self.unanswered.remove(at)

    def discount_common(self) -> None:
        """Halve the cost of everyday words beside a name that is rare enough to carry them."""
        for at in self.unanswered:
            token = self.tokens[at]
            if token.sort in {WORD, TYPE} and is_known(token.text):
                self.weights[at] //= 2

    def open_weight(self) -> int:
        """Return the rarity of all that has no answer."""
        return sum(self.weights[at] for at in self.unanswered)


@dataclass(slots=True)
class Evidence:
    """What a pair of names amounts to: `ratio` in thousandths, `weight` in milli-nats."""

    ratio: int
    weight: int
    reasons: list[Reason]


def side(
    tokens: Sequence[Token], rarity: Rarity, elsewhere: frozenset[str], *, is_firm: bool
) -> Side:
    """Return a side; a place that is known as the other side's seat weighs nothing.

    `is_firm` says that the name has the legal form of a firm.
    """
    weights = [
        0 if token.sort == PLACE and token.text in elsewhere else rarity.of(token)
        for token in tokens
    ]
    return Side(tokens, weights, list(range(len(weights))), is_firm)


def weigh(left: Side, right: Side, pairs: Sequence[Pair]) -> Evidence:
    """Return the evidence of aligned sides."""
    reasons: list[Reason] = []
    agreed = total = core = 0
    is_loose = False
    for pair in pairs:
        weight_left = sum(left.weights[at] for at in pair.left)
        weight_right = sum(right.weights[at] for at in pair.right)
        if min(weight_left, weight_right) == 0:  # a seat that is named in both names after all
            weight_left = weight_right = max(weight_left, weight_right)
        total += weight_left + weight_right
        agreed += pair.alike * (weight_left + weight_right) // 1000
        least = min(weight_left, weight_right)
        if pair.alike >= _SURE and any(left.tokens[at].sort == WORD for at in pair.left):
            core = max(core, least)
        is_loose = is_loose or pair.alike <= _LOOSE
        worth = pair.alike * least // 1000
        reasons.append(
            Reason(pair.what, _written(left, pair.left), _written(right, pair.right), worth)
        )
        left.answer(pair.left)
        right.answer(pair.right)
    if core >= _NAME_GIVING:
        left.discount_common()
        right.discount_common()
    total += left.open_weight() + right.open_weight()
    ratio = agreed * 1000 // total if total else 0
    ratio = ratio if is_loose else _contained(left, right, ratio, core, agreed)
    ratio = _against(left, right, ratio, core, reasons)
    if core < _SUBJECT:
        ratio = _without_core(left, right, ratio)
    ratio = _capped(left, right, pairs, ratio)
    if is_loose or (core < _DISTINCT and not _in_order(pairs)):
        ratio = at_most_possible(ratio)
    return Evidence(ratio, agreed // 2, reasons)


def _capped(left: Side, right: Side, pairs: Sequence[Pair], ratio: int) -> int:
    """One word carries no rest: at most possible, and less where it is only nearly the same."""
    if len(pairs) != 1 or not (left.unanswered or right.unanswered):
        return ratio
    ratio = at_most_possible(ratio)
    return ratio if pairs[0].alike >= _CERTAIN else ratio * _ONE_SLIP // 1000


def _without_core(left: Side, right: Side, ratio: int) -> int:
    """Only place, kind and everyday words agree: a further word on either side tells them apart."""
    more = any(
        side_.weights[at] >= _TELLING
        for side_ in (left, right)
        for sort in (WORD, TYPE)
        for at in side_.open(sort)
    )
    return ratio * _NO_CORE // 1000 if more else ratio


def _contained(left: Side, right: Side, ratio: int, core: int, agreed: int) -> int:
    """One name holds the other whole, a telling one: a part, a parent or a fuller style.

    A single rare word is enough where all that is left over are words we know.
    """
    if core < _DISTINCT:
        return ratio
    for one, two in ((left, right), (right, left)):
        if one.open_weight() > _NEARLY_NOTHING or two.open(NUMBER):
            continue
        rest = [two.tokens[at] for at in two.unanswered]
        is_telling = agreed >= 2 * _MUCH and not any(token.sort == PLACE for token in rest)
        if is_telling or (core >= _RAREST and all(is_known(token.text) for token in rest)):
            return max(ratio, _CONTAINED_RATIO)
    return ratio


def _in_order(pairs: Sequence[Pair]) -> bool:
    order = [pair.right[0] for pair in sorted(pairs, key=lambda pair: pair.left)]
    return order == sorted(order)


def _written(side_: Side, at: tuple[int, ...]) -> str:
    return " ".join(dict.fromkeys(side_.tokens[i].written for i in at))


def _against(left: Side, right: Side, ratio: int, core: int, reasons: list[Reason]) -> int:
    """Take off the ratio for what differs; each step adds its reason."""
    ratio = _numbers(left, right, ratio, reasons)
    ratio = _places(left, right, ratio, core, reasons)
    ratio = _words(left, right, ratio)
    ratio = _kinds(left, right, ratio)
    for side_, what in ((left, MISSING_RIGHT), (right, MISSING_LEFT)):
        for at in side_.unanswered:
            token = side_.tokens[at]
            if token.sort != NUMBER:
                one, two = (token.written, "") if side_ is left else ("", token.written)
                reasons.append(Reason(what, one, two, -side_.weights[at]))
    if max(left.open_weight(), right.open_weight()) >= _EXTRA:
        ratio = at_most_possible(ratio)
    return ratio


def _numbers(left: Side, right: Side, ratio: int, reasons: list[Reason]) -> int:
    one, two = left.open(NUMBER), right.open(NUMBER)
    if not one and not two:
        return ratio
    lost = ratio * (_NUMBERS_DIFFER if one and two else _NUMBER_MISSING) // 1000
    reasons.append(
        Reason(
            NUMBER_DIFFERS, _written(left, tuple(one)), _written(right, tuple(two)), lost - ratio
        )
    )
    return at_most_possible(lost)


def _places(left: Side, right: Side, ratio: int, core: int, reasons: list[Reason]) -> int:
    one = [at for at in left.open(PLACE) if left.weights[at]]
    two = [at for at in right.open(PLACE) if right.weights[at]]
    if not one and not two:
        return ratio
    if not one or not two:
        return ratio if core >= _DISTINCT else ratio * _PLACE_MISSING // 1000
    lost = ratio * _PLACES_DIFFER // 1000
    reasons.append(
        Reason(PLACE_DIFFERS, _written(left, tuple(one)), _written(right, tuple(two)), lost - ratio)
    )
    return lost


def _words(left: Side, right: Side, ratio: int) -> int:
    """A distinctive word on either side that the other lacks: two names, not a short form."""
    distinct = [
        max(
            (side_.weights[at] for sort in (WORD, PLACE, TYPE) for at in side_.open(sort)),
            default=0,
        )
        for side_ in (left, right)
    ]
    return ratio * _WORDS_DIFFER // 1000 if min(distinct) >= _RARE else ratio


def _kinds(left: Side, right: Side, ratio: int) -> int:
    """Two kinds of organisation, or a house of learning and a firm, are two bodies."""
    families = tables.types()
    one, two = (
        {families[side_.tokens[at].text] for at in side_.open(TYPE)} for side_ in (left, right)
    )
    differs = bool(one and two and not one & two)
    for mine, other in ((one, right), (two, left)):
        if mine & _LEARNING and other.is_firm:
            differs |= not any(families.get(token.text) in _LEARNING for token in other.tokens)
    if differs:
        return at_most_possible(ratio * _KINDS_DIFFER // 1000)
    return at_most_possible(ratio) if (one | two) & _PARTS else ratio
