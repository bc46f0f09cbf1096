"""For each outcome a reader finds the instrument, the clause, and whether that was verified."""

from __future__ import annotations

import re
from html import unescape

import pytest

from counterfoil.app.dossier.build import build_dossier
from counterfoil.bootstrap.matrix import build_matrix, every_pack
from counterfoil.exports.page import dossier_html, matrix_html
from tests.institute.conftest import ENGAGEMENTS, Institute

MARKS = ("verified", "to verify")


def text_of(page: str) -> str:
    """Return a page's words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("engagement_id", ENGAGEMENTS)
def test_each_outcome_of_a_dossier_has_its_clause_and_mark(
    institute: Institute, engagement_id: str
) -> None:
    """Every line that decides a pack names rule, instrument, clause and mark, on the page too."""
    one = next(o for o in institute.batch.assessed if o.case.engagement == engagement_id)
    dossier = build_dossier(one, institute.batch.around)
    packs = {pack.pack_id: pack for pack in institute.bench.packs}
    page = text_of(dossier_html(dossier))
    for view in dossier.packs:
        for line in view.decided_by:
            rule = packs[view.pack_id].rule(line.rules[0])
            assert rule.basis.instrument in line.basis
            assert rule.basis.clause in line.basis
            assert line.mark in MARKS
            assert " ".join(line.basis.split()) in page


def test_each_outcome_of_the_matrix_has_its_clause_and_mark(institute: Institute) -> None:
    """No cell above `no rule fired` is without a rule; each stands on the page with its clause."""
    bench = institute.bench
    matrix = build_matrix(bench, every_pack(bench), ())
    page = text_of(matrix_html(matrix))
    for row in matrix.rows:
        for cell in row.cells:
            if cell.worst != "none" or cell.hold:
                assert cell.rules, (row.engagement_id, cell.pack_id)
            for rule in cell.rules:
                assert rule.mark in MARKS
                assert " ".join(rule.basis.split()) in page
