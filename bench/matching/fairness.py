"""Fairness: how often a name that is not listed is a hit, by naming tradition and by script.

The reference is the SDN list; a name of the same letters as a listed one, however its words
are cut and ordered, is left out. Only names are
compared, so what is measured is the matcher, not what an officer does with an alert.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bench.matching.case import Case, outcomes, sampled
from bench.matching.entrant import Entrant, Query
from bench.matching.metrics import hit_rate, largest_ratio
from bench.matching.plain import letters_of, script_of
from bench.matching.reference import PERSON, read_sdn, reference_names
from bench.matching.roster import Setting
from bench.matching.tradition import traditions
from bench.matching.unlisted import generated_persons

_PER_GROUP = 3000


def measure_fairness(setting: Setting) -> dict[str, Any]:
    """Return the false-hit rate of each group, and the largest ratio between groups."""
    lists = read_sdn(setting.data, setting.edition)
    groups = _groups(setting, {letters_of(name) for one in lists for name in one.names})
    reference = reference_names(lists)
    rows: list[dict[str, Any]] = []
    ratios: list[dict[str, Any]] = []
    for entrant in setting.entrants():
        entrant.build(reference)
        mine = _rows(entrant, groups, setting)
        rows += mine
        ratios.append(_ratios(entrant, mine))
    return {
        "what": "false hits on unlisted names per 1,000, at the shipped threshold",
        "reference_names": len(reference),
        "rows": rows,
        "ratios": ratios,
    }


def _groups(setting: Setting, known: Collection[str]) -> dict[str, list[Case]]:
    dice = random.Random(setting.seed)
    names = {"generated, US style": dice.sample(generated_persons(setting.data), _PER_GROUP)}
    for tradition in traditions(setting.data):
        people = tradition.people(_PER_GROUP, dice)
        names[f"{tradition.name}, Latin"] = [one.latin for one in people]
        script = script_of(people[0].native)
        names[f"{tradition.name}, {script}"] = [one.native for one in people]
    return {
        group: [
            Case(Query(name, PERSON), group=group) for name in some if letters_of(name) not in known
        ]
        for group, some in names.items()
    }


def _rows(
    entrant: Entrant, groups: Mapping[str, Sequence[Case]], setting: Setting
) -> list[dict[str, Any]]:
    found = []
    most = setting.most(entrant)
    each = None if most is None else most // 5
    for group, cases in groups.items():
        asked = outcomes(entrant, sampled(cases, each, setting.seed), setting.seed)
        rate = hit_rate(asked, entrant.threshold)
        found.append(
            {
                "entrant": entrant.name,
                "group": group,
                "n": len(asked),
                "hits": round(rate * len(asked)),
                "false hits per 1,000": round(1000 * rate, 2),
            }
        )
    return found


def _ratios(entrant: Entrant, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    def ratio(wanted: Sequence[Mapping[str, Any]]) -> float:
        return round(largest_ratio([(row["hits"], row["n"]) for row in wanted]), 2)

    latin = [row for row in rows if row["group"].endswith(("Latin", "style"))]
    scripts = [row for row in rows if row not in latin]
    return {
        "entrant": entrant.name,
        "largest ratio, traditions in Latin letters": ratio(latin),
        "largest ratio, scripts": ratio([*scripts, *(r for r in rows if "US" in r["group"])]),
        "largest ratio, all groups": ratio(rows),
    }
