"""The invented institute, imported and assessed once for all end-to-end tests."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from counterfoil.app.enrol import enrol
from counterfoil.app.ingest import ingest
from counterfoil.bootstrap.assessing import Batch, run_assessment
from counterfoil.bootstrap.data import examples
from counterfoil.bootstrap.demo import TODAY
from counterfoil.bootstrap.imports import plan_import
from counterfoil.bootstrap.workbench import Workbench, now, open_workbench

GOLDEN = tomllib.loads((examples() / "expected.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Institute:
    """An assessed workspace, still open."""

    bench: Workbench
    batch: Batch

    def again(self) -> Batch:
        """Assess everything again."""
        wanted = {e.engagement_id for e in self.bench.record.engagements()}
        return run_assessment(self.bench, wanted, lambda _: None)


def furnish(folder: Path) -> None:
    """Lay the invented institute out as a workspace."""
    source = examples()
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("lists", "mappings", "engagements"):
        shutil.copytree(source / name, folder / name, dirs_exist_ok=True)
    for name in ("people.toml", "partners.toml"):
        shutil.copyfile(source / name, folder / name)
    text = (source / "counterfoil.toml").read_text("utf-8")
    (folder / "counterfoil.toml").write_text(f"{text}\n[clock]\nas_of = {TODAY}\n", "utf-8")


def fill(bench: Workbench, *, without: str = "") -> None:
    """Import lists and register; `without` leaves one dataset out."""
    folder = bench.folder
    register = [folder / name for name in ("engagements", "people.toml", "partners.toml")]
    plan = plan_import(bench, [folder / "lists", *register], strict=True)
    assert not plan.leftover
    assert not plan.register.faults
    enrol(plan.register, bench.record, at=now())
    sources = [source for source in plan.sources if source.dataset != without]
    for one in ingest(sources, bench.store, bench.read_source(None), retrieved=TODAY):
        assert one.fault is None, one.fault


def assess_all(bench: Workbench) -> Batch:
    """Assess every engagement of a workbench."""
    wanted = {e.engagement_id for e in bench.record.engagements()}
    return run_assessment(bench, wanted, lambda _: None)


@pytest.fixture(scope="session")
def institute(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Institute]:
    """The institute, assessed on its own day; tests must not change it."""
    folder = tmp_path_factory.mktemp("institute")
    furnish(folder)
    with open_workbench(folder) as bench:
        fill(bench)
        yield Institute(bench, assess_all(bench))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workbench]:
    """An institute of its own for a test that changes it."""
    furnish(tmp_path)
    with open_workbench(tmp_path) as bench:
        fill(bench)
        yield bench


def golden(engagement_id: str) -> dict[str, Any]:
    """Return the answers worked by hand for one engagement."""
    found: dict[str, Any] = GOLDEN["engagements"][engagement_id]
    return found


ENGAGEMENTS = sorted(GOLDEN["engagements"])
