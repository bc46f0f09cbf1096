"""Count how common words of personal names are, for the shipped table of rarity.

    python -m bench.learn_names --pairs FOLDER

The folder holds pairs of names in two scripts with how often each occurs; only single Latin words
and their counts leave it, none that is rarer than `LEAST`.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from pathlib import Path

from counterfoil.matching.clean import clean, without_marks
from counterfoil.matching.romanise import romanised

FILES = ("wd_arabic_all.tsv", "wd_chinese_all.tsv", "wd_russian_80.tsv.gz")
KOREANS = "wd_korean_fullnames.tsv"  # whole names, Latin and native
_SHARE = 100  # of so many names one is taken to be Korean
_KOREAN_NAME = re.compile("[\uac00-\ud7a3]{3}")  # a family name and two syllables, without spaces
LEAST = 4  # bearers per 100,000 from which a word is kept
TABLE = Path("src/counterfoil/matching/tables/names.tsv")
HEAD = """\
# How many of 100,000 personal names hold the word, rounded; counted over single Latin words of names
# in an open encyclopaedia's items (CC0), the most common only. Syllables of Korean names: as if one name of
# a hundred were Korean.
"""


def counted(folder: Path) -> Counter[str]:
    """Return per Latin word the largest count that any of the files gives it."""
    found: Counter[str] = Counter()
    for name in FILES:
        path = folder / name
        raw = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
        here: Counter[str] = Counter()
        for line in raw.decode("utf-8", "replace").splitlines():
            latin, _, rest = line.partition("\t")
            count = rest.rpartition("\t")[2]
            word = romanised(without_marks(clean(latin).casefold()))
            if word.isalpha() and len(word) > 1 and count.isdigit():
                here[word] += int(count)
        for word, count in here.items():
            found[word] = max(found[word], count)
    return found


def korean(folder: Path) -> dict[str, int]:
    """Return how many of 100,000 personal names hold each Latin syllable of Korean names."""
    lines = (folder / KOREANS).read_text(encoding="utf-8").splitlines()
    names = [one.partition("\t") for one in lines]
    people = [latin for latin, _, native in names if _KOREAN_NAME.fullmatch(native)]
    held = Counter(word for latin in people for word in set(re.findall("[a-z]+", latin.lower())))
    share = 100_000 / _SHARE / len(people)
    return {word: round(count * share) for word, count in held.items() if len(word) > 1}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    folder = parser.parse_args().pairs
    found = counted(folder)
    people = max(1, sum(found.values()) // 2)  # a name has about two words
    kept = {w: round(c * 100_000 / people) for w, c in found.items()}
    for word, count in korean(folder).items():
        kept[word] = max(kept.get(word, 0), count)
    rows = sorted((w, c) for w, c in kept.items() if c >= LEAST)
    TABLE.write_text(HEAD + "".join(f"{w}\t{c}\n" for w, c in rows), encoding="utf-8")
    print(f"{len(rows)} words of {len(found)}; {people} people")


if __name__ == "__main__":
    main()
