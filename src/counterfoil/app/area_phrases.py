"""Phrases from the headings of a control list: rare noun phrases that bear content.

A heading is law: "Radar systems, equipment and assemblies, having any of the following". What is
wanted of it is what an engineer would write: "radar system". So a heading is cut at every word of
law or grammar, the runs of words between are candidates, and a candidate stays if it says
something by itself: enough content words, and not in headings all over the list. Deterministic.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

# A phrase in more entries than this is a common word of the list, not the mark of an area.
_SPREAD = 3
_LONGEST = 4  # words of a phrase
_SHORTEST_WORD = 3
_TAILED = 2  # words beyond which a general last word may be left out
# A tail after one of these speaks of conditions, other entries or purposes, not of the thing.
_TAIL = re.compile(
    r"\b(as follows|having (any|all|both|one|either|the|a)|other than|except|not (controlled|"
    r"specified|elsewhere|described|classified|listed|identified)|n\.e\.s|capable of|"
    r"which|that (have|are|is|can|meet)|(?<!specially )designed (or modified )?(for|to)|"
    r"specially designed (or modified )?(for|to)|usable (in|for|as)|"
    r"with (a|an|all|any|the|both)|see |subject to the|according to|controlled (by|under)|"
    r"specified (in|by)|described in|when|where|including|such as|for use (in|with)|"
    r"exceeding|equal to|greater than|less than|more than)\b",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\([^()]*\)")
_CAS = re.compile(r"\(?\bC\.?A\.?S\.?\s*#?\s*\d+[- ]\d+[- ]\d\)?", re.IGNORECASE)
_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\"'`]")
_TERM = re.compile('[\u2018\u201c"]([A-Za-z -]+?)[,.]?[\u2019\u201d"]')
_BREAK = re.compile(r"[,;:.()\[\]/]|\s[-\u2013\u2014]\s|[\u2013\u2014]")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_ANY = re.compile(r"\S+")
# Endings of words that name an instrument or a poison and hardly anything else.
_TECHNICAL = re.compile(r"(meter|scope|phone|dome|dyne|toxin|hydrazine|encryption)$")
_SHORTEST_ALONE = 6  # letters of a phrase of one word
_IRREGULAR = {
    "axes": "axis",
    "gases": "gas",
    "lenses": "lens",
    "arms": "arms",
    "bellows": "bellows",
}


@cache
def _words(table: str) -> frozenset[str]:
    text = resources.files("counterfoil.app").joinpath("area_words.txt").read_text("utf-8")
    sections = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL))
    return frozenset(sections[table].split())


def phrases_of(headings: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the phrases of each area, sorted.

    Args:
        headings: per area its own heading first, then those of the paragraphs under it.

    """
    areas_of: dict[str, set[str]] = defaultdict(set)
    for area, texts in headings.items():
        for text in texts:
            for phrase in candidates(text):
                areas_of[phrase].add(area)
    found: dict[str, set[str]] = {area: set() for area in headings}
    for phrase, areas in areas_of.items():
        if len(areas) <= (_SPREAD if " " in phrase or "-" in phrase else 2):
            for area in areas:
                found[area].add(phrase)
    return {area: tuple(sorted(phrases)) for area, phrases in found.items()}


def candidates(heading: str) -> Iterator[str]:
    """Yield the phrases one heading gives, in lower case and the singular."""
    for term in _TERM.findall(heading):  # the list's own terms stand in quotation marks
        phrase = "" if _TAIL.search(term) else _phrase(_plain(term), is_chemical=False)
        if " " in phrase and phrase.replace(" ", "_") not in _words("common"):
            yield phrase
    chemical = _CAS.search(heading)
    text = _QUOTES.sub("", _PARENTHESES.sub(" ", _CAS.sub(" ", heading)))
    tail = _TAIL.search(text)
    if tail:
        text = text[: tail.start()]
    for piece in _BREAK.split(text):
        for run in _runs(_ANY.findall(piece)):
            # "electron microscope equipment" is written "electron microscope" by those who use it
            tails = (
                (run, run[:-1]) if len(run) > _TAILED and run[-1] in _words("general") else (run,)
            )
            for words in tails:
                phrase = _phrase(words, is_chemical=chemical is not None)
                if phrase and phrase.replace(" ", "_") not in _words("common"):
                    yield phrase


def _plain(term: str) -> list[str]:
    """Return the words of a term, none if one of law or grammar is among them."""
    words = term.split()
    return next((run for run in _runs(words) if len(run) == len(words)), [])


def _runs(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield the longest runs of plain words without one of law or grammar among them."""
    run: list[str] = []
    for word in words:
        if _WORD.fullmatch(word) and word.lower() not in _words("cut"):
            run.append(word.lower())
        else:
            yield run
            run = []
    yield run


def _phrase(run: list[str], *, is_chemical: bool) -> str:
    while run and run[0] in _words("lead"):
        run = run[1:]
    if not run or len(run) > _LONGEST:
        return ""
    words = [*run[:-1], _singular(run[-1])]
    last = words[-1]
    if last in _words("quantity") or last.endswith("ed"):
        return ""
    telling = [w for w in words if w not in _words("general") and len(w) >= _SHORTEST_WORD]
    if len(words) == 1:
        technical = is_chemical or _TECHNICAL.search(last)
        alone = technical and len(last) >= _SHORTEST_ALONE and not last.startswith(("n-", "o-"))
        return last if telling and alone and last not in _words("everyday") else ""
    everyday = all(w in _words("everyday") or w in _words("general") for w in words)
    return " ".join(words) if telling and not everyday else ""


def _singular(word: str) -> str:
    """Return the singular of a regular English plural; the suggester knows the plural again."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - dies, ties
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    if (
        len(word) > _SHORTEST_WORD
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ics", "ous"))
    ):
        return word[:-1]
    return word
