"""Phrases of a summary that suggest a technology area, quoted with their offsets.

A suggestion decides nothing: it shows a person which words to read before answering. Matching is
word by word over a trie, so its cost grows with the text and not with the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from counterfoil.domain.area import Phrase
from counterfoil.domain.case import Suggestion
from counterfoil.reasoning.phrase_find import (
    APOSTROPHES,
    Found,
    Place,
    Said,
    find,
    sentences_of,
    taxonomy_of,
)
from counterfoil.reasoning.phrase_trie import Trie, Word, area_of, compiled, words_in

# How many words may stand between a negation and the phrase it denies.
REACH = 5
# How many words a quoted pair may run over.
LONGEST_PAIR = 40
# How many words of a list must stand together, and within how many words of the text.
TOGETHER = 3
WINDOW = 60
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


def suggest(text: str, phrases: Mapping[str, Sequence[Phrase]]) -> tuple[Suggestion, ...]:
    """Return the passages of a text that suggest an area, by start, end and area.

    Phrases are written in the singular. Case, accents, simple plurals and hyphen against space do
    not matter; a word may end in `*` for any ending. A passage inside a longer one of the same
    taxonomy is left out, and so is one that is denied shortly before in the same clause. A pair
    is quoted from its first word to its last, where the sentence has no phrase of the area; and
    so are words of a list, where the text has neither and few other areas have as many.

    Args:
        text: any text; offsets count its characters.
        phrases: phrases, pairs and what takes them back, per area id.

    """
    trie = compiled(tuple((area, tuple(found)) for area, found in phrases.items()))
    words = words_in(text)
    sentences = sentences_of(text, words)
    found = find(text, words, sentences, trie)
    taken_back = _taken_back(found, trie)
    denied: dict[int, bool] = {}

    def stands(said: Said) -> bool:
        back = {(None, area_of(said.label)), (sentences[said.place.first], said.label)}
        for part in said.parts:
            if part.first not in denied:
                denied[part.first] = _denied(text, words, part.first)
        return taken_back.isdisjoint(back) and not any(denied[p.first] for p in said.parts)

    kept = [said for said in found.said if stands(said)]
    have = {(sentences[said.place.first], area_of(said.label)) for said in kept}
    kept += _shortest(filter(stands, _pairs(found, trie)), have, sentences)
    kept += _together(found, trie, {area_of(said.label) for said in kept}, stands)
    passages = sorted({(said.place, area_of(said.label)) for said in kept})
    return tuple(
        Suggestion(area, text[start:end], start, end)
        for place, area in passages
        for start, end in ((words[place.first].start, words[place.last].end),)
    )


def _taken_back(found: Found, trie: Trie) -> set[tuple[int | None, str]]:
    # Labels that are taken back, by sentence; areas in the whole text, under None.
    return {
        (None if veto.anywhere else sentence, label)
        for sentence, veto in found.vetoes
        for label in trie.vetoes[veto]
    }


def _pairs(found: Found, trie: Trie) -> Iterator[Said]:
    for halves in found.halves.values():
        for one, places in halves.items():
            for other, labels in trie.pairs.get(one, {}).items():
                nearest = _nearest(places, halves.get(other, ()))
                if nearest is not None:
                    left, right = nearest
                    place = Place(left.first, max(left.last, right.last))
                    yield from (Said(place, label, nearest) for label in labels)


def _nearest(some: Sequence[Place], others: Sequence[Place]) -> tuple[Place, Place] | None:
    # Two places that do not overlap, the closest two, left before right.
    both = [
        couple for one, two in ((some, others), (others, some)) for couple in _followed(one, two)
    ]
    near = [couple for couple in both if couple[1].last - couple[0].first < LONGEST_PAIR]
    return min(near, key=lambda c: (c[1].last - c[0].first, c), default=None)


def _followed(lefts: Sequence[Place], rights: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    # For each place on the right the last one on the left that ends before it.
    ordered, at = sorted(lefts, key=lambda place: place.last), 0
    for right in rights:
        while at < len(ordered) and ordered[at].last < right.first:
            at += 1
        if at:
            yield ordered[at - 1], right


def _shortest(
    pairs: Iterable[Said], have: set[tuple[int, str]], sentences: Sequence[int]
) -> list[Said]:
    # One pair for an area and a sentence, and none where a phrase was found.
    best: dict[tuple[int, str], Said] = {}
    for said in pairs:
        key = (sentences[said.place.first], area_of(said.label))
        if key not in have and (key not in best or _size(said) < _size(best[key])):
            best[key] = said
    return list(best.values())


def _together(
    found: Found, trie: Trie, have: set[str], stands: Callable[[Said], bool]
) -> list[Said]:
    # Areas without a phrase that have enough different words of their list, and nearly as many
    # as the area of the taxonomy with most: by its shortest passage.
    counts: dict[str, int] = {}
    best: dict[str, Said] = {}
    for bag, places in found.words.items():
        if len({number for _, number in places}) < TOGETHER:
            continue
        for label in trie.bag_labels[bag]:
            standing = [one for one in places if stands(Said(one[0], label, (one[0],)))]
            area, count = area_of(label), len({number for _, number in standing})
            counts[area] = max(counts.get(area, 0), count)
            place = _window(standing) if count >= TOGETHER and area not in have else None
            said = None if place is None else Said(place, label, ())
            if said and (area not in best or _size(said) < _size(best[area])):
                best[area] = said
    most: dict[str, int] = {}
    for area, count in counts.items():
        most[taxonomy_of(area)] = max(most.get(taxonomy_of(area), 0), count)
    return [said for area, said in best.items() if counts[area] * 5 >= most[taxonomy_of(area)] * 4]


def _window(places: Sequence[tuple[Place, int]]) -> Place | None:
    # The shortest stretch with TOGETHER different words that do not overlap.
    found: Place | None = None
    for at, (left, number) in enumerate(places):
        seen, end = {number}, left.last
        for right, other in places[at + 1 :]:
            if right.last - left.first >= WINDOW:
                break
            if right.first > end and other not in seen:
                seen.add(other)
                end = right.last
                if len(seen) == TOGETHER:
                    if found is None or end - left.first < found.last - found.first:
                        found = Place(left.first, end)
                    break
    return found


def _size(said: Said) -> tuple[int, Said]:
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
    return word.endswith("n") and gap in APOSTROPHES and after.folded == "t"
