"""Which words need no reading: most of them, and to know that must cost little."""

from __future__ import annotations

from functools import cache, lru_cache

from counterfoil.matching import tables
from counterfoil.matching.legal import is_certain
from counterfoil.matching.romanise import folded
from counterfoil.matching.tokens import NUMBERS

_SHORTEST = 2
_ENDINGS = (
    "s", "ki", "kiy", "kii", "ky", "kyi", "kaya", "kaia", "koe", "koye", "kogo", "koi", "koy",
)  # fmt: skip
_HEAD, _STEM_HEAD = 7, 4


def is_plain(word: str) -> bool:
    """Say whether a word is read as it stands: in no table, no number, no ending that is folded."""
    return (
        len(word) >= _SHORTEST
        and word.isascii()
        and word.isalpha()
        and not word.endswith(_ENDINGS)
        and word not in _special()
        and not is_certain(word)
        and _stem_head(word[:_HEAD]) not in _stem_heads()
    )


@cache
def _special() -> frozenset[str]:
    words = {word for form in tables.legal_forms() for word in form.split()}
    words |= {word for word in tables.latin_terms() if " " not in word}
    for table in (tables.synonyms(), tables.places(), tables.types(), tables.families()):
        words |= set(table)
    words |= tables.titles()
    return frozenset(words | tables.stop_words() | set(NUMBERS))


@lru_cache(maxsize=200_000)
def _stem_head(head: str) -> str:
    return folded(head)[:_STEM_HEAD]


@cache
def _stem_heads() -> frozenset[str]:
    return frozenset(stem.rstrip("*")[:_STEM_HEAD] for stem in tables.russian_stems())
