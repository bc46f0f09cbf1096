"""Kernels made ready in two halves, which two processes may compile at the same time.

python -m counterfoil.matching.ready names|pairs
"""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from counterfoil.matching import model
from counterfoil.matching.candidates import seen
from counterfoil.matching.index import Index
from counterfoil.matching.layout import FACTS, NameRows, TokenRows, Tokens, WordTable
from counterfoil.matching.pairing import Book, Near, desk, laid, score_pairs
from counterfoil.matching.postings import Postings
from counterfoil.matching.retrieve import scratch
from counterfoil.matching.search import Pairs, Reference, choose, find, nothing_found
from counterfoil.matching.transliteration import LatinVocabulary, script_of, transliterator

INVENTED = (
    "Veld Institute of Marine Acoustics", "Kestrel Sound Shipyard No. 7", "Beldeu Navy", "VIMA",
    "معهد فيلد لعلوم البحار", "维尔德海洋声学研究所", "Вельдский институт", "벨드 해양음향 연구소",
)  # fmt: skip

_LATIN = (*(name for name in INVENTED if name.isascii()), "Institut Veld de Métrologie")
_HEARD = ("معهد", "维尔德", "Вельдский", "벨드")


def names() -> None:
    """Compile what reads Latin names, lays an index out and finds candidates in it."""
    index = Index.of(_LATIN, np.arange(len(_LATIN)), np.zeros(len(_LATIN)))
    index.read(_LATIN)
    book, chosen = _no_book(), _no_pairs()
    scores, agreed = _row(np.int64, 1), _row(np.int64, 1)
    reference = Reference(
        book,
        Postings(
            _row(np.uint32, 1), _row(np.uint16), _row(np.uint8), _row(np.int32), _row(np.uint32)
        ),
        _row(np.uint32),
        _row(np.uint8),
        *((_row(np.uint32, 1), _row(np.uint32)) for _ in range(3)),
    )
    grams = (_row(np.uint32, 1), _row(np.uint32))
    memory = seen(0, sounds=False)
    find(0, 0, book, grams, reference, _nothing_near(), scratch(1), 1, 1, memory, chosen)
    choose(0, chosen, 0, scores, agreed, laid().how, reference.entity, nothing_found(1, 1))


def pairs() -> None:
    """Compile what hears words of other scripts, and what scores pairs."""
    heard = LatinVocabulary(["veld", "kestrel", "beldeu"])
    for word in _HEARD:
        reader = transliterator(script_of(word))
        if reader is not None:
            reader.nearest(word, heard)
            reader.hypotheses(word, 1)
    book, chosen = _no_book(), _no_pairs()
    score_pairs(
        0, book, chosen.names, book, chosen.rows, _row(np.uint8), model.weights(), _nothing_near(),
        desk(), _row(np.int64, 1), _row(np.int64, 1), laid(),
    )  # fmt: skip


def in_two_processes() -> None:
    """Have both halves compiled and kept; where that cannot be, they are compiled when called."""
    started = []
    for half in (names, pairs):
        command = [sys.executable, "-m", __name__, half.__name__]
        try:
            started.append(
                subprocess.Popen(  # noqa: S603 - ourselves
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            )
        except OSError:
            return
    for process in started:
        process.wait()


def _row(kind: type[np.generic], size: int = 0) -> np.ndarray:
    return np.zeros(size, kind)


def _nothing_near() -> Near:
    return Near(_row(np.uint32, 1), _row(np.int32), _row(np.int32))


def _no_pairs() -> Pairs:
    return Pairs(_row(np.uint32, 1), _row(np.uint32, 1), _row(np.int64, 2))


def _no_book() -> Book:
    tokens = Tokens(_row(np.uint8), np.zeros((0, FACTS), np.int32))
    rows = TokenRows(_row(np.uint32), _row(np.uint32, 1), _row(np.uint8))
    no_names = NameRows(_row(np.uint32), _row(np.uint32, 1), _row(np.uint32))
    words = WordTable(_row(np.uint32, 1), _row(np.uint32, 1), _row(np.uint32))
    return Book(tokens, rows, no_names, words)


if __name__ == "__main__":
    {"names": names, "pairs": pairs}[sys.argv[1]]()
