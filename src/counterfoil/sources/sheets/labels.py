"""What a column's label says: the words above a column, compared with a vocabulary in many languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from counterfoil.sources.sheets.near import Nearness

FIELDS = (
    "id", "kind", "title", "unit", "theme", "proposed", "starts", "ends", "period", "funders",
    "summary", "partner", "partner_other_names", "partner_role", "partner_country",
    "partner_city", "partner_id", "person", "staff", "person_role", "affiliation", "visitor",
    "goes_out", "documents", "origin", "none",
)  # fmt: skip
PARTNER_FIELDS = frozenset(field for field in FIELDS if field.startswith("partner"))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ALTERNATIVES = re.compile(r"\s*[/|,;]\s*|\n+")
_LONGEST = 90  # characters of a label; a longer text is prose
_COMPOUND = 5  # letters a part of a compound word has at least
# An attribute of a body beside the word for the body: the attribute is what the column holds.
_ATTRIBUTES = (
    "partner_country",
    "partner_city",
    "partner_id",
    "partner_role",
    "partner_other_names",
)


class Label(NamedTuple):
    """A label as it is compared: plain words, and the number that stood in it (0 for none)."""

    plain: str
    number: int


@cache
def _vocabulary() -> dict[str, dict[str, float]]:
    """Return phrase -> field -> weight."""
    found: dict[str, dict[str, float]] = {}
    for field, words in _file().items():
        for phrase in words["phrases"]:
            found.setdefault(read_label(phrase).plain, {})[field] = 1.0
    return found


@lru_cache(maxsize=50_000)
def read_label(text: str) -> Label:
    """Return a label without case, accents, punctuation and digits; `PART1_NOM` is `part nom`, 1."""
    text = _CAMEL.sub(" ", text.replace("#", " no "))
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    text = "".join(mark for mark in text if not unicodedata.combining(mark))
    numbers = _DIGITS.findall(text)
    words = _NOT_WORD.sub(" ", _DIGITS.sub(" ", text)).split()
    return Label(" ".join(words), int(numbers[0][:4]) if len(numbers) == 1 else 0)


@cache
def _stems() -> dict[str, dict[str, float]]:
    """Return stem -> field -> weight; a longer stem says more."""
    found: dict[str, dict[str, float]] = {}
    for field, words in _file().items():
        for stem in words["stems"]:
            found.setdefault(stem, {})[field] = min(0.62, 0.34 + 0.04 * len(stem))
    return found


@cache
def _nearness() -> Nearness:
    return Nearness(_vocabulary())


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    """Return field -> phrases and stems, of the common file and of one file per language."""
    folder = resources.files("counterfoil.sources.sheets")
    found: dict[str, dict[str, list[str]]] = {f: {"phrases": [], "stems": []} for f in FIELDS}
    files = [folder.joinpath("labels.toml")]
    languages = folder.joinpath("labels")
    if languages.is_dir():
        files += sorted(languages.iterdir(), key=lambda path: path.name)
    for path in files:
        for field, words in tomllib.loads(path.read_text("utf-8")).items():
            for kind in ("phrases", "stems"):
                found[field][kind] += words.get(kind, [])
    return found


@cache
def label_scores(text: str, *, near: bool = True) -> dict[str, float]:
    """Return field -> score from 0 to 1 for a label as it stands in the sheet.

    Without `near` only words are looked at, not pieces of words: quick, for thousands of cells.
    """
    if not text.strip() or len(text) > _LONGEST:
        return {}
    found: dict[str, float] = {}
    exact = _vocabulary().get(read_label(text).plain, {})
    for form, weight in _forms(text):
        for field, score in _scores(read_label(form).plain, near=near).items():
            # Where the whole label is known, its parts say little against it.
            value = score * (weight if not exact or field in exact else 0.6 * weight)
            found[field] = max(found.get(field, 0.0), value)
    return _attribute_wins(found)


# Words for where a person comes from, in any form: such a column never comes in, whatever its
# values look like. A country of birth looks just like a partner's country.
_ORIGIN = re.compile(
    r"\b(?:nationalit|nationality|nationaal|citizen|ctzn|staatsang|staatsburg|staatsbuerg|stang\b|obywatel|narodow|cittadin|ciudadan|"
    r"nasjonalit|nationalit|statsborg|medborg|kansalais|obcanstv|birth|born\b|geburt|geb ort|geb land|gebort|naiss|naitre|"
    r"ne e a\b|nee? (?:a|en)\b|nacim|nacid|natal|nascit|nato a|urodz|miejsce ur\b|fodt|fodest|fodel|fodeland|syntym|narozen|"
    r"passport|paspoort|pasaport|passaport|passeport|paszport|reisepass|passland|passnr|passnummer|pass ?no\b|"
    r"ethnic|ethnie|etnia|etnisk|relig|herkunftsland|heimatland|land van herkomst|kraj pochodz|pays d origine|"
    r"pais de origen|paese d origine|country of origin|ursprungsland|opprinnelsesland|foreign national|us person|visa nation)"
)


@lru_cache(maxsize=20_000)
def tells_origin_label(text: str) -> bool:
    """Tell whether a label speaks of a person's nationality, citizenship, birthplace or faith."""
    return _ORIGIN.search(read_label(text).plain) is not None


def is_exact(text: str) -> bool:
    """Tell whether a label is a phrase of the vocabulary as it stands."""
    return read_label(text).plain in _vocabulary()


def _forms(text: str) -> list[tuple[str, float]]:
    """Return the label whole, without brackets, and its alternatives, each with a weight."""
    bare = _BRACKETS.sub(" ", text)
    forms = [
        (text, 1.0),
        (bare, 0.98),
        *((inside.strip("()[]"), 0.9) for inside in _BRACKETS.findall(text)),
    ]
    parts = [part for part in _ALTERNATIVES.split(bare) if part.strip()]
    if len(parts) > 1:
        forms += [(part, 0.9 - 0.05 * place) for place, part in enumerate(parts[:3])]
    return forms


@cache
def _scores(plain: str, *, near: bool) -> dict[str, float]:
    vocabulary = _vocabulary()
    if not plain:
        return {}
    found = dict(vocabulary.get(plain, {}))
    if not found:
        _add(found, _contained(plain.split()))
        _add(found, _compound(plain.split()))
        _add(found, _begun(plain.split()))
        if near:
            _add(found, _nearness().scores(plain))
    return found


def _contained(words: list[str]) -> dict[str, float]:
    """Return the fields of phrases inside a longer label; a longer phrase weighs more."""
    vocabulary = _vocabulary()
    found: dict[str, float] = {}
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            fields = vocabulary.get(" ".join(words[first:last]))
            letters = sum(map(len, words[first:last]))
            if fields is None or letters < 2:
                continue
            # Many labels start with what they are about; a short word inside says little.
            share = letters / sum(map(len, words))
            score = 0.3 + 0.55 * share + (0.1 if first == 0 else 0.0) - (0.15 if letters < 4 else 0)
            for field in fields:
                found[field] = max(found.get(field, 0.0), min(score, 0.95))
    return found


def _begun(words: list[str]) -> dict[str, float]:
    """Return the fields whose stems begin a word of the label."""
    stems = _stems()
    found: dict[str, float] = {}
    for place, word in enumerate(words):
        for cut in range(2, len(word) + 1):
            if cut < 4 and cut < len(word):
                continue  # a short stem must be the whole word
            for field, score in stems.get(word[:cut], {}).items():
                value = score + (0.05 if place == 0 else 0.0)
                found[field] = max(found.get(field, 0.0), value)
    return found


def _compound(words: list[str]) -> dict[str, float]:
    """Return the fields of words that a compound word begins or ends with."""
    vocabulary = _vocabulary()
    found: dict[str, float] = {}
    for word in words:
        for cut in range(_COMPOUND, len(word) - 2):
            for piece, score in ((word[-cut:], 0.6), (word[:cut], 0.5)):
                for field in vocabulary.get(piece, {}):
                    value = score * (0.6 + 0.4 * cut / len(word))
                    found[field] = max(found.get(field, 0.0), value)
    return found


def _add(found: dict[str, float], more: dict[str, float]) -> None:
    for field, score in more.items():
        found[field] = max(found.get(field, 0.0), score)


def _attribute_wins(found: dict[str, float]) -> dict[str, float]:
    partner = found.get("partner", 0.0)
    if 0.0 < partner < 1.0 and any(
        found.get(field, 0.0) >= partner - 0.25 for field in _ATTRIBUTES
    ):
        found = {**found, "partner": min(partner, 0.3)}
    return found
