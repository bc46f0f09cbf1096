"""Phrases as a trie of words: spellings, plurals, stems, halves of pairs, words that take back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from counterfoil.domain.area import Pair, Phrase, Unless

STEM = "*"
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
    areas: set[str] = field(default_factory=set)
    halves: set[str] = field(default_factory=set)
    vetoes: set[Unless] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Trie:
    """Phrases by their words.

    `forms` leads from a word as written to words of phrases and `stems` from its beginning;
    `pairs` from the half of a pair to the other half and their areas, `vetoes` to areas.
    """

    root: Node = field(default_factory=Node)
    forms: dict[str, set[str]] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    pairs: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    vetoes: dict[Unless, set[str]] = field(default_factory=dict)

    def words_of(self, written: str) -> tuple[str, ...]:
        """Return the words of phrases that a word of a text may stand for."""
        begun = (self.stems.get(written[:length]) for length in self.lengths)
        return (*self.forms.get(written, ()), *filter(None, begun))


@lru_cache(maxsize=16)
def compiled(vocabulary: Vocabulary) -> Trie:
    """Return the trie of the phrases per area."""
    trie = Trie()
    for area, phrases in vocabulary:
        for phrase in phrases:
            if isinstance(phrase, Pair):
                _add_pair(trie, area, phrase)
            elif isinstance(phrase, Unless):
                _add_veto(trie, area, phrase)
            else:
                for node in _ends(trie, phrase):
                    node.areas.add(area)
    return trie


def words_in(text: str) -> list[Word]:
    """Return the words of a text in lower case and without accents."""
    return [Word(_fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def _add_pair(trie: Trie, area: str, pair: Pair) -> None:
    for half in pair:
        for node in _ends(trie, half):
            node.halves.add(half)
    one, other = sorted(pair)
    trie.pairs.setdefault(one, {}).setdefault(other, set()).add(area)


def _add_veto(trie: Trie, area: str, veto: Unless) -> None:
    if veto not in trie.vetoes:
        for phrase in veto.phrases:
            for node in _ends(trie, phrase):
                node.vetoes.add(veto)
    trie.vetoes.setdefault(veto, set()).add(area)


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
