"""The demo: a workspace of the invented institute, assessed and written out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterfoil.app.enrol import enrol
from counterfoil.app.ingest import ingest
from counterfoil.bootstrap.assessing import Batch, run_assessment
from counterfoil.bootstrap.data import examples
from counterfoil.bootstrap.imports import plan_import
from counterfoil.bootstrap.matrix import build_matrix, every_pack, stand_ins
from counterfoil.bootstrap.papers import write_file, write_papers
from counterfoil.bootstrap.workbench import Workbench, now, open_workbench
from counterfoil.errors import UsageError
from counterfoil.exports.page import matrix_html
from counterfoil.settings import FILE

Step = Callable[[str], None]
# The institute's own day: its lists and engagements are dated around it.
TODAY = date(2026, 11, 3)
JUDGEMENT = (
    "judge dansol-polar-engineering x-defence-research:xdr-007 different "
    '--reason "registered in another city" --by S-02'
)
SIDE_BY_SIDE = "side-by-side.html"
_STAND_INS = "side-by-side.toml"
_MARK = ".counterfoil-demo"


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    out: Path
    batch: Batch
    written: list[Path]
    judgement: str


def run_demo(workspace: Path, step: Step) -> Demo:
    """Make the demo workspace anew and run the main job in it.

    Only a folder that is empty, absent or an earlier demo is used.
    """
    _make(workspace)
    with open_workbench(workspace) as bench:
        plan = plan_import(bench, [workspace / "lists", *_register(workspace)], strict=True)
        enrol(plan.register, bench.record, at=now())
        for one in ingest(plan.sources, bench.store, bench.read_source(None), retrieved=TODAY):
            if one.fault is not None:
                raise one.fault
        step("imported the invented lists")
        wanted = {engagement.engagement_id for engagement in bench.record.engagements()}
        batch = run_assessment(bench, wanted, step)
        out = workspace / "out"
        written = write_papers(batch, out, step)
        written.append(_side_by_side(bench, out))
        step(f"wrote {SIDE_BY_SIDE}")
    return Demo(out, batch, written, JUDGEMENT)


def _side_by_side(bench: Workbench, out: Path) -> Path:
    """Write every engagement under every pack, the invented lists standing in for the real ones."""
    found = build_matrix(bench, every_pack(bench), (), stand_ins(bench.folder))
    return write_file(out / SIDE_BY_SIDE, matrix_html(found).encode())


def _register(workspace: Path) -> list[Path]:
    return [workspace / name for name in ("engagements", "people.toml", "partners.toml")]


def _make(workspace: Path) -> None:
    if workspace.exists() and not workspace.is_dir():
        raise UsageError("is no folder", where=str(workspace), do="Name an empty folder.")
    if workspace.exists() and any(workspace.iterdir()):
        if not (workspace / _MARK).is_file():
            raise UsageError(
                "this folder holds something that is not a demo",
                where=str(workspace),
                do="Name an empty folder with --workspace.",
            )
        shutil.rmtree(workspace)
    source = examples()
    workspace.mkdir(parents=True, exist_ok=True)
    (workspace / _MARK).write_text("made by counterfoil demo; may be deleted\n")
    for name in ("lists", "mappings", "engagements"):
        shutil.copytree(source / name, workspace / name)
    for name in ("people.toml", "partners.toml", _STAND_INS):
        shutil.copyfile(source / name, workspace / name)
    settings = (source / FILE).read_text("utf-8")
    (workspace / FILE).write_text(
        f"{settings}\n[clock]\n# The invented institute lives on this day.\nas_of = {TODAY}\n",
        "utf-8",
    )
