"""Words that do not belong in a letter to somebody from whom nothing but an answer is wanted."""

from __future__ import annotations

import re

# Stems: each stands for its inflections. Packs are written by others, so letters are read through.
BLAME = (
    "accus",
    "adversar",
    "allegation",
    "alleged",
    "blam",
    "conceal",
    "culprit",
    "deceiv",
    "disloyal",
    "enem",
    "espionage",
    "foreign agent",
    "fraud",
    "guilt",
    "hostile",
    "illegal",
    "incriminat",
    "lied",
    "misconduct",
    "offender",
    "perpetrator",
    "spies",
    "spying",
    "suspect",
    "suspic",
    "threat",
    "traitor",
    "unlawful",
    "untrustworthy",
    "violat",
    "wrongdo",
)
_BLAME = re.compile(rf"\b(?:spy\b|(?:{'|'.join(BLAME)})\w*)", re.IGNORECASE)


def blame_in(text: str) -> list[str]:
    """Return the words of a text that put blame on somebody, in order, each once."""
    return list(dict.fromkeys(found.lower() for found in _BLAME.findall(text)))
