"""Measure what the phrases of areas suggest: precision, recall and false alarms on summaries.

    python -m bench.areas SUMMARIES.toml [--seed N] [--draws N] [--out FILE.json] [--show]

The file holds `[[summaries]]` with id, lang, kind and text, and `[summaries.areas]` with the ids of
the right areas for each taxonomy (without the taxonomy's own id). A taxonomy that a summary does
not name is not measured on it. Figures are micro-averages over areas; the intervals hold 95 % of
bootstrap draws of whole summaries. Nothing is tuned here: the phrases are those of the program.
`--show` lists what was missed and what was wrong: never look at it for a set that is set aside.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterfoil.bootstrap.data import DATA
from counterfoil.domain.area import Phrase
from counterfoil.reasoning.suggest import suggest
from counterfoil.sources.area_file import read_taxonomies

GROUPED = "ca-stra"  # the one taxonomy in two tiers: measured by sub-area and by group


@dataclass(frozen=True)
class Summary:
    """A labelled summary: the right area ids per taxonomy."""

    id: str
    lang: str
    kind: str
    text: str
    areas: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Tally:
    """Suggested and right, suggested and wrong, right and not suggested."""

    right: int
    wrong: int
    missed: int

    def scores(self) -> tuple[float | None, float | None, float | None]:
        """Return precision, recall and F1, None where nothing was suggested or to be found."""
        said, wanted = self.right + self.wrong, self.right + self.missed
        both = said + wanted
        return (
            self.right / said if said else None,
            self.right / wanted if wanted else None,
            2 * self.right / both if both else None,
        )


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    parts = list(tallies)
    return Tally(
        sum(t.right for t in parts), sum(t.wrong for t in parts), sum(t.missed for t in parts)
    )


def read_summaries(path: Path) -> list[Summary]:
    """Return the summaries of a file."""
    raw = tomllib.loads(path.read_text("utf-8"))["summaries"]
    return [
        Summary(
            row["id"],
            row["lang"],
            row["kind"],
            row["text"],
            {
                name: frozenset(one.removeprefix(f"{name}/") for one in ids)
                for name, ids in row["areas"].items()
            },
        )
        for row in raw
    ]


def suggested(
    texts: Sequence[str], phrases: Mapping[str, Sequence[Phrase]]
) -> list[dict[str, set[str]]]:
    """Return the suggested area ids per taxonomy for each text."""
    found: list[dict[str, set[str]]] = []
    for text in texts:
        by: dict[str, set[str]] = {}
        for one in suggest(text, phrases):
            taxonomy, _, area = one.area.partition("/")
            by.setdefault(taxonomy, set()).add(area)
        found.append(by)
    return found


def group(ids: Iterable[str]) -> frozenset[str]:
    """Return the groups of areas."""
    return frozenset(one.split("/")[0] for one in ids)


def tallies(
    summaries: Sequence[Summary], found: Sequence[Mapping[str, set[str]]], name: str
) -> dict[str, Tally]:
    """Return the tally of each summary that names a taxonomy; `NAME by group` takes groups."""
    taxonomy, _, tier = name.partition(" ")
    fold: Callable[[Iterable[str]], frozenset[str]] = group if tier else frozenset
    result = {}
    for summary, said_by in zip(summaries, found, strict=True):
        if taxonomy in summary.areas:
            said = fold(said_by.get(taxonomy, set()))
            wanted = fold(summary.areas[taxonomy])
            result[summary.id] = Tally(len(said & wanted), len(said - wanted), len(wanted - said))
    return result


def intervals(values: Sequence[Tally], seed: int, draws: int) -> list[tuple[float, float] | None]:
    """Return the 95 % bootstrap intervals of precision, recall and F1."""
    dice = random.Random(seed)
    drawn = [total(dice.choices(values, k=len(values))).scores() for _ in range(draws)]
    found: list[tuple[float, float] | None] = []
    for column in zip(*drawn, strict=True):
        known = sorted(value for value in column if value is not None)
        ends = (known[int(len(known) * 0.025)], known[int(len(known) * 0.975)]) if known else None
        found.append(ends)
    return found


_FIELDS: Mapping[str, Callable[[Summary], str]] = {
    "kind": lambda summary: summary.kind,
    "lang": lambda summary: summary.lang,
}


def measure(
    summaries: Sequence[Summary],
    phrases: Mapping[str, Sequence[Phrase]],
    *,
    seed: int,
    draws: int,
) -> dict[str, Any]:
    """Return the figures of a set: per taxonomy, then per kind and language, and false alarms."""
    began = time.process_time()
    found = suggested([summary.text for summary in summaries], phrases)
    spent = time.process_time() - began
    named = sorted({name for summary in summaries for name in summary.areas})
    names = [one for name in named for one in (name, *([f"{name} by group"] * (name == GROUPED)))]
    result: dict[str, Any] = {
        "summaries": len(summaries),
        "milliseconds_each": round(1000 * spent / max(len(summaries), 1), 2),
        "taxonomies": {},
    }
    for name in names:
        by = tallies(summaries, found, name)
        parts = {
            f"{field} {value}": total(by[s.id] for s in summaries if s.id in by and at(s) == value)
            for field, at in _FIELDS.items()
            for value in sorted({at(s) for s in summaries})
        }
        whole = total(by.values())
        result["taxonomies"][name] = {
            **_row(whole),
            "interval_95": dict(
                zip(("p", "r", "f1"), intervals(list(by.values()), seed, draws), strict=True)
            ),
            "parts": {part: _row(tally) for part, tally in parts.items()},
            "false_alarms": _alarms(summaries, by),
        }
    return result


def _row(tally: Tally) -> dict[str, Any]:
    precision, recall, f1 = tally.scores()
    return {
        "p": precision,
        "r": recall,
        "f1": f1,
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
    }


def _alarms(summaries: Sequence[Summary], by: Mapping[str, Tally]) -> dict[str, Any]:
    # Of the summaries of a kind that belong nowhere, those with any suggestion.
    result = {}
    for kind in sorted({s.kind for s in summaries}):
        empty = [by[s.id] for s in summaries if s.kind == kind and s.id in by]
        empty = [tally for tally in empty if not tally.right + tally.missed]
        if empty:
            alarmed = sum(bool(tally.wrong) for tally in empty)
            result[kind] = {"of": len(empty), "alarmed": alarmed, "share": alarmed / len(empty)}
    return result


def show(summaries: Sequence[Summary], phrases: Mapping[str, Sequence[Phrase]]) -> None:
    """Print what was missed and what was wrong, with the passages."""
    for summary in summaries:
        quoted: dict[str, str] = {}
        for one in suggest(summary.text, phrases):
            quoted.setdefault(one.area, one.phrase)
        wanted = {f"{name}/{area}" for name, ids in summary.areas.items() for area in ids}
        looked = {area for area in quoted if area.partition("/")[0] in summary.areas}
        wrong = [f"{area} [{quoted[area]}]" for area in sorted(looked - wanted)]
        missed = sorted(wanted - looked)
        if wrong or missed:
            print(f"\n{summary.id} {summary.kind} {summary.lang}: {summary.text}")
            print(f"  missed {missed}\n  wrong {wrong}")


def _figure(value: float | None) -> str:
    return "   -" if value is None else f"{value:4.2f}"


def _print(result: Mapping[str, Any]) -> None:
    print(f"{result['summaries']} summaries, {result['milliseconds_each']} ms each")
    for name, row in result["taxonomies"].items():
        ends = "  ".join(
            f"{score} {_figure(row[score])}" + (f" [{low:.2f}-{high:.2f}]" if pair else "")
            for score, pair in row["interval_95"].items()
            for low, high in (pair or (0.0, 0.0),)
        )
        print(f"\n{name}: {ends}  ({row['right']}+ {row['wrong']}- {row['missed']} missed)")
        for part, of in row["parts"].items():
            figures = "  ".join(f"{score} {_figure(of[score])}" for score in ("p", "r", "f1"))
            print(f"  {part:16} {figures}  ({of['right']}+ {of['wrong']}- {of['missed']} missed)")
        for kind, alarm in row["false_alarms"].items():
            print(f"  false alarms, {kind}: {alarm['alarmed']} of {alarm['of']}")


def main() -> None:
    """Measure the file that is named."""
    parser = argparse.ArgumentParser(prog="python -m bench.areas", description=__doc__)
    parser.add_argument("summaries", type=Path)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    summaries = read_summaries(given.summaries)
    named = {name for summary in summaries for name in summary.areas}
    shipped = read_taxonomies(sorted((DATA / "areas").glob("*.toml")))
    if missing := named - {taxonomy.taxonomy_id for taxonomy in shipped}:
        parser.error(f"no such taxonomy is shipped: {', '.join(sorted(missing))}")
    wanted = [taxonomy for taxonomy in shipped if taxonomy.taxonomy_id in named]
    known = {area.area_id for taxonomy in wanted for area in taxonomy.areas}
    labels = {f"{name}/{area}" for s in summaries for name, ids in s.areas.items() for area in ids}
    if unknown := labels - known:
        parser.error(f"no such area: {', '.join(sorted(unknown))}")
    phrases = {a.area_id: a.phrases for t in wanted for a in t.areas if a.phrases}
    result = measure(summaries, phrases, seed=given.seed, draws=given.draws)
    result["editions"] = {t.taxonomy_id: [t.edition.isoformat(), t.content_hash] for t in wanted}
    _print(result)
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    if given.show:
        show(summaries, phrases)


if __name__ == "__main__":
    main()
