"""What of the phrases a text holds: passages, halves of pairs, words of lists, words that take back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from counterfoil.domain.area import Unless
from counterfoil.reasoning.phrase_trie import HYPHEN, Half, Node, Trie, Word

# How many characters, such as an indent after a line end, may stand between words of a phrase.
LONGEST_GAP = 40
APOSTROPHES = ("'", "’")
_STOP = re.compile(r"[.!?…][^\w\s]*\s")


class Place(NamedTuple):
    """Words `first` to `last` of a text."""

    first: int
    last: int


class Said(NamedTuple):
    """A place that suggests the area of a label, and its parts that a negation may deny."""

    place: Place
    label: str
    parts: tuple[Place, ...]


@dataclass(slots=True)
class Found:
    """What a text holds: phrases, and by sentence halves of pairs and words that take back."""

    said: list[Said] = field(default_factory=list)
    halves: dict[int, dict[Half, list[Place]]] = field(default_factory=lambda: defaultdict(dict))
    words: dict[int, list[tuple[Place, int]]] = field(default_factory=dict)
    vetoes: set[tuple[int, Unless]] = field(default_factory=set)


def sentences_of(text: str, words: Sequence[Word]) -> list[int]:
    """Return the number of the sentence that each word stands in."""
    numbers: list[int] = []
    number, before = 0, 0
    for word in words:
        gap = text[before : word.start]
        ends = _STOP.search(gap) is not None and not text[word.start].islower()
        number += ends or gap.count("\n") > 1
        numbers.append(number)
        before = word.end
    return numbers


def find(text: str, words: Sequence[Word], sentences: Sequence[int], trie: Trie) -> Found:
    """Return what a text holds of the phrases; of those at one place the longest per taxonomy."""
    found = Found()
    known = {word: trie.words_of(word) for word in {word.folded for word in words}}
    reached: dict[str, int] = {}
    for first, word in enumerate(words):
        if not known[word.folded]:
            continue
        longest: dict[str, tuple[int, set[str]]] = {}
        for last, nodes in _walk(text, words, first, trie, known):
            _note(found, sentences[first], Place(first, last), nodes)
            _lengthen(longest, last, nodes)
        # Places come by their start: one lies inside an earlier one if it does not end later.
        for taxonomy, (last, labels) in longest.items():
            if last > reached.get(taxonomy, -1):
                reached[taxonomy] = last
                place = Place(first, last)
                found.said += [Said(place, label, (place,)) for label in labels]
    return found


def _note(found: Found, sentence: int, place: Place, nodes: Sequence[Node]) -> None:
    for node in nodes:
        for half in node.halves:
            found.halves[sentence].setdefault(half, []).append(place)
        for bag, number in node.words:
            found.words.setdefault(bag, []).append((place, number))
        found.vetoes.update((sentence, veto) for veto in node.vetoes)


def _lengthen(longest: dict[str, tuple[int, set[str]]], last: int, nodes: Sequence[Node]) -> None:
    # Keep the labels of the longest phrase of each taxonomy.
    for label in {label for node in nodes for label in node.labels}:
        taxonomy = taxonomy_of(label)
        if taxonomy not in longest or longest[taxonomy][0] < last:
            longest[taxonomy] = (last, set())
        longest[taxonomy][1].add(label)


def taxonomy_of(label: str) -> str:
    """Return the taxonomy of a label, empty where it names none."""
    head, slash, _ = label.partition("/")
    return head if slash else ""


def _walk(
    text: str, words: Sequence[Word], first: int, trie: Trie, known: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, list[Node]]]:
    # All phrases that start at a word, by the word they end at.
    here, last = [trie.root], first
    while here := _step(here, known[words[last].folded]):
        yield last, here
        last += 1
        if last == len(words) or not _joined(text, words, last):
            break


def _step(nodes: Sequence[Node], words: Sequence[str]) -> list[Node]:
    return [node.children[word] for node in nodes for word in words if word in node.children]


def _joined(text: str, words: Sequence[Word], later: int) -> bool:
    # Only spaces, one line end, and one hyphen or apostrophe may stand inside a phrase.
    start, end = words[later - 1].end, words[later].start
    if end - start > LONGEST_GAP:
        return False
    gap = text[start:end]
    rest = gap.strip()
    return gap.count("\n") <= 1 and (not rest or gap in APOSTROPHES or bool(HYPHEN.fullmatch(rest)))
