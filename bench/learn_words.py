"""Learn what words of organisation names mean, from the names a registry (ROR, CC0) gives.

`python -m bench.learn_words --data FOLDER --out DIR` pairs each body's native names with its
English one and aligns their words: IBM model 1 in both directions, then every English word goes
to the native word that best explains it (product of both probabilities). What a native word is
left holding is its phrase; phrases are counted. Writing without spaces is cut by the longest
known term; n-grams that go with one English word become terms for the cut. Every fifth body (by
a hash of its id) is left out, for `bench.organisations`. Writes candidates with their counts.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Indel

from bench.organisations import FOLDS, fold_of, is_latin, read_ror
from counterfoil.matching import tables
from counterfoil.matching.clean import clean, without_apostrophes, without_marks
from counterfoil.matching.romanise import folded, romanised
from counterfoil.matching.tokens import canonical

UNSPACED = ("zh", "ja", "ko")
CYRILLIC = ("ru", "uk", "sr", "bg", "be", "kk", "mk", "ky")
ARABIC = ("fa", "ar", "ur")
LATIN = (
    "de", "fr", "es", "pt", "it", "pl", "tr", "cs", "nl", "sv", "fi", "sk", "ca", "hu", "hr",
    "ro", "id", "da", "no", "vi", "sl", "uz", "az", "lt", "et", "gl", "ms",
)  # fmt: skip
OTHER = ("el", "he", "hi", "th", "bn")
ROUNDS = 8
_RUN = re.compile(
    "[\u3400-\u9fff々〇]+|[\u30a0-\u30ff]+|[\u3040-\u309f]+|[\uac00-\ud7af]+|[a-z0-9]+"
)
_ENDING = re.compile(
    "(?:ского|ском|ской|ским|ские|ских|ская|ское|ский|ські|ська|ське|ський|ських|ського|ськой)$"
)
_TAIL = re.compile("(?:ого|его|ему|ому|ыми|ими|ией|ией|иях|иям|ями|ами|ая|яя|ое|ее|ые|ие|ой|ей|"
                   "ый|ий|ых|их|ия|ии|ию|ие|ям|ам|ах|ях|ов|ев|ом|ем|а|я|о|е|и|ы|у|ю|ь|й|і|ї|є|"
                   "ії|ія|ої|ої|ий|ій|ього)$")  # fmt: skip
_STOP = frozenset(["и", "им", "имени", "в", "на", "для", "при", "о", "об", "с", "по", "та", "і", "імені", "у", "з", "й", "до", "и́", "از", "و", "در", "به", "های", "می", "با", "برای", "في", "من", "على", "عن", "إلى", "او", "أو"])  # fmt: skip
_SUFFIX = re.compile(r"\s*\([^()]*\)\s*$")


class Pair(NamedTuple):
    """One pair of names as words: native on the left, English in canonical form on the right."""

    native: tuple[str, ...]
    english: tuple[str, ...]


class Entry(NamedTuple):
    """One candidate: a term, a phrase for it, how often, and of how many uses."""

    term: str
    phrase: str
    times: int
    uses: int


def english_words(name: str) -> tuple[str, ...]:
    """Return the canonical words of an English name, stop words and the country aside."""
    text = without_marks(without_apostrophes(clean(_SUFFIX.sub("", name))).casefold())
    words = re.findall("[a-z0-9]+", romanised(text.replace("&", " and ")))
    return tuple(
        part
        for w in words
        if w not in tables.stop_words() and len(w) > 1
        for part in canonical(w).split()
    )


def stem_of(word: str) -> str:
    """Return a Cyrillic word without its ending, marked by `*` where one was taken off."""
    short = _ENDING.sub("с" + ("ьк" if "ськ" in word[-6:] else "к"), word)
    if short == word:
        short = _TAIL.sub("", word)
    return (short if len(short) >= 3 else word) + "*"


def native_words(lang: str, name: str, cut: Callable[[str], list[str]]) -> tuple[str, ...]:
    """Return the words or terms of a native name, as the matcher would look them up."""
    text = without_apostrophes(clean(_SUFFIX.sub("", name))).casefold().replace("\u200c", "")
    if lang in UNSPACED:
        plain = unicodedata.normalize("NFC", text).translate(tables.han_variants())
        return tuple(t for run in _RUN.findall(plain) for t in cut(run))
    words = re.findall(r"[^\W_]+", text if lang in (*OTHER, *CYRILLIC) else without_marks(text))
    words = [w for w in words if w not in _STOP]
    if lang in CYRILLIC:
        words = [stem_of(w) if not w.isascii() else w for w in words]
    elif lang in ARABIC:
        words = [_without_article(tables.plain_arabic(w), lang) for w in words]
    elif lang in LATIN:
        words = [romanised(w) for w in words]
    stop = tables.stop_words()
    return tuple(w for w in words if w not in stop and (len(w) > 1 or not w.isascii()))


def _without_article(word: str, lang: str) -> str:
    if lang == "ar":
        for prefix in ("وال", "لل", "بال", "ال"):
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                return word[len(prefix) :]
    return word


def read_pairs(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Return per language (native name, English name) of bodies not held out."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for body in read_ror(folder):
        if fold_of(body.entity_id) in FOLDS["test"] or not body.latin:
            continue
        for lang, name in body.native:
            if lang in LATIN or not is_latin(name):
                found[lang].append((name, body.latin[0]))
    return found


def cutter(known: frozenset[str]) -> Callable[[str], list[str]]:
    """Return a function that cuts a run by the longest known term, the rest left whole."""
    longest = max(map(len, known), default=1)

    def cut(run: str) -> list[str]:
        if run[0].isascii():
            return [run]
        terms: list[str] = []
        rest, at = "", 0
        while at < len(run):
            sizes = range(min(longest, len(run) - at), 0, -1)
            size = next((s for s in sizes if run[at : at + s] in known), 0)
            if size:
                terms += [rest] if rest else []
                terms.append(run[at : at + size])
                rest = ""
            else:
                rest += run[at]
            at += size or 1
        return terms + ([rest] if rest else [])

    return cut


def candidate_terms(names: list[tuple[str, str]], known: frozenset[str], least: int) -> set[str]:
    """Return n-grams of 2-6 characters within unknown runs that go with one English word."""
    cut = cutter(known)
    grams: Counter[str] = Counter()
    words: Counter[str] = Counter()
    joint: Counter[tuple[str, str]] = Counter()
    for native, english in names:
        terms = native_words("zh", native, cut)
        unknown = [t for t in terms if t not in known and not t.isascii()]
        here = {u[i : i + n] for u in unknown for n in range(2, 8) for i in range(len(u) - n + 1)}
        wanted = set(english_words(english))
        grams.update(here)
        words.update(wanted)
        joint.update((g, e) for g in here for e in wanted)
    found = {
        g
        for (g, e), n in joint.items()
        if n >= least and 2 * n >= grams[g] and n * n >= 0.16 * grams[g] * words[e]
    }
    # A part that hardly ever stands without one longer term is no term of its own.
    parts = {
        p
        for g in found
        for n in range(2, len(g))
        for p in (g[i : i + n] for i in range(len(g) - n + 1))
        if p in found and grams[p] <= 1.2 * grams[g]
    }
    return found - parts


def align(pairs: list[Pair]) -> list[Entry]:
    """Return phrase candidates per native word."""
    forward, backward = _model(pairs), _model([Pair(p.english, p.native) for p in pairs])
    phrases: Counter[tuple[str, str]] = Counter()
    uses: Counter[str] = Counter()
    for native, english in pairs:
        held: dict[str, list[str]] = defaultdict(list)
        for word in english:
            best = max(native, key=lambda f: _both(forward, backward, f, word))
            if _both(forward, backward, best, word) > 1e-3:
                held[best].append(word)
        for term in set(native):
            uses[term] += 1
            phrase = " ".join(dict.fromkeys(held.get(term, ())))
            phrases[term, phrase] += 1
    return [Entry(t, p, n, uses[t]) for (t, p), n in phrases.items()]


def _both(
    forward: dict[tuple[str, str], float], backward: dict[tuple[str, str], float], f: str, e: str
) -> float:
    return forward.get((f, e), 0.0) * backward.get((e, f), 0.0)


def _model(pairs: list[Pair]) -> dict[tuple[str, str], float]:
    """Return P(right | left), IBM model 1 with an empty word; cognates start ahead."""
    chance: dict[tuple[str, str], float] = {}
    for native, english in pairs:
        for f in (*native, ""):
            for e in english:
                if (f, e) not in chance:
                    chance[f, e] = 4.0 if f and _alike(f, e) else 1.0
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        for native, english in pairs:
            left = (*native, "")
            for e in english:
                norm = sum(chance[f, e] for f in left)
                for f in left:
                    share = chance[f, e] / norm
                    counts[f, e] += share
                    totals[f] += share
        # A little smoothing keeps words that were seen once from being sure of anything.
        chance = {(f, e): n / (totals[f] + 0.5) for (f, e), n in counts.items()}
    return chance


def _alike(left: str, right: str) -> bool:
    a, b = folded(romanised(left).rstrip("*")), folded(romanised(right).rstrip("*"))
    return bool(a and b) and (a == b or Indel.normalized_similarity(a, b) > 0.72)


def learn(lang: str, names: list[tuple[str, str]], least: int) -> list[Entry]:
    """Return the candidates of one language, by term, the frequent phrase first."""
    known: frozenset[str] = frozenset()
    if lang in UNSPACED:
        known = frozenset(tables.unspaced_terms()[0])
        for _ in range(2):
            known |= candidate_terms(names, known, least)
    cut = cutter(known)
    pairs = [
        Pair(left, right)
        for native, english in names
        if (left := native_words(lang, native, cut)) and (right := english_words(english))
    ]
    found = [e for e in align(pairs) if e.term and not e.term.isdigit()]
    return sorted(found, key=lambda e: (e.term, -e.times, e.phrase))


def names_of_people(folder: Path) -> Counter[str]:
    """Return how often words stand in names of people, in Latin and in their own letters."""
    counts: Counter[str] = Counter()
    for path in sorted((folder / "name-transliteration").glob("*.t*")):
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8", "replace")
        for line in text.splitlines():
            cells = line.lower().split("\t")
            times = int(cells[2]) if len(cells) > 2 and cells[2].isdigit() else 1
            # Single-word files write the letters of the other script apart.
            joined = [c.replace(" ", "") if len(cells) > 2 else c for c in cells[:2]]
            for word in " ".join(joined).split():
                counts[romanised(word) if is_latin(word) else plain_native(word)] += times
    return counts


def plain_native(word: str) -> str:
    """Return a word as tables are looked up: Arabic letters and Han characters made one."""
    return tables.plain_arabic(word).translate(tables.han_variants())


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write term, phrase, count, uses."""
    lines = [f"{e.term}\t{e.phrase}\t{e.times}\t{e.uses}" for e in entries]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn every language and write its candidates."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_words", description=__doc__)
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    parser.add_argument("--out", type=Path, default=Path("build/words"))
    parser.add_argument("--least", type=int, default=3, help="bodies that must hold a term")
    parser.add_argument("--languages", default=",".join(UNSPACED + CYRILLIC + ARABIC + LATIN))
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    names = read_pairs(Path(given.data))
    for lang in given.languages.split(","):
        found = learn(lang, names.get(lang, []), given.least)
        write(given.out / f"{lang}.tsv", found)
        print(lang, len(names.get(lang, [])), "names,", len({e.term for e in found}), "terms")


if __name__ == "__main__":
    main()
