"""Cross-script matching of single words of names: the face of the transliteration models.

`script_of` names the script of a word, `transliterator` gives its reader, a `LatinVocabulary`
holds the Latin tokens that words are compared with, `name_parts` divides a person's name that is
written without a space (its family name has usual spellings, `family_spellings`). Persian and Urdu are read by the Arabic
model, all Cyrillic languages by the Cyrillic one, which learned from Russian.
"""

from __future__ import annotations

from functools import cache, partial

from counterfoil.matching.family_names import family_spellings, name_parts
from counterfoil.matching.latin_vocabulary import LatinVocabulary
from counterfoil.matching.letter_scripts import letter_model, letter_scripts, letter_units
from counterfoil.matching.pinyin import Pinyin
from counterfoil.matching.transliteration_model import read_model
from counterfoil.matching.transliterator import Transliterator
from counterfoil.matching.writing import (
    ARABIC,
    CHINESE,
    CYRILLIC,
    KOREAN,
    script_of,
    syllable_of,
    units_of,
)

TRAINED = (ARABIC, CYRILLIC, KOREAN, CHINESE)
_SPELLINGS = 3


@cache
def transliterator(script: str) -> Transliterator | None:
    """Return the transliterator of a script as `script_of` names it; None for latin and others."""
    if script in TRAINED:
        model = read_model(script)
        pinyin = Pinyin(model.characters) if script == CHINESE else None
        return Transliterator(model, partial(units_of, script=script), pinyin)
    if script in letter_scripts():
        return Transliterator(letter_model(script), partial(letter_units, script=script))
    return None


def name_spellings(run: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return Latin spellings of the family name and of the given name, the commonest first.

    None where `name_parts` sees no person. A given name in Han characters is in pinyin.
    """
    parts = name_parts(run)
    if parts is None:
        return None
    family, given = parts
    units = units_of(given, CHINESE)
    if units:
        return family_spellings(family), ("".join(map(syllable_of, units)),)
    reader = transliterator(KOREAN)
    found = reader.hypotheses(given, _SPELLINGS) if reader else []
    return family_spellings(family), tuple(text for text, _ in found)


__all__ = [
    "TRAINED",
    "LatinVocabulary",
    "Transliterator",
    "family_spellings",
    "name_parts",
    "name_spellings",
    "script_of",
    "transliterator",
]
