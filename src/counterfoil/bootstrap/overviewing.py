"""The overview of what is kept: the office's page without assessing again."""

from __future__ import annotations

import json

from counterfoil.app.assess import Assessed
from counterfoil.app.dossier.build import build_dossier
from counterfoil.app.dossier.desk import Surroundings
from counterfoil.app.dossier.overview import build_overview
from counterfoil.app.replay import case_of
from counterfoil.bootstrap.assessing import overtaken, page_name
from counterfoil.bootstrap.partnering import proposals_of
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.assessment import Assessment
from counterfoil.domain.dossier import Overview
from counterfoil.domain.plain import from_plain
from counterfoil.engines.intake import SqlIntake
from counterfoil.errors import NotFound


def kept_overview(bench: Workbench) -> tuple[Overview, list[str]]:
    """Return the overview of the latest kept assessments, and those whose inputs changed since.

    Raise NotFound where nothing was assessed yet.
    """
    latest = bench.record.latest_assessments()
    if not latest:
        raise NotFound("no assessment is kept", do="Run `counterfoil assess` first.")
    engagements = {e.engagement_id: e for e in bench.record.engagements()}
    around: dict[tuple[tuple[str, str], ...], Surroundings] = {}
    pairs = []
    for key, kept in latest.items():
        if kept.packs not in around:
            packs = [bench.kept_pack(content_hash) for _, content_hash in kept.packs]
            around[kept.packs] = bench.surroundings(packs)
        assessment = from_plain(Assessment, json.loads(kept.assessment))
        assessed = Assessed(engagements[key], case_of(kept), assessment)
        pairs.append((assessed, build_dossier(assessed, around[kept.packs])))
    made = build_overview(
        pairs,
        bench.surroundings(()),
        proposals_of(bench),
        page_name,
        SqlIntake(bench.record.engine).latest(),
    )
    return made, overtaken(bench, list(latest.values()))
