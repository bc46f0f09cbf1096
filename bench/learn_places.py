"""Names of cities and countries in other scripts, from GeoNames (CC BY 4.0), as tables.

`python -m bench.learn_places --data FOLDER` writes places_han.tsv, places_kana.tsv,
places_hangul.tsv, places_arabic.tsv and places_cyrillic.tsv beside the matcher. The alternate
names of the source do not say their language, so a table holds a script. Cities are taken by
population, those of countries that write the script first.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from bench.learn_words import names_of_people
from counterfoil.matching import tables
from counterfoil.matching.romanise import folded, romanised
from counterfoil.matching.tokens import canonical

TABLES = Path("src/counterfoil/matching/tables")
MOST_ROWS = 3000
COMMON_NAME = 8  # people from whose names on no city is read in an Arabic word
_CYRILLIC_HOME = frozenset(
    ["RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "MD", "AM", "AZ", "GE", "MN", "BG", "RS", "MK"]
)
_ARABIC_HOME = frozenset(
    [
        "IR",
        "IQ",
        "SY",
        "LB",
        "JO",
        "PS",
        "SA",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "YE",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "SD",
        "AF",
        "PK",
    ]
)
_VOWELS = re.compile("[аяоеыиуьйї]+$")


class Script(NamedTuple):
    """One table: its script, the countries that write it, and the least populations."""

    table: str
    letters: re.Pattern[str]
    home: frozenset[str]
    at_home: int
    abroad: int


SCRIPTS = (
    Script("places_han", re.compile("[\u4e00-\u9fff]{2,6}"), frozenset(["CN", "TW", "HK", "MO", "JP", "SG"]),
           100_000, 700_000),
    Script("places_kana", re.compile("[\u30a0-\u30ff]{3,10}"), frozenset(), 0, 700_000),
    Script("places_hangul", re.compile("[\uac00-\ud7af]{2,8}"), frozenset(["KR", "KP"]),
           50_000, 700_000),
    Script("places_arabic", re.compile("[ء-غف-يپچژکگیآ\u200c]{3,14}"), _ARABIC_HOME,
           100_000, 1_000_000),
    Script("places_cyrillic", re.compile("[а-яёіїєґў-]{4,16}"), _CYRILLIC_HOME,
           60_000, 1_000_000),
)  # fmt: skip


class City(NamedTuple):
    """One city: its Latin name in canonical words, other names, country, people."""

    latin: str
    others: tuple[str, ...]
    country: str
    people: int
    seat: str


def read_cities(folder: Path) -> list[City]:
    """Return the cities, the largest first."""
    found: list[City] = []
    with zipfile.ZipFile(folder / "geonames" / "cities15000.zip") as archive:
        for line in io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="utf-8"):
            row = line.rstrip("\n").split("\t")
            found.append(
                City(in_words(row[2]), tuple(row[3].split(",")), row[8], int(row[14]), row[7])
            )
    return sorted(found, key=lambda c: (-c.people, c.latin))


def read_countries(folder: Path) -> Iterator[City]:
    """Yield the countries, with their names in the languages that concern the scripts."""
    rows = json.loads((folder / "geonames" / "country_translations.json").read_text("utf-8"))
    infos = (folder / "geonames" / "countryInfo.tsv").read_text("utf-8").splitlines()[1:]
    english = {row[16]: row[4] for row in (line.split("\t") for line in infos) if len(row) > 16}
    for key, names in sorted(rows.items()):
        others = tuple(
            str(v)
            for lang, v in names.items()
            if lang in {"zh", "ja", "ko", "fa", "ar", "ru", "uk"}
        )
        if key in english:
            yield City(in_words(english[key]), others, "", 10**9, "country")


def in_words(name: str) -> str:
    """Return a Latin name in the canonical words of the matcher."""
    words = re.findall("[a-z]+", romanised(name.replace("'", "").replace("’", "").replace("`", "")))
    return " ".join(canonical(w) for w in words if w not in tables.stop_words())


def rows_of(script: Script, cities: list[City], skipped: frozenset[str]) -> dict[str, City]:
    """Return term to city; the larger city keeps a name that two share."""
    rows: dict[str, City] = {}
    for city in cities:
        home = city.country in script.home
        is_seat = city.seat in {"PPLC", "country"} or (home and city.seat == "PPLA")
        if city.people < (script.at_home if home else script.abroad) and not is_seat:
            continue
        for term in city.others if city.latin else ():
            plain = plain_term(script.table, term.lower())
            if not script.letters.fullmatch(plain) or plain in skipped:
                continue
            if len(rows) < MOST_ROWS:
                rows.setdefault(plain, city)
    return rows


def plain_term(table: str, term: str) -> str:
    """Return a term as the matcher looks it up, without the words for city or county."""
    if table == "places_han":
        term = term.translate(tables.han_variants())
        return term[:-1] if len(term) > 2 and term[-1] in "市省县镇" else term
    if table == "places_hangul":
        return term[:-1] if len(term) > 2 and term[-1] in "시군" else term
    if table == "places_arabic":
        term = tables.plain_arabic(term).replace("\u200c", "")
        return term[2:] if term.startswith("ال") and len(term) > 5 else term
    return term


def adjectives(name: str) -> list[str]:
    """Return stems of the Russian and Ukrainian adjectives of a city's name."""
    if name.endswith(("ск", "цк")):
        return [name + "*"]
    base = _VOWELS.sub("", name)
    if len(base) < 3 or name.endswith(("ский", "ьк", "ая", "ый")):
        return []
    ending = "ськ*" if re.search("[іїєґ]", name) else "ск*"
    if name.endswith(("а", "ы", "и", "у", "я")):
        return [base + ending, base + "ин" + ending]
    return [base + ending, base + "ен" + ending] if name.endswith("о") else [base + ending]


def with_adjectives(
    rows: dict[str, City], home: frozenset[str], people: frozenset[str]
) -> dict[str, City]:
    """Return the adjectives of names that sound as their Latin form, and names that do not.

    Romanised Russian is looked up as well, so what sounds as a name of people is left out.
    """
    names = {folded(word) for word in people if word.isascii()}
    found: dict[str, City] = {}
    known = tables.russian_stems()
    for name, city in rows.items():
        likeness = Indel.normalized_similarity(romanised(name), city.latin)
        sound = folded("".join(c for c in romanised(name) if c.isalnum()))
        if likeness > 0.5 and sound not in names and sound != folded(city.latin):
            found[name] = city
        if city.country in home and likeness > 0.7 and " " not in city.latin:
            for stem in adjectives(name):
                if folded(romanised(stem[:-1])) + "*" not in known:
                    found.setdefault(stem, city)
    return dict(list(found.items())[:MOST_ROWS])


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_places", description=__doc__)
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--out", type=Path, default=TABLES)
    given = parser.parse_args()
    folder = Path(given.data)
    cities = [*read_countries(folder), *read_cities(folder)]
    people = frozenset(w for w, n in names_of_people(folder).items() if n >= COMMON_NAME)
    for script in SCRIPTS:
        rows = rows_of(script, cities, people if "arabic" in script.table else frozenset())
        rows = with_adjectives(rows, script.home, people) if "cyrillic" in script.table else rows
        lines = [f"{term}\t{city.latin}" for term, city in sorted(rows.items())]
        head = (
            "# Cities and countries, from GeoNames (CC BY 4.0); bench/learn_places.py wrote it.\n"
        )
        (given.out / f"{script.table}.tsv").write_text(head + "\n".join(lines) + "\n", "utf-8")
        print(script.table, len(lines))


if __name__ == "__main__":
    main()
