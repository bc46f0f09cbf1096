"""Engagements built from real lists: are listed parties found, and unlisted ones left alone?

Parties are drawn from listed organisations (by an alias; by a perturbed name; by a native-script
name of the registry that is taken out of the reference first) and from unlisted organisations of
the registry, some of them near namesakes of listed ones. A harder draw, counted apart: an alias
that is taken out of the reference too. Then speed, on generated engagements.
"""

from __future__ import annotations

import random
import re
import resource
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from bench.perturb import perturbed
from counterfoil.app.ingest import ingest
from counterfoil.bootstrap.assessing import run_assessment
from counterfoil.bootstrap.imports import plan_import
from counterfoil.bootstrap.workbench import Workbench, now, open_workbench
from counterfoil.domain.case import Body
from counterfoil.domain.engagement import BodyRef, Engagement, Kind, Party
from counterfoil.domain.statement import Statement
from counterfoil.ports.reader import Reading, Source

TODAY = date(2026, 11, 3)
LISTS = ("us-bis-entity-list", "us-dow-1286", "us-dow-1260h", "us-bis-meu", "ca-nro")
LISTED, NAMESAKES, UNLISTED = 300, 100, 200
HARD = "hard: listed, alias taken out"
_ORGANISATION = re.compile(
    r"\b(universit|institut|academ|laborator|research|college|factory|corporation|company|co\.|"
    r"ltd|limited|inc|llc|gmbh|jsc|ooo|group|bureau|cent(er|re)|enterprise|plant)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Drawn:
    """A party as it was drawn: how it is written, and the listed entity it is, if any."""

    name: str
    how: str
    truth: str
    city: str = ""
    country: str = ""


def measure_found(data: Path, workspace: Path, seed: int) -> dict[str, Any]:
    """Return how many listed parties were found, and how many unlisted were banded."""
    shutil.rmtree(workspace, ignore_errors=True)
    workspace.mkdir(parents=True)
    (workspace / "counterfoil.toml").write_text(_settings(), "utf-8")
    dice = random.Random(seed)
    with open_workbench(workspace) as bench:
        readings = _read(bench, data)
        drawn, removed = _draw(readings, bench.matcher.fingerprint, dice)
        _keep(bench, readings, removed)
        dice.shuffle(drawn)
        engagements = _engagements(drawn, size=3)
        for engagement in engagements:
            bench.record.put_engagement(engagement, now())
        batch = run_assessment(bench, {e.engagement_id for e in engagements}, lambda _: None)
        shelf = bench.shelf()
        outcome: dict[str, Counter[str]] = defaultdict(Counter)
        place = 0
        for one in batch.assessed:
            for party in one.case.parties:
                found = _band(party.body, drawn[place].truth, shelf.root, bench.screened([]))
                outcome[drawn[place].how][found] += 1
                place += 1
    return _report(outcome, batch.assessed)


def measure_speed(workspace: Path, seed: int, count: int = 1000) -> dict[str, Any]:
    """Return the time for 1,000 engagements of three parties: cold index, then warm."""
    dice = random.Random(seed)
    with open_workbench(workspace, {"packs": {"in_force": list(PACKS)}, "lists": BOUND}) as bench:
        known = {e.engagement_id for e in bench.record.engagements()}
        if not known:
            names = [
                s.value
                for s in bench.store.statements(
                    [m.snapshot_id for m in bench.store.current().values()], ("name",)
                )
                if _ORGANISATION.search(s.value)
            ]
            drawn = [
                Drawn(perturbed(name, dice), "generated", "")
                for name in dice.sample(names, 3 * count)
            ]
            for engagement in _engagements(drawn, size=3):
                bench.record.put_engagement(engagement, now())
        wanted = {e.engagement_id for e in bench.record.engagements()}
        times = []
        start, cpu = time.perf_counter(), time.process_time()
        run_assessment(bench, wanted, lambda _: None)
        times.append((time.perf_counter() - start, time.process_time() - cpu))
        start, cpu = time.perf_counter(), time.process_time()
        batch = run_assessment(bench, wanted, lambda _: None)
        times.append((time.perf_counter() - start, time.process_time() - cpu))
    return {
        "engagements": len(batch.assessed),
        "parties": sum(len(one.case.parties) for one in batch.assessed),
        "first_wall_s": round(times[0][0], 1),
        "first_cpu_s": round(times[0][1], 1),
        "again_wall_s": round(times[1][0], 1),
        "again_cpu_s": round(times[1][1], 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "open_questions": sum(len(one.assessment.questions) for one in batch.assessed),
    }


PACKS = ("ca-strac-2024", "us-restricted-2026")
# Two lists that neither pack asks for are screened as well.
BOUND = {"section-1286": ["us-dow-1286"], "section-1260h": ["us-dow-1260h"]}


def _settings() -> str:
    from counterfoil.app.template import settings_template

    bound = "".join(f"{role} = {names}\n" for role, names in BOUND.items()).replace("'", '"')
    text = settings_template("bench").replace("[lists]\n", f"[lists]\n{bound}")
    return text + f"\n[clock]\nas_of = {TODAY}\n"


def _read(bench: Workbench, data: Path) -> list[tuple[Source, Reading, str]]:
    read = bench.read_source(None)
    plan = plan_import(bench, [data], strict=False)
    newest: dict[str, tuple[Source, Reading, str]] = {}
    for source in plan.sources:
        reading, version = read(source)
        held = newest.get(source.dataset)
        if held is None or (reading.info.edition or date.min) > (held[1].info.edition or date.min):
            newest[source.dataset] = (source, reading, version)
    return list(newest.values())


def _keep(
    bench: Workbench,
    readings: Sequence[tuple[Source, Reading, str]],
    removed: set[tuple[str, str]],
) -> None:
    kept = {}
    for source, reading, version in readings:
        statements = [s for s in reading.statements if (s.entity_id, s.value) not in removed]
        kept[source] = (replace_statements(reading, statements), version)
    list(ingest(list(kept), bench.store, lambda source: kept[source], retrieved=TODAY))


def replace_statements(reading: Reading, statements: list[Statement]) -> Reading:
    """Return the reading with other statements."""
    return Reading(reading.info, statements, reading.issues, reading.rows, reading.dropped)


@dataclass(frozen=True)
class _Names:
    main: str
    aliases: tuple[str, ...]
    native: tuple[str, ...]
    city: str
    country: str
    kin: frozenset[str]
    kind: str


def _names(reading: Reading) -> dict[str, _Names]:
    rows: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        rows[statement.entity_id].append(statement)
    found = {}
    for entity_id, statements in rows.items():
        values: dict[str, list[str]] = defaultdict(list)
        for s in sorted(statements):
            values[s.prop].append(s.value)
        if not values["name"]:
            continue
        latin = [n for n in values["name"] if n.isascii()] or values["name"]
        spelled = values["name"] + values["alias"]
        found[entity_id] = _Names(
            latin[0],
            tuple(n for n in values["alias"] if n.isascii()),
            tuple(n for n in spelled if not _latin(n)),
            values["city"][0] if values["city"] else "",
            values["country"][0] if values["country"] else "",
            frozenset(
                values["parent"]
                + values["child"]
                + values["related"]
                + values["successor"]
                + values["predecessor"]
            ),
            statements[0].kind,
        )
    return found


def _latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) * 2 > len(letters)


def _draw(
    readings: Sequence[tuple[Source, Reading, str]],
    fingerprint: Any,
    dice: random.Random,
) -> tuple[list[Drawn], set[tuple[str, str]]]:
    names = {source.dataset: _names(reading) for source, reading, _ in readings}
    listed = {
        entity_id: entry
        for dataset in LISTS
        for entity_id, entry in names[dataset].items()
        if entry.kind != "Person" and _ORGANISATION.search(entry.main)
    }
    prints: dict[str, set[str]] = defaultdict(set)
    for dataset in (*LISTS, "us-ofac-sdn", "us-bis-dpl"):
        for entity_id, entry in names[dataset].items():
            for name in (entry.main, *entry.aliases, *entry.native):
                prints[fingerprint(name)].add(entity_id)
    registry = names["ror"]
    same = {
        ror: hits
        for ror, entry in registry.items()
        if (
            hits := set().union(
                *(
                    prints.get(fingerprint(n), set())
                    for n in (entry.main, *entry.aliases, *entry.native)
                )
            )
        )
    }
    drawn, removed = _draw_listed(listed, registry, same, dice)
    near = set(same) | {kin for ror in same for kin in registry[ror].kin}
    near |= {ror for ror, entry in registry.items() if entry.kin & set(same)}
    free = {ror: e for ror, e in registry.items() if ror not in near and e.city}
    return drawn + _draw_unlisted(free, [e.main for e in listed.values()], dice), removed


def _draw_listed(
    listed: dict[str, _Names],
    registry: dict[str, _Names],
    same: dict[str, set[str]],
    dice: random.Random,
) -> tuple[list[Drawn], set[tuple[str, str]]]:
    third = LISTED // 3
    drawn, removed = [], set()
    with_alias = sorted(e for e, n in listed.items() if any(_proper(a) for a in n.aliases))
    chosen = dice.sample(with_alias, 2 * third)
    for number, entity_id in enumerate(chosen):
        alias = dice.choice([a for a in listed[entity_id].aliases if _proper(a)])
        if number < third:
            drawn.append(Drawn(alias, "listed, alias", entity_id))
        else:
            removed.add((entity_id, alias))
            drawn.append(Drawn(alias, HARD, entity_id))
    for entity_id in dice.sample(sorted(listed), third):
        drawn.append(Drawn(perturbed(listed[entity_id].main, dice), "listed, perturbed", entity_id))
    native = sorted(
        ror for ror, hits in same.items() if registry[ror].native and hits & set(listed)
    )
    for ror in dice.sample(native, min(third, len(native))):
        name = registry[ror].native[0]
        removed.add((ror, name))
        truth = min(same[ror] & set(listed))
        drawn.append(Drawn(name, "listed, native script taken out", truth))
    return drawn, removed


def _proper(alias: str) -> bool:
    # An acronym alone is never more than possible, and only if corroborated: not drawn here.
    return len(alias.split()) > 1


def _draw_unlisted(
    free: dict[str, _Names], listed: Iterable[str], dice: random.Random
) -> list[Drawn]:
    ids = sorted(free)
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in listed:
        for word in set(name.lower().split()):
            by_word[word].append(name)
    namesakes = []
    dice.shuffle(ids)
    for ror in ids:
        name = free[ror].main.lower()
        rivals = {r for w in name.split() if len(by_word[w]) < 200 for r in by_word[w]}
        best = max((fuzz.token_sort_ratio(name, r.lower()) for r in rivals), default=0)
        # From 93 on it is nearly always one body spelled twice (a particle, a hyphen), which truth
        # by name equality would call unlisted.
        if 80 <= best < 93:
            namesakes.append(ror)
        if len(namesakes) == NAMESAKES:
            break
    rest = [ror for ror in ids if ror not in set(namesakes)][:UNLISTED]
    return [
        Drawn(free[ror].main, how, "", free[ror].city, free[ror].country)
        for how, group in (("unlisted, near namesake", namesakes), ("unlisted", rest))
        for ror in group
    ]


def _engagements(drawn: Sequence[Drawn], *, size: int) -> list[Engagement]:
    return [
        Engagement(
            engagement_id=f"B-{number // size:05d}",
            kind=Kind.GRANT,
            title="generated",
            unit="",
            theme="",
            proposed=TODAY,
            starts=None,
            ends=None,
            funders=("nserc",),
            summary="We study a towed hydrophone array for sea-ice acoustics.",
            parties=tuple(
                Party(f"P{i}", "partner", BodyRef(d.name, (), (), d.city, d.country))
                for i, d in enumerate(drawn[number : number + size], 1)
            ),
        )
        for number in range(0, len(drawn), size)
    ]


def _band(body: Body, truth: str, root: Any, lists: Sequence[str]) -> str:
    """Return the band of the right entity, or of the best one where nothing is right."""
    best = "none"
    for candidate in body.candidates:
        if not any(dataset in lists for dataset, *_ in candidate.lists):
            continue
        if truth and root(truth) != candidate.cluster and truth not in candidate.members:
            continue
        if candidate.band == "strong":
            return "strong"
        best = candidate.band
    return best


def _report(outcome: dict[str, Counter[str]], assessed: Sequence[Any]) -> dict[str, Any]:
    def share(kinds: str, *bands: str) -> float:
        rows = [c for how, c in outcome.items() if how.startswith(kinds)]
        total = sum(sum(c.values()) for c in rows)
        return round(100 * sum(c[b] for c in rows for b in bands) / total, 2) if total else 0.0

    return {
        "engagements": len(assessed),
        "listed_found_percent": share("listed", "strong", "possible"),
        "hard_found_percent": share("hard", "strong", "possible"),
        "unlisted_strong_percent": share("unlisted", "strong"),
        "unlisted_possible_percent": share("unlisted", "possible"),
        "questions_per_100_engagements": round(
            100 * sum(len(one.assessment.questions) for one in assessed) / len(assessed)
        ),
        "by_kind": {how: dict(counts) for how, counts in sorted(outcome.items())},
    }
