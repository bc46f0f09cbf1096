"""SYNTHETIC perturbations of a name, each kind by itself.

They are made by rule: a matcher may know the rule, so they say what a matcher can do, not how often
it is needed. Real aliases are in another benchmark.
"""

from __future__ import annotations

import random
from collections.abc import Callable


def _table(letters: str, pairs: str) -> dict[str, str]:
    """Return a table of the letters of the alphabet in turn, and of pairs of them."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return dict(zip(alphabet, letters.split(), strict=True)) | dict(
        pair.split("=") for pair in pairs.split()
    )


_CYRILLIC = _table(
    "а б к д е ф г х и дж к л м н о п к р с т у в в кс й з",
    "sh=ш ch=ч zh=ж kh=х ts=ц ya=я yu=ю",
)
_GREEK = _table(
    "α μπ κ ντ ε φ γκ χ ι τζ κ λ μ ν ο π κ ρ σ τ ου β ου ξ ι ζ",
    "th=θ ch=χ ps=ψ",
)
_ARABIC = _table(
    "ا ب ك د - ف غ ه ي ج ك ل م ن و ب ق ر س ت و ف و كس ي ز",
    "sh=ش th=ث kh=خ gh=غ dh=ذ ou=و aa=ا",
)
_FORMS = (
    "ltd",
    "limited",
    "llc",
    "inc",
    "co",
    "company",
    "gmbh",
    "jsc",
    "ooo",
    "sa",
    "s.a.",
    "srl",
)
_NEW_FORMS = ("Ltd.", "LLC", "GmbH", "JSC", "S.A.", "Inc.")
_EXTRA = ("International", "Group", "bin", "Junior", "Holding", "Haji", "Trading")

Accident = Callable[[str, random.Random], str | None]


def one_typo(name: str, dice: random.Random) -> str | None:
    """Drop, double, change or swap one letter of a longer word."""
    words = name.split()
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return None
    at = dice.choice(long)
    word = words[at]
    place = dice.randrange(1, len(word) - 1)
    words[at] = dice.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + dice.choice("aeinorst") + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )
    return " ".join(words)


def two_typos(name: str, dice: random.Random) -> str | None:
    """Make two of them."""
    first = one_typo(name, dice)
    return one_typo(first, dice) if first else None


def swapped(name: str, dice: random.Random) -> str | None:
    """Change the order of the words."""
    words = name.replace(",", " ").split()
    if len(set(words)) < 2:
        return None
    mixed = list(words)
    while mixed == words:
        dice.shuffle(mixed)
    return " ".join(mixed)


def initials(name: str, dice: random.Random) -> str | None:
    """Write one word as its first letter."""
    words = name.replace(",", " ").split()
    long = [at for at, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    if len(long) < 2:
        return None
    at = dice.choice(long)
    words[at] = f"{words[at][0]}."
    return " ".join(words)


def legal_form(name: str, dice: random.Random) -> str | None:
    """Take the legal form away, or write another."""
    words = name.replace(",", " ").split()
    kept = [word for word in words if word.lower().strip(".") not in _FORMS]
    if len(kept) == len(words) or not kept:
        return None
    return " ".join(kept if dice.random() < 0.5 else [*kept, dice.choice(_NEW_FORMS)])


def extra_word(name: str, dice: random.Random) -> str | None:
    """Add a word that the list does not have."""
    words = name.split()
    words.insert(dice.randrange(len(words) + 1), dice.choice(_EXTRA))
    return " ".join(words)


def merged(name: str, dice: random.Random) -> str | None:
    """Write two neighbouring words as one."""
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return None
    at = dice.randrange(len(words) - 1)
    words[at : at + 2] = [words[at] + words[at + 1].lower()]
    return " ".join(words)


def in_letters(table: dict[str, str]) -> Accident:
    """Return what writes a name in another script by a table of letters."""

    def written(name: str, dice: random.Random) -> str | None:
        del dice
        if not name.isascii():
            return None
        text, found, at = name.lower().replace(",", " "), "", 0
        while at < len(text):
            size = 2 if text[at : at + 2] in table else 1
            letter = table.get(text[at : at + size], text[at : at + size])
            found += "" if letter == "-" else letter
            at += size
        return " ".join(found.split())

    return written


KINDS: dict[str, Accident] = {
    "1 typo": one_typo,
    "2 typos": two_typos,
    "order": swapped,
    "initial": initials,
    "legal form": legal_form,
    "extra word": extra_word,
    "merged words": merged,
    "Cyrillic table": in_letters(_CYRILLIC),
    "Greek table": in_letters(_GREEK),
    "Arabic table": in_letters(_ARABIC),
}
