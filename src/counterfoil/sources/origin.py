"""The door: what a list says about a person's origin does not come in, wherever it stands.

Three nets, one behind the other. Fields and remark pieces that hold origin are dropped by their
kind; of a person's remarks only pieces known to be harmless are kept; and whatever is left that
repeats a dropped value (a programme named after a country) goes too. All of it is counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from counterfoil.domain.entity import LISTED, NAME_PROPS, REFERENCE_PROPS
from counterfoil.domain.statement import Statement
from counterfoil.sources.country import names_of

PERSON_ORIGIN = "person origin"
PERSON_ADDRESS = "person addresses"
PERSON_REMARK = "person remarks"
UNKNOWN_REMARK = "origin remarks of entries of unknown kind"
UNKNOWN_COUNTRY = "country of entries of unknown kind"

# Properties (FollowTheMoney's words) that hold a person's origin, or an authority's papers,
# which tell it.
ORIGIN_PROPS = frozenset(
    {
        "nationality",
        "citizenship",
        "country",
        "countries",
        "mainCountry",
        "jurisdiction",
        "birthPlace",
        "birthCountry",
        "placeOfBirth",
        "countryOfBirth",
        "ethnicity",
        "religion",
        "passport",
        "passportNumber",
        "idNumber",
        "socialSecurityNumber",
        "taxNumber",
        "innCode",
        "residency",
        "residence",
        "previousCountry",
        "identification",
    }
)
ADDRESS_PROPS = frozenset({"address", "addressEntity", "addresses", "city", "postalCode"})

_LEAD = re.compile(
    r"^\(?(?:alt\.\s+)?(?:POB|DPOB|nationality|citizen(?:ship)?|passport|place of birth|born in|"
    r"national(?:\s+of|\s+id\b|\s+identification)|ethnic(?:ity)?|religion|country of birth|"
    r"cedula|identification number|tax id|ssn|d\.?n\.?i\.?|residen(?:t|cy)|driver)\b",
    re.IGNORECASE,
)
# "A Veld national, who" is a person, "to national security" and "Veld National Bank" are not.
_NATIONAL = (
    r"\w+ (?:nationals|(?-i:national(?=\W*$|\s*[^\w\s]|\s+[A-Z]|\s+(?:who|with|and|or|in|by|born|"
    r"living|residing|resident|working|based|since|is|was|as|from)\b))|national(?-i:(?!\s+[A-Za-z&])))"
)
_PHRASE = re.compile(
    r"\b(?:D?POB|nationalit(?:y|ies)|citizen(?:s|ship)?|national of|nationals of|born (?:in|at)|"
    r"place of birth|birthplace|country of birth|passport|ethnic(?:ity|ally)?|religio(?:n|us)|"
    rf"dual nationals?|{_NATIONAL}|native of|birth ?place|born\b.{{0,16}}\b(?:in|at)|"
    r"country of origin|[a-z]+-born|stateless|nationalit\w*|staatsang\w*|staatsb(?:ü|ue?)rger\w*|"
    r"ressortissant\w*|citoyen(?:ne)?(?:té)?s?|cittadin\w*|nacionalidad\w*|ciudadan[oía]\w*|"
    r"obywatel\w*|statsborg\w*|medborg\w*|burgerschap|kansalai\w*|geboren|née? (?:à|en|au|le)|"
    r"nacid[oa] en|nat[oa] (?:a|in)|urodzon\w*|født|född|(?:reise|paspo|passe)\w*port\w*|pass(?:nr|nummer|inhaber)\w*)\b",
    re.IGNORECASE,
)
_ISSUER = re.compile(r"\(([^()]+)\)")
_SAFE_PROPS = frozenset({*NAME_PROPS, *REFERENCE_PROPS, "birthDate", "deathDate", "related"})
_WORD = re.compile(r"\w+")
# Words of a place that many places share: alone they tell no origin.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "about administrative also area autonomous camp central circa city country county "
        "democratic department district eastern emirate federal federation former governorate "
        "great island islamic islands kingdom lower municipality near neighbourhood north "
        "northern oblast people peoples possibly previously province refugee region republic "
        "rural saint settlement south southern state states street territory town union "
        "united unknown upper village west western with",
    )
)
_MARKS = re.compile("[\u0300-\u036f]")
_SHORT = 4  # words below this length must agree whole: "us" is not the beginning of "use"


def tells_origin(text: str) -> bool:
    """Tell whether a phrase speaks of nationality, citizenship, birthplace and the like."""
    return _PHRASE.search(text) is not None or _LEAD.match(text.strip()) is not None


def values_in(piece: str) -> list[str]:
    """Return the origin values of a remark piece, none for pieces of other sorts.

    `POB Veldhaven, Veldland` gives both places, `Passport X1 (Veldland)` the issuing country.
    """
    piece = piece.strip().rstrip(".").strip()
    found = _LEAD.match(piece)
    if found is None:
        return []
    rest = piece[found.end() :].strip(" :#")
    issuers: list[str] = _ISSUER.findall(rest)
    paper = any(letter.isdigit() for letter in rest) or issuers
    return issuers if paper else [rest] if rest else []


class Origin:
    """The origin values of one person, to be found again in what else is said of them."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        """Start with some values; a place is taken apart at its commas."""
        self._stems: set[str] = set()
        self._wholes: set[tuple[str, ...]] = set()
        for value in values:
            self.learn(value)

    def learn(self, value: str) -> None:
        """Add a value; a country code also stands for the names of the country.

        Of a value of several words each telling word counts too: what is said of a person from
        Upper Ostmark may name Ostmark alone.
        """
        code = value.strip()
        for text in (value, *names_of(code)):
            for piece in re.split(r"[,;/]", text):
                words = [w for w in _words(piece) if not w.isdigit()]
                if len(words) == 1:
                    self._stems.add(_stem(words[0]))
                elif words:
                    self._wholes.add(tuple(_stem(word) for word in words))
                    telling = (w for w in words if len(w) >= _SHORT and w not in _COMMON)
                    self._stems |= {_stem(word) for word in telling}

    def is_in(self, text: str) -> bool:
        """Tell whether a text holds one of the values, also inflected (Veldland, Veldlandic)."""
        if not (self._stems or self._wholes):
            return False
        words = _words(text)
        if any(_agrees(word, stem) for word in words for stem in self._stems):
            return True
        return any(_holds(words, whole) for whole in self._wholes)

    def scrub(self, statements: list[Statement], neutral: str) -> tuple[list[Statement], int]:
        """Return the person's statements without those that repeat an origin value.

        Also returns how many went. A listing keeps its date and gets the neutral value, because
        it must not be lost.
        """
        kept: list[Statement] = []
        count = 0
        for statement in statements:
            if statement.prop in _SAFE_PROPS or not self._tells(statement):
                kept.append(statement)
                continue
            count += 1
            if statement.prop == LISTED:
                kept.append(statement._replace(value=neutral, original=""))
        return kept, count

    def _tells(self, statement: Statement) -> bool:
        return self.is_in(statement.value) or bool(
            statement.original and self.is_in(statement.original)
        )


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _WORD.findall(text.casefold())


def _stem(word: str) -> str:
    if word.endswith("istan") and len(word) >= len("istan") + _SHORT:
        return word.removesuffix("istan")  # the people of Ostistan are Osts
    return word if len(word) <= _SHORT else word[: max(_SHORT, len(word) - 2)]


def _agrees(word: str, stem: str) -> bool:
    return word == stem if len(stem) < _SHORT else word.startswith(stem)


def _holds(words: list[str], whole: tuple[str, ...]) -> bool:
    size = len(whole)
    return any(
        all(_agrees(word, stem) for word, stem in zip(words[i : i + size], whole, strict=True))
        for i in range(len(words) - size + 1)
    )


class Origins:
    """The origin values of all persons of a dataset, by entity id."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_id: dict[str, Origin] = {}

    def learn(self, entity_id: str, value: str) -> None:
        """Add an origin value of one person."""
        self._by_id.setdefault(entity_id, Origin()).learn(value)

    def scrub(self, statements: list[Statement], neutral: str) -> tuple[list[Statement], int]:
        """Return all statements, each person's without what repeats its origin.

        Also returns how many went.
        """
        kept: list[Statement] = []
        mine: dict[str, list[Statement]] = {}
        for statement in statements:
            if statement.entity_id in self._by_id:
                mine.setdefault(statement.entity_id, []).append(statement)
            else:
                kept.append(statement)
        dropped = 0
        for entity_id, own in mine.items():
            cleared, count = self._by_id[entity_id].scrub(own, neutral)
            kept.extend(cleared)
            dropped += count
        return kept, dropped
