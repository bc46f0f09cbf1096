"""Measure the first matcher on real lists: listed parties found, unlisted parties left alone.

    python -m bench.matching_first [--data FOLDER] [--half dev|test] [--show dev]

The folder (or COUNTERFOIL_REAL_DATA) holds the public lists; none of it is part of the project.
Listed organisations are queried by (i) an alias held out of the reference, (ii) a perturbed name,
(iii) a native-script label of the registry that is never in the reference. Unlisted organisations
come from the registry: near namesakes of listed ones, and others at random. Entities are split by
hash into a development half, on which thresholds may be tuned, and a test half.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from counterfoil.matching.form import read_name

from bench.matching_lists import Listed, Registered, read_lists, read_registry
from counterfoil.domain.match import Band, Match
from counterfoil.matching.engine import NameMatcher
from counterfoil.matching.fingerprint import fingerprint
from counterfoil.matching.names import QueryName, ReferenceName

Case = tuple[str, QueryName, frozenset[str]]  # kind, query, entity ids that are right


def reference_of(lists: list[Listed], without: set[tuple[str, str]]) -> list[ReferenceName]:
    """Return the reference names, the held-out ones left out."""
    return [
        ReferenceName(e.entity_id, name, e.kind, prop, "", e.city, e.country)
        for e in lists
        for name, prop in e.names
        if (e.entity_id, fingerprint(name)) not in without
    ]


def same_names(lists: list[Listed]) -> dict[str, frozenset[str]]:
    """Return fingerprint to the entities that bear it: one body stands on several lists."""
    found: dict[str, set[str]] = {}
    for entity in lists:
        for name, _ in entity.names:
            found.setdefault(fingerprint(name), set()).add(entity.entity_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def perturbed(name: str, dice: random.Random, city: str) -> str:
    """Return the name as a busy department writes it: one slip."""
    words = name.replace(",", " ").split()
    kinds = ["typo", "swap", "form", "short", "city", "drop_brackets"]
    kind = dice.choice(kinds)
    long = [i for i, w in enumerate(words) if len(w) > 4 and w.isalpha()]
    if kind == "swap" and len(words) > 2:
        at = dice.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    elif kind == "form":
        forms = {"ltd.", "co.", "inc.", "llc", "jsc", "limited", "company", "ooo", "ao", "ltd"}
        words = [w for w in words if w.lower() not in forms] or words
    elif kind == "short" and any(w in SHORT for w in words):
        words = [SHORT.get(w, w) for w in words]
    elif kind == "city" and city:
        return f"{name}, {city}"
    elif long:
        at = dice.choice(long)
        words[at] = typo(words[at], dice)
    return " ".join(words)


SHORT = {
    "University": "Univ.", "Institute": "Inst.", "Technology": "Tech.", "Science": "Sci.",
    "Research": "Res.", "Academy": "Acad.", "Engineering": "Eng.", "National": "Natl",
    "International": "Intl", "Laboratory": "Lab", "Center": "Ctr",
}  # fmt: skip


def typo(word: str, dice: random.Random) -> str:
    """Return the word with one letter dropped, doubled, changed or swapped."""
    at = dice.randrange(1, len(word) - 1)
    match dice.randrange(4):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[:at] + dice.choice("aeinorst") + word[at + 1 :]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def listed_cases(
    lists: list[Listed], registry: list[Registered], seed: int
) -> tuple[list[Case], set[tuple[str, str]]]:
    """Return the queries that should be found, and the names to leave out for them."""
    dice = random.Random(seed)
    owners = same_names(lists)
    organisations = [e for e in lists if e.is_organisation]
    cases: list[Case] = []
    without: set[tuple[str, str]] = set()
    for entity in dice.sample(organisations, min(900, len(organisations))):
        aliases = [
            n for n, prop in entity.names[1:] if fingerprint(n) != fingerprint(entity.names[0][0])
        ]
        if aliases:
            alias = dice.choice(aliases)
            right = owners[fingerprint(alias)] | owners[fingerprint(entity.names[0][0])]
            without |= {(e, fingerprint(alias)) for e in right}
            others = [
                n
                for e in lists
                if e.entity_id in right
                for n, _ in e.names
                if fingerprint(n) != fingerprint(alias)
            ]
            kind = "alias" if is_related(alias, others) else "unrelated"
            cases.append((kind, query_of(entity, alias), right))
    for entity in dice.sample(organisations, min(600, len(organisations))):
        name = entity.names[0][0]
        right = owners[fingerprint(name)]
        cases.append(("perturbed", query_of(entity, perturbed(name, dice, entity.city)), right))
    labels = {fingerprint(n): r for r in registry for n in r.labels}
    for entity in organisations:
        if entity.dataset not in {"nro", "1286", "el"}:
            continue
        row = next(
            (labels[f] for n, _ in entity.names[:1] if (f := fingerprint(n)) in labels), None
        )
        if row is None or (entity.country and row.country != entity.country):
            continue
        for native in row.native[:1]:
            right = frozenset().union(
                *(
                    owners.get(fingerprint(n), frozenset())
                    for n in (*row.labels, entity.names[0][0])
                )
            )
            cases.append(("native", query_of(entity, native), right))
    return unique(cases), without


def is_related(alias: str, others: list[str]) -> bool:
    """Say whether an alias has anything in common with another name of its entity.

    It has where a word of five letters or more, a place or an everyday word aside, stands in both
    (by the first four letters), or where a word is a joined form of others. Judged on letters
    alone, so that the matcher does not choose its own examination.
    """

    def heads(name: str) -> set[str]:
        words = fingerprint(name).split()
        return {w[:4] for w in words if len(w) > 3 and w[:4] not in EVERYDAY}

    return any(heads(alias) & heads(other) for other in others)


EVERYDAY = {
    "comp", "tech", "inst", "univ", "indu", "grou", "trad", "inte", "limi", "corp", "ente", "scie",
    "rese", "deve", "obsh", "obsc", "akts", "otve", "ogra", "joint"[:4], "stoc", "liab", "publ", "open",
    "engi", "elec", "cent", "chin", "nati", "stat", "hold", "inve", "gene", "fede", "orga", "serv",
}  # fmt: skip


def unique(cases: Iterable[Case]) -> list[Case]:
    """Return the cases without a name that was asked already."""
    return list({case[1].name: case for case in cases}.values())


def query_of(entity: Listed, name: str) -> QueryName:
    """Return the query for a listed entity with the country that an applicant would state."""
    return QueryName(entity.entity_id, name, "Organization", (), "", entity.country)


def unlisted_cases(
    lists: list[Listed],
    registry: list[Registered],
    matcher_reference: list[ReferenceName],
    seed: int,
) -> list[Case]:
    """Return registered bodies that are not listed: near namesakes, and others."""
    dice = random.Random(seed)
    listed = {fingerprint(name) for e in lists for name, _ in e.names}
    contents = {key for e in lists if e.is_organisation for n, _ in e.names if (key := content(n))}
    bodies = {
        r.ror_id
        for r in registry
        if any(fingerprint(n) in listed for n in r.all_names())
        or any(content(n) in contents for n in r.labels)
    }
    kin = {other for r in registry if r.ror_id in bodies for other in r.kin} | {
        r.ror_id for r in registry if set(r.kin) & bodies
    }
    free = [r for r in registry if r.ror_id not in bodies | kin]
    countries = {e.country for e in lists if e.dataset in {"nro", "1286", "el"}}
    near = [r for r in free if r.country in {"CN", "RU", "IR"} & countries]
    dice.shuffle(near)
    words = namesake_words(matcher_reference)
    close = [r for r in near if shared_words(r.labels[0], words) >= 2][:300]
    others = dice.sample([r for r in free if r not in close], 500)
    return [
        (kind, QueryName(r.ror_id, r.labels[0], "Organization", (), "", r.country), frozenset())
        for kind, rows in (("namesake", close), ("other", others))
        for r in rows
    ]


def content(name: str) -> frozenset[str]:
    """Return the words of a name without order, parent bodies, initials and word forms.

    A registered body with the same content as a listed one is that body in another spelling
    (`P.P. Veld Institute of the Academy`): it is no unlisted case.
    """
    words = {t.text for t in read_name(name).tokens() if len(t.text) > 1}
    rest = words - {"academy", "science", "china", "russia", "ras", "cas", "state", "branch"}
    return frozenset(rest if len(rest) > 1 else ())


def namesake_words(reference: list[ReferenceName]) -> list[frozenset[str]]:
    """Return the words of each listed organisation of science."""
    kinds = {"university", "institute", "academy", "college", "laboratory", "center"}
    words = {frozenset(fingerprint(n.name).split()) for n in reference}
    return [w for w in words if w & kinds and len(w) > 2]


def shared_words(name: str, listed: list[frozenset[str]]) -> int:
    """Return 2 where all but one word of a name, or of a listed name, are shared; else less."""
    mine = frozenset(fingerprint(name).split()) - {"of", "and", "the"}
    best = 0
    for words in listed:
        theirs = words - {"of", "and", "the"}
        missing = max(len(mine - theirs), len(theirs - mine))
        if len(mine & theirs) >= 2 and missing <= 1:
            best = 2
            break
    return best


def half(case: Case) -> str:
    """Return the half a case belongs to, by hash of its entities or of its id."""
    key = min(case[2], default=case[1].query_id)
    return "dev" if sum(fingerprint(key).encode()) * 2654435761 % 4294967296 < 2**31 else "test"


def report(kind: str, outcomes: list[tuple[Case, list[Match]]]) -> str:
    """Return one line: how the cases of a kind came out."""
    bands: Counter[str] = Counter()
    for (_, _, right), matches in outcomes:
        relevant = [m for m in matches if m.entity_id in right] if right else matches
        bands[max((m.band for m in relevant), key=_rank, default=Band.WEAK)] += 1
    total = max(1, len(outcomes))
    shares = "  ".join(f"{b} {100 * bands[b] / total:5.1f} %" for b in Band)
    found = 100 * (bands[Band.STRONG] + bands[Band.POSSIBLE]) / total
    return f"{kind:10} n {len(outcomes):4}  {shares}  strong or possible {found:5.1f} %"


def mixed(outcomes: list[tuple[Case, list[Match]]]) -> str:
    """Return the figures of a mix: equal thirds of listed kinds, 50 namesakes to 200 others."""
    shares = {k: _bands([o for o in outcomes if o[0][0] == k]) for k in KINDS}
    aliases = _bands([o for o in outcomes if o[0][0] in {"alias", "unrelated"}])
    related, everything = (
        sum(s[0] + s[1] for s in (first, shares["perturbed"], shares["native"])) / 3
        for first in (shares["alias"], aliases)
    )
    strong, possible = (
        (shares["namesake"][i] * 50 + shares["other"][i] * 200) / 250 for i in (0, 1)
    )
    return (
        f"mix: listed found {related:.1f} % ({everything:.1f} % with unrelated aliases); "
        f"unlisted strong {strong:.2f} %, possible {possible:.1f} %"
    )


KINDS = ("alias", "unrelated", "perturbed", "native", "namesake", "other")


def _bands(outcomes: list[tuple[Case, list[Match]]]) -> tuple[float, float]:
    """Return the percentages of strong and of possible."""
    counts: Counter[Band] = Counter()
    for (_, _, right), matches in outcomes:
        relevant = [m for m in matches if m.entity_id in right] if right else matches
        counts[max((m.band for m in relevant), key=_rank, default=Band.WEAK)] += 1
    total = max(1, len(outcomes))
    return 100 * counts[Band.STRONG] / total, 100 * counts[Band.POSSIBLE] / total


def _rank(band: Band) -> int:
    return [Band.WEAK, Band.POSSIBLE, Band.STRONG].index(band)


def print_halves(outcomes: list[tuple[Case, list[Match]]], options: argparse.Namespace) -> None:
    """Print the figures of the halves that were asked for."""
    for part in ("dev", "test") if options.half == "both" else (options.half,):
        print(f"-- {part}")
        mine = [o for o in outcomes if half(o[0]) == part]
        for kind in KINDS:
            print(report(kind, [o for o in mine if o[0][0] == kind]))
        print(mixed(mine))
        print(report("listed", [o for o in mine if o[0][2]]))
        print(report("unlisted", [o for o in mine if not o[0][2]]))
        if options.show and part == "dev":
            show(options.show, mine)


def main() -> None:
    """Run the benchmark and print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("COUNTERFOIL_REAL_DATA", ""))
    parser.add_argument("--half", choices=["dev", "test", "both"], default="both")
    parser.add_argument("--show", default="", help="kind whose errors of the dev half are shown")
    parser.add_argument("--no-context", action="store_true", help="ask without the country")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    folder = Path(options.data)
    lists, registry = read_lists(folder), read_registry(folder)
    cases, without = listed_cases(lists, registry, options.seed)
    reference = reference_of(lists, without)
    cases += unlisted_cases(lists, registry, reference, options.seed)
    if options.no_context:
        cases = [(k, replace(q, country="", city=""), r) for k, q, r in cases]
    started = time.process_time()
    index = NameMatcher().build(reference)
    built = time.process_time() - started
    started = time.process_time()
    answers = index.query([case[1] for case in cases], limit=10, weak=bool(options.show))
    took = time.process_time() - started
    outcomes = list(zip(cases, answers, strict=True))
    print_halves(outcomes, options)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{len(reference)} names built in {built:.1f} s; {len(cases) / took:.0f} queries/s; peak {peak} MB"
    )


def show(kind: str, outcomes: list[tuple[Case, list[Match]]]) -> None:
    """Print the errors of one kind (organisations only)."""
    for (case_kind, query, right), matches in outcomes:
        if case_kind != kind:
            continue
        relevant = [m for m in matches if m.entity_id in right] if right else matches
        best = max(relevant, key=lambda m: (_rank(m.band), m.score), default=None)
        wrong = (
            (best is None or best.band is Band.WEAK)
            if right
            else (best and best.band is not Band.WEAK)
        )
        if wrong:
            name = f"{best.band} {best.score} {best.name}" if best else "-"
            print(f"   {query.name} [{query.country}] -> {name}")
            if best:
                print("       ", "; ".join(r.text() for r in best.reasons)[:220])


if __name__ == "__main__":
    main()
