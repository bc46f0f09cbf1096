"""Phrases of a summary that suggest a technology area, quoted with their offsets.

A suggestion decides nothing: it shows a person which words to read before answering. Matching is
word by word over a trie, so its cost grows with the text and not with the vocabulary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from counterfoil.domain.case import Suggestion

# How many words may stand between a negation and the phrase it denies.
REACH = 5
# How many characters, such as an indent after a line end, may stand between words of a phrase.
LONGEST_GAP = 40
# fmt: off
_DENIES = frozenset({
    "no", "not", "never", "without", "neither", "nor", "excluding", "excludes", "cannot",
    "sans", "ni", "pas", "aucun", "aucune", "excluant",
})
_NOT_A_DENIAL = frozenset({  # not only, not limited to, pas seulement
    "only", "just", "merely", "solely", "simply", "limited", "least", "seulement",
})
_NEW_CLAUSE = frozenset({
    "and", "but", "however", "yet", "although", "though", "whereas", "while", "instead", "rather",
    "et", "mais", "cependant",
})
# fmt: on
# Phrases are written the British way; texts come in both spellings.
_AMERICAN = (
    (re.compile(r"is(e|ed|ing|ation)$"), r"iz\1"),
    (re.compile(r"([bt])re$"), r"\1er"),
    (re.compile(r"(?<=..)our(ed)?$"), r"or\1"),
    (re.compile(r"^sulph"), "sulf"),
    (re.compile(r"^aluminium$"), "aluminum"),
)
_PREFIX = "non"  # denies only the word it is joined to
# Marks that modify a letter, soft hyphens and joiners belong to the word they stand in.
_WORD = re.compile(r"\w[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_HYPHEN = re.compile("[\\-\u2010-\u2013\u2212]")
_SAME_CLAUSE = re.compile("[\\s'’\"“”«»/]*|[\\-\u2010\u2011]")
_BLANK_LINE = re.compile(r"\n\s*\n")
_APOSTROPHES = ("'", "’")

Vocabulary = tuple[tuple[str, tuple[str, ...]], ...]


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


class _Span(NamedTuple):
    first: int
    last: int
    areas: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """A place in the trie; `areas` of the phrases that end here."""

    children: dict[str, _Node] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Trie:
    """Phrases by their words; `forms` leads from a word as written to words of phrases."""

    root: _Node
    forms: dict[str, tuple[str, ...]]


def suggest(text: str, phrases: Mapping[str, Sequence[str]]) -> tuple[Suggestion, ...]:
    """Return the passages of a text that suggest an area, by start, end and area.

    Phrases are written in the singular. Case, accents, simple plurals and hyphen against space do
    not matter. A passage inside a longer one is left out, and so is one that is denied shortly
    before in the same clause.

    Args:
        text: any text; offsets count its characters.
        phrases: phrases per area id.

    """
    trie = _compile(tuple((area, tuple(found)) for area, found in phrases.items()))
    words = _words(text)
    spans = _longest(_spans(text, words, trie))
    return tuple(
        Suggestion(area, text[start:end], start, end)
        for first, last, areas in spans
        if not _denied(text, words, first)
        for start, end in ((words[first].start, words[last].end),)
        for area in areas
    )


@lru_cache(maxsize=16)
def _compile(vocabulary: Vocabulary) -> _Trie:
    root = _Node()
    forms: dict[str, set[str]] = {}
    for area, phrases in vocabulary:
        for phrase in phrases:
            for words in _spellings(phrase):
                node = root
                for word in words:
                    node = node.children.setdefault(word, _Node())
                    for form in _forms(word):
                        forms.setdefault(form, set()).add(word)
                node.areas.add(area)
    return _Trie(root, {form: tuple(sorted(words)) for form, words in forms.items()})


def _spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    # `side-scan sonar` is also written `sidescan sonar`; the text may have a space for the hyphen.
    words = tuple(word.folded for word in _words(phrase))
    closed = tuple(word.folded for word in _words(_HYPHEN.sub("", phrase)))
    yield from dict.fromkeys(filter(None, (words, closed)))


def _forms(word: str) -> Iterator[str]:
    # The word, its American spelling and the regular plurals, English and French, of both.
    american = word
    for british, instead in _AMERICAN:
        american = british.sub(instead, american)
    for form in dict.fromkeys((word, american)):
        yield form
        yield from _plurals(form)


def _plurals(word: str) -> Iterator[str]:
    yield word + "s"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        yield word + "es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        yield word[:-1] + "ies"
    if word.endswith("is"):
        yield word[:-2] + "es"
    if word.endswith(("au", "eu")):
        yield word + "x"
    if word.endswith("al"):
        yield word[:-1] + "ux"


def _words(text: str) -> list[_Word]:
    return [_Word(_fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _spans(text: str, words: Sequence[_Word], trie: _Trie) -> Iterator[_Span]:
    # The longest phrase that starts at each word.
    for first, word in enumerate(words):
        if word.folded not in trie.forms:
            continue
        here, last = [trie.root], first
        best: _Span | None = None
        while here := _step(here, trie.forms.get(words[last].folded, ())):
            areas = {area for node in here for area in node.areas}
            if areas:
                best = _Span(first, last, tuple(sorted(areas)))
            last += 1
            if last == len(words) or not _joined(text, words, last):
                break
        if best is not None:
            yield best


def _step(nodes: Sequence[_Node], words: Sequence[str]) -> list[_Node]:
    return [node.children[word] for node in nodes for word in words if word in node.children]


def _joined(text: str, words: Sequence[_Word], later: int) -> bool:
    # Only spaces, one line end and one hyphen may stand inside a phrase.
    start, end = words[later - 1].end, words[later].start
    if end - start > LONGEST_GAP:
        return False
    gap = text[start:end]
    rest = gap.strip()
    return gap.count("\n") <= 1 and (not rest or bool(_HYPHEN.fullmatch(rest)))


def _longest(spans: Iterator[_Span]) -> Iterator[_Span]:
    # Spans come by their start, so a span lies inside an earlier one if it does not end later.
    reached = -1
    for span in spans:
        if span.last > reached:
            reached = span.last
            yield span


def _denied(text: str, words: Sequence[_Word], first: int) -> bool:
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


def _is_contracted_not(word: str, gap: str, after: _Word) -> bool:
    # don't, doesn't, isn't: two words with an apostrophe between them
    return word.endswith("n") and gap in _APOSTROPHES and after.folded == "t"
