"""A large invented reference: names recombined from the words of real lists, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from bench.matching.accidents import KINDS
from bench.matching.case import Case
from bench.matching.entrant import Query
from bench.matching.reference import read_sdn
from bench.matching.unlisted import Recombination, generated_persons
from counterfoil.matching.names import ReferenceName

_ASKED = ("1 typo", "2 typos", "order", "initial", "extra word", "merged words", "legal form")
_MOST_WORDS = 8


def write_crowd(data: Path, path: Path, count: int, seed: int) -> None:
    """Write so many different names, one to a line, unless they stand there already."""
    if path.exists():
        return
    lists = read_sdn(data)
    listed = [name for one in lists for name in one.names]
    source = Recombination([*listed, *generated_persons(data)], _MOST_WORDS)
    path.parent.mkdir(parents=True, exist_ok=True)
    names = source.drawn(random.Random(seed), count)
    path.write_text("".join(f"{name}\n" for name in names), "utf-8")


def read_crowd(path: Path) -> list[str]:
    """Return the names of a crowd."""
    return path.read_text("utf-8").splitlines()


def crowd_reference(names: Iterable[str]) -> list[ReferenceName]:
    """Return each name as an entity of its own."""
    return [ReferenceName(f"c{at}", name) for at, name in enumerate(names)]


def crowd_queries(names: list[str], count: int, seed: int) -> list[Case]:
    """Return SYNTHETIC perturbations of names of the crowd, kinds in turn."""
    dice = random.Random(seed)
    found: list[Case] = []
    while len(found) < count:
        at = dice.randrange(len(names))
        kind = _ASKED[len(found) % len(_ASKED)]
        written = KINDS[kind](names[at], dice)
        if written is None and kind == "legal form":
            written = KINDS["1 typo"](names[at], dice)
        if written:
            found.append(Case(Query(written), frozenset({f"c{at}"}), kind))
    return found
