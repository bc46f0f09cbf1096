"""The shipped tables: readable TSV files beside this module, read once.

A line is `term<TAB>value[|value...]`; `#` starts a comment. Their bytes belong to the matcher's
version, so a changed word is a changed version.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from counterfoil.matching.clean import bare, without_apostrophes, without_marks
from counterfoil.matching.romanise import folded, romanised

_FOLDER = files("counterfoil.matching") / "tables"
_MODELS = files("counterfoil.matching") / "models"
_MIN_STEM = 4
_LONG_PINYIN = 6  # letters from which a romanised Chinese word is told from another word
_HAN_VARIANTS = "han_variants"
_JOINER = "\u200c"  # the zero-width non-joiner of Persian
_CJK = 0x2FFF  # below it, scripts with spaces
# Files per script: written by hand first, then learned from a registry, then places.
_UNSPACED = ("zh", "ja", "ko", "learned_zh", "learned_ja", "learned_ko")
_UNSPACED_PLACES = ("places_han", "places_kana", "places_hangul")
_ARABIC_HAND = ("ar", "fa")
_ARABIC_MORE = ("learned_fa", "learned_ar", "learned_ur", "places_arabic")
_SPACED = ("hi", "bn", "ta", "el", "he")  # by words with spaces, in letters of their own
_LATIN = ("de", "fr", "es", "pt", "it", "nl", "pl", "cs", "tr", "nordic", "latin")
_LATIN_LEARNED = (
    "de", "fr", "es", "pt", "it", "pl", "tr", "cs", "nl", "sv", "fi", "sk", "ca", "hu", "hr",
    "ro", "id", "vi", "uz", "az",
)  # fmt: skip
_CYRILLIC_FILES = (
    "ru", "uk", "learned_ru", "learned_uk", "learned_sr", "learned_bg", "learned_be",
    "learned_kk", "learned_ky", "learned_mk", "places_cyrillic",
)  # fmt: skip
_LEARNED = "learned_"
LEGAL_FORM = "ltd"  # what a legal form written without spaces is read as


def read_table(name: str) -> dict[str, tuple[str, ...]]:
    """Return one table: term to values; a term that stands twice has the values of both."""
    table: dict[str, tuple[str, ...]] = {}
    path = _FOLDER / f"{name}.tsv"
    if name.startswith(_LEARNED) and not path.is_file():
        return table  # no language is learned before it is learned
    for line in path.read_text(encoding="utf-8").splitlines():
        body = line.split("#", 1)[0].rstrip()
        if not body:
            continue
        term, _, values = body.partition("\t")
        found = tuple(v.strip() for v in values.split("|") if v.strip())
        table[term] = table.get(term, ()) + tuple(v for v in found if v not in table.get(term, ()))
    return table


@cache
def table_hash() -> str:
    """Return 12 hex digits over the names and bytes of all tables and models."""
    digest = hashlib.sha256()
    shipped = [*_FOLDER.iterdir(), *_MODELS.iterdir()]
    for path in sorted(shipped, key=lambda item: item.name):
        if path.name.endswith(".tsv"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@cache
def legal_forms() -> dict[str, str]:
    """Return the romanised legal forms, as words or phrases, and the class of each, itself if none."""
    found: dict[str, str] = {}
    for form, classes in read_table("legal").items():
        # A soft sign is an apostrophe after romanising, and stays one in the words of a name.
        spoken = romanised(without_marks(form)).replace(".", "").strip()
        for text in (_plain(form), spoken):
            found[text] = classes[0] if classes else found.get(text, text)
    return found


@cache
def stop_words() -> frozenset[str]:
    """Return articles, particles and conjunctions of several languages."""
    return frozenset(read_table("stop"))


@cache
def synonyms() -> dict[str, str]:
    """Return word to the word it is compared as (defence -> defense, univ -> university)."""
    return {term: values[0] for term, values in read_table("synonyms").items()}


@cache
def places() -> frozenset[str]:
    """Return words and phrases that name a place or a compass direction."""
    return frozenset(read_table("places"))


@cache
def types() -> dict[str, str]:
    """Return type-of-organisation word to its family; words of one family may stand in."""
    return {term: (values[0] if values else term) for term, values in read_table("types").items()}


@cache
def titles() -> frozenset[str]:
    """Return titles, ranks and forms of address, in Latin letters and in their own."""
    return frozenset(read_table("titles"))


@cache
def particles() -> frozenset[str]:
    """Return particles of personal names (al, bin, van der), in Latin letters and others."""
    return frozenset(read_table("particles"))


@cache
def nicknames() -> dict[str, str]:
    """Return a form of a given name to the key that its forms share; a key is its own."""
    return {term: values[0] for term, values in read_table("nicknames").items()}


@cache
def families() -> dict[str, str]:
    """Return word to the family of near meanings it belongs to."""
    return {term: values[0] for term, values in read_table("families").items()}


@cache
def frequencies() -> dict[str, int]:
    """Return word to its count in 100,000 names of organisations and people, rounded."""
    return {term: int(values[0]) for term, values in read_table("rarity").items()}


@cache
def name_frequencies() -> dict[str, int]:
    """Return word of personal names to its count in 100,000 of them, the common ones only."""
    return {term: int(values[0]) for term, values in read_table("names").items()}


@cache
def han_variants() -> dict[int, str]:
    """Return code point of a traditional or Japanese character to its simplified twin."""
    pairs = read_table(_HAN_VARIANTS)
    return {
        ord(c): simple
        for term, values in pairs.items()
        for c, simple in zip(term, values[0], strict=True)
    }


@cache
def unspaced_terms() -> tuple[dict[str, tuple[str, ...]], int]:
    """Return terms of scripts written without spaces, and the length of the longest."""
    terms: dict[str, tuple[str, ...]] = {}
    for name in _UNSPACED:
        for term, values in read_table(name).items():
            key = term.translate(han_variants())
            terms[key] = terms.get(key, ()) + tuple(
                v for v in values if v not in terms.get(key, ())
            )
    for name in _UNSPACED_PLACES:
        for term, values in read_table(name).items():
            terms.setdefault(term.translate(han_variants()), values)
    for form in read_table("legal"):
        if " " not in form and ord(form[0]) > _CJK:
            terms[form.translate(han_variants())] = (LEGAL_FORM,)
    return terms, max(map(len, terms))


@cache
def spaced_terms() -> dict[str, tuple[str, ...]]:
    """Return words of further scripts, without accents, to their translations."""
    return {
        bare(term.casefold()): values
        for name in _SPACED
        for term, values in read_table(name).items()
    }


@cache
def arabic_terms() -> dict[str, tuple[str, ...]]:
    """Return Arabic and Persian words, in plain letters, to their translations."""
    terms: dict[str, tuple[str, ...]] = {}
    for name in _ARABIC_HAND:
        for term, values in read_table(name).items():
            key = plain_arabic(term).replace(_JOINER, "")
            terms[key] = tuple(dict.fromkeys(terms.get(key, ()) + values))
    for name in _ARABIC_MORE:
        for term, values in read_table(name).items():
            terms.setdefault(plain_arabic(term).replace(_JOINER, ""), values)
    return terms


@cache
def latin_terms() -> dict[str, tuple[str, ...]]:
    """Return words of Latin-script languages and romanised words to their translations."""
    terms: dict[str, tuple[str, ...]] = {}
    for name in (*_LATIN, *(f"learned_{lang}" for lang in _LATIN_LEARNED)):
        for term, values in read_table(name).items():
            terms.setdefault(_plain(term), values)
    for term, values in read_table("zh").items():
        joined = romanised(term)
        if len(term) > 1 and len(joined) >= _LONG_PINYIN and values[0] not in places():
            terms.setdefault(joined, values)
    return terms


@cache
def russian_stems() -> dict[str, tuple[str, ...]]:
    """Return folded stems of Russian words, with a trailing `*` where an ending may follow."""
    stems: dict[str, tuple[str, ...]] = {}
    rows = [row for name in _CYRILLIC_FILES for row in read_table(name).items()]
    for term, values in rows:
        stem = folded("".join(c for c in romanised(term) if c.isalnum()))
        if term.endswith("*"):
            stem = stem.rstrip("i")  # the ending -iya is folded to -a
        is_open = term.endswith("*") and len(stem) >= _MIN_STEM
        stems.setdefault(stem + ("*" if is_open else ""), values)
    return stems


def plain_arabic(word: str) -> str:
    """Return an Arabic-script word with letter variants made one and vowel signs dropped."""
    return without_marks(word).translate(_ARABIC)


def _plain(term: str) -> str:
    return without_apostrophes(romanised(without_marks(term))).replace(".", "").strip()


_ARABIC = str.maketrans("يىكةأإآؤئ", "ییکهاااوی") | {0x640: None, 0x621: None}
