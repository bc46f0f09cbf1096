"""Names that stand on no list: generated persons, and names recombined from words of real ones."""

from __future__ import annotations

import csv
import gzip
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from bench.matching.case import Case
from bench.matching.entrant import Query
from bench.matching.plain import plain
from bench.matching.reference import BODY, PERSON, Listed
from bench.matching.split import part_of

_PERSONS_OF_TEN = 7


def generated_persons(folder: Path) -> list[str]:
    """Return the names of the 50,000 generated persons; no other column is read."""
    path = folder / "yente-screening-bench" / "negatives_us.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return [row["full_name"] for row in csv.DictReader(stream)]


class Recombination:
    """New names of the lengths of given ones, each word from the same place of another name."""

    def __init__(self, names: Iterable[str], most_words: int = 8) -> None:
        """Take names apart; a longer name than `most_words` is not used."""
        self._words: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._lengths: list[int] = []
        for name in names:
            words = name.split()
            if 1 < len(words) <= most_words:
                self._lengths.append(len(words))
                for at, word in enumerate(words):
                    self._words[len(words), at].append(word)

    def drawn(self, dice: random.Random, count: int, known: Collection[str] = ()) -> list[str]:
        """Return so many different names, none of them in the plain forms known."""
        found: dict[str, None] = {}
        while len(found) < count:
            length = dice.choice(self._lengths)
            name = " ".join(dice.choice(self._words[length, at]) for at in range(length))
            if plain(name) not in known:
                found[name] = None
        return list(found)


def unlisted_cases(
    folder: Path, lists: Sequence[Listed], known: Collection[str], count: int, seed: int
) -> list[Case]:
    """Return names of which none is listed: seven persons to three recombined bodies."""
    dice = random.Random(seed)
    persons = [name for name in generated_persons(folder) if plain(name) not in known]
    of_persons = min(count * _PERSONS_OF_TEN // 10, len(persons))
    bodies = Recombination(n for one in lists if one.kind == BODY for n in one.names)
    drawn = [(name, PERSON) for name in dice.sample(persons, of_persons)]
    drawn += [(name, BODY) for name in bodies.drawn(dice, count - of_persons, known)]
    dice.shuffle(drawn)  # so that a part of them is mixed like the whole
    return [Case(Query(name, kind), group=f"unlisted {kind}") for name, kind in drawn]


def part_of_unlisted(case: Case) -> str:
    """Return the part of an unlisted case, by a hash of its name."""
    return part_of(f"unlisted:{case.query.name}")
