"""Spellings of one sound made alike, and consonants, for many tokens at once."""

from __future__ import annotations

from functools import cache

import numpy as np

from counterfoil.matching.hashing import EMPTY, hashed, hashed_on
from counterfoil.matching.jit import kernel
from counterfoil.matching.layout import (
    CONSONANT_COUNT,
    CONSONANTS,
    FIRST,
    LAST,
    LETTER_SET,
    SOUND,
    SOUND_FIRST,
    SOUND_LAST,
    Bytes,
    Ints,
    Unsigned,
)  # fmt: skip

# From the longest to the shortest per first letter; digits stand for sounds of several letters.
_RULES = (
    "shch 6, sch 6, sh 6, tsch 4, tch 4, th t, ts s, tz s, dzh j, ch 4, ck k, ce se, ci si, cy si,"
    " c k, zh j, kh h, gh g, ph f, qu k, q k, x ks, w v, yy i, ye e, yo o, yu u, ya a, y i, iu u,"
    " ia a, iy i, ij i, ju u, ja a, ou u, oo u, ue u, ee i"
)
_MOST = 4  # letters of a rule
_A, _E, _I, _O, _U, _H = 1, 5, 9, 15, 21, 8


def code_of(letter: str) -> int:
    """Return the number of a lower-case letter or digit; 0 for all else."""
    if "a" <= letter <= "z":
        return ord(letter) - 96
    return ord(letter) - 48 + 27 if "0" <= letter <= "9" else 0


CODES = bytes(code_of(chr(byte)) for byte in range(256))


_LETTERS = ("-abcdefghijklmnopqrstuvwxyz0123456789" + "-" * 219).encode()


def encode(text: str) -> bytes:
    """Return a lower-case text as numbers of letters."""
    return text.encode("ascii", "replace").translate(CODES)


def decode(letters: Bytes) -> str:
    """Return numbers of letters as text; the inverse of `encode`."""
    return letters.tobytes().translate(_LETTERS).decode("ascii")


@cache
def _rules() -> tuple[Bytes, Bytes, Bytes]:
    """Return per rule its letters, what replaces them (both 0-filled), and per letter its first."""
    rules = [rule.split() for rule in _RULES.split(",")]
    rules.sort(key=lambda rule: (rule[0][0], -len(rule[0])))
    old = np.zeros((len(rules), _MOST), np.uint8)
    new = np.zeros((len(rules), 2), np.uint8)
    first = np.zeros(38, np.uint8)
    for at, (letters, sound) in enumerate(rules):
        old[at, : len(letters)] = list(encode(letters))
        new[at, : len(sound)] = list(encode(sound))
    for code in range(38):
        first[code] = (
            sum(rule[0][0] < "abcdefghijklmnopqrstuvwxyz{"[min(code, 27) - 1] for rule in rules)
            if code
            else 0
        )
    return old, new, first


def fold_tokens(letters: Bytes, starts: Unsigned, offset: int, facts: Ints) -> Bytes:
    """Return the letters of tokens and of their sounds in one row; fill the facts on both.

    `offset` is how many letters stand before them.
    """
    sounds = _fold(letters, starts, *_rules(), offset, facts)
    return np.concatenate([letters, sounds])


@kernel
def _matching_rule(codes, at, end, old, first):
    code = codes[at]
    if code > 26:
        return -1
    for rule in range(np.int64(first[code]), np.int64(first[code + 1])):
        size = 0
        while (
            size < 4 and old[rule, size] and at + size < end and codes[at + size] == old[rule, size]
        ):
            size += 1
        if size == 4 or old[rule, size] == 0:
            return rule
    return -1


@kernel
def _fold(codes, starts, old, new, first, offset, facts):
    count = len(starts) - 1
    out = np.zeros(2 * len(codes) + 1, np.uint8)
    to = np.int64(0)
    for token in range(count):
        begin = to
        at, end = np.int64(starts[token]), np.int64(starts[token + 1])
        while at < end:
            rule = _matching_rule(codes, at, end, old, first)
            if rule < 0:
                if to == begin or out[to - 1] != codes[at]:
                    out[to] = codes[at]
                    to += 1
                at += 1
                continue
            for letter in new[rule]:
                if letter and (to == begin or out[to - 1] != letter):
                    out[to] = letter
                    to += 1
            for letter in old[rule]:
                at += 1 if letter else 0
        letter_set = 0
        for at in range(np.int64(starts[token]), end):
            letter_set |= 1 << min(np.int64(codes[at]), 30)
        facts[token, LETTER_SET] = letter_set
        facts[token, FIRST] = offset + np.int64(starts[token])
        facts[token, LAST] = offset + end
        facts[token, SOUND_FIRST] = offset + len(codes) + begin
        facts[token, SOUND_LAST] = offset + len(codes) + to
        facts[token, SOUND] = np.int32(hashed(out, begin, to) >> np.uint32(1))
        value, count_here = _consonants(out, begin, to)
        facts[token, CONSONANTS] = np.int32(value >> np.uint32(1))
        facts[token, CONSONANT_COUNT] = count_here
    return out[:to].copy()


@kernel
def _consonants(codes, begin, end):
    """Return the hash and number of the consonants, h aside, with a first vowel as one."""
    value = EMPTY
    count = 0
    last = 0
    for at in range(begin, end):
        code = codes[at]
        if code in (_A, _E, _I, _O, _U):
            if at > begin:
                continue
            code = _A
        if (code == _H and at > begin) or code == last:
            continue
        value = hashed_on(value, code)
        last = code
        count += 1
    return value, min(count, 255)
