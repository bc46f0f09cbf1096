"""Make a second edition of an SDN list, with a known answer: what it adds, removes, changes.

`python -m bench.second_edition SDN.csv ALT.csv ADD.csv --out FOLDER [--seed N] [--edition DAY]`
writes the three files and `answer.json`. New names are invented; nothing is looked up.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

Rows = list[list[str]]
_NULL = "-0- "
_FIRST_NEW = 900_000  # no number of the real list is as high
_SYLLABLES = ("ka", "lo", "mir", "ten", "bru", "sol", "vek", "ra", "ost", "ni", "dal", "fen")
_LINKED = re.compile(r"Linked To: ([^;]+)", re.IGNORECASE)
Answer = dict[str, list[str]]


def read_rows(path: Path) -> Rows:
    """Return the rows of a CSV file, packed or not, without the end mark."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return [row for row in csv.reader(io.StringIO(text)) if row and row[0].strip().isdigit()]


def write_rows(path: Path, rows: Iterable[list[str]]) -> None:
    """Write rows as the publisher does: quoted texts, the mark of the end in the last line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
        file.write("\x1a\r\n")


def second_edition(
    sdn: Rows, alt: Rows, add: Rows, *, seed: int, share: float = 0.01
) -> tuple[Rows, Rows, Rows, Answer]:
    """Return the later files and the ids by what became of them; each entry changes once."""
    draw = random.Random(seed)
    size = max(4, int(len(sdn) * share))
    # An entry that another one is linked to would change that one too.
    linked = {_plain(name) for row in sdn for name in _LINKED.findall(row[-1])}
    named = [(row[0].strip(), row[1]) for row in sdn] + [(row[0].strip(), row[3]) for row in alt]
    kept = {key for key, name in named if _plain(name) in linked}
    bodies = [row[0].strip() for row in sdn if row[2].strip() in ("-0-", "")]
    bodies = [key for key in bodies if key not in kept]
    chosen = draw.sample(sorted(bodies), 4 * size)
    gone, renamed, aliased, programme = (set(chosen[i * size : (i + 1) * size]) for i in range(4))
    fresh = [str(_FIRST_NEW + number) for number in range(size)]
    later = [_entry(row, renamed, programme, draw) for row in sdn if row[0].strip() not in gone]
    later += [[key, _name(draw), _NULL, "SDGT", *[_NULL] * 8] for key in fresh]
    names = [row for row in alt if row[0].strip() not in gone]
    names += [
        [key, str(_FIRST_NEW + n), "aka", _name(draw), _NULL]
        for n, key in enumerate(sorted(aliased))
    ]
    places = [row for row in add if row[0].strip() not in gone]
    answer = {
        "added": sorted(fresh),
        "removed": sorted(gone),
        "renamed": sorted(renamed),
        "changed": sorted(aliased | programme),
    }
    return later, names, places, answer


def _entry(
    row: list[str], renamed: set[str], programme: set[str], draw: random.Random
) -> list[str]:
    key = row[0].strip()
    if key in renamed:
        return [row[0], _name(draw), *row[2:]]
    if key in programme:
        return [*row[:3], f"INVENTED-{key}", *row[4:]]
    return row


def _plain(name: str) -> str:
    return re.sub(r"\W+", "", name).casefold()


def _name(draw: random.Random) -> str:
    word = "".join(draw.choices(_SYLLABLES, k=5)).upper()
    return f"{word} {draw.randrange(10**6):06d} TRADING"


def main() -> None:
    """Write the edition and the answer."""
    parser = argparse.ArgumentParser(prog="python -m bench.second_edition", description=__doc__)
    parser.add_argument("files", nargs=3, type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--edition", type=date.fromisoformat, default=date(2026, 11, 1))
    given = parser.parse_args()
    make(given.files, given.out, seed=given.seed, edition=given.edition)


def make(files: Iterable[Path], out: Path, *, seed: int, edition: date) -> Answer:
    """Write sdn_EDITION.csv, alt.csv, add.csv and answer.json; return the answer."""
    out.mkdir(parents=True, exist_ok=True)
    sdn, alt, add, answer = second_edition(*map(read_rows, files), seed=seed)
    for name, rows in ((f"sdn_{edition.isoformat()}.csv", sdn), ("alt.csv", alt), ("add.csv", add)):
        write_rows(out / name, rows)
    (out / "answer.json").write_text(json.dumps(answer, indent=1) + "\n", "utf-8")
    return answer


if __name__ == "__main__":
    main()
