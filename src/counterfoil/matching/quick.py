"""Which words need no reading: most of them, and to know that must cost little."""

from __future__ import annotations

from functools import cache, lru_cache

from counterfoil.matching import tables
from counterfoil.matching.legal import is_certain
from counterfoil.matching.romanise import folded
from counterfoil.matching.tokens import NUMBERS

_SHORTEST = 2
ENDINGS = (
    "s", "ki", "kiy", "kii", "ky", "kyi", "kaya", "kaia", "koe", "koye", "kogo", "koi", "koy",
)  # fmt: skip
HEAD, STEM_HEAD = 7, 4


def is_plain(word: str) -> bool:
    """Say whether a word is read as it stands: in no table, no number, no ending that is folded."""
    return (
        len(word) >= _SHORTEST
        and word.isascii()
        and word.isalpha()
        and not word.endswith(ENDINGS)
        and word not in special_words()
        and not is_certain(word)
        and _stem_head(word[:HEAD]) not in stem_heads()
    )


@cache
def special_words() -> frozenset[str]:
    """Return the words that are read as others, or are of a sort of their own."""
    words = {word for form in tables.legal_forms() for word in form.split()}
    words |= {word for word in tables.latin_terms() if " " not in word}
    for table in (tables.synonyms(), tables.places(), tables.types(), tables.families()):
        words |= set(table)
    words |= tables.titles()
    return frozenset(words | tables.stop_words() | set(NUMBERS))


@lru_cache(maxsize=200_000)
def _stem_head(head: str) -> str:
    return folded(head)[:STEM_HEAD]


@cache
def stem_heads() -> frozenset[str]:
    """Return how the stems of translated words begin, spellings of one sound made alike."""
    return frozenset(stem.rstrip("*")[:STEM_HEAD] for stem in tables.russian_stems())
