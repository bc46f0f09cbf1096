"""What sort of word a token is, as kernels number it."""

from __future__ import annotations

from counterfoil.matching import tokens as words

WORD, NUMBER, PLACE, TYPE, LEGAL, STOP, INITIAL, TITLE, PARTICLE = range(9)
CODE_OF = {
    words.WORD: WORD,
    words.NUMBER: NUMBER,
    words.PLACE: PLACE,
    words.TYPE: TYPE,
    words.LEGAL: LEGAL,
    words.STOP: STOP,
    words.INITIAL: INITIAL,
}
