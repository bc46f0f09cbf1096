"""Phrases of a summary that suggest a technology area, quoted with their offsets.

A suggestion decides nothing: it shows a person which words to read before answering. Matching is
word by word over a trie, so its cost grows with the text and not with the vocabulary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from counterfoil.domain.area import Phrase, Unless
from counterfoil.domain.case import Suggestion
from counterfoil.reasoning.phrase_trie import HYPHEN, Node, Trie, Word, compiled, words_in

# How many words may stand between a negation and the phrase it denies.
REACH = 5
# How many characters, such as an indent after a line end, may stand between words of a phrase.
LONGEST_GAP = 40
# How many words a quoted pair may run over.
LONGEST_PAIR = 40
# fmt: off
_DENIES = frozenset({
    "no", "not", "never", "without", "neither", "nor", "excluding", "excludes", "cannot",
    "sans", "ni", "pas", "aucun", "aucune", "excluant",
    "ohne", "kein", "keine", "keinen", "weder", "sin", "ningun", "ninguna", "tampoco",
})
_NOT_A_DENIAL = frozenset({  # not only, not limited to, pas seulement
    "only", "just", "merely", "solely", "simply", "limited", "least", "seulement",
})
_NEW_CLAUSE = frozenset({
    "and", "but", "however", "yet", "although", "though", "whereas", "while", "instead", "rather",
    "et", "mais", "cependant", "und", "aber", "sondern", "y", "pero", "sino",
})
# fmt: on
_PREFIX = "non"  # denies only the word it is joined to
_SAME_CLAUSE = re.compile("[\\s'’\"“”«»/]*|[\\-\u2010\u2011]")
_BLANK_LINE = re.compile(r"\n\s*\n")
_APOSTROPHES = ("'", "’")
_STOP = re.compile(r"[.!?…][^\w\s]*\s")


class _Place(NamedTuple):
    """Words `first` to `last` of a text."""

    first: int
    last: int


class _Said(NamedTuple):
    """A place that suggests an area, and the parts of it that a negation may deny."""

    place: _Place
    area: str
    parts: tuple[_Place, ...]


@dataclass(slots=True)
class _Found:
    """What a text holds: phrases, and by sentence halves of pairs and words that take back."""

    said: list[_Said] = field(default_factory=list)
    halves: dict[int, dict[str, list[_Place]]] = field(default_factory=lambda: defaultdict(dict))
    vetoes: set[tuple[int, Unless]] = field(default_factory=set)


def suggest(text: str, phrases: Mapping[str, Sequence[Phrase]]) -> tuple[Suggestion, ...]:
    """Return the passages of a text that suggest an area, by start, end and area.

    Phrases are written in the singular. Case, accents, simple plurals and hyphen against space do
    not matter; a word may end in `*` for any ending. A passage inside a longer one of the same
    taxonomy is left out, and so is one that is denied shortly before in the same clause. A pair
    is quoted from its first word to its last, where the sentence has no phrase of the area.

    Args:
        text: any text; offsets count its characters.
        phrases: phrases, pairs and what takes them back, per area id.

    """
    trie = compiled(tuple((area, tuple(found)) for area, found in phrases.items()))
    words = words_in(text)
    sentences = _sentences(text, words)
    found = _find(text, words, sentences, trie)
    taken_back = _taken_back(found, trie)

    def stands(said: _Said) -> bool:
        sentence = sentences[said.place.first]
        if not taken_back.isdisjoint(((None, said.area), (sentence, said.area))):
            return False
        return not any(_denied(text, words, part.first) for part in said.parts)

    kept = [said for said in found.said if stands(said)]
    have = {(sentences[said.place.first], said.area) for said in kept}
    pairs = filter(stands, _pairs(found, trie))
    kept += _shortest(pairs, have, sentences)
    return tuple(
        Suggestion(said.area, text[start:end], start, end)
        for said in sorted(kept)
        for start, end in ((words[said.place.first].start, words[said.place.last].end),)
    )


def _sentences(text: str, words: Sequence[Word]) -> list[int]:
    # The number of the sentence each word stands in.
    numbers: list[int] = []
    number, before = 0, 0
    for word in words:
        gap = text[before : word.start]
        ends = _STOP.search(gap) is not None and not text[word.start].islower()
        number += ends or gap.count("\n") > 1
        numbers.append(number)
        before = word.end
    return numbers


def _find(text: str, words: Sequence[Word], sentences: Sequence[int], trie: Trie) -> _Found:
    found = _Found()
    known = {word: trie.words_of(word) for word in {word.folded for word in words}}
    reached: dict[str, int] = {}
    for first, word in enumerate(words):
        if not known[word.folded]:
            continue
        longest: dict[str, tuple[int, set[str]]] = {}
        for last, nodes in _walk(text, words, first, trie, known):
            _note(found, sentences[first], _Place(first, last), nodes)
            _lengthen(longest, last, nodes)
        # Places come by their start: one lies inside an earlier one if it does not end later.
        for taxonomy, (last, areas) in longest.items():
            if last > reached.get(taxonomy, -1):
                reached[taxonomy] = last
                place = _Place(first, last)
                found.said += [_Said(place, area, (place,)) for area in areas]
    return found


def _note(found: _Found, sentence: int, place: _Place, nodes: Sequence[Node]) -> None:
    for node in nodes:
        for half in node.halves:
            found.halves[sentence].setdefault(half, []).append(place)
        found.vetoes.update((sentence, veto) for veto in node.vetoes)


def _lengthen(longest: dict[str, tuple[int, set[str]]], last: int, nodes: Sequence[Node]) -> None:
    # Keep the areas of the longest phrase of each taxonomy.
    for area in {area for node in nodes for area in node.areas}:
        taxonomy = _taxonomy(area)
        if taxonomy not in longest or longest[taxonomy][0] < last:
            longest[taxonomy] = (last, set())
        longest[taxonomy][1].add(area)


def _taxonomy(area: str) -> str:
    head, slash, _ = area.partition("/")
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
    return gap.count("\n") <= 1 and (
        not rest or gap in _APOSTROPHES or bool(HYPHEN.fullmatch(rest))
    )


def _taken_back(found: _Found, trie: Trie) -> set[tuple[int | None, str]]:
    # Areas that are taken back, by sentence; None for the whole text.
    return {
        (None if veto.anywhere else sentence, area)
        for sentence, veto in found.vetoes
        for area in trie.vetoes[veto]
    }


def _pairs(found: _Found, trie: Trie) -> Iterator[_Said]:
    for halves in found.halves.values():
        for one, places in halves.items():
            for other, areas in trie.pairs.get(one, {}).items():
                nearest = _nearest(places, halves.get(other, ()))
                if nearest is not None:
                    left, right = nearest
                    place = _Place(left.first, max(left.last, right.last))
                    yield from (_Said(place, area, nearest) for area in areas)


def _nearest(some: Sequence[_Place], others: Sequence[_Place]) -> tuple[_Place, _Place] | None:
    # Two places that do not overlap, the closest two, left before right.
    both = [
        couple for one, two in ((some, others), (others, some)) for couple in _followed(one, two)
    ]
    near = [couple for couple in both if couple[1].last - couple[0].first < LONGEST_PAIR]
    return min(near, key=lambda c: (c[1].last - c[0].first, c), default=None)


def _followed(lefts: Sequence[_Place], rights: Sequence[_Place]) -> Iterator[tuple[_Place, _Place]]:
    # For each place on the right the last one on the left that ends before it.
    ordered, at = sorted(lefts, key=lambda place: place.last), 0
    for right in rights:
        while at < len(ordered) and ordered[at].last < right.first:
            at += 1
        if at:
            yield ordered[at - 1], right


def _shortest(
    pairs: Iterable[_Said], have: set[tuple[int, str]], sentences: Sequence[int]
) -> list[_Said]:
    # One pair for an area and a sentence, and none where a phrase was found.
    best: dict[tuple[int, str], _Said] = {}
    for said in pairs:
        key = (sentences[said.place.first], said.area)
        if key not in have and (key not in best or _size(said) < _size(best[key])):
            best[key] = said
    return list(best.values())


def _size(said: _Said) -> tuple[int, _Said]:
    return said.place.last - said.place.first, said


def _denied(text: str, words: Sequence[Word], first: int) -> bool:
    for place in range(first - 1, max(first - REACH - 2, -1), -1):
        word, after = words[place].folded, words[place + 1]
        gap = text[words[place].end : after.start]
        if not _SAME_CLAUSE.fullmatch(gap) or _BLANK_LINE.search(gap) or word in _NEW_CLAUSE:
            return False
        if word == _PREFIX and place == first - 1:
            return True
        if word in _DENIES or _is_contracted_not(word, gap, after):
            return after.folded not in _NOT_A_DENIAL
    return False


def _is_contracted_not(word: str, gap: str, after: Word) -> bool:
    # don't, doesn't, isn't: two words with an apostrophe between them
    return word.endswith("n") and gap in _APOSTROPHES and after.folded == "t"
