"""Organisations across languages: a native name must find the body's English entry.

`python -m bench.organisations --data FOLDER`. Queries are names of registered bodies (ROR) in
another language, of entities held out by a hash of their id, and the Chinese names of a list of
defence universities (ASPI); the Canadian list (NRO) is asked for by its aliases. The reference
holds Latin names only: English and unmarked names of ROR and of both lists. Entities that share
a name, letter for letter, count as one. Only totals are printed, never a row.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import re
import time
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from counterfoil.matching import engine
from counterfoil.ports.matcher import Matcher, QueryName, ReferenceName

LANGUAGES = (
    "zh", "ja", "ko", "ru", "uk", "fa", "ar", "de", "fr", "es", "pt", "it", "pl", "tr", "cs",
    "nl", "sv", "fi", "sk", "ca", "hu", "hr", "ro", "id", "vi", "sr", "bg", "el", "he",
)  # fmt: skip
NOT_LATIN = frozenset({"zh", "ja", "ko", "ru", "uk", "fa", "ar", "sr", "bg", "el", "he"})
# Slices nearest to the bodies that lists name: a language in its own country.
AT_HOME = (("zh", "CN"), ("zh", "TW"), ("ru", "RU"), ("fa", "IR"), ("ko", "KR"), ("ja", "JP"))
FOLDS = {"test": (0, 1), "dev": (2,), "train": (3, 4, 5, 6, 7, 8, 9), "learn": tuple(range(2, 10))}
_SKIPPED_TYPE = "acronym"
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")


class Body(NamedTuple):
    """One entity: Latin names for the reference, and (language, name) pairs to ask with."""

    entity_id: str
    source: str
    country: str
    latin: tuple[str, ...]
    native: tuple[tuple[str, str], ...]


def fold_of(entity_id: str) -> int:
    """Return 0-9 from a hash of the id; 0 and 1 are the test part, never learned from."""
    return int(hashlib.sha256(entity_id.encode()).hexdigest(), 16) % 10


def is_latin(text: str) -> bool:
    """Say whether every letter is a Latin one."""
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in text if c.isalpha())


def read_ror(folder: Path) -> Iterator[Body]:
    """Yield the registered bodies that were not withdrawn (those are doubles of others)."""
    with zipfile.ZipFile(folder / "ror-records" / "ror-records-union.jsonl.zip") as archive:
        lines = io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="utf-8")
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            if row["status"] != "withdrawn":
                yield _registered(row)


def _registered(row: dict[str, Any]) -> Body:
    latin: list[str] = []
    native: list[tuple[str, str]] = []
    for name in row["names"]:
        text, lang = str(name["value"]).strip(" ;"), name["lang"]
        if _SKIPPED_TYPE in name["types"]:
            continue
        # An unmarked alias with accents is a romanisation, and would make the task easy.
        if lang == "en" or (lang is None and is_latin(text) and text.isascii()):
            latin.append(text)
        elif lang is not None and (not is_latin(text) or lang in LANGUAGES):
            native.append((lang, text))
        elif lang is None and "ror_display" in name["types"] and is_latin(text):
            latin.append(text)
    place = row["locations"][0]["geonames_details"]
    return Body(
        row["id"], "ror", place.get("country_code") or "", tuple(dict.fromkeys(latin)),
        tuple(dict.fromkeys(native)),
    )  # fmt: skip


def read_aspi(folder: Path) -> Iterator[Body]:
    """Yield the defence universities: Chinese names to ask with, Latin ones for the reference."""
    path = folder / "china-defence-universities" / "china-defence-universities.json"
    for row in json.loads(path.read_text(encoding="utf-8"))["values"]:
        names = [_BRACKETED.sub("", row["value"]), *row["meta"].get("aliases", ())]
        native = [("zh", n) for n in names if not is_latin(n) and len(n) > 2]
        latin = [n for n in names if is_latin(n) and " " in n.strip()]
        yield Body(f"aspi:{row['uuid']}", "aspi", "CN", tuple(latin), tuple(native[:1]))


def read_nro(folder: Path) -> Iterator[Body]:
    """Yield Canada's named organisations; what is asked is a long alias, held out."""
    path = folder / "ca-nro-stra" / "ca_named_research_organizations.json"
    for row in json.loads(path.read_text(encoding="utf-8"))["organizations"]:
        long = [n for n in row["aliases"] if " " in n]
        kept = (row["name"], *long[1:])
        yield Body(f"nro:{row['id']}", "nro", "", kept, tuple(("en", n) for n in long[:1]))


def plain(text: str) -> str:
    """Return letters and digits of a name in small letters, accents and articles aside."""
    text = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[^\W_]+", "".join(c for c in text if not unicodedata.combining(c)))
    return " ".join(w for w in words if w != "the")


def join_entities(bodies: Iterable[Body]) -> dict[str, str]:
    """Return entity id to the id of its group: entities with a name in common are one."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    bodies = list(bodies)
    for body in bodies:
        for name in (*body.latin, *(n for _, n in body.native)):
            parent[root("=" + plain(name))] = root(body.entity_id)
    ids = [body.entity_id for body in bodies]
    return {key: hashlib.sha256(root(key).encode()).hexdigest()[:16] for key in ids}


def _is_foreign(lang: str, name: str) -> bool:
    """Say whether a name is not written in the script of its language (a romanisation)."""
    return lang in NOT_LATIN and is_latin(name)


class Query(NamedTuple):
    """One question: a name, the group that answers it, and the slices it counts in."""

    name: str
    group: str
    slices: tuple[str, ...]


def ask(bodies: list[Body], groups: dict[str, str], fold: str, cap: int, seed: int) -> list[Query]:
    """Return at most `cap` queries per language, one name per entity and language."""
    by_slice: dict[str, list[Query]] = defaultdict(list)
    for body in bodies:
        if not body.latin or (body.source == "ror" and fold_of(body.entity_id) not in FOLDS[fold]):
            continue
        asked: set[str] = set()
        known = {plain(n) for n in body.latin}
        for lang, name in body.native:
            label = lang if body.source == "ror" else body.source
            if label in asked or plain(name) in known or _is_foreign(lang, name):
                continue
            asked.add(label)
            here = (lang, body.country) if body.source == "ror" else ("", "")
            home = (f"{lang}@{body.country}",) if here in AT_HOME else ()
            by_slice[label].append(Query(name, groups[body.entity_id], (label, *home)))
    rng = random.Random(seed)
    queries: list[Query] = []
    for label in sorted(by_slice):
        found = sorted(by_slice[label])
        rng.shuffle(found)
        queries += found[:cap]
    return queries


def reference(
    bodies: list[Body], groups: dict[str, str], queries: list[Query], size: int, seed: int
) -> list[ReferenceName]:
    """Return the Latin names of all asked entities and of random others, at most `size`.

    What is asked with, letter for letter, is taken out of the entity that it asks for.
    """
    held = {(q.group, plain(q.name)) for q in queries}
    wanted = {q.group for q in queries}
    rng = random.Random(seed)
    order = sorted(bodies, key=lambda b: b.entity_id)
    rng.shuffle(order)
    order.sort(key=lambda b: groups[b.entity_id] not in wanted)  # stable: asked ones first
    names: list[ReferenceName] = []
    for body in order:
        group = groups[body.entity_id]
        if len(names) >= size and group not in wanted:
            break
        names += [
            ReferenceName(group, n, "Organization")
            for n in body.latin
            if (group, plain(n)) not in held
        ]
    return list(dict.fromkeys(names))


def measure(matcher: Matcher, folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Return recall at 1, 5 and 20 per slice, with the number of queries."""
    bodies = [*read_ror(folder), *read_aspi(folder), *read_nro(folder)]
    groups = join_entities(bodies)
    queries = ask(bodies, groups, given.fold, given.cap, given.seed)
    if given.languages:
        queries = [q for q in queries if set(q.slices) & set(given.languages.split(","))]
    names = reference(bodies, groups, queries, given.reference, given.seed)
    start = time.perf_counter()
    index = matcher.build(names)
    built = time.perf_counter()
    asked = [QueryName(str(at), q.name, "Organization") for at, q in enumerate(queries)]
    answers = index.query(asked, limit=20, weak=True)
    done = time.perf_counter()
    ranks: dict[str, list[int]] = defaultdict(list)
    for query, found in zip(queries, answers, strict=True):
        ids = [match.entity_id for match in found]
        rank = ids.index(query.group) if query.group in ids else 99
        for part in query.slices:
            ranks[part].append(rank)
        if given.misses and rank and given.fold != "test":
            print(query.slices, query.name, [m.name for m in found[:2]])
    return {
        "fold": given.fold, "names": len(names), "build_s": round(built - start, 1),
        "query_s": round(done - built, 1),
        "slices": {part: _recall(found) for part, found in sorted(ranks.items())},
    }  # fmt: skip


def _recall(ranks: list[int]) -> dict[str, float]:
    found = {f"r{k}": round(sum(r < k for r in ranks) / len(ranks), 3) for k in (1, 5, 20)}
    return {"queries": len(ranks), **found}


def parser() -> argparse.ArgumentParser:
    """Return the options."""
    options = argparse.ArgumentParser(prog="python -m bench.organisations", description=__doc__)
    options.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA"))
    options.add_argument("--out", type=Path, default=Path("build/bench"))
    options.add_argument("--seed", type=int, default=20261123)
    options.add_argument("--cap", type=int, default=300, help="queries per language")
    options.add_argument("--reference", type=int, default=8000, help="names; 0: all")
    options.add_argument("--fold", choices=sorted(FOLDS), default="test")
    options.add_argument("--languages", default="", help="comma-separated slices")
    options.add_argument("--engine", default="NameMatcher", help="a class of matching.engine")
    options.add_argument("--misses", action="store_true", help="print misses (never of test)")
    return options


def main() -> None:
    """Measure, print and write build/bench/organisations.json."""
    given = parser().parse_args()
    if not given.data:
        parser().error("name the folder of real data with --data or COUNTERFOIL_REAL_DATA")
    given.reference = given.reference or 10**9
    result = measure(getattr(engine, given.engine)(), Path(given.data), given)
    given.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(result, indent=2)
    (given.out / "organisations.json").write_text(text + "\n", encoding="utf-8")
    for part, row in result["slices"].items():
        print(f"{part:8}", *(f"{key} {value:<6}" for key, value in row.items()))
    print({key: value for key, value in result.items() if key != "slices"})


if __name__ == "__main__":
    main()
