"""Seeded spelling accidents: what happens to a name between a web page and a spreadsheet."""

from __future__ import annotations

import random

_SHORT = {
    "university": "Univ.",
    "institute": "Inst.",
    "department": "Dept.",
    "technology": "Tech.",
    "company": "Co.",
    "limited": "Ltd.",
    "corporation": "Corp.",
    "research": "Res.",
    "international": "Intl.",
}


def perturbed(name: str, dice: random.Random) -> str:
    """Return the name with one or two accidents: typo, swap, abbreviation, dropped word end."""
    for _ in range(dice.choice((1, 1, 2))):
        name = dice.choice((_typo, _swap, _shortened, _case, _typo))(name, dice)
    return name


def _typo(name: str, dice: random.Random) -> str:
    words = name.split()
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return name
    at = dice.choice(long)
    word = words[at]
    place = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(3)
    if kind == 0:
        word = word[:place] + word[place + 1 :]
    elif kind == 1:
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    else:
        word = word[:place] + dice.choice("aeiourstn") + word[place:]
    words[at] = word
    return " ".join(words)


def _swap(name: str, dice: random.Random) -> str:
    if "," in name:
        head, _, tail = name.partition(",")
        return f"{tail.strip()}, {head.strip()}"
    words = name.split()
    if len(words) > 2:
        at = dice.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _shortened(name: str, _dice: random.Random) -> str:
    return " ".join(_SHORT.get(word.lower().strip(",."), word) for word in name.split())


def _case(name: str, dice: random.Random) -> str:
    return name.upper() if dice.random() < 0.5 else name.lower()
