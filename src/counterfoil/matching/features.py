"""Features: what an alignment amounts to, as whole numbers that a linear model weighs.

Masses are milli-nats of rarity. No feature looks at the order of the words or at one name alone.
"""

from __future__ import annotations

import numpy as np

from counterfoil.matching.align import HOW, LIKE, TO, TOKEN, VIA
from counterfoil.matching.how import (
    ACRONYM,
    CUT,
    EQUAL,
    FAMILY,
    INITIAL,
    JOINED,
    MISSING,
    NICKNAME,
    OWN_ACRONYM,
    SOUND,
    TRANSLATION,
)
from counterfoil.matching.jit import inlined, plain
from counterfoil.matching.layout import FIRST, GENERAL, KNOWN, LAST, RARITY, SORT
from counterfoil.matching.layout import SOUND as SOUNDS
from counterfoil.matching.sorts import INITIAL as LETTER
from counterfoil.matching.sorts import NUMBER, PLACE, TYPE
from counterfoil.matching.word_facts import UNSEEN

NAMES = (
    "same rare words", "same known words", "same places", "nearly the same", "much alike",
    "alike", "same sound", "forms of one given name", "cut short", "near meaning", "written as one",
    "initials", "acronym", "acronym letters beyond three", "acronym of the whole name",
    "lost in likeness", "rare words without answer", "the same on both sides",
    "rarest without answer on both sides", "known words without answer",
    "known words without answer on both sides", "place on one side", "places differ",
    "numbers differ", "number on one side", "same number", "kinds differ",
    "evidence to 5", "evidence to 10", "evidence to 15",
    "evidence to 20", "evidence above 20", "one word agrees among several", "one word each",
    "one name holds the other", "same legal form", "legal forms differ", "legal form on one side",
    "rarest word agrees", "rarest word has no answer", "two rare words agree",
    "shorter name agrees to half", "shorter name agrees to four fifths", "shorter name agrees wholly",
    "longer name agrees to four tenths", "longer name agrees to seven tenths",
    "longer name agrees to nine tenths", "longer name agrees wholly", "two words agree",
    "three words agree", "every word the same", "every word answered", "the only word is the same",
    "near names that are each common",
)  # fmt: skip
COUNT = len(NAMES)
(
    EQ_CORE, EQ_KNOWN, EQ_PLACE, HIGH, MIDDLE, LOW, SOUNDING, NICK, SHORTENED, MEANING, AS_ONE,
    LETTERS, ACR, ACR_LONG, ACR_WHOLE, LOSS, MISS, MISS_BOTH, MISS_RAREST, MISS_KNOWN,
    MISS_KNOWN_BOTH, PLACE_ONE, PLACES, NUMBERS, NUMBER_ONE, NUMBER_SAME, KINDS, EV_1, EV_2, EV_3, EV_4, EV_5, ONE_OF_MANY, SINGLE, HOLDS, LEGAL_SAME,
    LEGAL_DIFFERS, LEGAL_ONE, TOP_AGREES, TOP_MISSING, TWO_RARE, SHORT_1, SHORT_2, SHORT_3, LONG_1, LONG_2, LONG_3, LONG_4, WORDS_2, WORDS_3, ALL_SAME,
    ALL_ANSWERED, ONLY_SAME, APART,
) = range(COUNT)  # fmt: skip
_THOUSAND = 1000
_ACRONYM_LETTER = 1_500  # milli-nats that a letter of an acronym tells
_SHORTEST_APART = 5  # letters
_HEARD = 2  # how a token came from a word of another script: by its sound
_RARE = 6_500  # milli-nats from which a word is rare


@inlined
def _unanswered(facts, side, n):
    """Return masses of unanswered words: rare, known, place, the greatest rare one and of all.

    Then how many are numbers and kinds, and the mass of all words.
    """
    rare = top = known = place = total = most = 0
    numbers = kinds = 0
    for i in range(n):
        token = side[TOKEN, i]
        mass = np.int64(facts[token, RARITY])
        total += mass if side[HOW, i] != OWN_ACRONYM else 0
        if side[HOW, i] != MISSING:
            continue
        most = max(most, mass)
        sort = facts[token, SORT]
        if sort == NUMBER:
            numbers += 1
        elif sort == PLACE:
            place += mass
        elif sort == LETTER:
            rare += mass
        elif sort == TYPE:
            kinds += 1
            known += mass
        elif facts[token, KNOWN]:
            known += mass
        else:
            rare += mass
            top = max(top, mass)
    return rare, known, place, top, most, numbers, kinds, total


@inlined
def _are_apart(one, a, two, b):
    """Say whether two near tokens are each a name of many people, and sound different.

    Syllables are no such names: one has many spellings.
    """
    if min(one[a, GENERAL], two[b, GENERAL]) <= UNSEEN or one[a, SOUNDS] == two[b, SOUNDS]:
        return False
    return min(one[a, LAST] - one[a, FIRST], two[b, LAST] - two[b, FIRST]) >= _SHORTEST_APART


@inlined
def fill(one, left, n, two, right, m, legal_left, legal_right, out):
    """Write the features of an aligned pair; return its agreeing mass in milli-nats."""
    for at in range(COUNT):
        out[at] = 0
    agreed = np.int64(0)
    words = rare_words = 0
    top_mass, top_like = np.int64(0), np.int64(0)
    for i in range(n):
        how = left[HOW, i]
        a = left[TOKEN, i]
        mass = np.int64(one[a, RARITY])
        if how == MISSING or how == OWN_ACRONYM or how == JOINED or how == ACRONYM:
            continue
        j = left[TO, i]
        b = right[TOKEN, j]
        like = np.int64(left[LIKE, i])
        words += 1
        mass = min(mass, np.int64(two[b, RARITY]))
        gain = mass * like // _THOUSAND
        agreed += gain
        if how != INITIAL:
            is_heard = left[VIA, i] == _HEARD or right[VIA, j] == _HEARD
            out[LOSS] += (mass - gain) * (5 if is_heard else 4) // 4
            if like < _THOUSAND and how != NICKNAME and how != FAMILY and not is_heard:
                out[APART] += mass if _are_apart(one, a, two, b) else 0
        sort = one[a, SORT]
        if mass > top_mass or (mass == top_mass and like > top_like):
            top_mass, top_like = mass, like
        if how == EQUAL or how == TRANSLATION or like == _THOUSAND:
            if sort == NUMBER:
                out[NUMBER_SAME] += _THOUSAND
            elif sort == PLACE:
                out[EQ_PLACE] += mass
            elif one[a, KNOWN]:
                out[EQ_KNOWN] += mass
            else:
                out[EQ_CORE] += mass
                rare_words += 1 if mass >= _RARE else 0
        elif how == INITIAL:
            out[LETTERS] += _THOUSAND
        elif how == NICKNAME:
            out[NICK] += gain
        elif how == FAMILY:
            out[MEANING] += gain
        elif how == CUT:
            out[SHORTENED] += gain
        elif how == SOUND:
            out[SOUNDING] += gain
            rare_words += 1 if mass >= _RARE and like >= 850 else 0
        elif like >= 900:
            out[HIGH] += gain
            rare_words += 1 if mass >= _RARE else 0
        elif like >= 820:
            out[MIDDLE] += gain
        else:
            out[LOW] += gain
    for count, mass in (_runs(one, left, n, right, m, out), _runs(two, right, m, left, n, out)):
        words += count
        agreed += mass
    rare_l, known_l, place_l, top_l, most_l, numbers_l, kinds_l, total_l = _unanswered(one, left, n)
    rare_r, known_r, place_r, top_r, most_r, numbers_r, kinds_r, total_r = _unanswered(
        two, right, m
    )
    out[MISS] = rare_l + rare_r
    out[MISS_BOTH] = min(rare_l, rare_r)
    out[MISS_RAREST] = min(top_l, top_r)
    out[MISS_KNOWN] = known_l + known_r
    out[MISS_KNOWN_BOTH] = min(known_l, known_r)
    out[PLACE_ONE] = place_l + place_r if min(place_l, place_r) == 0 else 0
    out[PLACES] = min(place_l, place_r)
    out[NUMBERS] = _THOUSAND if numbers_l and numbers_r else 0
    out[NUMBER_ONE] = _THOUSAND if (numbers_l > 0) != (numbers_r > 0) else 0
    out[KINDS] = _THOUSAND if kinds_l and kinds_r else 0
    lost = rare_l + rare_r + known_l + known_r + place_l + place_r
    for at in range(4):
        out[EV_1 + at] = min(max(agreed - 5_000 * at, 0), 5_000)
    out[EV_5] = max(agreed - 20_000, 0)
    out[ONE_OF_MANY] = _THOUSAND if words == 1 and (n > 1 or m > 1) else 0
    out[SINGLE] = _THOUSAND if n == 1 and m == 1 else 0
    out[HOLDS] = (
        _THOUSAND if min(rare_l + known_l, rare_r + known_r) == 0 and max(rare_l, rare_r) > 0 else 0
    )
    if legal_left and legal_right:
        out[LEGAL_SAME if legal_left == legal_right else LEGAL_DIFFERS] = _THOUSAND
    elif legal_left or legal_right:
        out[LEGAL_ONE] = _THOUSAND
    out[TOP_AGREES] = top_like if top_mass >= max(most_l, most_r) else 0
    out[TOP_MISSING] = _THOUSAND if max(most_l, most_r) > top_mass else 0
    out[TWO_RARE] = _THOUSAND if rare_words >= 2 else 0
    short = _THOUSAND * agreed // max(min(total_l, total_r), 1)
    out[SHORT_1] = min(short, 500)
    out[SHORT_2] = min(max(short - 500, 0), 300)
    out[SHORT_3] = min(max(short - 800, 0), 200)
    long = _THOUSAND * agreed // max(total_l, total_r, 1)
    out[LONG_1] = min(long, 400)
    out[LONG_2] = min(max(long - 400, 0), 300)
    out[LONG_3] = min(max(long - 700, 0), 200)
    out[LONG_4] = min(max(long - 900, 0), 100)
    out[WORDS_2] = _THOUSAND if words >= 2 else 0
    out[WORDS_3] = _THOUSAND if words >= 3 else 0
    if lost == 0 and numbers_l + numbers_r == 0 and words:
        out[ALL_ANSWERED] = _THOUSAND
        if out[LOSS] == 0:
            out[ALL_SAME] = _THOUSAND
            out[ONLY_SAME] = agreed if words == 1 else 0
    return agreed


@plain
def _runs(facts, side, n, other, m, out):
    """Add the tokens of a side that answer several of the other: acronyms, and words written as one.

    Return how many there are, and their agreeing mass.
    """
    count = 0
    agreed = np.int64(0)
    for i in range(n):
        how = side[HOW, i]
        if how != JOINED and how != ACRONYM:
            continue
        size = 0
        for j in range(m):
            size += 1 if other[HOW, j] == how and other[TO, j] == i else 0
        if size < 2:  # one of the several that a token of the other side answers
            continue
        count += 1
        if how == JOINED:
            mass = np.int64(facts[side[TOKEN, i], RARITY])
            out[AS_ONE] += mass
            agreed += mass
        else:
            out[ACR] += _THOUSAND
            out[ACR_LONG] += _THOUSAND * max(0, size - 3)
            out[ACR_WHOLE] += _THOUSAND if size == m or n == 1 else 0
            agreed += _ACRONYM_LETTER * size
    return count, agreed
