"""The plan of measures of a workspace: made from the record, changed by the office, written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from counterfoil.app.dossier.desk import DossierDesk
from counterfoil.app.mitigation.acts import Signature
from counterfoil.app.mitigation.build import build_plan
from counterfoil.bootstrap.assessing import kept_dossier
from counterfoil.bootstrap.office import desk_of, file_name, sender_of
from counterfoil.bootstrap.papers import fonts_of, write_file
from counterfoil.bootstrap.workbench import Workbench, now
from counterfoil.domain.mitigation import MitigationPlan
from counterfoil.domain.plan_edit import PlanEdit
from counterfoil.engines.plan_book import SqlPlanBook
from counterfoil.exports.mitigation_docx import mitigation_docx
from counterfoil.exports.office import office_html, office_pdf

FORMATS: Mapping[str, Callable[[MitigationPlan], bytes]] = {
    "html": lambda plan: office_html(plan).encode(),
    "pdf": lambda plan: office_pdf(plan, fonts_of()),
    "docx": mitigation_docx,
}
Make = Callable[[MitigationPlan, Signature], PlanEdit]


def plan_of(bench: Workbench, engagement_id: str) -> tuple[MitigationPlan, bool]:
    """Return the plan on the latest assessment, and whether its inputs still stand; raise NotFound."""
    dossier, is_current = kept_dossier(bench, engagement_id)
    desk: DossierDesk = desk_of(bench, engagement_id)
    edits = SqlPlanBook(bench.record.engine).edits(engagement_id)
    return build_plan(dossier, desk, bench.measures, edits, sender_of(bench)), is_current


def act_on(
    bench: Workbench, engagement_id: str, make: Make, *, reason: str, by: str
) -> tuple[PlanEdit, MitigationPlan]:
    """Keep an act that `make` gives for the plan; return it and the plan after it."""
    plan, _ = plan_of(bench, engagement_id)
    edit = make(plan, Signature(reason, by, now()))
    SqlPlanBook(bench.record.engine).add(edit)
    return edit, plan_of(bench, engagement_id)[0]


def edits_of(bench: Workbench, engagement_id: str | None) -> list[PlanEdit]:
    """Return all acts on plans, or those on one engagement, oldest first."""
    return SqlPlanBook(bench.record.engine).edits(engagement_id)


def write_plan(plan: MitigationPlan, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the plan in each format; return the paths."""
    name = file_name("mitigation", plan.engagement_id)
    return [write_file(folder / f"{name}.{ending}", FORMATS[ending](plan)) for ending in formats]
