"""All benchmarks by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bench.matching.aliases import measure_aliases
from bench.matching.fairness import measure_fairness
from bench.matching.perturbed import measure_perturbed
from bench.matching.roster import Setting
from bench.matching.screening import measure_screening
from bench.matching.scripts import measure_scripts
from bench.matching.speed import measure_speed
from bench.matching.table import keep, show

MEASURES: dict[str, Callable[[Setting], dict[str, Any]]] = {
    "aliases": measure_aliases,
    "scripts": measure_scripts,
    "screening": measure_screening,
    "perturbed": measure_perturbed,
    "speed": measure_speed,
    "fairness": measure_fairness,
}


def run(setting: Setting, names: Iterable[str]) -> dict[str, Any]:
    """Run the benchmarks, print each as tables, keep each as JSON, and return all."""
    results = {}
    for name in names:
        result = results[name] = MEASURES[name](setting)
        about = ", ".join(f"{k} {v}" for k, v in result.items() if not isinstance(v, list))
        print(f"\n## {name}: {about}")
        for key, rows in result.items():
            if isinstance(rows, list):
                show(f"{name}: {key}", rows)
        keep(setting.out, name, result)
    return results
