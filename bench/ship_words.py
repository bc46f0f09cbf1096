"""Choose from learned candidates the rows that are shipped: `python -m bench.ship_words`.

A row needs enough bodies and a clear share of the uses of its term; words of people's names,
words that sound as their translation, and what the tables written by hand already say are left
out, and what a reader struck out (words_rejected.tsv). A term that several Latin-script languages share stands once, with what it means in most.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter, defaultdict
from pathlib import Path

from bench.learn_words import (
    ARABIC,
    CYRILLIC,
    LATIN,
    UNSPACED,
    Entry,
    english_words,
    names_of_people,
    plain_native,
    read_pairs,
)
from counterfoil.matching import tables
from counterfoil.matching.romanise import folded, romanised
from counterfoil.matching.tokens import canonical

TABLES = Path("src/counterfoil/matching/tables")
REJECTED = Path("bench/words_rejected.tsv")
LEAST, CLEAR, OTHER = 3, 0.34, 0.2
MOST_VALUES, MOST_ROWS = 4, 3000
COMMON_NAME = 10  # people from whose names on a word is not translated
_PARTICLES = re.compile("[和与及的或之]|・")
_NEEDLESS = frozenset({"company", "ltd", "co"})


def read_candidates(path: Path) -> dict[str, list[Entry]]:
    """Return term to its candidates, the frequent first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line:
            term, phrase, count, uses = line.split("\t")
            found[term].append(Entry(term, phrase, int(count), int(uses)))
    return found


class Chooser:
    """What is known of English words and of names of people."""

    def __init__(self, folder: Path) -> None:
        self.people = names_of_people(folder)
        pairs = read_pairs(folder)
        english = {english for names in pairs.values() for _, english in names}
        self.english = Counter(w for name in english for w in set(english_words(name)))

    def is_word(self, word: str) -> bool:
        """Say whether an English word is one of bodies or places, not of people."""
        if word in tables.places() or word in tables.types() or word in tables.frequencies():
            return True
        return self.english[word] >= LEAST and self.people[word] < COMMON_NAME

    def values(self, entries: list[Entry], least: int = LEAST, clear: float = CLEAR) -> list[str]:
        """Return the phrases that a term is shipped with; none if nothing is clear."""
        full = [e for e in entries if e.phrase and all(map(self.is_word, e.phrase.split()))]
        if not full or full[0].times < least or full[0].times < clear * full[0].uses:
            return []
        kept = [e.phrase for e in full if e.times >= max(least, OTHER * e.uses)]
        return kept[:MOST_VALUES]

    def is_wanted(self, term: str, values: list[str], uses: int = 0) -> bool:
        """Say whether a row tells more than the sound of its term, and is nobody's name.

        `uses` are given for Latin letters: a word seen more in English names is no foreign word.
        """
        sound = folded(re.sub("[^a-z]", "", romanised(term)))
        if not values or sound == folded(values[0].replace(" ", "")):
            return False
        if self.people[plain_native(term.rstrip("*"))] >= COMMON_NAME:
            return False
        if not uses:
            return True
        known = term in tables.places() or term in tables.types() or canonical(term) != term
        return len(term) > 3 and not known and self.english[term] < max(LEAST, uses)


def unspaced(chooser: Chooser, found: dict[str, list[Entry]]) -> dict[str, list[str]]:
    """Return new terms of a script without spaces, and further values of known ones."""
    rows: dict[str, list[str]] = {}
    known = tables.unspaced_terms()[0]
    for term, entries in found.items():
        if _PARTICLES.search(term) or len(term) < 2 or term.isascii():
            continue
        if term not in known:
            values = chooser.values(entries)
        else:
            said = {plain(value) for value in known[term]}
            values = [
                e.phrase
                for e in entries
                if e.phrase and e.times >= max(4, 0.15 * e.uses)
                and not any(set(plain(e.phrase).split()) <= set(one.split()) for one in said)
                and not set(e.phrase.split()) & _NEEDLESS
                and all(map(chooser.is_word, e.phrase.split()))
            ][:2]  # fmt: skip
            if "-" in known[term] or known[term][0] in tables.places():
                values = []
        if chooser.is_wanted(term, values):
            rows[term] = values
    return rows


def plain(phrase: str) -> str:
    """Return a phrase in canonical words."""
    return " ".join(part for w in phrase.split() for part in canonical(w).split())


def spaced(chooser: Chooser, lang: str, found: dict[str, list[Entry]]) -> dict[str, list[str]]:
    """Return new words of a script with spaces."""
    known: set[str] = set()
    if lang in CYRILLIC:
        known = set(tables.russian_stems())
    elif lang in ARABIC:
        known = set(tables.arabic_terms())
    elif lang in LATIN:
        known = set(tables.latin_terms())
    rows: dict[str, list[str]] = {}
    for term, entries in found.items():
        key = folded(romanised(term[:-1])) + "*" if lang in CYRILLIC and term[-1] == "*" else term
        if key in known or key.rstrip("*") in known or (lang in CYRILLIC and len(term) < 5):
            continue
        if lang in CYRILLIC and any(key[:n] + "*" in known for n in range(4, len(key))):
            continue
        values = chooser.values(entries)
        if chooser.is_wanted(term, values, entries[0].uses if lang in LATIN else 0):
            rows[term] = values
    return rows


def merged_latin(
    candidates: dict[str, dict[str, list[Entry]]],
) -> dict[str, dict[str, list[Entry]]]:
    """Return per language its terms; a shared term goes, summed, where it is used most."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for lang, found in candidates.items():
        for term, entries in found.items():
            uses[term][lang] = entries[0].uses
            for entry in entries:
                sums[term][entry.phrase] += entry.times
    merged: dict[str, dict[str, list[Entry]]] = defaultdict(dict)
    for term, phrases in sums.items():
        total = uses[term].total()
        lang = min(uses[term], key=lambda k: (-uses[term][k], k))
        ordered = sorted(phrases.items(), key=lambda item: (-item[1], item[0]))
        merged[lang][term] = [Entry(term, p, n, total) for p, n in ordered]
    return merged


def write_rows(path: Path, rows: dict[str, list[str]], lang: str) -> None:
    """Write a table of learned words, sorted."""
    head = (
        f"# Words of names of bodies ({lang}), learned from labels of the ROR registry (CC0) by\n"
        "# bench/learn_words.py and chosen by bench/ship_words.py; rows written by hand are in the\n"
        "# tables beside this one and come first.\n"
    )
    lines = [f"{term}\t{'|'.join(values)}" for term, values in sorted(rows.items())][:MOST_ROWS]
    path.write_text(head + "".join(line + "\n" for line in lines), encoding="utf-8")


def main() -> None:
    """Write learned_<language>.tsv for every language with candidates."""
    parser = argparse.ArgumentParser(prog="python -m bench.ship_words", description=__doc__)
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--words", type=Path, default=Path("build/words"))
    parser.add_argument("--out", type=Path, default=TABLES)
    given = parser.parse_args()
    chooser = Chooser(Path(given.data))
    paths = {path.stem: path for path in sorted(given.words.glob("*.tsv"))}
    found = {lang: read_candidates(path) for lang, path in paths.items()}
    found |= merged_latin({lang: rows for lang, rows in found.items() if lang in LATIN})
    lines = REJECTED.read_text(encoding="utf-8").splitlines()
    rejected = {tuple(line.split("\t")) for line in lines if not line.startswith("#")}
    for lang in (k for k in (*UNSPACED, *CYRILLIC, *ARABIC, *LATIN) if k in found):
        is_spaced = lang not in UNSPACED
        rows = spaced(chooser, lang, found[lang]) if is_spaced else unspaced(chooser, found[lang])
        rows = {term: values for term, values in rows.items() if (lang, term) not in rejected}
        if rows:
            write_rows(given.out / f"learned_{lang}.tsv", rows, lang)
        print(lang, len(rows))


if __name__ == "__main__":
    main()
