"""Whom a request is about: a staff reference or a name, and how a text can mean that person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterfoil.app.partners import plain_key
from counterfoil.errors import UsageError
from counterfoil.ports.history import PersonVersion

_SHORTEST = 2  # letters of a name that is looked for inside a text

_TITLES = frozenset(
    [
        "prof",
        "professor",
        "dr",
        "dra",
        "drs",
        "dipl",
        "ing",
        "ir",
        "mr",
        "mrs",
        "ms",
        "mme",
        "m",
        "mlle",
        "herr",
        "frau",
        "sir",
        "dame",
        "dott",
        "dhr",
        "mevr",
        "hab",
        "inz",
        "mgr",
        "phd",
        "msc",
        "bsc",
        "ma",
        "ba",
        "priv",
        "doz",
        "pd",
        "univ",
        "assoc",
        "asst",
        "em",
        "med",
        "rer",
        "nat",
        "habil",
        "sr",
        "sra",
    ]
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A person by staff reference (empty for an outsider) and every name on file."""

    staff: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """Return the reference, or the name where there is none."""
        return self.staff or self.names[0]

    def is_staff(self, text: str) -> bool:
        """Tell whether a text is the staff reference."""
        return bool(self.staff) and text == self.staff

    def is_name(self, text: str) -> bool:
        """Tell whether a text is one of the names, whatever its case, order and titles."""
        return _words(text) in [_words(name) for name in self.names]

    def mentions_staff(self, text: str) -> bool:
        """Tell whether the staff reference stands in a text as a word of its own."""
        if not self.staff or self.staff not in text:
            return False
        return bool(re.search(rf"(?<![\w-]){re.escape(self.staff)}(?![\w-])", text))

    def mentions_name(self, text: str) -> bool:
        """Tell whether one of the names stands in a text; scripts without spaces are searched."""
        read = plain_key(text)
        for name in self.names:
            key = plain_key(name)
            if len(key) < _SHORTEST:
                continue
            inside = key in read if not key.isascii() else f" {key} " in f" {read} "
            bare = _words(name)
            if inside or (len(bare) > 1 and bare <= _words(text)):
                return True
        return False


def _words(name: str) -> frozenset[str]:
    """Return the words of a name without titles and signs."""
    return frozenset(re.findall(r"\w+", plain_key(name))) - _TITLES


def subject_of(word: str, people: Sequence[PersonVersion]) -> Subject:
    """Return whom a word means; raise UsageError where several people bear the name.

    A word that nobody in the register bears is taken for the name of an outsider.
    """
    names: dict[str, list[str]] = {}
    for version in people:
        names.setdefault(version.person.staff, []).append(version.person.name)
    if word in names:
        return Subject(word, tuple(dict.fromkeys(filter(None, names[word]))))
    found = [s for s, borne in names.items() if plain_key(word) in {plain_key(n) for n in borne}]
    if len(found) > 1:
        raise UsageError(
            f"{len(found)} people bear the name {word!r}",
            do=f"Name the staff reference: {', '.join(sorted(found))}.",
        )
    if found:
        return Subject(found[0], tuple(dict.fromkeys(filter(None, names[found[0]]))))
    if not plain_key(word):
        raise UsageError("no name and no staff reference was given")
    return Subject("", (word,))
