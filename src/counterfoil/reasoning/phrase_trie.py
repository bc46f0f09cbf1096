"""Phrases as a trie of words: spellings, plurals, stems, halves of pairs, words that take back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from counterfoil.domain.area import Bundle, Pair, Phrase, Single, Unless, Words

STEM = "*"
BUNDLE = "\0"  # between an area and the number of a bundle: a label
# Phrases are written the British way; texts come in both spellings.
_AMERICAN = (
    (re.compile(r"is(e|ed|ing|ation)$"), r"iz\1"),
    (re.compile(r"([bt])re$"), r"\1er"),
    (re.compile(r"(?<=..)our(ed)?$"), r"or\1"),
    (re.compile(r"^sulph"), "sulf"),
    (re.compile(r"^aluminium$"), "aluminum"),
)
# Marks that modify a letter, soft hyphens and joiners belong to the word they stand in.
_WORD = re.compile(r"\w[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
HYPHEN = re.compile("[\\-\u2010-\u2013\u2212]")

Half = tuple[str, ...]
Vocabulary = tuple[tuple[str, tuple[Phrase, ...]], ...]


class Word(NamedTuple):
    """A word of a text: as compared, and where it stands."""

    folded: str
    start: int
    end: int


@dataclass(slots=True)
class Node:
    """A place in the trie: what the phrases that end here are part of."""

    children: dict[str, Node] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    halves: set[Half] = field(default_factory=set)
    words: set[tuple[int, int]] = field(default_factory=set)
    vetoes: set[Unless] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Trie:
    """Phrases by their words.

    `forms` leads from a word as written to words of phrases and `stems` from its beginning;
    `pairs` from the half of a pair to the other half and their labels; `bags` number
    lists of words, whose labels are in `bag_labels`; `vetoes` lead to labels.
    """

    root: Node = field(default_factory=Node)
    forms: dict[str, set[str]] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    pairs: dict[Half, dict[Half, set[str]]] = field(default_factory=dict)
    bags: dict[Words, int] = field(default_factory=dict)
    bag_labels: dict[int, set[str]] = field(default_factory=dict)
    vetoes: dict[Unless, set[str]] = field(default_factory=dict)

    def words_of(self, written: str) -> tuple[str, ...]:
        """Return the words of phrases that a word of a text may stand for."""
        begun = (self.stems.get(written[:length]) for length in self.lengths)
        return (*self.forms.get(written, ()), *filter(None, begun))


@lru_cache(maxsize=16)
def compiled(vocabulary: Vocabulary) -> Trie:
    """Return the trie of the phrases per area; each bundle of an area has a label of its own."""
    trie = Trie()
    for area, phrases in vocabulary:
        _add(trie, area, [phrase for phrase in phrases if not isinstance(phrase, Bundle)])
        bundles = [phrase.phrases for phrase in phrases if isinstance(phrase, Bundle)]
        for number, bundle in enumerate(bundles):
            _add(trie, f"{area}{BUNDLE}{number}", bundle)
    return trie


def area_of(label: str) -> str:
    """Return the area of a label."""
    return label.partition(BUNDLE)[0]


def words_in(text: str) -> list[Word]:
    """Return the words of a text in lower case and without accents."""
    return [Word(_fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def _add(trie: Trie, label: str, phrases: Sequence[Single]) -> None:
    for phrase in phrases:
        if isinstance(phrase, Pair):
            _add_pair(trie, label, phrase)
        elif isinstance(phrase, Words):
            _add_words(trie, label, phrase)
        elif isinstance(phrase, Unless):
            _add_veto(trie, area_of(label) if phrase.anywhere else label, phrase)
        else:
            for node in _ends(trie, phrase):
                node.labels.add(label)


def _add_pair(trie: Trie, label: str, pair: Pair) -> None:
    for half in pair:
        for phrase in half:
            for node in _ends(trie, phrase):
                node.halves.add(half)
    one, other = sorted(pair)
    trie.pairs.setdefault(one, {}).setdefault(other, set()).add(label)


def _add_words(trie: Trie, label: str, words: Words) -> None:
    if words not in trie.bags:
        trie.bags[words] = len(trie.bags)
        for number, word in enumerate(words.words):
            for node in _ends(trie, word):
                node.words.add((trie.bags[words], number))
    trie.bag_labels.setdefault(trie.bags[words], set()).add(label)


def _add_veto(trie: Trie, label: str, veto: Unless) -> None:
    if veto not in trie.vetoes:
        for phrase in veto.phrases:
            for node in _ends(trie, phrase):
                node.vetoes.add(veto)
    trie.vetoes.setdefault(veto, set()).add(label)


def _ends(trie: Trie, phrase: str) -> Iterator[Node]:
    for words in _spellings(phrase):
        node = trie.root
        for word in words:
            node = node.children.setdefault(word, Node())
            if word.endswith(STEM):
                trie.stems[word[:-1]] = word
                trie.lengths.add(len(word) - 1)
                continue
            for form in _forms(word):
                trie.forms.setdefault(form, set()).add(word)
        yield node


def _spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    # `side-scan sonar` is also written `sidescan sonar`; the text may have a space for the hyphen.
    for written in dict.fromkeys((phrase, HYPHEN.sub("", phrase))):
        words = tuple(
            word.folded + (STEM if written.startswith(STEM, word.end) else "")
            for word in words_in(written)
        )
        if words:
            yield words


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[str, ...]:
    # The word, its American spelling and the regular plurals of both.
    american = word
    for british, instead in _AMERICAN:
        american = british.sub(instead, american)
    return tuple(form for one in dict.fromkeys((word, american)) for form in (one, *_plurals(one)))


def _plurals(word: str) -> Iterator[str]:
    yield word + "s"
    # English boxes, Spanish sensores
    if word.endswith(("s", "x", "z", "ch", "sh", "l", "n", "r", "d")):
        yield word + "es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        yield word[:-1] + "ies"
    if word.endswith("is"):
        yield word[:-2] + "es"
    if word.endswith(("au", "eu")):
        yield word + "x"
    if word.endswith("al"):
        yield word[:-1] + "ux"


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def least_stem(phrase: str) -> int | None:
    """Return the length of the shortest stem of a phrase, None where it has none."""
    stems = [w for words in _spellings(phrase) for w in words if w.endswith(STEM)]
    return min((len(stem) - 1 for stem in stems), default=None)


def is_empty(phrases: Sequence[str]) -> bool:
    """Say whether one of the phrases has no word at all."""
    return any(not words_in(phrase) for phrase in phrases)
