"""SYNTHETIC: names of the SDN list with one accident each, by kind of accident.

Only entities of the test third are asked for; the whole list is the reference.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from bench.matching.accidents import KINDS
from bench.matching.case import Case, Outcome, outcomes, sampled
from bench.matching.entrant import Entrant, Query
from bench.matching.metrics import at_threshold, best_threshold
from bench.matching.plain import plain
from bench.matching.reference import Listed, bearers, read_sdn, reference_names
from bench.matching.roster import Setting
from bench.matching.split import part_of
from bench.matching.unlisted import part_of_unlisted, unlisted_cases

LABEL = "SYNTHETIC"
_PER_KIND = 250


def measure_perturbed(setting: Setting) -> dict[str, Any]:
    """Return recall by kind of accident, and F1 over all with as many unlisted names."""
    lists = read_sdn(setting.data, setting.edition)
    known = bearers(lists)
    listed = perturbed_cases(lists, known, setting.seed, _PER_KIND)
    unlisted = [
        case
        for case in unlisted_cases(setting.data, lists, known, 4 * len(listed), setting.seed)
        if part_of_unlisted(case) == "test"
    ][: len(listed)]
    reference = reference_names(lists)
    rows = []
    for entrant in setting.entrants():
        entrant.build(reference)
        rows.append(_row(entrant, sampled(listed + unlisted, setting.most(entrant), 1), setting))
    return {
        "what": f"{LABEL} perturbations of SDN names, recall@1 by kind",
        "label": LABEL,
        "listed": len(listed),
        "unlisted": len(unlisted),
        "rows": rows,
    }


def perturbed_cases(
    lists: Sequence[Listed], known: dict[str, frozenset[str]], seed: int, per_kind: int
) -> list[Case]:
    """Return cases of each kind; an accident that makes another listed name counts for both."""
    dice = random.Random(seed)
    names = [
        (name, one)
        for one in lists
        if part_of(one.entity_id) == "test"
        for name in one.names
        if len(name) > 5
    ]
    found: list[Case] = []
    for kind, accident in KINDS.items():
        dice.shuffle(names)
        made: list[Case] = []
        for name, one in names:
            written = accident(name, dice)
            if written and written != name:
                truth = known[plain(name)] | known.get(plain(written), frozenset())
                made.append(Case(Query(written, one.kind), truth, kind))
            if len(made) == per_kind:
                break
        found += made
    return found


def _row(entrant: Entrant, cases: Sequence[Case], setting: Setting) -> dict[str, Any]:
    found = outcomes(entrant, cases, setting.seed)
    by_kind: dict[str, list[Outcome]] = {kind: [] for kind in KINDS}
    for one in found:
        if one.listed:
            by_kind[one.group].append(one)
    shipped = at_threshold(found, entrant.threshold)
    return {
        "data": LABEL,
        "entrant": entrant.name,
        "n": len(found),
        "F1 shipped": round(shipped.f1, 4),
        "F1 best": round(at_threshold(found, best_threshold(found)).f1, 4),
        **{
            kind: round(sum(o.right for o in some) / len(some), 3) if some else None
            for kind, some in by_kind.items()
        },
    }
