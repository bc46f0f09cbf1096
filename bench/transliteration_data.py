"""The pairs that transliteration models learn from: (word in its own script, Latin token)."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from counterfoil.matching.romanise import romanised, skeleton
from counterfoil.matching.writing import units_of

FOLDER = "name-transliteration"
FILES = {
    "arabic": ("wd_arabic_all.tsv", "google_ar2en.txt"),
    "cyrillic": ("wd_russian_80.tsv.gz",),
    "korean": ("wd_korean_fullnames.tsv",),
    "chinese": ("wd_chinese_all.tsv",),
}
BUCKETS = 5
TEST, DEVELOPMENT = 0, 1
Pair = tuple[str, str]
_NOT_LATIN = re.compile("[^a-z]")


def latin_token(text: str) -> str:
    """Return a Latin token in a-z."""
    return _NOT_LATIN.sub("", romanised(text.lower()))


def read_pairs(
    script: str, paths: Iterable[Path], *, learning: bool = False, turned: bool = False
) -> list[Pair]:
    """Return the distinct pairs of files, in their order; the first column may be either script.

    Words of a full name are paired by position. `turned`: instead in the order in which they
    sound more alike (many Japanese names are turned round in one of the two scripts). `learning`:
    likewise, and one native word beside a full Latin name is a pair too, the way that Korean
    persons are written.
    """
    found: dict[Pair, None] = {}
    for path in paths:
        for first, second in _lines(path):
            native, latin = (second, first) if _is_latin(first) else (first, second)
            for word, token in _tokens(native, latin, learning=learning, turned=learning or turned):
                pair = ("".join(units_of(word, script)), latin_token(token))
                if all(pair):
                    found[pair] = None
    return list(found)


def default_paths(script: str, data: Path) -> list[Path]:
    """Return the files of a script in the folder of real data."""
    return [data / FOLDER / name for name in FILES[script]]


def bucket(word: str) -> int:
    """Return the bucket of a native word, 0 to 4, by its hash."""
    digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") % BUCKETS


def without(pairs: list[Pair], slices: list[Pair]) -> list[Pair]:
    """Return the pairs that share neither a native word nor a Latin token with a slice."""
    natives, tokens = {n for n, _ in slices}, {t for _, t in slices}
    return [(n, t) for n, t in pairs if n not in natives and t not in tokens]


def _lines(path: Path) -> Iterator[Pair]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    for line in text.split("\n"):
        columns = line.split("\t")
        if len(columns) > 1:
            yield columns[0], columns[1]


def _is_latin(text: str) -> bool:
    return sum("a" <= c <= "z" for c in romanised(text)) > 0 and text[:1] < "\u0250"


def _tokens(native: str, latin: str, *, learning: bool, turned: bool) -> Iterator[Pair]:
    words, tokens = native.split(), latin.split()
    if words and all(len(word) == 1 for word in words):  # letters set apart by spaces
        yield "".join(words), "".join(tokens)
    elif len(words) == len(tokens):
        if turned and len(words) == 2 and _alike(words, tokens[::-1]) > _alike(words, tokens):
            tokens = tokens[::-1]
        yield from zip(words, tokens, strict=True)
    elif learning and len(words) == 1 and len(tokens) in {2, 3}:
        yield words[0], "".join(tokens)


def _alike(words: list[str], tokens: list[str]) -> float:
    return sum(
        fuzz.ratio(skeleton(romanised(word)), skeleton(latin_token(token)))
        for word, token in zip(words, tokens, strict=True)
    )
