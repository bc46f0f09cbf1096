"""Cross-script: names of the UN list in their original script against Latin names of two lists.

The reference is the Latin names of the UN list and of the SDN list. Right are the record itself
and every SDN entity that shares a Latin name with it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from bench.matching.case import Case, ranked, sampled
from bench.matching.entrant import Answer, Entrant, Query
from bench.matching.metrics import recall_at
from bench.matching.plain import script_of
from bench.matching.reference import PERSON, read_sdn, read_un, reference_names, same_as
from bench.matching.roster import Setting


def measure_scripts(setting: Setting) -> dict[str, Any]:
    """Return recall of search and of retrieval, for all records and for individuals."""
    un = read_un(setting.data)
    lists = [*un, *read_sdn(setting.data, setting.edition)]
    same = same_as(lists)
    cases = [
        Case(Query(name, one.kind), same[one.entity_id], script_of(name))
        for one in un
        for name in one.native
        if script_of(name) != "Latin"
    ]
    reference = reference_names(lists)
    rows: list[dict[str, Any]] = []
    for entrant in setting.entrants():
        entrant.build(reference)
        rows += _rows(entrant, sampled(cases, setting.most(entrant), setting.seed), setting.seed)
    return {
        "what": "UN names in original script, against Latin names of UN and SDN list",
        "reference_names": len(reference),
        "linked to an SDN entity": sum(len(case.truth) > 1 for case in cases),
        "rows": rows,
    }


def _rows(entrant: Entrant, cases: Sequence[Case], seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)
    queries = [case.query for case in cases]
    started = perf_counter()
    answers = [ranked(row, dice) for row in entrant.search(queries, 20, 1)]
    took = perf_counter() - started
    found = [[answer.entity_id for answer in row] for row in answers]
    retrieved = entrant.retrieve(queries, 20)
    hits = [_hit(row, case, entrant.threshold) for row, case in zip(answers, cases, strict=True)]
    groups = {
        "all": list(range(len(cases))),
        "individuals": [at for at, case in enumerate(cases) if case.query.kind == PERSON],
        "bodies": [at for at, case in enumerate(cases) if case.query.kind != PERSON],
        **{
            f"individuals, {script}": [
                at
                for at, case in enumerate(cases)
                if case.group == script and case.query.kind == PERSON
            ]
            for script in sorted({case.group for case in cases})
        },
    }
    return [
        {
            "entrant": entrant.name,
            "of": group,
            "n": len(ats),
            **{
                f"R@{k}": round(recall_at([found[a] for a in ats], [cases[a] for a in ats], k), 4)
                for k in (1, 5, 20)
            },
            "R@20 retrieval": round(
                recall_at([retrieved[a] for a in ats], [cases[a] for a in ats], 20), 4
            ),
            "top 1 right at shipped threshold": round(sum(hits[a] for a in ats) / len(ats), 4),
            "names/s": round(len(cases) / took),
        }
        for group, ats in groups.items()
        if ats
    ]


def _hit(answers: Sequence[Answer], case: Case, threshold: float) -> bool:
    best = next(iter(answers), None)
    return best is not None and best.score >= threshold and best.entity_id in case.truth
