"""How a token of one name was answered by the other: the codes that kernels write."""

from __future__ import annotations

MISSING, EQUAL, TYPO, SOUND, TRANSLATION, INITIAL, JOINED, ACRONYM, NICKNAME, FAMILY, CUT = range(
    11
)
OWN_ACRONYM = 11  # the initials of the name's own other words: says nothing more
NONE = 255  # there is no such token

REASONS = {
    EQUAL: "equal",
    TYPO: "typo",
    SOUND: "transliteration",
    TRANSLATION: "translation",
    INITIAL: "initial",
    JOINED: "joined",
    ACRONYM: "acronym",
    NICKNAME: "nickname",
    FAMILY: "translation",
    CUT: "initial",
}
